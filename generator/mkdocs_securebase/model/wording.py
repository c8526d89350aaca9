"""When two texts read the same."""

from __future__ import annotations

import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTES = str.maketrans("’‘“”„«»", '\'\'"""""')


def as_read(words: str) -> str:
    """Words as they are told apart: without capitals, invisible characters, spaces and stops at the ends."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", words) if unicodedata.category(c) != "Cf")
    plain = " ".join(seen.casefold().translate(_QUOTES).split())
    return plain.strip(" .,;:!?…") or plain


def turned_round(earlier: Sequence[tuple[str, int]], later: Sequence[tuple[str, int]]) -> tuple[str, str] | None:
    """Two labels of a scale that another has too, in the opposite order by place or by value; None: none.

    Both scales are labels with their values, in the order in which they are shown.
    """
    before = {as_read(label): (place, value) for place, (label, value) in enumerate(earlier)}
    shared = [
        (label, (place, value), before[as_read(label)])
        for place, (label, value) in enumerate(later)
        if as_read(label) in before
    ]
    for (one, here, there), (two, next_here, next_there) in combinations(shared, 2):
        if any((here[n] < next_here[n]) != (there[n] < next_there[n]) for n in (0, 1)):
            return one, two
    return None
