"""The library as a site: one ready page for everything a reader can open, and the files around the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..model.base import EVIDENCE_ORDER
from ..model.documents import Course, Faq, Glossary, Lesson, Page, Resource
from ..model.help import help_anywhere, help_countries, help_places
from ..model.instrument import Instrument
from ..model.interface import word_of
from ..model.library import LISTS
from ..model.prose import Reference
from .card import Card
from .contacts import contact_href, contact_label
from .dates import day_in_words, month_names
from .drawing import render_drawing
from .feed import FEED, render_feed
from .html import render_phrase, render_prose
from .instrument import instrument_pages
from .links import SiteLinks, answer_back_href, book_path, instrument_path, page_path, site_paths, source_anchor
from .policy import render_headers_file
from .search import render_search_index, render_search_texts
from .sitemap import render_sitemap
from .views import PageView, page_views

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ..model.blocks import Figure
    from ..model.documents import Document, HelpLine, Work
    from ..model.library import Library

TEMPLATES = Environment(
    loader=PackageLoader("mkdocs_securebase.render"),
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


def render_site(library: Library, *, address: str = "", directory_urls: bool = True) -> tuple[Artifact, ...]:
    """The files that the site engine builds: a page each as front matter and ready HTML, and what stands beside them.

    `address` is where the site will stand; the parts that need whole addresses are left out where it is not known.
    Without `directory_urls` every link names its file, for the edition that is opened from the file system.
    """
    paths = site_paths(library)
    views = tuple(page_views(library))
    root = SiteLinks(paths, "", directory_urls=directory_urls)
    files = [
        Artifact("assets/search-index.js", render_search_index(library, root)),
        Artifact("assets/search-texts.js", render_search_texts(library, root)),
        Artifact(FEED, render_feed(library, root, address)),
        Artifact("_headers", render_headers_file()),
    ]
    if address:
        files.append(Artifact("sitemap.xml", render_sitemap(views, root, address)))
    return (*(_artifact(library, paths, view, directory_urls, address) for view in views), *files)


def render_not_found(library: Library, root: str) -> str:
    """The body of the page that a host shows where there is none: the whole shell, with the ways on.

    `root` is where the site stands on its host, with a slash at the end: '/' or '/guide/'.
    """
    shell = library.interface.shell
    view = PageView("404.html", "not-found", shell.not_found, shell.not_found_text, library.course.published)
    return _body(library, site_paths(library), view, directory_urls=True, root=root)


def render_cards(library: Library) -> tuple[Card, ...]:
    """The picture of every page for link previews."""
    return tuple(_card(library, view) for view in page_views(library))


def render_nav(library: Library) -> list[dict[str, Any]]:
    """The navigation as MkDocs wants it: titles with files, or with lists of the same."""
    words = library.interface.site
    pages = {page.title: f"{page_path(library, page.id)}index.md" for page in library.pages.values()}
    return [
        *({title: file} for title, file in pages.items()),
        *(
            {i.title: [f"{instrument_path(i)}{page.part}index.md" for page in instrument_pages(i, library)]}
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


# Spelling -------------------------------------------------------------------------------------------------------


def _artifact(
    library: Library, paths: Mapping[Reference, str], view: PageView, directory_urls: bool, address: str
) -> Artifact:
    front = _front_matter(library, view, address)
    return Artifact(f"{view.path}index.md", front + _body(library, paths, view, directory_urls))


def _card(library: Library, view: PageView) -> Card:
    return Card(library.name, view.kicker, view.title)


def _front_matter(library: Library, view: PageView, address: str) -> str:
    """What the engine's template needs outside the body."""
    shell = library.interface.shell
    values: dict[str, object] = {
        "title": view.title,
        "description": view.description,
        "layout": view.layout,
        "name": library.name,
        "language": library.course.language,
        "problems": shell.problems,
        "scripts": list(view.scripts),
        "styles": list(view.styles),
        "feed": library.interface.changes.feed_title.format(title=library.course.title),
    }
    values["og-type"] = "article" if view.template == "lesson" else "website"
    if address:
        values["card"] = _card(library, view).path
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)}---\n"


def _body(
    library: Library, paths: Mapping[Reference, str], view: PageView, directory_urls: bool, root: str | None = None
) -> str:
    words = library.interface
    links = SiteLinks(paths, view.path, view.sources, words.shell.source_number, directory_urls, root)

    def link(path: str, label: str) -> dict[str, object]:
        return {"href": links.to(path), "label": label, "here": path == view.path}

    safety = library.safety_page
    quiet = [link(f"{page.id}/", page.title) for page in library.pages.values() if page.layout == "quiet"]
    help_ = [link(page_path(library, safety.id), safety.title)] if safety else []
    checks = [link(instrument_path(i), i.title) for i in library.instruments.values()]
    pages = [
        link(page_path(library, page.id), page.title)
        for page in library.pages.values()
        if page.layout == "plain" and page is not safety
    ]
    text = TEMPLATES.get_template(f"pages/{view.template}.j2").render(
        library=library,
        words=words,
        links=links,
        view=view,
        at=view.path,
        kind=view.template,
        to=links.to,
        instrument_path=instrument_path,
        sections=view.sections,
        sources=[library.works[id_] for id_ in view.sources],
        source_anchor=source_anchor,
        home=link("", words.site.home),
        ways=[*quiet, *help_, *checks],
        first_ways=[*quiet, *checks][:2],
        more=[*(link(f"{name}/", getattr(words.site, name)) for name in LISTS), *pages],
        book=book_path(library),
        feed=FEED,
        prose=lambda prose: render_prose(prose, links),
        phrase=lambda phrase: render_phrase(phrase, links),
        citation=links.citation,
        reference=lambda text: links.href(_reference(text)),
        drawing=lambda figure: _drawing(library, figure),
        sign=lambda file: _sign(library, file),
        answer_back=_answer_back(library, view.title),
        date=lambda day: _date(library, day),
        months=month_names(library.course.language),
        authors=_authors,
        seen=lambda work: _seen(library, work),
        uses=lambda work: [_use(library, links, document) for document in library.citing[work.id]],
        evidence_order=EVIDENCE_ORDER,
        evidence_word=lambda label: word_of(words.lesson, f"evidence-{label}"),
        evidence_meaning=lambda label: word_of(words.lesson, f"evidence-{label}-meaning"),
        word_of=word_of,
        contact_href=contact_href,
        contact_label=lambda contact: contact_label(contact, words),
        line_checked=lambda line: _line_checked(library, line),
        help_page=page_path(library, library.safety_page.id) if library.safety_page else "",
        help_places=help_places(library.safety, library.course.language, library.words("purpose")),
        help_anywhere=help_anywhere(library.safety, words.lines.anywhere, library.words("purpose")),
        help_countries=help_countries(library.safety, library.course.language),
        **view.values,
    )
    return _without_blank_lines(text)


def _without_blank_lines(text: str) -> str:
    """The same HTML as one Markdown block: a blank line would end it."""
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


def _reference(text: str) -> Reference:
    kind, _, id_ = text.partition(":")
    return Reference(kind, id_)  # type: ignore[arg-type]  # the linker has checked it


def _drawing(library: Library, figure: Figure) -> Markup:
    return render_drawing(library.drawings[figure.file], figure.alt, figure.id)


def _sign(library: Library, file: str | None) -> Markup:
    """A drawing that says nothing which the words beside it do not say."""
    if file is None:
        return Markup()
    return Markup('<div class="sign">{}</div>').format(
        render_drawing(library.drawings[file], "", PurePosixPath(file).stem)
    )


def _answer_back(library: Library, title: str) -> dict[str, str] | None:
    """Where a reader of the page with this title can tell of it, and what happens then; None where nobody listens."""
    answer_back = library.course.answer_back
    if answer_back is None:
        return None
    note = word_of(library.interface.shell, f"answer-back-{answer_back.kind}")
    return {"href": answer_back_href(answer_back, title), "note": note}


def _date(library: Library, day: date) -> str:
    return day_in_words(day, library.course.language)


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


def _line_checked(library: Library, line: HelpLine) -> str:
    """When and how a help line was checked, in words."""
    check, words = line.checked, library.interface.lines
    return word_of(words, check.how).format(page=check.page, date=_date(library, check.when))


def _stop(title: str) -> str:
    """A title that ends as a sentence."""
    return title if title.endswith(("?", "!", ".")) else f"{title}."


TEMPLATES.filters["stop"] = _stop
TEMPLATES.filters["host"] = lambda url: urlsplit(url).netloc.removeprefix("www.")
