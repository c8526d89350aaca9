"""Tables of responses as people have them: read as the options say, refused with the option that would help."""

from __future__ import annotations

import csv
import io
import tracemalloc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mkdocs_securebase.cli import main
from mkdocs_securebase.evaluators import score_in_javascript, score_in_python
from mkdocs_securebase.exchange.responses import ResponseTable
from mkdocs_securebase.exchange.results import no_formula, write_results
from mkdocs_securebase.scoring.compile import compile_table

from ..scoring.test_questionnaires import FOLDER, read

if TYPE_CHECKING:
    from click.testing import Result

QUIET = """\
kind: questionnaire
id: quiet-evenings
title: Quiet evenings
passport: {version: "1", source: Written for a test., licence: Public domain., tested: Not tested.}
response-scale:
  anchors:
    - {value: 1, label: Never}
    - {value: 2, label: At times}
    - {value: 3, label: Often}
    - {value: 4, label: Always}
  skip: Rather not say
items:
  - {id: calm, text: I am calm after dinner.}
  - {id: read, text: "I read, or listen to music."}
  - {id: alert, text: Small sounds startle me., keying: reverse}
subscales:
  - {kind: subscale, id: quiet, title: Quiet, items: [calm, read, alert], score: sum,
     missing: {at-least: 2, then: prorate}}
examples:
  - {title: All lowest, source: By hand., responses: {calm: 1, read: 1, alert: 1}, expect: {scores: {quiet: 6}}}
"""
TEXTS = 'I am calm after dinner.,"I read, or listen to music.",Small sounds startle me.'
ENGINES = ("python", "js")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("q.yaml").write_text(QUIET, encoding="utf-8")
    return tmp_path


def score(table: str | bytes, *options: str) -> Result:
    Path("r.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return CliRunner().invoke(main, ["score", "q.yaml", "r.csv", *options])


def scores(table: str | bytes, *options: str) -> list[str]:
    """The score of each respondent, where the table is read without a problem."""
    done = score(table, *options)
    assert (done.exit_code, done.exception) == (0, None), done.stderr
    return [row["quiet"] for row in csv.DictReader(io.StringIO(done.stdout))]


def told(done: Result) -> list[str]:
    """Problems and their hints, without the lines of the table that are shown between."""
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    shown = (line for line in done.stderr.splitlines() if not (line.strip()[:1].isdigit() or line.strip()[:1] == "|"))
    return [line.strip() for line in shown]


# The same two respondents, as six programs give them: 1 + 2 + (5 - 3) and 4 + 4 + (5 - 4) ---------------------------

FORMS: dict[str, tuple[str, list[str]]] = {
    "our own": ("calm,read,alert\n1,2,3\n4,4,4\n", []),
    "words for numbers, texts for names, and the time": (
        f"Time,{TEXTS}\n2026/01/02 21:00,Never,At times,Often\n2026/01/03 21:05,Always,Always,Always\n",
        ["--labels", "--ignore-other-columns"],
    ),
    "names, texts and import ids above the data": (
        f"Start,calm,read,alert\nStart,{TEXTS}\nid-1,id-2,id-3,id-4\n2026-01-02,1,2,3\n2026-01-03,4,4,4\n",
        ["--ignore-other-columns"],
    ),
    "headings that are no texts of ours": ("calm,read,alert\nA,B,C\n1,2,3\n4,4,4\n", ["--heading-rows", "2"]),
    "columns with other names": (
        "When,Q1,Q2,Q3\nMonday,1,2,3\nTuesday,4,4,4\n",
        ["--columns", "columns.csv"],
    ),
    "numbers with a point": ("calm,read,alert\n1.0,2.00,3\n4.0,4.0,4.0\n", []),
    "numbers with a comma": ("calm;read;alert\n1,0;2,0;3\n4,0;4,0;4,00\n", []),
    "a line that names what stands between": ("sep=;\ncalm;read;alert\n1;2;3\n4;4;4\n", []),
    "a tab between": ("sep=\t\r\ncalm\tread\talert\r\n1\t2\t3\r\n4\t4\t4\r\n", []),
    "an empty last column": ("calm,read,alert,\n1,2,3,\n4,4,4,\n", []),
    "empty last columns in some lines only": ("calm,read,alert,,\n1,2,3\n4,4,4,,\n", []),
    "marks of the order of bytes": ("\ufeffcalm,read,alert\n1,2,3\n4,4,4\n", []),
    "capitals and typographic quotes are no difference": (
        f"{TEXTS.upper()}\nnever,AT TIMES,often\nAlways,Always,always.\n",
        ["--labels"],
    ),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_scored_in_whatever_form_it_comes(form: str, engine: str) -> None:
    table, options = FORMS[form]
    Path("columns.csv").write_text("column,item\nQ1,calm\nQ2,read\nQ3,alert\nWhen,\n", encoding="utf-8")

    assert scores(table, *options, "--engine", engine) == ["5", "9"]


@pytest.mark.parametrize("blank", ["-99", "NA", ".", "-99.0", ""])
def test_what_stands_for_no_answer_is_no_answer(blank: str) -> None:
    # two of three answered: (1 + 2) x 3 / 2
    assert scores(f"calm,read,alert\n1,2,{blank}\n", "--missing=-99,NA,.") == ["4.5"]


def test_codes_of_another_program_are_read_as_they_are() -> None:
    winter = read(FOLDER / "winter.yaml")
    table = ResponseTable(
        partial(io.BytesIO, b"/10001-1,eats,low,bright,walks,lamps\nLA33-6,LA32-8,5,LA-DK,,\nLA-DK,0,1,1,,\n"),
        "r.csv",
        winter,
    )

    assert table.check().problems[0].message == "'LA-DK' is no response to 'bright'"
    assert [dict(row.responses) for row in table] == [{"10001-1": "skip", "eats": "0", "low": "1", "bright": "1"}]


def test_what_is_passed_over_is_told() -> None:
    done = score(f"calm,read,alert,Time\n{TEXTS},Time\n1,2,3,x\n\n\n4,4,4,y\n", "--ignore-other-columns")

    assert done.stderr.splitlines() == [
        "r.csv: the column 'Time' passed over",
        "r.csv: line 2: headings passed over",
        "r.csv: line 4 and 1 more: a blank line passed over",
    ]


def test_a_blank_line_is_a_respondent_or_said_to_be_passed_over() -> None:
    unnamed, named = score("calm,read,alert\n1,2,3\n,,\n"), score("respondent,calm,read,alert\na,1,2,3\nb,,,\n,,,\n")

    assert [row["respondent"] for row in csv.DictReader(io.StringIO(unnamed.stdout))] == ["2", "3"]
    assert [row["respondent"] for row in csv.DictReader(io.StringIO(named.stdout))] == ["a", "b"]
    assert named.stderr == "r.csv: line 4: a blank line passed over\n"


# Refusals -----------------------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[str | bytes, list[str], str]] = {
    "words without the option": ("calm,read,alert\nNever,1,1\n", [], "--labels"),
    "numbers where words are due": ("calm,read,alert\n1,Never,Never\n", ["--labels"], "the words of an answer are due"),
    "a sign for no answer": ("calm,read,alert\n-99,1,1\n", [], "say --missing=-99"),
    "a dot for no answer": ("calm,read,alert\n.,1,1\n", [], "say --missing=."),
    "another column": ("calm,read,alert,Time\n1,1,1,1\n", [], "--ignore-other-columns"),
    "columns with other names": ("Q1,Q2,Q3\n1,1,1\n", [], "--columns FILE"),
    "a missing column, others passed over": ("calm,read\n1,1\n", ["--ignore-other-columns"], "--columns FILE"),
    "an answer that shall stand for none": ("calm,read,alert\n1,1,1\n", ["--missing=1"], "leave it out of --missing"),
    "a column without a name that holds something": ("calm,read,alert,\n1,1,1,1\n", [], "4 cells, but there are 3"),
    "half a number": ("calm,read,alert\n1.5,1,1\n", [], "use one of 1, 2, 3, 4"),
    "a leading nought": ("calm,read,alert\n01,1,1\n", [], "use one of 1, 2, 3, 4"),
    "seconds that are no number": ("seconds,calm,read,alert\nnan,1,1,1\n", [], "seconds are 0 or more"),
    "seconds without end": ("seconds,calm,read,alert\ninf,1,1,1\n", [], "seconds are 0 or more"),
    "seconds below zero": ("seconds,calm,read,alert\n-5,1,1,1\n", [], "seconds are 0 or more"),
    "seconds beyond all bounds": (f"seconds,calm,read,alert\n{'9' * 400},1,1,1\n", [], "seconds are 0 or more"),
    "a quote that nothing closes": ('calm,read,alert\n"1,1,1\n1,1,1\n', [], "quotation mark"),
    "a cell beyond all bounds": ('calm,read,alert\n"' + "x" * 10_000_001 + '",1,1\n', [], "quotation mark"),
    "a large cell": ("calm,read,alert\n" + "x" * 200_000 + ",1,1\n", [], "use one of 1, 2, 3, 4"),
    "an empty file": ("", [], "--columns FILE"),
    "two bytes a letter": ("calm,read,alert\n1,1,1\n".encode("utf-16"), [], "save it as CSV in UTF-8"),
    "a nothing among the letters": (b"calm,read,alert\n1\0,1,1\n", [], ""),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_names_what_would_help(case: str, engine: str) -> None:
    table, options, help_ = REFUSED[case]

    assert help_ in "\n".join(told(score(table, *options, "--engine", engine)))


def test_a_large_cell_beside_the_items_is_no_matter() -> None:
    assert scores("calm,read,alert,.note\n1,2,3," + "x" * 2_000_000 + "\n") == ["5"]


NO_COLUMNS = {
    "other headings": ("a,b\nQ1,calm\n", "the first line must say `column,item`"),
    "an item that is none": ("column,item\nQ1,clam\n", "there is no item 'clam' in 'quiet-evenings'"),
    "a column twice": ("column,item\nQ1,calm\nQ1,read\n", "the column 'Q1' is named twice"),
    "three cells": ("column,item\nQ1,calm,read\n", "two cells are due here"),
    "no text": ("\udcff", "no table in UTF-8"),
}


@pytest.mark.parametrize("case", NO_COLUMNS)
def test_a_mistake_in_the_names_of_columns_is_told(case: str) -> None:
    text, message = NO_COLUMNS[case]
    Path("columns.csv").write_bytes(text.encode("utf-8", "surrogateescape"))

    assert message in "\n".join(told(score("Q1,Q2,Q3\n1,1,1\n", "--columns", "columns.csv")))


def test_nothing_is_written_where_a_line_has_a_problem(folder: Path) -> None:
    done = score("calm,read,alert\n1,1,1\n1,1,9\n", "--out", "out.csv")

    assert done.exit_code == 1
    assert sorted(path.name for path in folder.iterdir()) == ["q.yaml", "r.csv"]


# What comes out -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "-2/3"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(name: str) -> None:
    assert no_formula(name) == f"'{name}"


@pytest.mark.parametrize("name", ["A", "-5", "-0.5", "", "a=b", "1/3"])
def test_any_other_text_stays(name: str) -> None:
    assert no_formula(name) == name


@pytest.mark.parametrize("engine", ENGINES)
def test_the_result_of_a_respondent_bears_no_formula(engine: str) -> None:
    done = score("respondent,calm,read,alert\n=1+1,1,2,3\n", "--engine", engine)

    assert done.stdout.splitlines()[1].startswith("'=1+1,")


class Repeated(io.RawIOBase):
    """The bytes of a table with so many lines, made as they are read."""

    def __init__(self, lines: int) -> None:
        self.left, self.rest = lines, b"calm,read,alert\n"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self.left and len(self.rest) < len(buffer):
            self.left -= 1
            self.rest += b"1,2,3\n"
        piece, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


class Nowhere(io.StringIO):
    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("engine", [score_in_python, score_in_javascript], ids=ENGINES)
def test_many_rows_need_no_more_memory_than_few(engine: object) -> None:
    questionnaire = read(Path("q.yaml"))
    table = compile_table(questionnaire)

    def peak(lines: int) -> int:
        rows = ResponseTable(lambda: io.BufferedReader(Repeated(lines)), "r.csv", questionnaire)
        tracemalloc.start()
        assert rows.check().respondents == lines
        assert write_results(table, rows, engine(table, rows), Nowhere()) == lines  # type: ignore[operator]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)

    assert peak(3_000) < peak(300) + 200_000
