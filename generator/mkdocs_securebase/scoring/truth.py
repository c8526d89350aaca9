"""Which patterns of responses belie a text: counted exactly over every pattern, blanks included, with the smallest.

A pattern goes item by item through states that hold no more than a text asks for: the sum and count of each score,
and how many responses count in each of its tallies. What shares no item is looked at apart and multiplied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from .joint import MOST, TooManyStates, value_from
from .reach import all_patterns, deciding, decisions, value_of_cell
from .score import band_of, largest, nearest_line, points_of, reached, within
from .score import Score as ScoreOf
from .texts import scale_of
from .table import Subscale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .table import Ratio, Table, Text

    Values = Mapping[str, Ratio | None]
    Link = tuple[object, object, object] | None
    Found = tuple[int, int, Link]
    """A number of patterns, what the smallest of them costs, and the way to it."""

Kinds = frozenset[str]
"""What belies a text: "strong" responses, a "near" line, or otherwise "unfit". Empty: it is true."""


@dataclass(frozen=True, slots=True)
class TextProof:
    """One text, held against every pattern of responses after which its band or profile comes out."""

    of: str
    """The score of the band; '': a profile."""
    id: str
    counts: Mapping[Kinds, int] | None
    """What belies it, with the number of patterns; None where there are too many states to look at each."""
    smallest: Mapping[Kinds, Mapping[str, str]] = field(default_factory=dict)
    """The smallest such pattern: fewest answers off the lowest points, nearest to them, fewest blanks."""

    @property
    def chosen(self) -> int:
        """Patterns after which the band or profile comes out."""
        return sum((self.counts or {}).values())

    @property
    def told(self) -> int:
        """Patterns after which the text is told."""
        return (self.counts or {}).get(frozenset(), 0)

    @property
    def belying(self) -> int:
        """Patterns that belie it: a caution must take its place."""
        return self.chosen - self.told

    def unworded(self, words: Iterable[str]) -> list[Kinds]:
        """What belies it and has no words in these cautions, by the smallest pattern first."""
        known = set(words)
        return [kinds for kinds in self.smallest if kinds and not kinds <= known]


def prove_text(table: Table, text: Text) -> TextProof:
    """What belies a text, over every pattern of responses to the whole questionnaire."""
    try:
        found, items = _Search(table, text).run()
    except TooManyStates:
        return TextProof(text.of, text.id, None)
    others = all_patterns(table, apart_from=items)
    by_size = sorted(found.items(), key=lambda one: one[1][1])
    return TextProof(
        text.of,
        text.id,
        {kinds: number * others for kinds, (number, _, _) in by_size},
        {kinds: _pattern(table, link) for kinds, (_, _, link) in by_size},
    )


def kinds_possible(text: Text) -> Kinds:
    """What could belie a text at all."""
    strong = any(count.most is not None for count in text.counts)
    unfit = bool(text.scores) or any(count.least for count in text.counts)
    named = (("strong", strong), ("near", bool(text.off)), ("unfit", unfit))
    return frozenset(name for name, possible in named if possible)


class _Search:
    """One text and what it depends on, in groups that share no item."""

    def __init__(self, table: Table, text: Text) -> None:
        self.table, self.text = table, text
        self.profile = None if text.of else next(one for one in table.profiles if one.id == text.id)
        functions = tuple(dict.fromkeys(name for one in table.profiles for name in one.weights))
        self.functions = functions if self.profile else ()
        self.decisive = (text.of,) if self.profile is None else functions or tuple(self.profile.when)
        named = (*self.decisive, *(bound.score for bound in text.scores), *(off.score for off in text.off))
        self.scales = tuple(dict.fromkeys(named))
        self.limits: dict[int, int] = {}
        """Tally to the number beyond which it need not be counted."""
        for count in text.counts:
            limit = max(count.least, 0 if count.most is None else count.most + 1)
            self.limits[count.tally] = max(limit, self.limits.get(count.tally, 0))

    def run(self) -> tuple[dict[Kinds, Found], set[str]]:
        """What belies the text, and every item that was looked at."""
        leaves = {leaf.id: leaf for id_ in self.scales for leaf in _leaves(self.table, id_)}
        units: list[tuple[set[str | int], set[str]]] = [
            *(({id_}, _family(self.table, leaf.items)) for id_, leaf in leaves.items()),
            *(({place}, _family(self.table, self.table.tallies[place])) for place in self.limits),
        ]
        groups = _merged(units)
        together = [{leaf.id for leaf in _leaves(self.table, id_)} for id_ in self.scales]
        if self.functions:
            together.append({leaf.id for id_ in self.functions for leaf in _leaves(self.table, id_)})
        found: dict[Kinds, Found] = {frozenset(): (1, 0, None)}
        for component in _components(groups, together):
            outcomes = [
                self._outcomes([leaves[k] for k in sorted(map(str, keys)) if k in leaves],
                               sorted(k for k in keys if isinstance(k, int)), items)
                for keys, items in component
            ]  # fmt: skip
            found = _both(found, self._judged(outcomes))
        return found, set().union(*(items for _, items in groups))

    def _outcomes(
        self, leaves: Sequence[Subscale], tallies: Sequence[int], items: set[str]
    ) -> tuple[list[str], Sequence[int], dict[tuple[object, ...], Found]]:
        """Every combination of the values of some scores and the counts of some tallies."""
        ordered = [item for item in self.table.points if item in items]
        fixed = deciding(self.table, ordered)
        found: dict[tuple[object, ...], Found] = {}
        for decided in decisions(self.table, fixed):
            for (cells, counts), one in self._walk(leaves, tallies, ordered, fixed, decided).items():
                values = tuple(
                    None if cell is None or cell[1] < leaf.needs else value_of_cell(leaf, cell)
                    for leaf, cell in zip(leaves, cells, strict=True)
                )
                _put(found, (values, counts), one)
        return [leaf.id for leaf in leaves], tallies, found

    def _walk(
        self,
        leaves: Sequence[Subscale],
        tallies: Sequence[int],
        items: Sequence[str],
        fixed: Sequence[str],
        decided: Mapping[str, str],
    ) -> dict[tuple[tuple[tuple[int, int] | None, ...], tuple[int, ...]], Found]:
        """Item by item, answered in every way or left out."""
        left = [sum(1 for item in items if item in leaf.items) for leaf in leaves]
        state: tuple[tuple[tuple[int, int] | None, ...], tuple[int, ...]]
        states: dict[tuple[tuple[tuple[int, int] | None, ...], tuple[int, ...]], Found]
        states = {(((0, 0),) * len(leaves), (0,) * len(tallies)): (1, 0, None)}
        limits = [self.limits[place] for place in tallies]
        for item in items:
            held = [item in leaf.items for leaf in leaves]
            left = [rest - holds for rest, holds in zip(left, held, strict=True)]
            steps = self._steps(leaves, tallies, item, fixed, decided)
            if len(states) * len(steps) > MOST:
                raise TooManyStates
            after: dict[tuple[tuple[tuple[int, int] | None, ...], tuple[int, ...]], Found] = {}
            for (cells, counts), (number, cost, link) in states.items():
                for (earned, ticks), (ways, price, response) in steps.items():
                    state = (
                        tuple(map(_next, cells, earned, held, left, leaves)),
                        tuple(map(min, limits, map(int.__add__, counts, ticks))),
                    )
                    way: Link = link if response is None else (item, response, link)
                    _put(after, state, (number * ways, cost + price, way))
            states = after
        return states

    def _steps(
        self,
        leaves: Sequence[Subscale],
        tallies: Sequence[int],
        item: str,
        fixed: Sequence[str],
        decided: Mapping[str, str],
    ) -> dict[tuple[tuple[int | None, ...], tuple[int, ...]], tuple[int, int, str | None]]:
        """What one item can do: points in each score and ticks in each tally, with the cheapest response to it."""
        asked = self.table.asked.get(item)
        open_ = asked is None or decided.get(asked.by) in asked.on
        responses: list[str | None] = [decided.get(item)] if item in fixed else [None, *self.table.points[item]] if open_ else [None]
        ranks = sorted(set(self.table.points[item].values()))
        found: dict[tuple[tuple[int | None, ...], tuple[int, ...]], tuple[int, int, str | None]] = {}
        for response in responses:
            given = {**decided} if response is None else {**decided, item: response}
            earned = tuple(
                points_of(self.table, item, given, leaf.points) if item in leaf.items else None for leaf in leaves
            )
            ticks = tuple(int(response in self.table.tallies[place].get(item, ())) for place in tallies)
            rank = ranks.index(self.table.points[item][response]) if response is not None else 0
            price = BLANK if response is None else rank and OFF + rank * STEP
            ways, least, chosen = found.get((earned, ticks), (0, price, response))
            found[earned, ticks] = (ways + 1, price, response) if price < least else (ways + 1, least, chosen)
        return found

    def _judged(
        self, outcomes: Sequence[tuple[list[str], Sequence[int], dict[tuple[object, ...], Found]]]
    ) -> dict[Kinds, Found]:
        """Of all combinations of some groups those in which the text is chosen, by what belies it there."""
        size = 1
        for _, _, found in outcomes:
            size *= len(found)
        if size > MOST:
            raise TooManyStates
        names = [name for leaves, _, _ in outcomes for name in leaves]
        places = [place for _, tallies, _ in outcomes for place in tallies]
        scales = [id_ for id_ in self.scales if all(leaf.id in names for leaf in _leaves(self.table, id_))]
        judged: dict[Kinds, Found] = {}
        for parts in product(*(found.items() for _, _, found in outcomes)):
            known: Values = dict(zip(names, (value for (values, _), _ in parts for value in values), strict=True))  # type: ignore[attr-defined]
            values = {id_: value_from(self.table, id_, known) for id_ in scales}
            if self._chosen(values):
                counts = dict(zip(places, (count for (_, counts), _ in parts for count in counts), strict=True))  # type: ignore[attr-defined]
                one: Found = (1, 0, None)
                for _, other in parts:
                    one = _times(one, other)
                _put(judged, self._kinds(values, counts), one)
        return judged

    def _chosen(self, values: Values) -> bool:
        """Whether these scores allow the text's band or profile."""
        if self.functions:
            if not set(self.functions) <= set(values):
                return True
            if any(values[name] is None for name in self.functions):
                return False
            scores = {name: ScoreOf(0, 0, 0, (), values[name], None, None, None, None, None) for name in self.functions}
            return largest(self.table.profiles, scores) == self.text.id
        return all(self._inside(name, values[name]) for name in self.decisive if name in values)

    def _inside(self, name: str, value: Ratio | None) -> bool:
        if value is None:
            return False
        if self.profile is not None and name in self.table.cuts:
            return ("high" if reached(self.table.cuts[name], value) else "low") in self.profile.when[name]
        band = band_of(scale_of(self.table, name).bands, value)
        if band is None:
            return False
        return band.id == self.text.id if self.profile is None else band.group in self.profile.when[name]

    def _kinds(self, values: Values, counts: Mapping[int, int]) -> Kinds:
        found = set()
        for count in self.text.counts:
            number = counts.get(count.tally)
            if number is not None and count.most is not None and number > count.most:
                found.add("strong")
            if number is not None and number < count.least:
                found.add("unfit")
        for bound in self.text.scores:
            if bound.score in values and not within(bound, values[bound.score]):
                found.add("unfit")
        for off in self.text.off:
            value = values.get(off.score)
            if value is not None and nearest_line(off.lines, off.by, value):
                found.add("near")
        return frozenset(found)


# Patterns ---------------------------------------------------------------------------------------------------------

BLANK, STEP, OFF = 1, 10**4, 10**8
"""What a blank, a step above the lowest points, and an answer off the lowest points cost: the smallest costs least."""


def _put(found: dict[object, Found], key: object, one: Found) -> None:  # type: ignore[misc]
    """Add patterns to those that came to the same; the smallest stays."""
    before = found.get(key)
    if before is None:
        found[key] = one
    else:
        number = before[0] + one[0]
        found[key] = (number, *(before[1:] if before[1] <= one[1] else one[1:]))


def _times(one: Found, other: Found) -> Found:
    return one[0] * other[0], one[1] + other[1], (None, one[2], other[2])


def _both(one: Mapping[Kinds, Found], other: Mapping[Kinds, Found]) -> dict[Kinds, Found]:
    found: dict[Kinds, Found] = {}
    for mine, here in one.items():
        for theirs, there in other.items():
            _put(found, mine | theirs, _times(here, there))
    return found


def _pattern(table: Table, link: Link) -> dict[str, str]:
    """The responses on the way to a state, in the order of the questionnaire."""
    given: dict[str, str] = {}
    queue: list[Link] = [link]
    while queue:
        one = queue.pop()
        if one is None:
            continue
        head, middle, rest = one
        if head is None:
            queue.append(middle)  # type: ignore[arg-type]
        else:
            given[head] = middle  # type: ignore[index,assignment]
        queue.append(rest)  # type: ignore[arg-type]
    return {item: given[item] for item in table.points if item in given}


def _next(
    cell: tuple[int, int] | None, points: int | None, holds: bool, left: int, leaf: Subscale
) -> tuple[int, int] | None:
    """A score's cell with one item more; None once it can have no score any more."""
    if cell is None or not holds:
        return cell
    total, count = cell
    if points is not None:
        return (max(total, points) if leaf.rule == "max" and count else total + points, count + 1)
    return cell if count + left >= leaf.needs else None


# Groups -----------------------------------------------------------------------------------------------------------


def _leaves(table: Table, id_: str) -> list[Subscale]:
    """The scores of items that a score is made of."""
    scale = scale_of(table, id_)
    if isinstance(scale, Subscale):
        return [scale]
    return list({leaf.id: leaf for part in scale.parts for leaf in _leaves(table, part)}.values())


def _family(table: Table, items: Iterable[str]) -> set[str]:
    """Some items, and all others that are asked because of the same ones."""

    def root(item: str) -> str:
        return root(table.asked[item].by) if item in table.asked else item

    roots = {root(item) for item in items}
    return {item for item in table.points if root(item) in roots}


def _merged(units: Iterable[tuple[set[str | int], set[str]]]) -> list[tuple[set[str | int], set[str]]]:
    """What shares items, together."""
    groups: list[tuple[set[str | int], set[str]]] = []
    for keys, items in units:
        sharing = [group for group in groups if group[1] & items]
        groups = [group for group in groups if group not in sharing]
        groups.append((keys.union(*(k for k, _ in sharing)), items.union(*(i for _, i in sharing))))
    return groups


def _components(
    groups: Sequence[tuple[set[str | int], set[str]]], together: Iterable[set[str]]
) -> list[list[tuple[set[str | int], set[str]]]]:
    """Groups apart, but for those that one score is made of."""
    components = [[group] for group in groups]
    for keys in together:
        touched = [one for one in components if any(group[0] & keys for group in one)]
        components = [one for one in components if one not in touched]
        components.append([group for one in touched for group in one])
    return components
