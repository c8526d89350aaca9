"""What is proved of a questionnaire, in numbers: patterns of responses, cells, scores, bands, profiles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .exactness import largest_number
from .joint import TooManyStates, values_of
from .reach import all_patterns, patterns, value_of_cell
from .score import band_of
from .table import Subscale
from .truth import belied_somewhere, prove_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .table import Derived, Table
    from .truth import Kinds, TextProof, Walked


@dataclass(frozen=True, slots=True)
class ScoreProof:
    """Everything that one score can come to."""

    id: str
    items: int
    """Items, or for a derived score parts."""
    needs: int
    patterns: int | None
    """Patterns of responses to its items that give a score, complete or not; None for a derived score."""
    complete: int | None
    """Those without a blank."""
    cells: int | None
    """Different sums (or highest points) with different numbers of answers; each was looked at."""
    lowest: Fraction
    highest: Fraction
    scores: Mapping[Fraction, int | None] | None
    """Every score that comes out with its number of patterns; None where there are too many."""
    bands: Mapping[str, int | None]
    """Every band with the number of patterns that land in it, or for a derived score of scores."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What `check` has looked at in one questionnaire."""

    questionnaire: str
    revision: str
    items: int
    patterns: int
    """Ways to answer all items or leave any out."""
    scores: tuple[ScoreProof, ...]
    profiles: int
    texts: tuple[TextProof, ...]
    """Every text that responses could belie."""
    words: Kinds
    """What belies a text and has words for a caution."""
    belied: tuple[int, int] | None
    """Patterns that belie some text that would be told for its band or profile alone; those that still have it told."""
    largest: int
    """The largest whole number that a browser needs for it."""


def prove(table: Table, words: Kinds = frozenset()) -> Proof:
    """The numbers behind the proofs for a sound table, and the words that its cautions have."""
    walked: Walked = {}
    return Proof(
        questionnaire=table.instrument,
        revision=table.revision,
        items=len(table.points),
        patterns=all_patterns(table),
        scores=tuple(
            _subscale(table, scale) if isinstance(scale, Subscale) else _derived(table, scale)
            for scale in table.scales()
        ),
        profiles=len(table.profiles),
        texts=tuple(prove_text(table, text, walked) for text in table.texts),
        words=words,
        belied=belied_somewhere(table, words, walked),
        largest=max(largest_number(table).values()),
    )


def _subscale(table: Table, subscale: Subscale) -> ScoreProof:
    cells = patterns(table, subscale)
    scores: Counter[Fraction] = Counter()
    bands: Counter[str] = Counter({band.id: 0 for band in subscale.bands})
    for cell, number in cells.items():
        value = value_of_cell(subscale, cell)
        scores[Fraction(*value)] += number
        band = band_of(subscale.bands, value)
        if band:
            bands[band.id] += number
    return ScoreProof(
        id=subscale.id,
        items=len(subscale.items),
        needs=subscale.needs,
        patterns=sum(cells.values()),
        complete=sum(number for (_, count), number in cells.items() if count == len(subscale.items)),
        cells=len(cells),
        lowest=min(scores),
        highest=max(scores),
        scores=dict(sorted(scores.items())),
        bands=dict(bands),
    )


def _derived(table: Table, derived: Derived) -> ScoreProof:
    lowest, highest = Fraction(*derived.lowest), Fraction(*derived.highest)
    bands: Counter[str] = Counter({band.id: 0 for band in derived.bands})
    try:
        values = sorted(Fraction(*value) for value in values_of(table, derived.id) if value is not None)
    except TooManyStates:
        return ScoreProof(
            derived.id, len(derived.parts), derived.needs, None, None, None, lowest, highest, None,
            dict.fromkeys(bands),
        )  # fmt: skip
    for value in values:
        band = band_of(derived.bands, (value.numerator, value.denominator))
        if band:
            bands[band.id] += 1
    return ScoreProof(
        id=derived.id,
        items=len(derived.parts),
        needs=derived.needs,
        patterns=None,
        complete=None,
        cells=None,
        lowest=values[0],
        highest=values[-1],
        scores=dict.fromkeys(values),
        bands=dict(bands),
    )
