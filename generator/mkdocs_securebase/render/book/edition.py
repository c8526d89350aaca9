"""What a book is made of: an edition is a value, and its parts decide what it holds and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from ...model.blocks import Figure, GeneratedBlock
from ...model.library import LISTS, parts
from ...model.prose import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.documents import Page
    from ...model.library import Library

Part = Literal[
    "front",
    "safety",
    "contents",
    "begin",
    "cards",
    "course",
    "instruments",
    "faqs",
    "resources",
    "pages",
    "references",
    "glossary",
]
"""What can stand in a book, in the order of a whole one. front: cover and imprint; safety: the pages with help lines;
begin: the first page of the site; cards: quiet pages, each on one page; pages: all others."""


@dataclass(frozen=True)
class Edition:
    """One way to print a guide. Lengths are in millimetres, sizes in points."""

    parts: tuple[Part, ...]
    """In the order of the book; nothing else is in it, and links lead only to what is."""
    width: float
    height: float
    measure: float
    """Width of the text column; what is left of the page is the note margin."""
    base: float
    """Size of running text."""
    sheets: bool = True
    """Whether exercises bear their sheets to write on."""
    standard: Literal["ua-1"] = "ua-1"
    """PDF/UA-1: tagged for screen readers."""

    def typst(self) -> str:
        """The edition as the templates read it."""
        return (
            f"#let edition = (width: {self.width:g}mm, height: {self.height:g}mm, "
            f"measure: {self.measure:g}mm, base: {self.base:g}pt)\n"
        )


WHOLE = Edition(
    parts=get_args(Part),
    # Three by four: "fit to page" fills A4 to its width and US Letter to its height, at the same 1.2 times, and two
    # pages share one landscape sheet of either. A tablet shows the page whole, a phone held sideways a readable line.
    width=174,
    height=232,
    measure=108,
    base=10.2,
)
"""The whole guide in one book."""


def pages_of(library: Library, part: Part) -> tuple[Page, ...]:
    """The guide's pages that stand in a part of a book; each stands in one."""
    return tuple(page for page in library.pages.values() if _part_of(page) == part)


def _part_of(page: Page) -> Part:
    if any(isinstance(block, GeneratedBlock) and block.insert.startswith("help-lines") for block in page.body):
        return "safety"
    return {"home": "begin", "quiet": "cards", "plain": "pages"}[page.layout]  # type: ignore[return-value]


def targets_of(library: Library, edition: Edition) -> frozenset[Reference]:
    """Everything that a link in this edition can lead to."""
    return frozenset(target for part in edition.parts for target in _targets(library, part))


def _targets(library: Library, part: Part) -> Iterator[Reference]:
    if part in LISTS and part not in library.lists:
        return
    match part:
        case "front" | "contents":
            pass
        case "safety" | "begin" | "cards" | "pages":
            pages = pages_of(library, part)
            yield from (Reference("page", page.id) for page in pages)
            yield from _figures(pages)
        case "course":
            yield from (Reference("lesson", id_) for id_ in library.lessons)
            yield from (Reference("exercise", id_) for id_ in library.exercises)
            yield from _figures(library.lessons.values())
        case "instruments":
            yield from (Reference("instrument", id_) for id_ in library.instruments)
        case "faqs":
            yield Reference("page", "faqs")
            yield from (Reference("faq", id_) for id_ in library.faqs)
        case "resources":
            yield Reference("page", "resources")
            yield from (Reference("resource", id_) for id_ in library.resources)
        case "references":
            yield Reference("page", "references")
            yield from (Reference("ref", id_) for id_ in library.works)
        case "glossary":
            yield Reference("page", "glossary")
            yield from (Reference("term", id_) for id_ in library.terms)


def _figures(documents: Iterable[object]) -> Iterator[Reference]:
    return (Reference("figure", figure.id) for document in documents for _, figure in parts(document, Figure))
