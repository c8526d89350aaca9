"""The book of the real guide, set once for all tests of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from mkdocs_securebase.guide import Project
from mkdocs_securebase.pdf import write_pdf
from mkdocs_securebase.render.book import BookSource, render_book
from mkdocs_securebase.source import read_library

from ..projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mkdocs_securebase.model.library import Library

FONTS = Project(ROOT).fonts


@pytest.fixture(scope="session")
def library() -> Library:
    """The real guide as it is linked; whether its wording pleases the checks is no matter of the book."""
    found, problems = read_library(ROOT)
    assert found is not None, "\n".join(map(str, problems))
    return found


@pytest.fixture(scope="session")
def source(library: Library) -> BookSource:
    return render_book(library)


@pytest.fixture(scope="session")
def book(source: BookSource, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the real guide."""
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    write_pdf(source, path, fonts=FONTS)
    return path


@pytest.fixture(scope="session")
def pdf(book: Path) -> PdfReader:
    return PdfReader(book)


@pytest.fixture(scope="session")
def text(pdf: PdfReader) -> str:
    """Every word of the book without the feet of its pages and without white space, which extraction loses."""
    titles = sorted((squeezed(title) for title in bookmarks(pdf)), key=len, reverse=True)

    def without_foot(number: int, words: str) -> str:
        above = words.removesuffix(str(number))
        title = next((title for title in titles if above.endswith(title)), "") if above != words else ""
        return above.removesuffix(title)

    return "".join(without_foot(number, squeezed(sheet.extract_text())) for number, sheet in enumerate(pdf.pages, 1))


def bookmarks(pdf: PdfReader) -> list[str]:
    """The titles of all bookmarks, in reading order."""

    def walk(entries: Iterable[Any]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
            else:
                yield str(entry.title)

    return list(walk(pdf.outline))


def squeezed(words: str) -> str:
    """Without white space, soft hyphens and the joiners that only guide line breaks."""
    return "".join(words.replace("\u2060", "").replace("\u200b", "").replace("\u00ad", "").split())
