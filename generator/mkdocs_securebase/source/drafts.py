"""Drafts: texts that the preview shows, marked, and that site, book and search do not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ..model.documents import Faq
from .link import pages_in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.documents import Course, Lesson, Page, Resource
    from ..model.instrument import Instrument
    from ..model.library import Library

D = TypeVar("D", "Lesson", "Faq", "Resource", "Page", "Instrument")

MARK = "Draft: "
"""What the title of a draft begins with in the preview."""


def finished(library: Library) -> Library:
    """The same guide without its drafts; in a library without problems nothing leads to one of them."""
    pages = _without_drafts(library.pages)
    course = _course_without(library, pages)
    left = replace(
        library,
        course=course,
        lessons=_without_drafts(library.lessons),
        faqs=_without_drafts(library.faqs),
        resources=_without_drafts(library.resources),
        pages=pages_in_order(course, pages),
        instruments=_without_drafts(library.instruments),
    )
    return replace(left, left_out=number_of_drafts(library))


def marked(library: Library) -> Library:
    """The same guide with each draft called one in its title, and so in every list, menu and search."""
    return replace(
        library,
        lessons=_marked(library.lessons),
        faqs=_marked(library.faqs),
        resources=_marked(library.resources),
        pages=_marked(library.pages),
        instruments=_marked(library.instruments),
    )


def number_of_drafts(library: Library) -> int:
    """How many drafts a library holds."""
    return sum(getattr(document, "draft", False) for document in library.documents())


def _course_without(library: Library, pages: Mapping[str, Page]) -> Course:
    modules = (
        module.model_copy(update={"lessons": lessons})
        for module in library.course.modules
        if (lessons := tuple(id_ for id_ in module.lessons if not library.lessons[id_].draft))
    )
    listed = tuple(id_ for id_ in library.course.pages if id_ in pages)
    return library.course.model_copy(update={"modules": tuple(modules), "pages": listed})


def _without_drafts(documents: Mapping[str, D]) -> Mapping[str, D]:
    return {id_: document for id_, document in documents.items() if not document.draft}


def _marked(documents: Mapping[str, D]) -> Mapping[str, D]:
    return {id_: _with_mark(document) if document.draft else document for id_, document in documents.items()}


def _with_mark(document: D) -> D:
    named = "question" if isinstance(document, Faq) else "title"
    return document.model_copy(update={named: f"{MARK}{getattr(document, named)}"})
