"""Profiles: proved over all that scores can come to together that exactly one fits, and that each is reached."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import lcm, prod
from typing import TYPE_CHECKING

from ..model.questionnaire import ByBands, ByFunctions
from ..problems import Code, Problem, did_you_mean
from ..scoring.compile import profile_sides
from ..scoring.joint import MOST, TooManyStates, independent, joint_scores, joint_values
from ..scoring.reach import pattern_for
from ..scoring.score import band_of, reached
from ..scoring.sheet import decimal
from .scores import Reach, shown_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.questionnaire import Questionnaire
    from ..problems import Origin, Path
    from ..scoring.table import Profile, Ratio, Table


def check_profiles(questionnaire: Questionnaire, table: Table, origin: Origin) -> Iterator[Problem]:
    """Every combination of scores that responses can reach has exactly one profile, and each profile is reached."""
    if not questionnaire.profiles:
        return
    if isinstance(questionnaire.profile_rule, ByFunctions):
        yield from _check_functions(questionnaire, table, origin)
        return
    sides = profile_sides(questionnaire)
    unknown = [*_check_conditions(questionnaire, sides, origin)]
    yield from unknown
    if not unknown:
        yield from _check_combinations(questionnaire, table, sides, origin)


# By bands and by cuts ----------------------------------------------------------------------------------------------


def _check_conditions(
    questionnaire: Questionnaire, sides: Mapping[str, Sequence[str]], origin: Origin
) -> Iterator[Problem]:
    dimensions = {dimension.id for dimension in questionnaire.dimensions}
    kind = "dimension" if set(sides) <= dimensions else "score"
    what = "band of '{}' that stands for itself" if isinstance(questionnaire.profile_rule, ByBands) else "side of '{}'"
    for index, profile in enumerate(questionnaire.profiles):
        for name, bands in profile.when.items():
            path: Path = ("profiles", index, "when", name)
            if name not in sides:
                message = f"there is no {kind} '{name}' here"
                yield Problem(Code.UNKNOWN_ID, origin.key(*path), message, did_you_mean(name, sides))
                continue
            for place, band in enumerate(bands):
                if band not in sides[name]:
                    message, hint = f"'{band}' is no {what.format(name)}", did_you_mean(band, sides[name])
                    yield Problem(Code.UNKNOWN_ID, origin.at(*path, place), message, hint)


def _check_combinations(
    questionnaire: Questionnaire, table: Table, sides: Mapping[str, Sequence[str]], origin: Origin
) -> Iterator[Problem]:
    used: set[str] = set()
    told: set[tuple[str, ...]] = set()
    for combination in _combinations(table, sides):
        where = dict(zip(sides, combination, strict=True))
        fitting = [p.id for p in table.profiles if all(where[name] in groups for name, groups in p.when.items())]
        used.update(fitting[:1])
        words = ", ".join(f"{name} {group}" for name, group in where.items())
        if not fitting:
            hint = "add a profile for it, or widen the `when:` of another"
            message = f"no profile fits {words}{_example(table, where)}"
            yield Problem(Code.PROFILE, origin.key("profiles"), message, hint)
        elif len(fitting) > 1 and tuple(fitting[:2]) not in told:
            told.add((fitting[0], fitting[1]))
            index = next(i for i, p in enumerate(questionnaire.profiles) if p.id == fitting[1])
            message = f"'{fitting[0]}' and '{fitting[1]}' both fit {words}{_example(table, where)}"
            hint = "every combination has one profile: narrow one of the two"
            yield Problem(Code.PROFILE, origin.at("profiles", index, "when"), message, hint)
    yield from _unreached(questionnaire, used, "when", "correct its `when:`, or delete it", origin)


def _combinations(table: Table, sides: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """The combinations of groups that responses reach, in the order in which bands are listed.

    Where scores share so much that they cannot all be looked at, every combination counts as reached.
    """
    everything = product(*sides.values())
    try:
        found = joint_values(table, list(sides), lambda name, value: _side(table, name, value))
    except TooManyStates:
        return list(everything)
    return [combination for combination in everything if combination in found]


def _side(table: Table, name: str, value: Ratio | None) -> str | None:
    """The group of a score's band, or the side of its cut; None where there is no score."""
    if value is None:
        return None
    if name in table.cuts:
        return "high" if reached(table.cuts[name], value) else "low"
    band = band_of(next(scale.bands for scale in table.scales() if scale.id == name), value)
    return band.group if band else None


def _example(table: Table, where: Mapping[str, str]) -> str:
    """Responses that lead to a combination, the lowest scores first, in brackets; nothing where scores share items."""
    scales = [scale for scale in table.all_subscales() if scale.id in where]
    if len(scales) < len(where) or len(independent(table, list(where))) < len(where):
        return ""
    responses: dict[str, str] = {}
    for scale in scales:
        reach = Reach.of(table, scale)
        value = next(v for v in reach.values or () if _side(table, scale.id, v.as_integer_ratio()) == where[scale.id])
        responses.update(pattern_for(table, scale, reach.cells[value]))
    return f" ({shown_pattern(responses)})"


def _unreached(
    questionnaire: Questionnaire, used: Iterable[str], field: str, hint: str, origin: Origin
) -> Iterator[Problem]:
    for index, profile in enumerate(questionnaire.profiles):
        if profile.id not in set(used):
            message = f"no responses reach the profile '{profile.id}'"
            yield Problem(Code.PROFILE, origin.at("profiles", index, field), message, hint)


# By the largest function -------------------------------------------------------------------------------------------


def _check_functions(questionnaire: Questionnaire, table: Table, origin: Origin) -> Iterator[Problem]:
    """No two functions are largest together, unless that is allowed; each is largest somewhere."""
    names = list(dict.fromkeys(name for profile in table.profiles for name in profile.weights))
    try:
        heights = list(_heights(table, names))
    except TooManyStates:
        message = f"{', '.join(names)} come to too many scores together to look at each"
        hint = "ask for more answers, or round the scores, so that there are fewer"
        yield Problem(Code.PROFILE, origin.key("profile-rule"), message, hint)
        return
    rule = questionnaire.profile_rule
    refused = isinstance(rule, ByFunctions) and rule.ties == "refused"
    used: set[int] = set()
    told: set[tuple[int, int]] = set()
    for values, levels in heights:
        top = max(levels)
        first = levels.index(top)
        used.add(first)
        if refused and levels.count(top) > 1:
            second = levels.index(top, first + 1)
            if (first, second) not in told:
                told.add((first, second))
                ids = [questionnaire.profiles[place].id for place in (first, second)]
                words = ", ".join(f"{name} {decimal(value)}" for name, value in zip(names, values, strict=True))
                message = f"'{ids[0]}' and '{ids[1]}' are equally large at {words}"
                hint = "say `ties: first`, then the profile listed first is taken"
                yield Problem(Code.PROFILE, origin.at("profiles", second, "function"), message, hint)
    ids_used = {questionnaire.profiles[place].id for place in used}
    yield from _unreached(questionnaire, ids_used, "function", "correct its function, or delete it", origin)


def _heights(table: Table, names: Sequence[str]) -> Iterator[tuple[tuple[Fraction, ...], list[int]]]:
    """Every combination of scores with the value of each function there, all multiplied by the same number."""
    groups = independent(table, names)
    order = [name for group in groups for name in group]
    found = [
        sorted(
            tuple(Fraction(*value) for value in values if value is not None)
            for values in joint_scores(table, group)
            if None not in values
        )
        for group in groups
    ]
    if prod(map(len, found)) > MOST:
        raise TooManyStates
    one = lcm(*(value.denominator for states in found for values in states for value in values))
    shares = [
        [(values, [_share(profile, group, values, one) for profile in table.profiles]) for values in states]
        for group, states in zip(groups, found, strict=True)
    ]
    constants = [profile.constant * one for profile in table.profiles]
    places = [order.index(name) for name in names]
    for parts in product(*shares):
        levels = [sum(column) for column in zip(constants, *(heights for _, heights in parts), strict=True)]
        flat = [value for values, _ in parts for value in values]
        yield tuple(flat[place] for place in places), levels


def _share(profile: Profile, names: Sequence[str], values: Sequence[Fraction], one: int) -> int:
    """What some scores add to a function, as a whole number: the sum multiplied by `one`."""
    return sum(int(profile.weights.get(name, 0) * value * one) for name, value in zip(names, values, strict=True))
