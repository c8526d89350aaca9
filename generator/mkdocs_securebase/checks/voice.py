"""Voice: what can be counted of how a text sounds. None of it is a quota; all of it is worth a second look."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..model.documents import Faq
from ..model.library import passages, texts
from ..model.prose import Paragraph, Prose, facts_told, plain_text
from .text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model.documents import Lesson, Page
    from ..model.library import Library
    from .languages import LanguagePack

_CONTRACTION = re.compile(
    r"\b\w+(?:n[’']t|[’'](?:re|ve|ll|d|m))\b|\b(?:it|that|there|here|what|who|how|he|she|let)[’']s\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^”]*”")
_RUN = 5
"""Words of a run that is looked for in other lessons."""


def contractions(document: Lesson | Page | Faq) -> float:
    """Contractions of 1,000 words of the body, outside quotation marks."""
    told = [_QUOTED.sub(" ", text) for _, text in texts(_body(document))]
    count = sum(len(words(text)) for text in told)
    return 1000 * sum(len(_CONTRACTION.findall(text)) for text in told) / count if count else 0.0


def even_paragraphs(document: Lesson | Page | Faq, pack: LanguagePack) -> float:
    """Paragraphs of the body with two or three sentences, of 100; items of lists and single phrases do not count."""
    lengths = [
        len(pack.sentences(plain_text(block)))
        for _, passage in passages(_body(document))
        if isinstance(passage, Prose)
        for block in passage.blocks
        if isinstance(block, Paragraph)
    ]
    return 100 * sum(length in (2, 3) for length in lengths) / len(lengths) if lengths else 0.0


def longest_stretch(document: Lesson | Page | Faq) -> int:
    """The most words of running prose in the body that neither a list nor another block interrupts."""
    longest = run = 0
    for _, passage in passages(_body(document)):
        for block in passage.blocks if isinstance(passage, Prose) else ():
            run = run + len(words(plain_text(block))) if isinstance(block, Paragraph) else 0
            longest = max(longest, run)
        run = 0
    return longest


def told_twice(lesson: Lesson) -> tuple[str, ...]:
    """Ids of facts that a lesson tells more than once: in its body, its block on research, its exercises."""
    told = Counter(id_ for _, passage in passages(lesson) for id_ in facts_told(passage))
    return tuple(id_ for id_, count in told.items() if count > 1)


def repeated_runs(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Lesson id to the runs of five words that stand in other lessons too; facts do not count: they are told alike."""
    told = [plain_text(words) for work in library.references.works for _, words in passages(work.facts)]
    own = {id_: set(_own_runs(lesson, told)) for id_, lesson in library.lessons.items()}
    lessons = Counter(run for runs in own.values() for run in runs)
    return {id_: tuple(sorted(run for run in runs if lessons[run] > 1)) for id_, runs in own.items()}


def _own_runs(lesson: Lesson, told: Sequence[str]) -> Iterator[str]:
    for _, text in texts(lesson):
        own = text
        for fact in told:
            own = own.replace(fact, "\n\n")
        yield from _runs(own)


def _runs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        row = [word.lower().replace("’", "'") for word in words(paragraph)]
        yield from (" ".join(row[index : index + _RUN]) for index in range(len(row) - _RUN + 1))


def _body(document: Lesson | Page | Faq) -> object:
    return document.answer if isinstance(document, Faq) else document.body
