"""Days in words, as the guide's language spells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_month_names

from ..model.countries import locale_of

if TYPE_CHECKING:
    from datetime import date


def month_names(language: str) -> tuple[str, ...]:
    """The twelve months."""
    names = get_month_names("wide", locale=locale_of(language))
    return tuple(names[number] for number in range(1, 13))


def day_in_words(day: date, language: str) -> str:
    """A day with its month in words: '24 November 2026'."""
    return f"{day.day} {month_names(language)[day.month - 1]} {day.year}"
