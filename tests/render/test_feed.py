"""The feed of changes and the map of the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from mkdocs_securebase.model.documents import Change
from mkdocs_securebase.model.library import last_changed
from mkdocs_securebase.model.prose import Phrase
from mkdocs_securebase.render.feed import ATOM, render_feed
from mkdocs_securebase.render.links import SiteLinks, site_paths
from mkdocs_securebase.render.sitemap import SCHEMA, render_sitemap
from mkdocs_securebase.render.views import page_views
from mkdocs_securebase.source.prose import parse_phrase

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library


def a_change(day: date, what: str, text: str) -> Change:
    phrase = parse_phrase(text)
    assert isinstance(phrase, Phrase)
    return Change.model_construct(date=day, what=what, text=phrase)


@pytest.fixture
def changed(library: Library) -> Library:
    """The guide after a correction in two texts and a new edition, in which every text has been read again."""
    reviews = (getattr(document, "review", None) for document in library.documents())
    day = max(library.course.published, *(review.reviewed for review in reviews if review))
    changes = (
        a_change(day, "edition", "The first edition."),
        a_change(
            day + timedelta(days=40),
            "correction",
            "A number was wrong in [Two dials](lesson:two-dials) and in [a question](faq:late-reply).",
        ),
    )
    return replace(library, course=library.course.model_copy(update={"changes": changes, "published": day}))


def feed(library: Library, address: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(render_feed(library, SiteLinks(site_paths(library), ""), address))


def texts(element: ElementTree.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path, {"a": ATOM})]


def links(element: ElementTree.Element) -> list[str | None]:
    return [found.get("href") for found in element.findall("a:entry/a:link", {"a": ATOM})]


def test_each_changed_text_has_an_entry_newest_first(changed: Library) -> None:
    found = feed(changed)

    assert texts(found, "a:entry/a:title") == [
        "Corrected: Two dials, not four boxes",
        "Corrected: They have not answered. What do I do in the next ten minutes?",
        f"Edition: {changed.course.title}",
    ]
    assert links(found) == ["lessons/two-dials/", "faqs/#late-reply", "./"]
    assert texts(found, "a:entry/a:summary")[0] == "A number was wrong in Two dials and in a question."
    assert texts(found, "a:updated") == texts(found, "a:entry/a:updated")[:1]


def test_a_text_that_was_read_again_has_an_entry(library: Library) -> None:
    lesson = library.lessons["two-dials"]
    assert lesson.review
    later = library.course.published + timedelta(days=30)
    read = lesson.model_copy(update={"review": lesson.review.model_copy(update={"reviewed": later})})
    found = feed(replace(library, lessons={**library.lessons, "two-dials": read}))

    assert texts(found, "a:entry/a:title")[0] == "Two dials, not four boxes"
    assert texts(found, "a:entry/a:updated")[0] == f"{later}T00:00:00Z"


def test_the_feed_is_what_atom_asks_for(changed: Library) -> None:
    found = feed(changed)

    for part in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(texts(found, part)) == 1
    for entry in found.findall("a:entry", {"a": ATOM}):
        for part in ("a:id", "a:title", "a:updated"):
            assert len(texts(entry, part)) == 1
    ids = [*texts(found, "a:id"), *texts(found, "a:entry/a:id")]
    assert len(ids) == len(set(ids))
    assert all(str(id_).startswith("urn:uuid:") for id_ in ids)


def test_a_move_of_the_site_changes_links_and_no_ids(changed: Library) -> None:
    here, there = feed(changed, "https://one.example/"), feed(changed, "https://two.example/guide/")

    assert links(there)[0] == "https://two.example/guide/lessons/two-dials/"
    assert texts(here, "a:entry/a:id") == texts(there, "a:entry/a:id")


def test_a_text_was_changed_when_it_was_read_last_or_named_in_the_log(changed: Library) -> None:
    day, repair = changed.course.published, changed.lessons["repair"]
    assert repair.review

    assert last_changed(changed, changed.lessons["two-dials"]) == day + timedelta(days=40)
    assert last_changed(changed, repair) == repair.review.reviewed
    assert last_changed(changed, changed.glossary) == day


def test_the_site_map_lists_every_page_with_its_day(changed: Library) -> None:
    views = list(page_views(changed))
    address = "https://guide.example/"
    found = ElementTree.fromstring(render_sitemap(views, SiteLinks({}, ""), address))
    urls = found.findall("s:url", {"s": SCHEMA})

    listed = {url.findtext("s:loc", "", {"s": SCHEMA}): url.findtext("s:lastmod", "", {"s": SCHEMA}) for url in urls}
    assert set(listed) == {address + view.path for view in views}
    assert listed[f"{address}lessons/two-dials/"] == str(changed.course.published + timedelta(days=40))
