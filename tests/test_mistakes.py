"""What authors get wrong, one a line in tests/cases/mistakes.yaml: each is one message, with its place and cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.problems import Problem, in_order
from mkdocs_securebase.render.colours import check_colours
from mkdocs_securebase.render.links import check_addresses
from mkdocs_securebase.source import parse_library

from .projects import minimal_files
from .scoring.test_problems import CASES as SCORING_CASES
from .test_problems import CASES
from .test_yaml_mistakes import MISTAKES as YAML_MISTAKES

HERE = Path(__file__).parent
LISTENING = "quiz/instruments/listening-habits.yaml"
ROWS: list[tuple[str, str, str, str]] = [
    (file, *row)
    for file, rows in yaml.safe_load((HERE / "cases" / "mistakes.yaml").read_text("utf-8")).items()
    for row in rows
]


def reported(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """All problems of these files."""
    library, problems = parse_library(files)
    if library is None:
        return problems
    return in_order([*problems, *check_library(library), *check_addresses(library), *check_colours(library)])


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {**minimal_files(), LISTENING: (HERE / "scoring" / "listening-habits.yaml").read_bytes()}


def test_without_a_mistake_nothing_is_reported(files: dict[str, bytes]) -> None:
    assert reported(files) == ()


@pytest.mark.parametrize(("file", "right", "wrong", "expected"), ROWS, ids=[f"{row[0]}: {row[2][:60]}" for row in ROWS])
def test_a_mistake_is_reported_once_at_its_place(
    files: dict[str, bytes], file: str, right: str, wrong: str, expected: str
) -> None:
    text = files[file].decode()
    assert right in text

    problems = reported({**files, file: text.replace(right, wrong, 1).encode()})

    assert [str(problem).split("\n")[0].split(":", 1)[1] for problem in problems] == [expected]


def test_more_than_250_mistakes_are_held_and_most_are_one_message() -> None:
    golden = [path.read_text("utf-8") for folder in (CASES, SCORING_CASES) for path in folder.glob("*.yaml")]
    once = sum(len(re.findall(r"^  - \|", text, re.MULTILINE)) == 1 for text in golden)

    assert len(ROWS) + len(YAML_MISTAKES) + len(golden) > 450
    assert len(ROWS) + len(YAML_MISTAKES) + once > 400
