"""Scores as FHIRPath, in the form of the guide on Structured Data Capture (SDC): `calculatedExpression`.

`ordinal()` is what the answer is worth. Where an item earns something else in a score, its points are written out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ...scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...scoring.table import Asked, Derived, Ratio, Scale, Subscale, Table

ItemCode = str
"""How an answer is written in a condition, with its type: code = 'LA6568-5', or $this = 3."""


class Spelling:
    """How items and answers are called in the file: `link` of an item, and `test` for a response to it."""

    def __init__(
        self,
        table: Table,
        link: Callable[[str], str],
        test: Callable[[str, str], str],
        has_weights: Callable[[str], bool],
        score_link: Callable[[str], str],
    ) -> None:
        self.table, self.link, self.test = table, link, test
        self.has_weights, self.score_link = has_weights, score_link

    def subscale(self, scale: Subscale) -> str:
        """The score of items; empty where too few are answered."""
        points = self._points(scale)
        total = f"{points}.aggregate($this + $total, 0)"
        raw = {
            "mean": f"{total} / {points}.count()",
            "max": f"{points}.aggregate(iif($total.empty() or $this > $total, $this, $total))",
            "sum": f"{total} * {len(scale.items)} / {points}.count()" if scale.fill == "prorate" else total,
        }[scale.rule]
        return f"iif({points}.count() >= {scale.needs}, {_finished(scale, raw)}, {{}})"

    def derived(self, scale: Derived) -> str:
        """The score of other scores; empty where too few have one."""
        parts = [
            f"({_items([self.score_link(part)])}.answer.value{_times(weight)})"
            for part, weight in zip(scale.parts, scale.weights, strict=True)
        ]
        held = "{}" + "".join(f".combine({part})" for part in parts)
        total = f"{held}.aggregate($this + $total, {_number(scale.constant)})"
        raw = f"{total} / {held}.count()" if scale.rule == "mean" else total
        return f"iif({held}.count() >= {scale.needs}, {_finished(scale, raw)}, {{}})"

    def _points(self, scale: Subscale) -> str:
        """The points of all answered items, as one collection."""
        plain = [item for item in scale.items if self._is_plain(item, scale)]
        parts = [f"{_items([self.link(item) for item in plain])}.answer.value.ordinal()"] if plain else []
        parts += [self._written_out(item, scale) for item in scale.items if item not in plain]
        return parts[0] + "".join(f".combine({part})" for part in parts[1:])

    def _is_plain(self, item: str, scale: Subscale) -> bool:
        asked = self.table.asked.get(item)
        return scale.points is None and self.has_weights(item) and (asked is None or asked.points is None)

    def _written_out(self, item: str, scale: Subscale) -> str:
        points = (scale.points or self.table.points)[item]
        earned = "{}"
        for response, number in reversed([*points.items()]):
            earned = f"iif({self.test(item, response)}, {number}, {earned})"
        answered = f"{_items([self.link(item)])}.answer.value.select({earned})"
        asked = self.table.asked.get(item)
        if asked is None or asked.points is None:
            return answered
        return f"iif({self._is_asked(asked)}, {answered}, {asked.points})"

    def _is_asked(self, asked: Asked) -> str:
        tests = " or ".join(self.test(asked.by, response) for response in asked.on)
        return f"{_items([self.link(asked.by)])}.answer.value.where({tests}).exists()"


def _items(links: Sequence[str]) -> str:
    named = " or ".join(f"linkId = {quoted(link)}" for link in links)
    return f"%resource.repeat(item).where({named})"


def quoted(text: str) -> str:
    """A text in FHIRPath."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _finished(scale: Scale, raw: str) -> str:
    """Rounded, then transformed."""
    rounded = {"none": raw, "half-up": f"(({raw}) + 0.5).floor()", "up": f"({raw}).ceiling()"}[scale.rounding]
    plus = "" if scale.plus == (0, 1) else f" + {_number(scale.plus)}"
    return f"({rounded}){_times(scale.times)}{plus}" if plus or scale.times != (1, 1) else rounded


def _times(ratio: Ratio) -> str:
    return "" if ratio == (1, 1) else f" * {_number(ratio)}"


def _number(ratio: Ratio) -> str:
    """A number, in brackets where it is a fraction or negative."""
    written = decimal(Fraction(*ratio))
    return f"({written.replace('/', ' / ')})" if "/" in written or ratio[0] < 0 else written


def all_scores(table: Table, spelling: Spelling) -> Mapping[str, str]:
    """Each score with its expression, in the order in which they are made."""
    found = {scale.id: spelling.subscale(scale) for scale in table.all_subscales()}
    return {**found, **{scale.id: spelling.derived(scale) for scale in table.derived}}
