"""Every kind of mistake an author can make: where it is reported, in which words, with which suggestion.

The cases in tests/cases/problems are golden files and read as prose: each changes the smallest whole guide and
lists, word for word, what the author reads. To write the expected lines of a new case, run
`python -m tests.test_problems` and read them before you commit.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_securebase.checks import check_library, due_dates
from mkdocs_securebase.problems import Code, in_order
from mkdocs_securebase.render.colours import check_colours
from mkdocs_securebase.render.links import check_addresses
from mkdocs_securebase.source import parse_library

from .projects import minimal_files

CASES = Path(__file__).parent / "cases" / "problems"
TODAY = date(2026, 6, 1)


def reported(files: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """The problems of these files and what is due on the day of these tests, one text each."""
    library, problems = parse_library(files)
    if library is None:
        return [str(problem) for problem in problems], []
    problems = in_order([*problems, *check_library(library), *check_addresses(library), *check_colours(library)])
    return [str(problem) for problem in problems], [str(notice) for notice in due_dates(library, TODAY)]


def files_of(case: dict[str, Any]) -> dict[str, bytes]:
    """The smallest guide with a case's changes."""
    files = minimal_files()
    for edit in case.get("edit", []):
        before = files[edit["file"]].decode()
        assert edit["find"] in before, f"{edit['file']} holds no {edit['find']!r}"
        files[edit["file"]] = before.replace(edit["find"], edit["replace"], 1).encode()
    for name, text in case.get("write", {}).items():
        files[name] = text.encode()
    for name, content in case.get("bytes", {}).items():
        files[name] = bytes.fromhex(content)
    for name, other in case.get("rename", {}).items():
        files[other] = files.pop(name)
    for name in case.get("remove", []):
        del files[name]
    return files


def test_the_smallest_whole_guide_has_no_problems() -> None:
    assert reported(minimal_files()) == ([], [])


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_mistake_is_reported_with_its_place_and_a_suggestion(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))

    problems, due = reported(files_of(case))

    assert problems == [text.rstrip("\n") for text in case.get("problems", [])]
    assert due == [text.rstrip("\n") for text in case.get("due", [])]


def test_all_codes_of_the_source_layer_have_a_case() -> None:
    expected = {Code(code) for code in Code} - {Code.SCORING, Code.PROFILE, Code.WORKED_EXAMPLE}
    expected -= {Code.COPIED}  # the text is not here to copy from: see tests/checks/test_originality.py
    shown = "\n".join(path.read_text(encoding="utf-8") for path in CASES.glob("*.yaml"))

    assert {code for code in expected if f": {code}: " not in shown} == set()


def _rewrite() -> None:
    for path in sorted(CASES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        case = yaml.safe_load(text)
        head = re.split(r"^(?:problems|due):\n", text, maxsplit=1, flags=re.MULTILINE)[0].rstrip("\n")
        body = ""
        for name, entries in zip(("problems", "due"), reported(files_of(case)), strict=True):
            lines = ("  - |\n" + "".join(f"    {line}\n" for line in entry.split("\n")) for entry in entries)
            body += f"{name}:\n{''.join(lines)}" if entries else ""
        path.write_text(f"{head}\n{body}", encoding="utf-8")


if __name__ == "__main__":
    _rewrite()
