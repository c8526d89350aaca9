"""JSON Schemas of the documents, for editors that complete and explain what an author types.

They are made from the same classes that parse the documents, with the guide's own lists of words filled in. Where a
class does not explain a field, `words/fields.yaml` does, by the class or by the field's name alone. The dialect is
JSON Schema 2020-12, as pydantic writes it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from ..model.base import Model
from ..model.documents import KINDS
from ..model.interface import Interface, Words
from ..model.questionnaire import Questionnaire
from ..model.vocabularies import Of, Vocabularies, Word, words_of
from .discover import FOLDERS, SINGLES
from .fields import models_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMA_KINDS: Mapping[str, type[Model]] = {**KINDS, "questionnaire": Questionnaire}
"""Every kind of document that an editor can help with."""

MEANINGS: Mapping[str, Mapping[str, str]] = yaml.safe_load(
    (files("mkdocs_securebase") / "words" / "fields.yaml").read_text(encoding="utf-8")
)
"""What fields hold, by class and field; under `any` by the field alone."""


def document_schemas(vocabularies: Vocabularies | None = None) -> dict[str, dict[str, Any]]:
    """The schema of each kind of document by its name; with `vocabularies` the words of closed lists are completed."""
    return {kind: _schema(model, vocabularies or Vocabularies()) for kind, model in SCHEMA_KINDS.items()}


def editor_settings(folder: str) -> dict[str, Any]:
    """What `.vscode/settings.json` says of a guide whose schemas stand in `folder`: which files each is for."""
    places = {kind: [f"{at}/*.yaml"] for at, kind in FOLDERS.items()} | {kind: [at] for at, kind in SINGLES.items()}
    return {
        "yaml.schemas": {f"{folder}/{kind}.json": held for kind, held in places.items()},
        "files.associations": {"*.yaml": "yaml"},
        "editor.wordWrap": "on",
    }


def _schema(model: type[Model], vocabularies: Vocabularies) -> dict[str, Any]:
    schema = model.model_json_schema()
    classes = dict(_classes(model, set()))
    for name, part in [(model.__name__, schema), *schema.get("$defs", {}).items()]:
        _explain(part, name, classes.get(name))
        _complete(part, classes.get(name), vocabularies)
        if issubclass(classes.get(name, Model), Word):  # the label alone, or nothing, may stand for it
            schema["$defs"][name] = {"anyOf": [{"type": ["string", "null"]}, part]}
    return {"$schema": DIALECT, **_plain(schema)}


def _classes(model: type[Model], seen: set[type]) -> Iterator[tuple[str, type[Model]]]:
    """Every class of the model that stands in a document of this one, by its name."""
    if model not in seen:
        seen.add(model)
        yield model.__name__, model
        for field in model.model_fields.values():
            for inner in (*models_in(field.annotation), *(m for extra in field.metadata for m in models_in(extra))):
                yield from _classes(inner, seen)


def _explain(part: dict[str, Any], name: str, model: type[Model] | None) -> None:
    lineage = [base.__name__ for base in model.__mro__] if model else [name]
    for field, held in part.get("properties", {}).items():
        if isinstance(held.get("default"), dict):
            del held["default"]  # what a text or a part is when it is left out is nothing to type
        if "description" in held:
            continue
        tables = (MEANINGS.get(base, {}) for base in (*lineage, *_HEIRS.get(name, ())))
        meaning = next((table[field] for table in tables if field in table), MEANINGS["any"].get(field))
        if meaning is None and model is not None and issubclass(model, (Interface, Words)):
            default = held.get("default")
            meaning = f"Packaged: {default}" if isinstance(default, str) else "Words of the interface."
        if meaning is not None:
            held["description"] = meaning


_HEIRS: Mapping[str, tuple[str, ...]] = {"Questionnaire": ("Instrument",)}
"""Classes whose fields are explained where a class that is made from them is."""


def _complete(part: dict[str, Any], model: type[Model] | None, vocabularies: Vocabularies) -> None:
    """Fill the guide's words into fields that take a word of one of its lists."""
    for name, field in model.model_fields.items() if model else ():
        marks = [mark for mark in field.metadata if isinstance(mark, Of)]
        held = part.get("properties", {}).get(field.alias or name)
        if not marks or held is None or (marks[0].name == "place" and not vocabularies.place):
            continue
        words = list(words_of(vocabularies, marks[0].name))
        target = held.get("items", held)
        target.pop("pattern", None)
        target["enum"] = words


def _plain(value: Any) -> Any:
    """Without what editors show and nobody needs: titles made from names, and null for a field that is left out."""
    match value:
        case {"anyOf": [only, {"type": "null"}], **around}:
            return _plain({**only, **{key: held for key, held in around.items() if key not in ("title", "default")}})
        case dict():
            return {key: _plain(held) for key, held in value.items() if not (key == "title" and isinstance(held, str))}
        case list():
            return [_plain(held) for held in value]
        case _:
            return value
