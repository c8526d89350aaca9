"""Slips that published scorers make, seeded on purpose: each must be caught by the vectors, by the worked
examples, or refused at build. A test suite that lets one pass proves nothing."""

from __future__ import annotations

import dataclasses
import importlib.util
import io
import sys
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

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

EVALUATOR_SLIPS = {
    # Lines
    "a score on an `at` edge falls below the band": (
        ('against > 0 or (against == 0 and line.edge == "at")', "against > 0"),
        ("against > 0 || (against === 0 && line.edge === 'at')", "against > 0"),
    ),
    "a score on an `above` edge falls into the band": (
        ('against > 0 or (against == 0 and line.edge == "at")', "against >= 0"),
        ("against > 0 || (against === 0 && line.edge === 'at')", "against >= 0"),
    ),
    "the score is rounded to one decimal before it meets a cut score": (
        ("band = band_of(scale.bands, value)", "band = band_of(scale.bands, (tenths_of(value), 10))"),
        ("bandOf(scale.bands ?? [], value)", "bandOf(scale.bands ?? [], [tenthsOf(value), 10])"),
    ),
    "the score is rounded down to a whole number": (
        ("band = band_of(scale.bands, value)", "band = band_of(scale.bands, (value[0] // value[1], 1))"),
        ("bandOf(scale.bands ?? [], value)", "bandOf(scale.bands ?? [], [Math.floor(value[0] / value[1]), 1])"),
    ),
    "the first band that is reached is taken": (
        ("            found = band\n", "            return band\n"),
        ("if (reached(band, value)) found = band", "if (reached(band, value)) return band"),
    ),
    "exactly at the distance is not near the line": (
        ("(found is None and compare(away, nearest) == 0)", "False"),
        ("(found === null && compare(away, nearest) === 0)", "false"),
    ),
    "of two near lines the last is named, not the nearest": (
        ("            found, nearest = (below, above), away\n", "            found = (below, above)\n"),
        ("      nearest = away\n", ""),
    ),
    "a score below a line is never near it": (
        ("away = (abs(away[0]), away[1])", "away = (away[0] if away[0] >= 0 else 99, away[1])"),
        (
            "const away = [Math.abs(numerator), denominator]",
            "const away = [numerator >= 0 ? numerator : 99, denominator]",
        ),
    ),
    # Missing
    "the sum is divided by all items, not by the answered ones": (
        ("        return sum(points), len(points)\n", "        return sum(points), len(subscale.items)\n"),
        ("return [sum(points), points.length]", "return [sum(points), subscale.items.length]"),
    ),
    "a prorated sum is divided by all items": (
        ("return sum(points) * len(subscale.items), len(points)", "return sum(points), 1"),
        ("return [sum(points) * subscale.items.length, points.length]", "return [sum(points), 1]"),
    ),
    "a prorated sum is the mean": (
        ("return sum(points) * len(subscale.items), len(points)", "return sum(points), len(points)"),
        ("return [sum(points) * subscale.items.length, points.length]", "return [sum(points), points.length]"),
    ),
    "a sum of the answered is prorated": (
        ('if subscale.fill == "prorate":', "if True:"),
        ("if (subscale.fill === 'prorate')", "if (true)"),
    ),
    "a skipped item counts as 0": (
        ("return points.get(str(response))", 'return 0 if response == "skip" else points.get(str(response))'),
        ("return typeof earned === 'number' ?", "return response === 'skip' ? 0 : typeof earned === 'number' ?"),
    ),
    "an unanswered item counts as 0": (
        ("return points.get(str(response))", "return points.get(str(response), 0)"),
        ("return typeof earned === 'number' ? earned : null", "return typeof earned === 'number' ? earned : 0"),
    ),
    "one answer fewer than needed is enough": (
        ("if len(points) >= subscale.needs else", "if len(points) >= subscale.needs - 1 else"),
        ("points.length >= subscale.needs ?", "points.length >= subscale.needs - 1 ?"),
    ),
    "one answer more than needed is asked for": (
        ("if len(points) >= subscale.needs else", "if len(points) > subscale.needs else"),
        ("points.length >= subscale.needs ?", "points.length > subscale.needs ?"),
    ),
    "a score is given however few have answered": (
        ("if len(points) >= subscale.needs else", "if points else"),
        ("points.length >= subscale.needs ?", "points.length > 0 ?"),
    ),
    # Rounding and transform
    "the score is rounded before it is prorated": (
        (
            "return sum(points) * len(subscale.items), len(points)",
            "return round(sum(points) / len(points)) * len(subscale.items), 1",
        ),
        (
            "return [sum(points) * subscale.items.length, points.length]",
            "return [Math.round(sum(points) / points.length) * subscale.items.length, 1]",
        ),
    ),
    "the score is rounded after the transform": (
        (
            "add(times(scale.times, rounded(raw, scale.rounding)), scale.plus)",
            "rounded(add(times(scale.times, raw), scale.plus), scale.rounding)",
        ),
        (
            "add(times(scale.times ?? ONE, rounded(raw, scale.rounding)), scale.plus ?? NOTHING)",
            "rounded(add(times(scale.times ?? ONE, raw), scale.plus ?? NOTHING), scale.rounding)",
        ),
    ),
    "the constant of the transform is multiplied too": (
        (
            "add(times(scale.times, rounded(raw, scale.rounding)), scale.plus)",
            "times(scale.times, add(rounded(raw, scale.rounding), scale.plus))",
        ),
        (
            "add(times(scale.times ?? ONE, rounded(raw, scale.rounding)), scale.plus ?? NOTHING)",
            "times(scale.times ?? ONE, add(rounded(raw, scale.rounding), scale.plus ?? NOTHING))",
        ),
    ),
    "halves are rounded to even": (
        ("return (2 * value[0] + value[1]) // (2 * value[1]), 1", "return round(value[0] / value[1]), 1"),
        (
            "if (rounding === 'half-up') return [Math.floor((2 * value[0] + value[1]) / (2 * value[1])), 1]",
            "const up = Math.floor((2 * value[0] + value[1]) / (2 * value[1]))\n"
            "  const half = (2 * value[0] + value[1]) % (2 * value[1]) === 0\n"
            "  if (rounding === 'half-up') return [half && up % 2 !== 0 ? up - 1 : up, 1]",
        ),
    ),
    "up is down": (
        ("(-(-value[0] // value[1]), 1)", "(value[0] // value[1], 1)"),
        ("Math.ceil(value[0] / value[1])", "Math.floor(value[0] / value[1])"),
    ),
    "the highest is the sum": (
        ("return max(points), 1", "return sum(points), 1"),
        ("Math.max(...points)", "sum(points)"),
    ),
    # Scores of scores
    "a part without a score counts as 0": (
        (
            "        if value is None:\n            missing.append(part)",
            "        if value is None:\n            count += 1",
        ),
        ("missing.push(part)", "count += 1"),
    ),
    "a mean of those present is divided by all parts": (
        (
            'times(total, (1, count)) if derived.rule == "mean"',
            'times(total, (1, len(derived.parts))) if derived.rule == "mean"',
        ),
        ("times(total, [1, count])", "times(total, [1, derived.parts.length])"),
    ),
    "the weights are forgotten": (
        ("add(total, times(weight, value))", "add(total, value)"),
        ("add(total, times(derived.weights[at], value))", "add(total, value)"),
    ),
    "the constant is forgotten": (
        ("total, count, missing = derived.constant, 0, []", "total, count, missing = (0, 1), 0, []"),
        ("let total = derived.constant ?? NOTHING", "let total = NOTHING"),
    ),
    # Profiles
    "the dimensions are swapped where the profile is found": (
        (
            "group_of(table.cuts, name, scores[name]) in groups",
            "group_of(table.cuts, name, list(scores.values())[::-1][list(profile.when).index(name)]) in groups",
        ),
        (
            "groupOf(table.cuts ?? {}, name, scores[name])",
            "groupOf(table.cuts ?? {}, name, Object.values(scores).reverse()[Object.keys(profile.when).indexOf(name)])",
        ),
    ),
    "a profile needs one of its dimensions only": (
        ("if all(group_of(", "if any(group_of("),
        ("Object.entries(profile.when ?? {}).every(", "Object.entries(profile.when ?? {}).some("),
    ),
    "the fine band decides the profile, not the one it counts as": (
        ("        return one.group\n", "        return one.band\n"),
        ("return one.group", "return one.band"),
    ),
    "the band decides where a cut should": (
        ("    if name not in cuts:\n", "    if True:\n"),
        ("if (!has(cuts, name))", "if (true)"),
    ),
    "the last of equal functions is taken": (
        ("compare(height, best) > 0", "compare(height, best) >= 0"),
        ("compare(height, best) > 0", "compare(height, best) >= 0"),
    ),
    "a function without its constant": (
        ("height = (profile.constant, 1)", "height = (0, 1)"),
        ("let height = [profile.constant ?? 0, 1]", "let height = [0, 1]"),
    ),
    "a missing score counts as 0 in a function": (
        (
            "            if value is None:\n                return None\n",
            "            if value is None:\n                continue\n",
        ),
        ("if (value === null) return null\n      height", "if (value === null) continue\n      height"),
    ),
    # Facets
    "the lead of a facet must be exceeded": (
        ("compare(minus(one, other), distance) >= 0", "compare(minus(one, other), distance) > 0"),
        ("compare(minus(one, other), distance) >= 0", "compare(minus(one, other), distance) > 0"),
    ),
    "a facet leads if it leads one of the others": (
        ("return all(other is not None", "return any(other is not None"),
        ("return others.every(", "return others.some("),
    ),
    "a contradiction is seen one way round only": (
        (" or apart(second, first, limit)", ""),
        (" || apart(second, first, limit)", ""),
    ),
    # Notes, safety, lessons
    "equal points pass for equal responses": (
        (
            "given = [str(responses[item]) for item in answered",
            "given = [points_of(table, item, responses, None) for item in answered",
        ),
        (".map((item) => String(responses[item]))", ".map((item) => pointsOf(table, item, responses))"),
    ),
    "exactly a minute counts as hurried": (
        ("seconds < table.rules.seconds", "seconds <= table.rules.seconds"),
        ("seconds < table.rules.seconds", "seconds <= table.rules.seconds"),
    ),
    "a response to what is not asked counts": (
        (
            "return asked is None or (",
            "return True or (",
        ),
        ("return asked === null || (", "return true || ("),
    ),
    "what is not asked is always missing": (
        ("return table.asked[item].points", "return None"),
        ("return table.asked?.[item].points ?? null", "return null"),
    ),
    "what is asked depends on the last item only": (
        (" and is_asked(table, asked.by, responses))", ")"),
        (" && isAsked(table, asked.by, responses))", ")"),
    ),
    "a response that asks for the safety words is passed over": (
        ("in named and is_asked(table, item, responses) for item, named in rules", "in () for item, named in rules"),
        ("named.includes(String(responses[item])) && isAsked(table, item, responses)", "false"),
    ),
    "a band that asks for the safety words is passed over": (
        ("any(scores[name].band in bands", "any(scores[name].band in ()"),
        ("named.includes(/** @type {string} */ (scores[name].band))", "false"),
    ),
    "a lesson for pairs is suggested in danger": (
        ("without = rules.safety.without if danger else ()", "without: tuple[str, ...] = ()"),
        ("const without = danger ? rules.safety.without : []", "const without = []"),
    ),
    # Texts
    "a strong response belies nothing": (
        ("if count.most is not None and len(found) > count.most:", "if False:"),
        ("if (most !== null && found.length > most)", "if (false)"),
    ),
    "as many as may stand at the top are too many": (
        ("len(found) > count.most:", "len(found) >= count.most:"),
        ("found.length > most)", "found.length >= most)"),
    ),
    "one more than may stand at the top is let pass": (
        ("len(found) > count.most:", "len(found) > count.most + 1:"),
        ("found.length > most)", "found.length > most + 1)"),
    ),
    "as few as must stand at the top are too few": (
        ("len(found) < count.least", "len(found) <= count.least"),
        ("found.length < least", "found.length <= least"),
    ),
    "nothing must stand at the top": (
        ("unfit = unfit or len(found) < count.least", "pass"),
        ("unfit = unfit || found.length < least", ""),
    ),
    "an item that is not asked belies a text": (
        (" in named and is_asked(table, item, responses)\n    ]", " in named\n    ]"),
        (
            "tally[item].includes(String(responses[item])) && isAsked(table, item, responses)",
            "tally[item].includes(String(responses[item]))",
        ),
    ),
    "a near line belies nothing": (
        ("near.append((off.score, *line))", "pass"),
        ("if (line) near.push([id, ...line])", ""),
    ),
    "a bound on a score is passed over": (
        ("unfit = unfit or not within(bound, scores[bound.score].value)", "pass"),
        ("let unfit = bounds.some((bound) => !within(bound, scores[bound.score].value))", "let unfit = false"),
    ),
    "a score on its lower bound lies outside": (
        ("compare(value, bound.least) >= 0", "compare(value, bound.least) > 0"),
        ("compare(value, least) >= 0", "compare(value, least) > 0"),
    ),
    "no score lies within any bound": (
        ("        return False\n    return (bound.least", "        return True\n    return (bound.least"),
        ("return value !== null && (least", "return value === null || (least"),
    ),
    "texts are told in danger": (
        ("if text and text.gate else not danger):", "if text and text.gate else True):"),
        ("text.gate?.includes(one)) : !danger)", "text.gate?.includes(one)) : true)"),
    ),
    "what may be told after one option is told after all": (
        ("all(one in text.gate for one in after)", "True"),
        ("after.every((one) => text.gate?.includes(one))", "true"),
    ),
    "danger by a response is no danger to texts": (
        ("after = options if danger and gate not in options else (gate,)", "after = (gate,)"),
        ("danger && !options.includes(gate ?? '') ? options : [gate ?? '']", "[gate ?? '']"),
    ),
    "a side of a score is mentioned in danger": (
        ("() if danger else result.facets", "result.facets"),
        ("facets: danger ? [] : result.facets", "facets: result.facets"),
    ),
    "items are quoted in the order of the tally": (
        ("tuple(item for item in table.points if item in strong)", "tuple(strong)"),
        ("Object.keys(table.points).filter((item) => strong.includes(item))", "strong"),
    ),
    "a lesson is named twice": (
        ("for lesson in dict.fromkeys(wanted)", "for lesson in wanted"),
        ("[...new Set(wanted)]", "wanted"),
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


@pytest.mark.slow
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
    "the constant for reversing is one too small": (
        "ends = min(points.values()) + max(points.values())",
        "ends = max(points.values())",
    ),
    "the constant for reversing is one too large": (
        "ends = min(points.values()) + max(points.values())",
        "ends = min(points.values()) + max(points.values()) + 1",
    ),
    "nothing is reversed": ('if item.keying == "reverse" else earned', "if False else earned"),
    "the wrong items are reversed": (
        'if item.keying == "reverse" else earned',
        'if item.keying == "positive" else earned',
    ),
    "the first item of a dimension is dropped": (
        "        items=subscale.items,",
        "        items=subscale.items[1:],",
    ),
    "the first item of a dimension counts twice": (
        "        items=subscale.items,",
        "        items=(subscale.items[0], *subscale.items),",
    ),
    "nothing may be missing": ("        needs=subscale.needs,", "        needs=len(subscale.items),"),
    "anything may be missing": ("        needs=subscale.needs,", "        needs=1,"),
    "every edge belongs to the band above it": ("_ratio(b.start), b.edge,", '_ratio(b.start), "at",'),
    "every edge belongs to the band below it": ("_ratio(b.start), b.edge,", '_ratio(b.start), "above",'),
    "in-between bands stand for themselves": ("b.edge, b.counts_as or b.id)", "b.edge, b.id)"),
    "cut scores are whole numbers": ("Band(b.id, _ratio(b.start)", "Band(b.id, (round(b.start), 1)"),
    "nothing is called a contradiction": (
        "            tuple(id_ for id_ in subscale.items if id_ in turned),",
        "            (),",
    ),
    "facets suggest nothing": (
        "facets={facet.id: facet.lessons for facet in questionnaire.facets}",
        "facets={facet.id: () for facet in questionnaire.facets}",
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


# Slips in the compiler's wider parts: the files of responses must not come to what was worked out by hand -------------

WIDER_SLIPS = {
    "a count counts the other responses": ("int(r in counted)", "int(r not in counted)"),
    "an item turned round in one score is not": (
        "if id_ in turned else dict(points[id_])",
        "if False else dict(points[id_])",
    ),
    "an item turned round in one score is turned in all": (
        'return reversed_points(earned) if item.keying == "reverse" else earned',
        'return reversed_points(earned) if item.keying == "reverse" or item.id == "shares" else earned',
    ),
    "the default of a recode map is 1": ("default = item.points.get(DEFAULT)", "default = 1"),
    "a recode map is reversed once more": (
        "return {response: points for response, points in given.items() if points is not None}",
        "return reversed_points({r: p for r, p in given.items() if p is not None})",
    ),
    "the points of the anchors are passed over": ("a.value if a.points is None else a.points", "a.value"),
    "an item's own scale is the shared one": (
        "    scale = questionnaire.scale_of(item)\n    assert scale is not None, ",
        "    scale = questionnaire.response_scale\n    assert scale is not None, ",
    ),
    "nothing is prorated": ('fill=subscale.missing.then or "answered",', 'fill="answered",'),
    "nothing is rounded": ('"rounding": one.rounding,', '"rounding": "none",'),
    "the transform is forgotten": ('"times": _ratio(one.transform.times),', '"times": (1, 1),'),
    "the highest is the mean": (
        'rule="sum" if subscale.score == "count" else subscale.score,',
        'rule="sum" if subscale.score in ("count", "sum") else "mean",',
    ),
    "mean and SD of a sample are exchanged": (
        "mean=float(norm.mean), sd=float(norm.sd)",
        "mean=float(norm.sd), sd=float(norm.mean)",
    ),
    "a table of norms is one row off": ("(float(row.raw), float(row.t),", "(float(row.raw) + 1, float(row.t),"),
    "reliability is taken for error": ("(1 - precision.reliability) * 4_000_000", "precision.reliability * 4_000_000"),
    "a difference is a sum": ("(Fraction(1), Fraction(-1))", "(Fraction(1), Fraction(1))"),
    "a difference the other way round": ("(Fraction(1), Fraction(-1))", "(Fraction(-1), Fraction(1))"),
    "any part may be missing": ('needs=len(one.of) if one.missing == "all" else 1,', "needs=1,"),
    "no part may be missing": ('needs=len(one.of) if one.missing == "all" else 1,', "needs=len(one.of),"),
    "the weights stand in another order": ('"weighted-sum": one.weights}', '"weighted-sum": one.weights[::-1]}'),
    "the constant of a weighted sum is dropped": ("constant=_ratio(one.constant),", "constant=(0, 1),"),
    "the line of a cut belongs to the other side": (
        '"at" if cut.line == "high" else "above"',
        '"above" if cut.line == "high" else "at"',
    ),
    "a cut score is a whole number": ("Cut(_ratio(cut.at),", "Cut((round(cut.at), 1),"),
    "the weights of a function are rounded": ("int(weight * scale)", "round(weight) * scale"),
    "one constant of a function is mistyped": (
        "constant=int(p.function.constant * scale) if p.function else 0,",
        "constant=int(p.function.constant % 1 * scale) if p.function else 0,",
    ),
    "everything is always asked": (
        "        if section is not None and section.asked_if is not None:",
        "        if False and section is not None and section.asked_if is not None:",
    ),
    "what is not asked is missing": (
        "tuple(map(str, rule.responses)), rule.otherwise)",
        "tuple(map(str, rule.responses)), None)",
    ),
    "a response that asks for the safety words is dropped": (
        "for i in questionnaire.items if i.safety_responses}",
        "for i in questionnaire.items if False}",
    ),
}


def by_hand(compile_table: Callable[[Questionnaire], Table]) -> list[str]:
    """The files in tests/scoring/instruments that do not come to what was worked out by hand, with a compiler."""
    broken = []
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
            broken.append(path.stem)
    return broken


def test_without_a_slip_every_file_comes_to_what_was_worked_out() -> None:
    assert by_hand(compiler.compile_table) == []


@pytest.mark.parametrize("slip", WIDER_SLIPS)
def test_a_slip_in_the_wider_compiler_is_seen_by_hand(slip: str) -> None:
    changed = changed_module(compiler, *WIDER_SLIPS[slip], "slipped_compile")

    assert by_hand(changed.compile_table) != []


# Slips in the conditions of texts: seen by hand as well --------------------------------------------------------------

TEXT_SLIPS = {
    "a low band may hold anything": ("if band is not score.bands[0]:", "if True:"),
    "a profile of a low band may hold anything": ('        "at-top": dict.fromkeys(lowest, NONE),\n', ""),
    "a profile of two different bands may lie near a line": (
        '        "off-line": dict.fromkeys(_lined(table, differ), "near"),\n',
        "",
    ),
    "a difference may lie near a line": ('if isinstance(score, Derived) and score.score == "difference":', "if False:"),
    "the parts of a difference may lie near a line": (
        "_lined(table, (score.id, *score.of))",
        "_lined(table, (score.id,))",
    ),
    "what is stated is passed over": ("if stated is not None and not stated.only_gate:", "if False and stated:"),
    "the top is one below the highest": (
        "one >= (max(all_) if s is None else s)",
        "one >= (max(all_) - 1 if s is None else s)",
    ),
    "the top begins above what is stated": (
        "one >= (max(all_) if s is None else s)",
        "one > (max(all_) - 1 if s is None else s)",
    ),
    "the bottom is one above the lowest": (
        "one <= (min(all_) if s is None else s)",
        "one <= (min(all_) + 1 if s is None else s)",
    ),
    "the bottom ends below what is stated": (
        "one <= (min(all_) if s is None else s)",
        "one < (min(all_) + 1 if s is None else s)",
    ),
    "the strongest response need not be strong": ("one >= least), least=1)", "one >= least), least=0)"),
    "the least of a condition is dropped": ("return int(ends.at_least or 0),", "return 0,"),
    "an item on its bound is out of it": ("points <= bounds.at_most", "points < bounds.at_most"),
    "points are not those of the keying": (
        "return {item: own[item] for item in subscale.items}",
        "return {item: {r: int(r) for r in own[item]} for item in subscale.items}",
    ),
    "every line counts for a band": ("(line[1] in inside) != (line[2] in inside)", "False"),
    "near a line is nowhere but on it": (
        "scale.near or (0, 1) if isinstance(by, str)",
        "(0, 1) if isinstance(by, str)",
    ),
}


@pytest.mark.parametrize("slip", TEXT_SLIPS)
def test_a_slip_in_the_conditions_of_texts_is_seen_by_hand(slip: str) -> None:
    assert slipped_texts(slip) != []


def slipped_texts(slip: str) -> list[str]:
    """The files that do not come out by hand where texts are compiled with a slip."""
    changed = changed_module(texts, *TEXT_SLIPS[slip], "slipped_texts")

    def compile_table(questionnaire: Questionnaire) -> Table:
        bare = dataclasses.replace(compiler.compile_table(questionnaire), texts=(), tallies=())
        table: Table = changed.with_texts(bare, questionnaire, compiler.profile_sides(questionnaire))
        return table

    return by_hand(compile_table)


# Slips in the instrument: refused at build --------------------------------------------------------------------------

FILE = "quiz/instruments/closeness-self-check.yaml"

INSTRUMENT_SLIPS = {
    "an item is dropped from its dimension": ("      - small-tests\n", ""),
    "a reading grade that is a tenth off": ("reading-grade: 3.3", "reading-grade: 3.4"),
    "an item counts twice": ("      - small-tests\n", "      - small-tests\n      - kind-words-few\n"),
    "an item counts in both dimensions": ("      - own-story-short\n", "      - own-story-short\n      - says-yes\n"),
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
  - {id: kind-words-few, text: "When kind words are few, I begin to doubt that people care."}""",
        """gladly."}
  - {id: kind-words-few, text: "When kind words are few, I begin to doubt that people care.", keying: reverse}""",
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
        "    lessons: [chase-and-retreat, name-it-then-choose, ask-once-well]\n    exercise: slow-breathing",
        "    lessons: [name-it-then-choose, chase-and-retreat, ask-once-well]\n    exercise: slow-breathing",
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


# The list ---------------------------------------------------------------------------------------------------------


def caught() -> Iterator[tuple[str, str, str]]:
    """Every slip with its place and what catches it first; `nothing` must never stand there."""
    yield "slip", "seeded in", "caught by"
    for slip, ((find, replace), (find_js, replace_js)) in EVALUATOR_SLIPS.items():
        vectors = broken_vectors(Python(changed_module(evaluator, find, replace, "slipped_score")))
        yield slip, "score.py", f"vector {vectors[0]}" if vectors else "nothing"
        with TemporaryDirectory() as folder:
            changed = Path(folder) / "score.mjs"
            changed.write_text(SCORE_JS.read_text(encoding="utf-8").replace(find_js, replace_js), encoding="utf-8")
            with JavaScript(changed) as engine:
                vectors = broken_vectors(engine)
        yield slip, "score.js", f"vector {vectors[0]}" if vectors else "nothing"
    path = ROOT / FILE
    source, _ = parse_document(path.read_bytes(), FILE)
    assert source is not None
    assert isinstance(source.document, Instrument)
    kept = outcomes(compiler.compile_table, source.document)
    for slip, change in COMPILER_SLIPS.items():
        found = outcomes(changed_module(compiler, *change, "slipped_compile").compile_table, source.document)
        titles = [e.title for e, a, b in zip(source.document.examples, kept, found, strict=True) if a != b]
        yield slip, "compile.py", f"worked example: {titles[0]}" if titles else "nothing"
    for slip, change in WIDER_SLIPS.items():
        files = by_hand(changed_module(compiler, *change, "slipped_compile").compile_table)
        yield slip, "compile.py", f"sums by hand: {', '.join(files)}" if files else "nothing"
    for slip in TEXT_SLIPS:
        files = slipped_texts(slip)
        yield slip, "texts.py", f"texts by hand: {', '.join(files)}" if files else "nothing"
    for slip, (find, replace) in INSTRUMENT_SLIPS.items():
        problems = problems_of(path.read_text(encoding="utf-8").replace(find, replace, 1))
        told = [problem.split(": ", 1)[1].split("\n")[0] for problem in problems if problem.startswith(FILE)]
        yield slip, path.name, f"refused: {told[0]}" if told else "nothing"


if __name__ == "__main__":
    escaped = 0
    for slip, place, what in caught():
        escaped += what == "nothing"
        print(f"{slip:62} {place:27} {what}")
    sys.exit(f"{escaped} slips escaped" if escaped else 0)
