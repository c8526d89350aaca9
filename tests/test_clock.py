"""The calendar stops nobody: a guide is built under any clock, and what is due is reported beside the problems."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import mkdocs_securebase
from mkdocs_securebase import cli

from .projects import copy_minimal

PACKAGE = Path(mkdocs_securebase.__file__).parent
CLOCK = re.compile(r"\b(?:datetime\.now|datetime\.utcnow|date\.today|time\.time|time\.localtime|time\.gmtime)\(")


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(2027, 12, 2), date(2100, 12, 31)], ids=str)
def test_a_guide_has_no_problems_on_any_day_only_dates_to_look_at(
    today: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_minimal(tmp_path)
    monkeypatch.setattr(cli, "_today", lambda: today)

    told = CliRunner().invoke(cli.main, ["check", "--root", str(project)])
    strict = CliRunner().invoke(cli.main, ["check", "--root", str(project), "--strict-dates"])
    report = CliRunner().invoke(cli.main, ["report", "--root", str(project)])

    assert told.exit_code == 0
    assert "dates to look at" in told.stderr
    assert "no problems: " in told.stdout
    assert strict.exit_code == 1
    assert report.exit_code == 0
    assert "Due by the calendar" in report.stdout


def test_a_day_on_which_nothing_is_due_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_minimal(tmp_path)
    monkeypatch.setattr(cli, "_today", lambda: date(2026, 6, 1))

    strict = CliRunner().invoke(cli.main, ["check", "--root", str(project), "--strict-dates"])

    assert strict.exit_code == 0
    assert strict.stderr == ""


EDGES = {
    "cli.py": ["return datetime.now().astimezone().date()"],  # today, for what is due and for new files
    "mkdocs_plugin.py": ["self.preview_book = datetime.now().astimezone(), library"],  # "the book is as of 14:05"
}
"""The lines that read the clock. Neither reaches a built page."""


def test_only_two_lines_at_the_edge_look_at_the_clock() -> None:
    looking = {
        path.relative_to(PACKAGE).as_posix(): [line.strip() for line in text.splitlines() if CLOCK.search(line)]
        for path in PACKAGE.rglob("*.py")
        if CLOCK.search(text := path.read_text(encoding="utf-8"))
    }

    assert looking == EDGES
