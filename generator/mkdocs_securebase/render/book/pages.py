"""The pages of the guide in the book, its cover and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..typst import array, call, escape, label, plain, quoted
from .blocks import authorship, render_block
from .room import longest_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.documents import Page
    from .setter import Setter


def front(setter: Setter) -> Iterator[str]:
    """The cover, and the page that says who made this edition and how to print it."""
    course, words = setter.library.course, setter.words
    day = setter.date(course.published)
    yield "#" + call(
        "cover",
        plain(course.title),
        quoted(longest_word([course.title])),
        plain(course.subtitle),
        plain(words.book.edition.format(edition=course.edition, date=day) if course.edition else day),
        setter.windows(),
        setter.phrase(setter.library.safety.line),
    )
    yield "#" + call("chapter", plain(words.book.about_this_edition))
    yield "#" + authorship(setter)
    yield "#" + call("named", array((plain(words.book.printing), plain(words.book.printing_text))))
    yield "#" + call("named", array((plain(words.book.website), _website(setter))))


def _website(setter: Setter) -> str:
    """Where the guide's site stands, or how to find it."""
    words = setter.words.book
    if not setter.address:
        return plain(words.website_unnamed.format(title=setter.library.course.title))
    before, after = words.website_at.split("{address}")
    url = quoted(setter.address)
    return f"[{escape(before)}#link({url}, address({url}));{escape(after)}]"


def page(setter: Setter, page: Page, title: str) -> Iterator[str]:
    """A page as a chapter."""
    yield "#" + call("chapter", plain(title), target=label("page", page.id))
    yield "#" + setter.reviewed(page)
    yield from _body(setter, page)


def card(setter: Setter, page: Page) -> Iterator[str]:
    """A page that is taken in at one look."""
    body = "\n\n".join(_body(setter, page))
    yield "#" + call("card", plain(page.title), label("page", page.id), setter.reviewed(page), f"[\n{body}\n]")


def _body(setter: Setter, page: Page) -> Iterator[str]:
    if page.content_note:
        yield "#" + call("content-note", plain(page.content_note))
    for block in page.body:
        yield from render_block(setter, block, heading_level=2)
