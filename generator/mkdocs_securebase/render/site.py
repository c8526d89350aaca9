"""The library as a site: one ready page for everything a reader can open, and the files around the pages."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import Markup, escape

from ..model.base import EVIDENCE_ORDER
from ..model.blocks import GeneratedBlock
from ..model.documents import Course, Faq, Glossary, Lesson, Page, Resource
from ..model.help import help_anywhere, help_countries, help_places
from ..model.instrument import Instrument
from ..model.interface import word_of
from ..model.library import LISTS
from ..model.medium import on_medium
from ..model.prose import Reference
from .card import Card
from .colours import palettes_of, render_card_colours, render_palette_sheet
from .contacts import contact_href, contact_label
from .dates import day_in_words, month_names
from .drawing import render_drawing, render_sign
from .feed import FEED, render_feed
from .html import render_phrase, render_prose
from .instrument import instrument_pages
from .links import (
    SiteLinks,
    answer_back_href,
    book_path,
    epub_path,
    instrument_path,
    page_path,
    site_paths,
    source_anchor,
)
from .mark import FILE as MARK
from .mark import render_icon, render_mark, render_typst_mark
from .policy import render_headers_file
from .search import render_search_index, render_search_texts, search_entries
from .sitemap import render_sitemap
from .templating import TEMPLATES
from .views import PageView, Section, Step, page_views
from .works import authors_of, evidence_meaning, evidence_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ..model.blocks import Figure
    from ..model.documents import Document, HelpLine, Work
    from ..model.library import Library


@dataclass(frozen=True)
class Artifact:
    """One file of the site's source tree."""

    path: str
    """Relative to the folder of the guide's first page."""
    text: str


@dataclass(frozen=True)
class Body:
    """A page's HTML in the pieces that an author's theme overrides may come between."""

    before: str
    """The shell up to the content."""
    content: str
    between: str
    """The shell from the content to the foot: menu and search."""
    foot: str
    after: str

    @property
    def whole(self) -> str:
        return f"{self.before}{self.content}{self.between}{self.foot}{self.after}"


@dataclass(frozen=True)
class Site:
    """How a library's pages stand in one site."""

    library: Library
    address: str = ""
    """Where the guide's first page will stand; what needs whole addresses is left out where it is not known."""
    directory_urls: bool = True
    """False: every link names its file, for the edition that is opened from the file system."""
    base: str = ""
    """The folder of the guide's first page, from the site's root, with a slash at the end; '' is the root."""
    bare: bool = False
    """Whether another theme has its own shell around our pages."""
    embedded: bool = False
    """Whether parts of the guide stand in an author's own pages."""
    others: tuple[Step, ...] = ()
    """An author's own pages for the menu; their paths begin at the site's root."""

    def __post_init__(self) -> None:
        """Leave what stands on paper alone."""
        object.__setattr__(self, "library", on_medium(self.library, "screen"))

    @property
    def layout(self) -> str:
        """The template around the content of a page."""
        return "bare.j2" if self.bare else "embedded.j2" if self.embedded else "shell.j2"

    @property
    def assets(self) -> str:
        """Where scripts and styles stand, below the first page; in another theme's site in a folder of their own."""
        return "assets/securebase/" if self.bare else "assets/"

    @property
    def cards(self) -> bool:
        """Whether pages have pictures for link previews, which need whole addresses."""
        return bool(self.address) and not self.bare and bool(self.library.outputs.cards)

    @cached_property
    def views(self) -> tuple[PageView, ...]:
        """Every page, found once for all that is made of them."""
        return tuple(page_views(self.library))

    def beside(self, others: tuple[Step, ...]) -> Site:
        """The same site with these pages of an author's; what is worked out already is kept."""
        site = copy(self)
        object.__setattr__(site, "others", others)
        return site

    @cached_property
    def module_paths(self) -> Mapping[str, str]:
        """Where a reader finds each module's lessons: on the map of the course, else at the first of them."""
        maps = (
            page_path(self.library, page.id)
            for page in self.library.pages.values()
            if any(isinstance(block, GeneratedBlock) and block.insert == "course-map" for block in page.body)
        )
        at = next(maps, None)
        return {
            module.id: f"lessons/{module.lessons[0]}/" if at is None else f"{at}#{module.id}"
            for module in self.library.modules
        }

    @cached_property
    def help(self) -> Mapping[str, object]:
        """Where help is: the values of the templates that are the same on every page."""
        library, language, purposes = self.library, self.library.course.language, self.library.words("purpose")
        return {
            "help_page": page_path(library, library.safety_page.id) if library.safety_page else "",
            "help_places": help_places(library.safety, language, purposes),
            "help_anywhere": help_anywhere(library.safety, library.interface.lines.anywhere, purposes),
            "help_countries": help_countries(library.safety, language),
        }

    @cached_property
    def paths(self) -> Mapping[Reference, str]:
        return site_paths(self.library)


def render_site(library: Library, *, address: str = "", directory_urls: bool = True) -> tuple[Artifact, ...]:
    """All files of a guide's site: a page each as front matter and ready HTML, and what stands beside them."""
    site = Site(library, address, directory_urls)
    pages = (Artifact(f"{v.path}index.md", render_front(site, v) + render_body(site, v).whole) for v in site.views)
    return (*pages, *render_beside(site), *render_look(site))


def render_beside(site: Site) -> tuple[Artifact, ...]:
    """The files around the pages: feed, index of search, map for search engines, headers for the host."""
    library, root = site.library, SiteLinks(site.paths, "", directory_urls=site.directory_urls)
    feed = (Artifact(FEED, render_feed(library, root, site.address)),) if library.outputs.feed else ()
    if site.bare:  # search, map and headers are the other theme's and the host's
        return feed
    entries = search_entries(library, root)
    files = [
        Artifact("assets/search-index.js", render_search_index(library, entries)),
        Artifact("assets/search-texts.js", render_search_texts(entries)),
        *feed,
        Artifact("_headers", render_headers_file()),
    ]
    if site.address:
        files.append(Artifact("sitemap.xml", render_sitemap(site.views, root, site.address)))
    return tuple(files)


LOOK = "assets/look.css"
"""The colours of a guide that names some of its own; the sheets that every guide has are made once."""


def render_look(site: Site) -> tuple[Artifact, ...]:
    """The guide's mark and its own colours, as files; another theme has its own."""
    if site.bare:
        return ()
    sheet = (Artifact(LOOK, render_palette_sheet(palettes_of(site.library)) + "\n"),)
    return (Artifact(MARK, render_icon(site.library)), *(sheet if site.library.course.look.colours else ()))


def render_not_found(library: Library, root: str) -> Body:
    """The body of the page that a host shows where there is none: the whole shell, with the ways on.

    `root` is where the guide stands on its host, with a slash at the end: '/' or '/guide/'.
    """
    shell = library.interface.shell
    view = PageView("404.html", "not-found", shell.not_found, shell.not_found_text, library.course.published)
    return spelled(Site(library), view, SiteLinks(site_paths(library), view.path, root=root))


def render_own(site: Site, title: str, at: str, content: str, sections: tuple[Section, ...]) -> Body:
    """An author's own page in our shell; `at` is its folder from the site's root, `content` its HTML, left as it is."""
    view = PageView(at, "own", title, "", site.library.course.published, sections=sections)
    links = SiteLinks(site.paths, at, directory_urls=site.directory_urls, base=site.base)
    head, end, text = content.partition("</h1>")
    if not end:
        head, text = f"<h1>{escape(title)}", content
    body = spelled(site, view, links, head=_HEAD, text=_TEXT)
    filled = body.content.replace(_HEAD, f"{head}</h1>").replace(_TEXT, text.strip("\n"))
    return replace(body, content=filled)


_HEAD, _TEXT = "\x03", "\x04"
"""Where an author's title and text go in own.j2."""


def render_cards(site: Site) -> tuple[Card, ...]:
    """The picture of every page for link previews."""
    return tuple(_card(site.library, view) for view in site.views)


def render_nav(library: Library) -> list[Any]:
    """The whole navigation as MkDocs wants it: titles with files, or with lists of the same."""
    return [entry for part in nav_parts(library).values() for entry in part]


def nav_parts(library: Library) -> dict[str, list[Any]]:
    """The parts of the navigation by the names under which an author's own `nav` can call them, in order."""
    words = library.interface.site
    modules = [{module.title: [f"lessons/{id_}/index.md" for id_ in module.lessons]} for module in library.modules]
    exercises = ["exercises/index.md", *(f"exercises/{id_}/index.md" for id_ in library.exercises)]
    lists = {name: [{str(getattr(words, name)): f"{name}/index.md"}] for name in LISTS if name != "exercises"}
    return {
        "pages": [{page.title: f"{page_path(library, page.id)}index.md"} for page in library.pages.values()],
        "instruments": [
            {i.title: [f"{instrument_path(i)}{page.part}index.md" for page in instrument_pages(i, library)]}
            for i in library.instruments.values()
        ],
        "course": [{words.course: modules}] if modules else [],
        "exercises": [{words.exercises: exercises}] if library.exercises else [],
        **{name: entry if name in library.lists else [] for name, entry in lists.items()},
    }


# Spelling -------------------------------------------------------------------------------------------------------


def _card(library: Library, view: PageView) -> Card:
    look = render_card_colours(palettes_of(library)) + render_typst_mark(library)
    return Card(library.name, view.kicker, view.title, look)


class _FrontMatter(yaml.SafeDumper):
    """Writes texts that also know how they were typed as the texts that they are."""


_FrontMatter.add_multi_representer(str, yaml.SafeDumper.represent_str)


def render_front(site: Site, view: PageView) -> str:
    """The front matter of a page: what the engine's template needs outside the body."""
    values: dict[str, object] = {"title": view.title, "description": view.description}
    if not site.bare:
        values |= {"layout": view.layout, "scripts": list(view.scripts), "styles": list(view.styles)}
        values["og-type"] = "article" if view.template == "lesson" else "website"
        if site.cards:
            values["card"] = _card(site.library, view).path
    return f"---\n{yaml.dump(values, Dumper=_FrontMatter, allow_unicode=True, sort_keys=False, width=1000)}---\n"


def render_body(site: Site, view: PageView) -> Body:
    """The HTML of a page, with the shell around it or bare."""
    label = site.library.interface.shell.source_number
    at = f"{site.base}{view.path}"
    links = SiteLinks(site.paths, at, view.sources, label, site.directory_urls, base=site.base, assets=site.assets)
    return spelled(site, view, links)


CUT = "\x02"
"""A line of its own in shell.j2 where the body is cut into its pieces."""


def spelled(site: Site, view: PageView, links: SiteLinks, **more: object) -> Body:
    """The HTML of a page whose addresses are those of `links`."""
    library, words = site.library, site.library.interface

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
        module_paths=site.module_paths,
        kind=view.template,
        to=links.to,
        instrument_path=instrument_path,
        sections=view.sections,
        sources=[library.works[id_] for id_ in view.sources],
        source_anchor=source_anchor,
        home=link("", words.site.home),
        ways=[*quiet, *help_, *checks],
        first_ways=[*quiet, *checks][:2],
        more=[
            *(link(f"{name}/", getattr(words.site, name)) for name in library.lists),
            *pages,
            *(_own_link(links, own, view) for own in site.others),
        ],
        layout=site.layout,
        cut=CUT,
        book=book_path(library),
        epub=epub_path(library),
        feed=FEED,
        prose=lambda prose: render_prose(prose, links),
        phrase=lambda phrase: render_phrase(phrase, links),
        citation=links.citation,
        reference=lambda text: links.href(_reference(text)),
        drawing=lambda figure: _drawing(library, figure),
        mark=render_mark(library),
        sign=lambda file: _sign(library, file),
        answer_back=_answer_back(library, view.title),
        date=lambda day: _date(library, day),
        months=month_names(library.course.language),
        authors=authors_of,
        seen=lambda work: _seen(library, work),
        uses=lambda work: [_use(library, links, document) for document in library.citing[work.id]],
        evidence_order=EVIDENCE_ORDER,
        evidence_word=partial(evidence_word, words),
        evidence_meaning=partial(evidence_meaning, words),
        word_of=word_of,
        contact_href=contact_href,
        contact_label=lambda contact: contact_label(contact, words),
        line_checked=lambda line: _line_checked(library, line),
        **site.help,
        **view.values,
        **more,
    )
    pieces = _without_blank_lines(text).split(f"{CUT}\n")
    return Body(*pieces) if len(pieces) > 1 else Body("", pieces[0], "", "", "")


def _own_link(links: SiteLinks, own: Step, view: PageView) -> dict[str, object]:
    """A link of the menu to an author's own page, whose path begins at the site's root."""
    here = view.template == "own" and own.title == view.title
    return {"href": links.beyond(own.path), "label": own.title, "here": here}


def _without_blank_lines(text: str) -> str:
    """The same HTML as one Markdown block: a blank line would end it."""
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


def _reference(text: str) -> Reference:
    kind, _, id_ = text.partition(":")
    return Reference(kind, id_)  # type: ignore[arg-type]  # the linker has checked it


def _drawing(library: Library, figure: Figure) -> Markup:
    return render_drawing(library.drawings[figure.file], figure.alt, figure.id)


def _sign(library: Library, file: str | None) -> Markup:
    """A drawing at the head of a page."""
    return Markup('<div class="sign">{}</div>').format(render_sign(library, file)) if file else Markup()


def _answer_back(library: Library, title: str) -> dict[str, str] | None:
    """Where a reader of the page with this title can tell of it, and what happens then; None where nobody listens."""
    answer_back = library.course.answer_back
    if answer_back is None:
        return None
    note = word_of(library.interface.shell, f"answer-back-{answer_back.kind}")
    return {"href": answer_back_href(answer_back, title), "note": note}


def _date(library: Library, day: date) -> str:
    return day_in_words(day, library.course.language)


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
