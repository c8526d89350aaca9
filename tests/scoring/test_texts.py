"""No text is told after responses that belie it, and what is told in its place is true by construction."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_securebase.checks.cover import offered_rows, uncovered
from mkdocs_securebase.checks.instruments import check_questionnaire
from mkdocs_securebase.model.instrument import Instrument
from mkdocs_securebase.model.questionnaire import ScoringExample
from mkdocs_securebase.problems import Origin
from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.cover import needs
from mkdocs_securebase.scoring.score import caution_for, score, tell
from mkdocs_securebase.scoring.table import Band, Bound, Count, Off, Profile, Text
from mkdocs_securebase.scoring.truth import belied_somewhere, prove_text
from mkdocs_securebase.source.parse import parse_questionnaire

from ..projects import ROOT
from .builders import a_band, a_dimension, a_profile, an_instrument, an_item
from .test_proofs import a_questionnaire, any_questionnaire, every_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_securebase.scoring.score import Told
    from mkdocs_securebase.scoring.table import Table
    from mkdocs_securebase.scoring.truth import Kinds

Draw = st.DataObject


# Every pattern is counted -----------------------------------------------------------------------------------------


def with_any_texts(table: Table, draw: Draw) -> Table:
    """The same table with two bands to each score, profiles, and any conditions on any scores and responses."""

    def banded(scale: Any) -> Any:
        low, high = Fraction(*scale.lowest), Fraction(*scale.highest)
        middle = (low + high) / 2
        above = Band("high", middle.as_integer_ratio(), draw.draw(st.sampled_from(["at", "above"])), "high")
        bands = (Band("low", scale.lowest, "at", "low"), above)
        return replace(scale, bands=bands)

    def text(of: str, id_: str) -> Text:
        counts = draw.draw(
            st.lists(st.builds(Count, st.integers(0, 1), st.integers(0, 2), st.sampled_from([None, 0, 1])), max_size=2)
        )
        bounds = draw.draw(st.lists(st.builds(Bound, st.sampled_from(names), ratios, st.none() | ratios), max_size=1))
        by = draw.draw(ratios.filter(lambda ratio: ratio[0] >= 0))
        near = draw.draw(st.lists(st.sampled_from(names), max_size=1))
        lines = {scale.id: (scale.bands[1].start, "low", "high") for scale in scales}
        off = tuple(Off(name, by, (lines[name],)) for name in near)
        return Text(of=of, id=id_, counts=tuple(counts), scores=tuple(bounds), off=off)

    ratios = st.sampled_from([(0, 1), (1, 1), (1, 2), (3, 2), (2, 1), (3, 1)])
    table = replace(
        table,
        subscales=tuple(map(banded, table.subscales)),
        derived=tuple(map(banded, table.derived)),
    )
    scales = table.scales()
    names = [scale.id for scale in scales]
    tallies = tuple(
        {
            item: tuple(draw.draw(st.sets(st.sampled_from(list(points)))))
            for item, points in table.points.items()
            if draw.draw(st.booleans())
        }
        for _ in range(2)
    )
    one, other = draw.draw(st.sampled_from(names)), draw.draw(st.sampled_from(names))
    weights = {one: 2, other: -1}
    profiles = draw.draw(
        st.sampled_from(
            [
                (Profile("p", {other: ("low", "high"), one: ("low",)}), Profile("q", {one: ("high",)})),
                (Profile("p", weights=weights), Profile("q", weights={one: 1}, constant=1)),
            ]
        )
    )
    table = replace(table, tallies=tallies, profiles=profiles)
    chosen = [*((name, band) for name in names for band in ("low", "high")), ("", "p"), ("", "q")]
    return replace(table, texts=tuple(text(of, id_) for of, id_ in chosen))


def kinds_of(table: Table, text: Text, responses: Mapping[str, str]) -> Kinds | None:
    """What belies a text after some responses, by the evaluator; None where it does not come out."""
    result = score(table, responses)
    if text.id != (result.scores[text.of].band if text.of else result.profile):
        return None
    caution = caution_for(table, text, result.scores, responses)
    if caution is None:
        return frozenset()
    found = {"strong": caution.strong, "near": caution.near, "unfit": caution.unfit}
    return frozenset(kind for kind, there in found.items() if there)


def size(table: Table, items: tuple[str, ...], responses: Mapping[str, str]) -> tuple[int, int, int]:
    """Answers off the lowest points, steps above them, blanks."""
    ranks = [
        sorted(set(table.points[item].values())).index(table.points[item][response])
        for item, response in responses.items()
        if item in items
    ]
    return sum(map(bool, ranks)), sum(ranks), len(items) - len(ranks)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_belies_a_text_is_counted_as_trying_every_pattern_counts_it(data: Draw) -> None:
    table = with_any_texts(compile_table(any_questionnaire(data)), data)
    patterns = [*every_pattern(table)]
    for text in table.texts:
        tried = [(kinds_of(table, text, responses), responses) for responses in patterns]

        proof = prove_text(table, text)

        assert proof.counts == Counter(kinds for kinds, _ in tried if kinds is not None)
        for kinds, smallest in proof.smallest.items():
            assert kinds_of(table, text, smallest) == kinds
            least = min(size(table, proof.items, responses) for found, responses in tried if found == kinds)
            assert size(table, proof.items, smallest) == least
    words = frozenset({"strong", "near"})
    belied = [{why for text in table.texts if (why := kinds_of(table, text, one))} for one in patterns]
    unworded = [one for one in belied if any(why - words for why in one)]
    assert belied_somewhere(table, words) == (sum(map(bool, belied)), len(unworded))


# What was found in results ----------------------------------------------------------------------------------------


def shipped(name: str) -> tuple[Instrument, Table]:
    source, problems = parse_questionnaire((ROOT / "quiz" / "instruments" / f"{name}.yaml").read_bytes(), name)
    assert source is not None, problems
    assert isinstance(source.document, Instrument)
    return source.document, compile_table(source.document)


def told_after(table: Table, responses: Mapping[str, int], gate: str | None = None) -> Told:
    return tell(table, score(table, responses), responses, gate)


def by_points(table: Table, points: Mapping[str, int]) -> dict[str, int]:
    """Responses that earn so many points each."""
    return {
        item: next(int(response) for response, earned in table.points[item].items() if earned == wanted)
        for item, wanted in points.items()
    }


def test_one_thing_every_day_is_no_light_week_but_is_quoted() -> None:
    _, table = shipped("weekly-check-in")
    responses = {**dict.fromkeys(table.points, 0), "acted-in-a-rush": 4}
    assert score(table, responses).profile == "light-week"

    told = told_after(table, responses)

    assert told.profile is None
    assert "load" not in told.bands
    assert [(caution.of, caution.strong) for caution in told.cautions] == [
        ("load", ("acted-in-a-rush",)),
        ("", ("acted-in-a-rush",)),
    ]


def test_near_a_line_no_difference_and_no_much_is_told_of_one_relationship() -> None:
    """2.5 on both bars came out as "you watch this person closely, and you show them little of it"."""
    instrument, table = shipped("one-relationship")
    worry, distance = table.dimensions
    on_both = {**dict.fromkeys(worry.items, 3), **dict.fromkeys(distance.items, 3)}
    on_both.update(dict.fromkeys((*worry.items[:2], *distance.items[:2]), 2))

    told = told_after(table, by_points(table, on_both))

    assert [score(table, by_points(table, on_both)).scores[one.id].value for one in table.dimensions] == [(5, 2)] * 2
    text = {profile.id: str(profile.text) for profile in instrument.profiles}[told.profile or ""]
    assert "good deal" not in text
    assert "closely" not in text
    for sums in product(range(4, 21), repeat=2):
        points = {
            item: total // 4 + (place < total % 4)
            for one, total in zip(table.dimensions, sums, strict=True)
            for place, item in enumerate(one.items)
        }
        responses = by_points(table, points)
        result = score(table, responses)
        sides = {result.scores[one.id].band for one in table.dimensions}
        if any(result.scores[one.id].near for one in table.dimensions) and sides != {"middle"}:
            assert told_after(table, responses).profile is None, sums


def test_ten_of_fourteen_worries_are_not_told_that_nothing_takes_over() -> None:
    instrument, table = shipped("closeness-self-check")
    worry, distance = table.dimensions
    points = {**dict.fromkeys(worry.items, 3), **dict.fromkeys(distance.items, 3)}
    responses = by_points(table, {**points, **dict.fromkeys(worry.items[:10], 4)})

    told = told_after(table, responses)

    assert score(table, responses).scores["worry"].value == (26, 7)
    text = {profile.id: str(profile.text) for profile in instrument.profiles}.get(told.profile or "", "")
    assert "take over" not in text
    assert told.profile is None or told.profile == "some-worry-some-distance"


@pytest.mark.parametrize("name", ["closeness-self-check", "one-relationship", "weekly-check-in"])
def test_after_fear_of_a_person_nothing_is_told_but_safety(name: str) -> None:
    """ "Hard to reach for those who would like to" was told right after it."""
    _, table = shipped(name)
    for response in ("lowest", "highest"):
        ends = {"lowest": min, "highest": max}[response]
        responses = by_points(table, {item: ends(points.values()) for item, points in table.points.items()})
        for option in ("afraid", "not-sure"):
            told = told_after(table, responses, option)

            assert (told.bands, told.profile, told.facets, told.cautions) == ({}, None, (), ())
        assert told_after(table, responses, "not-afraid").bands


@pytest.mark.parametrize("name", ["closeness-self-check", "one-relationship", "weekly-check-in"])
def test_no_pattern_of_a_shipped_questionnaire_is_told_what_it_belies(name: str) -> None:
    instrument, table = shipped(name)
    assert instrument.cautions
    proofs = [prove_text(table, text) for text in table.texts]

    before, after = belied_somewhere(table, instrument.cautions.words) or (0, 1)
    assert before > 0
    assert after == 0
    assert sum(proof.belying for proof in proofs) >= before
    assert [proof.belied(instrument.cautions.words) for proof in proofs] == [0] * len(proofs)
    assert {(text.of, text.id) for text in table.texts} == {
        *((one.id, band.id) for one in table.dimensions for band in one.bands),
        *(("", profile.id) for profile in table.profiles),
    }


# What holds where an author says nothing ---------------------------------------------------------------------------


def a_pair(**more: Any) -> Instrument:
    """Two dimensions of two items each, with lines at 2 and near lines within half a point."""
    items = [an_item("a"), an_item("b"), an_item("c"), an_item("d", "reverse")]
    bands = (a_band("low", from_=1), a_band("high", above=2))
    near = {"within": Fraction(1, 2), "text": "Near."}
    subscales = [
        {**a_dimension(name, held, bands=bands), "near-line": near} for name, held in (("x", "ab"), ("y", "cd"))
    ]
    corners = [
        a_profile(f"{one}-{other}", {"x": [one], "y": [other]}) for one in ("low", "high") for other in ("low", "high")
    ]
    return an_instrument(items=items, subscales=subscales, profiles=corners, **more)


def conditions(table: Table, of: str, id_: str) -> tuple[list[dict[str, tuple[str, ...]]], list[str]]:
    """What a text forbids: responses by item, and scores that may not be near a line."""
    text = next((text for text in table.texts if (text.of, text.id) == (of, id_)), Text(of=of, id=id_))
    assert all(count.most == 0 for count in text.counts)
    return [dict(table.tallies[count.tally]) for count in text.counts], [off.score for off in text.off]


def test_by_default_a_low_band_forbids_a_top_response_and_a_difference_a_near_line() -> None:
    table = compile_table(a_pair())
    top_of_x, top_of_y = {"a": ("3",), "b": ("3",)}, {"c": ("3",), "d": ("1",)}

    assert conditions(table, "x", "low") == ([top_of_x], [])
    assert conditions(table, "y", "low") == ([top_of_y], [])
    assert conditions(table, "x", "high") == ([], [])
    assert conditions(table, "", "low-low") == ([top_of_x, top_of_y], [])
    assert conditions(table, "", "low-high") == ([top_of_x], ["x", "y"])
    assert conditions(table, "", "high-high") == ([], [])


def test_the_bands_of_a_difference_forbid_a_near_line_of_its_parts() -> None:
    items = [{"id": name, "text": name} for name in "ab"]
    near = {"within": Fraction(1), "text": "Near."}
    bands = ({"id": "low", "from": 0, "title": "low"}, {"id": "high", "from": 2, "title": "high"})
    scores = [
        {"kind": "subscale", "id": name * 2, "title": "S", "items": (name,), "score": "sum", "missing": {"at-least": 1},
         "bands": bands, "near-line": near}
        for name in "ab"
    ]  # fmt: skip
    more = (
        {"id": "less", "from": -3, "title": "less", "text": "Less."},
        {"id": "more", "above": 0, "title": "more", "text": "More."},
    )
    gap = {"id": "gap", "title": "Gap", "score": "difference", "of": ("aa", "bb"), "missing": "all", "bands": more}

    table = compile_table(a_questionnaire(items, scores, derived=({**gap, "near-line": near},)))

    assert conditions(table, "gap", "less") == ([], ["aa", "bb", "gap"])
    assert conditions(table, "gap", "more") == ([], ["aa", "bb", "gap"])


def test_what_is_told_can_change_without_a_new_revision() -> None:
    words = {"part": "It came out {part}.", "strong": "But:"}

    assert compile_table(a_pair()).revision == compile_table(a_pair(cautions=words)).revision


# Worked examples ---------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_offered_rows_hold_all_that_was_missing(data: Draw) -> None:
    questionnaire = any_questionnaire(data)
    table = compile_table(questionnaire)
    missing = uncovered(questionnaire, table)

    offered = yaml.safe_load(offered_rows(table, missing)) if missing else []
    for example in offered:
        expect = example["expect"]
        expect.update({name: tuple(expect[name]) for name in ("facets", "notes") if name in expect})
        expect["scores"] = {id_: str(one) for id_, one in expect["scores"].items()}
    completed = questionnaire.model_copy(update={"examples": tuple(map(ScoringExample.model_validate, offered))})

    assert uncovered(completed, table) == ()
    assert not [p for p in check_questionnaire(completed, Origin("x")) if p.code == "worked-example"]


def test_examples_are_asked_for_every_score_blank_and_line() -> None:
    asked = [need.words for need in needs(compile_table(a_pair()))]

    assert asked == [
        "'x'",
        "'x' with 1 left out, one too many",
        "'x' on its line at 2",
        "'y'",
        "'y' with 1 left out, one too many",
        "'y' on its line at 2",
    ]


def test_beside_a_line_that_no_responses_meet_both_sides_are_asked_for() -> None:
    bands = (a_band("low", from_=1), a_band("high", above=Fraction(9, 4)))
    table = compile_table(an_instrument(subscales=[a_dimension("attention", ["waits", "cuts-in"], bands=bands)]))

    beside = [need.words for need in needs(table) if "line" in need.words]

    assert beside == ["'attention' at 2, beside its line at 2.25", "'attention' at 2.5, beside its line at 2.25"]
