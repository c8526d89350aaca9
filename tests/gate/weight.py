"""What a page costs a reader: bytes as they travel, requests, movement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser, Page

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Lighthouse's slow 4G."""

OBSERVE = """
self.moved = []
new PerformanceObserver(list => list.getEntries().filter(shift => !shift.hadRecentInput).forEach(shift => {
  const parts = shift.sources.map(({node}) => `${node?.nodeName} ${node?.className} ${node?.textContent}`.slice(0, 60))
  moved.push(`${shift.value.toFixed(4)} at ${Math.round(shift.startTime)} ms: ${parts.join('; ')}`)
})).observe({type: 'layout-shift', buffered: true})
"""


@dataclass
class Weight:
    """Bytes by kind of resource, headers and all, and the addresses asked for."""

    bytes: dict[str, float] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def without_fonts(self) -> float:
        return sum(size for kind, size in self.bytes.items() if kind != "Font")

    @property
    def total(self) -> float:
        return sum(self.bytes.values())

    @property
    def requests_without_fonts(self) -> int:
        return len([url for url in self.asked if not url.endswith((".woff2", ".woff", ".ttf"))])

    def foreign(self, address: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((address, "data:", "blob:"))]


def weigh(browser: Browser, url: str, use: Callable[[Page], None] | None = None) -> Weight:
    """A cold visit to one page on a phone, and what `use` makes it fetch after that."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    weight = Weight()
    kinds: dict[str, str] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def asked(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            kinds[event["requestId"]] = event.get("type", "Other")
            weight.asked.append(event["request"]["url"])

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in kinds:
            kind = kinds[event["requestId"]]
            weight.bytes[kind] = weight.bytes.get(kind, 0) + event["encodedDataLength"]

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="networkidle")
    if use:
        use(page)
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    context.close()
    return weight


def movement(browser: Browser, urls: Sequence[str], *, slow: bool) -> dict[str, list[str]]:
    """What moves on a phone while pages load, several of them at once: by page, each shift with its share and parts."""
    pages = {}
    for url in urls:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = pages[url] = context.new_page()
        page.add_init_script(OBSERVE)
        if slow:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW_4G)
        page.goto(url, wait_until="commit")
    moved = {}
    for url, page in pages.items():
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        moved[url] = page.evaluate("moved")
        page.context.close()
    return moved
