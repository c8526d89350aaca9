"""How much room a text takes on a page at most: what surely fits is kept whole, everything else may break.

Typst can measure, but that sets each text twice; an upper bound from the number of letters costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.prose import BulletList, OrderedList, Paragraph, Phrase, Prose, Quote, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.prose import Block

Passage = Prose | Phrase | str

PAGE = 24
"""Lines that any page of the book has room for, with the gaps between paragraphs."""
COLUMN = 50
"""Letters that any line of the text column has room for."""


def lines(passages: Iterable[Passage], letters: int = COLUMN) -> int:
    """Lines that passages need at most, one below the other, where a line has room for so many letters."""
    return sum(_lines(passage, letters) for passage in passages)


def whole(passages: Iterable[Passage], letters: int = COLUMN, most: int = PAGE) -> bool:
    """Whether passages surely fit into so many lines."""
    return lines(passages, letters) <= most


def length(passage: Passage) -> int:
    """The letters of a passage."""
    return len(passage if isinstance(passage, str) else plain_text(passage))


def longest_word(texts: Iterable[str]) -> str:
    """The word with the most letters, for a column that must hold it."""
    return max((word for text in texts for word in text.split()), key=len, default="")


def _lines(passage: Passage, letters: int) -> int:
    if isinstance(passage, Prose):
        return sum(_block(block, letters) for block in passage.blocks)
    return _text(passage if isinstance(passage, str) else plain_text(passage), letters)


def _block(block: Block, letters: int) -> int:
    inner = max(10, letters - 4)
    match block:
        case Paragraph():
            return _text(plain_text(block), letters) + 1
        case BulletList(items) | OrderedList(_, items):
            return 1 + sum(_block(part, inner) for item in items for part in item)
        case Quote(blocks):
            return sum(_block(part, inner) for part in blocks)


def _text(words: str, letters: int) -> int:
    return 1 + len(words) // letters
