"""Questions asked of a whole library; each topic in its own file, each answer a located problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problems import in_order
from .characters import check_characters
from .coverage import check_coverage
from .due import due_dates
from .evidence import check_evidence
from .instruments import check_instruments
from .language import check_language
from .numbers import check_numbers
from .originality import check_originality
from .people import check_people
from .readability import check_readability
from .review import check_review
from .safety import check_safety, check_search_phrases
from .slots import check_slots
from .steps import check_steps
from .structure import check_structure

if TYPE_CHECKING:
    from ..model.library import Library
    from ..problems import Problem


__all__ = ["check_library", "due_dates"]


def check_library(library: Library) -> tuple[Problem, ...]:
    """Everything that is wrong with a linked library, in file order. What only the calendar says: `due_dates`."""
    return in_order(
        [
            *check_structure(library),
            *check_slots(library),
            *check_characters(library),
            *check_evidence(library),
            *check_people(library),
            *check_safety(library),
            *check_search_phrases(library),
            *check_instruments(library),
            *check_language(library),
            *check_readability(library),
            *check_numbers(library),
            *check_steps(library),
            *check_originality(library),
            *check_coverage(library),
            *check_review(library),
        ]
    )
