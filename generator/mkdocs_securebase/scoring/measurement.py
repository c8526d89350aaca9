"""What a score is worth beside others: norms, error, change. Twin of quiz/runtime/src/measurement.js.

Floats, and for display only: nothing is decided by them but whether a change is more than noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .table import Derived, Norm, Ratio, Subscale, Table

    Scale = Subscale | Derived

RELIABLE = 1.96
"""A change as large as this many standard errors of a difference is found by chance once in twenty times."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a score lies in one named sample."""

    norm: str
    t: float
    """Mean 50, standard deviation 10."""
    se: float | None
    """Standard error of T, where the table gives it."""
    percentile: float | None
    """How many of a hundred score lower; None where only a table from score to T is published."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a score between two times."""

    index: float
    """The reliable change index."""
    reliable: bool
    """Whether it is more than error of measurement would make of no change at all."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is shown beside a score."""

    standings: tuple[Standing, ...]
    interval: tuple[float, float] | None
    """One standard error to both sides."""


def measure(table: Table, values: Mapping[str, Ratio | None]) -> dict[str, Measured]:
    """Standings and interval of every score that came out and has norms or a known error."""
    found = {}
    for scale in table.scales():
        value = values[scale.id]
        if value is not None and (scale.norms or scale.sem):
            found[scale.id] = Measured(standings(scale, value), interval(scale, value))
    return found


def standings(scale: Scale, value: Ratio) -> tuple[Standing, ...]:
    """Where a score lies in each sample with norms; nothing where there are none."""
    found = (standing(norm, number(value)) for norm in scale.norms)
    return tuple(one for one in found if one is not None)


def standing(norm: Norm, score: float) -> Standing | None:
    """By the row of a table, or by mean and standard deviation; None where the table has no such row."""
    for raw, t, se in norm.rows:
        if abs(raw - score) < 1e-9:
            return Standing(norm.id, t, se, None)
    if norm.rows:
        return None
    z = (score - norm.mean) / norm.sd
    return Standing(norm.id, 50 + 10 * z, None, 100 * share_below(z))


def interval(scale: Scale, value: Ratio, width: float = 1) -> tuple[float, float] | None:
    """`width` standard errors to both sides, cut off at the ends of the scale; None where no error is published."""
    if scale.sem is None:
        return None
    middle, half = number(value), width * scale.sem
    return max(number(scale.lowest), middle - half), min(number(scale.highest), middle + half)


def chance_above(scale: Scale, value: Ratio, line: Ratio) -> float | None:
    """How probable it is that the true score lies above a line, if errors are normal; None without a known error."""
    return None if scale.sem is None else share_below((number(value) - number(line)) / scale.sem)


def change(scale: Scale, before: Ratio, after: Ratio) -> Change | None:
    """The reliable change index: (after - before) / (sqrt(2) x SEM), with SEM = SD x sqrt(1 - reliability).

    A change is reliable where the index lies beyond 1.96 either way. None where no error is published.
    Jacobson, N. S. and Truax, P. (1991). Clinical significance: a statistical approach to defining meaningful change
    in psychotherapy research. Journal of Consulting and Clinical Psychology, 59(1), 12-19.
    """
    if scale.sem is None:
        return None
    index = (number(after) - number(before)) / (sqrt(2) * scale.sem)
    return Change(index, abs(index) > RELIABLE)


def share_below(z: float) -> float:
    """The standard normal distribution function, to seven places.

    Zelen and Severo's approximation: Abramowitz and Stegun (1964), Handbook of mathematical functions, 26.2.17.
    """
    t = 1 / (1 + 0.2316419 * abs(z))
    series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    tail = exp(-z * z / 2) / sqrt(2 * pi) * series
    return tail if z < 0 else 1 - tail


def number(ratio: Ratio) -> float:
    """A fraction as a float."""
    return ratio[0] / ratio[1]
