"""How problems are written: with the line and a caret for people, as JSON, as notes on a pull request."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mkdocs_securebase import cli
from mkdocs_securebase.problems import Code, Position, Problem
from mkdocs_securebase.reporting import MOST, render_annotations, render_text

from .projects import copy_minimal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def a_problem(line: int = 2, column: int = 3, message: str = "no such word", file: str = "a.yaml") -> Problem:
    return Problem(Code.UNKNOWN_ID, Position(file, line, column), message, "did you mean 'two'?")


def test_people_see_the_line_and_the_place_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: 1\n  tow: 2\n", encoding="utf-8")

    assert render_text([a_problem()], tmp_path).split("\n") == [
        "a.yaml:2:3: unknown-id: no such word",
        "  2 |   tow: 2",
        "    |   ^",
        "    did you mean 'two'?",
    ]


def test_a_long_line_is_shown_around_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 500 + "y" + "x" * 500 + "\n", encoding="utf-8")

    _, line, caret, _ = render_text([a_problem(1, 501)], tmp_path).split("\n")

    assert len(line) < 120
    assert line[caret.index("^")] == "y"


def test_where_there_is_no_such_line_or_file_the_words_are_enough(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")

    for problem in (a_problem(), a_problem(file="b.yaml"), a_problem(line=99)):
        assert len(render_text([problem], tmp_path).split("\n")) == 2


def test_problems_with_one_cause_are_reported_once_with_their_places(tmp_path: Path) -> None:
    problems = [a_problem(), a_problem(7), a_problem(9), a_problem(1, file="b.yaml"), a_problem(message="another")]

    told = render_text(problems, tmp_path)

    assert told.count("no such word") == 1
    assert "and 3 more places: a.yaml:7, 9; b.yaml:1" in told
    assert told.count("another") == 1


def test_after_fifty_only_their_number_follows(tmp_path: Path) -> None:
    problems = [a_problem(message=f"problem {number}") for number in range(MOST + 7)]

    assert render_text(problems, tmp_path).endswith("… and 7 more: `--all` shows them")
    assert f"problem {MOST + 6}" in render_text(problems, tmp_path, every=True)


def test_notes_on_a_pull_request_keep_every_character() -> None:
    problem = Problem(Code.LANGUAGE, Position("a,b:c.yaml", 1, 2), "100 % of\nit", "")

    assert render_annotations([problem], [a_problem()]).split("\n") == [
        "::error file=a%2Cb%3Ac.yaml,line=1,col=2,title=language::100 %25 of%0Ait",
        "::notice file=a.yaml,line=2,col=3,title=unknown-id::no such word%0Adid you mean 'two'?",
    ]


def test_the_command_speaks_to_people_and_to_machines(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    faq = project / "content" / "faqs" / "why.yaml"
    faq.write_text(faq.read_text("utf-8").replace("short:", "shrot:"), "utf-8")

    def run(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli.main, ["check", "--root", str(project), *options])
        return done.exit_code, done.output

    assert run()[0] == run("--format", "json")[0] == run("--format", "github")[0] == 1
    assert "| shrot: Because." in run()[1]
    assert [problem["code"] for problem in json.loads(run("--format", "json")[1])["problems"]] == ["unknown-field"]
    assert run("--format", "github")[1].startswith(
        "::error file=content/faqs/why.yaml,line=6,col=1,title=unknown-field"
    )
    assert run("--format", "xml")[0] == 2


def test_the_command_knows_its_version() -> None:
    assert CliRunner().invoke(cli.main, ["--version"]).output.startswith("securebase, version ")


def test_colours_are_for_terminals_only(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: 1\n  tow: 2\n", encoding="utf-8")
    coloured = render_text([a_problem()], tmp_path, coloured=True)

    assert "\x1b[31m^\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render_text([a_problem()], tmp_path)


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert cli._may_colour()

    monkeypatch.setenv("NO_COLOR", "1")
    assert not cli._may_colour()


def test_the_help_says_what_the_exit_codes_mean() -> None:
    said = CliRunner().invoke(cli.main, ["--help"]).output

    assert "Report all problems" in CliRunner().invoke(cli.main, ["instrument", "check", "--help"]).output
    assert "0 where all went well" in said
    assert "1 where it found problems" in " ".join(said.split())


def test_commands_that_only_start_the_site_engine_read_no_model() -> None:
    code = "import sys, mkdocs_securebase.cli; print('pydantic' in sys.modules, 'jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]
