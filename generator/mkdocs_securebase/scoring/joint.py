"""Which scores can come out together: exactly, also where scores share items or are made of other scores."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from .reach import cases, deciding, decisions, reachable_values, value_of_cell
from .score import Score, add, points_of, score_derived, scored, times

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from .table import Derived, Ratio, Subscale, Table

    View = Callable[[str, "Ratio | None"], Hashable]
    """What matters of a score: given its id and its value, None where there is none."""

MOST = 2_000_000
"""So many states are looked at; a questionnaire that needs more is refused, not guessed at."""


class TooManyStates(Exception):  # noqa: N818  # a limit, not an error
    """These scores have too many joint states to look at each of them."""


def joint_values(table: Table, ids: Sequence[str], view: View) -> set[tuple[Hashable, ...]]:
    """Every combination of what matters of these scores that some pattern of responses reaches, in their order."""
    groups = independent(table, ids)
    found = [{tuple(map(view, group, values)) for values in joint_scores(table, group)} for group in groups]
    if prod(map(len, found)) > MOST:
        raise TooManyStates
    order = [id_ for group in groups for id_ in group]
    places = [order.index(id_) for id_ in ids]
    flat = (tuple(one for part in parts for one in part) for parts in product(*found))
    return {tuple(values[place] for place in places) for values in flat}


def joint_scores(table: Table, ids: Sequence[str]) -> set[tuple[Ratio | None, ...]]:
    """Every combination of the values of scores that share items; None stands for no score."""
    if len(ids) == 1:
        return {(value,) for value in values_of(table, ids[0])}
    return _together(table, ids)


def values_of(table: Table, id_: str) -> set[Ratio | None]:
    """Every value that one score can have; None stands for no score."""
    scale = next(scale for scale in table.scales() if scale.id == id_)
    if id_ not in {derived.id for derived in table.derived}:
        return _values_of_subscale(table, scale)  # type: ignore[arg-type]
    return _values_of_derived(table, scale)  # type: ignore[arg-type]


def _values_of_subscale(table: Table, subscale: Subscale) -> set[Ratio | None]:
    found: set[Ratio | None] = set(reachable_values(table, subscale))
    surely = min(sum(not item.missing for item in items) for _, items in cases(table, subscale))
    return found | {None} if surely < subscale.needs else found


def _values_of_derived(table: Table, derived: Derived) -> set[Ratio | None]:
    """Parts that share nothing are added one after the other; only those that share something are looked at jointly."""
    weights = dict(zip(derived.parts, derived.weights, strict=True))
    sums: set[tuple[Ratio, int]] = {(derived.constant, 0)}
    for group in independent(table, derived.parts):
        steps = set()
        for together in joint_scores(table, group):
            total, count = (0, 1), 0
            for id_, value in zip(group, together, strict=True):
                if value is not None:
                    total, count = add(total, times(weights[id_], value)), count + 1
            steps.add((total, count))
        if len(sums) * len(steps) > MOST:
            raise TooManyStates
        sums = {(add(total, more), count + others) for total, count in sums for more, others in steps}
    raw = (
        None if count < derived.needs else times(total, (1, count)) if derived.rule == "mean" else total
        for total, count in sums
    )
    return {scored(derived, one, 0, 1, ()).value for one in raw}


def independent(table: Table, ids: Iterable[str]) -> list[list[str]]:
    """The scores in groups that share no item, so that any state of one group can meet any state of another."""
    groups: list[tuple[list[str], set[str]]] = []
    for id_ in ids:
        mine, names = _items(table, id_), [id_]
        apart = []
        for others, items in groups:
            if items & mine:
                names, mine = [*others, *names], items | mine
            else:
                apart.append((others, items))
        groups = [*apart, (names, mine)]
    return [names for names, _ in groups]


def _items(table: Table, id_: str) -> set[str]:
    """Every item that a score depends on."""
    items: set[str] = set()
    for leaf in _leaves(table, id_):
        items.update(leaf.items, deciding(table, leaf.items))
    return items


def _leaves(table: Table, id_: str) -> list[Subscale]:
    """The scores of items that a score is made of."""
    for derived in table.derived:
        if derived.id == id_:
            return list({leaf.id: leaf for part in derived.parts for leaf in _leaves(table, part)}.values())
    return [subscale for subscale in table.all_subscales() if subscale.id == id_]


def _together(table: Table, ids: Sequence[str]) -> set[tuple[Ratio | None, ...]]:
    """Every combination of the values of scores that share items."""
    leaves = list({leaf.id: leaf for id_ in ids for leaf in _leaves(table, id_)}.values())
    names = [leaf.id for leaf in leaves]
    groups = independent(table, names)
    found = [_states(table, [leaves[names.index(name)] for name in group]) for group in groups]
    if prod(map(len, found)) > MOST:
        raise TooManyStates
    order = [name for group in groups for name in group]
    together = set()
    for parts in product(*found):
        values = dict(zip(order, (value for part in parts for value in part), strict=True))
        together.add(tuple(value_from(table, id_, values) for id_ in ids))
    return together


def value_from(table: Table, id_: str, values: Mapping[str, Ratio | None]) -> Ratio | None:
    if id_ in values:
        return values[id_]
    derived = next(one for one in table.derived if one.id == id_)
    parts = {part: value_from(table, part, values) for part in derived.parts}
    scores = {part: Score(0, 0, 0, (), value, None, None, None, None, None) for part, value in parts.items()}
    return score_derived(derived, scores).value


def _states(table: Table, leaves: Sequence[Subscale]) -> set[tuple[Ratio | None, ...]]:
    """The values that scores of items have together: item by item, with a cell for each score."""
    if len(leaves) == 1:
        return {(value,) for value in _values_of_subscale(table, leaves[0])}
    items = tuple(dict.fromkeys(item for leaf in leaves for item in leaf.items))
    fixed = deciding(table, items)
    found: set[tuple[Ratio | None, ...]] = set()
    for decided in decisions(table, fixed):
        found |= _states_of_case(table, leaves, items, fixed, decided)
    return found


def _states_of_case(
    table: Table, leaves: Sequence[Subscale], items: Sequence[str], fixed: Sequence[str], decided: Mapping[str, str]
) -> set[tuple[Ratio | None, ...]]:
    states: set[tuple[tuple[int, int] | None, ...]] = {((0, 0),) * len(leaves)}
    seen = dict.fromkeys((leaf.id for leaf in leaves), 0)
    for item in items:
        held = [item in leaf.items for leaf in leaves]
        for leaf, holds in zip(leaves, held, strict=True):
            seen[leaf.id] += holds
        steps = _steps(table, leaves, item, fixed, decided)
        states = {_after(state, step, held, leaves, seen) for state in states for step in steps}
        if len(states) * len(steps) > MOST:
            raise TooManyStates
    return {
        tuple(
            None if cell is None or cell[1] < leaf.needs else value_of_cell(leaf, cell)
            for leaf, cell in zip(leaves, state, strict=True)
        )
        for state in states
    }


def _steps(
    table: Table, leaves: Sequence[Subscale], item: str, fixed: Sequence[str], decided: Mapping[str, str]
) -> set[tuple[int | None, ...]]:
    """What one item can earn in each score at once: the same response counts in all of them."""
    free = () if item in fixed else table.points[item]
    return {
        tuple(points_of(table, item, given, leaf.points) if item in leaf.items else None for leaf in leaves)
        for given in (decided, *({**decided, item: response} for response in free))
    }


def _after(
    state: tuple[tuple[int, int] | None, ...],
    step: tuple[int | None, ...],
    held: Sequence[bool],
    leaves: Sequence[Subscale],
    seen: Mapping[str, int],
) -> tuple[tuple[int, int] | None, ...]:
    """The state with one item more. A score that can no longer have enough answers is None from then on."""
    after: list[tuple[int, int] | None] = []
    for cell, points, holds, leaf in zip(state, step, held, leaves, strict=True):
        if cell is not None and holds:
            total, count = cell
            if points is not None:
                cell = (max(total, points) if leaf.rule == "max" and count else total + points, count + 1)
            elif seen[leaf.id] - count > len(leaf.items) - leaf.needs:
                cell = None
        after.append(cell)
    return tuple(after)
