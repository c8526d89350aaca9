"""The pages of the site before they are spelled: where each stands, what it shows, which parts it has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..model.blocks import PAGE_BLOCKS
from ..model.library import cited, last_changed, passages
from ..model.prose import plain_text
from .instrument import instrument_pages
from .links import instrument_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ..model.blocks import PageBlock
    from ..model.documents import Document, Exercise, Lesson, Module, Page
    from ..model.library import Library

V = TypeVar("V")

WORDS_PER_MINUTE = 200
LENGTHS = (5, 10, 20)
"""Minutes that a reader may have for an exercise."""


@dataclass(frozen=True)
class Section:
    """A heading that the page's table of contents lists."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Placed:
    """A body block where it stands: its kind, what it holds, and the heading level that its title has there."""

    kind: str
    value: Any
    level: int
    anchor: str = ""


@dataclass(frozen=True)
class Group:
    """Part of a long list under a heading of its own."""

    anchor: str
    title: str
    entries: tuple[Any, ...]


@dataclass(frozen=True)
class Choice:
    """One choice of a control above a long list, and how many entries fit it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Step:
    """A page on the way from the first page to this one."""

    title: str
    path: str


@dataclass(frozen=True)
class PageView:
    """A page of the site before it is spelled: which template, with which values."""

    path: str
    """Folder from the root, with a slash at the end; the root is ''."""
    template: str
    title: str
    description: str
    changed: date
    """The day of its last review or change."""
    sources: tuple[str, ...] = ()
    """Ids of the works in the page's source list, in order."""
    sections: tuple[Section, ...] = ()
    layout: str = "plain"
    scripts: tuple[str, ...] = ()
    """Names of assets that only this page loads."""
    styles: tuple[str, ...] = ()
    module: Module | None = None
    """The part of the course that the page belongs to."""
    kicker: str = ""
    """Where the page belongs, in a few words, for its social card."""
    trail: tuple[Step, ...] = ()
    """The way to this page, where it is longer than one step."""
    values: Mapping[str, object] = field(default_factory=dict)


def page_views(library: Library) -> Iterator[PageView]:
    """Every page of the site."""
    for page in library.pages.values():
        yield _page(library, page)
    for instrument in library.instruments.values():
        for instrument_page in instrument_pages(instrument, library):
            yield PageView(
                path=instrument_path(instrument) + instrument_page.part,
                template="instrument",
                title=instrument_page.title,
                description=instrument_page.description,
                changed=last_changed(library, instrument),
                sources=instrument_page.cites,
                scripts=() if instrument_page.part else ("self-check.js",),
                styles=("self-check.css",),
                values={"instrument": instrument, "instrument_page": instrument_page},
            )
    for lesson in library.lessons.values():
        yield _lesson(library, lesson)
    if library.exercises:
        yield _exercise_list(library)
    for lesson, exercise in library.exercises.values():
        yield _exercise(library, lesson, exercise)
    yield from (made(library) for name, made in _LISTS.items() if name in library.lists)


def reading_minutes(lesson: Lesson) -> int:
    """How long a lesson takes to read, in whole minutes, exercises apart."""
    words = sum(
        len(plain_text(text).split()) for path, text in passages(lesson) if path[0] not in ("exercises", "related")
    )
    return max(1, round(words / WORDS_PER_MINUTE))


# Single texts -----------------------------------------------------------------------------------------------------


def _page(library: Library, page: Page) -> PageView:
    blocks = _place(page.body)
    return PageView(
        path="" if page.layout == "home" else f"{page.id}/",
        template="page",
        title=page.title,
        description=page.summary,
        changed=last_changed(library, page),
        sources=cited(page),
        sections=_headings(blocks),
        layout=page.layout,
        scripts=("guided.js",) if any(block.kind == "guided" for block in blocks) else (),
        kicker=library.course.subtitle if page.layout == "home" else library.course.title,
        values={"document": page, "blocks": blocks},
    )


def _lesson(library: Library, lesson: Lesson) -> PageView:
    words = library.interface.lesson
    held = {
        "research": (words.research, lesson.research.findings or lesson.research.unknown),
        "exercises": (words.exercises, lesson.exercises),
        "if-it-does-not-help": (words.if_it_does_not_help, lesson.if_it_does_not_help),
        "variants": (words.variants, lesson.variants),
        "key-points": (words.key_points, lesson.key_points),
    }
    parts = {anchor: title for anchor, (title, text) in held.items() if text}
    blocks = _place(lesson.body, taken=("goals", "one-minute", "related", "sources", *parts), level=3)
    number, module = library.module_of(lesson.id)
    before, following = library.neighbours(lesson.id)
    part = f"{library.interface.site.module} {number}: {module.title}"
    return PageView(
        path=f"lessons/{lesson.id}/",
        template="lesson",
        title=lesson.title,
        description=lesson.summary,
        changed=last_changed(library, lesson),
        sources=cited(lesson),
        sections=(*_headings(blocks), *(Section(anchor, title) for anchor, title in parts.items())),
        module=module,
        kicker=part,
        trail=(Step(library.interface.site.home, ""), Step(part, f"#{module.id}")),
        values={
            "lesson": lesson,
            "blocks": blocks,
            "before": before,
            "following": following,
            "minutes": reading_minutes(lesson),
        },
    )


def _exercise(library: Library, lesson: Lesson, exercise: Exercise) -> PageView:
    words = library.interface
    return PageView(
        path=f"exercises/{exercise.id}/",
        template="exercise",
        title=exercise.name,
        description=plain_text(exercise.purpose) or exercise.name,
        changed=last_changed(library, lesson),
        sources=cited(exercise),
        module=library.module_of(lesson.id)[1],
        kicker=words.exercise.exercise,
        trail=(Step(words.site.home, ""), Step(words.site.exercises, "exercises/")),
        values={"exercise": exercise, "lesson": lesson},
    )


# Lists ------------------------------------------------------------------------------------------------------------


def _exercise_list(library: Library) -> PageView:
    words = library.interface
    by_module = (
        Group(module.id, module.title, tuple(e for id_ in module.lessons for e in library.lessons[id_].exercises))
        for module in library.modules
    )
    groups = tuple(group for group in by_module if group.entries)
    minutes = [exercise.minutes for _, exercise in library.exercises.values()]
    lengths = tuple(
        Choice(str(most), words.lists.up_to.format(minutes=most), sum(m <= most for m in minutes)) for most in LENGTHS
    )
    return _list(
        library,
        "exercises",
        library.lessons.values(),
        groups,
        lengths=lengths,
        fits=lambda exercise: [str(most) for most in LENGTHS if exercise.minutes <= most],
    )


def _faq_list(library: Library) -> PageView:
    faqs = library.faqs.values()
    groups = _grouped(faqs, lambda faq: faq.theme, partial(library.label, "theme"), "theme")
    return _list(library, "faqs", faqs, groups, sources=_cited_in(faqs))


def _resource_list(library: Library) -> PageView:
    resources = library.resources.values()
    form, place, audience = (partial(library.label, name) for name in ("resource-form", "place", "audience"))
    places = dict.fromkeys((*library.words("place"), *sorted({place for r in resources for place in r.where})))
    return _list(
        library,
        "resources",
        resources,
        _grouped(resources, lambda resource: resource.form, form, "form"),
        sources=_cited_in(resources),
        forms=_choices(library.words("resource-form"), (r.form for r in resources), form),
        places=_choices(tuple(places), (p for r in resources for p in r.where), place),
        audiences=_choices(library.words("audience"), (a for r in resources for a in r.audience), audience),
    )


def _glossary(library: Library) -> PageView:
    groups = _grouped(library.terms.values(), lambda term: _initial(term.term), str.upper, "letter")
    return _list(library, "glossary", (), groups, sources=cited(library.glossary))


def _reference_list(library: Library) -> PageView:
    groups = _grouped(library.works.values(), lambda work: _initial(work.authors[0]), str.upper, "letter")
    return _list(library, "references", (), groups)


_LISTS = {
    "faqs": _faq_list,
    "resources": _resource_list,
    "glossary": _glossary,
    "references": _reference_list,
}


def _list(
    library: Library,
    name: str,
    documents: Iterable[Document],
    groups: tuple[Group, ...],
    sources: tuple[str, ...] = (),
    **values: object,
) -> PageView:
    """A page that lists something; it is named by its word in the interface."""
    site = library.interface.site
    return PageView(
        path=f"{name}/",
        template=name,
        title=str(getattr(site, name)),
        description=str(getattr(site, f"{name}_intro")),
        changed=max((last_changed(library, document) for document in documents), default=library.course.published),
        sources=sources,
        sections=tuple(Section(group.anchor, group.title) for group in groups),
        scripts=("lists.js",),
        kicker=library.course.title,
        values={"groups": groups, "count": sum(len(group.entries) for group in groups), **values},
    )


def _grouped(
    entries: Iterable[V], key: Callable[[V], str], title: Callable[[str], str], anchor: str
) -> tuple[Group, ...]:
    """Entries by a key of theirs, in the order in which the keys come."""
    found: dict[str, list[V]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return tuple(Group(f"{anchor}-{value}", title(value), tuple(held)) for value, held in found.items())


def _choices(values: Sequence[str], held: Iterable[str], label: Callable[[str], str]) -> tuple[Choice, ...]:
    """Those words of a closed list that some entry bears, in the list's order."""
    counts = Counter(held)
    return tuple(Choice(value, label(value), counts[value]) for value in values if counts[value])


def _initial(words: str) -> str:
    """The first letter without its marks, for an alphabetical list."""
    return unicodedata.normalize("NFKD", words)[0].lower()


# Bodies -----------------------------------------------------------------------------------------------------------


def _place(blocks: Sequence[PageBlock], taken: Sequence[str] = (), level: int = 2) -> tuple[Placed, ...]:
    """Blocks with unique anchors; titles of blocks stand one level below the heading before them, if there is one."""
    placed = []
    anchors = set(taken)
    for block in blocks:
        kind = next(kind for kind, model in PAGE_BLOCKS.items() if isinstance(block, model))
        value = getattr(block, kind.replace("-", "_"))
        anchor = ""
        if kind == "heading":
            level = 3
            anchor = _free_anchor(value, anchors)
            anchors.add(anchor)
        placed.append(Placed(kind, value, level, anchor))
    return tuple(placed)


def _free_anchor(title: str, taken: set[str]) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", title.lower().replace("’", "")).strip("-") or "part"
    return next(a for n in range(1, len(taken) + 2) if (a := words if n == 1 else f"{words}-{n}") not in taken)


def _headings(blocks: Sequence[Placed]) -> tuple[Section, ...]:
    return tuple(Section(block.anchor, block.value) for block in blocks if block.kind == "heading")


def _cited_in(documents: Iterable[Document]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for document in documents for ref in cited(document)))
