"""Which scores can be reached at all, and by how many patterns of responses: by convolution, never by sampling."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from .score import is_asked, points_of, raw_of, value_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .table import Derived, Ratio, Subscale, Table

Cell = tuple[int, int]
"""A sum of points, or where the rule is max the highest, and the number of items that gave them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one item can do to a score."""

    earned: Mapping[int, int]
    """Points to the number of responses that earn them."""
    missing: bool = True
    """Whether it may also be left out. Skipped and unanswered are one pattern."""


# One score --------------------------------------------------------------------------------------------------------


def patterns(table: Table, subscale: Subscale) -> dict[Cell, int]:
    """Every cell with enough answers for a score, and the number of patterns of responses that lead to it.

    A pattern is a response or none to each item of the score, and to each item that decides whether these are asked.
    """
    found: Counter[Cell] = Counter()
    for _, items in cases(table, subscale):
        found.update(convolve(items, subscale.needs, highest=subscale.rule == "max"))
    return dict(found)


def value_of_cell(subscale: Subscale, cell: Cell) -> Ratio:
    """The score that a cell comes to."""
    total, count = cell
    points = (total,) * count if subscale.rule == "max" else (total, *(0,) * (count - 1))
    return value_of(subscale, raw_of(subscale, points))


def reachable_values(table: Table, subscale: Subscale) -> dict[Ratio, int]:
    """Every score that can come out, with the number of patterns that come to it."""
    found: Counter[Ratio] = Counter()
    for cell, number in patterns(table, subscale).items():
        found[value_of_cell(subscale, cell)] += number
    return dict(found)


def cases(table: Table, subscale: Subscale) -> Iterator[tuple[dict[str, str], tuple[Choices, ...]]]:
    """The items of a score as choices, once for each way to answer the items that decide whether they are asked."""
    fixed = deciding(table, subscale.items)
    for decided in decisions(table, fixed):
        yield decided, tuple(_choices(table, subscale, item, fixed, decided) for item in subscale.items)


def deciding(table: Table, items: Iterable[str]) -> tuple[str, ...]:
    """The items on which it depends whether `items` are asked, in the order of the questionnaire."""
    found: set[str] = set()
    queue = list(items)
    while queue:
        rule = table.asked.get(queue.pop())
        if rule is not None and rule.by not in found:
            found.add(rule.by)
            queue.append(rule.by)
    return tuple(item for item in table.points if item in found)


def decisions(table: Table, items: Sequence[str]) -> Iterator[dict[str, str]]:
    """Every way to answer `items` or leave them out; what is not asked is not answered."""
    if not items:
        yield {}
        return
    for before in decisions(table, items[:-1]):
        yield before
        if is_asked(table, items[-1], before):
            for response in table.points[items[-1]]:
                yield {**before, items[-1]: response}


def _choices(table: Table, subscale: Subscale, item: str, fixed: Sequence[str], decided: Mapping[str, str]) -> Choices:
    """What an item can do to a score once the `fixed` items are answered as `decided`."""
    if not is_asked(table, item, decided) or item in fixed:
        points = points_of(table, item, decided, subscale.points)
        return Choices({}) if points is None else Choices({points: 1}, missing=False)
    return Choices(Counter((subscale.points or table.points)[item].values()))


def convolve(items: Sequence[Choices], needs: int, *, highest: bool = False) -> dict[Cell, int]:
    """Every cell with at least `needs` answered items, and how many patterns lead there.

    The sums for one number of missing items are one long whole number: the number of patterns for each sum stands in
    its own digits, so that adding an item is a shift and an addition. Exact, and fast enough for a hundred items.
    """
    may_miss = len(items) - max(needs, 1)
    if may_miss < 0:
        return {}
    if highest:
        return _convolve_highest(items, may_miss)
    floor = min((min(item.earned) for item in items if item.earned), default=0)
    ways = 1
    for item in items:
        ways *= sum(item.earned.values()) + 1
    width = ways.bit_length() + 1
    rows = [1] + [0] * may_miss  # by number of missing items
    for item in items:
        shifts = [((points - floor) * width, number) for points, number in item.earned.items()]
        rows = [
            sum((row << shift) * number for shift, number in shifts)
            + (rows[missing - 1] if missing and item.missing else 0)
            for missing, row in enumerate(rows)
        ]
    cells = {}
    for missing, row in enumerate(rows):
        count = len(items) - missing
        for place, number in _digits(row, width):
            cells[place + floor * count, count] = number
    return cells


def _digits(row: int, width: int) -> Iterator[tuple[int, int]]:
    """The numbers, other than 0, that stand one after the other in a long one, each `width` bits wide."""
    bits = format(row, "b")
    for place, end in enumerate(range(len(bits), 0, -width)):
        number = int(bits[max(0, end - width) : end], 2)
        if number:
            yield place, number


def _convolve_highest(items: Sequence[Choices], may_miss: int) -> dict[Cell, int]:
    cells: dict[Cell | None, int] = {None: 1}
    for item in items:
        found: dict[Cell | None, int] = defaultdict(int)
        for cell, number in cells.items():
            for points, responses in item.earned.items():
                top, count = cell or (points, 0)
                found[max(top, points), count + 1] += number * responses
            if item.missing:
                found[cell] += number
        cells = found
    return {cell: number for cell, number in cells.items() if cell and cell[1] >= len(items) - may_miss}


def range_of(subscale: Subscale, table: Table) -> tuple[Fraction, Fraction]:
    """The lowest and the highest score that can be reached."""
    found: set[Fraction] = set()
    for _, items in cases(table, subscale):
        must = [item for item in items if not item.missing]
        may = [item for item in items if item.missing and item.earned]
        for count in range(max(subscale.needs, len(must), 1), len(must) + len(may) + 1):
            free = count - len(must)
            lows = [min(i.earned) for i in must] + sorted(min(i.earned) for i in may)[:free]
            highs = [max(i.earned) for i in must] + sorted((max(i.earned) for i in may), reverse=True)[:free]
            found.update(Fraction(*value_of(subscale, raw_of(subscale, points))) for points in (lows, highs))
    return (min(found), max(found)) if found else (Fraction(0), Fraction(0))


def bounds_of(derived: Derived, parts: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """Scores between which a derived score lies, from the ranges of its parts in order."""
    weighted = [sorted(Fraction(*w) * end for end in part) for w, part in zip(derived.weights, parts, strict=True)]
    lows, highs = [low for low, _ in weighted], [high for _, high in weighted]
    constant = Fraction(*derived.constant)
    if derived.rule == "mean" and derived.needs < len(parts):
        low, high = min(lows), max(highs)
    elif derived.rule == "mean":
        low, high = sum(lows, constant) / len(parts), sum(highs, constant) / len(parts)
    elif derived.needs < len(parts):
        low = constant + (sum(one for one in lows if one < 0) or min(lows))
        high = constant + (sum(one for one in highs if one > 0) or max(highs))
    else:
        low, high = sum(lows, constant), sum(highs, constant)
    ends = [Fraction(*value_of(derived, (end.numerator, end.denominator))) for end in (low, high)]
    return min(ends), max(ends)


def all_patterns(table: Table, apart_from: Collection[str] = ()) -> int:
    """How many patterns of responses the items have, not counting some items and those asked because of them."""
    return prod(_ways(table, item) for item in table.points if item not in table.asked and item not in apart_from)


def _ways(table: Table, item: str) -> int:
    """Ways to answer an item or leave it out, and then those that are asked because of it."""
    behind = {other: rule.on for other, rule in table.asked.items() if rule.by == item}
    return 1 + sum(
        prod(_ways(table, other) for other, on in behind.items() if response in on) for response in table.points[item]
    )


# A pattern that leads there -----------------------------------------------------------------------------------------


def pattern_for(table: Table, subscale: Subscale, wanted: Cell) -> dict[str, str]:
    """Responses that lead to a cell; items that may be left out are named only where they are answered."""
    for decided, items in cases(table, subscale):
        reached = [{(0, 0)}]
        for item in items:
            reached.append({after for cell in reached[-1] for _, after in _steps(subscale, item, cell)})
        if wanted in reached[-1]:
            return {**decided, **_way_back(table, subscale, items, reached, wanted)}
    raise AssertionError("the cell cannot be reached")


def _steps(subscale: Subscale, item: Choices, cell: Cell) -> Iterator[tuple[int | None, Cell]]:
    """Each number of points that an item can add to a cell, with the cell that results; left out comes last."""
    total, count = cell
    for points in sorted(item.earned):
        yield points, (max(total, points) if subscale.rule == "max" and count else total + points, count + 1)
    if item.missing:
        yield None, cell


def _way_back(
    table: Table, subscale: Subscale, items: Sequence[Choices], reached: Sequence[set[Cell]], wanted: Cell
) -> dict[str, str]:
    given: dict[str, str] = {}
    for id_, item, before in reversed(list(zip(subscale.items, items, reached[:-1], strict=True))):
        points, wanted = next(
            (points, cell)
            for cell in sorted(before)
            for points, after in _steps(subscale, item, cell)
            if after == wanted
        )
        own = (subscale.points or table.points)[id_]
        if points in own.values():
            given[id_] = next(response for response, earned in own.items() if earned == points)
    return {item: given[item] for item in subscale.items if item in given}
