"""The library as a site: one ready page for everything a reader can open, and the index for search."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from ..model.base import EVIDENCE_ORDER
from ..model.blocks import PAGE_BLOCKS
from ..model.documents import Course, Faq, Glossary, Lesson, Page, Resource
from ..model.instrument import Instrument
from ..model.library import cited, passages
from ..model.prose import Citation, Paragraph, Prose, Reference, plain_text
from .drawing import render_drawing
from .html import render_phrase, render_prose
from .instrument import instrument_pages
from .links import SiteLinks, instrument_path, page_path, site_paths, source_anchor
from .search import render_search_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from markupsafe import Markup

    from ..model.base import Evidence
    from ..model.blocks import Figure, PageBlock
    from ..model.documents import Contact, Document, Work
    from ..model.library import Library

WORDS_PER_MINUTE = 200
LISTS = ("faqs", "exercises", "resources", "glossary", "references")
"""The pages that list something, in the order of the menu; each is named by its word in the interface."""

TEMPLATES = Environment(
    loader=PackageLoader("generator.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Artifact:
    """One file of the site's source tree."""

    path: str
    """Relative to build/docs."""
    text: str


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
class PageView:
    """A page of the site before it is spelled: which template, with which values."""

    path: str
    """Folder from the root, with a slash at the end; the root is ''."""
    template: str
    title: str
    description: str
    sources: tuple[str, ...] = ()
    """Ids of the works in the page's source list, in order."""
    sections: tuple[Section, ...] = ()
    layout: str = "plain"
    scripts: tuple[str, ...] = ()
    """Names of assets that only this page loads."""
    styles: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


def render_site(library: Library, *, directory_urls: bool = True) -> tuple[Artifact, ...]:
    """The files that the site engine builds: a page each as front matter and ready HTML, and the search index.

    Without `directory_urls` every link names its file, for the edition that is opened from the file system.
    """
    paths = site_paths(library)
    pages = tuple(
        Artifact(f"{view.path}index.md", _front_matter(library, view) + _body(library, paths, view, directory_urls))
        for view in page_views(library)
    )
    return (*pages, Artifact("assets/search-index.js", render_search_index(library, paths, directory_urls)))


def render_nav(library: Library) -> list[dict[str, Any]]:
    """The navigation as MkDocs wants it: titles with files, or with lists of the same."""
    words = library.interface.site
    pages = {page.title: f"{page_path(library, page.id)}index.md" for page in library.pages.values()}
    return [
        *({title: file} for title, file in pages.items()),
        *(
            {i.title: [f"{instrument_path(i.id)}{page.part}index.md" for page in instrument_pages(i, library)]}
            for i in library.instruments.values()
        ),
        {
            words.course: [
                {module.title: [f"lessons/{id_}/index.md" for id_ in module.lessons]} for module in library.modules
            ]
        },
        {words.exercises: ["exercises/index.md", *(f"exercises/{id_}/index.md" for id_ in library.exercises)]},
        *({getattr(words, name): f"{name}/index.md"} for name in LISTS if name != "exercises"),
    ]


def book_path(library: Library) -> str:
    """Where the printable book stands on the site."""
    return f"book/{library.course.id}.pdf"


def reading_minutes(lesson: Lesson) -> int:
    """How long a lesson takes to read, in whole minutes, exercises apart."""
    words = sum(
        len(plain_text(text).split()) for path, text in passages(lesson) if path[0] not in ("exercises", "related")
    )
    return max(1, round(words / WORDS_PER_MINUTE))


def page_views(library: Library) -> Iterator[PageView]:
    """Every page of the site."""
    for page in library.pages.values():
        yield _page(page)
    for instrument in library.instruments.values():
        for instrument_page in instrument_pages(instrument, library):
            yield PageView(
                path=instrument_path(instrument.id) + instrument_page.part,
                template="instrument",
                title=instrument_page.title,
                description=instrument_page.description,
                sources=cited(instrument),
                scripts=() if instrument_page.part else ("self-check.js",),
                styles=("self-check.css",),
                values={"instrument": instrument, "instrument_page": instrument_page},
            )
    for lesson in library.lessons.values():
        yield _lesson(library, lesson)
    yield _exercise_list(library)
    for lesson, exercise in library.exercises.values():
        yield PageView(
            path=f"exercises/{exercise.id}/",
            template="exercise",
            title=exercise.name,
            description=plain_text(exercise.purpose),
            sources=cited(exercise),
            values={"exercise": exercise, "lesson": lesson},
        )
    yield _faq_list(library)
    yield _resource_list(library)
    yield _glossary(library)
    yield _reference_list(library)


# Pages ----------------------------------------------------------------------------------------------------------


def _page(page: Page) -> PageView:
    blocks = _place(page.body)
    return PageView(
        path="" if page.layout == "home" else f"{page.id}/",
        template="page",
        title=page.title,
        description=page.summary,
        sources=cited(page),
        sections=_headings(blocks),
        layout=page.layout,
        values={"document": page, "blocks": blocks},
    )


def _lesson(library: Library, lesson: Lesson) -> PageView:
    words = library.interface.lesson
    parts = {
        "research": words.research,
        "exercises": words.exercises,
        "if-it-does-not-help": words.if_it_does_not_help,
        "variants": words.variants,
        "key-points": words.key_points,
    }
    blocks = _place(lesson.body, taken=("goals", "one-minute", "related", "sources", *parts), level=3)
    number, module = library.module_of(lesson.id)
    before, following = library.neighbours(lesson.id)
    return PageView(
        path=f"lessons/{lesson.id}/",
        template="lesson",
        title=lesson.title,
        description=lesson.summary,
        sources=cited(lesson),
        sections=(*_headings(blocks), *(Section(anchor, title) for anchor, title in parts.items())),
        values={
            "lesson": lesson,
            "blocks": blocks,
            "module": module,
            "module_number": number,
            "before": before,
            "following": following,
            "minutes": reading_minutes(lesson),
        },
    )


def _exercise_list(library: Library) -> PageView:
    words = library.interface.site
    return PageView("exercises/", "exercises", words.exercises, words.exercises_intro)


def _faq_list(library: Library) -> PageView:
    words = library.interface.site
    return PageView(
        path="faqs/",
        template="faqs",
        title=words.faqs,
        description=words.faqs_intro,
        sources=_cited_in(tuple(library.faqs.values())),
        sections=tuple(Section(faq.id, faq.question) for faq in library.faqs.values()),
    )


def _resource_list(library: Library) -> PageView:
    words = library.interface.site
    by_form: dict[str, list[Resource]] = {}
    for resource in library.resources.values():
        by_form.setdefault(resource.form, []).append(resource)
    return PageView(
        path="resources/",
        template="resources",
        title=words.resources,
        description=words.resources_intro,
        sources=_cited_in(tuple(library.resources.values())),
        sections=tuple(Section(f"form-{form}", _form_word(library, form)) for form in by_form),
        values={"by_form": tuple(by_form.items())},
    )


def _glossary(library: Library) -> PageView:
    words = library.interface.site
    return PageView("glossary/", "glossary", words.glossary, words.glossary_intro, cited(library.glossary))


def _reference_list(library: Library) -> PageView:
    words = library.interface.site
    return PageView("references/", "references", words.references, words.references_intro)


# Spelling -------------------------------------------------------------------------------------------------------


def _front_matter(library: Library, view: PageView) -> str:
    """What the engine's template needs outside the body."""
    shell = library.interface.shell
    values: dict[str, object] = {
        "title": view.title,
        "description": view.description,
        "layout": view.layout,
        "name": shell.name,
        "language": library.course.language,
        "problems": shell.problems,
        "scripts": list(view.scripts),
        "styles": list(view.styles),
    }
    if not view.path:
        home = library.interface.site.home
        values["not-found"] = {"title": shell.not_found, "text": shell.not_found_text, "home": home}
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)}---\n"


def _body(library: Library, paths: Mapping[Reference, str], view: PageView, directory_urls: bool) -> str:
    words = library.interface
    links = SiteLinks(paths, view.path, view.sources, words.shell.source_number, directory_urls)

    def link(path: str, label: str) -> dict[str, object]:
        return {"href": links.to(path), "label": label, "here": path == view.path}

    pages = [link(page_path(library, page.id), page.title) for page in library.pages.values() if page.layout == "plain"]
    text = TEMPLATES.get_template(f"pages/{view.template}.j2").render(
        library=library,
        words=words,
        links=links,
        at=view.path,
        kind=view.template,
        to=links.to,
        sections=view.sections,
        sources=[library.works[id_] for id_ in view.sources],
        source_anchor=source_anchor,
        home=link("", words.site.home),
        ways=[
            *(link(f"{p.id}/", p.title) for p in library.pages.values() if p.layout == "quiet"),
            *(link(instrument_path(i.id), i.title) for i in library.instruments.values()),
        ],
        more=[*(link(f"{name}/", getattr(words.site, name)) for name in LISTS), *pages],
        book=book_path(library),
        prose=lambda prose: render_prose(prose, links),
        phrase=lambda phrase: render_phrase(phrase, links),
        prose_with=lambda prose, refs: render_prose(_with_sources(prose, refs), links),
        citation=links.citation,
        reference=lambda text: links.href(_reference(text)),
        drawing=lambda figure: _drawing(library, figure),
        date=lambda day: _date(library, day),
        authors=_authors,
        seen=lambda work: _seen(library, work),
        uses=lambda work: [_use(library, links, document) for document in library.citing[work.id]],
        evidence_order=EVIDENCE_ORDER,
        evidence_word=lambda label: _evidence_word(library, label),
        evidence_meaning=lambda label: getattr(words.lesson, f"evidence_{_snake(label)}_meaning"),
        form_word=lambda form: _form_word(library, form),
        contact_href=_contact_href,
        insert_template=lambda insert: "help-lines" if insert.startswith("help-lines-") else insert,
        **view.values,
    )
    return _without_blank_lines(text)


def _without_blank_lines(text: str) -> str:
    """The same HTML as one Markdown block: a blank line would end it."""
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


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


def _cited_in(documents: tuple[Document, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for document in documents for ref in cited(document)))


def _with_sources(prose: Prose, refs: Sequence[str]) -> Prose:
    """The same text with its sources at the end of its last paragraph."""
    marks = tuple(Citation(ref) for ref in refs)
    match prose.blocks:
        case (*blocks, Paragraph(children)):
            return Prose((*blocks, Paragraph((*children, *marks))))
        case blocks:
            return Prose((*blocks, Paragraph(marks))) if marks else prose


def _reference(text: str) -> Reference:
    kind, _, id_ = text.partition(":")
    return Reference(kind, id_)  # type: ignore[arg-type]  # the linker has checked it


def _drawing(library: Library, figure: Figure) -> Markup:
    return render_drawing(library.drawings[figure.file], figure.alt, figure.id)


def _date(library: Library, day: date) -> str:
    return f"{day.day} {library.interface.shell.months[day.month - 1]} {day.year}"


def _snake(label: str) -> str:
    return label.replace(" ", "_").replace("-", "_")


def _evidence_word(library: Library, label: Evidence) -> str:
    return str(getattr(library.interface.lesson, f"evidence_{_snake(label)}"))


def _form_word(library: Library, form: str) -> str:
    return str(getattr(library.interface.shell, "online_course" if form == "course" else form))


def _authors(work: Work) -> str:
    shown = ", ".join(work.authors[:4])
    return f"{shown}, et al." if len(work.authors) > 4 else shown


def _seen(library: Library, work: Work) -> str:
    shell = library.interface.shell
    return shell.verified_memory if work.verified == "memory" else str(getattr(shell, f"seen_{work.seen}"))


def _use(library: Library, links: SiteLinks, document: Document) -> dict[str, str]:
    """A document that cites a work, as a link."""
    site = library.interface.site
    match document:
        case Lesson() | Page() | Instrument() | Resource():
            return {"href": links.href(Reference(document.kind, document.id)), "label": document.title}
        case Faq():
            return {"href": links.href(Reference("faq", document.id)), "label": document.question}
        case Glossary():
            return {"href": links.to("glossary/"), "label": site.glossary}
        case Course():
            return {"href": links.to(""), "label": document.title}
        case _:
            return {"href": links.to(""), "label": site.home}


def _contact_href(contact: Contact) -> str:
    number = re.sub(r"[^0-9+]", "", contact.value)
    return {"call": f"tel:{number}", "text": f"sms:{number}", "web": f"https://{contact.value}"}[contact.how]


def _stop(title: str) -> str:
    """A title that ends as a sentence."""
    return title if title.endswith(("?", "!", ".")) else f"{title}."


TEMPLATES.filters["stop"] = _stop
TEMPLATES.filters["host"] = lambda url: urlsplit(url).netloc.removeprefix("www.")
