"""What each module may reach: only the edges know the site engine, the typesetter, processes, files and clocks.

The order of the layers stands in pyproject.toml, where import-linter holds it. Here every module of the package is
walked, so that a new one is held to the rules before anybody lists it.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mkdocs_securebase

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(mkdocs_securebase.__file__).parent

EDGES = {
    *("assets", "cli", "evaluators", "fonts", "guide", "mkdocs_plugin", "pdf", "preview", "publishing", "reporting"),
    *("beginning", "importing", "markdown_extension", "progress", "shared", "source.discover"),
}
"""Modules that may touch the world outside. Everything else is given values and gives values back."""

ONLY = {"mkdocs": {"mkdocs_plugin"}, "typst": {"pdf"}, "pikepdf": {"pdf"}}
"""Libraries that a single edge knows."""

OUTSIDE = {
    *("asyncio", "ctypes", "http", "multiprocessing", "os", "properdocs", "shutil", "socket", "subprocess", "sys"),
    *("tempfile", "threading", "time", "urllib.request"),
}
"""Libraries for the edges."""

TOUCHES = {
    *("exists", "glob", "is_dir", "is_file", "iterdir", "mkdir", "open", "read_bytes", "read_text", "rename", "rglob"),
    *("rmdir", "stat", "touch", "unlink", "write_bytes", "write_text"),
}
"""Names of functions that reach a file."""

CLOCKS = {"now", "today", "utcnow"}

OWN_DATA = {
    "checks.originality",
    "model.interface",
    "render.book",
    "render.card",
    "render.colours",
    "render.mark",
    "source.schema",
}
"""Modules that read a file of the package itself, by importlib.resources."""


def modules() -> Iterator[tuple[str, str]]:
    """Every module of the package, with its source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").strip(".")
        yield name, path.read_text("utf-8")


def wrong(name: str, source: str) -> list[str]:
    """What a module reaches that it must not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported = [alias.name for alias in names]
            case ast.ImportFrom(module=str(module), level=0):
                imported = [module]
            case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called)) if name not in EDGES:
                if called in CLOCKS or (called in TOUCHES and name not in OWN_DATA):
                    found.append(f"{name} calls {called}")
                continue
            case _:
                continue
        for library in imported:
            first = library.split(".")[0]
            if name not in ONLY.get(first, {name}) or (name not in EDGES and (first in OUTSIDE or library in OUTSIDE)):
                found.append(f"{name} imports {library}")
    return found


def test_only_the_edges_reach_the_world_outside() -> None:
    assert [one for name, source in modules() for one in wrong(name, source)] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("checks.new", "import subprocess"),
        ("exchange.new", "from mkdocs.plugins import BasePlugin"),
        ("cli", "import mkdocs"),
        ("render.new", "import typst"),
        ("new", "import os"),
        ("model.new", "from pathlib import Path\nPath('a').read_text()"),
        ("scoring.new", "with open('a') as file: pass"),
        ("checks.new", "from datetime import date\ndate.today()"),
        ("checks.originality", "import urllib.request"),
    ],
)
def test_a_violation_would_be_found(module: str, source: str) -> None:
    assert wrong(module, source)
