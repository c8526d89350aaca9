"""Search, asked with what people type: whoever is in danger sees help first, everybody else finds their page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.render.links import SiteLinks, site_paths
from mkdocs_securebase.render.search import search_entries

from .asking import Answer, ask
from .queries import danger, everyday, worries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_securebase.model.library import Library

NONSENSE = "qqqqqq"


def names_and_numbers(library: Library) -> Iterator[str]:
    """Everything by which somebody may look for a help line, as it stands and as it may be typed."""
    for line in library.safety.lines:
        yield from (line.name, line.name.lower())
        for contact in line.contacts:
            yield contact.value
            if contact.how in ("call", "text"):
                digits = re.sub(r"\D", "", contact.value)
                yield from (digits, f"call {contact.value}", contact.value.replace(" ", "-"))


@pytest.fixture(scope="module")
def answers(library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    queries = [*danger(), *everyday(), *worries(), *names_and_numbers(library), NONSENSE]
    return ask(library, queries, tmp_path_factory.mktemp("index"))


def test_whoever_is_in_danger_sees_help_above_all_results(answers: dict[str, Answer]) -> None:
    assert [(about, query) for query, about in danger().items() if answers[query].purposes is None] == []


def test_every_name_and_number_of_a_line_leads_to_it(library: Library, answers: dict[str, Answer]) -> None:
    assert [query for query in names_and_numbers(library) if not answers[query].named] == []


def test_everyday_words_find_their_page_among_the_first_three(answers: dict[str, Answer]) -> None:
    missed = {query: answers[query].to[:3] for query, to in everyday().items() if not {*to} & {*answers[query].to[:3]}}

    assert len(missed) <= 0.05 * len(everyday()), missed


def test_help_seldom_stands_above_everyday_results(answers: dict[str, Answer]) -> None:
    for asked in (list(everyday()), worries()):
        pinned = [query for query in asked if answers[query].purposes is not None]

        assert len(pinned) <= 0.02 * len(asked), pinned


def test_nonsense_finds_nothing(answers: dict[str, Answer]) -> None:
    assert answers[NONSENSE] == Answer([], None, [])


def test_a_typed_need_decides_whose_lines_are_shown(answers: dict[str, Answer]) -> None:
    assert (answers["suicide"].purposes or [])[0] == "crisis"
    assert (answers["he hits me"].purposes or [])[0] == "abuse"
    assert "sexual-violence" in (answers["raped"].purposes or [])
    assert "harming" in (answers["i hit my girlfriend"].purposes or [])


def test_every_address_that_a_query_wants_is_there(library: Library) -> None:
    known = {entry.to for entry in search_entries(library, SiteLinks(site_paths(library), ""))}

    assert {to for wanted in everyday().values() for to in wanted} - known == set()
