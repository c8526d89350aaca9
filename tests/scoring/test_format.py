"""The page on the format names every field that a questionnaire may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

import pytest

from generator.model.base import Model
from generator.model.questionnaire import Questionnaire

from ..projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def models(annotation: Any) -> Iterator[type[Model]]:
    """Every model that an annotation can hold, and those that they hold."""
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, Model):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    elif get_origin(annotation) is Annotated:
        yield from models(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from models(argument)


FIELDS = sorted({f.alias or name for model in models(Questionnaire) for name, f in model.model_fields.items()})


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_explained(field: str) -> None:
    text = (ROOT / "docs" / "instruments.md").read_text(encoding="utf-8")

    assert re.search(rf"(?<![\w-]){re.escape(field)}(?![\w-])", text)


def test_there_are_many() -> None:
    assert len(FIELDS) > 60
