"""What an exercise asks one to fill in; each field prints as lines, boxes or a grid and keeps its id."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Model, Slug
from .prose import Phrase, Plain


class WriteField(Model):
    """Room to write."""

    type: Literal["write"]
    id: Slug
    label: Plain
    lines: Annotated[int, Field(ge=1, le=24)]
    """Lines on paper."""


class OptionsField(Model):
    """What a list of boxes and a list of circles share."""

    id: Slug
    label: Plain
    options: Annotated[tuple[Plain, ...], Field(min_length=2)]
    urgent: tuple[Plain, ...] = ()
    """Further options that call for safety before the rest of the sheet: being choked, a threat, harming oneself."""
    if_urgent: Phrase | None = None
    """What comes first when one of these is marked, with a link to the safety page. Stands right under them."""

    @model_validator(mode="after")
    def _branches(self) -> Self:
        if bool(self.urgent) != (self.if_urgent is not None):
            raise PydanticCustomError("rule", "`urgent` and `if-urgent` stand together, or neither does")
        return self


class ChecksField(OptionsField):
    """A list in which any number of boxes may be ticked."""

    type: Literal["checks"]


class ChoiceField(OptionsField):
    """A list in which one circle is chosen."""

    type: Literal["choice"]


class ScaleField(Model):
    """A row of whole numbers with words at both ends."""

    type: Literal["scale"]
    id: Slug
    label: Plain
    lowest: Annotated[int, Field(ge=0, le=9)] = 0
    highest: Annotated[int, Field(ge=1, le=10)] = 10
    low: Plain
    high: Plain


class GridField(Model):
    """A table to fill in: named columns, and a number of empty rows or named rows."""

    type: Literal["grid"]
    id: Slug
    label: Plain
    columns: Annotated[tuple[Plain, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[int, Field(ge=1, le=14)] | Annotated[tuple[Plain, ...], Field(min_length=1, max_length=14)]
    """How many rows; or the name of each, which then stands in the first column."""


SheetField = Annotated[WriteField | ChecksField | ChoiceField | ScaleField | GridField, Field(discriminator="type")]
