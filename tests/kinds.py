"""The kinds of page that a built site has. What holds for a kind is tried on its longest page; the gate tries all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KINDS = (
    "home",
    "quiet",
    "page",
    "lesson",
    "exercises",
    "exercise",
    "faqs",
    "resources",
    "glossary",
    "references",
    "check",
    "scoring",
    "paper",
    "result-page",
    "not-found",
)
"""Every kind; a test holds this list to what is built."""


@dataclass(frozen=True)
class Pages:
    """The pages of one built site, as paths from its root: '', 'safety/', …"""

    kind_of: dict[str, str]
    """Path to kind."""
    longest: dict[str, str]
    """Kind to the path of its longest page."""
    sheet: str
    """The exercise with the most boxes to tick among those that also have options to choose from."""
    aside: str
    """The lesson with the most asides."""

    @property
    def of_each_kind(self) -> tuple[str, ...]:
        """The longest page of each kind, and the two that are chosen for what they hold."""
        return tuple(dict.fromkeys((*self.longest.values(), self.sheet, self.aside)))

    @property
    def paths(self) -> tuple[str, ...]:
        """Every page."""
        return tuple(self.kind_of)


def pages_of(site: Path) -> Pages:
    """All pages of a built site."""
    html = {
        file.relative_to(site).as_posix().removesuffix("index.html"): file.read_text("utf-8")
        for file in sorted(site.rglob("*.html"))
    }
    kind_of = {path: _kind(path, text) for path, text in html.items()}

    def most(kind: str, count: Callable[[str], int]) -> str:
        return max((path for path in kind_of if kind_of[path] == kind), key=lambda path: count(html[path]))

    longest = {kind: most(kind, len) for kind in dict.fromkeys(kind_of.values())}
    if "self-check/" in kind_of:
        longest["check"] = "self-check/"  # the one that states are told of

    return Pages(
        kind_of,
        longest,
        sheet=most("exercise", lambda text: text.count('type="checkbox"') if 'type="radio"' in text else 0),
        aside=most("lesson", lambda text: text.count('class="callout')),
    )


def _kind(path: str, html: str) -> str:
    """What a page is, by the template that made it."""
    if path == "404.html":
        return "not-found"
    main = re.search(r'<main[^>]* class="page ([a-z]+)"', html)
    layout = re.search(r'<html[^>]* data-layout="([a-z]+)"', html)
    assert main, f"{path} has no <main class='page …'>"
    assert layout, f"{path} has no layout"
    if main[1] == "instrument":
        parts = path.split("/")
        named = {"results": "result-page", "scoring": "scoring", "paper": "paper"}
        return next((named[part] for part in parts if part in named), "check")
    if main[1] == "page":
        return {"plain": "page"}.get(layout[1], layout[1])
    return main[1]
