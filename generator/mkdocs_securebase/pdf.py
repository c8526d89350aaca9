"""Edge: sets a book as a PDF file and cards as pictures; the only module that imports Typst."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import UTC, datetime, time
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import typst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .render.book import BookSource


class BookError(Exception):
    """The book could not be set: a mistake in this program or a missing font, never an author's."""


def write_pdf(book: BookSource, path: Path, *, fonts: Sequence[Path]) -> None:
    """Set a book and write it to `path`, whole or not at all; the same book gives the same bytes.

    `fonts` are folders with TTF or OTF files (Typst reads no WOFF); fonts of the system are never used.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    faces = _faces(fonts)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in {**book.files, "main.typ": book.main}.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        try:
            data, warnings = typst.Compiler(root / "main.typ", root=root, font_paths=faces).compile_with_warnings(
                format="pdf",
                pdf_standards=book.standard,
                # The binding ignores SOURCE_DATE_EPOCH and would write the time of day.
                timestamp=datetime.combine(book.published, time(), UTC),
            )
        except typst.TypstError as error:
            raise BookError(_explain(error)) from error
    if warnings:  # An unknown font would be replaced without a word.
        raise BookError("\n".join(map(_explain, warnings)))
    if not isinstance(data, bytes):
        raise BookError("Typst gave no PDF")
    _replace(path, _packed(data))


def _packed(data: bytes) -> bytes:
    """The same PDF in about a third of the bytes: a tagged book is mostly small objects, here pressed together."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def press_mark(fonts: Sequence[Path]) -> str:
    """A digest of all that shapes what is set besides its source: programs, this file, faces."""
    digest = hashlib.sha256(f"{version('typst')} {version('pikepdf')}".encode())
    for path in (Path(__file__), *sorted(path for folder in fonts for path in folder.rglob("*.[ot]tf"))):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def book_mark(book: BookSource, fonts: Sequence[Path]) -> str:
    """A digest of all that shapes a book: its source and the press."""
    parts = [press_mark(fonts), book.main, book.published.isoformat()]
    parts.extend(part for name, text in sorted(book.files.items()) for part in (name, text))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def write_images(sources: Mapping[Path, str], *, fonts: Sequence[Path]) -> None:
    """Draw documents of one page each as PNG files, a point to a pixel; the same document gives the same bytes."""
    faces = _faces(fonts)
    with tempfile.TemporaryDirectory() as folder:
        for path, source in sources.items():
            compiler = typst.Compiler(source.encode(), root=folder, font_paths=faces)
            try:
                data, warnings = compiler.compile_with_warnings(format="png", ppi=72)
            except typst.TypstError as error:
                raise BookError(_explain(error)) from error
            if warnings or not isinstance(data, bytes):
                raise BookError("\n".join(map(_explain, warnings)) or f"{path.name} is not one page")
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)


def _faces(folders: Sequence[Path]) -> typst.Fonts:
    """The fonts in these folders, and no others: what a machine has besides must not show."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(p) for p in folders])


def _explain(error: typst.TypstError | typst.TypstWarning) -> str:
    return error.diagnostic or error.message


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file and move into place, so that a reader never meets half a book."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
