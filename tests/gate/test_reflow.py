"""Larger text, more space, a narrower screen, rest: nothing is lost and nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .. import kinds
from ..chromium import launch_chromium
from . import states, subjects
from .probes import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

    from .subjects import Subject

pytestmark = pytest.mark.gate

ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400 % zoom (WCAG 1.4.10)."""

LARGE_TEXT = "--blink-settings=defaultFontSize=32"
"""A browser in which the reader has set the size of text to 200 %."""

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }"""
"""The reader's own spacing (WCAG 1.4.12)."""

READERS = {
    "as it is": (subjects.PHONE, "", 1),
    "400 % zoom": (ZOOMED, "", 1),
    "text spacing, phone": (subjects.PHONE, SPACED, 1),
    "text spacing, 320": ({"width": 320, "height": 640}, SPACED, 1),
    "200 % text, phone": (subjects.PHONE, "", 2),
    "200 % text, desktop": (subjects.DESKTOP, "", 2),
    "200 % text, spaced": (subjects.DESKTOP, SPACED, 2),
}
"""A reader's screen, style sheet and size of text (WCAG 1.4.4: the text twice as large, the screen as it is)."""


@pytest.fixture(scope="module")
def large_text(playwright: Playwright) -> Iterator[Browser]:
    """A browser in which the reader has set the size of text to 200 %."""
    chromium = launch_chromium(playwright, LARGE_TEXT)
    yield chromium
    chromium.close()


def style(page: Page, css: str) -> None:
    """A reader's own style sheet, in place of the last one; the page's policy does not speak about those."""
    page.evaluate(
        """css => {
          if (!self.own) document.adoptedStyleSheets = [...document.adoptedStyleSheets, self.own = new CSSStyleSheet()]
          self.own.replaceSync(css)
        }""",
        css,
    )


def lost(page: Page) -> list[str]:
    """What a reader cannot read: beyond the side, cut off, or under something else."""
    sideways = page.evaluate("gate.sideways()")
    return [
        *([f"scrolls sideways by {sideways} px"] if sideways else []),
        *page.evaluate("gate.clipped()"),
        *page.evaluate("gate.overlaps()"),
    ]


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_no_kind_of_page_loses_anything(
    kind: str, size: int, ours: Subject, browser: Browser, large_text: Browser
) -> None:
    page = opened(large_text if size == 2 else browser, subjects.PHONE)
    page.goto(ours.url(ours.pages.longest[kind]))
    states.all_unfolded(page)
    found = []
    for reader, (viewport, css, text) in READERS.items():
        if text == size:
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            style(page, css)
            found += [f"{reader}: {one}" for one in lost(page)]
    page.context.close()

    assert found == []


@pytest.mark.parametrize("part", range(2))
def test_no_state_loses_anything_at_twice_the_text(part: int, ours: Subject, large_text: Browser) -> None:
    """The other readers' screens are tried in test_states.py."""
    found = []
    for state in states.STATES[part::2]:
        page = opened(large_text, subjects.PHONE)
        if state.broken:
            page.route(state.broken, lambda route: route.abort())
        page.goto(ours.url(state.page(ours.pages.longest)))
        state.reach(page)
        found += [f"{state.name}: {one}" for one in lost(page)]
        page.context.close()

    assert found == []


def test_what_is_written_into_a_sheet_is_never_cut(ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE)
    page.goto(ours.url(ours.pages.longest["exercise"]))
    for field in page.locator("textarea").all():
        field.fill("\n".join(f"line {number} of what I wrote" for number in range(30)))
    found = page.evaluate(
        "[...document.querySelectorAll('textarea')].filter(f => f.scrollHeight > f.clientHeight + 1).map(gate.nameOf)"
    )
    page.context.close()

    assert found == []


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_nothing_moves_for_a_reader_who_wants_rest(kind: str, ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE)
    page.goto(ours.url(ours.pages.longest[kind]))
    found = page.evaluate("gate.moving()")
    states.menu(page)
    found += page.evaluate("gate.moving()")
    page.context.close()

    assert found == []
