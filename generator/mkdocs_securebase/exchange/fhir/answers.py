"""Answers to choose from: what a FHIR file offers, and the scales that they become."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...model.questionnaire import MOST_POINTS, SKIP
from ...model.wording import as_read
from ...problems import Code
from .resource import Coding, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...model.questionnaire import Keying
    from .resource import Concept, Contained, Extended, Item

ORDINALS = tuple(f"{where}ordinalValue" for where in ("", "questionnaire-", "valueset-", "codesystem-"))
WEIGHTS = (*ORDINALS, "itemWeight")
"""What an answer is worth: in R4, before it, and in R5."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as the file has it."""

    label: str
    code: str | None
    system: str | None = None
    version: str | None = None
    worth: int | None = None

    @property
    def whole(self) -> int | None:
        """Its code, where that is a whole number that can be a value; longer ones are names."""
        number = int(self.code) if self.code and re.fullmatch(r"0|-?[1-9][0-9]{0,3}", self.code) else None
        return number if number is not None and abs(number) <= MOST_POINTS else None


@dataclass(frozen=True, slots=True)
class Offered:
    """The answers to one question."""

    answers: tuple[Answer, ...]
    skip: Answer | None = None
    """The one that stands for leaving it out."""
    notes: tuple[str, ...] = ()

    @property
    def worths(self) -> tuple[int, ...]:
        """What each is worth; empty where nothing is scored."""
        return tuple(answer.worth for answer in self.answers if answer.worth is not None)


class UnfitError(Exception):
    """Answers that cannot be brought in; the message says why, `hint` what would help."""

    def __init__(self, message: str, hint: str = "", code: Code = Code.BAD_VALUE) -> None:
        super().__init__(message)
        self.hint, self.code = hint, code


def is_scored(item: Item, contained: Sequence[Contained]) -> bool:
    """Whether any answer to it has a value, whole or not; a number has its own."""
    return any(
        option.value_integer is not None or _weight(option, option.value_coding) is not None
        for option in options_of(item, contained)
    )


def offered(item: Item, contained: Sequence[Contained]) -> Offered:
    """The answers to a question. Raises `UnfitError`."""
    answers = [_answer(option, item) for option in options_of(item, contained)]
    twice = [label for label, number in Counter(as_read(a.label) for a in answers).items() if number > 1]
    if twice:
        raise UnfitError(f"{item.name} offers '{twice[0]}' twice", "give each answer words of its own")
    codes = [answer.code for answer in answers if answer.code is not None]
    if len(set(codes)) < len(codes):
        again = next(code for code, number in Counter(codes).items() if number > 1)
        raise UnfitError(f"{item.name} gives the code '{again}' to two answers", "give each answer a code of its own")
    silent = [answer for answer in answers if answer.worth is None]
    notes, skip = [], None
    if silent and len(silent) == len(answers):
        skip = next((answer for answer in answers if answer.code == SKIP), None)
        notes.append(f"no answer to {item.name} has an ordinal value: it is marked unscored")
    elif len(silent) > 1:
        labels = ", ".join(answer.label for answer in silent)
        message = f"{len(silent)} answers to {item.name} have no ordinal value: {labels}"
        raise UnfitError(message, "give each one; one without may stand for skipping", Code.MISSING_FIELD)
    elif silent:
        (skip,) = silent
        notes.append(f"'{skip.label}' to {item.name} has no ordinal value: it stands for leaving the item out")
    if skip and skip is not answers[-1]:
        notes.append(f"'{skip.label}' to {item.name} is offered last")
    answers = [answer for answer in answers if answer is not skip]
    if len(answers) < 2:
        message = f"{item.name} has fewer than two answers to choose from"
        raise UnfitError(message, "answers must stand in the item or in a contained ValueSet")
    return Offered(tuple(answers), skip, tuple(notes))


def options_of(item: Item, contained: Sequence[Contained]) -> list[Option]:
    """The answers as they stand in the item, or in a value set inside the file."""
    if item.answer_option or item.option:
        return [*item.answer_option, *item.option]
    named = item.answer_value_set or (item.options.reference if item.options else None)
    held = next((one for one in contained if named and named in (f"#{one.id}", one.url)), None)
    if held is None:
        return []
    if held.expansion and held.expansion.contains:
        return [*_concepts(held.expansion.contains, None)]
    return [
        option
        for include in (held.compose.include if held.compose else ())
        for option in _concepts(include.concept, include.system)
    ]


def unread(item: Item) -> list[str]:
    """Names of what its answers hold besides words, codes and worths."""
    found: dict[str, None] = {}
    for option in (*item.answer_option, *item.option):
        for part in (option, option.value_coding):
            if part is not None:
                found.update(dict.fromkeys(part.others()))
                beside = (one.url for one in part.extension if one.url.rpartition("/")[2] not in WEIGHTS)
                found.update(dict.fromkeys(beside))
    return list(found)


def _concepts(concepts: Sequence[Concept], system: str | None) -> Iterator[Option]:
    for concept in concepts:
        own = (concept.model_extra or {}).get("system", system)
        coding = Coding.model_construct(
            system=own if isinstance(own, str) else system,
            version=None,
            code=concept.code,
            display=concept.display,
            extension=concept.extension,
        )
        yield Option.model_construct(value_coding=coding, extension=[], value_integer=None, value_string=None)
        yield from _concepts(concept.contains, system)


def _answer(option: Option, item: Item) -> Answer:
    coding, text = option.value_coding, option.value_string
    worth = _worth(option, item)
    if option.value_integer is not None:
        if abs(option.value_integer) > MOST_POINTS:
            raise UnfitError(f"an answer to {item.name} is a number beyond {MOST_POINTS}", "use smaller ones")
        number = option.value_integer
        return Answer(str(number), str(number), worth=number if worth is None else worth)
    label = (coding.display or coding.code if coding else text) or ""
    if not label.strip():
        raise UnfitError(f"an answer to {item.name} has no words", "give it `display`, or a text")
    if coding is None:
        return Answer(label, None, worth=worth)
    return Answer(label, coding.code, coding.system, coding.version, worth)


def _worth(option: Option, item: Item) -> int | None:
    weight = _weight(option, option.value_coding)
    if weight is None:
        return None
    number = Decimal(weight)
    if number.copy_abs() > MOST_POINTS:
        raise UnfitError(f"an answer to {item.name} is worth more than {MOST_POINTS} points", "use smaller ones")
    if number.adjusted() < -20 or number != number.to_integral_value():
        label = option.value_coding.display if option.value_coding else option.value_string
        shown = f"{number:f}" if number.adjusted() > -20 else str(number)
        message = f"the answer '{label}' to {item.name} is worth {shown[:20]}"
        raise UnfitError(message, "points are whole numbers: multiply all of them")
    return int(number)


def _weight(*places: Extended | None) -> Decimal | int | None:
    for place in places:
        found = place.extended(*WEIGHTS) if place else None
        if found:
            return found.value_decimal if found.value_decimal is not None else found.value_integer
    return None


# Scales -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scale:
    """A response scale: the same answers with the same values, for all questions that offer them."""

    offered: Offered
    values: tuple[int, ...]

    @property
    def renumbered(self) -> str:
        """Which answer became what, where values are not the file's own codes; '' where they are."""
        if all(answer.whole == value for answer, value in zip(self.offered.answers, self.values, strict=True)):
            return ""
        pairs = zip(self.offered.answers, self.values, strict=True)
        return ", ".join(f"'{a.label}'{f' ({a.code})' if a.code else ''} is {value}" for a, value in pairs)


def kind_of(one: Offered) -> tuple[object, ...]:
    """What two questions have in common that share a scale: all but what the answers are worth."""
    return tuple((a.label, a.code, a.system, a.version) for a in (*one.answers, one.skip) if a), one.skip is None


def scales_of(all_offered: Sequence[Offered]) -> dict[tuple[object, ...], Scale]:
    """The scale of each kind of answers. Codes that are whole numbers stay the values, in whatever order they stand."""
    alike: dict[tuple[object, ...], list[Offered]] = {}
    for one in all_offered:
        alike.setdefault(kind_of(one), []).append(one)
    return {kind: Scale(held[0], _values(held)) for kind, held in alike.items()}


def _values(alike: Sequence[Offered]) -> tuple[int, ...]:
    """The codes where all are whole numbers; else the worths that most have, if each differs; else 0, 1, 2 and on.

    Never a number that is the code of another answer.
    """
    answers = alike[0].answers
    codes = [answer.whole for answer in answers]
    if None not in codes:
        return tuple(code for code in codes if code is not None)
    worths = Counter(one.worths for one in alike if len(set(one.worths)) == len(answers)).most_common()
    rising = [tuple(range(first, first + len(answers))) for first in (0, 1, 10, 100, 500)]
    candidates = [*(worth for worth, _ in worths), *rising]
    held = {answer.code: place for place, answer in enumerate([*answers, *_skips(alike)]) if answer.code}
    for values in candidates:
        if all(held.get(str(value), place) == place for place, value in enumerate(values)):
            return values
    raise UnfitError("the codes of its answers leave no number free", "number the answers")


def _skips(alike: Sequence[Offered]) -> list[Answer]:
    return [one.skip for one in alike[:1] if one.skip]


def scale_fields(scale: Scale) -> dict[str, Any]:
    """A scale as fields of ours."""
    pairs = zip(scale.offered.answers, scale.values, strict=True)
    skip = scale.offered.skip
    steps = {one < two for one, two in pairwise(scale.values)}
    return {
        "anchors": [{"value": value, "label": a.label, **_coded("fhir", a, value)} for a, value in pairs],
        **({"skip": skip.label, **_coded("skip-fhir", skip, SKIP)} if skip else {}),
        **({"order": "as-printed"} if len(steps) > 1 else {}),
    }


def _coded(name: str, answer: Answer, value: int | str) -> dict[str, Any]:
    """Its coding, where that says more than the value does."""
    if answer.code is None or (answer.code == str(value) and not answer.system and not answer.version):
        return {}
    given = {"code": answer.code, "system": answer.system, "version": answer.version}
    return {name: {key: text for key, text in given.items() if text}}


def keying_fields(one: Offered, values: Sequence[int]) -> tuple[dict[str, Any], str]:
    """Keying and recode map where an answer is worth something else than its value, and a note where it needs one."""
    worths = one.worths
    if not worths:
        return {"keying": "unscored"}, ""
    if len(set(worths)) == 1:
        return {"keying": "unscored"}, f"every answer is worth {worths[0]}, which tells nobody apart: it is unscored"
    earned = dict(sorted(zip(values, worths, strict=True)))
    if list(earned) == list(earned.values()):
        return {}, ""
    ends = min(values) + max(values)
    if all(worth == ends - value for value, worth in earned.items()):
        return {"keying": "reverse"}, ""
    keying = _keying([*earned.values()])
    points: Mapping[str, int] = {str(value): worth for value, worth in zip(values, worths, strict=True)}
    return {**({} if keying == "positive" else {"keying": keying}), "points": points}, ""


def _keying(worths: Sequence[int]) -> Keying:
    if all(one <= two for one, two in pairwise(worths)):
        return "positive"
    return "reverse" if all(one >= two for one, two in pairwise(worths)) else "unordered"
