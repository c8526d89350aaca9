"""Edge: the only module that knows MkDocs. A guide's pages join a site in memory; ProperDocs runs it unchanged.

Under the theme `securebase` every page, an author's own too, stands in the light shell. Under any other theme the same
bodies stand in that theme's pages, and nothing of the host's is touched: no title, navigation, theme or policy.
"""

from __future__ import annotations

import posixpath
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar
from urllib.parse import urljoin, urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.toc import get_toc

from .guide import Project, book_path, keep_book, keep_set_book, read_guide, ready_assets, ready_cards, tell_sizes
from .preview import book_note, going_on
from .problems import Code, Position, Problem, did_you_mean
from .progress import left_out, tell_note, tell_stage
from .render.book import render_book
from .render.epub import render_epub
from .render.links import epub_path
from .render.policy import REFERRER, meta_policy
from .render.site import (
    Site,
    nav_parts,
    render_beside,
    render_body,
    render_cards,
    render_front,
    render_look,
    render_not_found,
    render_own,
)
from .render.views import Section, Step
from .reporting import as_sentence, counted, render_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from .model.library import Library
    from .render.book import BookSource
    from .render.site import Body
    from .render.views import PageView

P = ParamSpec("P")
R = TypeVar("R")

_log = get_plugin_logger("securebase")

LIGHT = "securebase"
"""The theme with our own shell."""

PREVIEW_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'"
"""The preview follows each save by an inline script of the engine."""

EXTENSION = "securebase"
"""The entry point of markdown_extension.py."""

IN_NAV = "securebase:"
"""What an entry of an author's `nav` begins with where a part of the guide is meant."""


def _in_a_sentence(hook: Callable[P, R]) -> Callable[P, R]:
    """The same hook; trouble with a file, such as a full disk, ends the build with one sentence."""

    @wraps(hook)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return hook(*args, **kwargs)
        except OSError as error:
            raise Abort(f"nothing was built, the last site is untouched: {as_sentence(error)}") from error

    return guarded


class _Folder(config_options.Type[str]):
    """A folder of the site, with a slash at the end; '' is its root."""

    def run_validation(self, value: object) -> str:
        folder = super().run_validation(value).strip("/")
        if ".." in folder.split("/") or urlsplit(folder).scheme:
            raise ValidationError(f"'{value}' is no folder of the site: write a name such as `guide/`")
        return f"{folder}/" if folder else ""


class Options(Config):  # type: ignore[no-untyped-call]
    """What may stand under `securebase` in mkdocs.yml."""

    path = _Folder(str, default="")
    """The folder of the site in which the guide stands."""
    pages = config_options.Type(bool, default=True)
    """Whether the guide has pages of its own; without them, only `:::` lines in an author's pages show it."""


class SecureBasePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds a guide's pages to a site."""

    def __init__(self) -> None:
        self.preview = False
        self.last_good: Library | None = None
        self.problems: tuple[Problem, ...] = ()
        self.site: Site | None = None
        """The guide as it stands in this site; None until it could be read once."""
        self.views: Mapping[str, PageView] = {}
        """Our pages by the source files that they pretend to have."""
        self.bodies: dict[str, Body] = {}
        """Pages whose content the engine has asked for, until it asks for the rest."""
        self.contents: dict[str, str] = {}
        """What every page of ours holds, by its path, for the e-book."""
        self.setting: Future[None] | None = None
        """The book, set at the same time as the pages: the typesetter does not hold Python's lock while it works."""
        self.preview_book: tuple[datetime, Library] | None = None
        """When a preview began to set its book, which it does once, and of which guide."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Having this hook makes the engine keep one plugin for all rebuilds of a preview."""
        self.preview = command == "serve"

    @_in_a_sentence
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the guide, or report its problems and keep the last good one; expand its parts in `nav`."""
        project = Project(Path(config.config_file_path).parent)
        tell_stage("reading")
        library, self.problems = read_guide(project, drafts=self.preview)
        if library is None:
            self._tell(self.problems, project.root)
        else:
            if note := left_out(library.left_out):
                tell_note(note, _log.info)
            if self.config.pages and library.outputs.book:
                address = urljoin(config.site_url, self.config.path) if config.site_url else ""
                self._begin_book(library, project, address)
            self.last_good = library
        if self.preview:
            config.watch.extend(
                str(f) for name in ("content", "quiz/instruments") if (f := project.root / name).is_dir()
            )
        if self._light(config):
            self._take_over(config)
        if self.last_good is None:
            return config
        base = self.config.path
        self.site = Site(
            self.last_good,
            address=urljoin(config.site_url, base) if config.site_url else "",
            directory_urls=config.use_directory_urls,
            base=base,
            bare=not self._light(config),
        )
        self.views = {f"{base}{view.path}index.md": view for view in self.site.views} if self.config.pages else {}
        self._teach_markdown(self.site, config)
        if config.nav is not None:
            config.nav = list(self._expanded(config.nav, config))
        return config

    def _light(self, config: MkDocsConfig) -> bool:
        return config.theme.name == LIGHT

    def _take_over(self, config: MkDocsConfig) -> None:
        """Name the site after its guide, where the shell is ours."""
        config.theme.static_templates.discard("sitemap.xml")  # ours tells when each text was changed
        if self.preview:
            config.site_url = None  # a preview is no place to link to
        if self.last_good is not None:
            config.site_name, config.site_description = self.last_good.course.title, self.last_good.course.description

    def _teach_markdown(self, site: Site, config: MkDocsConfig) -> None:
        """Let one line of an author's page show a part of the guide."""
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        known = {"library": site.library, "path": site.base, "pages": self.config.pages, "light": not site.bare}
        config.mdx_configs[EXTENSION] = known

    def _expanded(self, nav: list[Any], config: MkDocsConfig) -> Iterator[Any]:
        """An author's navigation with the guide's parts where they stand in it."""
        for entry in nav:
            match entry:
                case str() if entry.startswith(IN_NAV):
                    yield from self._part(entry, config)
                case dict():
                    yield {title: self._below(held, config) for title, held in entry.items()}
                case _:
                    yield entry

    def _below(self, held: Any, config: MkDocsConfig) -> Any:
        match held:
            case list():
                return list(self._expanded(held, config))
            case str() if held.startswith(IN_NAV):
                match self._part(held, config):
                    case [dict() as only] if len(only) == 1:  # a title of the author's takes the place of ours
                        return next(iter(only.values()))
                    case part:
                        return part
            case _:
                return held

    def _part(self, entry: str, config: MkDocsConfig) -> list[Any]:
        assert self.last_good is not None
        parts = nav_parts(self.last_good)
        name = entry.removeprefix(IN_NAV).strip()
        if name == "guide":
            return [self._at_path(entry) for part in parts.values() for entry in part]
        if name not in parts:
            message = f"'{entry}' in `nav` is no part of a guide"
            hint = did_you_mean(name, ("guide", *parts))
            self._stop([Problem(Code.UNKNOWN_ID, _in_config(config, entry), message, hint)], config)
        return [self._at_path(entry) for entry in parts.get(name, ())]

    def _at_path(self, entry: Any) -> Any:
        match entry:
            case str():
                return f"{self.config.path}{entry}"
            case list():
                return [self._at_path(held) for held in entry]
            case _:
                return {title: self._at_path(held) for title, held in entry.items()}

    @_in_a_sentence
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the guide's files; nothing of the author's is touched, and two things at one address are a problem."""
        if self._light(config):
            _leave_out_theme(files, config)
        if self.site is None:
            if self.preview and self._light(config):
                _add_first_page(files, config)
            return files
        theirs = {file.dest_uri: file for file in files}
        own_theme = Path(config.theme.custom_dir) if config.theme.custom_dir else None
        clashes = []
        for file in self._files(self.site, config):
            other = theirs.get(file.dest_uri)
            if other is None:
                files.append(file)
            elif not (own_theme and other.abs_src_path and Path(other.abs_src_path).is_relative_to(own_theme)):
                clashes.append(self._clash(other, file, config))
        self._stop(clashes, config)
        return files

    def _files(self, site: Site, config: MkDocsConfig) -> Iterator[File]:
        project, base = Project(Path(config.config_file_path).parent), self.config.path
        for name, view in self.views.items():
            yield File.generated(config, name, content=render_front(site, view))
        for artifact in (*(render_beside(site) if self.views else ()), *render_look(site)):
            at = "" if artifact.path == "_headers" else base  # hosts read it at the root alone
            yield File.generated(config, f"{at}{artifact.path}", content=artifact.text)
        for name, path in ready_assets(project, bare=site.bare).items():
            yield File.generated(config, f"{base}{site.assets}{name}", abs_src_path=str(path))
        if not self.views:
            return
        if site.cards:
            for name, path in ready_cards(render_cards(site), project).items():
                yield File.generated(config, f"{base}{name}", abs_src_path=str(path))

    def _clash(self, other: File, file: File, config: MkDocsConfig) -> Problem:
        root = Path(config.config_file_path).parent
        place = Path(other.abs_src_path) if other.abs_src_path else Path(config.docs_dir, other.src_uri)
        at = posixpath.relpath(place.as_posix(), root.as_posix())
        view = self.views.get(file.src_uri)
        holder = f"the page '{view.title}' of the guide" if view else "a file of the guide"
        message = f"the address {file.url.removeprefix('./') or 'of the first page'} is already taken by {holder}"
        hint = "move this file, or give the guide a folder of its own: `path: guide/` under `securebase` in mkdocs.yml"
        return Problem(Code.DUPLICATE_ID, Position(at), message, hint)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """List the author's own pages in our menu, in the order of the navigation."""
        if self.site is not None and self._light(config):
            own = []
            for page in nav.pages:
                if page.file.src_uri not in self.views:
                    page.read_source(config)  # the title may stand in its text
                    own.append(Step(str(page.title), _address(page.file)))
            self.site = self.site.beside(tuple(own))
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Our pages have no Markdown: no extension can change their HTML."""
        return "" if page.file.src_uri in self.views else markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """The HTML of a page of ours; in our shell also the frame around an author's own."""
        name = page.file.src_uri
        if self.site is None:
            return html
        if view := self.views.get(name):
            body = render_body(self.site, view)
            self.contents[view.path] = body.content
            page.toc = get_toc([{"level": 2, "id": s.anchor, "name": s.title, "children": []} for s in view.sections])
        elif self.site.bare:
            return html
        else:
            sections = tuple(Section(item.id, item.title) for top in page.toc for item in (top.children or [top]))
            body = render_own(self.site, str(page.title), _folder(page.file), html, sections)
        self.bodies[name] = body
        return body.content

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Give our shell what is the same on every page."""
        tell_stage("writing the pages")
        if self._light(config):
            known = self.last_good
            words = known.interface if known else None
            env.globals["securebase"] = {
                "name": known.name if known else "Preview",
                "language": known.course.language if known else "en",
                "feed": words.changes.feed_title.format(title=known.course.title)
                if known and words and known.outputs.feed and self.config.pages
                else "",
                "own_colours": bool(known and known.course.look.colours),
                "base": self.config.path,
                "policy": PREVIEW_POLICY if self.preview else meta_policy(),
                "referrer": REFERRER,
                "note": self._book_note(),
                "problems": [str(problem) for problem in self.problems],
                "put_right": words.shell.problems if words else "Please put right",
            }
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """The shell around the page's content."""
        return self._with(context, self.bodies.pop(page.file.src_uri, None))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page that a host shows where there is none."""
        if template_name != "404.html" or self.site is None or self.site.bare:
            return context
        root = urljoin(urlsplit(config.site_url or "/").path, self.config.path)
        return self._with(context, render_not_found(self.site.library, root))

    @staticmethod
    def _with(context: TemplateContext, shell: Body | None) -> TemplateContext:
        context["shell"] = shell  # type: ignore[typeddict-unknown-key]
        return context

    @_in_a_sentence
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the book, put it and the e-book beside the pages, and tell their sizes in them."""
        if self.site is None or not self.views:
            return
        library, made, at = self.site.library, Project(Path(config.config_file_path).parent).made, Path(config.site_dir)
        sizes = {}
        if self.setting is not None:
            tell_stage("finishing the book")
            self._await_book(self.setting)
        if library.outputs.book and book_path(library, made).is_file():  # a preview goes on without one
            copy = book_path(library, at / self.config.path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(book_path(library, made), copy)
            sizes["data-book-size"] = copy.stat().st_size
        if library.outputs.e_book:
            epub = at / self.config.path / epub_path(library)
            if not (self.preview and epub.is_file()):  # a preview makes it once, as it does the book
                epub.parent.mkdir(parents=True, exist_ok=True)
                epub.write_bytes(render_epub(self.site, self.contents))
            sizes["data-epub-size"] = epub.stat().st_size
        ours = (at / self.config.path / view.path / "index.html" for view in self.views.values())
        tell_sizes(sizes, ours if self.site.bare else at.rglob("*.html"))

    def _begin_book(self, library: Library, project: Project, address: str) -> None:
        """Set the book for every build, where it is not there yet; for a preview once, and in a process that ends.

        The typesetter keeps a gigabyte for as long as its process lives.
        """
        if not self.preview:
            tell_stage("setting the book")
            self.setting = ThreadPoolExecutor(1).submit(keep_book, library, project, address)
        elif self.last_good is None:
            self.preview_book = datetime.now().astimezone(), library
            source, path = render_book(library, address=address), book_path(library, project.made)
            self.setting = ThreadPoolExecutor(1).submit(_set_book_apart, source, path)

    def _await_book(self, setting: Future[None]) -> None:
        """Wait for the book. A preview goes on without one that cannot be set."""
        try:
            setting.result()
        except Exception as error:
            if not self.preview:
                raise
            _log.error(f"the book was not set: {error}")

    def _book_note(self) -> str:
        """What the pages of a preview say of a book that shows an earlier save; '' where it does not."""
        if self.preview_book is None or self.preview_book[1] == self.last_good:
            return ""
        return book_note(self.preview_book[0])

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Keep the preview going where a build fails."""
        project = Project(Path(config.config_file_path).parent)
        server.builder = going_on(server.builder, _log.error, project.made / "trace.txt")
        return server

    def _stop(self, problems: list[Problem], config: MkDocsConfig) -> None:
        if problems:
            self.problems = (*self.problems, *problems)
            self._tell(tuple(problems), Path(config.config_file_path).parent)

    def _tell(self, problems: tuple[Problem, ...], root: Path) -> None:
        count, text = counted(len(problems)), render_text(problems, root)
        if self.preview:
            _log.error(f"{text}\n{count}: the preview shows the last good pages")
            return
        print(text, file=sys.stderr)
        raise Abort(f"{count}: nothing was built, the last site is untouched")


def _set_book_apart(source: BookSource, path: Path) -> None:
    """Set a book in a process that ends with it, also where this one is ended before. Raises RuntimeError."""
    apart = get_context("spawn").Process(target=keep_set_book, args=(source, path))
    apart.start()
    apart.join()
    if apart.exitcode:
        raise RuntimeError("the typesetter failed, see above")


def _leave_out_theme(files: Files, config: MkDocsConfig) -> None:
    """Pages load nothing of the themes' own scripts, styles and icons; what the author's `custom_dir` holds stays."""
    own = config.theme.custom_dir
    themes = [folder for folder in config.theme.dirs if not own or Path(folder) != Path(own)]
    for file in list(files):
        path = Path(file.abs_src_path) if file.abs_src_path else None
        if path and any(path.is_relative_to(folder) for folder in themes):
            files.remove(file)


def _add_first_page(files: Files, config: MkDocsConfig) -> None:
    """A page to show problems on, where the guide could not be read yet."""
    if not any(_address(file) == "" for file in files):
        files.append(File.generated(config, "index.md", content="---\ntitle: Preview\n---\n"))
    for name, path in ready_assets(Project(Path(config.config_file_path).parent), bare=False).items():
        files.append(File.generated(config, f"assets/{name}", abs_src_path=str(path)))


def _address(file: File) -> str:
    """Where a page stands, from the site's root."""
    return "" if file.url in (".", "./") else file.url


def _folder(file: File) -> str:
    """The folder in which a page stands, from the site's root, with a slash at the end."""
    folder = posixpath.dirname(file.dest_uri)
    return f"{folder}/" if folder else ""


def _in_config(config: MkDocsConfig, words: str) -> Position:
    """Where these words stand in mkdocs.yml."""
    path = Path(config.config_file_path)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if words in line:
            return Position(path.name, number, line.index(words) + 1)
    return Position(path.name)
