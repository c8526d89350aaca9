"""Scores: proved over every pattern of responses that each lands in exactly one band, and each band is reached."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..model.questionnaire import NormTable
from ..problems import Code, Problem, did_you_mean
from ..scoring import table as compiled
from ..scoring.exactness import SAFE, largest_number
from ..scoring.joint import TooManyStates, values_of
from ..scoring.reach import pattern_for, patterns, value_of_cell
from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model.questionnaire import Band, Derived, Questionnaire, Subscale
    from ..problems import Origin, Path
    from ..scoring.reach import Cell

MOST_SHOWN = 6
"""So many responses of a counter-example are named one by one."""


def check_scores(questionnaire: Questionnaire, table: compiled.Table, origin: Origin) -> Iterator[Problem]:
    """What is wrong with the bands and norms of each score, tried on every value that the score can have."""
    scales = {scale.id: scale for scale in table.scales()}
    largest = largest_number(table)
    unscored: set[str] = set()
    hint = "write weights, transforms and cut scores with fewer digits"
    for kind, scores in (("subscales", questionnaire.subscales), ("derived", questionnaire.derived)):
        for index, one in enumerate(scores):
            path: Path = (kind, index)
            if largest[one.id] > SAFE:
                message = f"'{one.id}' needs numbers that a browser cannot count exactly"
                yield Problem(Code.SCORING, origin.at(*path, "id"), message, hint)
            else:
                reach = Reach.of(table, scales[one.id])
                if reach.values == []:
                    unscored.add(one.id)
                    if unscored & set(getattr(one, "of", ())):
                        continue
                    message = f"no responses give '{one.id}' a score"
                    yield Problem(Code.SCORING, origin.at(*path, "id"), message, "ask for fewer answers")
                    continue
                yield from _check_bands(one, reach, origin, path)
                yield from _check_norms(one, reach, origin, path)
    if largest[""] > SAFE:
        message = "profiles need numbers that a browser cannot count exactly"
        yield Problem(Code.SCORING, origin.at("profiles"), message, hint)


class Reach:
    """Every value that one score can have, and responses that lead to each."""

    def __init__(self, table: compiled.Table, scale: compiled.Subscale | compiled.Derived) -> None:
        self.table, self.scale = table, scale
        self.lowest, self.highest = Fraction(*scale.lowest), Fraction(*scale.highest)
        self.cells: Mapping[Fraction, Cell] = {}
        """Where the score is one of items: each score with its cell of most answers."""
        self.values: Sequence[Fraction] | None = None
        """Every score, rising; None where there are too many to look at each."""

    @classmethod
    def of(cls, table: compiled.Table, scale: compiled.Subscale | compiled.Derived) -> Reach:
        reach = cls(table, scale)
        if isinstance(scale, compiled.Subscale):
            cells = sorted(patterns(table, scale), key=lambda cell: (cell[1], -cell[0]))
            reach.cells = {Fraction(*value_of_cell(scale, cell)): cell for cell in cells}
            reach.values = sorted(reach.cells)
        else:
            try:
                reach.values = sorted(Fraction(*value) for value in values_of(table, scale.id) if value is not None)
            except TooManyStates:
                return reach
        if reach.values:
            reach.lowest, reach.highest = reach.values[0], reach.values[-1]
        return reach

    def example(self, value: Fraction) -> str:
        """Responses that lead to a score, in brackets; nothing where the score is made of others."""
        if value not in self.cells or not isinstance(self.scale, compiled.Subscale):
            return ""
        return f" ({shown_pattern(pattern_for(self.table, self.scale, self.cells[value]))})"


def shown_pattern(responses: Mapping[str, str]) -> str:
    """A pattern of responses in words: the rarer ones by name."""
    given = list(responses.values())
    usual = max(given, key=given.count)
    if len(given) <= MOST_SHOWN and given.count(usual) < len(given):
        return ", ".join(f"{item} {response}" for item, response in responses.items())
    rare = [f"{item} {response}" for item, response in responses.items() if response != usual]
    if len(rare) > MOST_SHOWN:
        rare = [*rare[:MOST_SHOWN], "…"]
    return ", ".join([*rare, f"all others {usual}" if rare else f"all {usual}"])


def _check_bands(one: Subscale | Derived, reach: Reach, origin: Origin, path: Path) -> Iterator[Problem]:
    """The first band starts at the lowest score, the others rise, and some responses reach each of them."""
    yield from _check_counts_as(one, origin, (*path, "bands"))
    lowest, highest = decimal(reach.lowest), decimal(reach.highest)
    told = False
    for place, band in enumerate(one.bands):
        at = origin.at(*path, "bands", place, "from" if band.edge == "at" else "above")
        after = one.bands[place + 1] if place + 1 < len(one.bands) else None
        before = one.bands[place - 1]
        if place == 0 and (band.start, band.edge) != (reach.lowest, "at"):
            told = True
            message = f"'{band.id}' is the first band of '{one.id}', whose lowest score is {lowest}"
            yield Problem(
                Code.SCORING, at, message + reach.example(reach.lowest), f"let it start with `from: {lowest}`"
            )
        elif place and _place(band) <= _place(before):
            told = True
            message = f"'{band.id}' does not start above '{before.id}'"
            yield Problem(Code.SCORING, at, message, "list the bands from the lowest start to the highest")
        elif reach.values is not None and not any(_holds(band, after, value) for value in reach.values):
            told = True
            starts = f"it starts {band.edge} {decimal(band.start)}"
            message = f"no responses reach '{band.id}': {starts}, and '{one.id}' scores {lowest}-{highest}"
            yield Problem(Code.SCORING, at, message, "move its start, or the start of the next band")
    if one.bands and not told:
        yield from _check_partition(one, reach, origin, path)


def _check_partition(one: Subscale | Derived, reach: Reach, origin: Origin, path: Path) -> Iterator[Problem]:
    """Each score that can come out lies in exactly one band; each is looked up, as an evaluator would."""
    ends = (*one.bands[1:], None)
    for value in reach.values or ():
        held = [band.id for band, after in zip(one.bands, ends, strict=True) if _holds(band, after, value)]
        if len(held) != 1:
            message = f"the score {decimal(value)} of '{one.id}' lies in {len(held)} bands{reach.example(value)}"
            yield Problem(Code.SCORING, origin.key(*path, "bands"), message, "every score has one band")
            return


def _holds(band: Band, after: Band | None, value: Fraction) -> bool:
    return _reached(band, value) and (after is None or not _reached(after, value))


def _reached(band: Band, value: Fraction) -> bool:
    return value > band.start or (value == band.start and band.edge == "at")


def _place(band: Band) -> tuple[Fraction, bool]:
    return band.start, band.edge == "above"


def _check_counts_as(one: Subscale | Derived, origin: Origin, path: Path) -> Iterator[Problem]:
    bands = {band.id: band for band in one.bands}
    for place, band in enumerate(one.bands):
        at = origin.at(*path, place, "counts-as")
        if band.counts_as is not None and band.counts_as not in bands:
            message, hint = f"there is no band '{band.counts_as}' here", did_you_mean(band.counts_as, bands)
            yield Problem(Code.UNKNOWN_ID, at, message, hint)
        elif band.counts_as is not None and bands[band.counts_as].counts_as is not None:
            message = f"'{band.counts_as}' itself counts as another band"
            yield Problem(Code.SCORING, at, message, "name a band that stands for itself")


def _check_norms(one: Subscale | Derived, reach: Reach, origin: Origin, path: Path) -> Iterator[Problem]:
    """A table of norms has a row for every score that can come out."""
    for index, norm in enumerate(one.norms):
        if not isinstance(norm, NormTable):
            continue
        at = origin.key(*path, "norms", index, "rows")
        rows = {row.raw for row in norm.rows}
        lacking = None if reach.values is None else next((value for value in reach.values if value not in rows), None)
        if reach.values is None:
            message = f"'{one.id}' has too many scores to see that the table has a row for each"
            yield Problem(Code.SCORING, at, message, "give the norms of its parts, or round it")
        elif lacking is not None:
            message = f"the table has no row for the score {decimal(lacking)}{reach.example(lacking)}"
            hint = "add the row, or declare `rounding:` or another rule for missing items"
            yield Problem(Code.SCORING, at, message, hint)
