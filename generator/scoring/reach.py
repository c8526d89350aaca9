"""Which scores can be reached at all: every sum for every allowed number of answered items, by convolution."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Cell = tuple[int, int]
"""A sum of points and the number of items that gave them."""


def reachable_cells(items: Iterable[Mapping[str, int]], needs: int) -> frozenset[Cell]:
    """All (sum, count) that some pattern of responses reaches, where each item may be missing.

    `items` holds the points of each response per item; cells with fewer than `needs` answered items are left out.
    """
    cells: set[Cell] = {(0, 0)}
    for points in items:
        cells |= {(total + earned, count + 1) for total, count in cells for earned in set(points.values())}
    return frozenset((total, count) for total, count in cells if count >= max(needs, 1))


def reachable_range(items: Iterable[Mapping[str, int]], needs: int) -> tuple[Fraction, Fraction]:
    """The lowest and the highest mean that can be reached."""
    means = {Fraction(total, count) for total, count in reachable_cells(items, needs)}
    return min(means), max(means)
