"""A FHIR Questionnaire as far as we read it: STU3, R4, R4B and R5 alike.

Only fields that are read have a type here, so that a slip elsewhere in a file refuses nothing; all others are kept by
name, to be told.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from ...problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEEPEST = 60
"""So many objects and lists may stand inside each other: four for each group."""

Json = dict[str, Any]


class Part(BaseModel):
    """A FHIR object. Fields that are not named here are allowed, and told."""

    model_config = ConfigDict(strict=True, extra="allow", alias_generator=to_camel)

    def others(self) -> list[str]:
        """Names of fields that are not read."""
        return sorted(self.model_extra or {})


class Extension(Part):
    url: str
    value_decimal: Decimal | int | None = None
    value_integer: int | None = None
    value_boolean: bool | None = None
    value_expression: Json | None = None


class Extended(Part):
    extension: list[Extension] = Field(default_factory=list)

    def extended(self, *names: str) -> Extension | None:
        """The first extension whose address ends so."""
        return next((one for one in self.extension if one.url.rpartition("/")[2] in names), None)


class Coding(Extended):
    system: str | None = None
    version: str | None = None
    code: str | None = None
    display: str | None = None


class Option(Extended):
    """An answer to choose."""

    value_coding: Coding | None = None
    value_integer: int | None = None
    value_string: str | None = None
    value_date: str | None = None
    value_time: str | None = None


class EnableWhen(Part):
    question: str
    operator: str | None = None
    has_answer: bool | None = None
    """In STU3, in place of an operator."""
    answer_coding: Coding | None = None
    answer_integer: int | None = None
    answer_string: str | None = None
    answer_boolean: bool | None = None


class Reference(Part):
    reference: str | None = None


class Item(Extended):
    link_id: Annotated[str, Field(min_length=1)]
    type: str
    text: str | None = None
    prefix: str | None = None
    code: list[Coding] = Field(default_factory=list)
    required: bool | None = None
    repeats: bool | None = None
    read_only: bool | None = None
    enable_when: list[EnableWhen] = Field(default_factory=list)
    enable_behavior: str | None = None
    answer_option: list[Option] = Field(default_factory=list)
    option: list[Option] = Field(default_factory=list)
    """In STU3, in place of `answerOption`."""
    answer_value_set: str | None = None
    options: Reference | None = None
    """In STU3, in place of `answerValueSet`."""
    item: list[Item] = Field(default_factory=list)

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"'{self.link_id}'"

    def all(self) -> Iterator[Item]:
        """This one and all below it, in order."""
        yield self
        for inner in self.item:
            yield from inner.all()


class Concept(Extended):
    code: str | None = None
    display: str | None = None
    contains: list[Concept] = Field(default_factory=list)


class Include(Part):
    system: str | None = None
    concept: list[Concept] = Field(default_factory=list)


class Compose(Part):
    include: list[Include] = Field(default_factory=list)


class Expansion(Part):
    contains: list[Concept] = Field(default_factory=list)


class Contained(Part):
    resource_type: str | None = None
    id: str | None = None
    url: str | None = None
    compose: Compose | None = None
    expansion: Expansion | None = None


class FhirQuestionnaire(Part):
    resource_type: str
    id: str | None = None
    url: str | None = None
    version: str | None = None
    name: str | None = None
    title: str | None = None
    status: str | None = None
    language: str | None = None
    publisher: str | None = None
    description: str | None = None
    copyright: str | None = None
    contained: list[Contained] = Field(default_factory=list)
    item: list[Item] = Field(default_factory=list)

    def all_items(self) -> Iterator[Item]:
        for item in self.item:
            yield from item.all()


def read_questionnaire(content: bytes, file: str) -> tuple[FhirQuestionnaire | None, tuple[Problem, ...]]:
    """The Questionnaire in a file, or every place where it is none. Never raises, whatever the bytes are."""
    try:
        data = json.loads(content, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError, ArithmeticError) as error:
        return None, (_unreadable(error, file),)
    if not isinstance(data, dict) or data.get("resourceType") != "Questionnaire":
        message = "this is no FHIR Questionnaire"
        hint = "`resourceType` must say Questionnaire"
        return None, (Problem(Code.UNKNOWN_KIND, Position(file), message, hint),)
    unfit = _unfit(data)
    if unfit:
        return None, (Problem(Code.UNREADABLE, Position(file), unfit),)
    try:
        return FhirQuestionnaire.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(_problems(error, data, file))


def _unreadable(error: Exception, file: str) -> Problem:
    at, why = Position(file), str(error)
    if isinstance(error, json.JSONDecodeError):
        at, why = Position(file, error.lineno, error.colno), error.msg
    elif isinstance(error, UnicodeDecodeError):
        why = "the file is not UTF-8 text"
    elif isinstance(error, RecursionError):
        why = "too many objects inside each other"
    elif isinstance(error, ArithmeticError) or "digits" in why:
        why = "a number beyond all bounds"
    return Problem(Code.UNREADABLE, at, f"not readable as JSON: {why}")


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _each_name_once(pairs: list[tuple[str, Any]]) -> Json:
    found: Json = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{_shown(name)} is given twice in one object")
        found[name] = value
    return found


def _unfit(data: Json) -> str:
    """What no text can hold, or is nested beyond reason, with its path; '' where all is well. Without recursion."""
    waiting: list[tuple[Any, tuple[str | int, ...]]] = [(data, ())]
    while waiting:
        value, path = waiting.pop()
        if len(path) > DEEPEST:
            return f"{shown_path(path[:8])} …: more than {DEEPEST} objects and lists inside each other"
        if isinstance(value, str) and re.search("[\ud800-\udfff]", value):
            return f"{shown_path(path)}: half a character (a lone surrogate)"
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, one in inner:
            if isinstance(step, str) and re.search("[\ud800-\udfff]", step):
                return f"{shown_path(path)}: half a character (a lone surrogate) in a name"
            waiting.append((one, (*path, step)))
    return ""


def shown_path(path: Sequence[str | int]) -> str:
    """Where something stands in a file: item[3].answerOption[0]."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".") or "the file"


_EXPECTED = {
    "string_type": "a text",
    "list_type": "a list",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dict_type": "an object",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "decimal_type": "a number",
    "is_instance_of": "a number",
    "string_too_short": "a text that is not empty",
}


def _problems(error: ValidationError, data: Json, file: str) -> Iterator[Problem]:
    seen: set[tuple[str | int, ...]] = set()
    for detail in error.errors(include_url=False):
        path, value = _found_at(detail["loc"], data)
        if path in seen:  # each member of a union tells of the same value
            continue
        seen.add(path)
        if detail["type"] == "missing":
            name = detail["loc"][-1]
            yield Problem(Code.MISSING_FIELD, Position(file), f"{shown_path(path)}: `{name}` is missing")
        else:
            expected = _EXPECTED.get(detail["type"], detail["msg"])
            message = f"{shown_path(path)}: {_shown(value)}, but {expected} is expected"
            yield Problem(Code.WRONG_TYPE, Position(file), message)


def _found_at(location: tuple[str | int, ...], data: Any) -> tuple[tuple[str | int, ...], Any]:
    """The part of a location that is in the data, and what stands there; union members are not in it."""
    path: list[str | int] = []
    for step in location:
        held = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if step in held:
            data = data[step]
            path.append(step)
    return tuple(path), data


def _shown(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return f"the text {(value if len(value) <= 30 else value[:29] + '…')!r}"
        case int() if abs(value) >= 10**20:
            return "a very large number"
        case _:
            return str(value)[:30]
