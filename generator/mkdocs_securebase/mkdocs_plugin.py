"""Edge: the only module that knows MkDocs. Each hook makes one call; ProperDocs runs it unchanged."""

from __future__ import annotations

import pickle
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, get_plugin_logger

from .guide import Project, book_path, keep_book, read_guide, tell_book_size, write_assets, write_docs
from .preview import book_note, going_on
from .render.policy import REFERRER, meta_policy
from .render.site import render_nav, render_not_found
from .reporting import as_sentence, counted, render_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from .model.library import Library
    from .problems import Problem

P = ParamSpec("P")
R = TypeVar("R")

_log = get_plugin_logger("securebase")

PREVIEW_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'"
"""The preview follows each save by an inline script of the engine."""


def _in_a_sentence(hook: Callable[P, R]) -> Callable[P, R]:
    """The same hook; trouble with a file, such as a full disk, ends the build with one sentence."""

    @wraps(hook)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return hook(*args, **kwargs)
        except OSError as error:
            raise Abort(f"nothing was built, the last site is untouched: {as_sentence(error)}") from error

    return told


class SecureBasePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Fills build/docs from the guide's sources before the site engine reads it."""

    def __init__(self) -> None:
        self.preview = False
        self.last_good: Library | None = None
        self.book: Future[None] | None = None
        """Set beside the pages: the typesetter takes as long as they do, and leaves them the interpreter."""
        self.preview_book: tuple[datetime, Library] | None = None
        """When a preview began to set its book, which it does once, and of which guide."""
        self.ready = ""
        """The HTML of the page that the engine is reading."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Having this hook makes the engine keep one plugin for all rebuilds of a preview."""
        self.preview = command == "serve"

    @_in_a_sentence
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the guide; write its pages, or tell its problems and keep the last good pages."""
        project = Project(Path(config.config_file_path).parent)
        library, problems = read_guide(project)
        if library is None:
            self._tell(problems, project.root)
        else:
            self._begin_book(library, project)
            write_docs(
                library,
                project,
                address=("" if self.preview else config.site_url) or "",
                directory_urls=config.use_directory_urls,
            )
            self.last_good = library
        if self.preview and self.preview_book and self.preview_book[1] != self.last_good:
            config.extra["note"] = book_note(self.preview_book[0])
        if self.preview:
            config.site_url = None  # a preview is no place to link to
        config.theme.static_templates.discard("sitemap.xml")  # ours tells when each text was changed
        config.extra["policy"] = PREVIEW_POLICY if self.preview else meta_policy()
        config.extra["referrer"] = REFERRER
        config.extra["problems"] = [str(problem) for problem in problems]
        if self.last_good is not None:
            course = self.last_good.course
            config.site_name, config.site_description = course.title, course.description
            config.nav = render_nav(self.last_good)
            config.extra["interface"] = self.last_good.interface
            config.extra["course"] = course
            config.extra["not_found"] = render_not_found(self.last_good, urlsplit(config.site_url or "/").path)
        elif self.preview:
            config.extra["not_found"] = ""
            _write_first_page(project)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish only what the generator wrote: pages load nothing of the theme's own scripts, styles and icons.

        The book may still be in the making; it follows after the pages.
        """
        docs = Path(config.docs_dir)
        for file in list(files):
            path = Path(file.abs_src_path) if file.abs_src_path else None
            if path and (not path.is_relative_to(docs) or path.is_relative_to(docs / "book")):
                files.remove(file)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Keep ready HTML from the Markdown parser, which would only copy it, for a quarter of the time."""
        self.ready = markdown.strip()
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """The page that was kept: the engine finishes reading one before the next."""
        return self.ready

    @_in_a_sentence
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the book, put it beside the pages, and tell its size in them."""
        if self.book is not None:
            self._await_book(self.book)
        if self.last_good is not None:
            book, site = book_path(self.last_good, Path(config.docs_dir)), Path(config.site_dir)
            copy = book_path(self.last_good, site)
            if self.preview and not book.is_file():
                return
            copy.parent.mkdir(exist_ok=True)
            shutil.copyfile(book, copy)
            tell_book_size(copy, site)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Follow the sources, not the folder that is made from them."""
        server.unwatch(config.docs_dir)
        project = Project(Path(config.config_file_path).parent)
        server.builder = going_on(server.builder, _log.error, project.root / "build" / "trace.txt")
        return server

    def _begin_book(self, library: Library, project: Project) -> None:
        """Set the book for every build, where it is not there yet; for a preview once, and in a process that ends.

        The typesetter keeps a gigabyte for as long as its process lives.
        """
        if not self.preview:
            self.book = ThreadPoolExecutor(1).submit(keep_book, library, project)
        elif self.last_good is None:
            self.preview_book = datetime.now().astimezone(), library
            apart = ProcessPoolExecutor(1, get_context("spawn"))
            # packed here: in the executor's own thread it would be packed while the pages are made of it
            self.book = apart.submit(_keep_packed_book, pickle.dumps(library), project)
            apart.shutdown(wait=False)

    def _await_book(self, book: Future[None]) -> None:
        """Wait for the book. A preview goes on without one that cannot be set."""
        try:
            book.result()
        except Exception as error:
            if not self.preview:
                raise
            _log.error(f"the book was not set: {error}")

    def _tell(self, problems: tuple[Problem, ...], root: Path) -> None:
        count, text = counted(len(problems)), render_text(problems, root)
        if self.preview:
            _log.error(f"{text}\n{count}: the preview shows the last good pages")
            return
        print(text, file=sys.stderr)
        raise Abort(f"{count}: nothing was built, the last site is untouched")


def _keep_packed_book(packed: bytes, project: Project) -> None:
    keep_book(pickle.loads(packed), project)


def _write_first_page(project: Project) -> None:
    """A page to show problems on, where no good page has been built yet."""
    write_assets(project)
    words = {"title": "Preview", "name": "Preview", "language": "en", "layout": "plain", "problems": "Please put right"}
    front = "\n".join(f"{name}: {word}" for name, word in words.items())
    (project.docs / "index.md").write_text(f"---\n{front}\n---\n", encoding="utf-8")
