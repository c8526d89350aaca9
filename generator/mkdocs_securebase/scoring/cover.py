"""What worked examples must hold together, and rows for what they do not hold yet.

Every score is stated, with as many blanks as are allowed, and with one more; and on every line where a band or the side
of a cut begins, or where no responses lead there, at the nearest scores on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from .joint import TooManyStates, values_of
from .score import score
from .sheet import decimal
from .table import Subscale
from .truth import pattern_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .score import Response, Result
    from .table import Derived, Ratio, Table
    from .truth import Walked

    Responses = Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that one of the examples must hold of a score."""

    score: str
    words: str
    """What it is, to stand in a list."""
    responses: Responses
    """A pattern that holds it."""
    count: int | None = None
    """So many answers."""
    value: Ratio | None = None
    """This score."""
    scored: bool = True
    """Whether the answers are enough for a score."""

    def held_by(self, result: Result) -> bool:
        one = result.scores[self.score]
        return (
            (one.value is not None) == self.scored
            and self.count in (None, one.count)
            and self.value in (None, one.value)
        )


@dataclass(frozen=True, slots=True)
class Example:
    """Responses, and the scores of which something is stated."""

    responses: Responses
    stated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A worked example to add."""

    words: tuple[str, ...]
    """What it holds."""
    responses: Responses
    result: Result
    stated: tuple[str, ...]


def lacking(table: Table, examples: Iterable[Example]) -> tuple[Need, ...]:
    """What no example holds."""
    results = [(example.stated, score(table, example.responses)) for example in examples]
    return tuple(
        need
        for need in needs(table)
        if not any(need.score in stated and need.held_by(result) for stated, result in results)
    )


def rows(table: Table, missing: Sequence[Need]) -> Iterator[Row]:
    """As few rows as hold what is missing: needs of scores that share no item go into one."""
    left = list(missing)
    while left:
        responses: dict[str, Response] = {}
        taken: list[Need] = []
        used: set[str] = set()
        for need in left:
            items = _items(table, need.score) | set(need.responses)
            if not items & used:
                taken.append(need)
                used |= items
                responses.update(need.responses)
        result = score(table, responses)
        wanted = {need.score for need in taken}
        stated = tuple(id_ for id_, one in result.scores.items() if one.value is not None or id_ in wanted)
        held = [need for need in left if need in taken or (need.score in stated and need.held_by(result))]
        ordered = {item: responses[item] for item in table.points if item in responses}
        yield Row(tuple(need.words for need in held), ordered, result, stated)
        left = [need for need in left if need not in held]


# Needs ------------------------------------------------------------------------------------------------------------


def needs(table: Table) -> Iterator[Need]:
    """Everything that examples of a questionnaire must hold; what no responses lead to is not asked for."""
    walked: Walked = {}
    for scale in table.scales():
        yield from _blanks(table, scale)
        yield from _lines(table, scale, walked)


def _blanks(table: Table, scale: Subscale | Derived) -> Iterator[Need]:
    """With all answered, with as many blanks as are allowed, with one more."""
    total = len(scale.items if isinstance(scale, Subscale) else scale.parts)
    what = "left out" if isinstance(scale, Subscale) else "without a score"
    wanted = {total: f"'{scale.id}'"}
    if scale.needs < total:
        wanted[scale.needs] = f"'{scale.id}' with {total - scale.needs} {what}"
    wanted[scale.needs - 1] = f"'{scale.id}' with {total - scale.needs + 1} {what}, one too many"
    for count, words in wanted.items():
        need = Need(scale.id, words, {}, None if count == total else count, scored=count >= scale.needs)
        found = next((given for given in _left_out(table, scale) if need.held_by(score(table, given))), None)
        if found is not None:
            yield replace(need, responses=found)


def _left_out(table: Table, scale: Subscale | Derived) -> Iterator[dict[str, Response]]:
    """The items of a score answered alike, then one part after the other left out from the end."""
    items = [item for item in table.points if item in _items(table, scale.id)]
    parts = [[item] for item in scale.items] if isinstance(scale, Subscale) else [_items(table, p) for p in scale.parts]
    most = max(len(table.points[item]) for item in items)
    for place in range(most):
        given: dict[str, Response] = {}
        for item in items:
            responses = list(table.points[item])
            given[item] = responses[min(place, len(responses) - 1)]
        yield dict(given)
        for part in reversed(parts):
            given.update(dict.fromkeys(part, "skip"))
            yield dict(given)


def _lines(table: Table, scale: Subscale | Derived, walked: Walked) -> Iterator[Need]:
    """On each line, or where it cannot be met on both sides of it."""
    starts = [Fraction(*band.start) for band in scale.bands[1:]]
    if scale.id in table.cuts:
        starts.append(Fraction(*table.cuts[scale.id].start))
    if not starts:
        return
    try:
        values = sorted(Fraction(*value) for value in values_of(table, scale.id) if value is not None)
    except TooManyStates:
        return
    wanted: dict[Fraction, str] = {}
    for start in dict.fromkeys(starts):
        if start in values:
            wanted.setdefault(start, f"'{scale.id}' on its line at {decimal(start)}")
            continue
        below = [value for value in values if value < start][-1:]
        above = [value for value in values if value > start][:1]
        for value in (*below, *above):
            wanted.setdefault(value, f"'{scale.id}' at {decimal(value)}, beside its line at {decimal(start)}")
    for value, words in wanted.items():
        ratio = (value.numerator, value.denominator)
        pattern = pattern_with(table, scale.id, ratio, walked)
        if pattern is not None:
            yield Need(scale.id, words, pattern, value=ratio)


def _items(table: Table, id_: str) -> set[str]:
    """Every item that a score depends on, and those that decide whether they are asked."""
    scale = next(one for one in table.scales() if one.id == id_)
    if not isinstance(scale, Subscale):
        return set().union(*(_items(table, part) for part in scale.parts))
    found = set(scale.items)
    while more := {table.asked[item].by for item in found if item in table.asked} - found:
        found |= more
    return found
