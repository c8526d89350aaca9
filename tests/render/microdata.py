"""The structured data of a page as search engines read it: items of a type with named properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "link", "img", "hr"}


@dataclass
class Item:
    """One thing that a page describes."""

    type: str
    """The last part of its schema.org type."""
    properties: dict[str, list[Item | str]] = field(default_factory=dict)

    def one(self, name: str) -> Item | str:
        """The only value of a property."""
        (value,) = self.properties[name]
        return value

    def item(self, name: str) -> Item:
        """The only value of a property, which is a thing itself."""
        value = self.one(name)
        assert isinstance(value, Item)
        return value


@dataclass
class _Open:
    """An element that has begun: the item it starts, or the property whose words it holds."""

    tag: str
    item: Item | None = None
    prop: str = ""
    words: list[str] | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top: list[Item] = []
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        prop, around = given.get("itemprop", ""), self._around()
        element = _Open(tag)
        if "itemscope" in given:
            assert given["itemtype"].startswith("https://schema.org/")
            element.item = Item(given["itemtype"].rsplit("/", 1)[1])
            if prop and around:
                around.properties.setdefault(prop, []).append(element.item)
            else:
                self.top.append(element.item)
        elif prop:
            assert around is not None, f"{prop} belongs to no item"
            value = given.get("content") or given.get("datetime") or (tag == "a" and prop == "item" and given["href"])
            if value:
                around.properties.setdefault(prop, []).append(value)
            else:
                element.prop, element.words = prop, []
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        for element in self.open:
            if element.words is not None:
                element.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {element.tag for element in self.open}:
            return
        while (element := self.open.pop()).tag != tag:
            pass
        if element.words is not None:
            around = self._around()
            assert around is not None
            around.properties.setdefault(element.prop, []).append(" ".join("".join(element.words).split()))

    def _around(self) -> Item | None:
        return next((element.item for element in reversed(self.open) if element.item), None)


def items(html: str) -> list[Item]:
    """What a page describes, in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.top
