"""The scoring table: an instrument reduced to whole numbers, the same for both evaluators.

Fractions are pairs of whole numbers, (numerator, denominator); nothing here is ever rounded.
Field names are single words, so that Python, JSON and JavaScript spell them alike.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  # pydantic reads annotations at run time
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

Ratio = tuple[int, int]
"""An exact fraction: numerator and positive denominator."""


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
class Dimension:
    """A subscale with bands. Its score is the mean of the points of the answered items."""

    id: str
    items: tuple[str, ...]
    needs: int
    """Answered items without which there is no score."""
    lowest: Ratio
    highest: Ratio
    patch: Ratio
    """Half the width of the soft patch, as a share of the bar."""
    bands: tuple[Band, ...]
    """In rising order; the first starts at the lowest score."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A subscale without bands, compared only with the other facets of its dimension."""

    id: str
    of: str
    items: tuple[str, ...]
    needs: int
    lowest: Ratio
    highest: Ratio
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    """Its items in two groups whose means should not lie far apart."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A combination of band groups. Exactly one profile fits each combination."""

    id: str
    when: Mapping[str, tuple[str, ...]]
    """Dimension to the groups it covers."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When a facet stands out and when the pattern of responses is worth a note."""

    lead: Ratio
    contradiction: Ratio
    same: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Safety:
    """What an answer at the gate changes."""

    options: tuple[str, ...]
    lessons: tuple[str, ...]
    without: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Table:
    """Everything an evaluator needs; keying is already in the points."""

    instrument: str
    revision: str
    """Changes with anything that was asked or that scores depend on."""
    points: Mapping[str, Mapping[str, int]]
    """Item to response to points. A response that is not listed earns none: it is missing."""
    dimensions: tuple[Dimension, ...]
    facets: tuple[Facet, ...]
    profiles: tuple[Profile, ...]
    rules: Rules
    suggestions: Suggestions


@cache
def _adapter() -> TypeAdapter[Table]:
    return TypeAdapter(Table)


def table_as_json(table: Table) -> str:
    """The table as compact JSON, as the page carries it."""
    return _adapter().dump_json(table).decode()


def table_as_data(table: Table) -> dict[str, Any]:
    """The table as plain dicts and lists."""
    data: dict[str, Any] = _adapter().dump_python(table, mode="json")
    return data


def table_from_data(data: Any) -> Table:
    """The table that `table_as_data` gave, or that a vector file holds."""
    return _adapter().validate_python(data)
