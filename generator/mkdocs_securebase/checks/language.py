"""Language: short sentences, and none of the words that promise, label or shame."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..problems import Code, Problem
from .languages import Avoided, pack_of
from .limits import LONGEST_SENTENCE, limit_of
from .text import readers_texts, start, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

_QUOTED = re.compile(r"“[^”]*”")


def check_language(library: Library) -> Iterator[Problem]:
    """No long sentence and no banned word in any text that readers see."""
    pack, longest, avoided = pack_of(library.course.language), limit_of(library, LONGEST_SENTENCE), _avoided(library)
    any_of_them = re.compile("|".join(entry.pattern.pattern for entry in avoided) or r"(?!)", re.IGNORECASE)
    for document in readers_texts(library):
        origin = library.origin(document)
        for path, text in library.texts_of(document):
            for sentence in pack.sentences(text):
                count = len(words(sentence))
                if not longest.allows(count):
                    message = f"a sentence has {count} words; {longest} are allowed: “{start(sentence)}”"
                    yield Problem(Code.LANGUAGE, origin.find(path, sentence), message, "make two sentences of it")
            for word, hint in _said(text, avoided) if any_of_them.search(text) else ():
                yield Problem(Code.LANGUAGE, origin.find(path, word), f"“{word}” is not said in this guide", hint)


def _avoided(library: Library) -> tuple[Avoided, ...]:
    """What is not said in this guide: in its language, and by its own list."""
    own = (Avoided(avoid.compiled, avoid.say, avoid.quoted) for avoid in library.course.checks.avoid)
    return (*pack_of(library.course.language).AVOIDED, *own)


def _said(text: str, avoided: tuple[Avoided, ...]) -> Iterator[tuple[str, str]]:
    """The words of a text that are not said, each with what to do instead."""
    unquoted = _QUOTED.sub("“”", text)
    for entry in avoided:
        if found := entry.pattern.search(unquoted if entry.quoted else text):
            yield found.group(), entry.say
