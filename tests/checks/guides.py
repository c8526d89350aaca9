"""Libraries for these tests: the smallest guide, with some of its words changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_securebase.source import parse_library

from ..projects import minimal_files

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library


def library_with(
    *edits: tuple[str, str, str], drawings: dict[str, str] | None = None, more: dict[str, str] | None = None
) -> Library:
    """The smallest guide after some edits: a file's name below content/, what stands there, what takes its place.

    `more` are further documents by their name below content/.
    """
    files = minimal_files()
    for name, find, replace in edits:
        before = files[f"content/{name}.yaml"].decode()
        assert find in before, f"{name} holds no {find!r}"
        files[f"content/{name}.yaml"] = before.replace(find, replace, 1).encode()
    files.update({f"content/assets/{name}": text.encode() for name, text in (drawings or {}).items()})
    files.update({f"content/{name}.yaml": text.encode() for name, text in (more or {}).items()})
    library, problems = parse_library(files)
    assert library is not None
    assert not problems, "\n".join(map(str, problems))
    return library
