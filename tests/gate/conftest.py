"""What the gate measures: our site, built once and served as a host serves it, and engines."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from ..chromium import chromium_program, launch_chromium
from . import subjects
from .probes import STRICT, Pictures
from .serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

    from .subjects import Subject


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-snapshots", action="store_true", help="write tests/gate/snapshots anew")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Our site over HTTP, compressed."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def ours(site: Path, address: str) -> Subject:
    """Our site as something to measure."""
    return subjects.ours(site, address)


@pytest.fixture(scope="session")
def ours_strict(site: Path, ours: Subject) -> Iterator[Subject]:
    """Our site under a strict policy sent by the host."""
    with served(site, {"Content-Security-Policy": STRICT}) as address:
        yield subjects.Subject("ours", site, address, ours.pages)


@pytest.fixture(scope="session")
def passed() -> set[str]:
    """The ways in which words are coloured that axe has found fit to read."""
    return set()


@pytest.fixture(scope="session")
def pictures(browser: Browser) -> Pictures:
    """Compares pictures of pages."""
    return Pictures.on(browser)


# Engines --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium and Firefox."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> str:
    """Where Chromium is, the whole of it."""
    return chromium_program(whole=True) or playwright.chromium.executable_path


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    chromium = launch_chromium(playwright)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Firefox ESR from the system."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        pytest.skip("NOT TESTED IN FIREFOX: firefox-esr is not installed")
    firefox = playwright.firefox.launch(channel="moz-firefox", executable_path=found)
    yield firefox
    firefox.close()
