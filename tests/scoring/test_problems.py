"""Every mistake an author can make in an instrument: where it is reported, in which words, with which suggestion.

The cases in tests/scoring/problems change listening-habits.yaml in a guide, or a questionnaire of
tests/scoring/instruments alone. To write the expected lines of a new case, run
`python -m tests.scoring.test_problems` and read them before you commit.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.checks.instruments import check_questionnaire
from mkdocs_securebase.problems import Code, in_order
from mkdocs_securebase.source import parse_library
from mkdocs_securebase.source.parse import parse_questionnaire

from ..projects import minimal_files

HERE = Path(__file__).parent
CASES = HERE / "problems"
FILE = "quiz/instruments/listening-habits.yaml"
TODAY = date(2026, 6, 1)


def reported(case: dict[str, Any]) -> list[str]:
    """What is reported about the edited instrument in the smallest guide, or about a questionnaire alone."""
    name = case.get("questionnaire", "listening-habits")
    text = (HERE / ("instruments" if "questionnaire" in case else "") / f"{name}.yaml").read_text(encoding="utf-8")
    for edit in case.get("edit", []):
        assert edit["find"] in text, edit["find"]
        text = text.replace(edit["find"], edit["replace"], 1)
    return reported_alone(text, f"{name}.yaml") if "questionnaire" in case else reported_in_a_guide(text)


def reported_alone(text: str, file: str) -> list[str]:
    source, problems = parse_questionnaire(text.encode(), file)
    if source is not None:
        problems = in_order([*problems, *check_questionnaire(source.document, source.origin)])
    return [str(problem) for problem in problems]


def reported_in_a_guide(text: str) -> list[str]:
    library, problems = parse_library({**minimal_files(), FILE: text.encode()})
    if library is not None:
        problems = in_order([*problems, *check_library(library)])
    return [str(problem) for problem in problems]


def read(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def test_the_instrument_itself_has_no_problems() -> None:
    assert reported({}) == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_mistake_is_reported_with_its_place_and_a_suggestion(path: Path) -> None:
    case = read(path)

    assert reported(case) == [text.rstrip("\n") for text in case["problems"]]


def test_the_codes_of_instruments_have_cases() -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in CASES.glob("*.yaml"))

    assert [code for code in (Code.SCORING, Code.PROFILE, Code.WORKED_EXAMPLE) if f": {code}: " not in shown] == []


def _rewrite() -> None:
    for path in sorted(CASES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        head = re.split(r"problems:(?: \[\])?\n", text)[0].rstrip("\n")
        lines = reported(read(path))
        body = "".join("  - |\n" + "".join(f"    {line}\n" for line in problem.split("\n")) for problem in lines)
        path.write_text(f"{head}\nproblems:\n{body}", encoding="utf-8")


if __name__ == "__main__":
    _rewrite()
