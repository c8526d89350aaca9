"""Numbers: never a percentage without saying of whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.library import texts
from ..problems import Code, Problem
from .language import readers_texts, sentences, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s?(?:%|per ?cent\b)", re.IGNORECASE)
_BASE = re.compile(r"\s?of (?:the |all |these |those |our )?(?:\d[\d,]* )?[^\W\d_]{3,}")
_COUNTED = re.compile(r"\b(?:of|among|in|from) (?:the |all |these )?\d[\d,]*\s[^\W\d_]{3,}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def numbers(text: str) -> list[str]:
    """The numbers in a text that are written in figures."""
    return _NUMBER.findall(text)


def percents(text: str) -> list[str]:
    """The percentages in a text."""
    return [found.group() for found in _PERCENT.finditer(text)]


def bare_percents(sentence: str) -> list[str]:
    """The percentages of a sentence that does not say of whom or of what they are: '20% of adults' does."""
    if _COUNTED.search(sentence):
        return []
    return [found.group() for found in _PERCENT.finditer(sentence) if not _BASE.match(sentence, found.end())]


def check_numbers(library: Library) -> Iterator[Problem]:
    """Every percentage says of whom or of what it is, in the same sentence."""
    for document in readers_texts(library):
        for path, text in texts(document):
            for sentence in sentences(text):
                for percent in bare_percents(sentence):
                    message = f"“{percent}” does not say of whom: “{start(sentence)}”"
                    hint = "say it as '20 in 100 adults', or at least as '20% of adults'"
                    yield Problem(Code.NUMBERS, library.origin(document).find(path, percent), message, hint)
