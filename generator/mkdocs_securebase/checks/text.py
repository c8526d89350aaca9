"""Texts in words and paragraphs: what every check counts with, in any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.prose import BulletList, OrderedList, Paragraph, Phrase, Prose, Quote, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Document
    from ..model.library import Library
    from ..model.prose import Block

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s?(?:%|per ?cent\b)", re.IGNORECASE)
"""A share in figures."""


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def paragraphs(passage: Prose | Phrase | Block) -> Iterator[str]:
    """The paragraphs of a passage as plain text; a list item is a paragraph of its own."""
    return map(plain_text, paragraph_nodes(passage))


def paragraph_nodes(passage: Prose | Phrase | Block) -> Iterator[Paragraph | Phrase]:
    """The paragraphs of a passage; a list item is a paragraph of its own."""
    match passage:
        case Prose(blocks) | Quote(blocks):
            for block in blocks:
                yield from paragraph_nodes(block)
        case BulletList(items) | OrderedList(_, items):
            for item in items:
                for block in item:
                    yield from paragraph_nodes(block)
        case Paragraph() | Phrase():
            yield passage


def readers_texts(library: Library) -> Iterator[Document]:
    """The documents written for readers: all but the list of works and the list of points."""
    for document in library.documents():
        if document is not library.references and document is not library.coverage:
            yield document


def start(text: str) -> str:
    """The first words of a text, to find it by."""
    first = text.split()
    return " ".join(first[:6]) + (" …" if len(first) > 6 else "")
