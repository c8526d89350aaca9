"""The one module that knows colours: it spells the palettes for style sheets and for Typst."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from ..model.palettes import Palettes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.base import Model
    from ..model.palettes import Palette

PALETTES = Palettes.model_validate(
    yaml.safe_load(files("mkdocs_securebase.theme").joinpath("palettes.yaml").read_text(encoding="utf-8"))
)
"""The colours of every guide."""


def render_palette_sheet(palettes: Palettes = PALETTES) -> str:
    """Custom properties for style sheets, one for each colour: `tokens.css` takes this in by the name `palettes`.

    Dark is said twice, once for readers whose device asks for it and once for those who chose it; quiet pages are at
    night unless a reader chose otherwise.
    """
    dark = _properties("dark", palettes.dark)
    quiet = ':root[data-layout="quiet"]:not([data-palette="light"], [data-palette="dark"])'
    rules = (
        f":root{_properties('light', palettes.light)}",
        f'@media (prefers-color-scheme: dark) {{:root:not([data-palette="light"]){dark}}}',
        f':root[data-palette="dark"]{dark}',
        f':root[data-palette="night"], {quiet}{_properties("dark", palettes.night)}',
    )
    return "\n".join(rules)


def render_book_colours(palettes: Palettes = PALETTES) -> str:
    """`#let` definitions for the book's Typst files."""
    light = palettes.light
    return _definitions({"ink": light.ink, "dusk": light.dusk, "quiet": light.quiet, **dict(_named(palettes.book))})


def render_card_colours(palettes: Palettes = PALETTES) -> str:
    """`#let` definitions for a picture that stands beside links."""
    light = palettes.light
    names = ("paper", "ink", "quiet", "dusk", "edge")
    return _definitions({**{name: getattr(light, name) for name in names}, **dict(_named(palettes.card))})


def _properties(scheme: str, palette: Palette) -> str:
    """A block of declarations without spaces: the build shortens none inside values."""
    return f"{{color-scheme:{scheme};{';'.join(f'--{name}:{colour}' for name, colour in _named(palette))}}}"


def _definitions(colours: dict[str, str]) -> str:
    return "".join(f'#let {name} = rgb("{colour}")\n' for name, colour in colours.items())


def _named(colours: Model) -> Iterator[tuple[str, str]]:
    for name, colour in colours:
        if colour is not None:
            yield name.replace("_", "-"), colour
