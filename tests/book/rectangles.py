"""Where the words of a book stand on its pages, measured with PDFium: extraction alone also reads what is off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MM = 72 / 25.4
SIDE, EDGE, FOOT = (18 * MM, 12 * MM), 15 * MM, 8 * MM
"""What no word crosses: the margins left and right, the one above, and what printers leave white below."""
SLACK = 3
"""Points by which the box of a letter, or the space after a word, may stand out."""


@dataclass(frozen=True)
class Rectangle:
    """A run of words on one line; points from the left and from the bottom."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    inside: bool
    """Whether it lies within the margins of its page."""
    words: str = ""


def rectangles(book: Path) -> Iterator[Rectangle]:
    """Every run of words of every page."""
    document = pypdfium2.PdfDocument(book)
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            inside = (
                left >= SIDE[0] - SLACK and right <= width - SIDE[1] + SLACK and bottom >= FOOT and top <= height - EDGE
            )
            words = "" if inside else text.get_text_bounded(left, bottom, right, top)
            yield Rectangle(number, left, bottom, right, top, inside, words)
    document.close()
