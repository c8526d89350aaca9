"""The colours of a guide's outputs, as `theme/palettes.yaml` states them."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from .base import Model

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Palette(Model):
    """The colours of a page."""

    paper: Colour
    """The ground of a page."""
    sheet: Colour
    """The ground of an exercise and of fields to write in."""
    ink: Colour
    quiet: Colour
    """Words that matter less."""
    dusk: Colour
    """Links, headings, focus."""
    sage: Colour
    amber: Colour
    """The next step."""
    on_amber: Colour
    glow: Colour
    edge: Colour
    """The edge of what can be pressed or written in."""
    line: Colour
    soft: Colour | None = None
    """Areas of drawings; the colour of lines where it is not given."""
    wash: Colour


class BookColours(Model):
    """What the book has beside ink, quiet and dusk of the light palette."""

    hair: Colour
    lamp: Colour
    glow: Colour


class DrawingColours(Model):
    """The colours in the files of drawings, by the classes that pages give other colours."""

    ink: Colour
    soft: Colour
    lamp: Colour


class CardColours(Model):
    """The lamp's light on a picture for link previews."""

    near: Colour
    far: Colour


class Palettes(Model):
    """Every colour of a guide's outputs."""

    light: Palette
    dark: Palette
    night: Palette
    book: BookColours
    drawing: DrawingColours
    card: CardColours
