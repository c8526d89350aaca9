"""Originality: no run of words shared with the text that the guide grew from, of which only hashes are kept."""

from __future__ import annotations

import re
from hashlib import sha1
from typing import TYPE_CHECKING

from ..problems import Code, Problem
from .limits import SHARED_RUN, limit_of
from .text import readers_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.library import Library

_LENGTH = 5
"""Words in a shingle: a run of so many neighbouring words that is hashed as one."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def shingle(words: list[str]) -> str:
    """The hash of a few words."""
    return sha1(" ".join(words).encode(), usedforsecurity=False).hexdigest()[:12]


def shared_runs(text: str, shingles: frozenset[str], may_quote: Iterable[str] = ()) -> Iterator[str]:
    """The longest runs of five words and more whose shingles are all known, paragraph by paragraph.

    `may_quote` holds names of books and people in small letters: there is no other way to say them.
    """
    for paragraph in text.split("\n\n"):
        words = _WORD.findall(paragraph.lower().replace("’", "'"))
        run = 0
        for index in range(len(words) - _LENGTH + 2):
            if index <= len(words) - _LENGTH and shingle(words[index : index + _LENGTH]) in shingles:
                run += 1
            elif run:
                found = " ".join(words[index - run : index + _LENGTH - 1])
                if not any(name in found for name in may_quote):
                    yield found
                run = 0


def check_originality(library: Library) -> Iterator[Problem]:
    """No text that readers see shares a run of eight words or more."""
    for document in readers_texts(library):
        for path, text in library.texts_of(document):
            for run in shared_runs(text, library.not_like, library.course.checks.may_quote):
                count = len(run.split())
                if not limit_of(library, SHARED_RUN).allows(count):
                    message = f"{count} words in a row stand in the text that the guide grew from: “{run}”"
                    yield Problem(
                        Code.COPIED, library.origin(document).find(path, run), message, "say it in your own words"
                    )
