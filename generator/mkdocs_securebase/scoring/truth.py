"""Which patterns of responses belie a text: counted exactly over every pattern, blanks included, with the smallest.

A pattern goes item by item through states that hold no more than a text asks for: the sum and count of each score,
and how many responses count in each of its tallies. What shares no item is looked at apart and multiplied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .joint import MOST, TooManyStates, value_from
from .reach import all_patterns, deciding, decisions, value_of_cell
from .score import Score, band_of, largest, nearest_line, points_of, reached, within
from .table import Bound, Subscale, Text
from .texts import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .reach import Cell
    from .table import Ratio, Table

    State = tuple[tuple[Cell | None, ...], tuple[int, ...]]
    """A cell for each score, None where it can have none any more; a number for each tally."""
    Outcome = tuple[tuple[Ratio | None, ...], tuple[int, ...]]
    """A value for each score; a number for each tally."""

K = TypeVar("K")

Kinds = frozenset[str]
"""What belies a text: "strong" responses, a "near" line, or otherwise "unfit". Empty: it is true."""


class Found(NamedTuple):
    """Patterns of responses with the same outcome: how many there are, and the smallest."""

    number: int
    cost: int = 0
    """Of the smallest."""
    way: Way | None = None
    """To the smallest; None: nothing was answered."""


class Way(NamedTuple):
    """A pattern of responses, from its end: a response and the way before it, or two ways that share no item."""

    before: Way | None
    item: str = ""
    response: str = ""
    other: Way | None = None


class Group(NamedTuple):
    """Scores and tallies that share items; scores by their id, tallies by their index."""

    keys: frozenset[str | int]
    items: frozenset[str]


class Outcomes(NamedTuple):
    """Every outcome of a group, with the patterns that lead to it."""

    leaves: Sequence[str]
    tallies: Sequence[int]
    found: Mapping[Outcome, Found]


Walked = dict[tuple[tuple[str, ...], tuple[tuple[int, int], ...]], Outcomes]
"""Of some scores, and some tallies each with the number beyond which it is not counted: all they can come to."""


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
    items: tuple[str, ...] = ()
    """Those that these patterns are of; all others may be answered in any way."""

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

    def unworded(self, words: Kinds) -> list[Kinds]:
        """What belies it and has no words in these cautions, by the smallest pattern first."""
        return [kinds for kinds in self.counts or () if not kinds <= words]

    def belied(self, words: Kinds) -> int:
        """Patterns that belie it and for which these cautions have no words."""
        return sum((self.counts or {})[kinds] for kinds in self.unworded(words))


def prove_text(table: Table, text: Text, walked: Walked | None = None) -> TextProof:
    """What belies a text, over every pattern of responses to the whole questionnaire.

    Texts often ask for the same: `walked` holds what was found for others of the same table, and is added to.
    """
    try:
        found, items = _Search(table, text, {} if walked is None else walked).run()
    except TooManyStates:
        return TextProof(text.of, text.id, None)
    others = all_patterns(table, apart_from=items)
    by_size = sorted(found.items(), key=lambda one: one[1].cost)
    return TextProof(
        text.of,
        text.id,
        {kinds: one.number * others for kinds, one in by_size},
        {kinds: _pattern(table, one.way) for kinds, one in by_size},
        tuple(item for item in table.points if item in items),
    )


def belied_somewhere(table: Table, words: Kinds, walked: Walked | None = None) -> tuple[int, int] | None:
    """Patterns that belie at least one text that would be told for its band or profile alone; and those of them for
    which these cautions have no words. None where there are too many states."""
    walked = {} if walked is None else walked
    searches = [_Search(table, text, walked) for text in table.texts]
    whole = _Search(table, Text(id=""), walked)
    for search in searches:
        whole.scales = tuple(dict.fromkeys((*whole.scales, *search.scales)))
        whole.functions = whole.functions or search.functions
        whole.limits.update({n: max(limit, whole.limits.get(n, 0)) for n, limit in search.limits.items()})
    whole.group()
    found: dict[tuple[Kinds | None, ...], int] = {(frozenset(),) * len(searches): 1}
    try:
        for component in whole.components():
            came: dict[tuple[Kinds | None, ...], int] = {}
            for values, counts, one in whole.combinations(component):
                kinds = tuple(s.kinds(values, counts) if s.chosen(values) else None for s in searches)
                came[kinds] = came.get(kinds, 0) + one.number
            if len(found) * len(came) > MOST:
                raise TooManyStates
            together: dict[tuple[Kinds | None, ...], int] = {}
            for (mine, number), (theirs, more) in product(found.items(), came.items()):
                both = tuple(None if a is None or b is None else a | b for a, b in zip(mine, theirs, strict=True))
                together[both] = together.get(both, 0) + number * more
            found = together
    except TooManyStates:
        return None
    others = all_patterns(table, apart_from=set().union(*(group.items for group in whole.groups)))
    belied = sum(number for texts, number in found.items() if any(texts))
    unworded = sum(number for texts, number in found.items() if any(kinds and not kinds <= words for kinds in texts))
    return belied * others, unworded * others


def pattern_with(table: Table, score: str, value: Ratio, walked: Walked | None = None) -> dict[str, str] | None:
    """The smallest pattern of responses with which a score comes out so; None where there is none, or too many to see.

    Every item that matters to the score is in it but for those left out.
    """
    proof = prove_text(table, Text(id="", scores=(Bound(score, value, value),)), walked)
    return dict(proof.smallest[frozenset()]) if proof.told else None


def kinds_possible(text: Text) -> Kinds:
    """The kinds of reasons for which a text can be untrue."""
    strong = any(count.most is not None for count in text.counts)
    unfit = bool(text.scores) or any(count.least for count in text.counts)
    named = (("strong", strong), ("near", bool(text.off)), ("unfit", unfit))
    return frozenset(name for name, possible in named if possible)


class _Search:
    """One text and what it depends on, in groups that share no item."""

    def __init__(self, table: Table, text: Text, walked: Walked) -> None:
        self.table, self.text, self.walked = table, text, walked
        self.profile = None if text.of else next((one for one in table.profiles if one.id == text.id), None)
        functions = tuple(dict.fromkeys(name for one in table.profiles for name in one.weights))
        self.functions = functions if self.profile else ()
        self.decisive: tuple[str, ...] = (text.of,) if text.of else ()
        if self.profile is not None:
            self.decisive = functions or tuple(self.profile.when)
        named = (*self.decisive, *(bound.score for bound in text.scores), *(off.score for off in text.off))
        self.scales = tuple(dict.fromkeys(named))
        self.limits: dict[int, int] = {}
        """Tally to the number beyond which it need not be counted."""
        for count in text.counts:
            limit = max(count.least, 0 if count.most is None else count.most + 1)
            self.limits[count.tally] = max(limit, self.limits.get(count.tally, 0))
        self.group()

    def group(self) -> None:
        """Sort scores and tallies into groups that share no item."""
        self.leaves = {leaf.id: leaf for id_ in self.scales for leaf in _leaves(self.table, id_)}
        self.groups = _merged(
            [
                *(Group(frozenset({id_}), _family(self.table, leaf.items)) for id_, leaf in self.leaves.items()),
                *(Group(frozenset({n}), _family(self.table, self.table.tallies[n])) for n in self.limits),
            ]
        )

    def run(self) -> tuple[dict[Kinds, Found], set[str]]:
        """What belies the text, and every item that was looked at."""
        found: dict[Kinds, Found] = {frozenset(): Found(1)}
        for component in self.components():
            judged: dict[Kinds, Found] = {}
            for values, counts, one in self.combinations(component):
                if self.chosen(values):
                    _put(judged, self.kinds(values, counts), one)
            found = _both(found, judged)
        return found, set().union(*(group.items for group in self.groups))

    def components(self) -> Iterator[list[Outcomes]]:
        """The outcomes of groups that no score joins, one after the other."""
        together = [self._leaf_ids(id_) for id_ in self.scales]
        if self.functions:
            together.append(set().union(*map(self._leaf_ids, self.functions)))
        for component in _components(self.groups, together):
            yield [
                self._outcomes(
                    [leaf for id_, leaf in self.leaves.items() if id_ in group.keys],
                    [place for place in sorted(self.limits) if place in group.keys],
                    group.items,
                )
                for group in component
            ]

    def combinations(
        self, outcomes: Sequence[Outcomes]
    ) -> Iterator[tuple[dict[str, Ratio | None], dict[int, int], Found]]:
        """Every value of scores and number of tallies that some groups come to together, with its patterns."""
        if prod(len(one.found) for one in outcomes) > MOST:
            raise TooManyStates
        names = [name for one in outcomes for name in one.leaves]
        places = [place for one in outcomes for place in one.tallies]
        scales = [id_ for id_ in self.scales if self._leaf_ids(id_) <= set(names)]
        for parts in product(*(one.found.items() for one in outcomes)):
            known = dict(zip(names, (value for (values, _), _ in parts for value in values), strict=True))
            counts = dict(zip(places, (count for (_, counts), _ in parts for count in counts), strict=True))
            values = {id_: value_from(self.table, id_, known) for id_ in scales}
            yield values, counts, reduce(_times, (one for _, one in parts))

    def _leaf_ids(self, id_: str) -> set[str]:
        return {leaf.id for leaf in _leaves(self.table, id_)}

    def _outcomes(self, leaves: Sequence[Subscale], tallies: Sequence[int], items: frozenset[str]) -> Outcomes:
        """Every combination of the values of some scores and the numbers of some tallies."""
        asked = tuple(leaf.id for leaf in leaves), tuple((place, self.limits[place]) for place in tallies)
        if asked not in self.walked:
            self.walked[asked] = self._every_outcome(leaves, tallies, items)
        return self.walked[asked]

    def _every_outcome(self, leaves: Sequence[Subscale], tallies: Sequence[int], items: frozenset[str]) -> Outcomes:
        ordered = [item for item in self.table.points if item in items]
        fixed = deciding(self.table, ordered)
        found: dict[Outcome, Found] = {}
        for decided in decisions(self.table, fixed):
            for (cells, counts), one in self._walk(leaves, tallies, ordered, fixed, decided).items():
                values = tuple(
                    None if cell is None or cell[1] < leaf.needs else value_of_cell(leaf, cell)
                    for leaf, cell in zip(leaves, cells, strict=True)
                )
                _put(found, (values, counts), one)
        return Outcomes([leaf.id for leaf in leaves], tallies, found)

    def _walk(
        self,
        leaves: Sequence[Subscale],
        tallies: Sequence[int],
        items: Sequence[str],
        fixed: Sequence[str],
        decided: Mapping[str, str],
    ) -> dict[State, Found]:
        """Item by item, answered in every way or left out."""
        left = [sum(1 for item in items if item in leaf.items) for leaf in leaves]
        limits = [self.limits[place] for place in tallies]
        states: dict[State, Found] = {(((0, 0),) * len(leaves), (0,) * len(tallies)): Found(1)}
        for item in items:
            held = [item in leaf.items for leaf in leaves]
            left = [rest - holds for rest, holds in zip(left, held, strict=True)]
            steps = self._steps(leaves, tallies, item, fixed, decided)
            if len(states) * len(steps) > MOST:
                raise TooManyStates
            after: dict[State, Found] = {}
            for (cells, counts), one in states.items():
                for (earned, ticks), (ways, price, response) in steps.items():
                    state: State = (
                        tuple(map(_next, cells, earned, held, left, leaves)),
                        tuple(map(min, limits, map(int.__add__, counts, ticks))),
                    )
                    way = one.way if response is None else Way(one.way, item, response)
                    _put(after, state, Found(one.number * ways, one.cost + price, way))
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
        """What one item can do: points in each score and ticks in each tally; how often, and how at least cost."""
        points, asked = self.table.points[item], self.table.asked.get(item)
        responses: list[str | None] = [decided.get(item)]
        if item not in fixed and (asked is None or decided.get(asked.by) in asked.on):
            responses = [None, *points]
        ranks = sorted(set(points.values()))
        found: dict[tuple[tuple[int | None, ...], tuple[int, ...]], tuple[int, int, str | None]] = {}
        for response in responses:
            given = {**decided} if response is None else {**decided, item: response}
            earned = tuple(
                points_of(self.table, item, given, leaf.points) if item in leaf.items else None for leaf in leaves
            )
            ticks = tuple(int(response in self.table.tallies[place].get(item, ())) for place in tallies)
            rank = 0 if response is None else ranks.index(points[response])
            price = BLANK if response is None else OFF + rank * STEP if rank else 0
            ways, least, chosen = found.get((earned, ticks), (0, price, response))
            found[earned, ticks] = (ways + 1, *((price, response) if price < least else (least, chosen)))
        return found

    def chosen(self, values: Mapping[str, Ratio | None]) -> bool:
        """Whether these scores allow the text's band or profile."""
        if self.functions:
            if not set(self.functions) <= set(values):
                return True
            if any(values[name] is None for name in self.functions):
                return False
            scores = {name: Score(0, 0, 0, (), values[name], None, None, None, None, None) for name in self.functions}
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

    def kinds(self, values: Mapping[str, Ratio | None], counts: Mapping[int, int]) -> Kinds:
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


def _put(found: dict[K, Found], key: K, one: Found) -> None:
    """Add patterns to those that came to the same; the smallest stays."""
    before = found.get(key)
    if before is None:
        found[key] = one
    else:
        smaller = before if before.cost <= one.cost else one
        found[key] = Found(before.number + one.number, smaller.cost, smaller.way)


def _times(one: Found, other: Found) -> Found:
    way = Way(one.way, other=other.way) if one.way and other.way else one.way or other.way
    return Found(one.number * other.number, one.cost + other.cost, way)


def _both(one: Mapping[Kinds, Found], other: Mapping[Kinds, Found]) -> dict[Kinds, Found]:
    found: dict[Kinds, Found] = {}
    for mine, here in one.items():
        for theirs, there in other.items():
            _put(found, mine | theirs, _times(here, there))
    return found


def _pattern(table: Table, way: Way | None) -> dict[str, str]:
    """The responses on a way, in the order of the questionnaire."""
    given: dict[str, str] = {}
    queue = [way]
    while queue:
        one = queue.pop()
        if one is not None:
            queue += [one.before, one.other]
            if one.item:
                given[one.item] = one.response
    return {item: given[item] for item in table.points if item in given}


def _next(cell: Cell | None, points: int | None, holds: bool, left: int, leaf: Subscale) -> Cell | None:
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


def _family(table: Table, items: Iterable[str]) -> frozenset[str]:
    """Some items, and all others that are asked because of the same ones."""

    def root(item: str) -> str:
        return root(table.asked[item].by) if item in table.asked else item

    roots = {root(item) for item in items}
    return frozenset(item for item in table.points if root(item) in roots)


def _merged(groups: Iterable[Group]) -> list[Group]:
    """Groups that share items, joined to one."""
    merged: list[Group] = []
    for group in groups:
        sharing = [other for other in merged if other.items & group.items]
        merged = [other for other in merged if other not in sharing]
        keys, items = (group.keys.union(*(o.keys for o in sharing)), group.items.union(*(o.items for o in sharing)))
        merged.append(Group(keys, items))
    return merged


def _components(groups: Sequence[Group], together: Iterable[set[str]]) -> list[list[Group]]:
    """Sets of groups that no score joins: each set can be counted by itself."""
    components = [[group] for group in groups]
    for keys in together:
        touched = [one for one in components if any(group.keys & keys for group in one)]
        components = [one for one in components if one not in touched]
        components.append([group for one in touched for group in one])
    return components
