"""Slips that published scorers make, seeded on purpose: each must be caught by what `slips.yaml` names it under.

A test suite that lets one pass proves nothing. `python -m tests.scoring.test_slips` lists what catches each.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import io
import sys
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from mkdocs_securebase.checks.instruments import check_instruments
from mkdocs_securebase.evaluators import score_in_python
from mkdocs_securebase.exchange.responses import ResponseTable
from mkdocs_securebase.exchange.results import write_results
from mkdocs_securebase.model.instrument import Instrument
from mkdocs_securebase.scoring import compile as compiler
from mkdocs_securebase.scoring import score as evaluator
from mkdocs_securebase.scoring import texts
from mkdocs_securebase.source.discover import is_drawing, is_source, read_files
from mkdocs_securebase.source.link import link
from mkdocs_securebase.source.parse import parse_document

from ..projects import ROOT
from .engines import SCORE_JS, JavaScript, Python, broken_vectors
from .test_questionnaires import FILES, read, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from mkdocs_securebase.model.documents import Document
    from mkdocs_securebase.model.library import Source
    from mkdocs_securebase.model.questionnaire import Questionnaire
    from mkdocs_securebase.scoring.table import Table

FILE = "quiz/instruments/closeness-self-check.yaml"


class Slip(NamedTuple):
    """One text put in place of another in one file."""

    name: str
    catcher: str
    file: str
    find: str
    replace: str


SLIPS = [
    Slip(name, catcher, file, *change)
    for catcher, slips in yaml.safe_load(Path(__file__).with_name("slips.yaml").read_text(encoding="utf-8")).items()
    for name, files in slips.items()
    for file, change in files.items()
]


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param(slip, id=f"{slip.file}: {slip.name}", marks=[pytest.mark.slow] if slip.file == "score.js" else [])
        for slip in SLIPS
    ],
)
def test_a_slip_is_caught(slip: Slip) -> None:
    assert next(caught_by(slip), None)


def test_without_a_slip_nothing_is_caught() -> None:
    """Nor is a slip that changes nothing, in any file."""
    places = {(slip.catcher, slip.file): slip for slip in SLIPS}
    assert len(places) == 6
    for slip in places.values():
        assert list(caught_by(slip._replace(replace=slip.find))) == []


def caught_by(slip: Slip) -> Iterator[str]:
    """The vectors, examples, files or refusals that catch a slip, one after the other."""
    match slip.catcher, slip.file:
        case "vectors", "score.js":
            yield from vectors_in_javascript(slip)
        case "vectors", _:
            yield from broken_vectors(Python(changed_module(evaluator, slip)))
        case "examples", _:
            yield from broken_examples(changed_module(compiler, slip).compile_table)
        case "by-hand", "texts.py":
            yield from by_hand(with_texts_of(changed_module(texts, slip)))
        case "by-hand", _:
            yield from by_hand(changed_module(compiler, slip).compile_table)
        case _:
            yield from refusals(changed_text(ROOT / FILE, slip))


def changed_text(path: Path, slip: Slip) -> str:
    """The text of a file with a slip in it: in code the place must be the only one, in YAML it is the first."""
    text = path.read_text(encoding="utf-8")
    places = text.count(slip.find)
    assert places == 1 or (places and path.suffix == ".yaml"), f"the slip must change one place: {slip.find}"
    return text.replace(slip.find, slip.replace, 1)


def changed_module(module: ModuleType, slip: Slip) -> ModuleType:
    """A module with a slip in it, loaded beside the true one."""
    assert module.__spec__ is not None
    assert module.__spec__.origin is not None
    spec = importlib.util.spec_from_loader(f"{module.__package__}.slipped", loader=None)
    assert spec is not None
    changed = importlib.util.module_from_spec(spec)
    changed.__package__ = module.__package__
    sys.modules[spec.name] = changed
    exec(compile(changed_text(Path(module.__spec__.origin), slip), spec.name, "exec"), changed.__dict__)
    return changed


def vectors_in_javascript(slip: Slip) -> Iterator[str]:
    """The vectors that the browser's evaluator does not keep with a slip in it."""
    with TemporaryDirectory() as folder:
        changed = Path(folder) / "score.mjs"
        changed.write_text(changed_text(SCORE_JS, slip), encoding="utf-8")
        with JavaScript(changed) as engine:
            yield from broken_vectors(engine)


# The worked examples --------------------------------------------------------------------------------------------------


def outcomes(compile_table: Callable[[Instrument], Table], instrument: Instrument) -> list[object]:
    """Whether the parts of each worked example come out as stated, with a compiler."""
    found: list[object] = []
    for example in instrument.examples:
        try:
            table = compile_table(instrument)
            case = {
                "responses": example.responses_to(table.points),
                "seconds": example.seconds,
                "gate": example.gate,
                "contexts": example.contexts,
            }
            result = Python()(table, case)
        except (KeyError, ValueError, ZeroDivisionError) as error:
            found.append(type(error))
            continue
        expect = example.expect
        found.append(
            (
                {
                    i: "not-scored" if (s := result["scores"][i])["value"] is None else f"{s['sum']}/{s['count']}"
                    for i in expect.scores
                }
                == expect.scores,
                {i: result["scores"][i]["band"] for i in expect.bands} == expect.bands,
                result["profile"] == expect.profile,
                tuple(result["facets"]) == expect.facets,
                expect.lessons is None or tuple(result["lessons"]) == expect.lessons,
            )
        )
    return found


def broken_examples(compile_table: Callable[[Instrument], Table]) -> Iterator[str]:
    """The worked examples of the closeness self-check that do not come out as stated, with a compiler."""
    instrument = closeness_self_check()
    for example, found in zip(instrument.examples, outcomes(compile_table, instrument), strict=True):
        if found != (True,) * 5:
            yield example.title


@cache
def closeness_self_check() -> Instrument:
    source, problems = parse_document((ROOT / FILE).read_bytes(), FILE)
    assert source is not None, problems
    assert isinstance(source.document, Instrument)
    return source.document


def test_no_cut_score_can_be_moved_or_its_edge_turned_unnoticed() -> None:
    table = compiler.compile_table(closeness_self_check())
    tried = 0
    for place, dimension in enumerate(table.dimensions):
        for number, band in enumerate(dimension.bands[1:], start=1):
            up = Fraction(*band.start) + Fraction(1, 10)
            down = Fraction(*band.start) - Fraction(1, 10)
            for slip in (
                dataclasses.replace(band, start=(up.numerator, up.denominator)),
                dataclasses.replace(band, start=(down.numerator, down.denominator)),
                dataclasses.replace(band, edge="above" if band.edge == "at" else "at"),
            ):
                bands = (*dimension.bands[:number], slip, *dimension.bands[number + 1 :])
                dimensions = (
                    *table.dimensions[:place],
                    dataclasses.replace(dimension, bands=bands),
                    *table.dimensions[place + 1 :],
                )
                changed = dataclasses.replace(table, dimensions=dimensions)
                tried += 1

                assert next(broken_examples(lambda _, changed=changed: changed), None), slip  # type: ignore[misc]

    assert tried == 2 * 4 * 3


# Files of responses, and the instrument that ships ------------------------------------------------------------------


def by_hand(compile_table: Callable[[Questionnaire], Table]) -> Iterator[str]:
    """The files in tests/scoring/instruments that do not come to what was worked out by hand, with a compiler."""
    for path in FILES:
        questionnaire = read(path)
        expected = rows(path.with_suffix(".expected.csv").read_text(encoding="utf-8"))
        responses = ResponseTable(partial(io.BytesIO, path.with_suffix(".csv").read_bytes()), "x.csv", questionnaire)
        try:
            table = compile_table(questionnaire)
            out = io.StringIO()
            write_results(table, responses, score_in_python(table, responses), out)
            found = rows(out.getvalue())
            kept = [{column: row[column] for column in expected[0]} for row in found] == expected
        except (KeyError, ValueError, ZeroDivisionError, TypeError, AssertionError):
            kept = False
        if not kept:
            yield path.stem


def with_texts_of(changed: ModuleType) -> Callable[[Questionnaire], Table]:
    """A compiler whose conditions of texts come from another module."""

    def compile_table(questionnaire: Questionnaire) -> Table:
        bare = dataclasses.replace(compiler.compile_table(questionnaire), texts=(), tallies=())
        table: Table = changed.with_texts(bare, questionnaire, compiler.profile_sides(questionnaire))
        return table

    return compile_table


def refusals(text: str) -> Iterator[str]:
    """What is reported about the self-check where this is its text."""
    yield from (problem.split(": ", 1)[1].split("\n")[0] for problem in problems_of(text) if problem.startswith(FILE))


def problems_of(text: str) -> list[str]:
    """What is told about the real guide with this text as its self-check."""
    source, problems = parse_document(text.encode(), FILE)
    if source is None:
        return [str(problem) for problem in problems]
    library, linking = link([*other_documents(), source], drawings())
    assert library is not None
    return [str(problem) for problem in [*linking, *check_instruments(library)]]


@cache
def other_documents() -> tuple[Source[Document], ...]:
    """Everything of the real guide but its self-check."""
    files = {file: content for file, content in read_files(ROOT)[0].items() if is_source(file) and file != FILE}
    parsed = (parse_document(content, file)[0] for file, content in files.items())
    return tuple(source for source in parsed if source is not None)


@cache
def drawings() -> dict[str, str]:
    """The drawings of the real guide by name."""
    return {Path(file).name: content.decode() for file, content in read_files(ROOT)[0].items() if is_drawing(file)}


if __name__ == "__main__":
    escaped = 0
    for slip in SLIPS:
        catch = next(caught_by(slip), None)
        escaped += catch is None
        print(f"{slip.name:62} {slip.file:27} {f'{slip.catcher}: {catch}' if catch else 'nothing'}")
    sys.exit(f"{escaped} slips escaped" if escaped else 0)
