"""axe at every level it knows, over pages, colours, widths and states: nothing found, nothing unexplained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from .. import kinds
from ..projects import ROOT
from . import subjects
from .probes import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .probes import Pictures
    from .subjects import Subject

pytestmark = pytest.mark.gate

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = [
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    *("best-practice", "experimental", "section508", "EN-301-549"),
]
COLOUR_RULES = ["color-contrast-enhanced", "link-in-text-block"]
"""What the colours of words decide, and that links in a text are told by more than those."""
WITHOUT = {"hidden-content": {"enabled": False}, "color-contrast": {"enabled": False}}
"""One asks to look at what is hidden: each state is a run of its own, where it is shown. The other is AA's contrast:
what misses it misses AAA's too, which is asked of the same texts; to ask twice takes a third of the time."""

DRAWING = re.compile(r'<svg[^>]* class="[^"]*\bdrawing\b.*?</svg>', re.S)

WIDTHS = ({"width": 320, "height": 640}, subjects.PHONE, subjects.DESKTOP)
COLOURS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "night": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
NIGHT_PALETTE = {"night": "night"}
LOOKS = tuple((at, colours) for at, _ in enumerate(WIDTHS) for colours in COLOURS if at or colours == "light")
"""Widths by place, each with its palettes; on the two narrow ones the same colours meet. The first look is whole."""


@dataclass(frozen=True)
class Explained:
    """Something axe cannot decide, and why it is right."""

    rule: str
    within: str
    """A selector: the explanation holds for what it matches and everything inside."""
    why: str


EXPLAINED = (
    Explained(
        "identical-links-same-purpose",
        ".contents",
        "A part of a page may be called like a page; the list it stands in is named “On this page”.",
    ),
    Explained(
        "color-contrast-enhanced",
        "textarea",
        "Ruled lines are a gradient, which axe cannot read; test_writing_is_readable_on_its_rules measures them.",
    ),
    Explained(
        "color-contrast-enhanced",
        "#about-name",
        "axe asks for a word in the empty field; it is written in the ink of the page.",
    ),
    Explained(
        "color-contrast-enhanced",
        "self-check[data-at]:not([data-at=result]) .check-form *",
        "axe cannot see beneath the buttons that stay within thumb reach; the same words are seen once scrolled.",
    ),
    Explained(
        "color-contrast-enhanced",
        "svg.drawing",
        "axe cannot see what lies under a drawing's words; test_words_in_drawings_are_readable measures the pixels.",
    ),
)


def audit(page: Page, *, rules: str = "all") -> list[str]:
    """What axe finds in a page as it stands, and what it cannot decide and nobody has explained.

    `rules` are all, or those about colour, or those about anything else.
    """
    explained = [{"rule": one.rule, "within": one.within} for one in EXPLAINED]
    options = {"type": "rule", "values": COLOUR_RULES} if rules == "colour" else {"type": "tag", "values": TAGS}
    enabled = {**WITHOUT, **{rule: {"enabled": rules != "else"} for rule in COLOUR_RULES}}
    result = page.evaluate("given => gate.audit(...given)", [options, enabled, explained])
    assert result["rules"] >= (1 if rules == "colour" else 10), "axe checked next to nothing"
    return [*result["violations"], *(f"to review: {one}" for one in result["review"])]


def audit_again(page: Page, passed: set[str], *, colours_only: bool = False) -> list[str]:
    """What axe finds in a page whose kind, or which itself, has been looked at whole.

    Contrast takes axe longest. It is not asked for where all words stand in colours that have `passed` before, on
    whatever page; those that pass here are added. With `colours_only` nothing else is: all else is the same in every
    palette.
    """
    ways = set(page.evaluate("gate.colourings()"))
    assert ways, "no words are shown"
    known = ways <= passed
    if known and colours_only:
        return []
    found = audit(page, rules="colour" if colours_only else "else" if known else "all")
    if not found:
        passed |= ways
    return found


def audit_in_all_colours_and_widths(page: Page, passed: set[str]) -> list[str]:
    """What axe finds in a page at each width and in each palette."""
    found = []
    for at, colours in LOOKS:
        page.set_viewport_size(WIDTHS[at])  # type: ignore[arg-type]
        show_in(page, colours)
        told = audit(page) if (at, colours) == LOOKS[0] else audit_again(page, passed, colours_only=colours != "light")
        found += [f"{WIDTHS[at]['width']}, {colours}: {one}" for one in told]
    show_in(page, "light")
    return found


def show_in(page: Page, colours: str) -> None:
    """Change the palette of an open page."""
    page.emulate_media(**COLOURS[colours])
    page.evaluate("night => { document.documentElement.dataset.palette = night }", NIGHT_PALETTE.get(colours, ""))


def reader(browser: Browser, width: dict[str, int]) -> Page:
    """A page in Chromium that axe can look at."""
    return with_axe(opened(browser, width, **COLOURS["light"]))


def with_axe(page: Page) -> Page:
    """The same page; what it opens from now on, axe can look at."""
    page.context.add_init_script(AXE)
    return page


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_of_page_in_all_colours_and_widths(
    kind: str, ours: Subject, browser: Browser, passed: set[str]
) -> None:
    page = reader(browser, WIDTHS[0])
    page.goto(ours.url(ours.pages.longest[kind]))
    found = audit_in_all_colours_and_widths(page, passed)
    page.context.close()

    assert found == []


@pytest.mark.parametrize("colours", ["light", "dark", "night"])
def test_writing_is_readable_on_its_rules(colours: str, ours: Subject, browser: Browser) -> None:
    page = reader(browser, subjects.PHONE)
    page.goto(ours.url(ours.pages.longest["exercise"]))
    show_in(page, colours)
    lowest = page.evaluate("gate.ruledContrast()")
    page.context.close()

    assert lowest["ground"] >= 7
    assert lowest["rules"] >= 4.5  # a hairline that a letter's foot may touch


def test_words_in_drawings_are_readable(ours: Subject, browser: Browser, pictures: Pictures) -> None:
    page = reader(browser, subjects.PHONE)
    faint: list[str] = []
    seen: set[str] = set()
    for path in ours.pages.paths:
        html = (ours.site / (path if path.endswith(".html") else f"{path}index.html")).read_text("utf-8")
        drawings = [drawing for drawing in DRAWING.findall(html) if "<text" in drawing]
        if seen.issuperset(drawings):
            continue
        page.goto(ours.url(path))
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert page.locator("svg.drawing:has(text)").count() == len(drawings)
        for number, drawing in enumerate(drawings):
            if drawing not in seen and page.locator("svg.drawing:has(text)").nth(number).is_visible():  # not a result's
                faint += [f"{path}: {one}" for one in faint_words(page, number, pictures)]
                seen.add(drawing)
    page.context.close()

    assert seen
    assert faint == []


def faint_words(page: Page, number: int, pictures: Pictures) -> list[str]:
    """The colours in which the words of a drawing have less than AAA's contrast with what they stand on."""
    clip = page.evaluate(
        """number => {
          const drawing = document.querySelectorAll('svg.drawing:has(text)')[number]
          drawing.scrollIntoView({block: 'center'})
          const {x, y, width, height} = drawing.getBoundingClientRect()
          return {x, y: Math.max(0, y), width, height: Math.min(height, innerHeight)}
        }""",
        number,
    )
    faint = []
    for colours in COLOURS:
        show_in(page, colours)
        shots = []
        for visibility in ("visible", "hidden"):
            page.evaluate(
                "v => document.querySelectorAll('svg.drawing text').forEach(t => { t.style.visibility = v })",
                visibility,
            )
            shots.append(page.screenshot(clip=clip))
        contrast = pictures.text_contrast(*shots)
        if contrast < 7:
            faint.append(f"{colours}: {contrast:.1f}")
    show_in(page, "light")
    return faint


def test_kinds_are_those_that_are_built(ours: Subject) -> None:
    assert set(ours.pages.longest) == set(kinds.KINDS)


def test_colours_that_passed_hide_none_that_fail(browser: Browser) -> None:
    """A page sound in both schemes, then the same with a word too faint in the dark."""
    page = reader(browser, subjects.PHONE)
    sound = (
        "<!doctype html><html lang=en><title>t</title><main><h1>A title</h1><p>some <b>words</b></main><style>"
        "@media (prefers-color-scheme: dark) {{ :root {{ background: #000; color: #fff }} b {{ color: {} }} }}</style>"
    )
    passed: set[str] = set()
    page.goto("about:blank")
    page.set_content(sound.format("#eee"))
    assert audit_in_all_colours_and_widths(page, passed) == []
    page.set_content(sound.format("#777"))
    found = audit_in_all_colours_and_widths(page, passed)
    page.context.close()

    assert {(one.split(":")[0], one.split(":")[1].strip()) for one in found} == {
        (f"{width}, {colours}", "color-contrast-enhanced") for width in (390, 1280) for colours in ("dark", "night")
    }
