"""The book's source before it is set: what stands where, without a typesetter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.model.prose import plain_text
from mkdocs_securebase.render.book import BookSource, render_book

from ..checks.guides import library_with

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library


def test_resources_stand_under_their_form_in_the_order_of_the_list(source: BookSource, library: Library) -> None:
    places = [source.main.rindex(f"<resource-{id_}>") for id_ in library.resources]  # links to them come before

    assert places == sorted(places)


@pytest.mark.parametrize("verified", ["memory", '"yes"'])
def test_a_work_cited_from_memory_says_so(verified: str) -> None:
    library = library_with(("references", 'verified: "yes"', f"verified: {verified}"))
    words = library.interface.shell.verified_memory

    assert (words in render_book(library).main) == (verified == "memory")


def test_questionnaires_stand_in_it_with_their_words_of_caution(source: BookSource, library: Library) -> None:
    cautions = [plain_text(one.for_two.caution) for one in library.instruments.values() if one.for_two]

    assert cautions
    for caution in cautions:
        assert caution.split(".")[0] in source.main
