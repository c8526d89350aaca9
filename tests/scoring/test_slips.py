"""Slips that published scorers make, seeded on purpose: each must be caught by the vectors, by the worked
examples, or refused at build. A test suite that lets one pass proves nothing."""

from __future__ import annotations

import dataclasses
import importlib.util
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks.instruments import check_instruments
from generator.scoring import compile as compiler
from generator.scoring import score as evaluator
from generator.source.discover import read_drawings, read_sources
from generator.source.link import link
from generator.source.parse import parse_document

from ..projects import ROOT
from .engines import SCORE_JS, JavaScript, Python, broken_vectors

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from generator.model.documents import Document
    from generator.model.instrument import Instrument
    from generator.model.library import Source
    from generator.scoring.table import Table

EVALUATOR_SLIPS = {
    "a score on an `at` edge falls below the band": (
        ('against > 0 or (against == 0 and band.edge == "at")', "against > 0"),
        ("against > 0 || (against === 0 && band.edge === 'at')", "against > 0"),
    ),
    "a score on an `above` edge falls into the band": (
        ('against > 0 or (against == 0 and band.edge == "at")', "against >= 0"),
        ("against > 0 || (against === 0 && band.edge === 'at')", "against >= 0"),
    ),
    "the mean is rounded to one decimal before it meets a cut score": (
        (
            'band_of(getattr(subscale, "bands", ()), total, count)',
            'band_of(getattr(subscale, "bands", ()), tenths_of(total, count), 10)',
        ),
        ("bandOf(subscale.bands ?? [], total, count)", "bandOf(subscale.bands ?? [], tenthsOf(total, count), 10)"),
    ),
    "the mean is rounded down to a whole number": (
        ("against = compare(total, count, band.start)", "against = compare(total // count, 1, band.start)"),
        ("against = compare(total, count, band.start)", "against = compare(Math.floor(total / count), 1, band.start)"),
    ),
    "the sum is divided by all items, not by the answered ones": (
        (
            'band_of(getattr(subscale, "bands", ()), total, count)',
            'band_of(getattr(subscale, "bands", ()), total, len(subscale.items))',
        ),
        ("bandOf(subscale.bands ?? [], total, count)", "bandOf(subscale.bands ?? [], total, subscale.items.length)"),
    ),
    "a skipped item counts as 0": (
        (
            "return table.points[item].get(str(responses.get(item)))",
            'return 0 if responses.get(item) == "skip" else table.points[item].get(str(responses.get(item)))',
        ),
        (
            "return has(table.points[item], response)",
            "if (response === 'skip') return 0\n  return has(table.points[item], response)",
        ),
    ),
    "an unanswered item counts as 0": (
        (
            "return table.points[item].get(str(responses.get(item)))",
            "return table.points[item].get(str(responses.get(item)), 0)",
        ),
        ("table.points[item][response] : null", "table.points[item][response] : 0"),
    ),
    "one answer fewer than needed is enough": (
        ("enough = count >= subscale.needs", "enough = count >= subscale.needs - 1"),
        ("enough = count >= subscale.needs", "enough = count >= subscale.needs - 1"),
    ),
    "one answer more than needed is asked for": (
        ("enough = count >= subscale.needs", "enough = count > subscale.needs"),
        ("enough = count >= subscale.needs", "enough = count > subscale.needs"),
    ),
    "a score is given however few have answered": (
        ("enough = count >= subscale.needs", "enough = count > 0"),
        ("enough = count >= subscale.needs", "enough = count > 0"),
    ),
    "the first band that is reached is taken": (
        ("            found = band\n", "            return band\n"),
        (") found = band", ") return band"),
    ),
    "the dimensions are swapped where the profile is found": (
        (
            "scores[dimension].group in groups",
            "list(scores.values())[len(profile.when) - 1 - list(profile.when).index(dimension)].group in groups",
        ),
        (
            "groups.includes(/** @type {string} */ (scores[dimension].group))",
            "groups.includes(Object.values(scores)[1 - Object.keys(profile.when).indexOf(dimension)]?.group)",
        ),
    ),
    "a profile needs one of its dimensions only": (
        ("if all(scores[dimension]", "if any(scores[dimension]"),
        ("Object.entries(profile.when).every(", "Object.entries(profile.when).some("),
    ),
    "the fine band decides the profile, not the one it counts as": (
        ("scores[dimension].group in groups", "scores[dimension].band in groups"),
        ("(scores[dimension].group)", "(scores[dimension].band)"),
    ),
    "the lead of a facet must be exceeded": (
        ("* distance[1] >= distance[0] *", "* distance[1] > distance[0] *"),
        ("* distance[1] >= distance[0] *", "* distance[1] > distance[0] *"),
    ),
    "a facet leads if it leads one of the others": (
        ("    return all(\n        scores[other.id].tenths", "    return any(\n        scores[other.id].tenths"),
        ("return others.every(", "return others.some("),
    ),
    "sums are compared where counts differ": (
        (
            "(total * other_count - other_total * count) * distance[1]",
            "(total - other_total) * distance[1] * count * other_count",
        ),
        (
            "(total * otherCount - otherTotal * count) * distance[1]",
            "(total - otherTotal) * distance[1] * count * otherCount",
        ),
    ),
    "a contradiction is seen one way round only": (
        (" or apart(sum(two), len(two), sum(one), len(one), limit)", ""),
        (" || apart(sum(two), two.length, sum(one), one.length, limit)", ""),
    ),
    "equal points pass for equal responses": (
        ("given = [str(responses[item]) for item", "given = [points_of(table, item, responses) for item"),
        (".map((item) => String(responses[item]))", ".map((item) => pointsOf(table, item, responses))"),
    ),
    "exactly a minute counts as hurried": (
        ("seconds < table.rules.seconds", "seconds <= table.rules.seconds"),
        ("seconds < table.rules.seconds", "seconds <= table.rules.seconds"),
    ),
    "a lesson for pairs is suggested in danger": (
        ("without = rules.safety.without if in_danger else ()", "without: tuple[str, ...] = ()"),
        ("const without = inDanger ? rules.safety.without : []", "const without = []"),
    ),
    "a lesson is named twice": (
        ("for lesson in dict.fromkeys(wanted)", "for lesson in wanted"),
        ("[...new Set(wanted)]", "wanted"),
    ),
    "tenths are rounded half to even": (
        ("return (20 * total + count) // (2 * count)", "return round(10 * total / count)"),
        (
            "return Math.floor((20 * total + count) / (2 * count))",
            "return Number((10 * total / count).toFixed(0)) - ((20 * total / count) % 4 === 1 ? 1 : 0)",
        ),
    ),
}
"""What is done wrong: (text, replacement) in score.py, and in score.js."""


def changed_module(module: ModuleType, find: str, replace: str, name: str) -> ModuleType:
    """A module with one change in its text, loaded beside the true one."""
    assert module.__spec__ is not None
    assert module.__spec__.origin is not None
    text = Path(module.__spec__.origin).read_text(encoding="utf-8")
    assert text.count(find) == 1, f"the slip must change one place: {find}"
    spec = importlib.util.spec_from_loader(f"{module.__package__}.{name}", loader=None)
    assert spec is not None
    changed = importlib.util.module_from_spec(spec)
    changed.__package__ = module.__package__
    sys.modules[spec.name] = changed
    exec(compile(text.replace(find, replace), spec.name, "exec"), changed.__dict__)
    return changed


@pytest.mark.parametrize("slip", EVALUATOR_SLIPS)
def test_a_slip_in_the_python_evaluator_breaks_a_vector(slip: str) -> None:
    changed = changed_module(evaluator, *EVALUATOR_SLIPS[slip][0], "slipped_score")

    assert broken_vectors(Python(changed)) != []


@pytest.mark.parametrize("slip", EVALUATOR_SLIPS)
def test_a_slip_in_the_browsers_evaluator_breaks_a_vector(slip: str, tmp_path: Path) -> None:
    find, replace = EVALUATOR_SLIPS[slip][1]
    text = SCORE_JS.read_text(encoding="utf-8")
    assert text.count(find) == 1, f"the slip must change one place: {find}"
    changed = tmp_path / "score.mjs"
    changed.write_text(text.replace(find, replace), encoding="utf-8")

    with JavaScript(changed) as engine:
        assert broken_vectors(engine) != []


def test_without_a_slip_nothing_breaks(tmp_path: Path) -> None:
    copy = tmp_path / "score.mjs"
    copy.write_text(SCORE_JS.read_text(encoding="utf-8"), encoding="utf-8")

    assert broken_vectors(Python()) == []
    with JavaScript(copy) as engine:
        assert broken_vectors(engine) == []


# Slips in the compiler: the worked examples must not come out any more -----------------------------------------------

COMPILER_SLIPS = {
    "the constant for reversing is one too small": ("ends = min(values) + max(values)", "ends = max(values)"),
    "the constant for reversing is one too large": (
        "ends = min(values) + max(values)",
        "ends = min(values) + max(values) + 1",
    ),
    "nothing is reversed": ('if item.keying == "positive":', "if True:"),
    "the wrong items are reversed": ('if item.keying == "positive":', 'if item.keying == "reverse":'),
    "the first item of a dimension is dropped": (
        "        items=dimension.items,",
        "        items=dimension.items[1:],",
    ),
    "the first item of a dimension counts twice": (
        "        items=dimension.items,",
        "        items=(dimension.items[0], *dimension.items),",
    ),
    "nothing may be missing": ("        needs=dimension.needs,", "        needs=len(dimension.items),"),
    "anything may be missing": ("        needs=dimension.needs,", "        needs=1,"),
    "every edge belongs to the band above it": ("_ratio(b.start), b.edge,", '_ratio(b.start), "at",'),
    "every edge belongs to the band below it": ("_ratio(b.start), b.edge,", '_ratio(b.start), "above",'),
    "in-between bands stand for themselves": ("b.edge, b.counts_as or b.id)", "b.edge, b.id)"),
    "cut scores are whole numbers": ("Band(b.id, _ratio(b.start)", "Band(b.id, (round(b.start), 1)"),
    "nothing is called a contradiction": (
        "            tuple(id_ for id_ in facet.items if id_ in reverse),",
        "            (),",
    ),
    "facets suggest nothing": (
        "facets={facet.id: facet.lessons for facet in instrument.facets}",
        "facets={facet.id: () for facet in instrument.facets}",
    ),
    "nobody is in danger": (
        "tuple(option.id for option in gate.options",
        "tuple(option.label for option in gate.options",
    ),
}


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
                    i: "not-scored" if (s := result["scores"][i])["tenths"] is None else f"{s['sum']}/{s['count']}"
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


@pytest.mark.parametrize("slip", COMPILER_SLIPS)
def test_a_slip_in_the_compiler_breaks_a_worked_example(slip: str, closeness: Instrument) -> None:
    kept = [(True,) * 5] * len(closeness.examples)
    assert outcomes(compiler.compile_table, closeness) == kept

    changed = changed_module(compiler, *COMPILER_SLIPS[slip], "slipped_compile")

    assert outcomes(changed.compile_table, closeness) != kept


def test_no_cut_score_can_be_moved_or_its_edge_turned_unnoticed(closeness: Instrument) -> None:
    kept = outcomes(compiler.compile_table, closeness)
    table = compiler.compile_table(closeness)
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

                assert outcomes(lambda _, changed=changed: changed, closeness) != kept, slip  # type: ignore[misc]

    assert tried == 2 * 4 * 3


# Slips in the instrument: refused at build --------------------------------------------------------------------------

FILE = "quiz/instruments/closeness-self-check.yaml"

INSTRUMENT_SLIPS = {
    "an item is dropped from its dimension": ("      - small-tests\n", ""),
    "an item counts twice": ("      - small-tests\n", "      - small-tests\n      - relief-fades\n"),
    "an item counts in both dimensions": ("      - tears\n", "      - tears\n      - says-yes\n"),
    "an item is misspelt": ("      - small-tests\n", "      - small-test\n"),
    "two dimensions have exchanged an item": (
        "      - changes-subject\n      - takes-help\n",
        "      - rereads-messages\n      - takes-help\n",
    ),
    "a reverse-keyed item lost its keying": ('I take it gladly.", keying: reverse', 'I take it gladly."'),
    "an item is reversed that must not be": (
        "to look for a change of mood.}",
        "to look for a change of mood., keying: reverse}",
    ),
    "the key of another item order": (
        """gladly.", keying: reverse}
  - {id: relief-fades, text: "When I hear that all is well between us, the relief fades fast."}""",
        """gladly."}
  - {id: relief-fades, text: "When I hear that all is well between us, the relief fades fast.", keying: reverse}""",
    ),
    "a cut score with two digits exchanged": ("from: 2.25", "from: 2.52"),
    "an edge on the wrong side": ("above: 3.75", "from: 3.75"),
    "bands out of order": ("from: 2.75", "from: 2.15"),
    "a band that nothing reaches": ("above: 3.75", "above: 5"),
    "a gap below the first band": ("        from: 1\n        title: lower", "        from: 1.5\n        title: lower"),
    "one more item may be missing": ("at-least: 12", "at-least: 11"),
    "one item fewer may be missing": ("at-least: 12", "at-least: 13"),
    "two labels share a value": ("value: 4, label: Mostly", "value: 3, label: Mostly"),
    "a combination without a result": (
        "when: {worry: [middle], distance: [higher]}",
        "when: {worry: [middle], distance: [lower]}",
    ),
    "a combination with two results": ("when: {worry: [middle], distance: [higher]}", "when: {worry: [middle]}"),
    "two results exchanged": (
        "when: {worry: [lower], distance: [higher]}",
        "when: {worry: [higher], distance: [lower]}",
    ),
    "a result for an unknown part": (
        "when: {worry: [higher], distance: [lower]}",
        "when: {worry: [high], distance: [lower]}",
    ),
    "no question on safety": (
        "leads-to: safety}\n    - {id: not-sure, label: Not sure, leads-to: safety}",
        "leads-to: result}\n    - {id: not-sure, label: Not sure, leads-to: result}",
    ),
    "a lesson that is not there": (
        "lessons: [two-dials, ground-yourself, getting-help]",
        "lessons: [two-dials, ground-yourself, getting-halp]",
    ),
    "the order of the lessons exchanged": (
        "    lessons: [chase-and-retreat, name-it-then-choose, ask-once-well]\n  - id: much-worry-some",
        "    lessons: [name-it-then-choose, chase-and-retreat, ask-once-well]\n  - id: much-worry-some",
    ),
}


@pytest.mark.parametrize("slip", INSTRUMENT_SLIPS)
def test_a_slip_in_the_instrument_is_refused(slip: str) -> None:
    find, replace = INSTRUMENT_SLIPS[slip]
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert find in text, f"the slip must change something: {find}"

    assert [problem for problem in problems_of(text.replace(find, replace, 1)) if problem.startswith(FILE)] != []


def test_the_instrument_as_it_ships_is_not_refused() -> None:
    assert [p for p in problems_of((ROOT / FILE).read_text(encoding="utf-8")) if p.startswith(FILE)] == []


def problems_of(text: str) -> list[str]:
    """What is told about the real guide with this text as its self-check."""
    source, problems = parse_document(text.encode(), FILE)
    if source is None:
        return [str(problem) for problem in problems]
    library, linking = link([*other_documents(), source], read_drawings(ROOT))
    assert library is not None
    return [str(problem) for problem in [*linking, *check_instruments(library)]]


@cache
def other_documents() -> tuple[Source[Document], ...]:
    """Everything of the real guide but its self-check."""
    parsed = (parse_document(content, file)[0] for file, content in read_sources(ROOT).items() if file != FILE)
    return tuple(source for source in parsed if source is not None)
