"""Puts into the wheel what Node makes: scripts, styles, faces, the browser's evaluator; nobody else needs Node then.

Runs for the wheel and for the source distribution, which then holds the files ready: a wheel made of it needs no Node.
An editable installation takes everything from the checkout.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RUNTIME = ("engine.js", "src/score.js", "src/measurement.js")
WANTED = (
    *(f"assets/{name}" for name in ("site.js", "site.css", "search.js", "self-check.js", "self-check.css")),
    "assets/fonts/literata-400.woff2",
    "book-faces/Literata_400Regular.ttf",
    "book-faces/AtkinsonHyperlegibleNext_400Regular.ttf",
    *(f"runtime/{name}" for name in RUNTIME),
)
"""A package without one of these is not made."""


class ReadyFiles(BuildHookInterface[Any]):
    """Fills `mkdocs_securebase/shared` before a package is made, and empties it afterwards in a checkout."""

    @property
    def folder(self) -> Path:
        return Path(self.root) / "generator" / "mkdocs_securebase" / "shared"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the files, or take those that a source distribution holds; fail where one is missing."""
        if version == "editable":
            return
        self.made = not self.folder.is_dir()
        if self.made:
            self._make()
        missing = [name for name in WANTED if not (self.folder / name).is_file()]
        if missing:
            raise FileNotFoundError(f"the package would lack {', '.join(missing)}: see hatch_build.py")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave no copies in a checkout that could grow old."""
        if version != "editable" and self.made:
            shutil.rmtree(self.folder)

    def _make(self) -> None:
        root = Path(self.root)
        if not (root / "node_modules" / "esbuild").is_dir():
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit"], cwd=root, check=True)
        sys.path.insert(0, str(root / "generator"))
        from mkdocs_securebase import shared
        from mkdocs_securebase.assets import STAMP, build_assets

        build_assets(self.folder / "assets")
        (self.folder / "assets" / STAMP).unlink()
        faces = self.folder / "book-faces"
        faces.mkdir()
        for folder in shared.book_faces():
            for face in folder.glob("*.ttf"):
                shutil.copy(face, faces)
        for family in {folder.parent for folder in shared.book_faces()}:
            shutil.copy(family / "LICENSE_FONT", faces / f"LICENSE-{family.name}.txt")
        for name in RUNTIME:
            target = self.folder / "runtime" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / "quiz" / "runtime" / name, target)
        (self.folder / "runtime" / "package.json").write_text('{"type": "module"}\n', encoding="utf-8")
