"""Edge: one guide on disk, from its sources to the folder that the site engine builds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .checks import check_library
from .problems import in_order
from .render.links import check_addresses
from .source import read_library

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .model.library import Library
    from .problems import Problem
    from .render.card import Card
    from .render.site import Artifact


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one guide."""

    root: Path

    @property
    def docs(self) -> Path:
        """What the generator writes and the site engine reads."""
        return self.root / "build" / "docs"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"

    @property
    def fonts(self) -> tuple[Path, ...]:
        """Where npm puts the fonts that the book is set in."""
        families = ("literata", "atkinson-hyperlegible-next")
        return tuple(self.root / "node_modules" / "@expo-google-fonts" / family for family in families)


def read_draft(project: Project) -> tuple[Library | None, tuple[Problem, ...]]:
    """The project's library, even where it has problems, and every problem of it; it may be measured, not rendered.

    The library is None only where a file that a guide has once is missing or cannot be read.
    """
    library, problems = read_library(project.root)
    if library is not None:
        problems = in_order([*problems, *check_library(library), *check_addresses(library)])
    return library, problems


def read_guide(project: Project) -> tuple[Library | None, tuple[Problem, ...]]:
    """The project's library and every problem of it; the library is None where there are problems."""
    library, problems = read_draft(project)
    return (None if problems else library), problems


def write_docs(library: Library, project: Project, *, address: str = "", directory_urls: bool = True) -> None:
    """Bring build/docs up to date: only changed files are written, files of dropped pages are deleted.

    `address` is where the site will stand; only then can its pages bear cards for link previews.
    """
    from .render.site import render_cards, render_site

    _write_artifacts(render_site(library, address=address, directory_urls=directory_urls), project.docs)
    write_assets(project)
    write_cards(render_cards(library) if address else (), project)


def write_assets(project: Project) -> None:
    """Scripts, styles and fonts as the browser gets them, where they have changed."""
    from .assets import build_assets

    build_assets(project.root, project.docs / "assets")


def write_cards(cards: Iterable[Card], project: Project) -> None:
    """Draw the cards that are not there yet, delete those that no page bears any more; a new press draws all anew."""
    folder = project.docs / "assets" / "cards"
    wanted = {project.docs / card.path: card for card in cards}
    if wanted:
        from .pdf import press_mark, write_images  # here, not above: a site without an address needs no typesetter

        stamp, mark = project.root / "build" / "cards.stamp", press_mark(project.fonts)
        same_press = _said(stamp) == mark
        missing = {path: card.source for path, card in wanted.items() if not (same_press and path.is_file())}
        write_images(missing, fonts=project.fonts)
        stamp.write_text(mark, encoding="utf-8")
    for path in folder.glob("*.png") if folder.is_dir() else ():
        if path not in wanted:
            path.unlink()


def book_path(library: Library, folder: Path) -> Path:
    """Where the PDF stands inside build/docs or inside the site."""
    return folder / "book" / f"{library.course.id}.pdf"


def write_book(library: Library, project: Project, path: Path, *, address: str = "") -> None:
    """Set the guide as one PDF that names the address of its site, if that is known."""
    from .pdf import write_pdf  # here, not above: a check need not load the typesetter
    from .render.book import render_book

    path.parent.mkdir(parents=True, exist_ok=True)
    write_pdf(render_book(library, address=address), path, fonts=project.fonts)


def keep_book(library: Library, project: Project, address: str = "") -> None:
    """Bring the book in build/docs up to date: it is set only where its source or the press has changed.

    The stamp beside it holds the mark of both and the digest of the PDF that they gave.
    """
    from .pdf import book_mark, write_pdf
    from .render.book import render_book

    path = book_path(library, project.docs)
    stamp = path.with_suffix(".stamp")
    source = render_book(library, address=address)
    mark = book_mark(source, project.fonts)
    if not path.is_file() or _said(stamp) != f"{mark} {_digest(path)}":
        write_pdf(source, path, fonts=project.fonts)
        stamp.write_text(f"{mark} {_digest(path)}", encoding="utf-8")


def _said(stamp: Path) -> str:
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tell_book_size(book: Path, site: Path) -> None:
    """Say in the finished pages how large the book beside them is: while they were made, it was still being set."""
    bytes_ = book.stat().st_size
    size = f"{bytes_ / 1e6:.1f} MB" if bytes_ >= 1e6 else f"{bytes_ / 1e3:.0f} kB"
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        told = text.replace("<span data-book-size></span>", f"<span data-book-size>, {size}</span>")
        if told != text:
            path.write_text(told, "utf-8")


_KEPT = {"assets", "book"}
"""Folders of build/docs that other steps fill."""


def _write_artifacts(artifacts: Iterable[Artifact], docs: Path) -> None:
    wanted = {docs / artifact.path: artifact.text for artifact in artifacts}
    for path, text in wanted.items():
        content = text.encode()
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for path in sorted(docs.rglob("*"), reverse=True):
        if path.relative_to(docs).parts[0] in _KEPT or path.name == ".gitkeep":
            continue
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
