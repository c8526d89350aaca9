"""Edge: what `securebase init` and `securebase new` write: a small whole guide, a file to begin with."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from .model.library import Library

_STARTER = files("mkdocs_securebase") / "starter"

PLACES = {
    "lesson": "content/lessons/{}.yaml",
    "faq": "content/faqs/{}.yaml",
    "resource": "content/resources/{}.yaml",
    "page": "content/pages/{}.yaml",
    "instrument": "quiz/instruments/{}.yaml",
    "exercise": "",
}
"""Where a new document of each kind stands; an exercise is part of a lesson's file."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BeginningError(Exception):
    """Nothing was written; the message says why, and what to do."""


def write_guide(folder: Path, today: date) -> list[str]:
    """Write a small guide into an empty or new folder; the paths of its files.

    Raises BeginningError where the folder holds anything already, or has a name that cannot be a guide's.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise BeginningError(f"{folder} is not empty: name a new folder, nothing was written")
    words = {"GUIDE": _id(folder.resolve().name), "TODAY": today.isoformat(), "NEXT-YEAR": _next_year(today)}
    written = []
    for name, source in sorted(_walk(_STARTER / "guide")):
        path = re.sub(r"(^|/)dot-", r"\1.", name)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(source.read_text("utf-8"), words), encoding="utf-8")
        written.append(path)
    return written


def new_document(kind: str, id_: str, root: Path, library: Library | None, today: date) -> tuple[str, str]:
    """Write a file to begin with, and say what comes next: its path and that sentence.

    Of an exercise the lines are given back in place of a path, since it is part of a lesson. Raises BeginningError.
    """
    if not _ID.fullmatch(id_):
        raise BeginningError(
            f"'{id_}' cannot be an id: write small letters and digits with dashes, such as a-new-{kind}"
        )
    title = id_.replace("-", " ").capitalize()
    words = {"ID": id_, "TITLE": title, "TODAY": today.isoformat(), "NEXT-YEAR": _next_year(today)}
    words |= {
        "THEME": _first(library.words("theme") if library else ()),
        "LESSON": _first(library.lessons if library else ()),
    }
    text = _filled((_STARTER / "new" / f"{kind}.yaml").read_text("utf-8"), words)
    if kind == "exercise":
        return text, "paste these lines under `exercises:` of a lesson"
    path = root / PLACES[kind].format(id_)
    if path.exists():
        raise BeginningError(f"{path} is there already: nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    course = root / "content" / "course.yaml"
    after = f"list it under `lessons:` of a module in {course}" if kind == "lesson" else "fill it in"
    return str(path), after


def _walk(folder: Traversable, below: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{below}{entry.name}"
        found += _walk(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found


def _filled(text: str, words: dict[str, str]) -> str:
    return re.sub(rf"\b({'|'.join(words)})\b", lambda found: words[found[1]], text)


def _first(words: Iterable[str]) -> str:
    return next(iter(words), "later")


def _next_year(today: date) -> str:
    return today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat()


def _id(name: str) -> str:
    """A folder's name as the id of a guide."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-guide"
