"""The one module that knows colours: it spells the palettes for style sheets and for Typst."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from ..model.palettes import Palettes
from ..problems import Code, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.base import Model
    from ..model.library import Library
    from ..model.palettes import Palette

PALETTES = Palettes.model_validate(
    yaml.safe_load(files("mkdocs_securebase.theme").joinpath("palettes.yaml").read_text(encoding="utf-8"))
)
"""The colours of a guide that names none of its own."""

LEAST_CONTRAST = 4.5
"""Of words with their ground: WCAG 2.2, 1.4.3."""

_WORDS_ON = {
    "paper": ("ink", "quiet", "dusk", "sage"),
    "sheet": ("ink", "quiet", "dusk", "sage"),
    "wash": ("ink",),
    "amber": ("on-amber",),
}
"""What stands as words on which ground of a page."""


def palettes_of(library: Library) -> Palettes:
    """The program's colours with those of a guide laid over them; `check_colours` must have found no problem."""
    own = library.course.look.colours
    if not own:
        return PALETTES
    held = PALETTES.model_dump(by_alias=True, exclude_none=True)
    return Palettes.model_validate({name: {**palette, **own.get(name, {})} for name, palette in held.items()})


def check_colours(library: Library) -> Iterator[Problem]:
    """A guide's own colours have the names of palettes.yaml, and its words can be read on their ground."""
    course = library.course
    own, origin = course.look.colours, library.origin(course)
    known = {name: [key.replace("_", "-") for key in type(held).model_fields] for name, held in PALETTES}
    wrong = False
    for palette, colours in own.items():
        at = ("look", "colours", palette)
        if palette not in known:
            wrong = True
            message = f"'{palette}' is no palette of a guide"
            yield Problem(Code.UNKNOWN_FIELD, origin.at(*at), message, did_you_mean(palette, known))
            continue
        for name in colours:
            if name not in known[palette]:
                wrong = True
                message, hint = f"'{name}' is no colour of the palette '{palette}'", did_you_mean(name, known[palette])
                yield Problem(Code.UNKNOWN_FIELD, origin.at(*at, name), message, hint)
    if wrong:
        return
    whole = palettes_of(library)
    for palette in ("light", "dark", "night"):
        held = dict(_named(getattr(whole, palette)))
        for ground, words in _WORDS_ON.items():
            for name in words:
                named = [one for one in (name, ground) if one in own.get(palette, {})]
                found = _contrast(held[name], held[ground])
                if named and found < LEAST_CONTRAST:
                    message = f"'{name}' on '{ground}' has a contrast of {int(found * 10) / 10}:1"
                    hint = f"words need at least {LEAST_CONTRAST}:1: make one of the two darker or lighter"
                    yield Problem(Code.BAD_VALUE, origin.at("look", "colours", palette, named[0]), message, hint)


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
