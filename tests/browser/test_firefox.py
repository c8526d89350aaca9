"""A whole run in Firefox: asked, kept, seen over time, taken along, erased. Skipped where there is no Firefox."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from .taking import PHONE, WIDE, Reader, Strict, days_ago, middling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Playwright

    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.library import Library

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(FIREFOX is None, reason="needs Firefox ESR: Debian's package firefox-esr"),
]


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """The machine's own Firefox, driven over WebDriver BiDi."""
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=FIREFOX,
        headless=True,
        firefox_user_prefs={"ui.prefersReducedMotion": 1},
    )
    yield browser
    browser.close()


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def window(firefox: Browser, request: pytest.FixtureRequest) -> Iterator[Strict]:
    with Strict(firefox, request.param) as strict:
        yield strict
        assert strict.said == []


@pytest.fixture
def instrument(library: Library) -> Instrument:
    return library.instruments["closeness-self-check"]


def test_the_self_check_from_the_first_page_to_erasing(window: Strict, address: str, instrument: Instrument) -> None:
    reader = Reader(window.page(), f"{address}/self-check/").open().begin()
    reader.choose("Mostly like me").press("Continue")
    reader.page.go_back()
    assert reader.questions.first.get_by_role("radio", name="Mostly like me", exact=True).is_checked()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.answer(middling(instrument)).to_the_result("not-sure", ("break-up",))

    assert reader.sees("Your safety comes first")
    assert reader.shown("profile", ".check-profiles") == []
    reader.press("Change an answer").press("Continue")
    reader.page.check("input[name=gate][value=not-afraid]")
    reader.press("Show what came out")
    assert reader.shown("profile", ".check-profiles") == ["some-worry-some-distance"]
    reader.press("Keep it on this device")
    assert len(reader.kept_runs()) == 1
    assert asked == []
    reader.press("Erase everything")
    assert reader.stored() == {}
    assert reader.page.url == reader.address


def test_weeks_as_a_line_and_as_a_link(window: Strict, address: str) -> None:
    reader = Reader(window.page(), f"{address}/weekly-check-in/").open()
    runs: list[dict[str, Any]] = [
        {"day": days_ago(7 * n), "responses": dict.fromkeys(("noticed", "kind-to-myself", "said-it-plainly"), str(n))}
        for n in (3, 2, 1)
    ]
    reader.keep_before(*runs)
    reader.press("Your weeks")
    assert reader.page.locator(".check-runs tbody tr").count() == 3
    assert (reader.page.get_attribute("[data-line=steadying] .line", "d") or "").count("L") == 2
    reader.page.locator(".check-along summary").click()
    reader.press("Make a link")
    link = reader.page.locator("#check-link").input_value()
    reader.press("Erase everything")
    reader.page.goto("about:blank")
    reader.page.goto(link)
    reader.wait().press("Bring them in")

    assert reader.page.url == reader.address
    assert reader.at == "history"
    assert reader.page.locator(".check-runs tbody tr").count() == 3


def test_two_people_on_one_map(window: Strict, address: str) -> None:
    reader = Reader(window.page(), f"{address}/one-relationship/").open().begin()
    for who in ("My mother", "A friend"):
        reader.page.get_by_role("radio", name=who, exact=True).check()
        reader.press("Continue").answer({"silence": 2, "fault-in-me": 2, "goes-over-words": 2, "turns-away": 2})
        reader.fill({"alone-with-it": 3, "good-news": 3}).to_the_result()
        if who == "My mother":
            reader.press("Answer about someone else")

    assert reader.page.locator(".check-people li").count() == 2
    assert reader.page.locator(".map-person").count() == 2
