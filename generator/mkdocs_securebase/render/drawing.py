"""A drawing from content/assets as part of a page: with its words, in the page's own colours."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup

if TYPE_CHECKING:
    from ..model.library import Library

SVG = "http://www.w3.org/2000/svg"


def render_sign(library: Library, file: str | None) -> Markup:
    """A drawing of content/assets that says nothing which the words beside it do not say; nothing for no file."""
    return render_drawing(library.drawings[file], "", PurePosixPath(file).stem) if file else Markup()


def render_drawing(source: str, alt: str, id_: str) -> Markup:
    """An SVG to stand inside HTML: `alt` is what a screen reader says, and '' is for the eye alone.

    Sheets of its own are left out: inside the page the drawing takes the reader's palette and the text face. Ids are
    made the drawing's own.
    """
    root = ElementTree.fromstring(source)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}title", f"{{{SVG}}}desc", f"{{{SVG}}}style", f"{{{SVG}}}metadata"):
                parent.remove(child)
    names = {element.get("id"): f"{id_}-{element.get('id')}" for element in root.iter() if element.get("id")}
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        element.attrib.pop("style", None)  # the site's policy allows no style attribute
        for name, value in element.attrib.items():
            for old, new in names.items():
                if value == old and name == "id":
                    element.set(name, new)
                elif value in (f"#{old}", f"url(#{old})"):
                    element.set(name, value.replace(f"#{old}", f"#{new}"))
        if element.text and not element.text.strip():
            element.text = None
        if element.tail and not element.tail.strip():
            element.tail = None
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("class", "drawing")
    if alt:
        root.set("role", "img")
        root.set("aria-label", alt)
    else:
        root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return Markup(ElementTree.tostring(root, encoding="unicode", short_empty_elements=True))
