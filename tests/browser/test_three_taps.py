"""From every page and every state of it, three taps reach a help line of the reader's country, on a phone.

A tap is a click on a link or button that can be seen, or the choice of an option; the last one is the line itself.
Scrolling is free. The walk looks at each page and state once and reckons the rest from the links that it saw there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..chromium import LAID_OUT
from ..kinds import KINDS
from .taking import PHONE, Reader, middling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from mkdocs_securebase.model.instrument import Instrument

    from ..kinds import Pages

pytestmark = pytest.mark.slow

SAFETY = "safety/"
MOST = 3

WAYS = """() => {
  const scope = document.querySelector('dialog:modal') ?? document
  const seen = element => {
    const box = element.getBoundingClientRect()
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    return shown && !element.closest('[inert]') && box.width >= 1 && box.height >= 1 &&
      box.right > 0 && box.left < innerWidth
  }
  const links = [...scope.querySelectorAll('a[href]')].filter(seen)
  const line = link => link.closest('[data-countries]') && !(link.origin === location.origin)
  return {
    kind: document.querySelector('main').className.replace('page ', ''),
    lines: links.filter(line).map(link => link.closest('[data-countries]').dataset.countries.split(' ')).flat(),
    pages: links.filter(link => link.origin === location.origin).map(link => link.pathname.slice(1))
  }
}"""
"""What can be tapped: the countries of the lines in sight, and the paths of the pages that links in sight lead to."""

READERS = {
    "guessed right": {"timezone_id": "Europe/London", "locale": "en-GB"},
    "in no listed country": {"timezone_id": "America/Sao_Paulo", "locale": "pt-BR"},
    "guessed wrong": {"timezone_id": "America/New_York", "locale": "en-US"},
    "without script": {"java_script_enabled": False},
}
"""Devices of a reader who needs a line in the United Kingdom."""


@pytest.fixture
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", **READERS[request.param])  # type: ignore[arg-type]
    context.add_init_script(LAID_OUT)
    yield context
    context.close()


def ways(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(WAYS)
    return found


def taps_to_safety(seen: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Page or state to the taps until the safety page stands open; what is missing never gets there."""
    taps = {SAFETY: 0}
    for number in range(1, MOST + 1):
        near = set(taps)
        taps |= {name: number for name, found in seen.items() if name not in taps and near & set(found["pages"])}
    return taps


def taps_on_safety(page: Page, address: str) -> int:
    """The taps from the open safety page until a line is being called."""
    page.goto(f"{address}/{SAFETY}")
    if "GB" in ways(page)["lines"]:
        return 1
    page.get_by_label("Your country").select_option("GB")
    assert "GB" in ways(page)["lines"]
    return 2


def the_farthest(seen: dict[str, dict[str, Any]], taps: dict[str, int]) -> dict[str, int]:
    """The most taps for each kind of page and state."""
    most: dict[str, int] = {}
    for name, found in seen.items():
        kind = name if ":" in name else found["kind"]
        most[kind] = max(most.get(kind, 0), taps.get(name, 99))
    return most


@pytest.mark.parametrize("window", ["guessed right", "without script"], indirect=True)
def test_every_kind_of_page_is_one_tap_from_the_safety_page(
    window: BrowserContext, address: str, pages: Pages, record_property: Any
) -> None:
    """Every page: `make gate`."""
    page = window.new_page()
    seen = {}
    for path in pages.of_each_kind:
        page.goto(f"{address}/{path}", wait_until="domcontentloaded")
        seen[path] = ways(page)

    most = the_farthest(seen, taps_to_safety(seen))
    record_property("taps to safety", most)
    assert len(seen) > len(KINDS)
    assert {kind: taps for kind, taps in most.items() if taps > 1} == {}


def test_every_state_is_one_tap_from_the_safety_page(
    browser: Browser, address: str, instrument: Instrument, record_property: Any
) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", timezone_id="Europe/London")  # type: ignore[arg-type]
    page = context.new_page()
    seen = {name: ways(page) for name in states(page, address, instrument)}
    context.close()

    most = the_farthest(seen, taps_to_safety(seen))
    record_property("taps to safety", most)
    assert len(seen) > 20
    assert {kind: taps for kind, taps in most.items() if taps > 1} == {}


def states(page: Page, address: str, instrument: Instrument) -> Iterator[str]:
    """Brings the page into each state that a reader may be in, one after the other."""
    for path in ("", "404.html", "lessons/two-dials/", "upset-now/", SAFETY, "self-check/"):
        page.goto(f"{address}/{path}")
        page.get_by_role("button", name="Menu").click()
        yield f"{path or 'home'}: menu"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Search").click()
        yield f"{path or 'home'}: search"
        page.get_by_role("searchbox").fill("zzzz qqqq")
        page.locator("#search_state").filter(has_text="Nothing found").wait_for()
        yield f"{path or 'home'}: search that finds nothing"
    page.goto(f"{address}/upset-now/")
    step = 1
    while page.get_by_role("button", name="Next", exact=True).is_visible():
        yield f"upset now: step {step}"
        page.get_by_role("button", name="Next", exact=True).click()
        step += 1
    yield "upset now: last step"
    page.goto(f"{address}/resources/")
    page.get_by_label("Place").select_option("JP")
    page.get_by_label("Kind").select_option("book")
    yield "resources: nothing fits"
    for path in ("weekly-check-in/", "one-relationship/"):
        other = Reader(page, f"{address}/{path}").open()
        yield f"{path}: start"
        other.begin()
        yield f"{path}: {other.at}"
    for in_danger in (False, True):
        reader = Reader(page, f"{address}/self-check/").open()
        yield "self-check: start"
        reader.begin()
        yield "self-check: question"
        reader.answer(middling(instrument))
        yield "self-check: review"
        reader.press("Continue")
        yield "self-check: gate"
        if in_danger:
            page.locator(".check-gate input[type=radio]").first.check()
        reader.press("Show what came out")
        yield f"self-check: result{' after a yes' if in_danger else ''}"
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")


@pytest.mark.parametrize(
    ("window", "taps"), [(name, 2 if name == "guessed wrong" else 1) for name in READERS], indirect=["window"]
)
def test_on_the_safety_page_a_line_is_a_tap_away_two_where_the_guess_was_wrong(
    window: BrowserContext, address: str, taps: int
) -> None:
    assert taps_on_safety(window.new_page(), address) == taps
    assert 1 + taps <= MOST


@pytest.mark.parametrize("window", ["guessed right", "without script", "in no listed country"], indirect=True)
def test_the_first_number_stands_on_the_first_screen_and_fits_a_thumb(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(f"{address}/{SAFETY}")

    box = page.locator("a[href^='tel:']:visible").first.bounding_box()

    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    assert box["width"] >= 44
    assert box["height"] >= 44


@pytest.mark.parametrize("window", ["guessed right"], indirect=True)
def test_the_country_is_changed_by_one_tap_and_kept_for_the_tab_only(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(f"{address}/{SAFETY}")
    assert page.locator("[data-own] h3").first.inner_text() == "United Kingdom"

    page.get_by_label("Your country").select_option("IE")
    page.reload()

    assert page.locator("[data-own] h3").first.inner_text() == "Ireland"
    assert set(ways(page)["lines"]) == {"IE", ""}
    other = window.new_page()
    other.goto(f"{address}/{SAFETY}")
    assert other.locator("[data-own] h3").first.inner_text() == "United Kingdom"


@pytest.mark.parametrize("window", ["guessed right"], indirect=True)
def test_a_link_to_a_country_shows_its_lines_and_no_country_shows_all(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(f"{address}/{SAFETY}#lines-fr")
    assert page.locator("[data-own] h3").first.inner_text() == "France"

    page.get_by_label("Your country").select_option("")

    assert page.get_by_role("heading", name="Lines in each country").is_visible()
    assert {"GB", "FR", "ZA", "ES"} <= set(ways(page)["lines"])


@pytest.mark.parametrize("window", ["guessed right"], indirect=True)
def test_blocked_storage_keeps_no_choice_and_breaks_nothing(window: BrowserContext, address: str) -> None:
    window.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get () { throw new DOMException('no', 'SecurityError') } })"
    )
    page = window.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/{SAFETY}")

    page.get_by_label("Your country").select_option("NZ")

    assert page.locator("[data-own] h3").first.inner_text() == "New Zealand"
    assert said == []
