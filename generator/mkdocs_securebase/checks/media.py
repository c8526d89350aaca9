"""Words of one medium that reach the other: a book cannot be tapped, and a page on a screen has no overleaf.

These are notices, not problems: the words below can be meant in another way. Where a text speaks to a device, mark it
(`on: screen`), say it in two ways (`screen:` and `paper:`), or say it so that it is true on both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.interface import Interface
from ..model.medium import texts_on
from ..problems import Code, Problem, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model.library import Library
    from ..model.prose import Medium
    from ..problems import Path

_TO_A_DEVICE = (
    r"(?:tap|click|swipe|scroll)(?:s|ping|ing)? (?:on |here|down|up|to |the (?:button|link|arrow|box|name))",
    r"press(?:es|ing|ed)? (?:[“\"]|shift\b|back\b|continue\b|the (?:button|key)|a (?:button|key))",
    r"(?:the|this|that) button\b",
    r"(?:choose|select|pick) (?:\w+ ){0,2}below\b",
    r"erase everything",
    r"(?:what|nothing|anything|all|words) you (?:typed?|entered|enter)\b",
    r"(?:kept|keeps?|stays?|stored?|held) on (?:this|your) device\b",
    r"this (?:tab|site|website|browser|window)\b",
    r"(?:on|of) this page\b",
    r"(?:print|leave) this page\b",
    r"(?:also )?in the book\b",
    r"public issue tracker",
    r"(?:the|a) link (?:opens|leads)\b",
    r"(?:in|on) (?:the|a) soft patch\b",
    r"(?:at the top|at the foot) of (?:each|every) page\b",
    r"this device\b",
)
_TO_A_READER_OF_PAPER = (
    r"overleaf\b",
    r"turn the page\b",
    r"(?:on|see) page \d",
    r"(?:in|of) this book\b",
    r"(?:cut|tear) (?:it|this) out\b",
    r"this sheet of paper\b",
)
SIGNS: Mapping[Medium, re.Pattern[str]] = {
    "paper": re.compile(rf"\b(?:{'|'.join(_TO_A_DEVICE)})", re.IGNORECASE),
    "screen": re.compile(rf"\b(?:{'|'.join(_TO_A_READER_OF_PAPER)})", re.IGNORECASE),
}
"""For each medium the words that can hardly be true on it."""

_OTHER: Mapping[Medium, Medium] = {"paper": "screen", "screen": "paper"}

NEVER_ON_PAPER = {"summary", "search-words", "supports", "hurried", "free-line", "welcome", "answer-back", "covers"}
"""Fields that the book does not print."""
_SECTIONS_ON_PAPER = ("book", "lesson", "exercise")
"""Sections of the interface of which the book prints every word."""


def other_medium(library: Library) -> tuple[Problem, ...]:
    """Every place where words of one medium reach the other unmarked, in file order."""
    return in_order([*_places(library, "paper"), *_places(library, "screen")])


def _places(library: Library, medium: Medium) -> Iterator[Problem]:
    for document in library.documents():
        for path, text in texts_on(document, medium):
            if medium == "paper" and _not_printed(isinstance(document, Interface), path):
                continue
            if medium == "screen" and path[:1] == ("book",):
                continue
            for found in SIGNS[medium].finditer(text):
                message = f"'{found.group()}' reaches {medium}, where it can hardly be true"
                hint = f"mark it `on: {_OTHER[medium]}`, say it under `screen:` and `paper:`, or so that both are true"
                yield Problem(Code.LANGUAGE, library.origin(document).find(path, found.group()), message, hint)


def _not_printed(interface: bool, path: Path) -> bool:
    if interface:
        return path[0] not in _SECTIONS_ON_PAPER
    return any(step in NEVER_ON_PAPER for step in path)
