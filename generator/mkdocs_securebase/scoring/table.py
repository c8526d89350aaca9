"""The scoring table: a questionnaire reduced to whole numbers, the same for both evaluators.

Fractions are pairs of whole numbers, (numerator, denominator); nothing that decides is ever rounded by accident.
Only norms and standard errors are floats: they are shown, and decide nothing. What is left out has its default.
Field names are single words, so that Python, JSON and JavaScript spell them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

Ratio = tuple[int, int]
"""An exact fraction: numerator and positive denominator."""

Points = Mapping[str, Mapping[str, int]]
"""Item to response to points. A response that is not listed earns none: it is missing."""


@dataclass(frozen=True, slots=True)
class Band:
    """A run of scores from its start to the start of the next band."""

    id: str
    start: Ratio
    edge: Literal["at", "above"]
    """at: the start belongs to this band; above: it belongs to the band before."""
    group: str
    """The band that stands for this one in profiles."""


@dataclass(frozen=True, slots=True)
class Norm:
    """Published figures of one named sample: a table from score to T, or mean and standard deviation."""

    id: str
    rows: tuple[tuple[float, float, float | None], ...] = ()
    """Score, T, standard error; rising by score."""
    mean: float = 0
    sd: float = 0
    """0 where there is a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What every score has, from items or from other scores."""

    id: str
    needs: int
    """Answered items, or parts with a score, without which there is no score."""
    lowest: Ratio
    highest: Ratio
    rounding: Literal["none", "half-up", "up"] = "none"
    times: Ratio = (1, 1)
    plus: Ratio = (0, 1)
    """The score is times × what was rounded + plus."""
    bands: tuple[Band, ...] = ()
    """In rising order; the first starts at the lowest score."""
    near: Ratio | None = None
    """How near the start of a band counts as near the line."""
    sem: float | None = None
    """Standard error of measurement."""
    norms: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscale(Scale):
    """A score of items."""

    items: tuple[str, ...]
    rule: Literal["mean", "sum", "max"] = "mean"
    """Over the points of the answered items. A count is a sum of points 1 and 0."""
    fill: Literal["answered", "prorate"] = "answered"
    """prorate: a sum as if all had been answered like those that were."""
    points: Points | None = None
    """Its own points, where they differ from the table's."""
    patch: Ratio = (0, 1)
    """Half the width of the soft patch, as a share of the bar."""
    of: str = ""
    """Of a facet: its dimension."""
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Of a facet: its items in two groups whose means should not lie far apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Scale):
    """A score of other scores: constant + weight × part + … , or the mean of the weighted parts."""

    parts: tuple[str, ...]
    weights: tuple[Ratio, ...]
    rule: Literal["sum", "mean"] = "sum"
    constant: Ratio = (0, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """When an item is asked at all."""

    by: str
    """The item whose response decides."""
    on: tuple[str, ...]
    """The responses after which this item is asked."""
    points: int | None = None
    """What it earns where it is not asked; None: it is missing."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that halves a score into low and high."""

    start: Ratio
    edge: Literal["at", "above"]
    """at: the line belongs to the high side; above: to the low side."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A combination of scores. Exactly one profile fits each combination."""

    id: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Score to the groups of its bands, or the sides of its cut, that it covers."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """Where the largest function decides: score to weight, whole numbers on one scale for all profiles."""
    constant: int = 0


Tally = Mapping[str, tuple[str, ...]]
"""Items to count, each with the responses that count."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of a tally may have a response that counts."""

    tally: int
    """Its place in the table's tallies."""
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """Between which values a score must lie, ends included."""

    score: str
    least: Ratio | None = None
    most: Ratio | None = None


@dataclass(frozen=True, slots=True)
class Off:
    """How far a score must lie from some lines: farther than `by`."""

    score: str
    by: Ratio
    lines: tuple[tuple[Ratio, str, str], ...]
    """Where each line is, and what lies below and above it: bands, or the sides of a cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """When the text of a band or a profile is told: everything here must hold, and safety must not come first."""

    of: str = ""
    """The score of the band; '': a profile."""
    id: str
    counts: tuple[Count, ...] = ()
    scores: tuple[Bound, ...] = ()
    off: tuple[Off, ...] = ()
    gate: tuple[str, ...] = ()
    """Options of the gate after which alone it is told; none: whenever safety does not come first."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When a facet stands out and when the pattern of responses is worth a note."""

    lead: Ratio
    contradiction: Ratio
    same: int
    """So many equal responses get a note; 0: none do."""
    seconds: int
    """In less time a note is due; 0: none is."""
    among: tuple[str, ...] = ()
    """The items whose responses are compared; none named: all."""


@dataclass(frozen=True, slots=True)
class Safety:
    """What makes the result open with the safety words, and what that changes."""

    options: tuple[str, ...]
    """Of the gate."""
    lessons: tuple[str, ...]
    without: tuple[str, ...]
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item to responses."""
    bands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Score to bands."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Which lessons to name for what came out."""

    most: int
    safety: Safety
    contexts: Mapping[str, tuple[str, ...]]
    facets: Mapping[str, tuple[str, ...]]
    profiles: Mapping[str, tuple[str, ...]]
    few: tuple[str, ...]
    """Where there is no profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Everything an evaluator needs; keying is already in the points."""

    instrument: str
    revision: str
    """Changes with anything that was asked or that scores depend on."""
    points: Points
    dimensions: tuple[Subscale, ...]
    facets: tuple[Subscale, ...]
    profiles: tuple[Profile, ...]
    rules: Rules
    suggestions: Suggestions
    subscales: tuple[Subscale, ...] = ()
    """Scores of items that are neither dimension nor facet."""
    derived: tuple[Derived, ...] = ()
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    """Items that are not always asked."""
    tallies: tuple[Tally, ...] = ()
    texts: tuple[Text, ...] = ()
    """Texts with conditions; any other is told wherever its band or profile comes out, but in danger."""

    def all_subscales(self) -> tuple[Subscale, ...]:
        """Every score of items: dimensions, facets, others."""
        return (*self.dimensions, *self.facets, *self.subscales)

    def scales(self) -> tuple[Subscale | Derived, ...]:
        """Every score, in the order in which they are made."""
        return (*self.all_subscales(), *self.derived)


@cache
def _adapter() -> TypeAdapter[Table]:
    return TypeAdapter(Table)


def table_as_json(table: Table) -> str:
    """The table as compact JSON, as the page carries it; what has its default is left out."""
    return _adapter().dump_json(table, exclude_defaults=True).decode()


def table_as_data(table: Table) -> dict[str, Any]:
    """The table as plain dicts and lists; what has its default is left out."""
    data: dict[str, Any] = _adapter().dump_python(table, mode="json", exclude_defaults=True)
    return data


def table_from_data(data: Any) -> Table:
    """The table that `table_as_data` gave, or that a vector file holds."""
    return _adapter().validate_python(data)
