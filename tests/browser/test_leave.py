"""The way out: in view wherever a reader is, and what it leaves behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from ..chromium import LAID_OUT
from .taking import Reader, middling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

LESSON = "lessons/two-dials/"
SIZES = {
    "phone": (390, 844),
    "small phone": (320, 568),
    "400 % zoom": (320, 256),
    "on its side": (844, 390),
    "desk": (1280, 900),
}
KINDS = ["upset-now/", "safety/", LESSON, "exercises/", "exercises/three-people/", "faqs/", "resources/", "glossary/",
         "references/", "self-check/", "self-check/scoring/", "self-check/paper/", "404.html"]  # fmt: skip

THE_WAY_OUT = """() => [...document.querySelectorAll('[data-leave]')]
  .filter(link => link.checkVisibility() && !link.closest('[inert]'))
  .filter(link => !document.querySelector('dialog[open]') || link.closest('dialog'))
  .map(link => {
    const { left, top, right, bottom, width, height } = link.getBoundingClientRect()
    const inView = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return inView && width >= 44 && height >= 44 && hit === link
  })"""

# What lies beside the button is its line or its strip, which nothing shines through: it covers no words.
WORDS_BESIDE_IT = """() => {
  const { left, right, top, height } = document.querySelector('.top [data-leave]').getBoundingClientRect()
  return [left - 6, right + 3]
    .map(x => document.elementFromPoint(x, top + height / 2))
    .filter(element => element && !element.matches('.shell') && !element.closest('.top'))
    .map(element => element.outerHTML.slice(0, 80))
}"""


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """A page of the site in a window of a given size."""
    contexts = []

    def open_(path: str, size: str, **options: Any) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", has_touch=True, **options
        )
        context.add_init_script(LAID_OUT)
        context.route(re.compile("^https:"), lambda route: route.fulfill(body="weather", content_type="text/html"))
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{path}")
        return page

    yield open_
    for context in contexts:
        context.close()


def scrolled(page: Page) -> Iterator[float]:
    """The page at its top, in the middle and at its end."""
    for share in (0, 0.5, 1):
        page.evaluate("share => scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight))", share)
        yield share


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", *KINDS])
def test_it_is_in_view_however_far_a_page_is_scrolled(opened: Callable[..., Page], path: str, size: str) -> None:
    page = opened(path, size)

    for share in scrolled(page):
        assert page.evaluate(THE_WAY_OUT) == [True], share
        assert page.evaluate(WORDS_BESIDE_IT) == [], share


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"java_script_enabled": False}], ids=str)
@pytest.mark.parametrize("size", ["phone", "400 % zoom"])
def test_it_needs_neither_colours_nor_script(opened: Callable[..., Page], size: str, options: dict[str, Any]) -> None:
    page = opened(LESSON, size, **options)
    link = page.locator(".top [data-leave]")

    for _ in range(3):
        page.mouse.wheel(0, 2000)
        page.screenshot()  # once it is scrolled; without script nothing else can be waited for
        box = link.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 10
        link.click(trial=True)


@pytest.mark.parametrize("size", ["phone", "400 % zoom"])
@pytest.mark.parametrize("over", ["menu", "search"])
def test_it_is_in_what_opens_over_the_page(opened: Callable[..., Page], over: str, size: str) -> None:
    page = opened(LESSON, size)
    page.locator(f'[data-open="{over}"]').click()

    for part in ("#site_menu", "#site_search"):
        page.evaluate("part => document.querySelector(part).scrollTo(0, 400)", part)
    assert page.evaluate(THE_WAY_OUT) == [True]


def test_it_is_on_every_step_of_a_questionnaire(opened: Callable[..., Page], address: str, instrument: Any) -> None:
    page = opened("self-check/", "phone")
    reader = Reader(page, f"{address}/self-check/").open()
    seen = [page.evaluate(THE_WAY_OUT)]
    reader.begin()
    seen.append(page.evaluate(THE_WAY_OUT))
    reader.reload().answer(middling(instrument))
    seen.append(page.evaluate(THE_WAY_OUT))
    reader.to_the_result()
    seen += [page.evaluate(THE_WAY_OUT) for _ in scrolled(page)]

    assert seen == [[True]] * len(seen)


@pytest.mark.parametrize("way", ["touch", "Enter", "Shift", "from the menu", "from the search"])
def test_leaving_takes_the_page_s_place_and_back_leads_away_again(
    opened: Callable[..., Page], address: str, way: str
) -> None:
    page = opened("", "phone")
    page.goto(f"{address}/safety/")
    before = page.evaluate("history.length")
    match way:
        case "touch":
            page.locator(".top [data-leave]").tap()
        case "Enter":
            page.locator(".top [data-leave]").press("Enter")
        case "Shift":
            for _ in range(3):
                page.keyboard.press("Shift")
        case "from the menu" | "from the search":
            name = way.removeprefix("from the ")
            page.locator(f'[data-open="{name}"]').click()
            page.locator(f"#site_{name} [data-leave]").click()
    page.get_by_text("weather").wait_for()

    assert page.url.startswith("https://")
    assert page.evaluate("history.length") == before
    page.go_back()
    page.get_by_text("weather").wait_for()
    assert page.url.startswith("https://")


def test_whoever_comes_back_by_the_address_reads_on(opened: Callable[..., Page], address: str) -> None:
    page = opened("", "phone")
    page.locator(".top [data-leave]").click()
    page.get_by_text("weather").wait_for()

    page.goto(f"{address}/{LESSON}")
    page.goto(f"{address}/safety/")
    page.go_back()

    assert page.url == f"{address}/{LESSON}"
    assert page.get_by_role("heading", level=1).is_visible()


def test_what_was_not_kept_by_choice_is_gone_and_what_was_stays(opened: Callable[..., Page], address: str) -> None:
    page = opened("exercises/three-people/", "phone")
    page.locator("textarea").first.fill("a name")
    page.evaluate("sessionStorage.setItem('answers', 'in this tab'); localStorage.setItem('palette', 'night')")
    page.locator(".top [data-leave]").click()
    page.get_by_text("weather").wait_for()

    page.goto(f"{address}/exercises/three-people/")
    assert page.locator("textarea").first.input_value() == ""
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert page.evaluate("localStorage.getItem('palette')") == "night"


def test_shift_within_other_keys_is_typing(opened: Callable[..., Page], address: str) -> None:
    page = opened("", "phone")
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        page.keyboard.press(key)

    assert page.url == f"{address}/"


def test_how_to_leave_by_key_and_what_stays_is_said_beside_it(opened: Callable[..., Page]) -> None:
    page = opened("", "phone")
    note = page.locator(".top [data-leave]").get_attribute("title") or ""

    assert "Shift three times" in note
    assert "history still lists" in note
    page.locator('[data-open="menu"]').click()
    assert page.locator("#site_menu").get_by_text(note).count() == 1


@pytest.mark.parametrize("size", ["phone", "400 % zoom"])
def test_it_does_not_print(opened: Callable[..., Page], size: str) -> None:
    page = opened(LESSON, size)
    page.emulate_media(media="print")

    assert page.locator("[data-leave]:visible").count() == 0
