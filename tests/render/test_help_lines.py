"""Help lines as readers meet them: by country, in the order of need, with how each was checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.model.countries import zones_of
from mkdocs_securebase.model.documents import HelpLine, Safety
from mkdocs_securebase.model.help import help_anywhere, help_countries, help_places
from mkdocs_securebase.render.site import render_not_found

from .pages import outline

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.site import Artifact


@pytest.fixture(scope="module")
def safety_page(artifacts: tuple[Artifact, ...]) -> str:
    """The HTML of the page that holds the lines."""
    return next(artifact.text for artifact in artifacts if artifact.path == "safety/index.md")


def a_line(id_: str, purpose: str, *countries: str, region: str | None = None) -> HelpLine:
    return HelpLine.model_construct(id=id_, purpose=purpose, countries=countries, region=region, name=id_)


def guide_with(*lines: HelpLine) -> Safety:
    return Safety.model_construct(names=(), lines=lines)


def test_countries_stand_by_name_each_with_its_lines_in_the_order_of_need() -> None:
    safety = guide_with(
        a_line("friend", "crisis", "GB", "IE"),
        a_line("north", "abuse", "GB", region="Scotland"),
        a_line("all", "abuse", "GB"),
        a_line("112", "emergency", "IE"),
        a_line("list", "finder", "anywhere"),
    )

    assert [(p.name, p.anchor, [line.id for line in p.lines]) for p in help_places(safety)] == [
        ("Ireland", "lines-ie", ["112", "friend"]),
        ("United Kingdom", "lines-gb", ["friend", "all", "north"]),
    ]
    assert [line.id for line in help_anywhere(safety, "Anywhere").lines] == ["list"]


def test_countries_with_the_same_lines_share_a_place_after_all_others() -> None:
    safety = guide_with(a_line("112", "emergency", "ES", "AT", "FR"), a_line("3114", "crisis", "FR"))

    assert [(p.name, p.countries) for p in help_places(safety)] == [
        ("France", ("FR",)),
        ("Austria, Spain", ("AT", "ES")),
    ]
    assert [(c.code, c.name) for c in help_countries(safety)] == [("AT", "Austria"), ("FR", "France"), ("ES", "Spain")]


def test_a_country_has_its_time_zones_by_every_name() -> None:
    assert {"Asia/Kolkata", "Asia/Calcutta"} <= set(zones_of("IN"))
    assert "Europe/London" in zones_of("GB")


def test_every_country_of_the_guide_begins_with_an_emergency_number(library: Library) -> None:
    for place in help_places(library.safety):
        first = place.lines[0]
        assert (first.purpose, first.contacts[0].how) == ("emergency", "call"), place.name


def test_the_safety_page_says_of_each_line_what_is_known_of_it(library: Library, safety_page: str) -> None:
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", safety_page)).replace("&#39;", "'").replace("’", "'")
    for line in library.safety.lines:
        known = (line.name, line.region, line.for_, line.hours, line.cost, line.languages, line.checked.page)
        for said in filter(None, known):
            assert said.replace("’", "'") in words, line.id
    assert words.count("From memory") >= sum(line.checked.how == "memory" for line in library.safety.lines)


def test_a_line_is_reached_without_a_voice_wherever_it_can_be(library: Library, safety_page: str) -> None:
    hrefs = set(outline(safety_page).hrefs)
    written = {"text": "sms:", "email": "mailto:", "chat": "https://", "web": "https://", "call": "tel:"}
    for line in library.safety.lines:
        for contact in line.contacts:
            value = re.sub(r"[^0-9+]", "", contact.value) if contact.how in ("call", "text") else contact.value
            assert f"{written[contact.how]}{value}" in hrefs


@pytest.mark.parametrize("root", ["/", "/guide/"])
def test_the_not_found_page_leads_on_from_any_address(library: Library, root: str) -> None:
    html = render_not_found(library, root).whole

    page = outline(html)
    assert {root, f"{root}safety/", f"{root}safety/#lines-gb", f"{root}upset-now/", "tel:999"} <= set(page.hrefs)
    own = [href for href in page.hrefs if not re.match(r"#|tel:|https:", href)]
    assert [href for href in own if not href.startswith(root)] == []
    assert f'data-root="{root}"' in html
