"""Library to book: one Typst document with everything it needs, ready for the press in mkdocs_securebase.pdf.

An `Edition` says what stands in the book and in which order; each part is written by the module of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, assert_never

from ...model.library import LISTS
from ...model.medium import on_medium
from ..colours import palettes_of, render_book_colours
from ..mark import render_typst_mark
from ..typst import BookLinks, call, dictionary, quoted
from .back import faqs, glossary, references, resources
from .edition import WHOLE, Edition, pages_of, targets_of
from .instrument import render_instrument
from .lessons import course
from .pages import card, front, page
from .setter import Setter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ...model.library import Library
    from .edition import Part

__all__ = ["WHOLE", "BookSource", "Edition", "render_book"]

TEMPLATES: Mapping[str, str] = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in sorted(
        files("mkdocs_securebase.render").joinpath("templates", "book").iterdir(), key=lambda entry: entry.name
    )
    if entry.name.endswith(".typ")
}
"""The book's Typst templates by file name, part of the package like its code."""


@dataclass(frozen=True)
class BookSource:
    """A book before it is set: pure text, the same for the same library."""

    main: str
    """The Typst document."""
    files: Mapping[str, str]
    """Everything the document reads, by the path it uses: templates, words, drawings."""
    published: date
    """The day that the finished file says it was made."""
    standard: Literal["ua-1"]
    """What the finished file keeps to, as Typst names it."""


def render_book(library: Library, edition: Edition = WHOLE, *, address: str = "") -> BookSource:
    """An edition of the guide as one book. `address` is where its site stands, if that is known."""
    library = on_medium(library, "paper")
    numbers = {id_: number for number, id_ in enumerate(library.works, start=1)}
    setter = Setter(library, BookLinks(targets_of(library, edition), numbers), edition, address)
    return BookSource(
        main="\n\n".join(("// Written by mkdocs_securebase.render.book.", *_document(setter))) + "\n",
        files={
            **TEMPLATES,
            "colours.typ": render_book_colours(palettes_of(library)) + render_typst_mark(library),
            "words.typ": f"#let words = {dictionary(library.interface)}\n",
            "edition.typ": edition.typst(),
            **{f"drawings/{name}": svg for name, svg in library.drawings.items()},
        },
        published=library.course.published,
        standard=edition.standard,
    )


def _document(setter: Setter) -> Iterator[str]:
    course = setter.library.course
    yield '#import "book.typ": *'
    yield "#show: " + call(
        "book.with",
        title=quoted(course.title),
        author=quoted(setter.library.name),
        description=quoted(course.description),
        language=quoted(course.language),
    )
    for part in setter.edition.parts:
        yield from _part(setter, part)


def _part(setter: Setter, part: Part) -> Iterator[str]:
    library = setter.library
    if part in LISTS and part not in library.lists:
        return
    match part:
        case "front":
            yield from front(setter)
        case "contents":
            yield "#contents()"
        case "safety" | "pages":
            for found in pages_of(library, part):
                yield from page(setter, found, found.title)
        case "begin":
            for found in pages_of(library, part):
                yield from page(setter, found, setter.words.book.begin)
        case "cards":
            for found in pages_of(library, part):
                yield from card(setter, found)
        case "course":
            yield from course(setter)
        case "instruments":
            for instrument in library.instruments.values():
                yield from render_instrument(setter, instrument)
        case "faqs":
            yield from faqs(setter)
        case "resources":
            yield from resources(setter)
        case "references":
            yield from references(setter)
        case "glossary":
            yield from glossary(setter)
        case _:
            assert_never(part)
