"""Links to the web: each was opened within the last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.documents import Contact, Resource, Safety
from ..model.library import parts, passages
from ..model.prose import ExternalLink, inlines
from ..problems import Code, Problem
from .limits import LINK_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..model.documents import Document
    from ..model.library import Library
    from ..problems import Path


def external_links(document: Document) -> Iterator[tuple[Path, str]]:
    """The web addresses that a document sends readers to, with their paths in the source. Works cited are no links."""
    if isinstance(document, Resource) and document.url:
        yield ("url",), document.url
    for path, contact in parts(document, Contact):
        if contact.how in ("chat", "web"):
            yield (*path, "value"), contact.value
    for path, passage in passages(document):
        for inline in inlines(passage):
            if isinstance(inline, ExternalLink):
                yield path, inline.url


def check_links(library: Library, today: date) -> Iterator[Problem]:
    """No link is older than a year: it is as old as the last look at its document, or at its help line."""
    for document in library.documents():
        origin = library.origin(document)
        for path, url in external_links(document):
            field, looked_at = _last_look(document, library, path)
            if not is_older_than(LINK_MONTHS.number, looked_at, today):
                continue
            message = f"the link to {url} was last checked on {looked_at}, more than {LINK_MONTHS.number} months ago"
            hint = f"open it; if it still leads to the right place, put today's date under `{field}:`"
            yield Problem(Code.OLD_LINK, origin.at(*path), message, hint)


def _last_look(document: Document, library: Library, path: Path) -> tuple[str, date]:
    """The field that says when a link was last looked at, and the day; the edition's where it has none."""
    if isinstance(document, Resource):
        return "checked", document.checked
    if isinstance(document, Safety) and path[0] == "lines":
        return "when", document.lines[int(path[1])].checked.when
    review = getattr(document, "review", None)
    return ("reviewed", review.reviewed) if review else ("published", library.course.published)


def is_older_than(months: float, day: date, today: date) -> bool:
    """Whether more than so many whole months have passed since a day; on the very day of the month they have not."""
    passed = (today.year - day.year) * 12 + today.month - day.month
    return passed > months or (passed == months and today.day > day.day)
