"""The two sites that are measured: ours and the stock theme's, each driven the way its readers drive it."""

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
"""A page that the menus of both sites list."""


@dataclass(frozen=True)
class Subject:
    """A built site where it is served."""

    name: str
    site: Path
    address: str
    pages: Pages
    """Of our site; the stock site has the same paths."""

    def url(self, path: str) -> str:
        return f"{self.address}/{path}"

    @property
    def lesson(self) -> str:
        return self.pages.longest["lesson"]

    @property
    def check(self) -> str:
        return self.pages.longest["check"]

    # Driven by what a reader sees; the two sites differ here and nowhere else.

    def open_menu(self, page: Page) -> None:
        raise NotImplementedError

    def open_search(self, page: Page) -> None:
        raise NotImplementedError

    def found(self, page: Page) -> int:
        """How many results search shows."""
        raise NotImplementedError

    def change_colours(self, page: Page) -> None:
        raise NotImplementedError


class Ours(Subject):
    """The site that this repository builds."""

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


class Stock(Subject):
    """The same pages under the stock theme."""

    def open_menu(self, page: Page) -> None:
        page.locator("label.md-header__button[for=__drawer]").click()
        page.wait_for_timeout(400)

    def open_search(self, page: Page) -> None:
        opener = page.locator("label.md-header__button[for=__search]")
        if opener.is_visible():
            opener.click()
        page.locator(".md-search__input").click()

    def found(self, page: Page) -> int:
        return page.locator(".md-search-result__item").count()

    def change_colours(self, page: Page) -> None:
        page.locator("label.md-header__button[for^=__palette]:not([hidden])").click()


def ours(site: Path, address: str) -> Subject:
    return Ours("ours", site, address, pages_of(site))


def stock(site: Path, address: str, our_pages: Pages) -> Subject:
    return Stock("stock", site, address, our_pages)
