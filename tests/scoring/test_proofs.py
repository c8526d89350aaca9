"""What the proofs say is what trying every pattern of responses finds; and they are done in seconds."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_securebase.checks.instruments import check_questionnaire
from mkdocs_securebase.cli import main
from mkdocs_securebase.model.questionnaire import Questionnaire
from mkdocs_securebase.problems import Origin
from mkdocs_securebase.scoring import joint
from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.exactness import SAFE, largest_number
from mkdocs_securebase.scoring.joint import joint_scores, values_of
from mkdocs_securebase.scoring.proofs import prove
from mkdocs_securebase.scoring.reach import pattern_for, patterns, value_of_cell
from mkdocs_securebase.scoring.score import earned_by, is_asked, score
from mkdocs_securebase.scoring.table import Subscale, table_as_data
from mkdocs_securebase.source.prose import CONTEXT

from ..projects import ROOT
from ..properties import cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_securebase.scoring.table import Table

Draw = st.DataObject


def a_questionnaire(items: list[dict[str, Any]], subscales: list[dict[str, Any]], **more: Any) -> Questionnaire:
    """A questionnaire alone, with responses 0 to 3 where nothing else is said."""
    data = {
        "kind": "questionnaire",
        "id": "small",
        "title": "Small",
        "passport": {"version": "1", "source": "Ours.", "licence": "Free.", "tested": "Not."},
        "response-scale": {"anchors": tuple({"value": value, "label": str(value)} for value in range(4))},
        "items": tuple(items),
        "subscales": tuple(subscales),
        "overlap": "allowed",
        "examples": ({"title": "None", "source": "By hand.", "expect": {"scores": {}}},),
        **more,
    }
    return Questionnaire.model_validate(data, context=CONTEXT)


def any_questionnaire(draw: Draw) -> Questionnaire:
    """Up to five items with few responses, some asked of some only, in scores that overlap or are made of others."""
    names = [f"i{number}" for number in range(draw.draw(st.integers(2, 5)))]
    items: list[dict[str, Any]] = []
    for name in names:
        values = sorted(draw.draw(st.sets(st.integers(-1, 4), min_size=2, max_size=3)))
        anchors = tuple({"value": value, "label": str(value)} for value in values)
        keying = draw.draw(st.sampled_from(["positive", "reverse"]))
        items.append({"id": name, "text": name, "keying": keying, "response-scale": {"anchors": anchors}})
    subscales = []
    for number in range(draw.draw(st.integers(1, 3))):
        held = draw.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
        rule = draw.draw(st.sampled_from(["mean", "sum", "max"]))
        then = {"then": draw.draw(st.sampled_from(["answered", "prorate"]))} if rule == "sum" else {}
        subscales.append(
            {
                "kind": "subscale",
                "id": f"s{number}",
                "title": "S",
                "items": tuple(held),
                "score": rule,
                "missing": {"at-least": draw.draw(st.integers(1, len(held))), **then},
                "rounding": draw.draw(st.sampled_from(["none", "none", "half-up", "up"])),
            }
        )
    known = [subscale["id"] for subscale in subscales]
    derived = []
    for number in range(draw.draw(st.integers(0, 2))):
        parts = draw.draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        derived.append(
            {
                "id": f"d{number}",
                "title": "D",
                "score": draw.draw(st.sampled_from(["sum", "mean"])),
                "of": tuple(parts),
                "missing": draw.draw(st.sampled_from(["all", "present"])),
            }
        )
        known.append(f"d{number}")
    sections: list[dict[str, Any]] = [{"id": "first", "title": "First", "starts-with": names[0]}]
    if draw.draw(st.booleans()):
        start = draw.draw(st.integers(1, len(names) - 1))
        by = items[draw.draw(st.integers(0, start - 1))]
        response = draw.draw(st.sampled_from([anchor["value"] for anchor in by["response-scale"]["anchors"]]))
        when: dict[str, Any] = {"item": by["id"], "responses": (response,)}
        if draw.draw(st.booleans()):
            when["otherwise"] = draw.draw(st.integers(-1, 2))
        sections.append({"id": "second", "title": "Second", "starts-with": names[start], "asked-if": when})
    return a_questionnaire(items, subscales, derived=tuple(derived), sections=tuple(sections))


def every_pattern(table: Table) -> Iterator[dict[str, str]]:
    """Every way to answer what is asked or leave it out."""
    for responses in product(*([None, *points] for points in table.points.values())):
        answered = {item: one for item, one in zip(table.points, responses, strict=True) if one is not None}
        if all(is_asked(table, item, answered) for item in answered):
            yield answered


@cases(150)
@given(data=st.data())
def test_all_that_can_come_out_is_what_trying_everything_finds(data: Draw) -> None:
    table = compile_table(any_questionnaire(data))
    tried = [
        {id_: one.value for id_, one in score(table, responses).scores.items()} for responses in every_pattern(table)
    ]
    names = [scale.id for scale in table.scales()]

    assert prove(table).patterns == len(tried)
    for scale in table.scales():
        assert values_of(table, scale.id) == {values[scale.id] for values in tried}
    assert joint_scores(table, names) == {tuple(values[name] for name in names) for values in tried}
    for scale in table.scales():
        found = [Fraction(*value) for value in values_of(table, scale.id) if value is not None]
        low, high = Fraction(*scale.lowest), Fraction(*scale.highest)
        assert all(low <= value <= high for value in found)
        if isinstance(scale, Subscale) and found:
            assert (low, high) == (min(found), max(found))


@cases(100)
@given(data=st.data())
def test_patterns_are_counted_exactly_and_each_cell_has_a_pattern_that_leads_there(data: Draw) -> None:
    table = compile_table(any_questionnaire(data))
    for subscale in table.all_subscales():
        counted: Counter[tuple[int, int]] = Counter()
        own = _deciding(table, subscale)
        for mine in {tuple((i, one) for i, one in responses.items() if i in own) for responses in every_pattern(table)}:
            if score(table, dict(mine)).scores[subscale.id].value is not None:
                counted[_cell(table, subscale, dict(mine))] += 1

        assert patterns(table, subscale) == counted
        for cell in counted:
            leads = pattern_for(table, subscale, cell)
            assert _cell(table, subscale, leads) == cell
            assert score(table, leads).scores[subscale.id].value == value_of_cell(subscale, cell)


def _deciding(table: Table, subscale: Subscale) -> set[str]:
    """The items of a score and those that decide whether they are asked."""
    found = set(subscale.items)
    while more := {table.asked[item].by for item in found if item in table.asked} - found:
        found |= more
    return found


def _cell(table: Table, subscale: Subscale, given: Mapping[str, str]) -> tuple[int, int]:
    points = earned_by(table, subscale.items, given, subscale.points)
    return (max(points) if subscale.rule == "max" else sum(points)), len(points)


@cases(60)
@given(data=st.data())
def test_no_number_gets_larger_than_is_said(data: Draw) -> None:
    table = compile_table(any_questionnaire(data))
    limits = largest_number(table)
    for responses in every_pattern(table):
        for id_, one in score(table, responses).scores.items():
            if one.value is not None and one.position is not None and one.tenths is not None:
                assert max(map(abs, (*one.value, *one.position, one.tenths))) <= limits[id_]


def test_numbers_that_a_browser_would_round_are_refused() -> None:
    items = [{"id": "a", "text": "A."}, {"id": "b", "text": "B."}]
    one = {
        "kind": "subscale",
        "id": "s",
        "title": "S",
        "items": ("a", "b"),
        "score": "mean",
        "missing": {"at-least": 1},
    }
    fine = a_questionnaire(items, [{**one, "transform": {"times": Fraction(1, 10**6)}}])
    fractions = a_questionnaire(
        items, [{**one, "transform": {"times": Fraction(1, 10**9 + 7), "plus": Fraction(1, 10**9 + 9)}}]
    )

    assert [*check_questionnaire(fine, Origin("x"))] == []
    (problem,) = check_questionnaire(fractions, Origin("x"))
    assert "'s' needs numbers that a browser cannot count exactly" in str(problem)
    assert largest_number(compile_table(fractions))["s"] > SAFE


def test_a_combination_that_shared_items_rule_out_needs_no_profile() -> None:
    """Two scores of one item, one of them turned round: they are never both high."""
    items = [{"id": "a", "text": "A."}]
    one = {"kind": "subscale", "title": "S", "items": ("a",), "score": "mean", "missing": {"at-least": 1}}
    scores = [{**one, "id": "up"}, {**one, "id": "down", "opposite": ("a",)}]
    cuts = {"up": {"at": 1, "line": "low"}, "down": {"at": 1, "line": "low"}}
    profiles = [
        {"id": "one", "title": "1", "when": {"up": ("high",), "down": ("low",)}},
        {"id": "two", "title": "2", "when": {"up": ("low",), "down": ("high",)}},
    ]
    rule = {"by": "cuts", "cuts": cuts}
    none = {"id": "neither", "title": "0", "when": {"up": ("low",), "down": ("low",)}}

    def told(*given: dict[str, Any]) -> list[str]:
        questionnaire = a_questionnaire(items, scores, **{"profile-rule": rule, "profiles": given})
        return [problem.message for problem in check_questionnaire(questionnaire, Origin("x"))]

    assert told(*profiles) == []
    assert told(*profiles, none) == ["no responses reach the profile 'neither'"]
    assert told(profiles[0]) == ["no profile fits up low, down high"]


def test_scores_that_are_too_entangled_are_still_held_to_one_profile_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not every joint state can be looked at, every combination of bands must have its profile."""
    monkeypatch.setattr(joint, "MOST", 50_000)  # there are millions, which take long to give up on
    items = [{"id": f"i{n}", "text": f"I {n}."} for n in range(60)]
    names = [item["id"] for item in items]
    bands = ({"id": "low", "from": 0, "title": "low"}, {"id": "high", "from": 40, "title": "high"})
    scores = [
        {"kind": "subscale", "id": f"s{n}", "title": "S", "items": tuple(names[n * 10 : n * 10 + 30]), "score": "sum",
         "missing": {"at-least": 20, "then": "answered"}, "bands": bands}
        for n in range(4)
    ]  # fmt: skip
    high = {f"s{n}": ("high",) for n in range(4)}
    profiles = [{"id": "all", "title": "All", "when": high}]

    questionnaire = a_questionnaire(items, scores, profiles=tuple(profiles))
    told = [problem.message for problem in check_questionnaire(questionnaire, Origin("x"))]

    assert len(told) == 15
    assert told[0] == "no profile fits s0 low, s1 low, s2 low, s3 low"


# In seconds -------------------------------------------------------------------------------------------------------


def many_items(items: int, subscales: int, seed: int = 4) -> Questionnaire:
    """So many items in so many overlapping subscales with bands, a total of all items, and a score of scores."""
    chance = random.Random(seed)
    names = [f"item-{number}" for number in range(items)]
    asked = [{"id": n, "text": n, "keying": chance.choice(["positive", "reverse"])} for n in names]

    def a_subscale(id_: str, held: list[str]) -> dict[str, Any]:
        least = len(held) * 4 // 5
        bands = ({"id": "low", "from": 0, "title": "low"}, {"id": "high", "above": len(held), "title": "high"})
        return {
            "kind": "subscale", "id": id_, "title": id_, "items": tuple(held), "score": "sum",
            "missing": {"at-least": least, "then": "prorate"}, "bands": bands,
        }  # fmt: skip

    scores = [a_subscale(f"scale-{n}", chance.sample(names, chance.randint(8, 40))) for n in range(subscales - 1)]
    scores.append(a_subscale("everything", names))
    total = {"id": "mean-of-two", "title": "T", "score": "mean", "of": ("scale-0", "scale-1"), "missing": "all"}
    return a_questionnaire(asked, scores, derived=(total,))


@pytest.mark.slow
def test_a_hundred_items_in_thirty_overlapping_scores_are_proved_in_seconds() -> None:
    questionnaire = many_items(100, 30)

    began = time.process_time()
    problems = [*check_questionnaire(questionnaire, Origin("x"))]
    proof = prove(compile_table(questionnaire))
    took = time.process_time() - began

    everything = next(one for one in proof.scores if one.id == "everything")
    assert problems == []
    assert (everything.lowest, everything.highest) == (Fraction(0), Fraction(300))
    assert everything.complete == 4**100
    assert everything.patterns is not None
    assert everything.patterns > 4**100
    assert sum(everything.bands.values()) == everything.patterns  # type: ignore[arg-type]
    assert took < 12, f"took {took:.1f} s"  # seconds of work, on a slow machine


# Told --------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_check_tells_the_proofs_of_the_guide() -> None:
    told = CliRunner().invoke(main, ["check", "--proofs", "--root", str(ROOT)])

    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert any(line.startswith("closeness-self-check (key ") for line in lines)
    assert any(line.split()[:6] == ["worry", "14", "12", "1", "to", "5"] for line in lines)
    assert "  9 profiles: each reached, each combination of scores in exactly one" in lines


@pytest.mark.slow
def test_as_json_they_hold_the_exact_number_of_patterns_for_each_score() -> None:
    told = CliRunner().invoke(main, ["check", "--proofs", "--json", "--root", str(ROOT)])

    proof = next(one for one in json.loads(told.stdout) if one["questionnaire"] == "closeness-self-check")
    worry = proof["scores"]["worry"]
    assert worry["complete"] == 5**14
    assert worry["patterns"] == 5**14 + 14 * 5**13 + 91 * 5**12
    assert sum(worry["scores"].values()) == sum(worry["bands"].values()) == worry["patterns"]
    assert worry["scores"]["1"] == 1 + 14 + 91


@pytest.mark.parametrize("rule", ["mean", "sum"])
def test_the_table_in_the_page_has_no_more_than_it_needs(rule: str) -> None:
    items = [{"id": "a", "text": "A."}, {"id": "b", "text": "B."}]
    one = {
        "kind": "subscale",
        "id": "s",
        "title": "S",
        "items": ("a", "b"),
        "score": rule,
        "missing": {"at-least": "all"},
    }

    data = table_as_data(compile_table(a_questionnaire(items, [one])))

    assert set(data["subscales"][0]) - {"rule"} == {"id", "items", "needs", "lowest", "highest"}
    assert "asked" not in data
    assert "cuts" not in data


@given(st.integers(1, 6), st.integers(1, 6))
def test_a_score_of_scores_that_share_nothing_is_found_without_trying_all(first: int, second: int) -> None:
    assume(first + second > 2)
    items = [{"id": f"a{n}", "text": "A."} for n in range(first)] + [
        {"id": f"b{n}", "text": "B."} for n in range(second)
    ]
    scores = [
        {"kind": "subscale", "id": name, "title": name, "score": "sum", "missing": {"at-least": "all"},
         "items": tuple(i["id"] for i in items if i["id"].startswith(name))}
        for name in ("a", "b")
    ]  # fmt: skip
    total = {"id": "total", "title": "T", "score": "sum", "of": ("a", "b"), "missing": "all"}

    found = values_of(compile_table(a_questionnaire(items, scores, derived=(total,))), "total")

    assert found == {None, *((value, 1) for value in range(3 * (first + second) + 1))}
