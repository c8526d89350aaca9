"""Readability: the school years that a body asks for; the only module that knows the library of formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import textstat_rs

from ..model.documents import Faq, Lesson, Page
from ..model.library import texts
from ..model.quality import Readability
from ..problems import Code, Problem
from .glossary import familiar
from .language import sentences, words
from .limits import FEWEST_WORDS_TO_GRADE, HIGHEST_GRADE, HIGHEST_SMOG

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from ..model.library import Library
    from ..problems import Path

_SHORT_WORD = "word"


def body(document: Lesson | Page | Faq) -> Iterator[tuple[Path, str]]:
    """What a lesson, a page or a question has to read from start to end, with paths in the source."""
    fields = (document.short, document.answer) if isinstance(document, Faq) else (document.body,)
    paths: tuple[Path, ...] = (("short",), ("answer",)) if isinstance(document, Faq) else (("body",),)
    for path, value in zip(paths, fields, strict=True):
        for at, text in texts(value, path):
            if at[-1] != "alt":
                yield at, text


def measure_readability(found: Iterable[str], known: re.Pattern[str]) -> Readability | None:
    """Grade and SMOG of some sentences; words that match `known` count as words of one syllable.

    None for texts too short to say. Headings, list items and cells count as the sentences they are given as; those of
    one or two words add words but no sentence, as in textstat, which makes the grade a little stricter.
    """
    plain = [words(known.sub(lambda term: " ".join(_SHORT_WORD for _ in term.group().split()), s)) for s in found]
    if sum(map(len, plain)) < FEWEST_WORDS_TO_GRADE:
        return None
    text = " ".join(" ".join(part).replace("-", " ").replace("’", "'") + "." for part in plain if part)
    return Readability(
        grade=textstat_rs.flesch_kincaid_grade(text, lang="en_GB"), smog=textstat_rs.smog_index(text, lang="en_GB")
    )


def readability_of(document: Lesson | Page | Faq, known: re.Pattern[str]) -> Readability | None:
    """Grade and SMOG of a document's body."""
    return measure_readability([s for _, text in body(document) for s in sentences(text)], known)


def check_readability(library: Library) -> Iterator[Problem]:
    """No body of a lesson or a page asks for more school years than the limits allow."""
    known = familiar(library.glossary)
    documents: tuple[Lesson | Page, ...] = (*library.lessons.values(), *library.pages.values())
    for document in documents:
        found = readability_of(document, known)
        if found is None:
            continue
        position = library.origin(document).key("body")
        for value, limit, name in ((found.grade, HIGHEST_GRADE, "Flesch-Kincaid"), (found.smog, HIGHEST_SMOG, "SMOG")):
            if not limit.allows(value):
                message = f"the body asks for grade {value:.1f} by {name}; {limit} is allowed"
                hint = "use shorter words and sentences, or explain a long word in content/glossary.yaml"
                yield Problem(Code.READABILITY, position, message, hint)
