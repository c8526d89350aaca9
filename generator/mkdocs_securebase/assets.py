"""Edge: scripts, styles and fonts as the browser gets them, bundled by esbuild from what npm has installed."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .fonts import FACES, render_font_sheet, subset_font
from .render.colours import render_palette_sheet
from .shared import CHECKOUT, HERE, NODE_MODULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCRIPTS: Mapping[str, str] = {
    "site.js": "generator/mkdocs_securebase/theme/scripts/site.js",
    "search.js": "generator/mkdocs_securebase/theme/scripts/search.js",
    "guided.js": "generator/mkdocs_securebase/theme/scripts/guided.js",
    "lists.js": "generator/mkdocs_securebase/theme/scripts/lists.js",
    "securebase.js": "generator/mkdocs_securebase/theme/scripts/embed.js",
    "self-check.js": "quiz/runtime/src/main.js",
    "self-check-records.js": "quiz/runtime/src/records-main.js",
}
"""Bundles by name, each with its entry. All are classic scripts: modules do not load from the file system."""

STYLES: Mapping[str, str] = {
    "site.css": "generator/mkdocs_securebase/theme/styles/site.css",
    "self-check.css": "generator/mkdocs_securebase/theme/styles/self-check.css",
}

EMBEDDED = ("embed.css", "base.css", "reading.css", "sheet.css", "pages.css", "self-check.css", "print.css")
"""Sheets of what stands in a page's body, for pages under another theme: together they make securebase.css."""

FILES: Mapping[str, str] = {
    "fonts/LICENSE-literata.txt": "node_modules/@fontsource/literata/LICENSE",
    "fonts/LICENSE-atkinson-hyperlegible-next.txt": "node_modules/@fontsource/atkinson-hyperlegible-next/LICENSE",
}

TARGETS = {".js": "es2020", ".css": "chrome90,firefox90,safari14"}
"""The oldest browsers that scripts and styles are written for."""

STAMP = ".inputs.json"


class AssetsError(Exception):
    """Assets cannot be built; the message says what to do."""


def build_assets(out: Path) -> bool:
    """Bring `out` up to date with the sources of this checkout; False where nothing had changed.

    The same inputs give the same bytes. Files that earlier runs made and this one does not are deleted;
    others in the folder stay. Raises AssetsError.
    """
    if not (NODE_MODULES / "esbuild").is_dir():
        raise AssetsError(f"{NODE_MODULES} does not hold the tools for scripts and styles: run `make site`")
    inputs = _digest()
    stamp = out / STAMP
    before = json.loads(stamp.read_text("utf-8")) if stamp.is_file() else {"inputs": "", "files": []}
    if before["inputs"] == inputs and all((out / name).is_file() for name in before["files"]):
        return False

    made: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        palettes = Path(folder) / "palettes.css"
        palettes.write_text(render_palette_sheet(), "utf-8")
        for name, entry in {**SCRIPTS, **STYLES}.items():
            made[name] = _bundle(entry, palettes)
    made["securebase.css"] = _scoped(EMBEDDED)
    for name, source in FILES.items():
        made[name] = (CHECKOUT / source).read_bytes()
    fonts = {face.file: subset_font((NODE_MODULES / face.source).read_bytes()) for face in FACES}
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


def _bundle(entry: str, palettes: Path) -> bytes:
    """One entry with everything it imports, minified; style sheets import the colours by the name `palettes`."""
    kind = Path(entry).suffix
    form = ["--format=iife"] if kind == ".js" else []
    return _esbuilt(entry, "--bundle", "--minify", f"--alias:palettes={palettes}", f"--target={TARGETS[kind]}", *form)


def _scoped(sheets: Iterable[str]) -> bytes:
    """Sheets as one that holds inside `.securebase` only, in the host's measure of a rem."""
    folder = HERE / "theme" / "styles"
    target = f"--target={TARGETS['.css']}"
    text = b"".join(_esbuilt(str(folder / sheet), "--bundle", target) for sheet in sheets).decode()
    text = re.sub(r"@page\s*{[^}]*}", "", text).replace(":scope", "&")
    # A class of the root stands before ours, not inside it.
    text = re.sub(r"^(\s*)(\.js(?::not\([^)]*\))?|:root:not\(\.js\)) ", r"\1\2 & ", text, flags=re.MULTILINE)
    lines = (line if line.lstrip().startswith("@") else _REM.sub(_in_rems, line) for line in text.splitlines())
    scoped = ".securebase.securebase {\n" + "\n".join(lines) + "\n}\n"
    return _esbuilt("--loader=css", "--minify", target, text=scoped)


_REM = re.compile(r"(?<![\w.])(-?)((?:\d*\.)?\d+)rem\b")


def _in_rems(match: re.Match[str]) -> str:
    line = match.string
    if re.match(r"\s*--rem:", line):
        return match[0]
    return f"calc({match[1]}{match[2]}*var(--rem))"


def _esbuilt(*arguments: str, text: str | None = None) -> bytes:
    """What esbuild makes of an entry, or of a text. Raises AssetsError."""
    options = ["--charset=utf8", "--legal-comments=none", "--log-limit=5"]
    done = subprocess.run(
        [str(_esbuild()), *arguments, *options],
        cwd=CHECKOUT,
        capture_output=True,
        input=text.encode() if text is not None else None,
        check=False,
    )
    if done.returncode:
        raise AssetsError(f"esbuild cannot bundle {arguments[0]}:\n{done.stderr.decode()}")
    return done.stdout


def _esbuild() -> Path:
    """The program itself: the wrapper that npm installs would need Node, and differs from machine to machine."""
    for pattern in ("*/bin/esbuild", "*/esbuild.exe"):
        for found in sorted((NODE_MODULES / "@esbuild").glob(pattern)):
            return found
    raise AssetsError("esbuild has no program for this machine in node_modules: run `npm ci`")


def _digest() -> str:
    """A fingerprint of everything that the assets are made from."""
    seen = hashlib.sha256()
    for path in _inputs():
        seen.update(f"{path.parent.name}/{path.name}\n".encode())
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    seen.update(render_palette_sheet().encode())
    for module in (__file__, subset_font.__code__.co_filename):
        seen.update(Path(module).read_bytes())
    return seen.hexdigest()


def _inputs() -> Iterator[Path]:
    theme = HERE / "theme"
    for folder in (theme / "scripts", theme / "styles", theme / "drawings", CHECKOUT / "quiz" / "runtime" / "src"):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield CHECKOUT / "package-lock.json"
