"""Review: every text says when it was checked, and plans the next check in good time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.base import Review
from ..model.library import parts
from ..problems import Code, Problem
from .due import is_older_than
from .limits import REVIEW_MONTHS, limit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library


def check_review(library: Library) -> Iterator[Problem]:
    """The next review comes after the last, and at most two years after it. What is due today: `checks.due`."""
    months = limit_of(library, REVIEW_MONTHS).number
    for document in library.documents():
        for path, review in parts(document, Review):
            if review.next <= review.reviewed or is_older_than(months, review.reviewed, review.next):
                message = (
                    f"the next review ({review.next}) must come within {months:g} months "
                    f"of the last ({review.reviewed})"
                )
                position = library.origin(document).at(*path, "next")
                yield Problem(Code.REVIEW, position, message, "choose a nearer day")
