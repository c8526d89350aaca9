"""The site's faces, cut down to the characters that its language needs: a lesson's fonts stay below 60 kB."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping

_LITERATA = "@fontsource/literata/files/literata-latin"
_ATKINSON = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin"

FACES: Mapping[str, str] = {
    "literata-400.woff2": f"{_LITERATA}-400-normal.woff2",
    "literata-400-italic.woff2": f"{_LITERATA}-400-italic.woff2",
    "literata-600.woff2": f"{_LITERATA}-600-normal.woff2",
    "atkinson-400.woff2": f"{_ATKINSON}-400-normal.woff2",
    "atkinson-600.woff2": f"{_ATKINSON}-600-normal.woff2",
}
"""File names on the site, each with the full face below node_modules."""

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
