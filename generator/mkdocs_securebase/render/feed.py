"""The feed of changes: an entry for each text that a change names, and for each text that was read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from ..model.library import key_of
from ..model.prose import Reference, plain_text
from .dates import day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..model.library import Library
    from .links import SiteLinks

FEED = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One thing that changed in one text."""

    key: str
    """Names the entry for ever, so that no reader of the feed meets it twice."""
    day: date
    title: str
    href: str
    summary: str


def render_feed(library: Library, links: SiteLinks, address: str = "") -> str:
    """The feed as Atom, newest first. Its ids do not depend on the address, so they outlive a move."""
    entries = sorted(_entries(library, links), key=lambda entry: entry.day, reverse=True)
    course = library.course
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": course.language})
    _add(feed, "id", _id(library, "feed"))
    _add(feed, "title", library.interface.changes.feed_title.format(title=course.title))
    if course.description:
        _add(feed, "subtitle", course.description)
    _add(feed, "updated", _moment(max((entry.day for entry in entries), default=course.published)))
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": urljoin(address, FEED)})
    home = urljoin(address, links.to(""))
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": home})
    _add(ElementTree.SubElement(feed, "author"), "name", course.authorship.organisation or course.title)
    for entry in entries:
        element = ElementTree.SubElement(feed, "entry")
        _add(element, "id", _id(library, entry.key))
        _add(element, "title", entry.title)
        _add(element, "updated", _moment(entry.day))
        href = urljoin(address, entry.href)
        ElementTree.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": href})
        _add(element, "summary", entry.summary)
    ElementTree.indent(feed)
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text.decode() + "\n"


def _entries(library: Library, links: SiteLinks) -> Iterator[Entry]:
    words, titles = library.interface, _titles(library)
    for change in library.changes:
        what = str(getattr(words.changes, change.what))
        for target in dict.fromkeys(link.target for link in change.text.links if link.target in titles) or (None,):
            title = titles[target] if target else library.course.title
            href = links.href(target) if target else links.to("")
            key = f"{change.date} {change.what} {target or 'guide'}"
            yield Entry(key, change.date, f"{what}: {title}", href, plain_text(change.text))
    for document in library.documents():
        review = getattr(document, "review", None)
        if review and review.reviewed > library.course.published:
            target = next(reference for reference in titles if str(reference) == key_of(document))
            said = words.site.last_reviewed.format(date=day_in_words(review.reviewed, library.course.language))
            yield Entry(f"{review.reviewed} read {target}", review.reviewed, titles[target], links.href(target), said)


def _titles(library: Library) -> dict[Reference, str]:
    """Everything that a reader can open, with its title."""
    return {
        **{Reference("page", page.id): page.title for page in library.pages.values()},
        **{Reference("lesson", lesson.id): lesson.title for lesson in library.lessons.values()},
        **{Reference("exercise", exercise.id): exercise.name for _, exercise in library.exercises.values()},
        **{Reference("instrument", instrument.id): instrument.title for instrument in library.instruments.values()},
        **{Reference("faq", faq.id): faq.question for faq in library.faqs.values()},
        **{Reference("resource", resource.id): resource.title for resource in library.resources.values()},
    }


def _id(library: Library, key: str) -> str:
    return uuid5(NAMESPACE_URL, f"securebase:{library.course.id}:{key}").urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text
