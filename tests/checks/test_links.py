"""Months are counted as people count them, and every link that leaves the guide is found."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.checks.due import is_older_than
from mkdocs_securebase.checks.links import external_links

from .guides import library_with

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_a_year_is_over_on_the_day_after_its_anniversary() -> None:
    assert not is_older_than(12, date(2025, 6, 1), date(2026, 6, 1))
    assert is_older_than(12, date(2025, 6, 1), date(2026, 6, 2))
    assert not is_older_than(12, date(2024, 2, 29), date(2025, 2, 28))
    assert is_older_than(12, date(2024, 2, 29), date(2025, 3, 1))


@given(DAYS, st.integers(0, 1000), st.integers(0, 400))
def test_what_is_older_stays_older(day: date, days: int, more: int) -> None:
    today = day + timedelta(days)

    assert is_older_than(12, day, today) <= is_older_than(12, day, today + timedelta(more))
    assert is_older_than(24, day, today) <= is_older_than(12, day, today)
    assert not is_older_than(0, today, day)


def test_links_are_found_in_prose_resources_and_help_lines() -> None:
    library = library_with(
        ("faqs/why", "See [one]", "See *[theirs](https://example.org/a)* and [one]"),
        ("resources/a-book", "checked:", "url: https://example.org/b\nchecked:"),
        ("safety", 'value: "112"}', 'value: "112"}\n      - {how: web, value: example.org/c}'),
    )

    found = [url for document in library.documents() for _, url in external_links(document)]

    assert found == ["https://example.org/a", "https://example.org/b", "example.org/c"]
