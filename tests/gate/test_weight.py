"""Pages are light, do not move while they load, and answer at once."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import pytest

from . import kinds, states
from .serving import gzipped
from .weight import watch, weigh

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .subjects import Subject

pytestmark = pytest.mark.gate

KILO = 1000


def test_a_lesson_is_light(ours: Subject, browser: Browser) -> None:
    weight = weigh(browser, ours.url(ours.lesson))

    assert weight.without_fonts <= 30 * KILO, weight
    assert weight.requests_without_fonts <= 8, weight.asked
    assert weight.bytes["Script"] <= 6 * KILO
    assert weight.bytes["Stylesheet"] <= 10 * KILO
    assert weight.bytes["Font"] <= 60 * KILO
    assert weight.foreign(ours.address) == []


def test_no_lesson_is_heavier_than_the_one_weighed(ours: Subject) -> None:
    pages = {
        path: len(gzipped(ours.site / path / "index.html"))
        for path, kind in ours.pages.kind_of.items()
        if kind == "lesson"
    }
    assets = sum(len(gzipped(ours.site / "assets" / name)) for name in ("site.js", "site.css", "lamp.svg"))

    assert {path: size + assets for path, size in pages.items() if size + assets > 30 * KILO} == {}


def test_the_self_check_is_light_with_its_engine_and_all_its_statements(ours: Subject, browser: Browser) -> None:
    weight = weigh(browser, ours.url(ours.check), states.mid_check)

    assert weight.without_fonts <= 40 * KILO, weight
    assert len(gzipped(ours.site / "assets" / "self-check.js")) <= 10 * KILO


def test_search_costs_nothing_until_it_is_used(ours: Subject, browser: Browser) -> None:
    idle = weigh(browser, ours.url(ours.lesson))
    used = weigh(browser, ours.url(ours.lesson), states.search)

    assert [url for url in idle.asked if "search" in url] == []
    assert len([url for url in used.asked if "search" in url]) == 2


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_nothing_moves_while_a_page_loads(kind: str, ours: Subject, browser: Browser) -> None:
    assert watch(browser, ours.url(ours.pages.longest[kind]), slower=1).shift == 0


@pytest.mark.timing
@pytest.mark.parametrize("kind", ["home", "lesson", "faqs", "check"])
def test_a_page_is_never_deaf_to_its_reader(kind: str, ours: Subject, whole_browser: Browser) -> None:
    """By the median of three visits; the third is not needed where neither of two blocks."""
    url = ours.url(ours.pages.longest[kind])
    blocked = [watch(whole_browser, url).blocking for _ in range(2)]
    if any(blocked):
        blocked.append(watch(whole_browser, url).blocking)

    assert median(blocked) == 0


@pytest.mark.timing
def test_the_watch_sees_a_page_that_is_deaf_and_moves(stock: Subject, whole_browser: Browser) -> None:
    assert watch(whole_browser, stock.url(stock.lesson)).blocking > 0
