"""What the scoring tests share: the shipped instruments and the two evaluators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.model.instrument import Instrument
from mkdocs_securebase.source.parse import parse_document

from ..projects import ROOT
from .engines import JavaScript, Python

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def closeness() -> Instrument:
    """The closeness self-check as it ships."""
    path = ROOT / "quiz" / "instruments" / "closeness-self-check.yaml"
    source, problems = parse_document(path.read_bytes(), path.name)
    assert source is not None, problems
    assert isinstance(source.document, Instrument)
    return source.document


@pytest.fixture(scope="session")
def javascript() -> Iterator[JavaScript]:
    """One process of the JavaScript evaluator for the whole run."""
    with JavaScript() as engine:
        yield engine


@pytest.fixture(params=["python", "javascript"])
def engine(request: pytest.FixtureRequest) -> Python | JavaScript:
    """Each evaluator in turn."""
    return Python() if request.param == "python" else request.getfixturevalue("javascript")
