"""The book of the real guide, set once for all tests of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from generator.guide import Project
from generator.pdf import write_pdf
from generator.render.book import BookSource, render_book
from generator.source import read_library

from ..projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.library import Library

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
    """Every word of the book without white space, which extraction does not keep faithfully."""
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def squeezed(words: str) -> str:
    """Without white space, soft hyphens and the joiners that only guide line breaks."""
    return "".join(words.replace("\u2060", "").replace("\u200b", "").replace("\u00ad", "").split())
