"""Runs of words shared with a text of which only hashes are known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.checks.originality import shared_runs, shingle
from mkdocs_securebase.checks.text import words

from .guides import library_with

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library

SOURCE = words("the small grey bird sat on the wet roof until the rain was over")
HASHES = frozenset(shingle(SOURCE[at : at + 5]) for at in range(len(SOURCE) - 4))
OTHER = st.lists(st.sampled_from(words("my our aunt sings loud about tea")), min_size=1, max_size=6)


@given(OTHER, st.integers(0, 8), st.integers(1, 12), OTHER)
def test_a_run_is_found_from_five_words_on_and_whole(before: list[str], at: int, length: int, after: list[str]) -> None:
    run = SOURCE[at : at + length]

    found = list(shared_runs(" ".join([*before, *run, *after]), HASHES))

    assert found == ([" ".join(run)] if len(run) >= 5 else [])


def test_a_run_ends_with_its_paragraph() -> None:
    assert list(shared_runs("The small grey bird\n\nsat on the wet roof", HASHES)) == ["sat on the wet roof"]


def test_the_kept_hashes_are_hashes_and_hold_no_word(library: Library) -> None:
    assert len(library.not_like) > 1000
    assert all(len(kept) == 12 and set(kept) <= set("0123456789abcdef") for kept in library.not_like)


@pytest.mark.parametrize(("length", "problems"), [(7, 0), (8, 1)])
def test_eight_words_in_a_row_stop_the_build(length: int, problems: int) -> None:
    library = replace(library_with(("faqs/why", "Because.", " ".join(SOURCE[:length]) + ".")), not_like=HASHES)

    found = check_library(library)

    assert [problem.message for problem in found] == [
        "8 words in a row stand in the text that the guide grew from: “the small grey bird sat on the wet”"
    ] * problems
