"""The hand-scoring sheet as data: what a reader with pen and paper looks up, adds and compares.

The site's printed key and the book are made from it. It says nothing that the scoring table does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .compile import compile_table
from .reach import patterns, value_of_cell
from .score import band_of

if TYPE_CHECKING:
    from ..model.questionnaire import Dimension, Item, Keying, Questionnaire
    from .table import Subscale, Table


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line to fill in: find your response, copy the number below it into the box."""

    number: int
    """The item's number in the questionnaire, from 1."""
    item: str
    text: str
    keying: Keying
    anchors: tuple[int, ...]
    """The responses of its scale, in order."""
    points: tuple[int, ...]
    """What each of them earns."""


@dataclass(frozen=True, slots=True)
class SumRange:
    """The lowest and highest sum in a band for some number of answered items; None where no sum is in it."""

    band: str
    title: str
    sums: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class SumRow:
    """For this many answered items: which sums belong to which band. No division needed."""

    answered: int
    ranges: tuple[SumRange, ...]
    scores: tuple[tuple[int, str], ...] = ()
    """Each sum with its score, where the two differ and the score is no mean."""


@dataclass(frozen=True, slots=True)
class BandRow:
    """A band as printed: its name and the score where it starts."""

    band: str
    title: str
    start: str
    edge: str
    """at: from this score on; above: above this score."""
    until: str | None
    """Where the next band starts; None for the last."""
    until_edge: str | None
    """at: below that score; above: up to and including it."""


@dataclass(frozen=True, slots=True)
class DimensionSheet:
    """The sheet of one dimension: add the boxes, divide by how many you answered, read off the band."""

    id: str
    title: str
    rows: tuple[KeyRow, ...]
    needs: int
    total: int
    bands: tuple[BandRow, ...]
    sums: tuple[SumRow, ...]
    """From all items answered down to the fewest that are enough."""


@dataclass(frozen=True, slots=True)
class FacetSheet:
    """The item numbers of one side of a dimension, which readers may compare by eye."""

    id: str
    of: str
    title: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HandScoringSheet:
    """Everything needed to score by hand."""

    anchors: tuple[tuple[int, str], ...]
    dimensions: tuple[DimensionSheet, ...]
    facets: tuple[FacetSheet, ...]


def hand_scoring_sheet(questionnaire: Questionnaire) -> HandScoringSheet:
    """The hand-scoring sheet of a questionnaire."""
    table = compile_table(questionnaire)
    numbers = {item.id: number for number, item in enumerate(questionnaire.items, start=1)}
    shared = questionnaire.response_scale
    return HandScoringSheet(
        anchors=tuple((anchor.value, anchor.label) for anchor in shared.anchors) if shared else (),
        dimensions=tuple(
            _dimension_sheet(dimension, compiled, questionnaire, table)
            for dimension, compiled in zip(questionnaire.dimensions, table.dimensions, strict=True)
        ),
        facets=tuple(
            FacetSheet(facet.id, facet.of, facet.title, tuple(sorted(numbers[id_] for id_ in facet.items)))
            for facet in questionnaire.facets
        ),
    )


def _dimension_sheet(
    dimension: Dimension, compiled: Subscale, questionnaire: Questionnaire, table: Table
) -> DimensionSheet:
    titles = {band.id: band.title for band in dimension.bands}
    rows = tuple(
        _key_row(number, item, compiled, questionnaire, table)
        for number, item in enumerate(questionnaire.items, start=1)
        if item.id in dimension.items
    )
    return DimensionSheet(
        id=dimension.id,
        title=dimension.title,
        rows=rows,
        needs=compiled.needs,
        total=len(rows),
        bands=tuple(
            BandRow(
                band=band.id,
                title=titles[band.id],
                start=decimal(Fraction(*band.start)),
                edge=band.edge,
                until=decimal(Fraction(*after.start)) if after else None,
                until_edge=after.edge if after else None,
            )
            for band, after in zip(compiled.bands, (*compiled.bands[1:], None), strict=False)
        ),
        sums=_sum_rows(compiled, titles, table),
    )


def _key_row(number: int, item: Item, compiled: Subscale, questionnaire: Questionnaire, table: Table) -> KeyRow:
    scale = questionnaire.scale_of(item)
    assert scale is not None
    points = (compiled.points or table.points)[item.id]
    anchors = tuple(anchor.value for anchor in scale.anchors)
    return KeyRow(number, item.id, item.text, item.keying, anchors, tuple(points[str(value)] for value in anchors))


def _sum_rows(compiled: Subscale, titles: dict[str, str], table: Table) -> tuple[SumRow, ...]:
    """For each number of answered items every sum that can come out, with its band and its score."""
    cells: dict[int, list[int]] = {}
    for total, count in sorted(patterns(table, compiled)):
        cells.setdefault(count, []).append(total)
    rows = []
    for count, totals in sorted(cells.items(), reverse=True):
        held: dict[str, list[int]] = {}
        scores = {total: value_of_cell(compiled, (total, count)) for total in totals}
        for total, value in scores.items():
            band = band_of(compiled.bands, value)
            if band:
                held.setdefault(band.id, []).append(total)
        ranges = (
            SumRange(b.id, titles[b.id], (min(held[b.id]), max(held[b.id])) if b.id in held else None)
            for b in compiled.bands
        )
        plain = compiled.rule == "mean" or all(value == (total, 1) for total, value in scores.items())
        shown = () if plain else tuple((total, decimal(Fraction(*value), 2)) for total, value in scores.items())
        rows.append(SumRow(count, tuple(ranges), shown))
    return tuple(rows)


def decimal(number: Fraction, places: int | None = None) -> str:
    """A number as authors write it: 2.25, without an exponent; a fraction bar where decimals never end.

    With `places` it is rounded half up to so many at most.
    """
    digits = 0
    while digits < (9 if places is None else places) and (number * 10**digits).denominator != 1:
        digits += 1
    scaled = number * 10**digits
    if scaled.denominator != 1:
        if places is None:
            return f"{number.numerator}/{number.denominator}"
        scaled = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator))
    text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    sign = "-" if scaled < 0 else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
