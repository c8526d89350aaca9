"""Projects for tests: the smallest whole guide, copied where it may be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The repository."""

MINIMAL = Path(__file__).parent / "guides" / "minimal"


def minimal_files() -> dict[str, bytes]:
    """The source files of the smallest guide by path."""
    return {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in sorted(MINIMAL.rglob("*.yaml"))
        if path.is_file()
    }


def copy_minimal(folder: Path) -> Path:
    """A writable copy of the smallest guide with everything that a build needs around it."""
    for path, content in minimal_files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (folder / "quiz" / "instruments").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "site_overrides").symlink_to(ROOT / "site_overrides")
    (folder / "docs" / "pages").mkdir(parents=True, exist_ok=True)
    return folder
