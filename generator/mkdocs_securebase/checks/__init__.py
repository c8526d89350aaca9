"""Questions asked of a whole library; each topic in its own file, each answer a located problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problems import in_order
from .characters import check_characters
from .coverage import check_coverage
from .demanded import check_demanded
from .due import due_dates
from .evidence import check_evidence
from .instruments import check_instruments
from .language import check_language
from .languages import pack_of
from .media import other_medium
from .numbers import check_numbers
from .originality import check_originality
from .people import check_people
from .readability import check_readability
from .review import check_review
from .safety import check_safety, check_search_phrases
from .slots import check_slots
from .steps import check_steps
from .structure import check_lessons, check_structure

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ..model.library import Library
    from ..problems import Problem


__all__ = ["check_library", "due_dates", "not_measured", "other_medium"]


def check_library(library: Library, proved: Container[str] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with a linked library, in file order. What only the calendar says: `due_dates`.

    The profile of the guide decides how much is asked: see `profile:` of a course. A draft need not be complete yet: of
    what the profile asks, nothing is asked of it, and it covers no point.
    Questionnaires whose fingerprints stand in `proved` are not proved again.
    """
    drafts = {library.origin(document).file for document in library.documents() if getattr(document, "draft", False)}
    asked = _self_help(library) if library.course.profile == "self-help" else ()
    return in_order(
        [
            *check_structure(library),
            *check_slots(library),
            *check_characters(library),
            *check_people(library),
            *check_search_phrases(library),
            *check_instruments(library, proved),
            *check_coverage(library),
            *(problem for problem in asked if problem.position.file not in drafts),
        ]
    )


def not_measured(library: Library) -> str:
    """What the checks cannot measure in the guide's language, as a line for authors; '' where there is nothing."""
    without = pack_of(library.course.language).WITHOUT if library.course.profile == "self-help" else ()
    return f"not measured in '{library.course.language}': {', '.join(without)}" if without else ""


def _self_help(library: Library) -> Iterator[Problem]:
    """What the profile for guides that people lean on asks of every text."""
    yield from check_demanded(library)
    yield from check_lessons(library)
    yield from check_evidence(library)
    yield from check_safety(library)
    yield from check_language(library)
    yield from check_readability(library)
    yield from check_numbers(library)
    yield from check_steps(library)
    yield from check_originality(library)
    yield from check_review(library)
