"""What a guide's profile demands beyond the model: parts that must be there, and how many entries they have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..model.base import Demanded, Model
from ..model.library import parts
from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model.library import Library
    from ..problems import Path


def check_demanded(library: Library) -> Iterator[Problem]:
    """Every part that the profile demands is written, and has as many entries as it asks for."""
    for document in library.documents():
        origin = library.origin(document)
        absent: set[Path] = set()
        for path, part in parts(document, Model):
            if any(path[: len(above)] == above for above in absent):
                continue  # told once, with the part that would hold it
            for name, (alias, mark, meaning) in _demanded(type(part)).items():
                value = getattr(part, name)
                if name not in part.model_fields_set:
                    absent.add((*path, alias))
                    inside = next((f" in '{step}'" for step in reversed(path) if isinstance(step, str)), "")
                    hint = f"what it is for: {meaning}" if meaning else ""
                    yield Problem(Code.MISSING_FIELD, origin.key(*path), f"'{alias}' is missing{inside}", hint)
                elif isinstance(value, tuple) and (wanted := _wanted(len(value), mark)):
                    message = f"'{alias}' has {len(value)} entries, {wanted} are expected"
                    yield Problem(Code.BAD_VALUE, origin.at(*path, alias), message)


def _wanted(count: int, mark: Demanded) -> str:
    if count < mark.least:
        return f"at least {mark.least}"
    return f"at most {mark.most}" if mark.most is not None and count > mark.most else ""


@cache
def _demanded(model: type[Model]) -> Mapping[str, tuple[str, Demanded, str]]:
    """The marked fields of a class: their names in YAML, what is demanded, and what they are for."""
    return {
        name: (field.alias or name, mark, " ".join((field.description or "").split()))
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Demanded)
    }
