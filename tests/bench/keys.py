"""Milliseconds from a key to the frame that shows it, through a whole self-check in Chromium."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from ..chromium import launch_chromium

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

WATCH = """
window.delays = []
addEventListener('keydown', (event) => requestAnimationFrame(() => {
  const drawn = new MessageChannel()
  drawn.port1.onmessage = () => window.delays.push(performance.now() - event.timeStamp)
  drawn.port2.postMessage(null)
}), true)
"""
"""The first message after an animation frame's callbacks comes when that frame has been drawn."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def key_to_frame(site: Path, rates: tuple[int, ...] = (1, 4)) -> dict[int, list[float]]:
    """For each slowdown of the processor the delays of all keys of one run, rising."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = launch_chromium(playwright, whole=True)
            address = f"http://127.0.0.1:{server.server_address[1]}/self-check/"
            return {rate: _run(browser, address, rate) for rate in rates}
    finally:
        server.shutdown()


def _run(browser: Browser, address: str, rate: int) -> list[float]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.get_by_role("button", name="Begin", exact=True).click()
    items = page.locator("fieldset[data-item]").count()
    for _ in range(items):
        page.keyboard.press("Tab")
        for key in ("ArrowDown", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
        page.get_by_role("button", name="Continue", exact=True).focus()
        page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    delays: list[float] = page.evaluate("window.delays")
    at = page.locator("self-check").get_attribute("data-at")
    context.close()
    assert at == "review", f"the run ended at {at}"
    return sorted(delays)


def share(rising: list[float], part: float) -> float:
    """The value that `part` of all lie at or below."""
    return rising[min(len(rising) - 1, int(part * len(rising)))]
