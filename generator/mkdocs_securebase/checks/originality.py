"""Originality: no run of words shared with the text that the guide grew from, of which only hashes are kept."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha1
from importlib.resources import files
from typing import TYPE_CHECKING

from ..model.library import texts
from ..problems import Code, Problem
from .language import readers_texts
from .limits import SHARED_RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

_LENGTH = 5
"""Words in a shingle: a run of so many neighbouring words that is hashed as one."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ALLOWED = ("amir levine and rachel heller", "attached by amir levine")
"""Names of books and people; there is no other way to say them."""


@cache
def kept_shingles() -> frozenset[str]:
    """The hashes of that text's shingles, from shingles.txt beside this module."""
    return frozenset(files(__package__).joinpath("shingles.txt").read_text(encoding="ascii").split())


def shingle(words: list[str]) -> str:
    """The hash of a few words."""
    return sha1(" ".join(words).encode(), usedforsecurity=False).hexdigest()[:12]


def shared_runs(text: str, shingles: frozenset[str]) -> Iterator[str]:
    """The longest runs of five words and more whose shingles are all known, paragraph by paragraph."""
    for paragraph in text.split("\n\n"):
        words = _WORD.findall(paragraph.lower().replace("’", "'"))
        run = 0
        for index in range(len(words) - _LENGTH + 2):
            if index <= len(words) - _LENGTH and shingle(words[index : index + _LENGTH]) in shingles:
                run += 1
            elif run:
                found = " ".join(words[index - run : index + _LENGTH - 1])
                if not any(name in found for name in _ALLOWED):
                    yield found
                run = 0


def check_originality(library: Library) -> Iterator[Problem]:
    """No text that readers see shares a run of eight words or more."""
    for document in readers_texts(library):
        for path, text in texts(document):
            for run in shared_runs(text, kept_shingles()):
                count = len(run.split())
                if not SHARED_RUN.allows(count):
                    message = f"{count} words in a row stand in the text that the guide grew from: “{run}”"
                    yield Problem(
                        Code.COPIED, library.origin(document).find(path, run), message, "say it in your own words"
                    )
