"""The pages of the real guide in a real browser: private, accessible, without errors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from ..chromium import LAID_OUT
from ..kinds import KINDS
from ..projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from mkdocs_securebase.model.library import Library

    from ..kinds import Pages

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
COLOURS = ["color-contrast", "link-in-text-block"]
"""What another colour scheme can change; all other rules look at the same tree in both."""

BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"

pytestmark = pytest.mark.slow


def a_context(browser: Browser, viewport: dict[str, int], **options: Any) -> BrowserContext:
    """A fresh reader: no storage, no cache, Content-Security-Policy in force."""
    context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    context.add_init_script(LAID_OUT)
    return context


@dataclass
class Sweep:
    """What was seen while every page was opened once on a narrow screen."""

    asked: list[str] = field(default_factory=list)
    """The addresses that were asked for."""
    said: list[str] = field(default_factory=list)
    """Errors, messages in the console and breaches of the policy."""
    wide: list[str] = field(default_factory=list)
    """Pages that scroll sideways."""


@pytest.fixture(scope="module")
def sweep(browser: Browser, address: str, pages: Pages) -> Sweep:
    found = Sweep()
    context = a_context(browser, NARROW)
    context.add_init_script(
        "window.__violations=[];document.addEventListener('securitypolicyviolation',"
        "e=>__violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`))"
    )
    page = context.new_page()
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("console", lambda message: found.said.append(f"{page.url} {message.type}: {message.text}"))
    page.on("pageerror", lambda error: found.said.append(f"{page.url} {error}"))
    for path in pages.paths:
        page.goto(f"{address}/{path}")
        over, violations = page.evaluate(
            "[document.documentElement.scrollWidth - document.documentElement.clientWidth, window.__violations]"
        )
        found.wide += [f"{path}: {over} px"] if over > 0 else []
        found.said += [f"{path}: {one}" for one in violations]
    context.close()
    assert len(found.asked) > len(pages.paths)
    return found


def test_no_page_asks_another_host_for_anything(sweep: Sweep, address: str) -> None:
    assert [url for url in sweep.asked if not url.startswith(f"{address}/")] == []


def test_no_page_breaks_its_policy_or_throws(sweep: Sweep) -> None:
    assert sweep.said == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(sweep: Sweep) -> None:
    assert sweep.wide == []


def test_the_kinds_of_page_are_those_that_are_built(pages: Pages) -> None:
    assert set(pages.longest) == set(KINDS)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, address: str, pages: Pages, viewport: dict[str, int]
) -> None:
    """On every page: `make gate`."""
    context = a_context(browser, viewport, color_scheme="light", bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    found: list[str] = []
    changed = 0

    def look(scheme: str, rules: dict[str, object]) -> None:
        result = page.evaluate("runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})", rules)
        assert result["passes"], f"axe checked nothing on {path}"
        found.extend(
            f"{path} {scheme}: {violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        )

    for path in pages.of_each_kind:
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}/{path}")
        page.evaluate(AXE)
        day = page.evaluate(BACKGROUND)
        look("light", {"type": "tag", "values": WCAG})
        page.emulate_media(color_scheme="dark")
        changed += page.evaluate(BACKGROUND) != day
        look("dark", {"type": "rule", "values": COLOURS})
    context.close()

    assert found == []
    assert changed > len(pages.of_each_kind) / 2, "dark was not looked at"  # a page for the night is dark in both


def test_pages_are_whole_without_script(browser: Browser, address: str, library: Any) -> None:
    context = a_context(browser, PHONE, java_script_enabled=False)
    page = context.new_page()
    for lesson in library.lessons.values():
        page.goto(f"{address}/lessons/{lesson.id}/")
        assert page.get_by_role("heading", level=1).inner_text() == lesson.title
        for exercise in lesson.exercises:
            assert page.get_by_role("heading", name=exercise.name, exact=True).last.is_visible()
    page.goto(f"{address}/self-check/")
    for instrument in library.instruments.values():
        assert page.get_by_role("group").count() >= len(instrument.items)
    context.close()


def test_ticking_a_box_about_danger_sets_off_what_comes_first(browser: Browser, address: str) -> None:
    context = a_context(browser, PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/exercises/safety-at-home/")
    first = page.locator("#safety-at-home-acts-first")
    outline = "(p) => getComputedStyle(p).outlineStyle"
    before = first.evaluate(outline)
    page.get_by_label("Tracks where I am").check()
    other = first.evaluate(outline)
    page.get_by_label("Chokes me").check()
    after = first.evaluate(outline)
    context.close()

    assert (before, other, after) == ("none", "none", "solid")


def test_no_file_holds_inline_code_or_names_a_foreign_host(site: Path, library: Library) -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=\"|\son[a-z]+=\"")
    loads = re.compile(
        r"<(?:script|img|link(?![^>]*rel=\"?(?:canonical|license))|iframe|source|video|audio)[^>]*(?:src|href)=\"?(?:https?:)?//"
    )
    wrong = []
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        wrong += [f"{path.name}: {found.group()}" for pattern in (inline, loads) for found in pattern.finditer(text)]
    # Search hands out links to help lines; they are followed by a tap and never fetched.
    lines = {
        f"https://{way.value}" for line in library.safety.lines for way in line.contacts if way.how in ("chat", "web")
    }
    for path in site.rglob("*.js"):
        hosts = re.findall(r"https?://[^\s\"'`)]+", path.read_text(encoding="utf-8"))
        known = lines if path.name == "search-index.js" else set()
        wrong += [f"{path.name}: {host}" for host in hosts if "www.w3.org" not in host and host not in known]
    assert list(site.rglob("*.js"))
    assert wrong == []
