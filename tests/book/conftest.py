"""The book of the real guide, set and read once for all tests of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from mkdocs_securebase.guide import book_path
from mkdocs_securebase.render.book import BookSource, render_book
from mkdocs_securebase.shared import book_faces
from mkdocs_securebase.source import read_library

from ..conftest import made_once
from ..projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mkdocs_securebase.model.library import Library

FONTS = book_faces()


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
def book(site: Path, library: Library) -> Path:
    """The PDF of the real guide, as its site has it."""
    return book_path(library, site)


@pytest.fixture(scope="session")
def pdf(book: Path) -> PdfReader:
    return PdfReader(book)


@pytest.fixture(scope="session")
def sheets(book: Path, run_folder: Path) -> list[str]:
    """The words of each page."""

    def make(folder: Path) -> None:
        folder.mkdir()
        words = [sheet.extract_text() for sheet in PdfReader(book).pages]
        (folder / "sheets.json").write_text(json.dumps(words), encoding="utf-8")

    found: list[str] = json.loads((made_once(run_folder / "sheets", make) / "sheets.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def text(pdf: PdfReader, sheets: list[str]) -> str:
    """Every word of the book without the feet of its pages and without white space, which extraction loses."""
    titles = sorted((squeezed(title) for title in bookmarks(pdf)), key=len, reverse=True)

    def without_foot(number: int, words: str) -> str:
        above = words.removesuffix(str(number))
        title = next((title for title in titles if above.endswith(title)), "") if above != words else ""
        return above.removesuffix(title)

    return "".join(without_foot(number, squeezed(words)) for number, words in enumerate(sheets, 1))


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
