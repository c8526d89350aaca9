"""The pages of an instrument as HTML: complete, addressable, without anything inline."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.model.library import passages
from mkdocs_securebase.model.medium import on_medium
from mkdocs_securebase.model.prose import Paragraph, plain_text
from mkdocs_securebase.render.instrument import instrument_pages
from mkdocs_securebase.render.links import SiteLinks, instrument_path, site_paths
from mkdocs_securebase.render.site import render_site
from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.table import table_from_data

if TYPE_CHECKING:
    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.library import Library

INSTRUMENTS = ("closeness-self-check", "one-relationship", "weekly-check-in")
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


def pages_of(instrument: Instrument, library: Library) -> dict[str, str]:
    """The HTML of each page of an instrument by its part of the address."""
    found = {}
    for page in instrument_pages(instrument, library):
        path = instrument_path(instrument) + page.part
        links = SiteLinks(site_paths(library), path, page.cites, "source {number}")
        found[page.part] = str(page.render(links))
    return found


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, str]:
    """The pages of the self-check."""
    return pages_of(library.instruments["closeness-self-check"], library)


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_nothing_is_inline_no_id_is_given_twice_and_every_place_for_a_word_is_filled(
    library: Library, id_: str
) -> None:
    for page in pages_of(library.instruments[id_], library).values():
        tags = Reading(page).tags
        ids = Counter(attributes["id"] for _, attributes in tags if "id" in attributes)

        assert [tag for tag, attributes in tags if tag in ("script", "style") or "style" in attributes] == []
        assert [name for _, attributes in tags for name in attributes if name.startswith("on")] == []
        assert [id_ for id_, count in ids.items() if count > 1] == []
        assert sum(tag == "h1" for tag, _ in tags) == 1
        assert re.findall(r"\{\w+\}", Reading(re.sub(r'data-\w+="[^"]*"', "", page)).text) == []


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_every_profile_and_band_is_a_page_of_its_own_that_says_all_it_means(library: Library, id_: str) -> None:
    instrument = library.instruments[id_]
    pages = pages_of(instrument, library)
    results = {profile.id: profile.text for profile in instrument.profiles}
    results |= {f"{d.id}-{band.id}": band.text for d in instrument.dimensions for band in d.bands}

    assert set(pages) == {*PARTS, *(f"results/{result}/" for result in results)}
    for result, text in results.items():
        said = Reading(pages[f"results/{result}/"]).text
        assert all(" ".join(plain_text(block).split()) in said for block in text.blocks if isinstance(block, Paragraph))
        assert "This is not a validated test." in said


def test_a_page_of_a_result_names_its_lessons_and_leads_on(library: Library) -> None:
    page = pages_of(library.instruments["closeness-self-check"], library)["results/worry-between-lower-and-middle/"]
    links = [attributes["href"] for tag, attributes in Reading(page).tags if tag == "a"]

    assert "../some-worry-much-distance/" in links, "it counts as the middle"
    assert "../much-worry-much-distance/" not in links
    assert {"../../", "../../scoring/"} <= set(links)


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
    said = Reading(re.sub(r'<sup class="cite">.*?</sup>', "", pages[""])).text
    for path, passage in passages(on_medium(closeness, "screen")):
        blocks = (
            [passage] if not hasattr(passage, "blocks") else [b for b in passage.blocks if isinstance(b, Paragraph)]
        )
        for block in blocks:
            words = " ".join(plain_text(block).split())
            assert words in said, (path, words)


def test_every_result_has_an_address_of_its_own(pages: dict[str, str], closeness: Instrument) -> None:
    ids = {attributes["id"] for _, attributes in Reading(pages["scoring/"]).tags if "id" in attributes}

    assert {f"{d.id}-{band.id}" for d in closeness.dimensions for band in d.bands} <= ids
    assert {profile.id for profile in closeness.profiles} <= ids
    assert {facet.id for facet in closeness.facets} <= ids


@pytest.mark.parametrize(
    ("id_", "reverse"), [("closeness-self-check", 8), ("one-relationship", 3), ("weekly-check-in", 0)]
)
def test_the_paper_form_holds_every_item_and_the_whole_key(library: Library, id_: str, reverse: int) -> None:
    instrument = library.instruments[id_]
    reading = Reading(pages_of(instrument, library)["paper/"])

    assert all(item.text in reading.text for item in instrument.items)
    assert sum(attributes.get("class") == "key-number" for _, attributes in reading.tags) == len(instrument.items)
    assert sum(attributes.get("class") == "key-reverse" for _, attributes in reading.tags) == reverse
    assert "This is not a validated test." in reading.text
    assert ("counts the other way round" in str(reading.tags)) == bool(reverse)


def test_paper_for_every_week_has_room_for_twelve(library: Library) -> None:
    page = pages_of(library.instruments["weekly-check-in"], library)["paper/"]
    table = page[page.index("paper-weeks-table") :]

    assert table[: table.index("</table>")].count("<tr>") == 13
    assert "Load (0 to 16)" in Reading(page).text


def test_two_people_share_a_sheet_only_after_the_word_of_caution(library: Library) -> None:
    for part in PARTS[::2]:
        said = Reading(pages_of(library.instruments["one-relationship"], library)[part]).text
        assert "Do not use this together if either of you is afraid of the other." in said


def test_every_lesson_that_a_result_suggests_links_back_to_it(library: Library) -> None:
    """The other half of the check that suggested lessons exist."""
    artifacts = {artifact.path: artifact.text for artifact in render_site(library)}
    for instrument in library.instruments.values():
        path = instrument_path(instrument)
        results = [*((p.id, p.lessons) for p in instrument.profiles), *((f.id, f.lessons) for f in instrument.facets)]
        scoring = Reading(artifacts[f"{path}scoring/index.md"])
        ids = {attributes.get("id") for _, attributes in scoring.tags}
        for lesson in {lesson for _, lessons in results for lesson in lessons}:
            tags = Reading(artifacts[f"lessons/{lesson}/index.md"]).tags
            back = [str(a["href"]) for tag, a in tags if tag == "a" and f"{path}scoring/#" in str(a.get("href"))]
            assert len(back) == 1, (lesson, instrument.id)
            result = back[0].rpartition("#")[2]
            assert result in ids
            assert lesson in dict(results)[result]


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_a_score_near_a_line_is_told_with_the_words_for_both_sides_and_none_twice(library: Library, id_: str) -> None:
    for said in near_lines(pages_of(library.instruments[id_], library)[""]):
        below, above = re.findall("“(.*?)”", said)
        assert not set(below.split()) & set(above.split()), said


def test_a_line_inside_a_group_of_parts_is_not_told(pages: dict[str, str]) -> None:
    """Between the lower and the middle part the words of the part itself say that it could land in either."""
    told = [re.findall("“(.*?)”", said) for said in near_lines(pages[""])]

    assert told == 2 * [["lower", "middle"], ["middle", "higher"]]


def near_lines(page: str) -> list[str]:
    """The sentences for scores near a line."""
    return re.findall(r'<p class="check-near"[^>]*>(.*?)</p>', page)


def test_the_passport_tells_the_reading_grade_that_was_measured(pages: dict[str, str]) -> None:
    assert "Reading grade of the statements: 3.3" in Reading(pages["scoring/"]).text
