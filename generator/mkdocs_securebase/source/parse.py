"""Plain data to a typed document; everything pydantic finds wrong becomes a located problem in our words."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from ..model.base import Model
from ..model.documents import KINDS, Document
from ..model.instrument import Instrument
from ..model.library import Source
from ..model.questionnaire import Questionnaire
from ..problems import Code, Path, Problem, did_you_mean
from .discover import FOLDERS, SINGLES
from .prose import CONTEXT, ProseMistake
from .yaml_loader import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from ..problems import Origin


M = TypeVar("M", bound=Model)


@lru_cache(maxsize=1024)  # a preview reads the whole guide again after each save of one file
def parse_document(content: bytes, file: str) -> tuple[Source[Document] | None, tuple[Problem, ...]]:
    """One YAML file to one document with its positions, or the problems that stand in the way."""
    return _parse(content, file, KINDS)


def parse_questionnaire(content: bytes, file: str) -> tuple[Source[Questionnaire] | None, tuple[Problem, ...]]:
    """The same for a file that holds a questionnaire, in a guide (`kind: instrument`) or alone."""
    return _parse(content, file, {"questionnaire": Questionnaire, "instrument": Instrument})


def _parse(content: bytes, file: str, kinds: Mapping[str, type[M]]) -> tuple[Source[M] | None, tuple[Problem, ...]]:
    loaded = load_yaml(content, file)
    if loaded.problems or loaded.data is None:
        return None, loaded.problems
    data, origin = loaded.data, loaded.origin
    if not isinstance(data, dict):
        hint = "start with `kind:`, for instance `kind: lesson`"
        return None, (Problem(Code.WRONG_TYPE, origin.at(), "the file must hold fields, not a list or a text", hint),)
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        return None, (_kind_problem(kind, "kind" in data, kinds, origin),)
    try:
        document = kinds[kind].model_validate(data, context=CONTEXT)
    except ValidationError as error:
        problems = tuple(_problems(error, kinds[kind], data, origin))
        return None, _wrong_kind(kind, file, origin, len(problems)) or problems
    return Source(document, origin), ()


def _wrong_kind(kind: str, file: str, origin: Origin, count: int) -> tuple[Problem, ...]:
    """One problem in place of many, where a file of one kind stands among those of another and does not fit its own."""
    expected = SINGLES.get(file) or FOLDERS.get(str(PurePosixPath(file).parent))
    if expected in (None, kind):
        return ()
    message = f"here a document of kind '{expected}' is expected, and what follows does not fit '{kind}'"
    hint = f"write `kind: {expected}`, or move the file; {count} more mistakes may follow from this one"
    return (Problem(Code.UNKNOWN_KIND, origin.at("kind"), message, hint),)


def _kind_problem(kind: Any, given: bool, kinds: Mapping[str, type[Model]], origin: Origin) -> Problem:
    if not given:
        return Problem(Code.MISSING_FIELD, origin.at(), "'kind' is missing", did_you_mean("", kinds))
    return Problem(
        Code.UNKNOWN_KIND, origin.at("kind"), f"'{kind}' is no kind of document", did_you_mean(str(kind), kinds)
    )


def _problems(error: ValidationError, model: type[Model], data: Any, origin: Origin) -> Iterator[Problem]:
    seen: set[Path] = set()
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and any(_below(other["loc"], detail["loc"]) for other in details):
            continue  # entries with problems of their own are not counted by pydantic
        path, key = _place(detail, data)
        if (*path, key) in seen:  # a union reports each of its members
            continue
        seen.add((*path, key))
        yield from _translate(detail, path, key, model, data, origin)


def _below(location: Path, ancestor: Path) -> bool:
    return len(location) > len(ancestor) and location[: len(ancestor)] == ancestor


def _place(detail: ErrorDetails, data: Any) -> tuple[Path, str | int]:
    """The path in the data that an error speaks of, and the key that is missing or unknown there.

    Pydantic's location also names union members; these are no part of the data and are left out.
    """
    location = detail["loc"]
    absent = detail["type"] == "missing"
    steps = location[:-1] if absent else location
    path = _resolve(steps, data) or ()
    return path, (location[-1] if absent else "")


def _resolve(steps: Path, data: Any) -> Path | None:
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if (isinstance(data, dict) and step in data) or (
        isinstance(data, tuple) and isinstance(step, int) and step < len(data)
    ):
        inner = _resolve(rest, data[step])  # type: ignore[index]  # a list only meets whole numbers
        if inner is not None:
            return (step, *inner)
    return _resolve(rest, data) if isinstance(step, str) else None


def _value(path: Path, data: Any) -> Any:
    for step in path:
        data = data[step] if isinstance(data, dict) else data[int(step)]
    return data


def _translate(
    detail: ErrorDetails, path: Path, key: str | int, model: type[Model], data: Any, origin: Origin
) -> Iterator[Problem]:
    context = detail.get("ctx", {})
    name = _name(path)
    at = origin.at(*path)
    match detail["type"]:
        case "missing":
            hint = _meaning(model, (*path, key), data)
            yield Problem(Code.MISSING_FIELD, origin.key(*path), f"'{key}' is missing{_inside(path)}", hint)
        case "extra_forbidden":
            known = _fields_at(model, path[:-1], data)
            if str(path[-1]) in known:  # the fields of two list entries without a dash between them
                message, hint = f"'{path[-1]}' begins another entry of the list", "put a dash and a space before it"
            else:
                message, hint = f"'{path[-1]}' is not known here", did_you_mean(str(path[-1]), known)
            yield Problem(Code.UNKNOWN_FIELD, origin.key(*path), message, hint)
        case "prose":
            for mistake in context["mistakes"]:
                assert isinstance(mistake, ProseMistake)
                yield Problem(Code.BAD_PROSE, origin.line_of(path, mistake.line), mistake.message, mistake.hint)
        case "literal_error":
            given = _value(path, data)
            choices = _literals(context.get("expected", ""))
            yield Problem(
                Code.BAD_VALUE, at, f"'{given}' is not one of the words for {name}", did_you_mean(str(given), choices)
            )
        case "union_tag_invalid" | "union_tag_not_found":
            known = _tags_at(model, path)
            given = _value(path, data)
            if isinstance(given, dict) and "type" in given:
                word, at = str(given["type"]), origin.at(*path, "type")
            else:
                word = next(iter(given), "") if isinstance(given, dict) else str(given)
            message = f"'{word}' does not name what this entry is"
            yield Problem(Code.UNKNOWN_FIELD, at, message, did_you_mean(word, known))
        case "too_short" | "too_long" as kind:
            limit = context.get("min_length" if kind == "too_short" else "max_length")
            words = f"at least {limit}" if kind == "too_short" else f"at most {limit}"
            yield Problem(
                Code.BAD_VALUE, at, f"{name} has {context.get('actual_length')} entries, {words} are expected"
            )
        case "string_too_short":
            yield Problem(
                Code.BAD_VALUE, at, f"{name} is empty", "write something, or leave the field out if it may be missing"
            )
        case "string_pattern_mismatch":
            hint = "use lower-case letters, digits and single hyphens, for instance start-safely"
            if "A-Z" in str(context.get("pattern")):
                hint = "use letters, digits and single hyphens"
            elif "/" in str(context.get("pattern")):
                hint = "end each part with a slash, for instance self-check/"
            yield Problem(Code.BAD_VALUE, at, f"'{_value(path, data)}' cannot be an id", hint)
        case "rule":
            yield Problem(Code.BAD_VALUE, at, detail["msg"])
        case "greater_than_equal":
            yield Problem(Code.BAD_VALUE, at, f"{name} is {_value(path, data)}; the least allowed is {context['ge']}")
        case "less_than_equal":
            yield Problem(Code.BAD_VALUE, at, f"{name} is {_value(path, data)}; the most allowed is {context['le']}")
        case "greater_than" | "less_than" as kind:
            side, limit = ("above", context["gt"]) if kind == "greater_than" else ("below", context["lt"])
            yield Problem(Code.BAD_VALUE, at, f"{name} is {_value(path, data)}; it must lie {side} {limit}")
        case "address":
            yield Problem(Code.BAD_VALUE, at, f"{name} is {_shown(_value(path, data))}: {detail['msg']}")
        case "date" | "exact":
            yield Problem(Code.WRONG_TYPE, at, f"{name} is {_shown(_value(path, data))}: {detail['msg']}")
        case other:
            expected = _EXPECTED.get(other, detail["msg"])
            given = _shown(_value(path, data))
            hint = (
                "put it in double quotes"
                if other == "string_type" and isinstance(_value(path, data), (int, bool))
                else ""
            )
            yield Problem(Code.WRONG_TYPE, at, f"{name} is {given}, but {expected} is expected", hint)


_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "fields",
    "mapping_type": "fields",
    "model_type": "fields (each on a line of its own as `name: value`)",
    "model_attributes_type": "fields (each on a line of its own as `name: value`)",
}


def _shown(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case dict():
            return "a set of fields"
        case tuple():
            return "a list"
        case str():
            return f"the text '{value if len(value) <= 30 else value[:29] + '…'}'"
        case _:
            return str(value)


def _name(path: Path) -> str:
    return next((f"'{step}'" for step in reversed(path) if isinstance(step, str)), "the file")


def _inside(path: Path) -> str:
    return f" in {_name(path)}" if any(isinstance(step, str) for step in path) else ""


def _literals(expected: str) -> list[str]:
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ") if word]


# What the model allows at a path: used for suggestions only ---------------------------------------------------------


def _models(annotation: Any) -> Iterator[type[Model]]:
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
            yield from _models(argument)


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
            for inner in (*_models(field.annotation), *(m for extra in field.metadata for m in _models(extra)))
        ]
    return _fitting(candidates, data)


_TAGS = ("type", "kind", "by")
"""Fields whose word says which member of a union is meant."""


def _fitting(candidates: list[type[Model]], data: Any) -> list[type[Model]]:
    """Of several union members, those that the data's keys, or the word that tells them apart, point to."""
    if len(candidates) < 2 or not isinstance(data, dict):
        return candidates
    by_type = [
        c
        for c in candidates
        for tag in _TAGS
        if tag in c.model_fields and data.get(tag) in get_args(c.model_fields[tag].annotation)
    ]
    by_key = [c for c in candidates if len(c.model_fields) == 1 and set(_aliases(c)) & set(data)]
    return by_type or by_key or candidates


def _aliases(model: type[Model]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _fields_at(model: type[Model], path: Path, data: Any) -> list[str]:
    return [alias for candidate in _models_at(model, path, data) for alias in _aliases(candidate)]


def _tags_at(model: type[Model], path: Path) -> list[str]:
    candidates = _models_at(model, path, None)
    tags = [
        str(tag) for c in candidates if "type" in c.model_fields for tag in get_args(c.model_fields["type"].annotation)
    ]
    return tags or [alias for candidate in candidates for alias in _aliases(candidate)[:1]]


def _meaning(model: type[Model], path: Path, data: Any) -> str:
    for candidate in _models_at(model, path[:-1], data):
        for name, field in candidate.model_fields.items():
            if (field.alias or name) == path[-1] and field.description:
                return "what it is for: " + " ".join(field.description.split())
    return ""
