"""Which files of a project are sources, and what kind of document each folder holds."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDERS: Mapping[str, str] = {
    "content/lessons": "lesson",
    "content/faqs": "faq",
    "content/resources": "resource",
    "content/pages": "page",
    "quiz/instruments": "instrument",
}
"""Folders with one document per file, named after its id."""

SINGLES: Mapping[str, str] = {
    "content/course.yaml": "course",
    "content/interface.yaml": "interface",
    "content/glossary.yaml": "glossary",
    "content/references.yaml": "references",
    "content/safety.yaml": "safety",
    "content/coverage.yaml": "coverage",
    "content/people.yaml": "people",
}
"""Documents that a guide has once."""

OPTIONAL = frozenset({"interface", "glossary", "references", "safety", "coverage", "people"})
"""Kinds of those that a guide may leave out; under the profile `self-help` only the interface words and the people."""

DRAWINGS = "content/assets"
NOT_LIKE = "content/not-like.txt"
"""Hashes of a text whose words the guide must not repeat."""


def read_files(root: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The bytes of every file in the content folders by its path from the root, sorted, and what cannot be read."""
    files: dict[str, bytes] = {}
    problems = []
    for path in sorted(path for top in ("content", "quiz/instruments") for path in (root / top).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_dir() or path.name.startswith((".", "#")) or path.name.endswith("~"):
            continue
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            problems.append(Problem(Code.UNREADABLE, Position(name), message, "see who may read it, or delete it"))
    return files, tuple(problems)


def is_source(file: str) -> bool:
    """Whether the path is that of a YAML document."""
    return PurePosixPath(file).suffix == ".yaml"


def is_drawing(file: str) -> bool:
    """Whether the path is that of a drawing."""
    path = PurePosixPath(file)
    return str(path.parent) == DRAWINGS and path.suffix == ".svg"


def stray_file(file: str) -> tuple[Problem, str]:
    """A problem for a file that nothing reads, and the path that it was probably meant to have, or ''."""
    path = PurePosixPath(file)
    if file.startswith(f"{DRAWINGS}/"):
        hint = f"only drawings named ….svg stand in {DRAWINGS}: save it as SVG there, or move it elsewhere"
        return Problem(Code.MISPLACED_FILE, Position(file), "nothing reads this file", hint), ""
    stem = re.split(r"\.(?:yaml|yml)\b", path.name, flags=re.IGNORECASE)
    if len(stem) == 1:
        hint = "texts stand in files that end in .yaml: rename it, or move it elsewhere"
        return Problem(Code.MISPLACED_FILE, Position(file), "nothing reads this file", hint), ""
    meant = str(path.with_name(f"{stem[0]}.yaml"))
    hint = f"rename it to {PurePosixPath(meant).name}"
    return Problem(Code.MISPLACED_FILE, Position(file), "the name of a text must end in .yaml", hint), meant
