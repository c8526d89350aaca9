"""The hand-scoring sheet as data: what a reader with pen and paper looks up, adds and compares.

The site's printed key and the book are made from it. It says nothing that the scoring table does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .compile import compile_table

if TYPE_CHECKING:
    from ..model.instrument import Instrument
    from ..model.questionnaire import Dimension, Keying
    from .table import Band as TableBand
    from .table import Dimension as TableDimension
    from .table import Table


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line to fill in: find your response, copy the number below it into the box."""

    number: int
    """The item's number in the questionnaire, from 1."""
    item: str
    text: str
    keying: Keying
    points: tuple[int, ...]
    """One number per anchor, in the order of the response scale."""


@dataclass(frozen=True, slots=True)
class SumRange:
    """Whole sums that fall into a band for a given number of answered items; None where none does."""

    band: str
    title: str
    sums: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class SumRow:
    """For this many answered items: which sums belong to which band. No division needed."""

    answered: int
    ranges: tuple[SumRange, ...]


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


def hand_scoring_sheet(instrument: Instrument) -> HandScoringSheet:
    """The hand-scoring sheet of an instrument."""
    table = compile_table(instrument)
    numbers = {item.id: number for number, item in enumerate(instrument.items, start=1)}
    return HandScoringSheet(
        anchors=tuple((anchor.value, anchor.label) for anchor in instrument.response_scale.anchors),
        dimensions=tuple(
            _dimension_sheet(dimension, compiled, instrument, table)
            for dimension, compiled in zip(instrument.dimensions, table.dimensions, strict=True)
        ),
        facets=tuple(
            FacetSheet(facet.id, facet.of, facet.title, tuple(sorted(numbers[id_] for id_ in facet.items)))
            for facet in instrument.facets
        ),
    )


def _dimension_sheet(
    dimension: Dimension, compiled: TableDimension, instrument: Instrument, table: Table
) -> DimensionSheet:
    titles = {band.id: band.title for band in dimension.bands}
    rows = tuple(
        KeyRow(
            number=number,
            item=item.id,
            text=item.text,
            keying=item.keying,
            points=tuple(table.points[item.id][str(anchor.value)] for anchor in instrument.response_scale.anchors),
        )
        for number, item in enumerate(instrument.items, start=1)
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
            for band, after in zip(compiled.bands, (*compiled.bands[1:], None), strict=True)
        ),
        sums=tuple(
            SumRow(answered, _sum_ranges(compiled, titles, answered))
            for answered in range(len(rows), compiled.needs - 1, -1)
        ),
    )


def _sum_ranges(compiled: TableDimension, titles: dict[str, str], answered: int) -> tuple[SumRange, ...]:
    starts = [_first_sum(band, answered) for band in compiled.bands]
    last = Fraction(*compiled.highest) * answered
    ends = [*(start - 1 for start in starts[1:]), int(last)]
    return tuple(
        SumRange(band.id, titles[band.id], (start, end) if start <= end else None)
        for band, start, end in zip(compiled.bands, starts, ends, strict=True)
    )


def _first_sum(band: TableBand, answered: int) -> int:
    """The lowest whole sum in a band: the start times the count, rounded up, or one more where that is excluded."""
    exact = Fraction(*band.start) * answered
    up = -(-exact.numerator // exact.denominator)
    return up + 1 if band.edge == "above" and up == exact else up


def decimal(number: Fraction) -> str:
    """A cut score as authors wrote it: 2.25, without an exponent; a fraction bar where decimals never end."""
    digits = 0
    while digits < 9 and (number * 10**digits).denominator != 1:
        digits += 1
    scaled = number * 10**digits
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
