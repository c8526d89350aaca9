"""A rendered page as a test sees it: its elements in order, its ids, its links, its headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Outline(HTMLParser):
    """Reads one page's HTML."""

    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    """Heading levels in order, those of the menu apart."""
    attributes: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    main: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.main = self.main or tag == "main"
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.hrefs.append(value or "")
        if self.main and tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.levels.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.main = False

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def outline(html: str) -> Outline:
    """What a page consists of."""
    reader = Outline()
    reader.feed(html)
    return reader


def body_of(artifact_text: str) -> str:
    """The HTML after the front matter."""
    return artifact_text.split("\n---\n", 1)[1]
