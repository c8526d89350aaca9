"""Edge: one line of any Markdown page shows a part of the guide: `::: self-check some-id`.

Works in MkDocs and ProperDocs, with our plugin or without it, with plugins that build one site per language, and in
Zensical, which runs extensions of Markdown but no plugins.
"""

from __future__ import annotations

import logging
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree.ElementTree import SubElement

from markdown import Extension  # type: ignore[import-untyped]
from markdown.blockprocessors import BlockProcessor  # type: ignore[import-untyped]
from markupsafe import escape

from .guide import Project, read_guide
from .render.embed import KINDS, EmbedError, put_on_page, render_embed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from .model.library import Library

_log = logging.getLogger("mkdocs.plugins.securebase")  # so that a strict build counts it
_LINE = re.compile(rf"^::: +({'|'.join(KINDS)})(?: +(\S+))? *$", re.MULTILINE)


class SecureBaseExtension(Extension):  # type: ignore[misc]
    """Knows the guide; each page's parser asks it."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": [".", "The guide's folder"],
            "path": ["", "The folder of the site where the guide's pages stand, if it has any there"],
            "pages": [False, "Whether the guide has pages of its own in this site"],
            "address": ["", "Where the site stands on its host, for engines that do not tell which page is read"],
            "light": [False, "Whether the page stands in our own shell"],
            "library": ["", "The guide, where it has been read already"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Read our lines before any other extension takes them for its own."""
        md.parser.blockprocessors.register(_Lines(md, self), "securebase", 175)

    def html(self, kind: str, id_: str, page: str | None) -> str:
        """The HTML of one line on the page at this address from the site's root; None: the engine does not tell it."""
        library = self.getConfig("library") or _guide(Path(self.getConfig("root")))
        html = render_embed(library, kind, id_, bare=not self.getConfig("light"))
        path = self.getConfig("path")
        if page is None:
            to_guide = f"{self.getConfig('address') or '/'}{path}"
        else:
            folder = page if page.endswith("/") or not page else posixpath.dirname(page)
            to_guide = posixpath.relpath(f"/{path}", f"/{unquote(folder)}") + "/"
        if not self.getConfig("pages"):
            html = put_on_page(html, None)
        return put_on_page(html, to_guide)


class _Lines(BlockProcessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, extension: SecureBaseExtension) -> None:
        super().__init__(md.parser)
        self.md, self.extension = md, extension

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(_LINE.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _LINE.search(block)
        assert found
        if before := block[: found.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        SubElement(parent, "p").text = self.md.htmlStash.store(self._html(found[1], found[2] or ""))
        if after := block[found.end() :].lstrip("\n"):
            blocks.insert(0, after)

    def _html(self, kind: str, id_: str) -> str:
        page = _page_of(self.md)
        try:
            return self.extension.html(kind, id_, page)
        except EmbedError as error:
            _log.warning("%s: `::: %s`: %s", page or "a page", f"{kind} {id_}".strip(), error)
            return f"<p><strong>{escape(error)}</strong></p>"


def _page_of(md: Markdown) -> str | None:
    """The address of the page that is being read, from the site's root, as far as the engine tells it."""
    for registry, name, held in (
        (md.treeprocessors, "relpath", "file"),  # MkDocs, ProperDocs
        (md.preprocessors, "rendering_context", "page"),  # Zensical
    ):
        if name in registry:
            url = str(getattr(registry[name], held).url)
            return "" if url in (".", "./") else url.removeprefix("/")
    return None


_read: dict[Path, tuple[object, Library]] = {}


def _guide(root: Path) -> Library:
    """The guide in a folder, read again only where one of its files has changed. Raises EmbedError."""
    folders = (root / "content", root / "quiz" / "instruments")
    files = sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    stamp = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    if root not in _read or _read[root][0] != stamp:
        library, problems = read_guide(Project(root))
        if library is None:
            raise EmbedError(f"the guide in {root.resolve()} has {len(problems)} problems: run `securebase check`")
        _read[root] = (stamp, library)
    return _read[root][1]


def makeExtension(**options: Any) -> SecureBaseExtension:  # noqa: N802
    """What the Markdown parser calls."""
    return SecureBaseExtension(**options)
