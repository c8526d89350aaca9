"""Which fields and words the model allows at a place of a document: for suggestions, nothing else."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from ..model.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Path


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """Every model class that an annotation can hold, looking through lists, unions and metadata."""
    if (
        isinstance(annotation, type)
        and not isinstance(annotation, types.GenericAlias)
        and issubclass(annotation, Model)
    ):
        yield annotation
        return
    origin = get_origin(annotation)
    if origin is Literal:
        return
    if origin is Annotated or origin in (tuple, dict, Mapping, Union, types.UnionType):
        for argument in get_args(annotation):
            yield from models_in(argument)


def _models_at(model: type[Model], path: Path, data: Any) -> list[type[Model]]:
    candidates = [model]
    for step in path:
        if isinstance(data, tuple) and isinstance(step, int):
            data = data[step]
        else:
            data = data.get(step) if isinstance(data, dict) else None
        if isinstance(step, int):
            candidates = _fitting(candidates, data)
            continue
        candidates = [
            inner
            for candidate in candidates
            for name, field in candidate.model_fields.items()
            if (field.alias or name) == step
            for inner in (*models_in(field.annotation), *(m for extra in field.metadata for m in models_in(extra)))
        ]
    return _fitting(candidates, data)


TAGS = ("type", "kind", "by")
"""Fields whose word says which member of a union is meant."""


_BESIDE = {"on"}
"""Fields that stand beside the key which names a block."""


def _fitting(candidates: list[type[Model]], data: Any) -> list[type[Model]]:
    """Of several union members, those that the data's keys, or the word that tells them apart, point to."""
    if len(candidates) < 2 or not isinstance(data, dict):
        return candidates
    by_type = [
        c
        for c in candidates
        for tag in TAGS
        if tag in c.model_fields and data.get(tag) in get_args(c.model_fields[tag].annotation)
    ]
    by_key = [c for c in candidates if len(named := {*_aliases(c)} - _BESIDE) == 1 and named & set(data)]
    return by_type or by_key or candidates


def _aliases(model: type[Model]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def fields_at(model: type[Model], path: Path, data: Any) -> list[str]:
    return [alias for candidate in _models_at(model, path, data) for alias in _aliases(candidate)]


def tags_at(model: type[Model], path: Path) -> list[str]:
    candidates = _models_at(model, path, None)
    tags = [
        str(word)
        for candidate in candidates
        for tag in TAGS
        if tag in candidate.model_fields
        for word in get_args(candidate.model_fields[tag].annotation)
    ]
    return tags or [next(alias for alias in _aliases(candidate) if alias not in _BESIDE) for candidate in candidates]


def meaning(model: type[Model], path: Path, data: Any) -> str:
    for candidate in _models_at(model, path[:-1], data):
        for name, field in candidate.model_fields.items():
            if (field.alias or name) == path[-1] and field.description:
                return "what it is for: " + " ".join(field.description.split())
    return ""
