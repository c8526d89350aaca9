"""From a project's files to its library: read, parse, link."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..problems import Problem, in_order
from .discover import NOT_LIKE, is_drawing, is_source, read_files, stray_file
from .drawings import parse_drawing
from .link import link
from .parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..model.documents import Document
    from ..model.library import Library, Source


def parse_library(files: Mapping[str, bytes]) -> tuple[Library | None, tuple[Problem, ...]]:
    """All files of the content folders by path to a library, and all problems found on the way.

    The library is None where it is too incomplete to be checked; with problems it must not be rendered.
    """
    sources: list[Source[Document]] = []
    drawings: dict[str, str] = {}
    problems: list[Problem] = []
    unreadable: list[str] = []
    not_like = b""
    for file, content in files.items():
        if is_source(file):
            source, found = parse_document(content, file)
            problems += found
            if source is None:
                unreadable.append(file)
            else:
                sources.append(source)
        elif is_drawing(file):
            drawing, found = parse_drawing(content, file)
            problems += found
            drawings[PurePosixPath(file).name] = drawing or ""
        elif file == NOT_LIKE:
            not_like = content
        elif PurePosixPath(file).name != "README.md":
            problem, meant = stray_file(file)
            problems.append(problem)
            if meant:
                unreadable.append(meant)
    hashes = frozenset(not_like.decode("ascii", "ignore").split())
    library, found = link(sources, drawings, unreadable, hashes)
    return library, in_order([*problems, *found])


def read_library(root: Path) -> tuple[Library | None, tuple[Problem, ...]]:
    """The library of the project at `root`: see `parse_library`."""
    files, unread = read_files(root)
    library, problems = parse_library({**files, **{problem.position.file: b"" for problem in unread}})
    told = {problem.position.file for problem in unread}  # what cannot be read is not empty as well
    return library, in_order([*unread, *(problem for problem in problems if problem.position.file not in told)])
