"""The real index and the real script of search, asked many queries at once."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_securebase.render.links import SiteLinks, site_paths
from mkdocs_securebase.render.search import render_search_index, render_search_texts, search_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_securebase.model.library import Library


class Answer(NamedTuple):
    """What search shows for a query."""

    to: list[str]
    """Addresses of the results, best first."""
    purposes: list[str] | None
    """Whose help lines stand in the panel above; None without a panel."""
    named: list[str]
    """Help lines that the query names."""


def ask(library: Library, queries: Iterable[str], folder: Path) -> dict[str, Answer]:
    """Every query with its answer, from one run of Node; the index is written to `folder`."""
    entries = search_entries(library, SiteLinks(site_paths(library), ""))
    index, texts = folder / "search-index.js", folder / "search-texts.js"
    index.write_text(render_search_index(library, entries), "utf-8")
    texts.write_text(render_search_texts(entries), "utf-8")
    asked = list(queries)
    script = Path(__file__).with_name("ask.mjs")
    done = subprocess.run(
        ["node", str(script), str(index), str(texts)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {query: Answer(**found) for query, found in zip(asked, json.loads(done.stdout), strict=True)}
