"""Scoring by hand, exactly as the printed sheet says, must come to what the program says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.score import score
from mkdocs_securebase.scoring.sheet import decimal, hand_scoring_sheet

from ..properties import cases
from .builders import a_band, a_dimension, an_instrument, an_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.scoring.sheet import BandRow, DimensionSheet, HandScoringSheet

    Responses = Mapping[str, int | str]


def boxes(sheet: HandScoringSheet, dimension: DimensionSheet, responses: Responses) -> list[int]:
    """Steps 1 and 2: find the response in the top row, copy the number below it; leave skipped ones empty."""
    top = [value for value, _ in sheet.anchors]
    return [
        row.points[top.index(int(given))]
        for row in dimension.rows
        if (given := responses.get(row.item, "skip")) != "skip"
    ]


def part_by_sums(dimension: DimensionSheet, total: int, count: int) -> str | None:
    """Steps 3 and 4: look for the count, there for the sum; below the number needed there is no such row."""
    row = next((row for row in dimension.sums if row.answered == count), None)
    if row is None:
        return None
    found = [entry.band for entry in row.ranges if entry.sums and entry.sums[0] <= total <= entry.sums[1]]
    assert len(found) == 1, "a sum must stand in one place of the table"
    return found[0]


def part_by_score(dimension: DimensionSheet, total: int, count: int) -> str | None:
    """The other way: divide, and compare with the printed starts."""
    if count < dimension.needs:
        return None
    exact = Fraction(total, count)

    def reached(band: BandRow) -> bool:
        start = Fraction(band.start)
        return exact >= start if band.edge == "at" else exact > start

    return [band.band for band in dimension.bands if reached(band)][-1]


@cases(200)
@given(data=st.data())
def test_scoring_by_the_sheet_agrees_with_the_program(closeness: Instrument, data: st.DataObject) -> None:
    sheet, table = hand_scoring_sheet(closeness), compile_table(closeness)
    one: st.SearchStrategy[int | str] = st.sampled_from([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, "skip"])
    responses: dict[str, int | str] = {item.id: data.draw(one) for item in closeness.items}

    result = score(table, responses)

    for dimension in sheet.dimensions:
        filled = boxes(sheet, dimension, responses)
        by_program = result.scores[dimension.id]
        assert (sum(filled), len(filled)) == (by_program.sum, by_program.count)
        assert part_by_sums(dimension, sum(filled), len(filled)) == by_program.band
        assert part_by_score(dimension, sum(filled), len(filled)) == by_program.band


@cases(150)
@given(data=st.data())
def test_it_agrees_for_other_scales_rules_and_cuts(data: st.DataObject) -> None:
    scale = sorted(data.draw(st.sets(st.integers(-2, 7), min_size=2, max_size=6)))
    count = data.draw(st.integers(1, 6))
    items = [an_item(f"item-{n}", data.draw(st.sampled_from(["positive", "reverse"]))) for n in range(count)]
    names = [item["id"] for item in items]
    rule = data.draw(st.sampled_from(["mean", "answered", "prorate"]))
    needs = data.draw(st.integers(1, count))
    dimension = a_dimension("attention", names, at_least=needs)
    if rule != "mean":
        dimension["score"], dimension["missing"]["then"] = "sum", rule
        dimension["rounding"] = data.draw(st.sampled_from(["none", "half-up", "up"]))
    low, high = ends_of(an_instrument(items=items, scale=scale, subscales=[dimension]))
    cut = data.draw(st.fractions(low, high, max_denominator=4))
    dimension["bands"] = (a_band("low", from_=low), a_band("high", above=cut))
    one: st.SearchStrategy[int | str] = st.sampled_from([*scale, "skip"])
    responses: dict[str, int | str] = {name: data.draw(one) for name in names}

    instrument = an_instrument(items=items, scale=scale, subscales=[dimension])
    sheet = hand_scoring_sheet(instrument)
    filled = boxes(sheet, sheet.dimensions[0], responses)
    by_program = score(compile_table(instrument), responses).scores["attention"]

    assert (sum(filled), len(filled)) == (by_program.sum, by_program.count)
    assert part_by_sums(sheet.dimensions[0], sum(filled), len(filled)) == by_program.band
    if rule == "mean":
        assert part_by_score(sheet.dimensions[0], sum(filled), len(filled)) == by_program.band
    else:
        printed = score_by_sums(sheet.dimensions[0], sum(filled), len(filled))
        assert printed == (None if by_program.value is None else decimal(Fraction(*by_program.value), 2))


def ends_of(instrument: Instrument) -> tuple[Fraction, Fraction]:
    """The lowest and the highest score of the only dimension."""
    (dimension,) = compile_table(instrument).dimensions
    return Fraction(*dimension.lowest), Fraction(*dimension.highest)


def score_by_sums(dimension: DimensionSheet, total: int, count: int) -> str | None:
    """Where the sum is not the score itself, the table beside it says the score."""
    row = next((row for row in dimension.sums if row.answered == count), None)
    return None if row is None else dict(row.scores).get(total, str(total)) if row.scores else str(total)


def test_one_missing_of_four_is_looked_up_not_divided() -> None:
    """A sum of four from 0 to 4, prorated: three answers that add up to 4 come to 5.33."""
    items = [an_item(name) for name in "abcd"]
    dimension = a_dimension("load", list("abcd"), at_least=3)
    dimension["score"], dimension["missing"]["then"] = "sum", "prorate"

    complete, one_missing = (
        hand_scoring_sheet(an_instrument(items=items, scale=(0, 1, 2, 3, 4), subscales=[dimension])).dimensions[0].sums
    )

    assert (complete.answered, complete.scores) == (4, ())
    assert one_missing.answered == 3
    assert one_missing.scores[:6] == ((0, "0"), (1, "1.33"), (2, "2.67"), (3, "4"), (4, "5.33"), (5, "6.67"))
    assert one_missing.scores[-1] == (12, "16")


def test_the_sheet_lists_every_item_once_under_its_number(closeness: Instrument) -> None:
    rows = [row for dimension in hand_scoring_sheet(closeness).dimensions for row in dimension.rows]

    assert sorted(row.number for row in rows) == list(range(1, 25))
    assert {row.number: row.text for row in rows} == {n: item.text for n, item in enumerate(closeness.items, start=1)}
    assert [row.points for row in rows if row.keying == "reverse"] == [(5, 4, 3, 2, 1)] * 8


@pytest.mark.parametrize(
    ("number", "printed"),
    [("9/4", "2.25"), ("3", "3"), ("0", "0"), ("1/8", "0.125"), ("-1/2", "-0.5"), ("1/3", "1/3"), ("101/100", "1.01")],
)
def test_a_cut_score_is_printed_as_it_is(number: str, printed: str) -> None:
    assert decimal(Fraction(number)) == printed
