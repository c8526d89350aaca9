"""Phrases of search: what people may type, written so that an author without code can read and extend them.

A phrase is a few words in their order: `hits me`. Every form of a word counts ('hit', 'hitting'), and little words
may stand in between ('he is hitting me'). Marks: `a/b` is one word or the other, `{person}` one word of a group,
`...` up to three other words, `a + b` both anywhere in any order, and `reads!` that form of the word alone.
`self-harm` is also 'self harm' and 'selfharm'.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator

GAP, BESIDE = "...", "+"
MARKS = (GAP, BESIDE)
"""Slots that stand for no word of their own."""
_CHOICE = r"(?:\{[a-z]+\}|[a-z0-9]+(?:['-][a-z0-9]+)*!?)"
_SLOT = re.compile(rf"{_CHOICE}(?:/{_CHOICE})*")


def _search_phrase(value: str) -> str:
    slots = value.split(" ")
    words = [slot for slot in slots if slot not in MARKS]
    between = pairwise(slots)
    if (
        {slots[0], slots[-1]} & {*MARKS}
        or any({*pair} <= {*MARKS} for pair in between)
        or not all(map(_SLOT.fullmatch, words))
    ):
        raise PydanticCustomError(
            "rule",
            "expected small words with one space between them: hit/beat me, {person}, ... or + between two words, "
            "or reads! for one form only",
        )
    return value


SearchPhrase = Annotated[str, AfterValidator(_search_phrase)]
"""A phrase as described above."""


def slots_of(phrase: SearchPhrase) -> Iterator[tuple[str, ...]]:
    """The places of a phrase in order, each with the words, groups or gap that may stand there."""
    for slot in phrase.split(" "):
        yield tuple(slot.split("/"))


def groups_in(phrase: SearchPhrase) -> Iterator[str]:
    """The names of the groups that a phrase uses."""
    return (choice[1:-1] for slot in slots_of(phrase) for choice in slot if choice.startswith("{"))
