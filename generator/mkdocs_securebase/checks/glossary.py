"""Glossary: technical words are explained, and linked where they first come up. Nothing here stops the build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.documents import Faq
from ..model.library import passages
from ..model.prose import InternalLink, Text, inlines, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.documents import Glossary, Lesson, Page
    from ..model.prose import Reference


def unlisted_words(found: str, glossary: Glossary, watched: Iterable[str]) -> tuple[str, ...]:
    """The watched words of a text that no glossary entry holds, in the order of the list."""
    explained = " ".join(word.casefold() for term in glossary.terms for word in (term.term, *term.also))
    return tuple(
        match.group()
        for word in watched
        if word not in explained and (match := re.search(rf"\b{re.escape(word)}\w*", found, re.IGNORECASE))
    )


def familiar(glossary: Glossary) -> re.Pattern[str]:
    """Finds the words that the glossary explains, the longest term first, in the singular or with an s."""
    terms = sorted((term.term for term in glossary.terms), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, terms))})s?\b" if terms else r"(?!)", re.IGNORECASE)


def unlinked_terms(document: Lesson | Page | Faq, glossary: Glossary) -> tuple[str, ...]:
    """Glossary terms that a body uses before it links them, or without, in alphabetical order."""
    terms = {term.term.casefold(): term for term in glossary.terms}
    known = familiar(glossary)
    linked_first: dict[str, bool] = {}
    for text, target in _pieces(document):
        if target is None:
            for found in known.finditer(text):
                linked_first.setdefault(terms[found.group(1).casefold()].id, False)
        elif target.kind == "term":
            linked_first.setdefault(target.id, True)
    return tuple(sorted(term.term for term in glossary.terms if linked_first.get(term.id) is False))


def _pieces(document: Lesson | Page | Faq) -> Iterator[tuple[str, Reference | None]]:
    """The body's words piece by piece, each with what it links to."""
    value: object = (document.short, document.answer) if isinstance(document, Faq) else document.body
    for _, passage in passages(value):
        inside = 0
        for inline in inlines(passage):
            if isinstance(inline, InternalLink):
                inside = sum(isinstance(child, Text) for child in inlines(inline))
                yield plain_text(inline), inline.target
            elif isinstance(inline, Text) and inside:
                inside -= 1
            elif isinstance(inline, Text):
                yield inline.text, None
