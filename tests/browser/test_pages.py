"""Every page of the real guide in a real browser: private, accessible, without errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..chromium import LAID_OUT
from ..projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from mkdocs_securebase.model.library import Library

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


def test_no_page_asks_another_host_for_anything(browser: Browser, address: str, page_paths: list[str]) -> None:
    context = a_context(browser, PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in page_paths:
        page.goto(f"{address}/{path}", wait_until="load")
    page.wait_for_load_state("networkidle")  # what the last page asks late; the others have had their time
    context.close()

    assert len(asked) > len(page_paths)
    assert [url for url in asked if not url.startswith(f"{address}/")] == []


def test_no_page_breaks_its_policy_or_throws(browser: Browser, address: str, page_paths: list[str]) -> None:
    context = a_context(browser, DESKTOP)
    context.add_init_script(
        "window.__violations=[];document.addEventListener('securitypolicyviolation',"
        "e=>__violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`))"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    for path in page_paths:
        page.goto(f"{address}/{path}")
        said += [f"{path}: {entry}" for entry in page.evaluate("window.__violations")]
    context.close()

    assert said == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(browser: Browser, address: str, page_paths: list[str], viewport: dict[str, int]) -> None:
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

    for path in page_paths:
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
    assert changed > len(page_paths) / 2, "dark was not looked at"  # a page for the night is dark in both


def test_nothing_scrolls_sideways_on_a_narrow_screen(browser: Browser, address: str, page_paths: list[str]) -> None:
    context = a_context(browser, NARROW)
    page = context.new_page()
    wide: list[str] = []
    for path in page_paths:
        page.goto(f"{address}/{path}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide.append(f"{path}: {over} px")
    context.close()

    assert wide == []


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
    import re

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
