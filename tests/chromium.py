"""Chromium as tests and benches run it: the machine's own, else Playwright's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same engine without a window system around it: it needs half the processor time to load a page."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Nothing reaches another host, whatever a page asks for."""


def chromium_program(playwright: Playwright) -> str:
    """Where the browser is."""
    return next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)


def launch_chromium(playwright: Playwright, *flags: str) -> Browser:
    """The browser, with flags of its own."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=found, headless=True, args=[*FLAGS, *flags])
