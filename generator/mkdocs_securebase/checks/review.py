"""Review: every text has been checked, and the next check is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.base import Review
from ..model.documents import Course, LineCheck, Resource
from ..model.library import parts
from ..problems import Code, Problem
from .limits import REVIEW_MONTHS
from .links import is_older_than

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..model.documents import Document
    from ..model.library import Library
    from ..problems import Path


def check_review(library: Library, today: date) -> Iterator[Problem]:
    """The last review is not in the future, the next not in the past and at most two years after the last."""
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
            position = origin.at(*path, "next")
            if review.reviewed > today:
                message = f"'reviewed' is {review.reviewed}, a day that has not come yet"
                yield Problem(Code.REVIEW, origin.at(*path, "reviewed"), message, "give the day of the last check")
            if review.next < today:
                hint = "read the text again, then move both dates"
                yield Problem(Code.REVIEW, position, f"the review planned for {review.next} is overdue", hint)
            elif review.next <= review.reviewed or is_older_than(REVIEW_MONTHS.number, review.reviewed, review.next):
                message = (
                    f"the next review ({review.next}) must come within {REVIEW_MONTHS.number} months "
                    f"of the last ({review.reviewed})"
                )
                yield Problem(Code.REVIEW, position, message, "choose a nearer day")


def _checks(document: Document) -> Iterator[tuple[Path, date]]:
    """The days on which something outside the guide was looked at, with their paths in the source."""
    if isinstance(document, Resource):
        yield ("checked",), document.checked
    for path, check in parts(document, LineCheck):
        yield (*path, "when"), check.when
