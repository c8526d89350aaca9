"""The index for search: titles, headings, summaries and everyday words of everything that can be opened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..model.interface import word_of
from ..model.library import passages
from ..model.prose import Reference, plain_text
from .links import SiteLinks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model.documents import Document
    from ..model.library import Library


def render_search_index(library: Library, paths: Mapping[Reference, str], directory_urls: bool) -> str:
    """A classic script that hands its entries over: such a script also loads from the file system."""
    links = SiteLinks(paths, "", directory_urls=directory_urls)
    entries = [
        {"id": number, "to": links.href(reference), **entry}
        for number, (reference, entry) in enumerate(_entries(library), start=1)
    ]
    return f"self.searchEntries={json.dumps(entries, ensure_ascii=False, separators=(',', ':'))}\n"


def _entries(library: Library) -> Iterator[tuple[Reference, dict[str, str]]]:
    words = library.interface
    for page in library.pages.values():
        yield (
            Reference("page", page.id),
            _entry(words.shell.name, page.title, page.summary, page.search_words, _headings(page)),
        )
    for instrument in library.instruments.values():
        yield Reference("instrument", instrument.id), _entry(words.shell.name, instrument.title, instrument.summary)
    for lesson in library.lessons.values():
        yield (
            Reference("lesson", lesson.id),
            _entry(
                words.site.lesson,
                lesson.title,
                lesson.summary,
                (*lesson.search_words, *_terms(library, lesson)),
                (*_headings(lesson), *map(plain_text, lesson.key_points)),
            ),
        )
    for faq in library.faqs.values():
        yield (
            Reference("faq", faq.id),
            _entry(words.site.faqs, faq.question, plain_text(faq.short), faq.search_words),
        )
    for lesson, exercise in library.exercises.values():
        yield (
            Reference("exercise", exercise.id),
            _entry(words.exercise.exercise, exercise.name, plain_text(exercise.purpose), (lesson.title,)),
        )
    for resource in library.resources.values():
        places = (word_of(words.places, place) for place in resource.where if place != "anywhere")
        yield (
            Reference("resource", resource.id),
            _entry(words.site.resources, resource.title, plain_text(resource.strength), (resource.by or "", *places)),
        )
    for term in library.terms.values():
        yield Reference("term", term.id), _entry(words.site.glossary, term.term, plain_text(term.meaning), term.also)


def _entry(
    kind: str, title: str, summary: str, words: tuple[str, ...] = (), headings: tuple[str, ...] = ()
) -> dict[str, str]:
    entry = {
        "kind": kind,
        "title": title,
        "summary": summary,
        "words": " · ".join(filter(None, words)),
        "headings": " · ".join(headings),
    }
    return {name: value for name, value in entry.items() if value}


def _headings(document: Document) -> tuple[str, ...]:
    return tuple(block.heading for block in getattr(document, "body", ()) if hasattr(block, "heading"))


def _terms(library: Library, document: Document) -> tuple[str, ...]:
    """The glossary's words for what a text links to, with their other names: synonyms that find the text."""
    used = {link.target.id: None for _, text in passages(document) for link in text.links if link.target.kind == "term"}
    return tuple(word for id_ in used for word in (library.terms[id_].term, *library.terms[id_].also))
