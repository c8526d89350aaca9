"""Language: short sentences, and none of the words that promise, label or shame."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.library import passages
from ..model.prose import plain_text
from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

LONGEST_SENTENCE = 25
"""Words; most sentences should have far fewer."""

_BANNED: tuple[tuple[str, str], ...] = (
    (r"\b(?:un)?proven\b", "say how strong the evidence is"),
    (r"\bcur(?:e|es|ed|ing)\b", "nothing here is a cure; say what may help"),
    (r"\bguarantee\w*", "promise nothing; say what may help"),
    (r"\brewir\w+", "say 'learn', or leave the brain out"),
    (r"\bclingy\b", "describe what someone does, and what they need"),
    (r"\bcrazy\b", "describe the feeling"),
    (r"\btoxic\b", "describe what someone does"),
    (r"\bnarcissis\w+", "describe what someone does; do not diagnose"),
    (r"\bvag(?:us|al)\b|\bpolyvagal\b|\bneuroception\b", "use plain words: body alarm, calm, on edge"),
    (r"\ban? (?:anxious|avoidant)(?=[.,;:!?]|$)", "people are not types: say 'someone who worries about closeness'"),
    (
        r"\b(?:anxious|avoidant) (?:people|person|folks)\b",
        "people are not types: say 'people who worry about closeness'",
    ),
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’)\"]*\s+|\n{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; paragraphs and list items end sentences too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def check_language(library: Library) -> Iterator[Problem]:
    """No sentence over 25 words and no banned word in any text that readers see."""
    for document in library.documents():
        if document is library.references or document is library.coverage:
            continue
        origin = library.origin(document)
        for path, passage in passages(document):
            text = plain_text(passage)
            for sentence in sentences(text):
                count = len(words(sentence))
                if count > LONGEST_SENTENCE:
                    start = " ".join(sentence.split()[:6])
                    message = f"a sentence has {count} words; at most {LONGEST_SENTENCE} are allowed: “{start} …”"
                    yield Problem(Code.LANGUAGE, origin.at(*path), message, "make two sentences of it")
            for pattern, hint in _BANNED:
                found = re.search(pattern, text, re.IGNORECASE)
                if found:
                    message = f"“{found.group()}” is not said in this guide"
                    yield Problem(Code.LANGUAGE, origin.at(*path), message, hint)
