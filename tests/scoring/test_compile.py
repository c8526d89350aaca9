"""From an instrument to its table: keying becomes points, everything else becomes whole numbers."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.reach import Choices, convolve
from mkdocs_securebase.scoring.score import score
from mkdocs_securebase.scoring.table import table_as_data, table_as_json, table_from_data

from .builders import a_band, a_dimension, a_facet, a_profile, an_instrument, an_item

if TYPE_CHECKING:
    from mkdocs_securebase.model.instrument import Instrument


def test_a_positive_item_earns_its_response() -> None:
    table = compile_table(an_instrument(items=[an_item("waits")], scale=(1, 2, 3)))

    assert table.points["waits"] == {"1": 1, "2": 2, "3": 3}


def test_a_reverse_keyed_item_earns_most_for_the_lowest_response() -> None:
    table = compile_table(an_instrument(items=[an_item("cuts-in", keying="reverse")], scale=(1, 2, 3)))

    assert table.points["cuts-in"] == {"1": 3, "2": 2, "3": 1}


def test_reversing_keeps_the_ends_of_a_scale_that_starts_at_zero() -> None:
    table = compile_table(an_instrument(items=[an_item("cuts-in", keying="reverse")], scale=(0, 1, 2, 3, 4)))

    assert table.points["cuts-in"] == {"0": 4, "1": 3, "2": 2, "3": 1, "4": 0}


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=9, unique=True).map(sorted))
def test_reversing_twice_changes_nothing(scale: list[int]) -> None:
    points = compile_table(an_instrument(items=[an_item("a", keying="reverse")], scale=scale)).points["a"]

    assert [min(scale) + max(scale) - points[str(value)] for value in scale] == scale
    assert sorted(points.values()) == sorted(min(scale) + max(scale) - value for value in scale)


def test_a_skipped_response_has_no_points() -> None:
    assert "skip" not in compile_table(an_instrument()).points["waits"]


def test_a_cut_score_stays_the_fraction_that_was_written() -> None:
    bands = [a_band("low", from_=1), a_band("high", above=Fraction(225, 100))]
    table = compile_table(an_instrument(subscales=[a_dimension("attention", ["waits", "cuts-in"], bands=bands)]))

    assert [(band.start, band.edge) for band in table.dimensions[0].bands] == [((1, 1), "at"), ((9, 4), "above")]


def test_a_band_stands_for_itself_unless_it_counts_as_another() -> None:
    bands = [a_band("low", from_=1), a_band("rather-low", above=1, counts_as="low"), a_band("high", from_=2)]
    table = compile_table(an_instrument(subscales=[a_dimension("attention", ["waits", "cuts-in"], bands=bands)]))

    assert [band.group for band in table.dimensions[0].bands] == ["low", "low", "high"]


def test_a_dimension_that_a_profile_leaves_out_may_be_in_any_band() -> None:
    table = compile_table(an_instrument(profiles=[a_profile("anyone", {})]))

    assert table.profiles[0].when == {"attention": ("low", "high")}


def test_the_sides_of_a_facet_are_its_reverse_keyed_items_and_the_others() -> None:
    items = [an_item("a"), an_item("b", "reverse"), an_item("c")]
    bands = [a_band("low", from_=1), a_band("high", above=2)]
    subscales = [a_dimension("attention", ["a", "b", "c"], bands=bands), a_facet("waiting", "attention", ["b", "c"])]

    assert compile_table(an_instrument(items=items, subscales=subscales)).facets[0].sides == (("b",), ("c",))


def test_the_patch_is_half_its_width_as_a_share_of_the_bar(closeness: Instrument) -> None:
    assert {dimension.patch for dimension in compile_table(closeness).dimensions} == {(1, 16)}


def test_a_table_survives_the_way_through_the_page(closeness: Instrument) -> None:
    table = compile_table(closeness)

    assert table_from_data(json.loads(table_as_json(table))) == table


def test_a_table_holds_whole_numbers_only(closeness: Instrument) -> None:
    def numbers(value: object) -> list[object]:
        if isinstance(value, dict):
            return [number for part in value.values() for number in numbers(part)]
        if isinstance(value, list):
            return [number for part in value for number in numbers(part)]
        return [] if isinstance(value, str) else [value]

    found = numbers(table_as_data(compile_table(closeness)))

    assert len(found) > 100
    assert {type(number) for number in found} == {int}


def test_the_revision_changes_with_what_is_asked_and_with_what_is_scored() -> None:
    base = an_instrument()
    changed = [
        an_instrument(items=[an_item("waits"), an_item("cuts-in")]),
        an_instrument(items=[an_item("cuts-in", "reverse"), an_item("waits")]),
        an_instrument(items=[{**an_item("waits"), "text": "I wait."}, an_item("cuts-in", "reverse")]),
        an_instrument(scale=(1, 2, 3, 4)),
        an_instrument(frame="Think of this year."),
        an_instrument(profiles=[a_profile("low", {"attention": ["low"]}), a_profile("high", {"attention": ["high"]})]),
    ]

    assert len({compile_table(instrument).revision for instrument in [base, *changed]}) == 1 + len(changed)


def test_the_revision_stays_when_only_words_about_the_result_change() -> None:
    other = an_instrument(
        title="Another title", limits="It knows nothing.", profiles=[a_profile("anyone", {}, ["two"])]
    )

    assert compile_table(other).revision == compile_table(an_instrument()).revision


@given(
    st.lists(st.lists(st.integers(-5, 9), min_size=1, max_size=5), min_size=1, max_size=4),
    st.integers(1, 4),
    st.booleans(),
)
def test_convolving_finds_what_trying_every_response_finds_and_as_often(
    items: list[list[int]], needs: int, highest: bool
) -> None:
    tried: Counter[tuple[int, int]] = Counter()
    for pattern in product(*([None, *points] for points in items)):
        earned = [points for points in pattern if points is not None]
        if len(earned) >= needs:
            tried[max(earned) if highest else sum(earned), len(earned)] += 1

    assert convolve([Choices(Counter(points)) for points in items], needs, highest=highest) == tried


def test_each_item_moves_its_dimension_the_keyed_way(closeness: Instrument) -> None:
    table = compile_table(closeness)
    middle = {item.id: 3 for item in closeness.items}
    before = score(table, middle)
    for item in closeness.items:
        after = score(table, {**middle, item.id: 4})
        moved = {d.id: after.scores[d.id].sum - before.scores[d.id].sum for d in closeness.dimensions}
        own = next(d.id for d in closeness.dimensions if item.id in d.items)

        assert moved == {
            d.id: (1 if item.keying == "positive" else -1) if d.id == own else 0 for d in closeness.dimensions
        }
