"""Where no script runs every page is whole, and nothing stands there that does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .. import kinds
from . import subjects
from .probes import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .subjects import Subject

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("part", range(2))
def test_every_page_is_whole_and_has_no_dead_control(part: int, ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE, java_script_enabled=False)
    found = []
    for path in ours.pages.paths[part::2]:
        page.goto(ours.url(path))
        found += [f"{path}: dead: {one}" for one in page.evaluate("gate.scriptedControls()")]
        found += [f"{path}: unseen: {one}" for one in page.evaluate("gate.unseenText()")]
    page.context.close()

    assert found == []


@pytest.mark.parametrize("viewport", [subjects.PHONE, subjects.DESKTOP], ids=["phone", "desktop"])
def test_the_menu_leads_to_every_lesson(viewport: dict[str, int], ours: Subject, browser: Browser) -> None:
    page = opened(browser, viewport, java_script_enabled=False)
    page.goto(ours.url(ours.lesson))
    page.locator("header").get_by_role("link", name="Menu").click()
    modules = page.locator("#site_menu .modules > li > a")
    reached = set()
    for number in range(modules.count()):
        modules.nth(number).click()  # the map of the course
        target = page.locator(":target")
        assert target.is_visible()
        reached |= {link.get_attribute("href") for link in target.locator("ol a").all()}
        page.go_back()
    page.context.close()

    lessons = {path for path, kind in ours.pages.kind_of.items() if kind == "lesson"}
    assert reached == lessons


def test_the_self_check_can_be_done_by_hand(ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE, java_script_enabled=False)
    page.goto(ours.url(ours.check))
    items = page.locator(".check-item")
    for item in items.all():
        item.locator("input").first.check()
    key = page.locator(".check-by-hand table")
    results = page.locator(".check-result .check-band:not([data-band=none])")
    seen = [items.count() > 20, all(t.is_visible() for t in key.all()), all(r.is_visible() for r in results.all())]
    page.context.close()

    assert seen == [True, True, True]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_nothing_is_lost_on_a_narrow_screen(kind: str, ours: Subject, browser: Browser) -> None:
    page = opened(browser, {"width": 320, "height": 640}, java_script_enabled=False)
    page.goto(ours.url(ours.pages.longest[kind]))
    found = [page.evaluate("gate.sideways()"), page.evaluate("gate.clipped()")]
    page.context.close()

    assert found == [0, []]
