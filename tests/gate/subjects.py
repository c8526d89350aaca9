"""The site that is measured, driven the way its readers drive it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..kinds import Pages, pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent
PAGE_JS = (HERE / "page.js").read_text("utf-8")
PIXELS_JS = (HERE / "pixels.js").read_text("utf-8")

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}

FAR_LINK = "Words explained"
"""A page that the menu lists."""


@dataclass(frozen=True)
class Subject:
    """A built site where it is served."""

    name: str
    site: Path
    address: str
    pages: Pages
    """Of our site; another theme's has the same paths."""

    def url(self, path: str) -> str:
        return f"{self.address}/{path}"

    @property
    def lesson(self) -> str:
        return self.pages.longest["lesson"]

    @property
    def check(self) -> str:
        return self.pages.longest["check"]

    # Driven by what a reader sees; another theme is driven otherwise.

    def open_menu(self, page: Page) -> None:
        page.locator('[data-open="menu"]').click()
        page.locator("#site_menu[data-open]").wait_for()

    def open_search(self, page: Page) -> None:
        page.locator('[data-open="search"]').click()
        page.locator("#search_words").wait_for()

    def found(self, page: Page) -> int:
        return page.locator(".found li").count()

    def change_colours(self, page: Page) -> None:
        self.open_menu(page)
        page.locator('.palette [value="dark"]').check()
        page.keyboard.press("Escape")


def ours(site: Path, address: str) -> Subject:
    return Subject("ours", site, address, pages_of(site))
