"""Numbers: never a percentage without saying of whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..problems import Code, Problem
from .languages import pack_of
from .text import PERCENT, readers_texts, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def numbers(text: str) -> list[str]:
    """The numbers in a text that are written in figures."""
    return _NUMBER.findall(text)


def percents(text: str) -> list[str]:
    """The percentages in a text."""
    return [found.group() for found in PERCENT.finditer(text)]


def check_numbers(library: Library) -> Iterator[Problem]:
    """Every percentage says of whom or of what it is, in the same sentence."""
    pack = pack_of(library.course.language)
    for document in readers_texts(library):
        for path, text in library.texts_of(document):
            for sentence in pack.sentences(text) if PERCENT.search(text) else ():
                for percent in pack.bare_percents(sentence):
                    message = f"“{percent}” does not say of whom: “{start(sentence)}”"
                    hint = "say it as '20 in 100 adults', or at least as '20% of adults'"
                    yield Problem(Code.NUMBERS, library.origin(document).find(path, percent), message, hint)
