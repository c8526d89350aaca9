"""What a page costs a reader: bytes as they travel, requests, movement, and how long the page does not answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Lighthouse's slow 4G."""

OBSERVE = """
self.moved = 0; self.blocked = 0
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) moved += e.value }))
  .observe({type: 'layout-shift', buffered: true})
new PerformanceObserver(list => list.getEntries().forEach(e => { blocked += Math.max(0, e.duration - 50) }))
  .observe({type: 'longtask', buffered: true})
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


@dataclass(frozen=True)
class Calm:
    """How much a page moves while it loads, and how long it is deaf to its reader."""

    shift: float
    blocking: float
    """Milliseconds."""


def watch(browser: Browser, url: str, slower: float = 4) -> Calm:
    """A cold visit over slow 4G on a processor that is so many times slower."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(300)
    calm = Calm(page.evaluate("moved"), page.evaluate("blocked"))
    context.close()
    return calm
