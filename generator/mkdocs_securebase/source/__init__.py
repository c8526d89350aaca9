"""From a project's files to its library: read, parse, link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problems import Problem, in_order
from .discover import read_drawings, read_sources
from .link import link
from .parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..model.documents import Document
    from ..model.library import Library, Source


def parse_library(
    files: Mapping[str, bytes], drawings: Mapping[str, str]
) -> tuple[Library | None, tuple[Problem, ...]]:
    """Source files by path, and drawings by name, to a library and all problems found on the way.

    The library is None where it is too incomplete to be checked; with problems it must not be rendered.
    """
    sources: list[Source[Document]] = []
    problems: list[Problem] = []
    unreadable: list[str] = []
    for file, content in files.items():
        source, found = parse_document(content, file)
        problems += found
        if source is None:
            unreadable.append(file)
        else:
            sources.append(source)
    library, found = link(sources, drawings, unreadable)
    return library, in_order([*problems, *found])


def read_library(root: Path) -> tuple[Library | None, tuple[Problem, ...]]:
    """The library of the project at `root`: see `parse_library`."""
    return parse_library(read_sources(root), read_drawings(root))
