"""The shell in a real browser: menu, search, steps, colours, and the defects that themes of this kind have."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ..chromium import LAID_OUT, SETTLED
from .test_pages import AXE, WCAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow

LESSON = "lessons/two-dials/"
SHEET = "exercises/three-people/"

WHERE_FOCUS_IS = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  const shown = at.matches('input') ? at.closest('label') ?? at : at
  const box = shown.getClientRects()[0], style = getComputedStyle(at)  // of a link over two lines, the first
  const inner = document.elementFromPoint(box.x + box.width / 2, Math.min(box.y + box.height / 2, innerHeight - 2))
  return {
    what: `${at.tagName} ${(at.textContent || at.name || at.id).trim().slice(0, 40)}`,
    inView: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
    visible: at.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    covered: !(inner && (inner === at || shown.contains(inner) || inner.contains(at))),
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  }
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose page errors fail the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.add_init_script(LAID_OUT)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def stops(page: Page, most: int = 150) -> list[dict[str, Any]]:
    """Every place that Tab leads to, from the top of the page to its end."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE_FOCUS_IS)
        if stop is None:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 800), (390, 800), (1280, 800)])
@pytest.mark.parametrize("path", ["", LESSON, SHEET, "faqs/", "resources/", "upset-now/", "self-check/"])
def test_every_tab_stop_is_in_view_uncovered_and_ringed(
    browser: Browser, address: str, path: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.add_init_script(LAID_OUT)
    page.goto(f"{address}/{path}")

    found = stops(page)
    page.close()

    assert len(found) > 5
    assert [s for s in found if not (s["inView"] and s["visible"] and s["ringed"]) or s["covered"]] == []


def test_the_menu_opens_and_closes_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(f"{address}/{LESSON}")
    opener = phone.get_by_role("button", name="Menu")
    assert opener.get_attribute("aria-expanded") == "false"

    opener.press("Enter")

    menu = phone.get_by_role("navigation", name="Menu")
    assert opener.get_attribute("aria-expanded") == "true"
    assert menu.get_by_role("link", name="Two dials, not four boxes").get_attribute("aria-current") == "page"
    assert phone.evaluate("document.activeElement.closest('#site_menu') !== null")
    assert [s for s in stops(phone, 12) if not s["visible"] or s["covered"]] == []

    phone.keyboard.press("Escape")

    assert not menu.is_visible()
    assert phone.evaluate("document.activeElement.textContent") == "Menu"


def test_the_menu_leads_to_the_map_on_the_same_page_and_closes(phone: Page, address: str) -> None:
    phone.goto(f"{address}/")
    phone.get_by_role("button", name="Menu").click()
    menu = phone.get_by_role("navigation", name="Menu")
    menu.get_by_role("link", name="Start here", exact=True).click()

    assert not menu.is_visible()
    box = phone.locator(":target").get_by_role("link", name="Two dials, not four boxes").bounding_box()
    assert box
    assert 0 < box["y"] < 844


@pytest.mark.parametrize(("path", "listed"), [(LESSON, True), ("faqs/", False)])
def test_the_menu_lists_the_lessons_of_its_own_module_alone(phone: Page, address: str, path: str, listed: bool) -> None:
    phone.goto(f"{address}/{path}")
    lists = phone.locator("#site_menu .modules ol")

    assert phone.locator("#site_menu .modules > li > a").count() > 3
    assert lists.count() == int(listed)
    assert (lists.get_by_role("link", include_hidden=True).count() > 1) == listed


def test_without_script_the_menu_is_a_list_of_links_and_no_control_is_dead(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/upset-now/")

    assert page.get_by_role("button").count() == 0
    assert page.get_by_role("radio").count() == 0
    menu = page.get_by_role("navigation", name="Menu")
    assert menu.get_by_role("link").count() > 10
    assert page.get_by_text("Choose: do, ask once, or let be").is_visible()
    menu.get_by_role("link", name="Start here", exact=True).click()
    assert page.locator(":target").get_by_role("link", name="Two dials, not four boxes").is_visible()
    context.close()


def test_search_is_fetched_on_first_use_and_finds_everyday_words(phone: Page, address: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{address}/{LESSON}")
    phone.evaluate(SETTLED)
    assert [url for url in asked if "search" in url] == []

    phone.get_by_role("button", name="Search").click()
    phone.get_by_role("searchbox").fill("he didnt text back")
    phone.locator(".found").get_by_role("link", name="They have not answered").wait_for()
    phone.get_by_role("searchbox").fill("reasurance")
    phone.locator(".found").get_by_role("link", name="Ask once, well").wait_for()
    phone.locator(".found").get_by_role("link", name="Ask once, well").click()

    phone.get_by_role("heading", level=1, name="Ask once, well").wait_for()


def test_a_search_that_finds_nothing_says_so(phone: Page, address: str) -> None:
    phone.goto(f"{address}/")
    phone.get_by_role("button", name="Search").click()
    phone.get_by_role("searchbox").fill("qqqqqqq")

    phone.get_by_text("Nothing found.").wait_for()
    assert phone.get_by_role("dialog").get_by_role("link", name="Safety and crisis lines").is_visible()


def test_whoever_seems_to_be_in_danger_sees_help_above_all_results(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, timezone_id="Europe/London") as context:
        page = context.new_page()
        page.goto(f"{address}/{LESSON}")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("searchbox").fill("he hits me")

        help_ = page.get_by_role("region", name="You can talk to someone now")
        help_.wait_for()
        assert "Help comes first." in page.locator("#search_state").inner_text()
        assert help_.get_by_role("link").first.inner_text() == "Safety and crisis lines"
        assert "United Kingdom" in help_.inner_text()
        assert help_.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
        above = help_.bounding_box()
        below = page.locator(".found a").first.bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"]
        assert all(box["height"] >= 44 for link in help_.get_by_role("link").all() if (box := link.bounding_box()))

        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Safety and crisis lines"
        page.keyboard.press("Enter")
        page.get_by_role("heading", level=1, name="Safety and crisis lines").wait_for()


def test_search_without_its_script_still_leads_to_help(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.route("**/assets/search.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{address}/")
        page.get_by_role("button", name="Search").click()

        page.get_by_role("dialog").get_by_role("link", name="Safety and crisis lines").wait_for()


def test_help_is_found_where_the_texts_do_not_come(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.route("**/assets/search-texts.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{address}/")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("searchbox").fill("i want to die")

        page.get_by_role("region", name="You can talk to someone now").wait_for()


def test_the_book_is_found_with_its_size(phone: Page, address: str) -> None:
    phone.goto(f"{address}/")
    phone.get_by_role("button", name="Search").click()
    phone.get_by_role("searchbox").fill("pdf")

    found = phone.locator(".found a").first
    found.wait_for()
    assert re.match(r"PDF, \d+(\.\d)? [kM]B", found.inner_text())


def test_upset_now_shows_one_step_and_one_button_at_a_time(phone: Page, address: str) -> None:
    phone.goto(f"{address}/upset-now/")
    steps = phone.locator(".guided > ol > li")
    visible = [phone.locator(".guided > ol > li").nth(n).is_visible() for n in range(steps.count())]
    assert visible == [True, False, False, False]

    phone.get_by_role("button", name="Next").click()

    assert phone.get_by_text("Step 2 of 4").is_visible()
    assert phone.evaluate("document.activeElement.textContent") == "Name it and rate it"
    phone.get_by_role("button", name="Back").click()
    assert phone.get_by_text("Step 1 of 4").is_visible()
    phone.get_by_role("button", name="Show all steps").click()
    assert all(steps.nth(n).is_visible() for n in range(steps.count()))


def test_the_last_step_leads_on(phone: Page, address: str) -> None:
    phone.goto(f"{address}/upset-now/")
    for _ in range(3):
        phone.get_by_role("button", name="Next").click()

    assert phone.locator(".next:visible").all_inner_texts() == ["Find something that soothes"]
    phone.locator(".next:visible").click()
    phone.get_by_role("heading", level=1, name="Soothe").wait_for()


def test_a_light_sets_the_pace_of_a_breath_until_it_is_stopped(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.clock.install()
    page.goto(f"{address}/upset-now/")
    pacer = page.locator("[data-breath]")
    page.get_by_role("button", name="Breathe with the light").click()

    assert pacer.locator(".pace").inner_text() == "In 1"
    assert page.evaluate("document.getAnimations().length") == 1
    page.clock.run_for(4_500)
    assert pacer.locator(".pace").inner_text() == "Out 1"
    page.get_by_role("button", name="Stop").click()
    assert pacer.locator(".pace").inner_text().strip() == ""
    assert page.evaluate("document.getAnimations().length") == 0

    page.get_by_role("button", name="Breathe with the light").click()
    page.get_by_role("button", name="Next").click()
    assert page.evaluate("document.getAnimations().length") == 0
    page.close()


def test_where_nothing_should_move_a_count_sets_the_pace(phone: Page, address: str) -> None:
    phone.clock.install()
    phone.goto(f"{address}/upset-now/")
    phone.get_by_role("button", name="Breathe with the light").click()
    phone.clock.run_for(2_000)

    assert phone.locator("[data-breath] .pace").inner_text() == "In 3"
    assert phone.evaluate("document.getAnimations().length") == 0


def test_the_clock_of_the_wait_tells_until_when_and_when_it_is_over(phone: Page, address: str) -> None:
    phone.clock.install()
    phone.goto(f"{address}/upset-now/")
    for _ in range(2):
        phone.get_by_role("button", name="Next").click()
    phone.get_by_role("button", name="Start 10 minutes").click()

    assert re.match(r"Wait until \d+:\d\d.*About 10 min left", phone.locator("[data-wait] .pace").inner_text())
    phone.clock.run_for(6 * 60_000)
    assert "About 4 min left" in phone.locator("[data-wait] .pace").inner_text()
    phone.clock.run_for(4 * 60_000 + 1_000)
    assert phone.get_by_text("The time has come.").is_visible()


def test_help_in_danger_is_within_the_first_screen_of_home_and_of_the_menu(phone: Page, address: str) -> None:
    phone.goto(f"{address}/")
    at_home = phone.locator('main a[href*="safety/"]').first.bounding_box()
    phone.locator('[data-open="menu"]').click()
    in_menu = phone.locator('#site_menu a[href*="safety/"]').first.bounding_box()

    for box in (at_home, in_menu):
        assert box is not None
        assert box["y"] + box["height"] <= 844


def test_a_heading_copies_its_link(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/{LESSON}")
    page.get_by_role("heading", name="If it does not help", level=2).get_by_role("link").click()
    page.get_by_text("The link is copied.").wait_for()

    assert page.url == f"{address}/{LESSON}#if-it-does-not-help"
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_where_copying_is_not_allowed_the_link_stands_in_the_address_bar(phone: Page, address: str) -> None:
    phone.add_init_script("Object.defineProperty(navigator, 'clipboard', { get () { return undefined } })")
    phone.goto(f"{address}/faqs/")
    phone.get_by_role("heading", level=3).first.get_by_role("link").click()

    phone.get_by_text("The link stands in the address bar.").wait_for()
    assert "/faqs/#" in phone.url


def test_colours_follow_the_choice_and_the_choice_is_kept(phone: Page, address: str) -> None:
    phone.goto(f"{address}/")
    day = phone.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("radio", name="Night").check()
    night = phone.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert night != day

    phone.goto(f"{address}/{LESSON}")

    assert phone.evaluate("getComputedStyle(document.documentElement).backgroundColor") == night


@pytest.mark.parametrize(
    "fault",
    [
        "Object.defineProperty(window, 'localStorage', { get () { throw new DOMException('no', 'SecurityError') } })",
        "Object.defineProperty(window, 'localStorage', { get () { return null } })",
        "localStorage.setItem('palette', '{broken')",
        "localStorage.setItem('palette', '[1, 2]')",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    ],
    ids=["blocked", "null", "corrupt", "wrong type", "full"],
)
def test_broken_storage_breaks_nothing(phone: Page, address: str, fault: str) -> None:
    phone.add_init_script(fault)
    phone.goto(f"{address}/{LESSON}")
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("radio", name="Dark").check()

    assert phone.evaluate("document.documentElement.dataset.palette") == "dark"
    refused = "SecurityError" in fault or "null" in fault or "Quota" in fault
    assert phone.get_by_text("Your browser does not keep this choice").is_visible() is refused
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="Search").click()
    assert phone.get_by_role("searchbox").is_visible()


def test_nothing_depends_on_colours_that_a_reader_may_override(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, forced_colors="active")
    page.goto(f"{address}/{SHEET}")

    masked = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).maskImage !== 'none').length"
    )
    button = page.get_by_role("button", name="Print this sheet")
    bordered = button.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)")
    page.close()

    assert masked == 0
    assert bordered >= 1


def _menu_open(page: Page, address: str) -> None:
    page.goto(f"{address}/{LESSON}")
    page.get_by_role("button", name="Menu").click()


def _search_done(page: Page, address: str) -> None:
    page.goto(f"{address}/{LESSON}")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("reassurance")
    page.locator(".found a").first.wait_for()


def _help_in_search(page: Page, address: str) -> None:
    page.goto(f"{address}/{LESSON}")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("hopeless")
    page.locator(".search-help .lines a").first.wait_for()


def _second_step(page: Page, address: str) -> None:
    page.goto(f"{address}/upset-now/")
    page.get_by_role("button", name="Next").click()


def _all_unfolded(page: Page, address: str) -> None:
    page.goto(f"{address}/{LESSON}")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@pytest.mark.parametrize("colours", ["light", "dark", "night", "forced"])
@pytest.mark.parametrize("state", [_menu_open, _search_done, _help_in_search, _second_step, _all_unfolded])
def test_axe_finds_nothing_up_to_aaa_in_any_state(
    browser: Browser, address: str, state: Callable[[Page, str], None], colours: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="light" if colours == "light" else "dark",
        forced_colors="active" if colours == "forced" else None,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    context.add_init_script(LAID_OUT)
    if colours == "night":
        context.add_init_script("localStorage.setItem('palette', 'night')")
    page = context.new_page()
    state(page, address)
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        [*WCAG, "wcag2aaa", "best-practice", "experimental"],
    )
    context.close()

    assert found["passes"]
    assert [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]] == []


def test_no_page_is_fetched_before_it_is_asked_for(phone: Page, address: str) -> None:
    phone.goto(f"{address}/{LESSON}")

    assert phone.locator("link[rel~=next], link[rel~=prev], link[rel~=prefetch]").count() == 0


def test_the_first_visit_ends_in_the_right_type(phone: Page, address: str) -> None:
    session = phone.context.new_cdp_session(phone)
    phone.goto(f"{address}/{LESSON}")
    phone.evaluate(SETTLED)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    parts = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "main *"})["nodeIds"]
    used = [
        font
        for part in parts
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": part})["fonts"]
        if not font["isCustomFont"]
    ]

    assert used == []


def test_nothing_moves_when_the_faces_arrive(phone: Page, address: str) -> None:
    phone.add_init_script(
        "self.moved=0;new PerformanceObserver(l=>l.getEntries().forEach(e=>{moved+=e.value}))"
        ".observe({type:'layout-shift',buffered:true})"
    )

    held: list[Route] = []
    painted: list[str] = []

    def late(route: Route) -> None:
        route.continue_() if path in painted else held.append(route)

    phone.route("**/*.woff2", late)
    for path in ("", LESSON):
        with phone.expect_request("**/*.woff2"):
            phone.goto(f"{address}/{path}", wait_until="domcontentloaded")
        phone.evaluate(
            "new Promise(seen => new PerformanceObserver(() => seen()).observe({type:'paint',buffered:true}))"
        )
        assert held
        painted.append(path)
        while held:
            held.pop().continue_()
        phone.evaluate(SETTLED)
        assert phone.evaluate("self.moved") < 0.02, path


def test_a_lesson_is_light(browser: Browser, address: str, site: Any) -> None:
    import gzip

    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{LESSON}")
    page.evaluate(SETTLED)
    context.close()

    def weight(url: str) -> int:
        file = site / (url.removeprefix(f"{address}/") + ("index.html" if url.endswith("/") else ""))
        return len(gzip.compress(file.read_bytes(), 9))

    by_kind = {kind: sum(weight(url) for url in asked if url.endswith(kind)) for kind in ("/", ".js", ".css", ".woff2")}
    assert by_kind["/"] + by_kind[".js"] + by_kind[".css"] <= 30_000, json.dumps(by_kind)
    assert by_kind[".js"] <= 6_000
    assert by_kind[".css"] <= 10_000
    assert by_kind[".woff2"] <= 60_000
    assert len([url for url in asked if not url.endswith(".woff2")]) <= 8
