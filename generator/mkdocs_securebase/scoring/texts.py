"""When each text is true: what an author states, or the default, as conditions in whole numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.questionnaire import Derived, TrueWhen
from .table import Bound, Count, Off, Subscale, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from ..model.questionnaire import Band, Bounds, CountBounds, Profile, Questionnaire, Score
    from .table import Derived as CompiledDerived
    from .table import Ratio, Table, Tally

    Line = tuple[Ratio, str, str]


def with_texts(table: Table, questionnaire: Questionnaire, sides: Mapping[str, Sequence[str]]) -> Table:
    """The table with the conditions of every text that has words or conditions of its own.

    `sides` are the scores that decide the profile, each with the groups of its bands or the sides of its cut.
    """
    tallies: list[Tally] = []
    texts = []
    for score in (*questionnaire.subscales, *questionnaire.derived):
        for band in score.bands:
            if band.text.blocks or band.true_when:
                truth = band_truth(score, band, table)
                inside = {score.id: {band.id}}
                texts.append(_text(Text(of=score.id, id=band.id), truth, inside, table, tallies))
    for profile in questionnaire.profiles:
        if profile.text.blocks or profile.true_when:
            when = {id_: groups for id_, groups in profile.when.items() if id_ in sides}
            truth = profile_truth(profile, when, sides, table)
            inside = {id_: _bands_in(table, id_, groups) for id_, groups in when.items()}
            texts.append(_text(Text(id=profile.id), truth, inside, table, tallies))
    conditional = tuple(text for text in texts if text.counts or text.scores or text.off or text.gate)
    return replace(table, tallies=tuple(tallies), texts=conditional)


# What is stated, and what is not ------------------------------------------------------------------------------------

NONE = {"at-most": 0}


def band_truth(score: Score, band: Band, table: Table) -> TrueWhen | None:
    """What the author states of a band's text, or the default where nothing is said of the responses."""
    return _stated_or(band.true_when, lambda: _default_of_band(score, band, table))


def profile_truth(
    profile: Profile, when: Mapping[str, Sequence[str]], sides: Mapping[str, Sequence[str]], table: Table
) -> TrueWhen | None:
    """The same for a profile's text."""
    return _stated_or(profile.true_when, lambda: _default_of_profile(when, sides, table))


def _stated_or(stated: TrueWhen | None, default: Callable[[], dict[str, object]]) -> TrueWhen | None:
    if stated is not None and not stated.only_gate:
        return stated
    conditions = {name: value for name, value in default().items() if value}
    if stated is not None:
        conditions["gate"] = stated.gate
    return TrueWhen.model_validate(conditions) if conditions else None


def _default_of_band(score: Score, band: Band, table: Table) -> dict[str, object]:
    """Default: in the lowest band no item is at the top of its points; the parts of a difference are near no line."""
    if isinstance(score, Derived) and score.score == "difference":
        return {"off-line": dict.fromkeys(_lined(table, (score.id, *score.of)), "near")}
    if band is not score.bands[0]:
        return {}
    return {"at-top": dict.fromkeys((leaf.id for leaf in leaves(table, score.id)), NONE)}


def _default_of_profile(
    when: Mapping[str, Sequence[str]], sides: Mapping[str, Sequence[str]], table: Table
) -> dict[str, object]:
    """Default: as for the lowest band where one is needed; where two scores must differ, neither is near a line."""
    places = {id_: {place for place, one in enumerate(sides[id_]) if one in groups} for id_, groups in when.items()}
    lowest = [leaf.id for id_, those in places.items() if those == {0} for leaf in leaves(table, id_)]
    differ = [id_ for id_, those in places.items() if any(not those & others for others in places.values())]
    return {
        "at-top": dict.fromkeys(lowest, NONE),
        "off-line": dict.fromkeys(_lined(table, differ), "near"),
    }


def _lined(table: Table, ids: Sequence[str]) -> Iterator[str]:
    """Those of these scores that have a line: between two bands, or at a cut."""
    return (s.id for s in table.scales() if s.id in ids and (len(s.bands) > 1 or s.id in table.cuts))


def scale_of(table: Table, id_: str) -> Subscale | CompiledDerived:
    return next(scale for scale in table.scales() if scale.id == id_)


def leaves(table: Table, id_: str) -> tuple[Subscale, ...]:
    """The scores of items that make a score higher, itself if it is one."""
    scale = scale_of(table, id_)
    if isinstance(scale, Subscale):
        return (scale,)
    raised = (part for part, weight in zip(scale.parts, scale.weights, strict=True) if weight[0] > 0)
    return tuple({leaf.id: leaf for part in raised for leaf in leaves(table, part)}.values())


# Conditions -------------------------------------------------------------------------------------------------------


def _text(
    text: Text, truth: TrueWhen | None, inside: Mapping[str, set[str]], table: Table, tallies: list[Tally]
) -> Text:
    if truth is None:
        return text
    return replace(
        text,
        counts=tuple(_counts(truth, table, tallies)),
        scores=tuple(Bound(id_, _ratio(b.at_least), _ratio(b.at_most)) for id_, b in truth.scores.items()),
        off=tuple(_off(id_, by, inside.get(id_), table, grouped=not text.of) for id_, by in truth.off_line.items()),
        gate=truth.gate,
    )


def _counts(truth: TrueWhen, table: Table, tallies: list[Tally]) -> Iterator[Count]:
    """Every condition on responses, as a number of items whose response counts."""

    def count(tally: Tally, least: int = 0, most: int | None = None) -> Count:
        if tally not in tallies:
            tallies.append(tally)
        return Count(tallies.index(tally), least, most)

    for id_, bounds in truth.strongest.items():
        own = points_in(table, id_)
        if bounds.at_most is not None:
            yield count(_tally(own, lambda one, _, top=bounds.at_most: one > top), most=0)
        if bounds.at_least is not None:
            yield count(_tally(own, lambda one, _, least=bounds.at_least: one >= least), least=1)
    for id_, ends in truth.at_top.items():
        start = ends.from_
        tally = _tally(points_in(table, id_), lambda one, all_, s=start: one >= (max(all_) if s is None else s))
        yield count(tally, *_limits(ends))
    for id_, ends in truth.at_bottom.items():
        start = ends.from_
        tally = _tally(points_in(table, id_), lambda one, all_, s=start: one <= (min(all_) if s is None else s))
        yield count(tally, *_limits(ends))
    for id_, bounds in truth.items.items():
        yield count(_tally({id_: table.points[id_]}, lambda one, _, b=bounds: not _holds(b, one)), most=0)


def _limits(ends: CountBounds) -> tuple[int, int | None]:
    return int(ends.at_least or 0), None if ends.at_most is None else int(ends.at_most)


def _holds(bounds: Bounds, points: int) -> bool:
    return (bounds.at_least is None or points >= bounds.at_least) and (
        bounds.at_most is None or points <= bounds.at_most
    )


def points_in(table: Table, id_: str) -> dict[str, Mapping[str, int]]:
    """The points of each item of a score, as that score counts them."""
    subscale = next(one for one in table.all_subscales() if one.id == id_)
    own = subscale.points or table.points
    return {item: own[item] for item in subscale.items}


def _tally(points: Mapping[str, Mapping[str, int]], counts: Callable[..., bool]) -> Tally:
    """The responses that count, of the items that have any. Where all of an item's points are equal it has no end."""
    found = {
        item: tuple(response for response, one in own.items() if counts(one, own.values()))
        for item, own in points.items()
        if len(set(own.values())) > 1
    }
    return {item: responses for item, responses in found.items() if responses}


def _off(id_: str, by: Fraction | str, inside: set[str] | None, table: Table, *, grouped: bool) -> Off:
    """The lines that bound what a text covers of a score; where it covers all of it, every line.

    Around a profile's lines stand the bands that count in profiles: nobody is near the line between those that do not.
    """
    scale = scale_of(table, id_)
    distance = scale.near or (0, 1) if isinstance(by, str) else (by.numerator, by.denominator)
    pairs = zip(scale.bands, scale.bands[1:], strict=False)
    lines: list[Line] = [(above.start, below.id, above.id) for below, above in pairs]
    if id_ in table.cuts:
        lines = [(table.cuts[id_].start, "low", "high")]
    bounding = [line for line in lines if inside is not None and (line[1] in inside) != (line[2] in inside)]
    groups = {band.id: band.group for band in scale.bands} if grouped else {}
    named = ((start, groups.get(below, below), groups.get(above, above)) for start, below, above in bounding or lines)
    return Off(id_, distance, tuple(named))


def _bands_in(table: Table, id_: str, groups: Sequence[str]) -> set[str]:
    """The bands, or sides of the cut, that a profile covers of a score."""
    return set(groups) if id_ in table.cuts else {b.id for b in scale_of(table, id_).bands if b.group in groups}


def _ratio(fraction: Fraction | None) -> Ratio | None:
    return None if fraction is None else (fraction.numerator, fraction.denominator)
