"""Responses to scores, bands, profile and notes. Twin of quiz/runtime/src/score.js; both obey quiz/vectors.

Both only look up, add, multiply and compare whole numbers. Change one, change the other, add the vector first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import gcd
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from .table import Ratio  # noqa: TC001  # pydantic reads annotations at run time

if TYPE_CHECKING:
    from .table import Band, Bound, Cut, Derived, Points, Profile, Subscale, Table, Tally, Text

Response = int | str
"""A value of the response scale, or "skip"."""

Responses = Mapping[str, Response]
"""Item to response. An item that is not here is unanswered."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one subscale or derived score came to. Below the minimum the last six are None."""

    sum: int
    """The points of the answered items; 0 for a derived score."""
    count: int
    """How many items were answered, or parts have a score."""
    total: int
    missing: tuple[str, ...]
    """Items that earned no points, or parts without a score, in order."""
    value: Ratio | None
    """The score itself, exact and in lowest terms."""
    band: str | None
    group: str | None
    near: tuple[str, str] | None
    """The two bands whose line is near: the lower, the upper."""
    position: Ratio | None
    """Place between the lowest and the highest score, from 0 to 1."""
    tenths: int | None
    """The score to one decimal, times ten, half up: for display only, never for a decision."""


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
    safety: bool
    """Whether a response or a band asks for the safety words first."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What takes the place of a text that the responses belie, and why."""

    of: str
    """The score whose band's text it replaces; '': the profile's."""
    strong: tuple[str, ...]
    """Items whose responses belie the text."""
    near: tuple[tuple[str, str, str], ...]
    """Scores that lie too near a line, each with what lies below and above it."""
    unfit: bool
    """Whether anything else does not hold."""


@dataclass(frozen=True, slots=True)
class Told:
    """Which texts are told."""

    bands: Mapping[str, str]
    """Score to the band whose text is told."""
    profile: str | None
    facets: tuple[str, ...]
    cautions: tuple[Caution, ...]


def score(table: Table, responses: Responses, seconds: float | None = None) -> Result:
    """The result of one set of responses, given in `seconds` if that is known."""
    answered = [item for item in table.points if is_answered(table, item, responses)]
    scores: dict[str, Score] = {}
    for subscale in (*table.dimensions, *table.facets, *table.subscales):
        scores[subscale.id] = score_subscale(table, subscale, responses)
    for derived in table.derived:
        scores[derived.id] = score_derived(derived, scores)
    return Result(
        revision=table.revision,
        answered=len(answered),
        skipped=sum(1 for item in table.points if responses.get(item) == "skip"),
        scores=scores,
        profile=profile_of(table, scores),
        facets=facets_that_stand_out(table, scores, responses),
        notes=answer_notes(table, answered, responses, seconds),
        safety=safety_first(table, scores, responses),
    )


def score_subscale(table: Table, subscale: Subscale, responses: Responses) -> Score:
    """Sum and count of the answered items; the score where enough are answered."""
    points: list[int] = []
    missing: list[str] = []
    for item in subscale.items:
        one = points_of(table, item, responses, subscale.points)
        if one is None:
            missing.append(item)
        else:
            points.append(one)
    raw = raw_of(subscale, points) if len(points) >= subscale.needs else None
    return scored(subscale, raw, sum(points), len(points), tuple(missing))


def score_derived(derived: Derived, scores: Mapping[str, Score]) -> Score:
    """The weighted parts added, or their mean, where enough parts have a score."""
    total, count, missing = derived.constant, 0, []
    for part, weight in zip(derived.parts, derived.weights, strict=True):
        value = scores[part].value
        if value is None:
            missing.append(part)
        else:
            total, count = add(total, times(weight, value)), count + 1
    raw = None if count < derived.needs else times(total, (1, count)) if derived.rule == "mean" else total
    return scored(derived, raw, 0, count, tuple(missing))


def raw_of(subscale: Subscale, points: Sequence[int]) -> Ratio:
    """The score of the answered items before rounding and transform."""
    if subscale.rule == "max":
        return max(points), 1
    if subscale.rule == "mean":
        return sum(points), len(points)
    if subscale.fill == "prorate":
        return sum(points) * len(subscale.items), len(points)
    return sum(points), 1


def scored(scale: Subscale | Derived, raw: Ratio | None, total: int, count: int, missing: tuple[str, ...]) -> Score:
    """A raw score rounded and transformed, with its band and its place; nothing of that where there is none."""
    of = count + len(missing)
    if raw is None:
        return Score(total, count, of, missing, None, None, None, None, None, None)
    value = value_of(scale, raw)
    band = band_of(scale.bands, value)
    return Score(
        sum=total,
        count=count,
        total=of,
        missing=missing,
        value=value,
        band=band.id if band else None,
        group=band.group if band else None,
        near=near_line(scale, value),
        position=position_of(scale, value),
        tenths=tenths_of(value),
    )


def value_of(scale: Subscale | Derived, raw: Ratio) -> Ratio:
    """A raw score rounded, then transformed."""
    return add(times(scale.times, rounded(raw, scale.rounding)), scale.plus)


def band_of(bands: Sequence[Band], value: Ratio) -> Band | None:
    """The last band whose start the score has reached."""
    found = None
    for band in bands:
        if reached(band, value):
            found = band
    return found


def near_line(scale: Subscale | Derived, value: Ratio) -> tuple[str, str] | None:
    """The bands on both sides of the nearest line, where it is near; the lower line if two are equally near."""
    if scale.near is None:
        return None
    pairs = zip(scale.bands, scale.bands[1:], strict=False)
    return nearest_line([(above.start, below.id, above.id) for below, above in pairs], scale.near, value)


def nearest_line(lines: Iterable[tuple[Ratio, str, str]], within: Ratio, value: Ratio) -> tuple[str, str] | None:
    """What lies below and above the nearest of some lines, where it is no farther than `within`."""
    found, nearest = None, within
    for start, below, above in lines:
        away = minus(value, start)
        away = (abs(away[0]), away[1])
        if compare(away, nearest) < 0 or (found is None and compare(away, nearest) == 0):
            found, nearest = (below, above), away
    return found


def profile_of(table: Table, scores: Mapping[str, Score]) -> str | None:
    """The profile that covers all its scores, or whose function is largest; None where a score is missing."""
    if any(profile.weights for profile in table.profiles):
        return largest(table.profiles, scores)
    for profile in table.profiles:
        if all(group_of(table.cuts, name, scores[name]) in groups for name, groups in profile.when.items()):
            return profile.id
    return None


def group_of(cuts: Mapping[str, Cut], name: str, one: Score) -> str | None:
    """The group of a score's band; where the score is cut in two, the side it lies on."""
    if name not in cuts:
        return one.group
    return None if one.value is None else "high" if reached(cuts[name], one.value) else "low"


def largest(profiles: Sequence[Profile], scores: Mapping[str, Score]) -> str | None:
    """The profile whose function is largest, the first of equals; None where it needs a score that is missing."""
    found, best = None, (0, 1)
    for profile in profiles:
        height = (profile.constant, 1)
        for name, weight in profile.weights.items():
            value = scores[name].value
            if value is None:
                return None
            height = add(height, times((weight, 1), value))
        if found is None or compare(height, best) > 0:
            found, best = profile.id, height
    return found


def facets_that_stand_out(table: Table, scores: Mapping[str, Score], responses: Responses) -> tuple[str, ...]:
    """Per dimension the facet that leads all its others by enough, unless its own items contradict each other."""
    return tuple(
        facet.id for facet in table.facets if leads(table, facet, scores) and not contradicts(table, facet, responses)
    )


def leads(table: Table, facet: Subscale, scores: Mapping[str, Score]) -> bool:
    """Whether every other facet of the dimension has a score and lies lower by at least the lead."""
    mine = scores[facet.id].value
    others = [scores[other.id].value for other in table.facets if other.of == facet.of and other.id != facet.id]
    if mine is None or not others:
        return False
    return all(other is not None and apart(mine, other, table.rules.lead) for other in others)


def contradicts(table: Table, facet: Subscale, responses: Responses) -> bool:
    """Whether the means of the facet's two groups of items lie too far apart, either way round."""
    one, two = (earned_by(table, side, responses, facet.points) for side in facet.sides)
    if not one or not two:
        return False
    first, second, limit = (sum(one), len(one)), (sum(two), len(two)), table.rules.contradiction
    return apart(first, second, limit) or apart(second, first, limit)


def answer_notes(table: Table, answered: Sequence[str], responses: Responses, seconds: float | None) -> tuple[str, ...]:
    """Notes on the pattern of the responses, in the order in which they are shown."""
    among = table.rules.among or answered
    given = [str(responses[item]) for item in answered if item in among]
    notes = []
    if table.rules.same and len(given) >= table.rules.same and len(set(given)) == 1:
        notes.append("same-throughout")
    if given and seconds is not None and 0 <= seconds < table.rules.seconds:
        notes.append("hurried")
    return tuple(notes)


def safety_first(table: Table, scores: Mapping[str, Score], responses: Responses) -> bool:
    """Whether a response, or the band of a score, asks for the safety words first."""
    rules = table.suggestions.safety
    return any(
        str(responses.get(item)) in named and is_asked(table, item, responses) for item, named in rules.items.items()
    ) or any(scores[name].band in bands for name, bands in rules.bands.items())


def in_danger(table: Table, result: Result, gate: str | None) -> bool:
    """Whether safety comes first: a response asks for it, or the answer to the question on it does."""
    return result.safety or gate in table.suggestions.safety.options


def tell(table: Table, result: Result, responses: Responses, gate: str | None = None) -> Told:
    """The texts that hold, and a caution in place of each that does not; in danger only what may be told then."""
    danger = in_danger(table, result, gate)
    options = table.suggestions.safety.options
    after = options if danger and gate not in options else (gate,)
    chosen = [(id_, one.band) for id_, one in result.scores.items() if one.band is not None]
    told: dict[str, str] = {}
    cautions = []
    for of, id_ in (*chosen, *((("", result.profile),) if result.profile is not None else ())):
        text = next((text for text in table.texts if (text.of, text.id) == (of, id_)), None)
        if not (all(one in text.gate for one in after) if text and text.gate else not danger):
            continue
        caution = caution_for(table, text, result.scores, responses) if text else None
        if caution:
            cautions.append(caution)
        else:
            told[of] = id_
    profile = told.pop("", None)
    return Told(told, profile, () if danger else result.facets, tuple(cautions))


def caution_for(table: Table, text: Text, scores: Mapping[str, Score], responses: Responses) -> Caution | None:
    """Why a text is not true: responses, near lines, other reasons; None where all its conditions hold."""
    strong: list[str] = []
    near: list[tuple[str, str, str]] = []
    unfit = False
    for count in text.counts:
        found = counted(table, table.tallies[count.tally], responses)
        if count.most is not None and len(found) > count.most:
            strong.extend(found)
        unfit = unfit or len(found) < count.least
    for bound in text.scores:
        unfit = unfit or not within(bound, scores[bound.score].value)
    for off in text.off:
        value = scores[off.score].value
        line = None if value is None else nearest_line(off.lines, off.by, value)
        if line:
            near.append((off.score, *line))
    if not (strong or near or unfit):
        return None
    return Caution(text.of, tuple(item for item in table.points if item in strong), tuple(near), unfit)


def counted(table: Table, tally: Tally, responses: Responses) -> list[str]:
    """The items of a tally whose response counts."""
    return [
        item for item, named in tally.items() if str(responses.get(item)) in named and is_asked(table, item, responses)
    ]


def within(bound: Bound, value: Ratio | None) -> bool:
    """Whether a score lies within its bounds; False where there is no score."""
    if value is None:
        return False
    return (bound.least is None or compare(value, bound.least) >= 0) and (
        bound.most is None or compare(value, bound.most) <= 0
    )


def suggest(table: Table, result: Result, gate: str | None = None, contexts: Iterable[str] = ()) -> tuple[str, ...]:
    """Lessons to name, nearest first: safety, then life now, then facets, then the profile."""
    rules = table.suggestions
    danger = in_danger(table, result, gate)
    wanted: list[str] = []
    if danger:
        wanted.extend(rules.safety.lessons)
    for context in contexts:
        wanted.extend(rules.contexts.get(context, ()))
    for facet in result.facets:
        wanted.extend(rules.facets[facet])
    wanted.extend(rules.few if result.profile is None else rules.profiles[result.profile])
    without = rules.safety.without if danger else ()
    return tuple(lesson for lesson in dict.fromkeys(wanted) if lesson not in without)[: rules.most]


def earned_by(table: Table, items: Iterable[str], responses: Responses, own: Points | None) -> list[int]:
    """The points of each of these items that has any."""
    return [points for item in items if (points := points_of(table, item, responses, own)) is not None]


def points_of(table: Table, item: str, responses: Responses, own: Points | None) -> int | None:
    """The points of one item; None where it is unanswered, skipped, or the response is not on the scale."""
    if not is_asked(table, item, responses):
        return table.asked[item].points
    return listed((own or table.points)[item], responses.get(item))


def is_asked(table: Table, item: str, responses: Responses) -> bool:
    """Whether an item is asked: always, or after certain responses to another item that is itself asked."""
    asked = table.asked.get(item)
    return asked is None or (str(responses.get(asked.by)) in asked.on and is_asked(table, asked.by, responses))


def is_answered(table: Table, item: str, responses: Responses) -> bool:
    """Whether an item is asked and has a response on its scale."""
    return listed(table.points[item], responses.get(item)) is not None and is_asked(table, item, responses)


def listed(points: Mapping[str, int], response: Response | None) -> int | None:
    """The points of a response as number or text; None where it is no response, or not on the scale."""
    return points.get(str(response))


def reached(line: Band | Cut, value: Ratio) -> bool:
    """Whether a score has reached a line, which belongs to the upper side or to the lower."""
    against = compare(value, line.start)
    return against > 0 or (against == 0 and line.edge == "at")


def compare(one: Ratio, other: Ratio) -> int:
    """Whether the first fraction lies below (negative), on (0) or above (positive) the second."""
    return one[0] * other[1] - other[0] * one[1]


def apart(one: Ratio, other: Ratio, distance: Ratio) -> bool:
    """Whether the first fraction lies above the second by at least `distance`."""
    return compare(minus(one, other), distance) >= 0


def add(one: Ratio, other: Ratio) -> Ratio:
    """The sum of two fractions, in lowest terms."""
    return lowest_terms(one[0] * other[1] + other[0] * one[1], one[1] * other[1])


def minus(one: Ratio, other: Ratio) -> Ratio:
    """The difference of two fractions, in lowest terms."""
    return add(one, (-other[0], other[1]))


def times(one: Ratio, other: Ratio) -> Ratio:
    """The product of two fractions, in lowest terms."""
    return lowest_terms(one[0] * other[0], one[1] * other[1])


def lowest_terms(numerator: int, denominator: int) -> Ratio:
    """The same fraction without a common divisor."""
    divisor = gcd(numerator, denominator)
    return numerator // divisor, denominator // divisor


def rounded(value: Ratio, rounding: str) -> Ratio:
    """A fraction as it is, or to a whole number: half up, or up."""
    if rounding == "half-up":
        return (2 * value[0] + value[1]) // (2 * value[1]), 1
    return (-(-value[0] // value[1]), 1) if rounding == "up" else value


def position_of(scale: Subscale | Derived, value: Ratio) -> Ratio:
    """The score's place between the lowest and the highest, as a fraction."""
    low, high = scale.lowest, scale.highest
    above, width = minus(value, low), minus(high, low)
    return times(above, (width[1], width[0])) if width[0] else (0, 1)


def tenths_of(value: Ratio) -> int:
    """Ten times the score, rounded half up: Python's round() is half-even and JavaScript's is not."""
    return rounded((10 * value[0], value[1]), "half-up")[0]


@cache
def _adapter() -> TypeAdapter[Result | Told]:
    return TypeAdapter(Result | Told)


def result_as_data(result: Result | Told) -> dict[str, Any]:
    """The result, or what is told of it, as plain dicts and lists, as JavaScript gives it."""
    data: dict[str, Any] = _adapter().dump_python(result, mode="json")
    return data
