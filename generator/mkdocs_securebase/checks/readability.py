"""Readability: the school years that a body asks for; the formula is the language's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.documents import Faq, Lesson, Page
from ..model.library import texts
from ..problems import Code, Problem
from .glossary import familiar
from .languages import LanguagePack, pack_of
from .limits import FEWEST_WORDS_TO_GRADE, HIGHEST_GRADE, HIGHEST_SMOG, limit_of
from .text import words

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from ..model.library import Library
    from ..model.quality import Readability
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


def measure_readability(found: Iterable[str], known: re.Pattern[str], pack: LanguagePack) -> Readability | None:
    """Grade and SMOG of some sentences; words that match `known` count as words of one syllable.

    None for texts too short to say. Headings, list items and cells count as the sentences they are given as; those of
    one or two words add words but no sentence, as in textstat, which makes the grade a little stricter.
    """
    plain = [words(known.sub(lambda term: " ".join(_SHORT_WORD for _ in term.group().split()), s)) for s in found]
    if sum(map(len, plain)) < FEWEST_WORDS_TO_GRADE:
        return None
    return pack.readability(plain)


def readability_of(document: Lesson | Page | Faq, known: re.Pattern[str], pack: LanguagePack) -> Readability | None:
    """Grade and SMOG of a document's body."""
    return measure_readability([s for _, text in body(document) for s in pack.sentences(text)], known, pack)


def check_readability(library: Library) -> Iterator[Problem]:
    """No body of a lesson or a page asks for more school years than the limits allow."""
    known, pack = familiar(library.glossary), pack_of(library.course.language)
    documents: tuple[Lesson | Page, ...] = (*library.lessons.values(), *library.pages.values())
    for document in documents:
        found = readability_of(document, known, pack)
        if found is None:
            continue
        position = library.origin(document).key("body")
        for value, hard, name in ((found.grade, HIGHEST_GRADE, "Flesch-Kincaid"), (found.smog, HIGHEST_SMOG, "SMOG")):
            limit = limit_of(library, hard)
            if not limit.allows(value):
                message = f"the body asks for grade {value:.1f} by {name}; {limit} is allowed"
                hint = "use shorter words and sentences, or explain a long word in content/glossary.yaml"
                yield Problem(Code.READABILITY, position, message, hint)
