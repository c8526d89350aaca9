"""By keyboard and by thumb: every stop is seen, in view, uncovered and ringed at 3:1; targets fit a thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import kinds, states, subjects
from .probes import opened, tab_stops
from .test_axe import COLOURS, NIGHT, WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .probes import Pictures
    from .subjects import Subject

pytestmark = pytest.mark.gate

THUMB = 44
"""WCAG 2.5.5, in pixels; links in running text are exempt."""

BY_STATE = [pytest.param(s, id=f"{s.kind}, {s.name}") for s in states.STATES]


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


@pytest.mark.parametrize("width", [w["width"] for w in WIDTHS])
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_stop_of_every_kind_of_page(kind: str, width: int, ours: Subject, browser: Browser) -> None:
    page = opened(browser, {"width": width, "height": 800})
    page.goto(ours.url(ours.pages.longest[kind]))
    found = missed(page)
    page.context.close()

    assert found == []


@pytest.mark.parametrize("state", BY_STATE)
def test_every_stop_of_every_state(state: states.State, ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE)
    if state.broken:
        page.route(state.broken, lambda route: route.abort())
    page.goto(ours.url(state.page(ours.pages.longest)))
    state.reach(page)
    found = missed(page)
    page.context.close()

    assert found == []


@pytest.mark.parametrize("colours", COLOURS)
def test_rings_change_enough_pixels(colours: str, ours: Subject, browser: Browser, pictures: Pictures) -> None:
    """What is computed above, seen: one stop of each sort, in pixels that change by 3:1 around its edge."""
    page = opened(browser, subjects.PHONE, **COLOURS[colours])
    if colours == "night":
        page.add_init_script(NIGHT)
    seen: set[str] = set()
    faint = []
    for kind in kinds.KINDS:
        page.goto(ours.url(ours.pages.longest[kind]))
        for stop in tab_stops(page):
            if stop["signature"] in seen or not stop["inside"]:
                continue
            seen.add(stop["signature"])
            after = page.screenshot(clip=stop["clip"])
            page.evaluate("self.here = document.activeElement; here.blur()")
            changed = pictures.changed(page.screenshot(clip=stop["clip"]), after, 3)
            page.evaluate("here.focus({preventScroll: true})")
            if changed < 2 * (stop["box"]["width"] + stop["box"]["height"]):
                faint.append(f"{kind}: {stop['what']}: {changed} pixels")
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
        found += [f"{width['width']}: {one}" for one in page.evaluate("least => gate.smallTargets(least)", THUMB)]
    page.context.close()

    assert found == []


@pytest.mark.parametrize("state", BY_STATE)
def test_targets_of_every_state_are_as_large_as_a_thumb(state: states.State, ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE)
    if state.broken:
        page.route(state.broken, lambda route: route.abort())
    page.goto(ours.url(state.page(ours.pages.longest)))
    state.reach(page)
    found = page.evaluate("least => gate.smallTargets(least)", THUMB)
    page.context.close()

    assert found == []
