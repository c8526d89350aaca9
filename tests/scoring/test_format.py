"""The page on the format names every field that a questionnaire may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

import pytest

from mkdocs_securebase.model.base import Model
from mkdocs_securebase.model.questionnaire import Questionnaire
from mkdocs_securebase.source.parse import parse_questionnaire

from ..projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def models(annotation: Any) -> Iterator[type[Model]]:
    """Every model that an annotation can hold, and those that they hold."""
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, Model):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    elif get_origin(annotation) is Annotated:
        yield from models(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from models(argument)


FIELDS = sorted({f.alias or name for model in models(Questionnaire) for name, f in model.model_fields.items()})


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_explained(field: str) -> None:
    text = (ROOT / "docs" / "instruments.md").read_text(encoding="utf-8")

    assert re.search(rf"(?<![\w-]){re.escape(field)}(?![\w-])", text)


def test_there_are_many() -> None:
    assert len(FIELDS) > 60


@pytest.mark.parametrize("profiles", [3, 4])
def test_what_the_page_shows_can_be_read(profiles: int) -> None:
    text = (ROOT / "docs" / "instruments.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    shown = "".join(blocks[place] for place in (0, 1, 2, profiles, 6, 7))

    source, problems = parse_questionnaire(shown.encode(), "shown.yaml")

    assert [str(problem) for problem in problems] == []
    assert source is not None
    assert len(source.document.items) == 6


def test_the_conditions_that_the_page_shows_can_be_read() -> None:
    text = (ROOT / "docs" / "instruments.md").read_text(encoding="utf-8")
    shown = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "true-when:" in block)
    whole = (ROOT / "tests" / "scoring" / "instruments" / "good-nights.yaml").read_text(encoding="utf-8")

    edited = re.sub(r"    bands:\n(      .*\n)+", shown, whole, count=1)

    source, problems = parse_questionnaire(edited.encode(), "x.yaml")

    assert [str(problem) for problem in problems] == []
    assert source is not None
    assert any(band.true_when for subscale in source.document.subscales for band in subscale.bands)
