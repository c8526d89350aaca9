"""Typed references as addresses: where each thing of the guide stands on the site, relative to the page that links."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from markupsafe import Markup

from ..model.blocks import Figure
from ..model.library import parts
from ..model.prose import Reference
from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model.documents import AnswerBack
    from ..model.instrument import Instrument
    from ..model.library import Library

TAKEN = ("assets/", "book/")
"""Folders of the site that hold other things than pages."""


class Links(Protocol):
    """How an HTML output spells links and sources."""

    def href(self, reference: Reference) -> str:
        """The address of a reference, for an href attribute."""

    def citation(self, ref_id: str) -> Markup:
        """The mark that points to a source."""


@dataclass(frozen=True)
class SiteLinks:
    """Links of one page of the site. Paths are folders, with a slash at the end; the root is ''."""

    paths: Mapping[Reference, str]
    """Every reference with its path and anchor from the guide's first page, from `site_paths`."""
    at: str
    """Folder of the page that holds the links, from the site's root."""
    sources: Sequence[str] = ()
    """Ids of the works this page cites, in the order of its source list."""
    source_label: str = "{number}"
    """The words a screen reader says for the number of a source; with {number}."""
    directory_urls: bool = True
    """False for the edition that is opened from the file system, where a folder has no index."""
    root: str | None = None
    """Where the site stands on its host, with a slash at the end, for the one page that is shown at any address."""
    base: str = ""
    """The folder of the guide's first page, from the site's root."""
    assets: str = "assets/"
    """Where scripts and styles stand, from the first page."""

    def href(self, reference: Reference) -> str:
        return self.to(self.paths[reference])

    def to(self, path: str) -> str:
        """The address of a path of the guide ('glossary/', 'faqs/#how-long', 'assets/x.css') from this page."""
        return self.root + path if self.root is not None else self.beyond(self.base + path)

    def beyond(self, path: str) -> str:
        """The address of any path of the site, which need not be the guide's, from this page."""
        target, hash_, anchor = path.partition("#")
        if target == self.at and hash_:
            return f"#{anchor}"
        relative = posixpath.relpath(f"/{target}", f"/{self.at}")
        if target == "" or target.endswith("/"):
            relative = f"{relative}/" if self.directory_urls else posixpath.join(relative, "index.html")
        return posixpath.normpath(relative) + ("/" if relative.endswith("/") else "") + hash_ + anchor

    def asset(self, name: str) -> str:
        """The address of a script or style."""
        return self.to(f"{self.assets}{name}")

    def citation(self, ref_id: str) -> Markup:
        number = self.sources.index(ref_id) + 1
        return Markup('<sup class="cite"><a href="#{}" aria-label="{}">{}</a></sup>').format(
            source_anchor(ref_id), self.source_label.format(number=number), number
        )


def answer_back_href(answer_back: AnswerBack, title: str) -> str:
    """The address for messages about a page, with the page's title for a subject where the kind allows one."""
    match answer_back.kind:
        case "mail":
            return f"mailto:{answer_back.address}?subject={quote(title, safe='')}"
        case "issues":
            field = (
                "issue[title]" if "/-/issues/" in answer_back.address else "title"
            )  # GitLab's name for it, else all others'
            return f"{answer_back.address}?{quote(field)}={quote(title, safe='')}"
        case "form":
            return answer_back.address


def source_anchor(ref_id: str) -> str:
    """The anchor of a work in the source list of the page that cites it."""
    return f"source-{ref_id}"


def page_path(library: Library, page_id: str) -> str:
    """The path of a page of the guide; the one with the home layout is the root."""
    return "" if library.pages[page_id].layout == "home" else f"{page_id}/"


def instrument_path(instrument: Instrument) -> str:
    """The path of an instrument's first page; its scoring page stands below at scoring/."""
    return instrument.address or f"self-check/{instrument.id}/"


def site_paths(library: Library) -> Mapping[Reference, str]:
    """Where everything that can be linked stands on the site."""
    pages = {Reference("page", id_): page_path(library, id_) for id_ in library.pages}
    lists = {Reference("page", name): f"{name}/" for name in library.lists}
    lessons = {Reference("lesson", id_): f"lessons/{id_}/" for id_ in library.lessons}
    figures = {
        Reference("figure", figure.id): f"{path}#figure-{figure.id}"
        for documents, paths in ((library.pages, pages), (library.lessons, lessons))
        for document, path in zip(documents.values(), paths.values(), strict=True)
        for _, figure in parts(document, Figure)
    }
    return {
        **pages,
        **lists,
        **lessons,
        **figures,
        **{Reference("exercise", id_): f"exercises/{id_}/" for id_ in library.exercises},
        **{Reference("faq", id_): f"faqs/#{id_}" for id_ in library.faqs},
        **{Reference("resource", id_): f"resources/#{id_}" for id_ in library.resources},
        **{Reference("term", id_): f"glossary/#{id_}" for id_ in library.terms},
        **{Reference("ref", id_): f"references/#{id_}" for id_ in library.works},
        **{
            Reference("instrument", id_): instrument_path(instrument) for id_, instrument in library.instruments.items()
        },
    }


def book_path(library: Library) -> str:
    """Where the printable book stands on the site."""
    return f"book/{library.course.id}.pdf"


def epub_path(library: Library) -> str:
    """Where the e-book stands on the site."""
    return f"book/{library.course.id}.epub"


def check_addresses(library: Library) -> Iterator[Problem]:
    """No two texts stand at one address of the site, and none where scripts, styles or the book stand."""
    taken: dict[str, str] = {path: f"the folder {path}" for path in TAKEN}
    paths = site_paths(library)
    made = {kind: [ref for ref in paths if ref.kind == kind] for kind in ("instrument", "lesson", "exercise", "page")}
    for reference in (ref for references in made.values() for ref in references):
        path = paths[reference]
        holder = taken.setdefault(path, f"the {reference.kind} '{reference.id}'")
        if holder == f"the {reference.kind} '{reference.id}'" or reference.id not in library.pages:
            continue
        page = library.pages[reference.id]
        position = library.origin(page).at("id")
        message = f"the address {path or 'of the first page'} is already taken by {holder}"
        hint = "choose another id" if path else "only one page can have `layout: home`"
        yield Problem(Code.DUPLICATE_ID, position, message, hint)
