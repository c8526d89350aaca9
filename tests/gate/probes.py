"""One probe for each of the eight defects of the stock theme that scanners do not report.

A probe drives a site as a reader would and returns what it found; nothing found is []. The gate runs every probe on
our site, where it must find nothing; `make bench-shell` on the stock site, where it must find the defect.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ..chromium import LAID_OUT
from .subjects import DESKTOP, FAR_LINK, PAGE_JS, PHONE, PIXELS_JS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from .subjects import Subject

MOST_STOPS = 400


@dataclass(frozen=True)
class Pictures:
    """A blank page that compares pictures."""

    page: Page

    @classmethod
    def on(cls, browser: Browser) -> Pictures:
        page = browser.new_page()
        page.evaluate(PIXELS_JS)
        return cls(page)

    def changed(self, before: bytes, after: bytes, least: float) -> int:
        """Pixels that differ by this contrast or more."""
        return int(self._ask("changed", encoded(before), encoded(after), least))

    def mark(self, picture: bytes, count: int) -> float:
        """The contrast with the ground that `count` pixels reach."""
        return float(self._ask("mark", encoded(picture), count))

    def same_shape(self, one: bytes, other: bytes) -> float:
        """Likeness of two drawings from 0 to 1, whatever their colours."""
        return float(self._ask("sameShape", encoded(one), encoded(other)))

    def text_contrast(self, with_text: bytes, without: bytes) -> float:
        """The contrast of a text with what it stands on."""
        return float(self._ask("textContrast", encoded(with_text), encoded(without), 0.9))

    def _ask(self, question: str, *values: object) -> Any:
        return self.page.evaluate("([question, values]) => pictures[question](...values)", [question, values])


def encoded(picture: bytes) -> str:
    return b64encode(picture).decode()


def opened(browser: Browser, viewport: dict[str, int], *, whole: bool = True, **options: Any) -> Page:
    """A page of a reader who has never been here; laid out to its end, unless it is asked for as it loads."""
    context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)  # type: ignore[arg-type]
    context.add_init_script(PAGE_JS)
    if whole:
        context.add_init_script(LAID_OUT)
    return context.new_page()


def tab_stops(page: Page, most: int = MOST_STOPS, at_once: int = 10) -> Iterator[dict[str, Any]]:
    """Every place that Tab leads to, until it leaves the page or comes back to where it began.

    The key is pressed so many times at once; what is to be done at a stop needs `at_once` to be 1.
    """
    page.evaluate("gate.follow()")
    for number in range(0, most, at_once):
        for _ in range(at_once):
            page.keyboard.press("Tab")
        stops = page.evaluate("gate.followed()")
        if number == 0 and stops[0] is None:  # the keyboard stood at the end: from there it comes in again at the top
            stops = stops[1:]
        for stop in stops:
            if stop is None or stop["again"]:
                return
            yield stop
        if len(stops) < at_once - (number == 0):  # it has left the page
            return


# The eight ------------------------------------------------------------------------------------------------------


def controls_without_ring(subject: Subject, browser: Browser, pictures: Pictures) -> list[str]:
    """1. Radios and boxes that look the same with the keyboard on them as without (WCAG 2.4.7)."""
    page = opened(browser, PHONE)
    found, seen = [], 0
    for path in (subject.pages.sheet, subject.check):
        page.goto(subject.url(path))
        if path == subject.check:
            page.locator("[data-do=begin]").click()
        page.keyboard.press("Tab")
        controls = page.locator("input[type=radio], input[type=checkbox]")
        for number in range(controls.count()):
            control = controls.nth(number)
            if not control.is_visible() or control.evaluate("e => getComputedStyle(e).opacity === '0'"):
                continue
            seen += 1
            if ring_pixels(page, control, pictures) < 60:
                found.append(f"{path}: {control.evaluate('gate.nameOf')} {control.get_attribute('name')}")
    page.context.close()
    assert seen > 4, "no radios were looked at"
    return found


def ring_pixels(page: Page, control: Any, pictures: Pictures) -> int:
    """How many pixels change with a contrast of 3:1 when the keyboard comes to a control."""
    control.evaluate("e => { e.scrollIntoView({block: 'center'}); e.focus(); }")
    clip = page.evaluate("gate.stop().clip")
    after = page.screenshot(clip=clip)
    control.evaluate("e => e.blur()")
    return pictures.changed(page.screenshot(clip=clip), after, 3)


def menu_without_keyboard(subject: Subject, browser: Browser, pictures: Pictures) -> list[str]:  # noqa: ARG001
    """2. On a phone no key opens the menu (WCAG 2.1.1)."""
    page = opened(browser, PHONE)
    page.goto(subject.url(""))
    subject.open_menu(page)
    assert menu_is_open(page), "not even a finger opens the menu"
    page.goto(subject.url(""))
    tried = 0
    for stop in tab_stops(page, 60, at_once=1):
        tried += 1
        if stop["link"]:
            continue
        for key in ("Enter", "Space"):
            page.keyboard.press(key)
            page.wait_for_timeout(50)
            if menu_is_open(page):
                page.context.close()
                return []
            for _ in ("what is written in a field", "what the field stands in"):
                page.keyboard.press("Escape")
    page.context.close()
    return [f"{tried} stops, none opens the menu"]


def menu_is_open(page: Page) -> bool:
    """Whether a link of the menu can be seen and hit."""
    return bool(
        page.evaluate(
            """words => [...document.querySelectorAll('nav a')].filter(a => a.textContent.trim() === words).some(a => {
              const box = a.getBoundingClientRect()
              const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
              const view = box.left >= 0 && box.right <= innerWidth && box.width > 0
              return gate.visible(a) && view && (box.bottom > innerHeight || (hit && a.contains(hit)))
            })""",
            FAR_LINK,
        )
    )


def stops_out_of_view(subject: Subject, browser: Browser, pictures: Pictures) -> list[str]:  # noqa: ARG001
    """3. On a phone, with the menu closed, the keyboard goes to places off the screen (WCAG 2.4.3, 2.4.7)."""
    page = opened(browser, PHONE)
    page.goto(subject.url(subject.lesson))
    found = [stop["what"] for stop in tab_stops(page) if stop["drawn"] and not stop["inside"]]
    page.context.close()
    return found


def signs_lost_in_forced_colours(subject: Subject, browser: Browser, pictures: Pictures) -> list[str]:
    """4. Where a reader sets the colours, boxes to tick and the signs of asides vanish (WCAG 1.4.11, 1.3.1)."""
    page = opened(browser, PHONE, forced_colors="active")
    found = []
    for path in (subject.pages.aside, subject.pages.sheet):
        page.goto(subject.url(path))
        found += [f"{path}: {name}" for name in page.evaluate("gate.masked()")]
    boxes = box_signs(page)
    assert boxes, "there is nothing to tick"
    for sign in boxes:
        if pictures.mark(page.screenshot(clip=sign), 8) < 3:
            found.append(f"{path}: a box to tick cannot be seen")
    page.context.close()
    return found


def states_told_by_colour(subject: Subject, browser: Browser, pictures: Pictures) -> list[str]:
    """5. Done and to do differ in colour only, and to do is too faint to see (WCAG 1.4.1, 1.4.11)."""
    found = []
    for scheme in ("light", "dark"):
        page = opened(browser, PHONE, color_scheme=scheme)
        page.goto(subject.url(subject.pages.sheet))
        page.evaluate(
            "document.querySelectorAll('article input[type=checkbox]').forEach(box => { box.checked = false })"
        )
        sign = box_signs(page)[0]
        empty = page.screenshot(clip=sign)
        page.evaluate(
            "document.querySelectorAll('article input[type=checkbox]').forEach(box => { box.checked = true })"
        )
        page.wait_for_timeout(300)
        full = page.screenshot(clip=sign)
        page.context.close()
        likeness, contrast = pictures.same_shape(empty, full), pictures.mark(empty, 8)
        if likeness > 0.95:
            found.append(f"{scheme}: ticked and empty have the same shape ({likeness:.2f})")
        if contrast < 3:
            found.append(f"{scheme}: an empty box has a contrast of {contrast:.1f}")
    return found


def box_signs(page: Page) -> list[Any]:
    """Where the first boxes to tick are drawn, themselves or in front of their label."""
    page.evaluate("document.querySelector('article input[type=checkbox]')?.scrollIntoView({block: 'center'})")
    return list(page.evaluate("gate.boxSigns(3)"))


STORAGES = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get () { %s }})"

FAULTS = {
    "blocked": STORAGES % "throw new DOMException('no', 'SecurityError')",
    "null": STORAGES % "return null",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "corrupt": "Storage.prototype.getItem = () => '{broken'",
    "wrong type": "Storage.prototype.getItem = () => '[1, 2]'",
}
"""What a device's storage can be, as a script that runs before the page's own."""


def broken_by_storage(subject: Subject, browser: Browser, fault: str, patience: int = 8000) -> list[str]:
    """6. Storage that is blocked, missing or holds rubbish takes search and colours down."""
    page = opened(browser, DESKTOP)
    page.set_default_timeout(patience)
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.add_init_script(FAULTS[fault])
    page.goto(subject.url(subject.lesson))
    found = [*dead_parts(subject, page), *thrown]
    page.context.close()
    return found


def dead_parts(subject: Subject, page: Page) -> list[str]:
    """Which of search and colours do not work."""
    from playwright.sync_api import Error

    dead = []
    painted = "[document.documentElement, document.body].map(e => getComputedStyle(e).backgroundColor).join()"
    before = page.evaluate(painted)
    try:
        subject.change_colours(page)
        page.wait_for_function(f"before => {painted} !== before", arg=before)
    except Error:
        dead.append("colours do not change")
    try:
        subject.open_search(page)
        page.keyboard.type("reassurance")
        page.wait_for_function(
            "() => document.querySelectorAll('.found li, .md-search-result__item').length > 0", polling=50
        )
    except Error:
        dead.append("search finds nothing")
    return dead


def stops_nobody_sees(subject: Subject, browser: Browser, pictures: Pictures) -> list[str]:  # noqa: ARG001
    """7. Controls that cannot be seen take the keyboard (WCAG 2.4.7)."""
    found = []
    for viewport in (PHONE, DESKTOP):
        page = opened(browser, viewport)
        page.goto(subject.url(subject.lesson))
        found += [stop["what"] for stop in tab_stops(page) if not stop["drawn"]]
        page.context.close()
    return found


STRICT = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'"
)
"""A policy under which the stock theme runs, but which allows nothing that is not named."""

# The window listens: Firefox gives the window of an empty frame to the page that comes into it, and a document anew.
RECORD_VIOLATIONS = (
    "self.violations=[];addEventListener('securitypolicyviolation',"
    "e=>violations.push(`${e.effectiveDirective} ${e.blockedURI}`))"
)


def watched(context: BrowserContext, address: str) -> dict[str, list[str]]:
    """What a context asks of others, and what its pages complain about, while it is driven."""
    seen: dict[str, list[str]] = {"foreign": [], "said": []}
    context.add_init_script(RECORD_VIOLATIONS)
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((f"{address}/", "data:", "blob:", "about:"))
            else seen["foreign"].append(request.url)
        ),
    )
    context.on(
        "console", lambda m: seen["said"].append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None
    )
    context.on("weberror", lambda error: seen["said"].append(str(error.error)))
    return seen


def pages_fetched_ahead(subject: Subject, firefox: Browser) -> list[str]:
    """8. Firefox fetches the next page before anybody asks for it, and breaks a strict policy (seen in Firefox only).

    `subject` must be served with the header that `STRICT` is.
    """
    page = firefox.new_page()
    page.add_init_script(RECORD_VIOLATIONS)
    page.goto(subject.url(subject.lesson), wait_until="networkidle")
    page.wait_for_timeout(1500)
    own = [one for one in page.evaluate("violations") if subject.address in one]
    linked = page.locator("link[rel~=next], link[rel~=prev], link[rel~=prefetch], link[rel~=prerender]").count()
    page.close()
    return [*own, *(["the page names pages to fetch ahead"] if linked else [])]


Probe: TypeAlias = "Callable[[Subject, Browser, Pictures], list[str]]"

IN_CHROMIUM: tuple[Probe, ...] = (
    controls_without_ring,
    menu_without_keyboard,
    stops_out_of_view,
    signs_lost_in_forced_colours,
    states_told_by_colour,
    stops_nobody_sees,
)
