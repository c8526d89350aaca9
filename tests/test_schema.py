"""Editors get schemas from the same classes that parse: every field explained, the guide's own words listed."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from mkdocs_securebase.source import read_library
from mkdocs_securebase.source.discover import FOLDERS, SINGLES
from mkdocs_securebase.source.schema import MEANINGS, document_schemas

from .projects import ROOT

COMMITTED = ROOT / ".vscode" / "schemas"


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, Any]]:
    library, _ = read_library(ROOT)
    assert library is not None
    return document_schemas(library.course.vocabularies)


def _of_yaml_1_1(tag: str, first: str) -> bool:
    return tag == "tag:yaml.org,2002:bool" and first in "yYnNoO"


class _AsWritten(yaml.SafeLoader):
    """YAML as an editor's language server reads it: a day is a text, and so are `on`, `no` and their like."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp" and not _of_yaml_1_1(tag, first)]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _parts(schema: dict[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, schema), *schema.get("$defs", {}).items()]


def test_the_committed_schemas_are_those_of_the_models(schemas: dict[str, dict[str, Any]]) -> None:
    committed = {path.stem: json.loads(path.read_text("utf-8")) for path in COMMITTED.glob("*.json")}
    assert committed == json.loads(json.dumps(schemas)), "run `securebase schema`"


def test_every_field_is_explained(schemas: dict[str, dict[str, Any]]) -> None:
    bare = [
        f"{name}.{field}"
        for kind, schema in schemas.items()
        for name, part in _parts(schema, kind)
        for field, held in part.get("properties", {}).items()
        if not held.get("description")
    ]
    assert bare == []


def test_every_explanation_is_of_a_field_that_needs_it(schemas: dict[str, dict[str, Any]]) -> None:
    shown = {
        held["description"]
        for kind, schema in schemas.items()
        for _, part in _parts(schema, kind)
        for held in part.get("properties", {}).values()
    }
    unused = [f"{name}.{field}" for name, held in MEANINGS.items() for field, text in held.items() if text not in shown]
    assert unused == []


def test_the_guide_fits_its_schemas(schemas: dict[str, dict[str, Any]]) -> None:
    files = {ROOT / at: kind for at, kind in SINGLES.items() if (ROOT / at).is_file()}
    files |= {path: kind for folder, kind in FOLDERS.items() for path in sorted((ROOT / folder).glob("*.yaml"))}
    validators = {kind: jsonschema.Draft202012Validator(schema) for kind, schema in schemas.items()}
    mistakes = [
        f"{path.relative_to(ROOT)}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for path, kind in files.items()
        for error in validators[kind].iter_errors(yaml.load(path.read_text("utf-8"), _AsWritten))
    ]
    assert mistakes == []


def test_a_word_of_no_list_and_an_unknown_field_are_refused(schemas: dict[str, dict[str, Any]]) -> None:
    faq = yaml.load(next((ROOT / "content" / "faqs").glob("*.yaml")).read_text("utf-8"), _AsWritten)
    errors = jsonschema.Draft202012Validator(schemas["faq"]).iter_errors({**faq, "theme": "tonite", "ordre": 1})
    assert {error.validator for error in errors} == {"enum", "additionalProperties"}
