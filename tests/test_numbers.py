"""Every number that an author can write is bounded, in size and in digits, before anything is computed with it."""

from __future__ import annotations

import types
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import pytest

from mkdocs_securebase.model.base import Model
from mkdocs_securebase.model.documents import KINDS
from mkdocs_securebase.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator


def all_models() -> Iterator[type[Model]]:
    """Every class of the model, whether a document uses it or not."""
    waiting = [Model]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        yield model


def unbounded(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[str]:
    """Each number type inside an annotation that lacks a lower or an upper bound."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from unbounded(inner, (*metadata, *more))
    elif origin in (tuple, dict, Union, types.UnionType):
        for argument in get_args(annotation):
            yield from unbounded(argument)
    elif annotation in (int, float, Fraction):
        bounds = {name for part in metadata for name in limits_of(part)}
        if not (bounds & {"ge", "gt"} and bounds & {"le", "lt"}):
            yield annotation.__name__


def limits_of(part: Any) -> list[str]:
    """The names of the bounds in one piece of metadata, which pydantic keeps alone or inside a field."""
    held = getattr(part, "metadata", None) or [part]
    return [name for one in held for name in ("ge", "gt", "le", "lt") if getattr(one, name, None) is not None]


def test_every_number_of_the_model_has_a_least_and_a_most() -> None:
    assert {KINDS["instrument"], Questionnaire} < set(all_models())

    found = {
        f"{model.__name__}.{name}": kinds
        for model in all_models()
        for name, field in model.model_fields.items()
        if (kinds := list(unbounded(field.annotation, tuple(field.metadata))))
    }

    assert found == {}


@pytest.mark.parametrize("annotation", [int, tuple[int, ...], int | None, dict[str, Fraction]])
def test_a_number_without_bounds_would_be_found(annotation: Any) -> None:
    assert list(unbounded(annotation))
