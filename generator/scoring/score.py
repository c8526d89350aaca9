"""Responses to scores, bands, profile and notes. Twin of quiz/runtime/src/score.js; both obey quiz/vectors.

Both only look up, add and compare whole numbers. Change one, change the other, add the vector first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from .table import Ratio  # noqa: TC001  # pydantic reads annotations at run time

if TYPE_CHECKING:
    from .table import Band, Dimension, Facet, Table

Response = int | str
"""A value of the response scale, or "skip"."""

Responses = Mapping[str, Response]
"""Item to response. An item that is not here is unanswered."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one subscale came to. Below the minimum of answered items the last four are None."""

    sum: int
    count: int
    total: int
    missing: tuple[str, ...]
    """Items of the subscale that earned no points, in order."""
    band: str | None
    group: str | None
    position: Ratio | None
    """Place between the lowest and the highest score, from 0 to 1."""
    tenths: int | None
    """The mean to one decimal, times ten, half up: for display only, never for a decision."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that one set of responses comes to."""

    revision: str
    answered: int
    skipped: int
    scores: Mapping[str, Score]
    profile: str | None
    facets: tuple[str, ...]
    """Facets that stand out."""
    notes: tuple[str, ...]


def score(table: Table, responses: Responses, seconds: float | None = None) -> Result:
    """The result of one set of responses, given in `seconds` if that is known."""
    subscales: tuple[Dimension | Facet, ...] = (*table.dimensions, *table.facets)
    scores = {subscale.id: score_subscale(table, subscale, responses) for subscale in subscales}
    return Result(
        revision=table.revision,
        answered=len(earned(table, table.points, responses)),
        skipped=sum(1 for item in table.points if responses.get(item) == "skip"),
        scores=scores,
        profile=profile_of(table, scores),
        facets=facets_that_stand_out(table, scores, responses),
        notes=answer_notes(table, responses, seconds),
    )


def score_subscale(table: Table, subscale: Dimension | Facet, responses: Responses) -> Score:
    """Sum and count of the answered items; band and position where enough are answered."""
    points = earned(table, subscale.items, responses)
    total, count = sum(points), len(points)
    enough = count >= subscale.needs
    band = band_of(getattr(subscale, "bands", ()), total, count) if enough else None
    return Score(
        sum=total,
        count=count,
        total=len(subscale.items),
        missing=tuple(item for item in subscale.items if points_of(table, item, responses) is None),
        band=band.id if band else None,
        group=band.group if band else None,
        position=position_of(subscale, total, count) if enough else None,
        tenths=tenths_of(total, count) if enough else None,
    )


def band_of(bands: Sequence[Band], total: int, count: int) -> Band | None:
    """The last band whose start the mean has reached."""
    found = None
    for band in bands:
        against = compare(total, count, band.start)
        if against > 0 or (against == 0 and band.edge == "at"):
            found = band
    return found


def profile_of(table: Table, scores: Mapping[str, Score]) -> str | None:
    """The profile that covers the groups of all dimensions; None where a dimension has no score."""
    for profile in table.profiles:
        if all(scores[dimension].group in groups for dimension, groups in profile.when.items()):
            return profile.id
    return None


def facets_that_stand_out(table: Table, scores: Mapping[str, Score], responses: Responses) -> tuple[str, ...]:
    """Per dimension the facet that leads all its others by enough, unless its own items contradict each other."""
    return tuple(
        facet.id for facet in table.facets if leads(table, facet, scores) and not contradicts(table, facet, responses)
    )


def leads(table: Table, facet: Facet, scores: Mapping[str, Score]) -> bool:
    """Whether every other facet of the dimension has a score and lies lower by at least the lead."""
    others = [other for other in table.facets if other.of == facet.of and other.id != facet.id]
    mine = scores[facet.id]
    if not others or mine.tenths is None:
        return False
    return all(
        scores[other.id].tenths is not None
        and apart(mine.sum, mine.count, scores[other.id].sum, scores[other.id].count, table.rules.lead)
        for other in others
    )


def contradicts(table: Table, facet: Facet, responses: Responses) -> bool:
    """Whether the means of the facet's two groups of items lie too far apart, either way round."""
    one, two = (earned(table, side, responses) for side in facet.sides)
    if not one or not two:
        return False
    limit = table.rules.contradiction
    return apart(sum(one), len(one), sum(two), len(two), limit) or apart(sum(two), len(two), sum(one), len(one), limit)


def answer_notes(table: Table, responses: Responses, seconds: float | None) -> tuple[str, ...]:
    """Notes on the pattern of the responses, in the order in which they are shown."""
    given = [str(responses[item]) for item in table.points if points_of(table, item, responses) is not None]
    notes = []
    if len(given) >= table.rules.same and len(set(given)) == 1:
        notes.append("same-throughout")
    if given and seconds is not None and seconds < table.rules.seconds:
        notes.append("hurried")
    return tuple(notes)


def suggest(table: Table, result: Result, gate: str | None = None, contexts: Iterable[str] = ()) -> tuple[str, ...]:
    """Lessons to name, nearest first: safety, then life now, then facets, then the profile."""
    rules = table.suggestions
    in_danger = gate in rules.safety.options
    wanted: list[str] = []
    if in_danger:
        wanted.extend(rules.safety.lessons)
    for context in contexts:
        wanted.extend(rules.contexts.get(context, ()))
    for facet in result.facets:
        wanted.extend(rules.facets[facet])
    wanted.extend(rules.few if result.profile is None else rules.profiles[result.profile])
    without = rules.safety.without if in_danger else ()
    return tuple(lesson for lesson in dict.fromkeys(wanted) if lesson not in without)[: rules.most]


def earned(table: Table, items: Iterable[str], responses: Responses) -> list[int]:
    """The points of the answered items among `items`."""
    return [points for item in items if (points := points_of(table, item, responses)) is not None]


def points_of(table: Table, item: str, responses: Responses) -> int | None:
    """The points of one item; None where it is unanswered, skipped, or the response is not on the scale."""
    return table.points[item].get(str(responses.get(item)))


def compare(total: int, count: int, ratio: Ratio) -> int:
    """Whether total / count lies below (negative), on (0) or above (positive) a fraction."""
    return total * ratio[1] - ratio[0] * count


def apart(total: int, count: int, other_total: int, other_count: int, distance: Ratio) -> bool:
    """Whether the first mean lies above the second by at least `distance`."""
    return (total * other_count - other_total * count) * distance[1] >= distance[0] * count * other_count


def position_of(subscale: Dimension | Facet, total: int, count: int) -> Ratio:
    """The mean's place between the lowest and the highest score, as a fraction."""
    low, high = subscale.lowest, subscale.highest
    return (total * low[1] - low[0] * count) * high[1], count * (high[0] * low[1] - low[0] * high[1])


def tenths_of(total: int, count: int) -> int:
    """Ten times the mean, rounded half up: Python's round() is half-even and JavaScript's is not."""
    return (20 * total + count) // (2 * count)


@cache
def _adapter() -> TypeAdapter[Result]:
    return TypeAdapter(Result)


def result_as_data(result: Result) -> dict[str, Any]:
    """The result as plain dicts and lists, as JavaScript gives it."""
    data: dict[str, Any] = _adapter().dump_python(result, mode="json")
    return data
