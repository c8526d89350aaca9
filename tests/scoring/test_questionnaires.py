"""Questionnaires of other shapes, two of them from the public domain, scored by both evaluators against sums by hand.

Beside each file in tests/scoring/instruments stand responses and what they come to. The expected numbers were worked
out with pen and paper from the file's rules, not copied from a run.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_securebase.checks.instruments import check_questionnaire
from mkdocs_securebase.cli import main
from mkdocs_securebase.evaluators import RUNTIME, examples_that_differ
from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.score import score
from mkdocs_securebase.source.parse import parse_questionnaire

if TYPE_CHECKING:
    from mkdocs_securebase.model.questionnaire import Questionnaire

FOLDER = Path(__file__).parent / "instruments"
FILES = sorted(FOLDER.glob("*.yaml"))


def read(path: Path) -> Questionnaire:
    source, problems = parse_questionnaire(path.read_bytes(), path.name)
    assert source is not None, problems
    assert [str(problem) for problem in check_questionnaire(source.document, source.origin)] == []
    return source.document


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def run(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("engine", ["python", "js"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_responses_comes_to_what_was_worked_out_by_hand(path: Path, engine: str) -> None:
    expected = rows(path.with_suffix(".expected.csv").read_text(encoding="utf-8"))

    found = rows(run("score", path, path.with_suffix(".csv"), "--engine", engine))

    assert [{column: row[column] for column in expected[0]} for row in found] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_evaluators_write_the_same_file(path: Path) -> None:
    by_python = run("score", path, path.with_suffix(".csv"))

    assert run("score", path, path.with_suffix(".csv"), "--engine", "js") == by_python


def test_a_percentile_is_that_of_the_normal_distribution_of_its_sample() -> None:
    path = FOLDER / "ipip-anxiety.yaml"
    for row in rows(run("score", path, path.with_suffix(".csv"))):
        if row["anxiety"]:
            adults, students = NormalDist(45, 20), NormalDist(55, 18)
            assert float(row["anxiety.adults.percentile"]) == pytest.approx(
                100 * adults.cdf(float(row["anxiety"])), abs=1e-4
            )
            assert float(row["anxiety.students.percentile"]) == pytest.approx(
                100 * students.cdf(float(row["anxiety"])), abs=1e-4
            )


def test_without_norms_there_is_no_percentile() -> None:
    path = FOLDER / "mini-ipip.yaml"

    assert not any("percentile" in column for column in rows(run("score", path, path.with_suffix(".csv")))[0])


def test_there_are_more_than_five_shapes_with_a_passport_and_a_worked_example_each() -> None:
    read_all = [read(path) for path in FILES]

    assert len(read_all) >= 6
    assert len({one.scale_of(one.items[0]) for one in read_all}) >= 5
    assert all(any(example.source for example in one.examples) for one in read_all)


def test_the_result_can_be_written_to_a_file(tmp_path: Path) -> None:
    path, out = FOLDER / "mini-ipip.yaml", tmp_path / "out.csv"

    said = run("score", path, path.with_suffix(".csv"), "--out", out)

    assert said == f"scored 3 respondents into {out}\n"
    assert out.read_text(encoding="utf-8") == run("score", path, path.with_suffix(".csv"))


def test_the_proofs_are_told_with_exact_counts() -> None:
    told = run("instrument", "check", FOLDER / "coffee.yaml")

    # drinks never: 1 x 5 x 5 x 5 ways for the rest; else (cups may be left out) 5 x 5 times as many; or left out: 125
    assert told.startswith("coffee (key ")
    assert f"6 items, {125 + 125 + 3 * 5 * 5 * 125:,} ways to answer" in told
    assert "amount     3      3      0 to 11" in told


def test_check_runs_the_examples_in_both_evaluators_and_offers_rows_for_what_they_do_not_hold() -> None:
    told = run("instrument", "check", FOLDER / "small-hours.yaml")

    assert "worked examples: 1 come out as stated in both evaluators\n" in told
    assert "not held by any of them: 'upset' with 1 left out; 'upset' with 2 left out, one too many; " in told
    rows_ = yaml.safe_load(told.split("rows to look through and paste:\n")[1])
    assert {"title", "source", "responses", "expect"} <= set(rows_[0])
    assert all("Computed by `securebase instrument check`" in row["source"] for row in rows_)


def test_check_says_of_each_text_how_many_patterns_belie_it() -> None:
    told = run("instrument", "check", FOLDER / "small-hours.yaml")

    # upset low: 20 complete patterns up to 3 and 3 x 10 with one blank; of these 3 and 3 x 2 hold a response at the top
    low = next(line.split() for line in told.splitlines() if line.startswith("  upset low"))
    rest = 4**3 + 3 * 4**2 + 3 * 4 + 1
    complete, one_blank = 20, 3 * 10
    assert [number.replace(",", "") for number in low[2:]] == [
        str((complete + one_blank) * rest),
        str((3 + 3 * 2) * rest),
        str((complete + one_blank - 9) * rest),
        str((3 + 3 * 2) * rest),
        "0",
    ]


def test_where_the_evaluators_differ_the_example_is_named(tmp_path: Path) -> None:
    questionnaire = read(FOLDER / "small-hours.yaml")
    runtime = tmp_path / "runtime"
    shutil.copytree(RUNTIME, runtime)
    script = runtime / "src" / "score.js"
    script.write_text(script.read_text(encoding="utf-8").replace("found.length > most", "found.length > 9"), "utf-8")

    assert examples_that_differ(compile_table(questionnaire), questionnaire.examples) == []
    differ = examples_that_differ(compile_table(questionnaire), questionnaire.examples, runtime)
    assert differ == ["Each night one thing"]


# Mistakes in a table of responses -----------------------------------------------------------------------------------

TABLES = {
    "a column misspelt": (
        "warm-one,warm-too,bright-one,bright-two\n1,1,1,1\n",
        [
            "r.csv:1:1: missing-field: there is no column for the item 'warm-two'",
            "r.csv:1:2: unknown-id: there is no item 'warm-too' in 'two-dials'",
        ],
    ),
    "a column twice": (
        "warm-one,warm-two,bright-one,bright-two,warm-one\n1,1,1,1,1\n",
        ["r.csv:1:5: duplicate-key: the column 'warm-one' is given twice"],
    ),
    "a response off the scale": (
        "warm-one,warm-two,bright-one,bright-two\n1,,8,skip\n1,two,3.5,1\n",
        [
            "r.csv:2:3: bad-value: '8' is no response to 'bright-one'",
            "r.csv:3:2: bad-value: 'two' is no response to 'warm-two'",
            "r.csv:3:3: bad-value: '3.5' is no response to 'bright-one'",
        ],
    ),
    "a line too short and one too long": (
        "warm-one,warm-two,bright-one,bright-two\n1,2,3\n\n1,2,3,4,5\n",
        [
            "r.csv:2:1: bad-value: the line has 3 cells, but there are 4 columns",
            "r.csv:4:1: bad-value: the line has 5 cells, but there are 4 columns",
        ],
    ),
    "seconds in words": (
        "warm-one,warm-two,bright-one,bright-two,seconds\n1,2,3,4,long\n",
        ["r.csv:2:5: bad-value: 'long' is no number of seconds"],
    ),
    "not text": ("\xff\xfe", ["r.csv:1:1: unreadable: the file is not UTF-8 text"]),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_mistake_in_a_table_is_told_by_line_and_column(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, expected = TABLES[case]
    monkeypatch.chdir(tmp_path)
    Path("r.csv").write_bytes(text.encode("latin-1" if case == "not text" else "utf-8"))

    done = CliRunner().invoke(main, ["score", str(FOLDER / "two-dials.yaml"), "r.csv"])

    assert done.exit_code == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("r.csv")] == expected


def test_a_questionnaire_with_a_slip_scores_nobody(tmp_path: Path) -> None:
    broken = tmp_path / "two-dials.yaml"
    broken.write_text(
        (FOLDER / "two-dials.yaml").read_text(encoding="utf-8").replace("line: high", "line: low"), encoding="utf-8"
    )

    done = CliRunner().invoke(main, ["score", str(broken), str(FOLDER / "two-dials.csv")])

    assert done.exit_code == 1
    assert "the profile should be stove, but the responses come to cellar" in done.stderr


def test_what_is_not_asked_is_as_good_as_answered() -> None:
    table = compile_table(read(FOLDER / "coffee.yaml"))

    assert score(table, {"drinks": 0}).scores["amount"].value == (0, 1)
    assert score(table, {"drinks": 1}).scores["amount"].value is None


def test_json_alone_is_told_from_json_with_proofs() -> None:
    done = CliRunner().invoke(main, ["check", "--json"])

    assert done.exit_code == 2
    assert "say --format json" in done.stderr


def test_proofs_and_problems_of_one_file_come_as_json(tmp_path: Path) -> None:
    broken = tmp_path / "two-dials.yaml"
    broken.write_text((FOLDER / "two-dials.yaml").read_text(encoding="utf-8").replace("label: ", "lable: ", 1), "utf-8")

    proofs = CliRunner().invoke(main, ["instrument", "check", "--json", str(FOLDER / "two-dials.yaml")])
    problems = CliRunner().invoke(main, ["instrument", "check", "--json", str(broken)])

    assert json.loads(proofs.stdout)[0]["questionnaire"] == "two-dials"
    assert proofs.stderr == "worked examples: 1 come out as stated in both evaluators\n"
    assert (problems.exit_code, problems.stderr) == (1, "")
    assert "lable" in json.dumps(json.loads(problems.stdout))
