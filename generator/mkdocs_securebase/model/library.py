"""All documents of a guide, linked and in order: the one value that site, self-check and book are made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar, get_args

from .base import EVIDENCE_ORDER, Evidence, Model, Review
from .prose import PLAIN, Link, Phrase, Prose, Reference, TwoWays, citations, plain_text
from .vocabularies import label_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ..problems import Origin, Path, Position
    from .documents import (
        Change,
        Course,
        Coverage,
        Document,
        Exercise,
        Faq,
        Glossary,
        Lesson,
        Module,
        Outputs,
        Page,
        People,
        References,
        Resource,
        Safety,
        Term,
        Work,
    )
    from .instrument import Instrument
    from .interface import Interface

LISTS = ("faqs", "exercises", "resources", "glossary", "references")
"""The pages that the build makes of all documents of a kind, in the order of the menu; each is named by its word in the
interface, and `page:` leads to it."""

D = TypeVar("D", bound=Model, covariant=True)


@dataclass(frozen=True)
class Source(Generic[D]):
    """A parsed document with the positions of its values."""

    document: D
    origin: Origin

    def at(self, *path: str | int) -> Position:
        return self.origin.at(*path)


Passages = "Iterator[tuple[Path, Prose | Phrase]]"


def passages(value: object, path: Path = ()) -> Iterator[tuple[Path, Prose | Phrase]]:
    """Every piece of prose inside a value, with its path in the source, in reading order."""
    if isinstance(value, (Prose, Phrase)):
        yield path, value
        if value.paper is not None:
            yield path, only_on_paper(value)
    else:
        for step, entry in _inside(value):
            if isinstance(entry, (Prose, Phrase, Model, tuple, dict)):
                yield from passages(entry, (*path, step))


def only_on_paper(value: Prose | Phrase) -> Prose | Phrase:
    """What a text says on paper and not on the screen."""
    assert value.paper is not None
    if isinstance(value, Phrase) or isinstance(value.paper, Phrase):
        return value.paper
    return Prose(tuple(block for block in value.paper.blocks if block not in value.blocks), value.paper.links)


def _inside(value: object) -> Iterator[tuple[str | int, object]]:
    """What a model, a tuple or a mapping holds directly, each with its step in the source."""
    if isinstance(value, Model):
        for name, step in _steps(type(value)):
            yield step, getattr(value, name)
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()


@cache
def _steps(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a class, each with its name in the source."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every word inside a value that readers may see, as plain text with its path in the source, in reading order.

    Passages and plain lines alike; marks, sources and ids are left out, and so are words that only search reads.
    """
    if isinstance(value, (Prose, Phrase)):
        yield path, plain_text(value)
        if value.paper is not None:
            yield path, plain_text(only_on_paper(value))
    elif isinstance(value, Model):
        plain = _plain_fields(type(value))
        for name, step in _steps(type(value)):
            if name in ONLY_FOR_SEARCH:
                continue
            entry, at = getattr(value, name), (*path, step)
            yield from _lines(entry, at) if name in plain else texts(entry, at)
    else:
        for inner, entry in _inside(value):
            yield from texts(entry, (*path, inner))


def _lines(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
        if isinstance(value, TwoWays):
            yield path, value.paper
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _lines(entry, (*path, index))


ONLY_FOR_SEARCH = {"search_words", "also", "watched", "avoid", "may_quote"}
"""Fields whose words only search and checks read."""


@cache
def _plain_fields(model: type[Model]) -> frozenset[str]:
    """The names of a class's fields that hold plain lines, alone or in a tuple."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if name not in ONLY_FOR_SEARCH and (PLAIN in field.metadata or _holds_plain(field.annotation))
    )


def _holds_plain(annotation: object) -> bool:
    return PLAIN in getattr(annotation, "__metadata__", ()) or any(map(_holds_plain, get_args(annotation)))


def parts(value: object, kind: type[M], path: Path = ()) -> Iterator[tuple[Path, M]]:
    """Every part of a given class inside a value, with its path in the source, in reading order."""
    if isinstance(value, kind):
        yield path, value
    for step, entry in _inside(value):
        if isinstance(entry, (Model, tuple, dict)):
            yield from parts(entry, kind, (*path, step))


M = TypeVar("M", bound=Model)


def cited(document: object) -> tuple[str, ...]:
    """Ids of the works that a document cites, in reading order, without repeats: a lesson's source list."""
    ids: dict[str, None] = {}

    def walk(value: object) -> None:
        if isinstance(value, (Prose, Phrase)):
            ids.update(dict.fromkeys(citations(value)))
            if value.paper is not None:
                ids.update(dict.fromkeys(citations(value.paper)))
        elif isinstance(value, Model):
            for name in type(value).model_fields:
                if name != "sources":
                    walk(getattr(value, name))
            ids.update(dict.fromkeys(getattr(value, "sources", ())))
        else:
            for _, entry in _inside(value):
                walk(entry)

    walk(document)
    return tuple(ids)


def strongest_evidence(lesson: Lesson) -> Evidence:
    """The label of the strongest finding a lesson reports."""
    return min((finding.evidence for finding in lesson.research.findings), key=EVIDENCE_ORDER.index)


@dataclass(frozen=True)
class Library:
    """A guide whose references all resolve. Mappings keep reading order.

    Built by `mkdocs_securebase.source.link`; everything behind it may trust it.
    """

    course: Course
    interface: Interface
    glossary: Glossary
    references: References
    safety: Safety
    coverage: Coverage
    lessons: Mapping[str, Lesson]
    """In course order."""
    faqs: Mapping[str, Faq]
    """By theme as the model lists them, then `order`, then id."""
    resources: Mapping[str, Resource]
    """By form and place as the model lists them, then title."""
    pages: Mapping[str, Page]
    """As the course lists them."""
    instruments: Mapping[str, Instrument]
    drawings: Mapping[str, str]
    """SVG source by file name in content/assets."""
    people: People | None
    """The invented people who come back; None where a guide has none."""
    not_like: frozenset[str]
    """Hashes of five words each of the text that the guide must not repeat: content/not-like.txt."""
    origins: Mapping[str, Origin]
    """Positions by `kind:id`; kinds that exist once have the id of their kind, e.g. course:course."""
    left_out: int = 0
    """Drafts that the guide's files hold and this library does not."""

    def origin(self, document: Document) -> Origin:
        """The positions of a document's values; those of the course for what no file of the guide holds."""
        return self.origins.get(key_of(document)) or self.origins["course:course"]

    def documents(self) -> Iterator[Document]:
        """Every document that the guide's files hold, texts first in reading order."""
        held: Iterator[Document] = chain(
            self.pages.values(),
            self.lessons.values(),
            self.instruments.values(),
            self.faqs.values(),
            self.resources.values(),
            (self.glossary, self.references, self.safety, self.coverage, self.course, self.interface),
            (self.people,) if self.people else (),
        )
        return (document for document in held if key_of(document) in self.origins)

    def texts_of(self, document: Document) -> tuple[tuple[Path, str], ...]:
        """The `texts` of one of these documents, found once for all that is asked of them."""
        if (found := self._texts.get(id(document))) is None:
            found = self._texts[id(document)] = tuple(texts(document))
        return found

    @cached_property
    def _texts(self) -> dict[int, tuple[tuple[Path, str], ...]]:
        return {}

    def label(self, vocabulary: str, word: str) -> str:
        """A word of one of the guide's lists as readers see it; '' for none."""
        return label_of(self.course.vocabularies, self.interface, self.course.language, vocabulary, word)

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """The words of one of the guide's lists, in its order."""
        return tuple(words_of(self.course.vocabularies, vocabulary))

    @property
    def outputs(self) -> Outputs:
        """What is made beside the pages; questionnaires alone make no book."""
        chosen = self.course.outputs
        return chosen if self.course.modules else chosen.model_copy(update={"book": False, "e_book": False})

    @property
    def name(self) -> str:
        """What the top of each page and its tab call the guide."""
        return self.course.look.name or self.course.title

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        return self.course.modules

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The log of changes, newest first."""
        return tuple(sorted(self.course.changes, key=lambda change: change.date, reverse=True))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Lesson id to its number in the course, from 1."""
        return {id_: number for number, id_ in enumerate(self.lessons, start=1)}

    def module_of(self, lesson_id: str) -> tuple[int, Module]:
        """The module that holds a lesson and its number, from 1."""
        return next((n, m) for n, m in enumerate(self.modules, start=1) if lesson_id in m.lessons)

    def neighbours(self, lesson_id: str) -> tuple[Lesson | None, Lesson | None]:
        """The lessons before and after this one in the course."""
        order = list(self.lessons.values())
        at = self.numbers[lesson_id] - 1
        return (order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None)

    @cached_property
    def exercises(self) -> Mapping[str, tuple[Lesson, Exercise]]:
        """Every exercise with its lesson, in course order."""
        return {e.id: (lesson, e) for lesson in self.lessons.values() for e in lesson.exercises}

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The lists that have entries, and so a page, in the order of the menu."""
        held = {
            "faqs": self.faqs,
            "exercises": self.exercises,
            "resources": self.resources,
            "glossary": self.terms,
            "references": self.works,
        }
        return tuple(name for name in LISTS if held[name])

    @cached_property
    def suggesting(self) -> Mapping[str, tuple[tuple[Instrument, str], ...]]:
        """Lesson id to each questionnaire that may suggest it, with the id of the first of its results that does.

        '' stands for what is asked beside the items: the question on safety, life now, what rises over weeks.
        """
        found: dict[str, dict[str, tuple[Instrument, str]]] = {}
        for instrument in self.instruments.values():
            results = [(profile.id, profile.lessons) for profile in instrument.profiles]
            results += [(facet.id, facet.lessons) for facet in instrument.facets]
            contexts = instrument.contexts.choices if instrument.contexts else ()
            beside = [context.lessons for context in contexts]
            if instrument.gate:
                beside.append(instrument.gate.safety_first.lessons)
            if instrument.history and instrument.history.rising:
                beside.append(instrument.history.rising.lessons)
            results += [("too-few", instrument.too_few.lessons), *(("", lessons) for lessons in beside)]
            for result, lessons in results:
                for lesson in lessons:
                    found.setdefault(lesson, {}).setdefault(instrument.id, (instrument, result))
        return {lesson: tuple(places.values()) for lesson, places in found.items()}

    @cached_property
    def safety_page(self) -> Page | None:
        """The page with help in danger: the one to which the line at the foot of every page leads."""
        linked = (self.pages.get(link.target.id) for link in self.safety.line.links if link.target.kind == "page")
        return next(filter(None, linked), None)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Glossary entries by id, in alphabetical order of their words."""
        return {t.id: t for t in sorted(self.glossary.terms, key=lambda t: t.term.casefold())}

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Referenced works by id, in alphabetical order of author and year; only those that a text cites."""
        used = self.citing
        return {
            w.id: w
            for w in sorted(self.references.works, key=lambda w: (w.authors[0].casefold(), w.year, w.title))
            if w.id in used
        }

    @cached_property
    def citing(self) -> Mapping[str, tuple[Document, ...]]:
        """Work id to the documents that cite it, in reading order."""
        found: dict[str, list[Document]] = {}
        for document in self.documents():
            for ref in cited(document):
                found.setdefault(ref, []).append(document)
        return {ref: tuple(documents) for ref, documents in found.items()}


def last_changed(library: Library, document: Document) -> date:
    """The day on which a text was last reviewed, checked or changed; without any of these, the edition's."""
    review: Review | None = getattr(document, "review", None)
    own: date = review.reviewed if review else getattr(document, "checked", None) or library.course.published
    logged = (
        change.date
        for change in library.changes
        if any(str(link.target) == key_of(document) for link in change.text.links)
    )
    return max(own, *logged, own)


def key_of(document: Document) -> str:
    """`kind:id`, where kinds that exist once have no id of their own."""
    return f"{document.kind}:{getattr(document, 'id', document.kind)}" if document.kind != "course" else "course:course"


__all__ = [
    "Library",
    "Link",
    "Reference",
    "Source",
    "cited",
    "key_of",
    "last_changed",
    "parts",
    "passages",
    "strongest_evidence",
    "texts",
]
