"""Which files of a project are sources, and what kind of document each folder holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
}
"""Documents that a guide has once."""

DRAWINGS = "content/assets"


def read_sources(root: Path) -> dict[str, bytes]:
    """The YAML files of a project by their path from its root, sorted."""
    paths = [path for top in ("content", "quiz/instruments") for path in (root / top).rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(paths)
        if path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
    }


def read_drawings(root: Path) -> dict[str, str]:
    """The SVG files of content/assets by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / DRAWINGS).glob("*.svg"))}
