"""Works and how sure they are, as site and book name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.interface import word_of

if TYPE_CHECKING:
    from ..model.base import Evidence
    from ..model.documents import Work
    from ..model.interface import Interface


def authors_of(work: Work, *, short: bool = False) -> str:
    """The authors of a work, up to four by name. In short up to two, and of more only the first."""
    if short and len(work.authors) > 2:
        return f"{work.authors[0]} et al."
    shown = ", ".join(work.authors[:4])
    return f"{shown}, et al." if len(work.authors) > 4 else shown


def evidence_word(words: Interface, label: Evidence) -> str:
    """How sure something is, as readers see it."""
    return word_of(words.lesson, f"evidence-{label}")


def evidence_meaning(words: Interface, label: Evidence) -> str:
    """What such a label says, as the page on references explains it."""
    return word_of(words.lesson, f"evidence-{label}-meaning")
