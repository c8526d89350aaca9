"""How large the whole numbers get when a browser scores: beyond 2**53 it would round them without a word."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .table import Derived, Ratio, Subscale, Table

SAFE = 2**53 - 1
"""The largest whole number that a browser counts to exactly."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What is known of a fraction: its size, its denominator, and a number that every denominator divides."""

    size: Fraction
    denominator: int = 1
    multiple: int = 1

    @property
    def numerator(self) -> int:
        return ceil(self.size * self.denominator)


def bound_of(ratio: Ratio) -> Bound:
    return Bound(abs(Fraction(*ratio)), ratio[1], ratio[1])


@dataclass(slots=True)
class Ledger:
    """Does with bounds what score.py does with fractions, and notes the largest number on the way."""

    largest: int = 0
    values: dict[str, Bound] = field(default_factory=dict)

    def note(self, *numbers: int) -> None:
        self.largest = max(self.largest, *numbers)

    def add(self, one: Bound, other: Bound) -> Bound:
        self.note(one.numerator * other.denominator + other.numerator * one.denominator)
        self.note(one.denominator * other.denominator)
        multiple = lcm(one.multiple, other.multiple)
        return Bound(one.size + other.size, min(one.denominator * other.denominator, multiple), multiple)

    def times(self, one: Bound, other: Bound) -> Bound:
        self.note(one.numerator * other.numerator, one.denominator * other.denominator)
        multiple = one.multiple * other.multiple
        return Bound(one.size * other.size, min(one.denominator * other.denominator, multiple), multiple)

    def compare(self, one: Bound, other: Bound) -> None:
        self.note(one.numerator * other.denominator + other.numerator * one.denominator)

    def value(self, scale: Subscale | Derived, raw: Bound) -> Bound:
        """A raw score rounded, transformed, compared with its lines, and placed on its bar."""
        if scale.rounding != "none":
            self.note(2 * raw.numerator + raw.denominator)
            raw = Bound(raw.size + 1)
        value = self.add(self.times(bound_of(scale.times), raw), bound_of(scale.plus))
        for band in scale.bands:
            self.compare(value, bound_of(band.start))
            if scale.near:
                self.compare(self.add(value, bound_of(band.start)), bound_of(scale.near))
        width = self.add(bound_of(scale.highest), bound_of(scale.lowest))
        self.times(self.add(value, bound_of(scale.lowest)), Bound(Fraction(width.denominator), width.numerator))
        self.note(20 * value.numerator + value.denominator)
        return value

    def subscale(self, subscale: Subscale, table: Table) -> None:
        """A score of items."""
        rules = [table.asked[item].points or 0 for item in subscale.items if item in table.asked]
        own = subscale.points or table.points
        most = max(abs(points) for item in subscale.items for points in (*own[item].values(), *rules))
        count = len(subscale.items)
        shares = lcm(*range(max(subscale.needs, 1), count + 1))
        if subscale.rule == "mean":
            raw = Bound(Fraction(most), count, shares)
        elif subscale.rule == "sum" and subscale.fill == "prorate":
            raw = Bound(Fraction(most * count), count, shares)
        else:
            raw = Bound(Fraction(most if subscale.rule == "max" else most * count))
        self.note(raw.numerator)
        self.values[subscale.id] = self.value(subscale, raw)

    def derived(self, derived: Derived) -> None:
        """A score of other scores."""
        total = bound_of(derived.constant)
        for part, weight in zip(derived.parts, derived.weights, strict=True):
            total = self.add(total, self.times(bound_of(weight), self.values[part]))
        if derived.rule == "mean":
            shares = range(derived.needs, len(derived.parts) + 1)
            total = self.times(total, Bound(Fraction(1), len(derived.parts), lcm(*shares)))
        self.values[derived.id] = self.value(derived, total)


def largest_number(table: Table) -> dict[str, int]:
    """The largest number that can come up for each score, and under '' for profiles, facets and texts."""
    found = {}
    ledger = Ledger()
    for subscale in table.all_subscales():
        ledger.largest = 0
        ledger.subscale(subscale, table)
        found[subscale.id] = ledger.largest
    for derived in table.derived:
        ledger.largest = 0
        ledger.derived(derived)
        found[derived.id] = ledger.largest
    ledger.largest = 0
    _compare_profiles(ledger, table)
    _compare_facets(ledger, table)
    _compare_texts(ledger, table)
    found[""] = ledger.largest
    return found


def _compare_profiles(ledger: Ledger, table: Table) -> None:
    heights = []
    for profile in table.profiles:
        height = Bound(Fraction(abs(profile.constant)))
        for name, weight in profile.weights.items():
            height = ledger.add(height, ledger.times(Bound(Fraction(abs(weight))), ledger.values[name]))
        heights.append(height)
    for height in heights:
        for other in heights:
            ledger.compare(height, other)
    for name, cut in table.cuts.items():
        ledger.compare(ledger.values[name], bound_of(cut.start))


def _compare_facets(ledger: Ledger, table: Table) -> None:
    for facet in table.facets:
        for other in table.facets:
            if facet.of == other.of and facet.id != other.id:
                apart = ledger.add(ledger.values[facet.id], ledger.values[other.id])
                ledger.compare(apart, bound_of(table.rules.lead))
        own = facet.points or table.points
        most = max(abs(points) for item in facet.items for points in own[item].values())
        mean = Bound(Fraction(most), len(facet.items), lcm(*range(1, len(facet.items) + 1)))
        ledger.compare(ledger.add(mean, mean), bound_of(table.rules.contradiction))


def _compare_texts(ledger: Ledger, table: Table) -> None:
    for text in table.texts:
        for bound in text.scores:
            for end in (bound.least, bound.most):
                if end is not None:
                    ledger.compare(ledger.values[bound.score], bound_of(end))
        for off in text.off:
            for start, _, _ in off.lines:
                ledger.compare(ledger.add(ledger.values[off.score], bound_of(start)), bound_of(off.by))
