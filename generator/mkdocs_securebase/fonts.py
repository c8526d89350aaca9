"""The site's faces, cut down to the characters that its language needs, and stand-ins of the same measure."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LITERATA = "@fontsource/literata/files/literata-latin"
_ATKINSON = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin"

Style = Literal["normal", "italic"]


@dataclass(frozen=True)
class Face:
    """One face of the site."""

    file: str
    """Its name on the site."""
    source: str
    """The full face, below node_modules."""
    family: str
    weight: int
    style: Style = "normal"


FACES = (
    Face("literata-400.woff2", f"{_LITERATA}-400-normal.woff2", "Literata", 400),
    Face("literata-400-italic.woff2", f"{_LITERATA}-400-italic.woff2", "Literata", 400, "italic"),
    Face("literata-600.woff2", f"{_LITERATA}-600-normal.woff2", "Literata", 600),
    Face("atkinson-400.woff2", f"{_ATKINSON}-400-normal.woff2", "Atkinson", 400),
    Face("atkinson-600.woff2", f"{_ATKINSON}-600-normal.woff2", "Atkinson", 600),
)


@dataclass(frozen=True)
class Fallback:
    """A face that a reader's device may have, standing in for one of ours."""

    family: str
    """The name by which the style sheet calls it."""
    stands_for: tuple[str, int, Style]
    """Family, weight and style of our face."""
    names: tuple[str, ...]
    """What devices call it; faces named together have the same widths."""
    advance: float
    """Its mean advance in em over TYPICAL."""


FALLBACKS = (
    Fallback("Literata as Georgia", ("Literata", 400, "normal"), ("Georgia",), 0.4321),
    Fallback("Literata as Georgia", ("Literata", 400, "italic"), ("Georgia Italic", "Georgia-Italic"), 0.4411),
    Fallback("Literata as Georgia", ("Literata", 600, "normal"), ("Georgia Bold", "Georgia-Bold"), 0.5025),
    Fallback("Literata as Noto", ("Literata", 400, "normal"), ("Noto Serif",), 0.4692),
    Fallback("Literata as Noto", ("Literata", 400, "italic"), ("Noto Serif Italic", "NotoSerif-Italic"), 0.4564),
    Fallback("Literata as Noto", ("Literata", 600, "normal"), ("Noto Serif Bold", "NotoSerif-Bold"), 0.4975),
    Fallback("Literata as Times", ("Literata", 400, "normal"), ("Times New Roman", "Liberation Serif"), 0.3956),
    Fallback(
        "Literata as Times",
        ("Literata", 400, "italic"),
        ("Times New Roman Italic", "TimesNewRomanPS-ItalicMT", "Liberation Serif Italic"),
        0.3958,
    ),
    Fallback(
        "Literata as Times",
        ("Literata", 600, "normal"),
        ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold"),
        0.4194,
    ),
    Fallback("Atkinson as Roboto", ("Atkinson", 400, "normal"), ("Roboto",), 0.4348),
    Fallback("Atkinson as Roboto", ("Atkinson", 600, "normal"), ("Roboto Bold", "Roboto-Bold"), 0.4413),
    Fallback("Atkinson as Arial", ("Atkinson", 400, "normal"), ("Arial", "Liberation Sans"), 0.4364),
    Fallback(
        "Atkinson as Arial",
        ("Atkinson", 600, "normal"),
        ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold"),
        0.4695,
    ),
)
"""In the order in which the families are tried. Faces of the same widths were measured in their stead: Gelasio for
Georgia, Liberation for Times and Arial."""

TYPICAL: Mapping[str, int] = {
    " ": 201, "e": 96, "t": 69, "o": 69, "a": 61, "n": 53, "s": 50, "r": 44, "i": 43, "h": 42, "l": 29, "d": 28,
    "u": 21, "w": 20, "y": 20, "m": 18, "f": 17, "c": 16, "p": 15, "g": 15, ".": 14, ",": 13, "k": 9, "b": 8, "v": 5,
    "I": 5, "T": 3, "A": 2, "W": 2, "S": 2,
}  # fmt: skip
"""How often each sign comes in a thousand signs of running text."""

CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’“”…·×" + "áàâäãåçéèêëíîïñóôöõøúüÁÉÎÖÓØÜß"  # names of people
)
FEATURES = ("kern", "liga", "ccmp", "mark", "locl", "tnum")


def subset_font(font: bytes) -> bytes:
    """The same face with only CHARACTERS, as WOFF2. The same input gives the same bytes."""
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    face = TTFont(BytesIO(font), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(face)
    out = BytesIO()
    face.flavor = "woff2"
    face.save(out)
    return out.getvalue()


def render_font_sheet(fonts: Mapping[str, bytes]) -> str:
    """The `@font-face` rules of the site, for the files in `fonts` by their names.

    A face of ours is shown as soon as it is there. Until then a face of the device stands in, stretched to the same
    widths and heights, so that no line moves when ours takes its place.
    """
    opened = {face.file: TTFont(BytesIO(fonts[face.file])) for face in FACES}
    rules = []
    for face in FACES:
        source = f'url("./fonts/{face.file}") format("woff2")'
        rules.append(_rule(face.family, face.weight, face.style, source, "font-display:swap"))
    for fallback in FALLBACKS:
        _, weight, style = fallback.stands_for
        face = next(f for f in FACES if (f.family, f.weight, f.style) == fallback.stands_for)
        names = ",".join(f'local("{name}")' for name in fallback.names)
        rules.append(_rule(fallback.family, weight, style, names, *_measures(opened[face.file], fallback.advance)))
    return "".join(rules)


def mean_advance(font: Any) -> float:
    """The mean advance of an opened font over TYPICAL, in em."""
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    total = sum(metrics[glyphs[ord(sign)]][0] * count for sign, count in TYPICAL.items())
    return float(total / sum(TYPICAL.values()) / font["head"].unitsPerEm)


def _measures(font: Any, advance: float) -> Iterator[str]:
    """What stretches a fallback of this mean advance to the measure of `font`."""
    size = mean_advance(font) / advance
    heights = font["hhea"]
    em = font["head"].unitsPerEm * size
    yield f"size-adjust:{size:.2%}"
    yield f"ascent-override:{heights.ascent / em:.2%}"
    yield f"descent-override:{-heights.descent / em:.2%}"
    yield f"line-gap-override:{heights.lineGap / em:.2%}"


def _rule(family: str, weight: int, style: str, source: str, *others: str) -> str:
    parts = [f'font-family:"{family}"', f"font-weight:{weight}", f"font-style:{style}", f"src:{source}", *others]
    return f"@font-face{{{';'.join(parts)}}}"
