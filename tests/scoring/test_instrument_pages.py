"""The pages of an instrument as HTML: complete, addressable, without anything inline."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from generator.model.library import cited, passages
from generator.model.prose import Paragraph, plain_text
from generator.render.instrument import instrument_pages
from generator.render.links import SiteLinks, instrument_path, site_paths
from generator.scoring.compile import compile_table
from generator.scoring.table import table_from_data

if TYPE_CHECKING:
    from generator.model.instrument import Instrument
    from generator.model.library import Library

PARTS = ("", "scoring/", "paper/")


class Reading(HTMLParser):
    """What a page holds: its tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, str]:
    """The HTML of each page of the self-check by its part of the address."""
    instrument = library.instruments["closeness-self-check"]
    found = {}
    for page in instrument_pages(instrument, library):
        path = instrument_path(instrument.id) + page.part
        links = SiteLinks(site_paths(library), path, cited(instrument), "source {number}")
        found[page.part] = str(page.render(instrument, library, links))
    return found


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_inline_and_no_id_is_given_twice(pages: dict[str, str], part: str) -> None:
    tags = Reading(pages[part]).tags
    ids = Counter(attributes["id"] for _, attributes in tags if "id" in attributes)

    assert [tag for tag, attributes in tags if tag in ("script", "style") or "style" in attributes] == []
    assert [name for _, attributes in tags for name in attributes if name.startswith("on")] == []
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert sum(tag == "h1" for tag, _ in tags) == 1


@pytest.mark.parametrize("part", PARTS)
def test_every_place_for_a_word_is_filled(pages: dict[str, str], part: str) -> None:
    assert re.findall(r"\{\w+\}", Reading(re.sub(r'data-scoring="[^"]*"', "", pages[part])).text) == []


def test_the_check_carries_its_table(pages: dict[str, str], closeness: Instrument) -> None:
    carried = re.search(r'data-scoring="([^"]*)"', pages[""])
    assert carried is not None

    assert table_from_data(json.loads(html.unescape(carried.group(1)))) == compile_table(closeness)


def test_the_check_is_a_whole_form_that_sends_nothing(pages: dict[str, str], closeness: Instrument) -> None:
    tags = Reading(pages[""]).tags
    radios = Counter(attributes["name"] for tag, attributes in tags if tag == "input" and attributes["type"] == "radio")
    form = next(attributes for tag, attributes in tags if tag == "form")

    assert radios == {**{f"item-{item.id}": 6 for item in closeness.items}, "gate": 4}
    assert not any("checked" in attributes for _, attributes in tags)
    assert form["method"] == "dialog"
    assert all("disabled" in attributes for tag, attributes in tags if attributes.get("type") == "submit")


def test_every_text_of_the_instrument_is_on_the_check_in_plain_sight(
    pages: dict[str, str], closeness: Instrument
) -> None:
    said = Reading(pages[""]).text
    for path, passage in passages(closeness):
        blocks = (
            [passage] if not hasattr(passage, "blocks") else [b for b in passage.blocks if isinstance(b, Paragraph)]
        )
        for block in blocks:
            words = " ".join(plain_text(block).split())
            assert words in said or path[0] == "map", (path, words)


def test_every_result_has_an_address_of_its_own(pages: dict[str, str], closeness: Instrument) -> None:
    ids = {attributes["id"] for _, attributes in Reading(pages["scoring/"]).tags if "id" in attributes}

    assert {f"{d.id}-{band.id}" for d in closeness.dimensions for band in d.bands} <= ids
    assert {profile.id for profile in closeness.profiles} <= ids
    assert {facet.id for facet in closeness.facets} <= ids


def test_the_paper_form_holds_every_item_and_the_whole_key(pages: dict[str, str], closeness: Instrument) -> None:
    reading = Reading(pages["paper/"])

    assert all(item.text in reading.text for item in closeness.items)
    assert sum(attributes.get("class") == "key-number" for _, attributes in reading.tags) == len(closeness.items)
    assert sum(attributes.get("class") == "key-reverse" for _, attributes in reading.tags) == 8
    assert "This is not a validated test." in reading.text
