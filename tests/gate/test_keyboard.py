"""By keyboard and by thumb: every stop is seen, in view, uncovered and ringed at 3:1; targets fit a thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .. import kinds
from . import subjects
from .probes import opened, tab_stops
from .test_axe import COLOURS, WIDTHS, show_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .probes import Pictures
    from .subjects import Subject

pytestmark = pytest.mark.gate

THUMB = 44
"""WCAG 2.5.5, in pixels; links in running text are exempt."""


def missed(page: Page) -> list[str]:
    """What is wrong at each stop of a walk through the page from where the keyboard stands."""
    found, count = [], 0
    for stop in tab_stops(page):
        count += 1
        wrong = [
            *([] if stop["drawn"] else ["cannot be seen"]),
            *([] if stop["inside"] else ["out of view"]),
            *([f"covered by {', '.join(stop['covers'])}"] if stop["covers"] else []),
            *([] if stop["ring"] >= 2 else ["no ring"]),
            *([] if stop["ringContrast"] >= 3 else [f"ring of {stop['ringContrast']:.1f}:1"]),
        ]
        found += [f"{stop['what']}: {', '.join(wrong)}"] if wrong else []
    assert count, "the keyboard goes nowhere"
    return found


def small_targets(page: Page) -> list[str]:
    """The controls that a thumb may miss."""
    found: list[str] = page.evaluate("least => gate.smallTargets(least)", THUMB)
    return found


@pytest.mark.parametrize("width", [w["width"] for w in WIDTHS])
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_stop_of_every_kind_of_page(kind: str, width: int, ours: Subject, browser: Browser) -> None:
    page = opened(browser, {"width": width, "height": 800})
    page.goto(ours.url(ours.pages.longest[kind]))
    found = missed(page)
    page.context.close()

    assert found == []


def test_rings_change_enough_pixels(ours: Subject, browser: Browser, pictures: Pictures) -> None:
    """What is computed above, seen: one stop of each sort, in pixels that change by 3:1 around its edge."""
    page = opened(browser, subjects.PHONE)
    seen: list[str] = []
    faint = []
    for kind in kinds.KINDS:
        page.goto(ours.url(ours.pages.longest[kind]))
        page.keyboard.press("Tab")
        while stop := page.evaluate("seen => gate.focusNew(seen)", seen):
            seen.append(stop["sort"])
            for colours in COLOURS:
                show_in(page, colours)
                after = page.screenshot(clip=stop["clip"])
                page.evaluate("self.here = document.activeElement; here.blur()")
                changed = pictures.changed(page.screenshot(clip=stop["clip"]), after, 3)
                page.evaluate("here.focus({preventScroll: true})")
                if changed < 2 * (stop["box"]["width"] + stop["box"]["height"]):
                    faint.append(f"{kind}: {stop['what']}: {colours}: {changed} pixels")
            show_in(page, "light")
    page.context.close()

    assert len(seen) > 15
    assert faint == []


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_targets_are_as_large_as_a_thumb(kind: str, ours: Subject, browser: Browser) -> None:
    found = []
    page = opened(browser, subjects.PHONE)
    page.goto(ours.url(ours.pages.longest[kind]))
    for width in WIDTHS:
        page.set_viewport_size(width)  # type: ignore[arg-type]
        found += [f"{width['width']}: {one}" for one in small_targets(page)]
    page.context.close()

    assert found == []
