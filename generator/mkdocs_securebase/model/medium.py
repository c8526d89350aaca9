"""What each medium says: a library holds the words of both, and an output takes one of them."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from .base import Model
from .library import ONLY_FOR_SEARCH, Library
from .prose import Phrase, Prose, TwoWays, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Path
    from .prose import Medium

T = TypeVar("T")


def on_medium(value: T, medium: Medium) -> T:
    """A library, or any part of one, with what this medium says and without what stands on the other alone."""
    said: Any = _said(value, medium)
    return said  # type: ignore[no-any-return]


def _said(value: Any, medium: Medium) -> Any:
    match value:
        case TwoWays():
            return value.paper if medium == "paper" else str(value)
        case Prose() | Phrase():
            if value.paper is None:
                return value
            return value.paper if medium == "paper" else replace(value, paper=None)
        case Library():
            return replace(value, **{field.name: _said(getattr(value, field.name), medium) for field in fields(value)})
        case Model():
            said = {name: _said(getattr(value, name), medium) for name in _fields(type(value))}
            changed = {name: new for name, new in said.items() if new is not getattr(value, name)}
            return value.model_copy(update=changed) if changed else value
        case tuple():
            entries = tuple(_said(entry, medium) for entry in value if reaches(entry, medium))
            return entries if len(entries) < len(value) or any(map(_differ, entries, value)) else value
        case dict():
            held = {key: _said(entry, medium) for key, entry in value.items()}
            return held if any(map(_differ, held.values(), value.values())) else value
        case _:
            return value


def _differ(one: object, other: object) -> bool:
    return one is not other


@cache
def _fields(model: type[Model]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def reaches(part: object, medium: Medium) -> bool:
    """Whether a block, or any other part that can be marked `on:`, stands on this medium."""
    return getattr(part, "on", None) in (None, medium)


def texts_on(value: object, medium: Medium, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text inside a value that this medium shows, plain, with its path in the source."""
    if isinstance(value, (Prose, Phrase, TwoWays)):
        said = _said(value, medium)
        yield path, said if isinstance(said, str) else plain_text(said)
    elif isinstance(value, str):
        yield path, value
    elif isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            if name not in ONLY_FOR_SEARCH:
                yield from texts_on(getattr(value, name), medium, (*path, field.alias or name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            if reaches(entry, medium):
                yield from texts_on(entry, medium, (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from texts_on(entry, medium, (*path, key))
