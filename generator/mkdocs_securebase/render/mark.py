"""A guide's mark: on tabs, on top of pages, in the windows of the book and on cards."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup

from .colours import palettes_of
from .drawing import SVG, render_drawing
from .typst import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.library import Library

NEUTRAL = files("mkdocs_securebase.theme").joinpath("drawings/mark.svg").read_text(encoding="utf-8")
"""The mark of a guide that names none: a leaf."""

FILE = "assets/mark.svg"
"""Where it stands on a site, as the sign of its tabs."""

ElementTree.register_namespace("", SVG)


def render_mark(library: Library) -> Markup:
    """The mark inside a page, in the colours of the reader's palette."""
    root = ElementTree.fromstring(render_drawing(_source(library), "", "mark"))
    root.set("class", "mark")
    root.set("width", "28")
    root.set("height", "28")
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # made of a cleaned drawing


def render_icon(library: Library) -> str:
    """The mark as a file of its own, on a dark ground."""
    dark = palettes_of(library).dark
    mark = _coloured(library, {"line": dark.ink, "ink": dark.ink, "soft": dark.line, "lamp": dark.amber})
    for name, value in {"x": "3", "y": "3", "width": "18", "height": "18"}.items():
        mark.set(name, value)
    icon = ElementTree.Element(f"{{{SVG}}}svg", {"viewBox": "0 0 24 24"})
    ground = {"width": "24", "height": "24", "rx": "5", "fill": dark.paper}
    icon.append(ElementTree.Element(f"{{{SVG}}}rect", ground))
    icon.append(mark)
    return ElementTree.tostring(icon, encoding="unicode") + "\n"


def render_typst_mark(library: Library) -> str:
    """A `#let` definition of the mark for Typst, in the colours of the book."""
    palettes = palettes_of(library)
    colours = {"line": palettes.light.ink, "ink": palettes.light.ink, "soft": palettes.book.hair}
    text = ElementTree.tostring(_coloured(library, {**colours, "lamp": palettes.book.lamp}), encoding="unicode")
    return f"#let mark = bytes({quoted(text)})\n"


def _source(library: Library) -> str:
    own = library.course.look.mark
    return library.drawings[own] if own else NEUTRAL


def _coloured(library: Library, colours: Mapping[str, str]) -> ElementTree.Element:
    """The mark with its colours in it, since no style sheet reaches into a file."""
    root = ElementTree.fromstring(_source(library))
    for element in root.iter():
        for name in (element.get("class") or "").split():
            if name in colours:
                element.set("stroke" if name == "line" else "fill", colours[name])
    return root
