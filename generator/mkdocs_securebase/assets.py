"""Edge: scripts, styles and fonts as the browser gets them, bundled by esbuild from what npm has installed."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .fonts import FACES, render_font_sheet, subset_font
from .render.colours import render_palette_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]

SCRIPTS: Mapping[str, str] = {
    "site.js": "generator/mkdocs_securebase/theme/scripts/site.js",
    "search.js": "generator/mkdocs_securebase/theme/scripts/search.js",
    "guided.js": "generator/mkdocs_securebase/theme/scripts/guided.js",
    "lists.js": "generator/mkdocs_securebase/theme/scripts/lists.js",
    "self-check.js": "quiz/runtime/src/main.js",
    "self-check-records.js": "quiz/runtime/src/records-main.js",
}
"""Bundles by name, each with its entry. All are classic scripts: modules do not load from the file system."""

STYLES: Mapping[str, str] = {
    "site.css": "generator/mkdocs_securebase/theme/styles/site.css",
    "self-check.css": "generator/mkdocs_securebase/theme/styles/self-check.css",
}

FILES: Mapping[str, str] = {
    "lamp.svg": "site_overrides/drawings/lamp.svg",
    "fonts/LICENSE-literata.txt": "node_modules/@fontsource/literata/LICENSE",
    "fonts/LICENSE-atkinson-hyperlegible-next.txt": "node_modules/@fontsource/atkinson-hyperlegible-next/LICENSE",
}

TARGETS = {".js": "es2020", ".css": "chrome90,firefox90,safari14"}
"""How old a browser may be."""

STAMP = ".inputs.json"


class AssetsError(Exception):
    """Assets cannot be built; the message says what to do."""


def build_assets(root: Path, out: Path) -> bool:
    """Bring `out` up to date with the project at `root`; False where nothing had changed.

    The same inputs give the same bytes. Files that earlier runs made and this one does not are deleted;
    others in the folder stay.
    """
    if not (root / "node_modules" / "esbuild").is_dir():
        raise AssetsError(f"{root / 'node_modules'} does not hold the tools for scripts and styles: run `make site`")
    inputs = _digest(root)
    stamp = out / STAMP
    before = json.loads(stamp.read_text("utf-8")) if stamp.is_file() else {"inputs": "", "files": []}
    if before["inputs"] == inputs and all((out / name).is_file() for name in before["files"]):
        return False

    made: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        palettes = Path(folder) / "palettes.css"
        palettes.write_text(render_palette_sheet(), "utf-8")
        for name, entry in {**SCRIPTS, **STYLES}.items():
            made[name] = _bundle(root, entry, palettes)
    for name, source in FILES.items():
        made[name] = (root / source).read_bytes()
    fonts = {face.file: subset_font((root / "node_modules" / face.source).read_bytes()) for face in FACES}
    made["site.css"] = render_font_sheet(fonts).encode() + made["site.css"]
    made.update({f"fonts/{name}": font for name, font in fonts.items()})

    for name, content in made.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != content:
            target.write_bytes(content)
    for name in set(before["files"]) - set(made):
        (out / name).unlink(missing_ok=True)
    stamp.write_text(json.dumps({"inputs": inputs, "files": sorted(made)}, indent=1) + "\n", "utf-8")
    return True


def _bundle(root: Path, entry: str, palettes: Path) -> bytes:
    """One entry with everything it imports, minified; style sheets import the colours by the name `palettes`."""
    options = [
        f"--alias:palettes={palettes}",
        "--bundle",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-limit=5",
    ]
    kind = Path(entry).suffix
    options += [f"--target={TARGETS[kind]}", *(["--format=iife"] if kind == ".js" else [])]
    done = subprocess.run([str(_esbuild(root)), entry, *options], cwd=CHECKOUT, capture_output=True, check=False)
    if done.returncode:
        raise AssetsError(f"esbuild cannot bundle {entry}:\n{done.stderr.decode()}")
    return done.stdout


def _esbuild(root: Path) -> Path:
    """The program itself: the wrapper that npm installs would need Node, and differs from machine to machine."""
    for pattern in ("*/bin/esbuild", "*/esbuild.exe"):
        for found in sorted((root / "node_modules" / "@esbuild").glob(pattern)):
            return found
    raise AssetsError("esbuild has no program for this machine in node_modules: run `npm ci`")


def _digest(root: Path) -> str:
    """A fingerprint of everything that the assets are made from."""
    seen = hashlib.sha256()
    for path in _inputs(root):
        seen.update(f"{path.parent.name}/{path.name}\n".encode())
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    seen.update(render_palette_sheet().encode())
    for module in (__file__, subset_font.__code__.co_filename):
        seen.update(Path(module).read_bytes())
    return seen.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    folders = (HERE / "theme" / "scripts", HERE / "theme" / "styles", CHECKOUT / "quiz" / "runtime" / "src")
    for folder in (*folders, root / "site_overrides" / "drawings"):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield root / "package-lock.json"
