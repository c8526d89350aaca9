"""Nothing leaves the page: every word of the real book, and of one that strains all of it, lies in its margins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page as pdf_validation
import pytest
from pypdf import PdfReader

from mkdocs_securebase.pdf import write_pdf
from mkdocs_securebase.render.book import render_book
from mkdocs_securebase.source import read_library

from .conftest import FONTS, squeezed
from .rectangles import rectangles
from .stress import ADDRESS, WORD, stress_guide

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.library import Library

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the guide that strains every part."""
    folder = stress_guide(tmp_path_factory.mktemp("stress") / "guide")
    found, problems = read_library(folder)
    assert found is not None, problems
    path = folder / "book.pdf"
    write_pdf(render_book(found), path, fonts=FONTS)
    return path


def test_every_word_of_the_book_lies_in_its_margins(book: Path) -> None:
    found = list(rectangles(book))

    assert len(found) > 20_000
    assert [one for one in found if not one.inside] == []


def test_long_words_many_columns_and_long_lists_lie_in_their_margins(stressed: Path) -> None:
    found = list(rectangles(stressed))

    assert len(found) > 20_000
    assert [one for one in found if not one.inside] == []


def test_a_strained_book_keeps_the_rules_for_accessible_pdf(stressed: Path) -> None:
    report = pdf_validation.validate_pdf(str(stressed), profile="ua1")

    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_long_words_and_addresses_can_be_copied_whole(stressed: Path) -> None:
    words = squeezed("".join(sheet.extract_text() for sheet in PdfReader(stressed).pages[:20]))

    assert WORD in words
    assert ADDRESS.removeprefix("https://") in words


def test_no_character_without_a_shape_stands_in_an_address(sheets: list[str]) -> None:
    assert [number for number, words in enumerate(sheets, start=1) if "\u200b" in words] == []


def test_a_sheet_that_goes_on_says_which_it_is(sheets: list[str], library: Library) -> None:
    """Every page between a sheet's first and what follows it bears the sheet's name."""
    continued = library.interface.book.sheet_continued
    names = [exercise.name for _, exercise in library.exercises.values()]
    label = squeezed(library.interface.exercise.sheet)
    pages = [squeezed(words) for words in sheets]
    heads = [
        number
        for number, words in enumerate(pages)
        if any(words.startswith(squeezed(continued.format(name=name))) for name in names)
    ]

    assert heads
    assert all(pages[number - 1].startswith(label) or number - 1 in heads for number in heads)
