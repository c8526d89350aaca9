"""Every colour stands once, in theme/palettes.yaml; style sheets, book, e-book and cards take it from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.render.colours import PALETTES, render_book_colours, render_card_colours, render_palette_sheet
from mkdocs_securebase.render.mark import render_icon

from ..projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.library import Library

PACKAGE = ROOT / "generator" / "mkdocs_securebase"
SPELLED = [
    *sorted((PACKAGE / "theme" / "styles").rglob("*.css")),
    *sorted((PACKAGE / "render" / "templates").rglob("*.typ")),
    *sorted((PACKAGE / "render" / "templates" / "epub").glob("*.css")),
]
COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)


def is_grey(colour: str) -> bool:
    """Whether a colour is a grey: what paper and veils are made of."""
    digits = colour.lstrip("#").lower()
    size = len(digits) // 3
    return len({digits[at : at + size] for at in range(0, len(digits), size)}) == 1


@pytest.mark.parametrize("path", SPELLED, ids=lambda path: path.name)
def test_styles_and_templates_hold_no_colour_of_their_own(path: Path) -> None:
    assert [colour for colour in COLOUR.findall(path.read_text("utf-8")) if not is_grey(colour)] == []


def rules(sheet: str) -> dict[str, dict[str, str]]:
    """The blocks of a sheet by their selectors, each by its properties."""
    found = re.findall(r"([^{}\n]+)\{([^{}]*)\}", sheet)
    return {selector.strip(): dict(part.split(":", 1) for part in block.split(";")) for selector, block in found}


def test_readers_who_chose_dark_see_what_a_dark_device_shows() -> None:
    found = rules(render_palette_sheet())

    assert found[':root[data-palette="dark"]'] == found[':root:not([data-palette="light"])']
    assert found[":root"]["--ink"] == PALETTES.light.ink
    assert found[":root"]["color-scheme"] == "light"


def test_every_colour_that_styles_name_is_in_each_palette() -> None:
    styles = "".join(path.read_text("utf-8") for path in SPELLED if path.parent.parent.name == "theme")
    styles += "".join(path.read_text("utf-8") for path in SPELLED if path.parent.name == "self-check")
    named = set(re.findall(r"var\((--[a-z0-9-]+)\)", styles))
    own = set(re.findall(r"^ +(--[a-z0-9-]+): (?!Canvas|LinkText|Button|#)", styles, re.MULTILINE))

    for block in rules(render_palette_sheet()).values():
        assert named - own <= block.keys()


def test_the_book_has_the_ink_of_the_site() -> None:
    assert f'#let ink = rgb("{PALETTES.light.ink}")' in render_book_colours()
    assert f'#let ink = rgb("{PALETTES.light.ink}")' in render_card_colours()


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "night"])
def test_words_stand_out_from_every_ground(name: str) -> None:
    palette = getattr(PALETTES, name)
    for ground in (palette.paper, palette.sheet):
        for words in (palette.ink, palette.quiet, palette.dusk, palette.sage):
            assert contrast(words, ground) >= 7, (words, ground)
        assert contrast(palette.edge, ground) >= 3
    assert contrast(palette.ink, palette.wash) >= 7
    assert contrast(palette.on_amber, palette.amber) >= 4.5


@pytest.mark.parametrize("path", sorted((ROOT / "content" / "assets").glob("*.svg")), ids=lambda path: path.stem)
def test_drawings_have_the_colours_that_pages_replace(path: Path) -> None:
    colours = PALETTES.drawing
    assert set(COLOUR.findall(path.read_text("utf-8"))) <= {colours.ink, colours.soft, colours.lamp}


def test_the_icon_of_tabs_has_the_dark_palette(library: Library) -> None:
    dark = PALETTES.dark
    assert set(COLOUR.findall(render_icon(library))) == {dark.paper, dark.ink, dark.amber}
