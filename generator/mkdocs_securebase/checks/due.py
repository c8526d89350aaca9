"""What the calendar says of a guide: reviews that are due, links not opened for long, days that have not come yet.

These are notices, not problems: a guide that was right when it was published can still be built years later, and a
wrong phone number can be put right on any day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.base import Review
from ..model.documents import Course, LineCheck, Resource, Safety
from ..model.library import parts
from ..problems import Code, Problem, in_order
from .limits import LINK_MONTHS, limit_of
from .links import external_links

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..model.documents import Document
    from ..model.library import Library
    from ..problems import Path


def due_dates(library: Library, today: date) -> tuple[Problem, ...]:
    """All that is due, or not yet come, on a day of the author's calendar; in file order."""
    return in_order([*_days_to_come(library, today), *_overdue_reviews(library, today), *_old_links(library, today)])


def _days_to_come(library: Library, today: date) -> Iterator[Problem]:
    for document in library.documents():
        origin = library.origin(document)
        for path, day in _checks(document):
            if day > today:
                message = f"'{path[-1]}' is {day}, a day that has not come yet"
                yield Problem(Code.REVIEW, origin.at(*path), message, "give the day of the last check")
        for number, change in enumerate(document.changes if isinstance(document, Course) else ()):
            if change.date > today:
                message = f"this change is of {change.date}, a day that has not come yet"
                yield Problem(Code.REVIEW, origin.at("changes", number, "date"), message, "give the day of the change")
        for path, review in parts(document, Review):
            if review.reviewed > today:
                message = f"'reviewed' is {review.reviewed}, a day that has not come yet"
                yield Problem(Code.REVIEW, origin.at(*path, "reviewed"), message, "give the day of the last check")


def _overdue_reviews(library: Library, today: date) -> Iterator[Problem]:
    for document in library.documents():
        for path, review in parts(document, Review):
            if review.next < today:
                position = library.origin(document).at(*path, "next")
                hint = "read the text again, then move both dates"
                yield Problem(Code.REVIEW, position, f"the review planned for {review.next} is overdue", hint)


def _old_links(library: Library, today: date) -> Iterator[Problem]:
    """A link is as old as the last look at its document, or at its help line."""
    months = limit_of(library, LINK_MONTHS).number
    for document in library.documents():
        for path, url in external_links(document):
            field, looked_at = _last_look(document, library, path)
            if not is_older_than(months, looked_at, today):
                continue
            message = f"the link to {url} was last checked on {looked_at}, more than {months:g} months ago"
            hint = f"open it; if it still leads to the right place, put today's date under `{field}:`"
            yield Problem(Code.OLD_LINK, library.origin(document).at(*path), message, hint)


def _checks(document: Document) -> Iterator[tuple[Path, date]]:
    """The days on which something outside the guide was looked at, with their paths in the source."""
    if isinstance(document, Resource) and document.checked:
        yield ("checked",), document.checked
    for path, check in parts(document, LineCheck):
        yield (*path, "when"), check.when


def _last_look(document: Document, library: Library, path: Path) -> tuple[str, date]:
    """The field that says when a link was last looked at, and the day; the edition's where it has none."""
    if isinstance(document, Resource) and document.checked:
        return "checked", document.checked
    if isinstance(document, Safety) and path[0] == "lines":
        return "when", document.lines[int(path[1])].checked.when
    review = getattr(document, "review", None)
    return ("reviewed", review.reviewed) if review else ("published", library.course.published)


def is_older_than(months: float, day: date, today: date) -> bool:
    """Whether more than `months` whole months lie between two days.

    A month is over on the day after the same day of the next month: from 1 June to 1 July is one month, not more.
    """
    passed = (today.year - day.year) * 12 + today.month - day.month
    return passed > months or (passed == months and today.day > day.day)
