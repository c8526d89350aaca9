"""Chromium as tests and benches run it: the machine's own, else Playwright's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

WHOLE = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
"""The same engine without a window system around it: half the processor time for a page."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",  # letters as wide as on phones; hinting here would round each to whole pixels
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Nothing reaches another host, whatever a page asks for."""

LAID_OUT = """
{ const sheet = new CSSStyleSheet(); sheet.replaceSync('* { content-visibility: visible !important }')
  document.adoptedStyleSheets = [sheet] }
"""
"""Lays out at once what a long list lays out part by part, so that a test can look at all of it as soon as it loads."""

SETTLED = """
document.fonts.ready.then(() => new Promise(requestIdleCallback)).then(() => new Promise(requestAnimationFrame))
  .then(() => new Promise(requestAnimationFrame)).then(() => undefined)
"""
"""Comes true once the faces are there, waiting scripts have run, and what they changed is painted; needs scripts."""


def chromium_program(*, whole: bool = False) -> str | None:
    """Where the browser is, the shell first unless `whole` is asked for; None where only Playwright has one."""
    names = (*WHOLE, SHELL) if whole else (SHELL, *WHOLE)
    return next(filter(None, map(shutil.which, names)), None)


def launch_chromium(playwright: Playwright, *flags: str, whole: bool = False) -> Browser:
    """The browser, with flags of its own; `whole` where times are measured."""
    program = chromium_program(whole=whole)
    return playwright.chromium.launch(executable_path=program, headless=True, args=[*FLAGS, *flags])
