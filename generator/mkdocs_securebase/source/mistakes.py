"""What pydantic finds wrong with a document, as located problems in our words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..problems import Code, Problem, did_you_mean
from .fields import TAGS, fields_at, meaning, tags_at
from .prose import ProseMistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from ..model.base import Model
    from ..problems import Origin, Path, Position


@dataclass(frozen=True)
class _Mistake:
    """One error of pydantic's, with the place in the document that it speaks of."""

    sort: str
    said: str
    context: Mapping[str, Any]
    given: Any
    """What pydantic looked at."""
    path: Path
    """Where it stands in the document."""
    key: str | int
    """The field that is missing there; '' where none is."""
    model: type[Model]
    data: Any
    origin: Origin

    @property
    def value(self) -> Any:
        """What the document holds there."""
        return _value(self.path, self.data)

    @property
    def name(self) -> str:
        """The nearest field, in quotes."""
        return _name(self.path)

    def problem(self, code: Code, message: str, hint: str = "", at: Position | None = None) -> Problem:
        """A problem at its value, or where `at` says."""
        return Problem(code, at or self.origin.at(*self.path), message, hint)


def problems_of(error: ValidationError, model: type[Model], data: Any, origin: Origin) -> tuple[Problem, ...]:
    """Every mistake that pydantic found in `data`, once each; `model` is the class that it was held against."""
    mistakes = [_located(detail, model, data, origin) for detail in error.errors(include_url=False)]
    misspelt = {one.path: _meant_by(one, mistakes) for one in mistakes if one.sort == "extra_forbidden"}
    seen: set[Path] = set()
    found: list[Problem] = []
    for one in mistakes:
        place = (*one.path, one.key)
        if place in seen:  # a union reports each of its members
            continue
        if one.sort == "too_short" and any(_below(other.path, one.path) for other in mistakes):
            continue  # entries with problems of their own are not counted by pydantic
        if one.sort == "missing" and place in misspelt.values():
            continue
        seen.add(place)
        found += _TRANSLATIONS.get(one.sort, _other)(one)
    return tuple(found)


def _meant_by(unknown: _Mistake, mistakes: list[_Mistake]) -> Path | None:
    """The field that is missing beside an unknown one, and was probably meant by it."""
    *above, word = unknown.path
    missing = {
        str(one.key): (*one.path, one.key) for one in mistakes if one.sort == "missing" and one.path == (*above,)
    }
    near = [key for key in missing if did_you_mean(str(word), [key]).startswith("did you mean")]
    return missing[near[0]] if len(near) == 1 else None


def _located(detail: ErrorDetails, model: type[Model], data: Any, origin: Origin) -> _Mistake:
    """Pydantic's location also names union members; these are no part of the data and are left out."""
    location = detail["loc"]
    absent = detail["type"] == "missing"
    path = _resolve(location[:-1] if absent else location, data) or ()
    key = location[-1] if absent else ""
    return _Mistake(
        detail["type"], detail["msg"], detail.get("ctx", {}), detail["input"], path, key, model, data, origin
    )


def _below(location: Path, ancestor: Path) -> bool:
    return len(location) > len(ancestor) and location[: len(ancestor)] == ancestor


def _resolve(steps: Path, data: Any) -> Path | None:
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if rest == ("on",) and isinstance(data, dict) and "on" in data:  # beside the key that the step names
        return rest
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


# One function for each kind of mistake --------------------------------------------------------------------------------


def _missing(one: _Mistake) -> Iterator[Problem]:
    hint = meaning(one.model, (*one.path, one.key), one.data)
    message = f"'{one.key}' is missing{_inside(one.path)}"
    yield one.problem(Code.MISSING_FIELD, message, hint, one.origin.key(*one.path))


def _unknown_field(one: _Mistake) -> Iterator[Problem]:
    word = str(one.path[-1])
    known = fields_at(one.model, one.path[:-1], one.data)
    if word in known:  # the fields of two list entries without a dash between them
        message, hint = f"'{word}' begins another entry of the list", "put a dash and a space before it"
    elif word.isdigit() and one.value is None:  # {from: 1,5}
        message, hint = "a comma ends the number before it", "write a point in place of the comma: 1.5"
    else:
        message, hint = f"'{word}' is not known here", did_you_mean(word, known)
    yield one.problem(Code.UNKNOWN_FIELD, message, hint, one.origin.key(*one.path))


def _prose(one: _Mistake) -> Iterator[Problem]:
    for mistake in one.context["mistakes"]:
        assert isinstance(mistake, ProseMistake)
        at = _place_of(mistake, one.path, one.origin)
        yield one.problem(Code.BAD_PROSE, mistake.message, mistake.hint, at)


def _no_such_word(one: _Mistake) -> Iterator[Problem]:
    choices = [word.strip("'") for word in one.context.get("expected", "").replace(" or ", ", ").split(", ") if word]
    word = one.value
    if isinstance(word, str):
        yield one.problem(
            Code.BAD_VALUE, f"'{word}' is not one of the words for {one.name}", did_you_mean(word, choices)
        )
    else:
        yield one.problem(
            Code.BAD_VALUE, f"{one.name} is {shown(word)}, but a word is expected", did_you_mean("", choices)
        )


def _no_such_entry(one: _Mistake) -> Iterator[Problem]:
    known, given, at = tags_at(one.model, one.path), one.value, None
    word = str(given)
    if isinstance(given, dict):
        tag = next((tag for tag in TAGS if tag in given), None)
        word = str(given[tag]) if tag else next(iter(given), "")
        at = one.origin.at(*one.path, tag) if tag else None
    message = f"'{word}' does not name what this entry is"
    yield one.problem(Code.UNKNOWN_FIELD, message, did_you_mean(word, known), at)


def _length(one: _Mistake) -> Iterator[Problem]:
    few = one.sort == "too_short"
    limit = one.context["min_length" if few else "max_length"]
    words = f"at {'least' if few else 'most'} {limit}"
    message = f"{one.name} has {one.context['actual_length']} entries, {words} are expected"
    yield one.problem(Code.BAD_VALUE, message)


def _empty(one: _Mistake) -> Iterator[Problem]:
    hint = "write something, or leave the field out if it may be missing"
    yield one.problem(Code.BAD_VALUE, f"{one.name} is empty", hint)


def _pattern(one: _Mistake) -> Iterator[Problem]:
    pattern = str(one.context.get("pattern"))
    at = None if one.given == one.value else one.origin.key(*one.path, str(one.given))
    if "default" in pattern:
        message, hint = f"'{one.given}' is no response", "use a whole number of up to four digits, or `default`"
    else:
        message = f"'{one.given}' cannot be an id"
        hint = "use lower-case letters, digits and single hyphens, for instance start-safely"
        if "A-Z" in pattern:
            hint = "use letters, digits and single hyphens"
        elif "/" in pattern:
            hint = "end each part with a slash, for instance self-check/"
    yield one.problem(Code.BAD_VALUE, message, hint, at)


def _rule(one: _Mistake) -> Iterator[Problem]:
    """A rule of a class; where its `field` says so, the problem stands at that field."""
    field = one.context.get("field")
    yield one.problem(Code.BAD_VALUE, one.said, at=one.origin.at(*one.path, field) if field else None)


def _limit(one: _Mistake) -> Iterator[Problem]:
    (limit,) = (one.context[name] for name in ("ge", "le", "gt", "lt") if name in one.context)
    words = {
        "greater_than_equal": f"the least allowed is {limit}",
        "less_than_equal": f"the most allowed is {limit}",
        "greater_than": f"it must lie above {limit}",
        "less_than": f"it must lie below {limit}",
    }
    yield one.problem(Code.BAD_VALUE, f"{one.name} is {shown(one.value)}; {words[one.sort]}")


def _address(one: _Mistake) -> Iterator[Problem]:
    yield one.problem(Code.BAD_VALUE, f"{one.name} is {shown(one.value)}: {one.said}")


def _date_or_number(one: _Mistake) -> Iterator[Problem]:
    yield one.problem(Code.WRONG_TYPE, f"{one.name} is {shown(one.value)}: {one.said}")


def _other(one: _Mistake) -> Iterator[Problem]:
    expected = _EXPECTED.get(one.sort, one.said)
    quote = one.sort == "string_type" and isinstance(one.value, (int, bool))
    message = f"{one.name} is {shown(one.value)}, but {expected} is expected"
    yield one.problem(Code.WRONG_TYPE, message, "put it in double quotes" if quote else "")


_TRANSLATIONS: Mapping[str, Callable[[_Mistake], Iterator[Problem]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "prose": _prose,
    "literal_error": _no_such_word,
    "union_tag_invalid": _no_such_entry,
    "union_tag_not_found": _no_such_entry,
    "too_short": _length,
    "too_long": _length,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "rule": _rule,
    "greater_than_equal": _limit,
    "less_than_equal": _limit,
    "greater_than": _limit,
    "less_than": _limit,
    "address": _address,
    "date": _date_or_number,
    "exact": _date_or_number,
}
"""By the name that pydantic, or our own model, gives the kind of mistake."""

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


# Words ----------------------------------------------------------------------------------------------------------------


def _place_of(mistake: ProseMistake, path: Path, origin: Origin) -> Position:
    """Where a mistake stands in its text: at its words, or else on its line."""
    found = origin.find(path, mistake.words)
    return found if found != origin.at(*path) else origin.line_of(path, mistake.line)


def shown(value: Any) -> str:
    """A value as a message names it: 'the text ...', '5', 'a list'."""
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
