"""Edge: one guide on disk: its sources, and what is made beside its pages and kept in build/."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .problems import in_order
from .shared import PACKED, book_faces, is_packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .model.library import Library
    from .problems import Problem
    from .render.book import BookSource
    from .render.card import Card


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one guide."""

    root: Path

    @property
    def made(self) -> Path:
        """What is kept from one build to the next: scripts and styles, book, cards. It may be deleted at any time."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"


def read_draft(project: Project) -> tuple[Library | None, tuple[Problem, ...]]:
    """The project's library, even where it has problems, and every problem of it; it may be measured, not rendered.

    The library is None only where a file that a guide has once is missing or cannot be read.
    """
    from .checks import check_library  # here, not above: commands that only start the site engine need none of it
    from .render.colours import check_colours
    from .render.links import check_addresses
    from .source import read_library

    library, problems = read_library(project.root)
    if library is not None:
        proofs = KeptProofs(project.made / "proved.txt")
        found = (*check_library(library, proofs.read()), *check_addresses(library), *check_colours(library))
        problems = in_order([*problems, *found])
        proofs.write(library)
    return library, problems


@dataclass(frozen=True, slots=True)
class KeptProofs:
    """The questionnaires in which the last run found nothing wrong, by fingerprint: most of a check is their proofs.

    The file's first line is the digest of our own code. What else may stand in the file fits no questionnaire.
    """

    path: Path

    def read(self) -> frozenset[str]:
        """The fingerprints; none where the file is missing, cannot be read, or was written by other code."""
        try:
            code, *found = self.path.read_text("ascii", errors="replace").split()
        except (OSError, ValueError):  # an empty file has no first line
            return frozenset()
        return frozenset(found) if code == _code() else frozenset()

    def write(self, library: Library) -> None:
        """Keep what is proved of a library that was checked; a folder that nobody may write into keeps nothing."""
        from .checks.instruments import check_questionnaire
        from .model.fingerprint import fingerprint

        kept = self.read()
        sound = (one for one in library.instruments.values() if not check_questionnaire(one, library.origin(one), kept))
        found = sorted(map(fingerprint, sound))
        if frozenset(found) != kept:
            with suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.write_text("\n".join((_code(), *found, "")), "ascii")


@cache
def _code() -> str:
    """The digest of this package's code, of its words and of the Python that runs it."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in (".py", ".yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_guide(project: Project, *, drafts: bool = False) -> tuple[Library | None, tuple[Problem, ...]]:
    """The project's library and every problem of it; the library is None where there are problems.

    Drafts are left out; with `drafts`, as in a preview, they are in it and marked.
    """
    from .source.drafts import finished, marked

    library, problems = read_draft(project)
    if library is None or problems:
        return None, problems
    return (marked if drafts else finished)(library), problems


def ready_assets(project: Project, *, bare: bool) -> dict[str, Path]:
    """Scripts, styles and faces as the browser gets them, by their names; `bare` under another theme than ours.

    Another theme brings its own faces, menu and search. Raises AssetsError.
    """
    folder = PACKED / "assets" if is_packed() else _build_assets(project.made / "assets")
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith((".", *(_OF_THE_SHELL if bare else _OF_OTHERS)))
        if not (bare and path.parent != folder)
    }


_OF_THE_SHELL = ("site.", "search.", "self-check.css")
_OF_OTHERS = ("securebase.",)


def write_assets(project: Project, folder: Path) -> int:
    """Copy what pages under another theme load into a folder; how many files that is."""
    folder.mkdir(parents=True, exist_ok=True)
    assets = ready_assets(project, bare=True)
    for name, path in assets.items():
        shutil.copyfile(path, folder / name)
    return len(assets)


def write_docs(library: Library, project: Project, folder: Path) -> int:
    """Write all pages of the guide as Markdown files with ready HTML, for engines without plugins; their number.

    Files of that name are written over; nothing is deleted.
    """
    from .render.site import Site, render_beside, render_body, render_front

    site = Site(library, bare=True)
    pages = {f"{view.path}index.md": render_front(site, view) + render_body(site, view).whole for view in site.views}
    for name, text in {**pages, **{beside.path: beside.text for beside in render_beside(site)}}.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    write_assets(project, folder / site.assets)
    return len(pages)


def _build_assets(folder: Path) -> Path:
    from .assets import build_assets  # here, not above: who installs the wheel has no tools for it

    build_assets(folder)
    return folder


def ready_cards(cards: Iterable[Card], project: Project) -> dict[str, Path]:
    """The pictures of pages by their paths on the site: drawn where they are not there yet, or by another press.

    Those that no page bears any more are deleted.
    """
    folder = project.made / "cards"
    ready = {card.path: folder / PurePosixPath(card.path).name for card in cards}
    wanted = {ready[card.path]: card for card in cards}
    if wanted:
        from .pdf import press_mark, write_images  # here, not above: a site without an address needs no typesetter

        stamp, mark = folder / "press.stamp", press_mark(book_faces())
        same_press = _said(stamp) == mark
        missing = {path: card.source for path, card in wanted.items() if not (same_press and path.is_file())}
        write_images(missing, fonts=book_faces())
        stamp.write_text(mark, encoding="utf-8")
    for path in folder.glob("*.png") if folder.is_dir() else ():
        if path not in wanted:
            path.unlink()
    return ready


def book_path(library: Library, folder: Path) -> Path:
    """Where the PDF stands below build/ and below the guide's first page."""
    from .render.links import book_path as path_on_site

    return folder / path_on_site(library)


def site_address(project: Project) -> str:
    """Where the site will stand, as mkdocs.yml says for all that is built of it; empty where it does not."""
    settings = project.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    found = re.search(r"^site_url: *[\"']?(https?://[^\s\"'#]+)", text, re.MULTILINE)
    return found[1] if found else ""


def write_book(library: Library, path: Path, *, address: str = "") -> None:
    """Set the guide as one PDF that names the address of its site, if that is known."""
    from .pdf import write_pdf  # here, not above: a check need not load the typesetter
    from .render.book import render_book

    path.parent.mkdir(parents=True, exist_ok=True)
    write_pdf(render_book(library, address=address), path, fonts=book_faces())


def keep_book(library: Library, project: Project, address: str = "") -> None:
    """Bring the book in build/ up to date: it is set only where its source or the press has changed."""
    from .render.book import render_book

    keep_set_book(render_book(library, address=address), book_path(library, project.made))


def keep_set_book(source: BookSource, path: Path) -> None:
    """The same for a book that is rendered: such a one can be handed to another process, a library cannot.

    The stamp beside it holds the mark of source and press, and the digest of the PDF that they gave.
    """
    from .pdf import book_mark, write_pdf

    stamp = path.with_suffix(".stamp")
    mark = book_mark(source, book_faces())
    if not path.is_file() or _said(stamp) != f"{mark} {_digest(path)}":
        write_pdf(source, path, fonts=book_faces())
        stamp.write_text(f"{mark} {_digest(path)}", encoding="utf-8")


def _said(stamp: Path) -> str:
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tell_sizes(sizes: Mapping[str, int], pages: Iterable[Path]) -> None:
    """Say in the finished pages how large the books beside them are: while they were made, those were still being set.

    `sizes` holds bytes by the name of the empty element that waits for them: `data-book-size`, `data-epub-size`.
    """
    words = {f"<span {name}></span>": f"<span {name}>, {_size(held)}</span>" for name, held in sizes.items()}
    for path in pages:
        text = told = path.read_text("utf-8")
        for waiting, size in words.items():
            told = told.replace(waiting, size)
        if told != text:
            path.write_text(told, "utf-8")


def _size(held: int) -> str:
    return f"{held / 1e6:.1f} MB" if held >= 1e6 else f"{held / 1e3:.0f} kB"
