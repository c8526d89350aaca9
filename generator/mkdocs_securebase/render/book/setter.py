"""What every chapter of the book is written with: words, dates, places and links as Typst."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..dates import day_in_words
from ..typst import BookLinks, array, call, label, plain, render_citations, render_phrase, render_prose
from ..works import evidence_meaning, evidence_word
from .room import COLUMN, PAGE, whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ...model.base import Evidence
    from ...model.documents import Faq, Lesson, Page
    from ...model.instrument import Instrument
    from ...model.interface import Interface
    from ...model.library import Library
    from ...model.prose import Phrase, Prose
    from .edition import Edition
    from .room import Passage


@dataclass(frozen=True)
class Setter:
    """One library, an edition of it and its links there; every method gives Typst code."""

    library: Library
    links: BookLinks
    edition: Edition
    address: str = ""
    """Where the guide's site stands; empty where that is not known."""

    @property
    def words(self) -> Interface:
        return self.library.interface

    def phrase(self, phrase: Phrase, sources: Iterable[str] = ()) -> str:
        """A line of prose, and the works that support it at its end."""
        return f"[{render_phrase(phrase, self.links)}{render_citations(sources, self.links)}]"

    def prose(self, prose: Prose, sources: Iterable[str] = ()) -> str:
        """A passage of prose, and the works that support it at its end."""
        return f"[{render_prose(prose, self.links)}{render_citations(sources, self.links)}]"

    def whole(self, *passages: Passage, letters: int = COLUMN, most: int = PAGE) -> str:
        """Whether passages surely fit one page, so that they may not break: true or false."""
        return "true" if whole(passages, letters, most) else "false"

    def date(self, day: date) -> str:
        return day_in_words(day, self.library.course.language)

    def evidence(self, evidence: Evidence) -> str:
        return evidence_word(self.words, evidence)

    def evidence_meaning(self, evidence: Evidence) -> str:
        return evidence_meaning(self.words, evidence)

    def windows(self) -> str:
        return array(str(len(module.lessons)) for module in self.library.modules)

    def reviewed(self, document: Page | Lesson | Faq | Instrument, *more: str) -> str:
        """When a text was checked, when it will be, and what else there is to say about its age."""
        site, review = self.words.site, document.review
        if review is None:
            return "[]"
        last = site.last_reviewed.format(date=self.date(review.reviewed))
        return call("dates", *map(plain, (last, site.next_review.format(date=self.date(review.next)), *more)))

    def place(self, lesson: Lesson) -> str:
        return array((str(self.library.numbers[lesson.id]), plain(lesson.title), label("lesson", lesson.id)))
