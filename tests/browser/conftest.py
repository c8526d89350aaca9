"""What the tests of questionnaires share: strict windows, and readers in front of each questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .taking import PHONE, WIDE, Reader, Strict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.library import Library


@pytest.fixture
def strict(browser: Browser) -> Iterator[Strict]:
    """A phone."""
    with Strict(browser, PHONE) as window:
        yield window
        assert window.said == []


@pytest.fixture
def strict_wide(browser: Browser) -> Iterator[Strict]:
    """A large window."""
    with Strict(browser, WIDE) as window:
        yield window
        assert window.said == []


@pytest.fixture
def phone(strict: Strict) -> Page:
    return strict.page()


@pytest.fixture
def reader(phone: Page, address: str) -> Reader:
    """Somebody at the closeness self-check, on a phone."""
    return Reader(phone, f"{address}/self-check/").open()


@pytest.fixture
def weekly(phone: Page, address: str) -> Reader:
    """Somebody at the weekly check-in, on a phone."""
    return Reader(phone, f"{address}/weekly-check-in/").open()


@pytest.fixture
def one_by_one(phone: Page, address: str) -> Reader:
    """Somebody at One relationship at a time, on a phone."""
    return Reader(phone, f"{address}/one-relationship/").open()


@pytest.fixture
def instrument_named(library: Library) -> Callable[[str], Instrument]:
    return lambda id_: library.instruments[id_]


@pytest.fixture
def instrument(library: Library) -> Instrument:
    return library.instruments["closeness-self-check"]
