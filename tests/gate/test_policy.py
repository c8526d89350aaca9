"""Nothing from elsewhere, nothing inline, nothing sent: held by the policy, and seen in a full drive of the site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from . import states, subjects
from .probes import RECORD_VIOLATIONS, watched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from .subjects import Subject

pytestmark = pytest.mark.gate

NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
"""Names that look like addresses; nothing is fetched from them."""


class Inline(HTMLParser):
    """Collects what a strict policy forbids, and what a page loads from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policies: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in values:
            self.found.append("inline script")
        if tag == "style":
            self.found.append("inline style sheet")
        self.found += [f"{name} on {tag}" for name in values if name == "style" or name.startswith("on")]
        self.found += [f"{tag} {v}" for v in values.values() if v.lower().lstrip().startswith("javascript:")]
        loads = [values.get("src", ""), values.get("srcset", ""), values.get("poster", "")]
        loads += [values.get("href", "")] if tag == "link" and values.get("rel") not in ("canonical", "license") else []
        self.found += [f"{tag} loads {url}" for url in loads if re.match(r"(?:[a-z]+:)?//", url)]
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values["content"])


def read(html: str) -> Inline:
    reader = Inline()
    reader.feed(html)
    return reader


def hosts_in(text: str) -> set[str]:
    """Hosts that a script or style names, in addresses with and without a scheme."""
    for name in NAMESPACES:
        text = text.replace(name, "")
    return set(re.findall(r"(?:https?:|wss?:|[\"'`(])//([a-z0-9.-]+\.[a-z]{2,})", text, re.I))


def test_no_page_holds_anything_inline_or_loads_from_elsewhere(site: Path) -> None:
    wrong = {file.relative_to(site).as_posix(): read(file.read_text("utf-8")).found for file in site.rglob("*.html")}

    assert wrong
    assert {name: found for name, found in wrong.items() if found} == {}


def test_no_script_style_or_drawing_names_another_host(site: Path) -> None:
    files = [file for file in site.rglob("*") if file.suffix in (".js", ".css", ".svg", ".json", ".webmanifest")]
    named = {file.name: hosts_in(file.read_text("utf-8")) for file in files if file.name != "search-index.js"}

    assert {file.suffix for file in files} >= {".js", ".css"}
    assert {name: hosts for name, hosts in named.items() if hosts} == {}


def test_the_checks_above_see_what_is_wrong() -> None:
    assert read('<p style="color:red" onclick="x()"><script>1</script><img src="//example.org/x.png">').found == [
        "style on p",
        "onclick on p",
        "inline script",
        "img loads //example.org/x.png",
    ]
    assert hosts_in("fetch('//cdn.example.org/x'); new WebSocket(`wss://example.com`)") == {
        "cdn.example.org",
        "example.com",
    }


def test_every_page_carries_the_strict_policy(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text("utf-8")
        policies = read(html).policies
        assert len(policies) == 1, file
        policy = dict(part.strip().partition(" ")[::2] for part in policies[0].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["form-action"] == policy["base-uri"] == "'none'"
        assert policy["require-trusted-types-for"] == "'script'"
        assert not re.search(r"unsafe-|nonce-|sha\d+-|https?:|\*", policies[0]), file
        assert '<meta name="referrer" content="no-referrer">' in html


# Driven ---------------------------------------------------------------------------------------------------------

PARTS = 2
"""So that two processes can share the work."""

ON_THE_WAY = {"mid-check", "review", "last questions", "result"}
"""States that a reader goes through on the way to others, without leaving the page."""


IN_FRAMES = """
async ([paths, lanes]) => {
  const said = []
  const lane = async () => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const frame = document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe')
      frame.src = `/${path}`
      await new Promise(loaded => { frame.onload = loaded; document.documentElement.append(frame) })
      await new Promise(requestAnimationFrame)
      const { violations, document: { title } } = frame.contentWindow
      said.push([path, title, violations])
      frame.remove()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return said
}
"""
"""Opens pages in frames of a drawing, which has no policy of its own; each is under the policy that it carries."""


def see_all_pages(subject: Subject, page: Page) -> list[str]:
    """What the policies of all pages forbade while they loaded."""
    page.goto(subject.url("assets/mark.svg"))
    seen = page.evaluate(IN_FRAMES, [list(subject.pages.paths), 4])
    assert sorted(path for path, _, _ in seen) == sorted(subject.pages.paths)
    assert all(title for _, title, _ in seen)
    return [f"{path}: {one}" for path, _, violations in seen for one in violations]


def bring_about(subject: Subject, page: Page, some: Sequence[states.State]) -> list[str]:
    """What the policy forbade while a reader brought about some states."""
    said = []
    for state in some:
        if state.broken:
            continue
        page.goto(subject.url("assets/mark.svg"))  # no page that keeps something when it is left
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto(subject.url(state.page(subject.pages.longest)))
        state.reach(page)
        said += [f"{state.name}: {one}" for one in page.evaluate("violations")]
    return said


ENGINES = pytest.mark.parametrize("engine", ["browser", "firefox"])


def test_all_pages_break_no_policy_and_ask_nobody_in_firefox(ours: Subject, firefox: Browser) -> None:
    """In Chromium: test_every_page.py."""
    context = firefox.new_context(viewport=subjects.PHONE)  # type: ignore[arg-type]
    seen = watched(context, ours.address)
    forbidden = see_all_pages(ours, context.new_page())
    context.close()

    assert forbidden == []
    assert seen == {"foreign": [], "said": []}


@pytest.mark.parametrize("part", range(PARTS))
def test_all_states_break_no_policy_and_ask_nobody_in_firefox(part: int, ours: Subject, firefox: Browser) -> None:
    """In Chromium: test_states.py."""
    context = firefox.new_context(viewport=subjects.PHONE)  # type: ignore[arg-type]
    seen = watched(context, ours.address)
    some = [state for state in states.STATES if state.name not in ON_THE_WAY]
    forbidden = bring_about(ours, context.new_page(), some[part::PARTS])
    context.close()

    assert forbidden == []
    assert seen == {"foreign": [], "said": []}


@ENGINES
def test_trusted_types_are_enforced(engine: str, ours: Subject, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(engine).new_page()
    page.add_init_script(RECORD_VIOLATIONS)
    page.goto(ours.url(""))
    refused: list[Any] = page.evaluate(
        """() => [
          () => { document.createElement('div').innerHTML = '<b>x</b>' },
          () => { document.createElement('script').src = 'x.js' },
          () => { document.createElement('script').text = '1' }
        ].map(attempt => { try { attempt(); return 'allowed' } catch (error) { return error.name } })"""
    )
    page.close()

    assert refused == ["TypeError"] * 3


def test_violations_are_seen_where_there_are_any(ours: Subject, browser: Browser) -> None:
    context = browser.new_context()
    seen = watched(context, ours.address)
    page = context.new_page()
    page.goto(ours.url(""))
    page.evaluate("() => { const i = new Image(); i.src = 'https://example.org/x.png'; document.body.append(i) }")
    page.evaluate("() => document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(200)
    violations = page.evaluate("violations")
    context.close()

    assert {one.split()[0] for one in violations} >= {"img-src", "style-src-attr"}
    assert seen["said"]


def test_nothing_but_a_script_of_our_own_is_asked_for_while_a_self_check_is_done(
    ours: Subject, browser: Browser
) -> None:
    page = browser.new_page(viewport=subjects.PHONE)  # type: ignore[arg-type]
    page.goto(ours.url(ours.check), wait_until="networkidle")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    states.kept(page)
    states.press(page, "erase")
    page.wait_for_timeout(300)
    page.context.close()

    assert asked == [ours.url("assets/self-check-records.js")]  # at Begin, whatever comes after


def test_leaving_takes_the_page_out_of_the_history_and_back_leads_away_again(ours: Subject, browser: Browser) -> None:
    context = browser.new_context(viewport=subjects.PHONE)  # type: ignore[arg-type]
    context.route(
        lambda url: not url.startswith(ours.address),
        lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"),
    )
    page = context.new_page()
    page.goto(ours.url(""))
    page.goto(ours.url(ours.lesson))
    page.evaluate("sessionStorage.setItem('x', '1')")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(lambda url: not url.startswith(ours.address))
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: not url.startswith(ours.address))
    page.goto(ours.url(""))  # whoever types the address is meant to come
    kept = page.evaluate("sessionStorage.length")
    context.close()

    assert kept == 0
