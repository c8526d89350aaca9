"""Evidence: what research is said to show must stand on named works."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..model.documents import Exercise, Faq, Finding
from ..model.library import parts, passages
from ..model.prose import Citation, Prose, citations, inlines, plain_text
from ..problems import Code, Problem
from .language import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Lesson, Page
    from ..model.library import Library
    from ..model.prose import Phrase
    from ..problems import Path

_RESEARCH = re.compile(r"\b(?:stud(?:y|ies)|researchers?|trials?|meta-analys[ei]s|surveys?)\b", re.IGNORECASE)
_NOT_FOUND = re.compile(
    r"\b(?:no|nobody|none|neither|nothing|few|not|cannot|unknown|hard to|whether|we|us|our|calls?|called)\b|n’t\b|\?",
    re.IGNORECASE,
)
"""Says what is missing, asks, or speaks of this guide: there is no work to name."""


def check_evidence(library: Library) -> Iterator[Problem]:
    """Findings and exercises with a research label name at least one source."""
    for lesson in library.lessons.values():
        origin = library.origin(lesson)
        claims: list[tuple[Path, Finding | Exercise]] = [*parts(lesson, Finding), *parts(lesson, Exercise)]
        for path, part in claims:
            if part.evidence != "practice wisdom" and not part.sources:
                message = f"the label '{part.evidence}' needs at least one source"
                hint = "list reference ids under `sources:`, or use the label 'practice wisdom'"
                yield Problem(Code.EVIDENCE, origin.at(*path, "evidence"), message, hint)


def sourced_claims(document: Lesson | Page | Faq) -> int:
    """How many places of a text name their sources: findings, and places in the body with one source or several."""
    findings = sum(1 for _, finding in parts(document, Finding) if finding.sources)
    return findings + sum(_places(passage) for _, passage in passages(_body(document)))


def _places(passage: Prose | Phrase) -> int:
    cited = [isinstance(inline, Citation) for inline in inlines(passage)]
    return sum(here and not before for before, here in pairwise((False, *cited)))


def unsourced_statements(document: Lesson | Page | Faq) -> Iterator[str]:
    """Sentences that say what research found, in a paragraph that names no work."""
    for _, passage in passages(_body(document)):
        for block in passage.blocks if isinstance(passage, Prose) else ():
            if not any(citations(block)):
                for sentence in sentences(plain_text(block)):
                    if _RESEARCH.search(sentence) and not _NOT_FOUND.search(sentence):
                        yield sentence


def _body(document: Lesson | Page | Faq) -> object:
    return document.answer if isinstance(document, Faq) else document.body
