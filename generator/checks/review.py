"""Review: every text has been checked, and the next check is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.documents import Review
from ..model.library import parts
from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..model.library import Library

LONGEST_INTERVAL_MONTHS = 24


def check_review(library: Library, today: date) -> Iterator[Problem]:
    """The last review is not in the future, the next not in the past and at most two years after the last."""
    for document in library.documents():
        origin = library.origin(document)
        for path, review in parts(document, Review):
            position = origin.at(*path, "next")
            months = (review.next.year - review.reviewed.year) * 12 + review.next.month - review.reviewed.month
            if review.reviewed > today:
                message = f"'reviewed' is {review.reviewed}, a day that has not come yet"
                yield Problem(Code.REVIEW, origin.at(*path, "reviewed"), message, "give the day of the last check")
            if review.next < today:
                hint = "read the text again, then move both dates"
                yield Problem(Code.REVIEW, position, f"the review planned for {review.next} is overdue", hint)
            elif review.next <= review.reviewed or months > LONGEST_INTERVAL_MONTHS:
                message = f"the next review ({review.next}) must come within 24 months of the last ({review.reviewed})"
                yield Problem(Code.REVIEW, position, message, "choose a nearer day")
