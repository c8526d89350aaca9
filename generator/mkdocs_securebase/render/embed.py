"""Parts of a guide for any page: a self-check, an exercise, questions with answers, help lines.

What is rendered does not know yet on which page it will stand: every address of the guide begins with MARK.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ..problems import did_you_mean
from .instrument import instrument_pages
from .links import SiteLinks, site_paths
from .site import Site, spelled
from .views import PageView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model.library import Library

T = TypeVar("T")

MARK = "\x05"
KINDS = ("self-check", "exercise", "faqs", "help-lines")


class EmbedError(Exception):
    """There is no such thing in the guide; the message says what there is."""


def render_embed(library: Library, kind: str, id_: str, *, bare: bool = True) -> str:
    """The HTML of one part of the guide, with its scripts and styles; `bare` under another theme than ours.

    Raises EmbedError.
    """
    site = Site(library, bare=bare, embedded=True)
    view = _view(library, kind, id_)
    links = SiteLinks(site_paths(library), "", view.sources, library.interface.shell.source_number, root=MARK)
    text = spelled(site, view, replace(links, assets=site.assets)).whole
    # The page has its title already. The player looks for an h1, and whoever listens hears the level.
    return re.sub(r"<h1\b", '<h1 aria-level="2"', text)


def put_on_page(html: str, to_guide: str | None) -> str:
    """Addresses as they lead from one page: `to_guide` is the way from there to the guide's folder.

    None: the guide has no pages there, and links to them become plain words.
    """
    if to_guide is not None:
        return html.replace(MARK, to_guide)
    html = re.sub(r'<ul class="check-links">.*?</ul>\n?', "", html, flags=re.DOTALL)
    return re.sub(rf'<a\b[^>]*href="{MARK}(?!assets/)[^"]*"[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)


def _view(library: Library, kind: str, id_: str) -> PageView:
    day = library.course.published
    match kind:
        case "self-check":
            instrument = _held(library.instruments, id_, "instrument")
            page = instrument_pages(instrument, library)[0]
            return PageView(
                "", "instrument", page.title, page.description, day, page.cites,
                scripts=("self-check.js",), styles=("self-check.css",),
                values={"instrument": instrument, "instrument_page": page},
            )  # fmt: skip
        case "exercise":
            _, exercise = _held(library.exercises, id_, "exercise")
            return PageView("", "embedded-exercise", exercise.name, "", day, values={"exercise": exercise})
        case "faqs":
            themes: Sequence[str] = tuple(dict.fromkeys(faq.theme for faq in library.faqs.values()))
            if id_ and id_ not in themes:
                raise EmbedError(f"no question has the theme '{id_}': {did_you_mean(id_, themes)}")
            faqs = [faq for faq in library.faqs.values() if id_ in ("", faq.theme)]
            return PageView("", "embedded-faqs", "", "", day, values={"faqs": faqs})
        case "help-lines":
            return PageView("", "embedded-help-lines", "", "", day)
        case _:
            raise EmbedError(f"'{kind}' is nothing that can stand in a page: {did_you_mean(kind, KINDS)}")


def _held(known: Mapping[str, T], id_: str, what: str) -> T:
    if id_ not in known:
        raise EmbedError(f"no {what} has the id '{id_}': {did_you_mean(id_, known)}")
    return known[id_]
