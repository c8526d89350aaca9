"""What every value of the model shares: strict, frozen, kebab-case in YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Model(BaseModel):
    """A strict, frozen value without unknown fields. Field names are kebab-case in YAML, snake_case here."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        alias_generator=_kebab,
        populate_by_name=False,
        use_attribute_docstrings=True,
    )


def _parse_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "expected a date as year-month-day, for instance 2026-11-24")


def _parse_exact(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Fraction(value)
    raise PydanticCustomError("exact", "expected a number, for instance 2.25")


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id: lower-case letters, digits and single hyphens. Ids never change their meaning."""

Date = Annotated[date, BeforeValidator(_parse_date, json_schema_input_type=str)]
"""A calendar day, written 2026-11-24."""

LARGEST = 1_000_000
"""No number that an author writes lies farther from 0: a larger one is a slip."""

Exact = Annotated[
    Fraction,
    BeforeValidator(_parse_exact),
    PlainSerializer(str),
    WithJsonSchema({"type": "number"}),
    Field(ge=-LARGEST, le=LARGEST),
]
"""A number kept exactly as written: 2.25 is nine quarters, never a float."""

Amount = Annotated[Exact, Field(ge=0)]
"""A distance or a difference: 0 or more."""

Year = Annotated[int, Field(ge=1000, le=2200)]
"""The year of a publication."""

Evidence = Literal["strong", "some", "early", "practice wisdom"]
"""How far research carries a claim, strongest first. The four words are explained once, on the references page."""

EVIDENCE_ORDER: tuple[Evidence, ...] = ("strong", "some", "early", "practice wisdom")


@dataclass(frozen=True)
class Demanded:
    """Marks a field that the model lets go and the profile `self-help` demands, with how many entries it asks for."""

    least: int = 0
    most: int | None = None


class Review(Model):
    """When the text was last checked and when it must be checked again."""

    reviewed: Date
    next: Date
