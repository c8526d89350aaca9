"""FHIR R4 Questionnaire: read with its ordinal values into our YAML's fields, and written from a questionnaire.

FHIR says what is asked and what each answer is worth. It has no words for missing rules, bands or profiles: an import
gets one sum of all items, of which all must be answered, and an export leaves our scoring behind.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml

from ..model.base import Review
from ..model.prose import plain_text
from ..model.questionnaire import SKIP
from ..problems import Code, Position, Problem
from ..scoring.compile import points_for, reversed_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model.questionnaire import Item, Keying, Questionnaire, Section

Json = dict[str, Any]

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
WEIGHTS = (
    ORDINAL,
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
"""What an answer is worth: in R4, before it, and in R5."""

CHOICE = ("choice", "open-choice", "coding")
"""Kinds of item with answers to choose from."""

UNASKED = ("display",)
"""Kinds of item that ask nothing."""


# Out --------------------------------------------------------------------------------------------------------------


def questionnaire_as_fhir(questionnaire: Questionnaire) -> Json:
    """A FHIR R4 Questionnaire: items, scales and what each response earns; keying is resolved in the ordinal values."""
    passport = questionnaire.passport
    review = getattr(questionnaire, "review", None)
    dated = {"lastReviewDate": review.reviewed.isoformat()} if isinstance(review, Review) else {}
    items = [_item_as_fhir(item, questionnaire) for item in questionnaire.items]
    return {
        "resourceType": "Questionnaire",
        "id": questionnaire.id,
        "version": passport.version,
        "name": "".join(word.capitalize() for word in questionnaire.id.split("-")),
        "title": questionnaire.title,
        "status": "active",
        "subjectType": ["Patient"],
        "publisher": plain_text(passport.source),
        "description": plain_text(passport.tested),
        "copyright": plain_text(passport.licence),
        **dated,
        "item": _groups(questionnaire, items) if questionnaire.sections else items,
    }


def _item_as_fhir(item: Item, questionnaire: Questionnaire) -> Json:
    scale = questionnaire.scale_of(item)
    assert scale is not None
    points = {} if item.keying == "unscored" else points_for(item, questionnaire)
    options = [_option(str(anchor.value), anchor.label, points.get(str(anchor.value))) for anchor in scale.anchors]
    if scale.skip:
        options.append(_option(SKIP, scale.skip, None))
    return {"linkId": item.id, "text": item.text, "type": "choice", "required": False, "answerOption": options}


def _option(code: str, display: str, worth: int | None) -> Json:
    extension = {} if worth is None else {"extension": [{"url": ORDINAL, "valueDecimal": worth}]}
    return {"valueCoding": {**extension, "code": code, "display": display}}


def _groups(questionnaire: Questionnaire, items: Sequence[Json]) -> list[Json]:
    groups = [_group(section) for section in questionnaire.sections]
    places = {section.id: group for section, group in zip(questionnaire.sections, groups, strict=True)}
    for item, asked in zip(questionnaire.items, items, strict=True):
        section = questionnaire.section_of(item)
        assert section is not None, "check_structure lets the first section start with the first item"
        places[section.id]["item"].append(asked)
    return groups


def _group(section: Section) -> Json:
    rule = section.asked_if
    when = (
        {
            "enableWhen": [
                {"question": rule.item, "operator": "=", "answerCoding": {"code": str(response)}}
                for response in rule.responses
            ],
            "enableBehavior": "any",
        }
        if rule
        else {}
    )
    intro = plain_text(section.intro)
    said = [{"linkId": f"{section.id}-intro", "type": "display", "text": intro}] if intro else []
    return {
        "linkId": section.id,
        "text": section.title,
        "type": "group",
        **when,
        "item": said,
    }


# In ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to."""

    fields: Json | None
    """The fields of our YAML in their order; None where there are problems."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left out or made up, in sentences for whoever brought it in."""


@dataclass(slots=True)
class _Answer:
    code: str
    label: str
    worth: int | None


@dataclass(slots=True)
class _Asked:
    id: str
    text: str
    answers: list[_Answer]
    skip: str


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    file: str
    title: str = ""
    contained: Mapping[str, Json] = field(default_factory=dict)
    asked: list[_Asked] = field(default_factory=list)
    sections: list[Json] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    """linkId to our id."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, Position(self.file), message, hint))


def questionnaire_from_fhir(content: bytes, file: str, licence: str | None = None) -> Imported:
    """A FHIR R4 Questionnaire as the fields of a `kind: questionnaire`; `licence` stands in for a missing copyright."""
    reading = _Reading(file)
    try:
        data = json.loads(content)
    except ValueError as error:
        reading.refuse(Code.UNREADABLE, f"not readable as JSON: {error}")
        return Imported(None, tuple(reading.problems))
    if not isinstance(data, dict) or data.get("resourceType") != "Questionnaire":
        reading.refuse(Code.UNKNOWN_KIND, "this is no FHIR Questionnaire", "`resourceType` must say Questionnaire")
        return Imported(None, tuple(reading.problems))
    reading.contained = {f"#{c.get('id')}": c for c in data.get("contained", ()) if isinstance(c, dict)}
    reading.title = data.get("title") or data.get("name") or data.get("id") or "Questionnaire"
    _read_items(data.get("item", ()), reading, None)
    rights = licence or data.get("copyright")
    if not rights:
        hint = "find out, and give it with --licence: without it the items cannot be used"
        reading.refuse(Code.MISSING_FIELD, "the file says nothing of licence or permission (`copyright`)", hint)
    if not reading.asked and not reading.problems:
        reading.refuse(Code.EMPTY_FILE, "the file asks nothing with answers to choose from")
    if reading.problems:
        return Imported(None, tuple(reading.problems))
    return _fields(data, str(rights), reading)


def _read_items(items: Any, reading: _Reading, owner: Json | None) -> None:
    """Items in their order; `owner` is the section of the group that they stand in."""
    for item in items if isinstance(items, list) else ():
        kind, name = item.get("type"), item.get("linkId", "?")
        if kind in UNASKED:
            if reading.sections and not reading.sections[-1]["items"]:
                reading.sections[-1]["intro"] = item.get("text", "")
            else:
                reading.notes.append(f"'{name}' only says something and was left out: {item.get('text', '')}")
        elif kind == "group":
            _read_group(item, reading, owner)
        elif item.get("enableWhen"):
            message = f"'{name}' is only asked at times, on its own"
            reading.refuse(Code.BAD_VALUE, message, "put it into a group and move `enableWhen` there")
        elif kind in CHOICE:
            _read_question(item, reading, owner)
        elif item.get("readOnly") or _extended(item, "calculatedExpression"):
            reading.notes.append(f"'{name}' is computed and was left out: write its score as a subscale")
        else:
            message = f"'{name}' has the type '{kind}', which has no points"
            reading.refuse(Code.BAD_VALUE, message, "only choices can be brought in: delete the item, or make it one")


def _extended(item: Json, name: str) -> bool:
    return any(str(extension.get("url", "")).endswith(name) for extension in item.get("extension", ()))


def _read_group(item: Json, reading: _Reading, owner: Json | None) -> None:
    name = item.get("linkId", "?")
    if owner is not None and item.get("enableWhen"):
        message = f"the group '{name}' is only asked at times, inside another group"
        reading.refuse(Code.BAD_VALUE, message, "move it out of that group")
        return
    section: Json = {"id": _id(name, reading), "title": item.get("text") or name, "items": []}
    if item.get("enableWhen"):
        section["asked-if"] = _asked_if(item, reading)
    reading.sections.append(section)
    _read_items(item.get("item", ()), reading, section)
    if not any(one["items"] for one in reading.sections[reading.sections.index(section) :]):
        reading.sections.remove(section)
        reading.notes.append(f"the group '{name}' holds no items and was left out")


def _asked_if(item: Json, reading: _Reading) -> Json | None:
    name, conditions = item.get("linkId", "?"), item["enableWhen"]
    questions = {condition.get("question") for condition in conditions}
    simple = all(c.get("operator") == "=" and ("answerCoding" in c or "answerInteger" in c) for c in conditions)
    either = len(conditions) == 1 or item.get("enableBehavior") == "any"
    question = next(iter(questions))
    if len(questions) != 1 or not simple or not either or question not in reading.ids:
        message = f"'{name}' is asked on a condition that cannot be brought in"
        hint = "let one earlier item decide, by answers that it equals, with `enableBehavior: any`"
        reading.refuse(Code.BAD_VALUE, message, hint)
        return None
    codes = [str(c.get("answerCoding", {}).get("code", c.get("answerInteger"))) for c in conditions]
    return {"item": reading.ids[question], "codes": codes}


def _id(link: str, reading: _Reading) -> str:
    """An id of ours for a linkId, the same where it already is one."""
    base = re.sub(r"[^a-z0-9]+", "-", str(link).casefold()).strip("-") or "item"
    id_, number = base, 2
    while id_ in reading.ids.values():
        id_, number = f"{base}-{number}", number + 1
    reading.ids[link] = id_
    return id_


def _read_question(item: Json, reading: _Reading, owner: Json | None) -> None:
    name, text = item.get("linkId", "?"), item.get("text") or item.get("prefix") or ""
    if not text:
        reading.refuse(Code.MISSING_FIELD, f"'{name}' has no text")
        return
    if item.get("repeats"):
        reading.refuse(Code.BAD_VALUE, f"'{name}' takes several answers", "make an item of each answer")
        return
    options = list(_options(item, reading))
    answers = [_answer(option) for option in options]
    for option, answer in zip(options, answers, strict=True):
        worth = _worth(option, option.get("valueCoding", {}))
        if worth is not None and worth != answer.worth:
            message = f"the answer '{answer.label}' to '{name}' is worth {worth}"
            reading.refuse(Code.BAD_VALUE, message, "points are whole numbers: multiply all of them")
            return
    silent = [answer for answer in answers if answer.worth is None]
    skip = ""
    if silent and len(silent) < len(answers):
        if len(silent) > 1:
            message = f"{len(silent)} answers to '{name}' have no ordinal value: {', '.join(a.label for a in silent)}"
            reading.refuse(Code.MISSING_FIELD, message, "give each one; one without may stand for skipping")
            return
        skip = silent[0].label
        answers = [answer for answer in answers if answer.worth is not None]
    elif silent:
        named = [answer for answer in answers if answer.code == SKIP]
        skip = named[0].label if named else ""
        answers = [answer for answer in answers if answer.code != SKIP]
        reading.notes.append(f"no answer to '{name}' has an ordinal value: it is marked unscored")
    if len(answers) < 2:
        message = f"'{name}' has fewer than two answers to choose from"
        reading.refuse(Code.BAD_VALUE, message, "answers must stand in the item or in a contained ValueSet")
        return
    id_ = _id(name, reading)
    if reading.sections:
        if reading.sections[-1] is not owner:  # behind a group inside, or behind all groups
            owner = {**(owner or {"title": reading.title}), "id": _id("more", reading), "items": [], "intro": ""}
            reading.sections.append(owner)
        owner["items"].append(id_)
    reading.asked.append(_Asked(id_, " ".join(text.split()), answers, skip))


def _options(item: Json, reading: _Reading) -> Iterator[Json]:
    if item.get("answerOption"):
        yield from item["answerOption"]
        return
    named = reading.contained.get(item.get("answerValueSet", ""), {})
    for include in named.get("compose", {}).get("include", ()):
        for concept in include.get("concept", ()):
            yield {"valueCoding": concept}
    for concept in named.get("expansion", {}).get("contains", ()):
        yield {"valueCoding": concept}


def _answer(option: Json) -> _Answer:
    coding = option.get("valueCoding", {})
    if "valueInteger" in option:
        return _Answer(str(option["valueInteger"]), str(option["valueInteger"]), int(option["valueInteger"]))
    text = option.get("valueString", "")
    label = coding.get("display") or text or coding.get("code", "")
    worth = _worth(option, coding)
    whole = None if worth is None else int(worth)
    return _Answer(str(coding.get("code", text)), " ".join(str(label).split()), whole)


def _worth(*places: Json) -> float | None:
    for place in places:
        for extension in place.get("extension", ()):
            if extension.get("url") in WEIGHTS:
                worth: float | None = extension.get("valueDecimal", extension.get("valueInteger"))
                return worth
    return None


# Fields -----------------------------------------------------------------------------------------------------------


def _fields(data: Json, rights: str, reading: _Reading) -> Imported:
    scales: dict[str, Json] = {}
    """The fields of each scale by their JSON, in order of first use."""
    items, used = [], []
    for asked in reading.asked:
        scale, extra = _scale_and_points(asked)
        key = json.dumps(scale)
        scales.setdefault(key, scale)
        used.append(key)
        items.append({"id": asked.id, "text": asked.text, **extra})
    shared = max(scales, key=used.count)
    others = {key: f"scale-{number}" for number, key in enumerate((k for k in scales if k != shared), start=2)}
    for item, key in zip(items, used, strict=True):
        if key in others:
            item["response-scale"] = others[key]
    sections = [_section(section, reading) for section in reading.sections if section["items"]]
    if sections and sections[0]["starts-with"] != reading.asked[0].id:
        sections.insert(0, {"id": _id("begin", reading), "title": reading.title, "starts-with": reading.asked[0].id})
    scored = [item["id"] for item in items if item.get("keying") != "unscored"]
    if not scored:
        reading.refuse(Code.MISSING_FIELD, "no answer in the file has an ordinal value, so nothing can be scored")
        return Imported(None, tuple(reading.problems))
    always = [id_ for id_ in scored if not any("asked-if" in s and id_ in s["items"] for s in reading.sections)]
    reading.notes.append("FHIR does not say how answers are scored: the sum of all items stands there; put it right")
    fields = {
        "kind": "questionnaire",
        "id": _id(data.get("id") or reading.title, _Reading(reading.file)),
        "title": reading.title,
        "passport": {
            "version": str(data.get("version", "1")),
            "source": _as_prose(data.get("publisher") or data.get("url") or "Brought in from a FHIR Questionnaire."),
            "licence": _as_prose(rights),
            "tested": _as_prose(data.get("description") or "The file that it came from says nothing of its quality."),
        },
        "response-scale": scales[shared],
        **({"other-scales": {name: scales[key] for key, name in others.items()}} if others else {}),
        **({"sections": sections} if sections else {}),
        "items": items,
        "subscales": [
            {
                "kind": "subscale",
                "id": "total" if "total" not in scored else "sum",
                "title": "Sum of all items",
                "items": scored,
                "score": "sum",
                "missing": {"at-least": "all"} if len(always) == len(scored) else
                {"at-least": max(1, len(always)), "then": "answered"},
            }
        ],
        "examples": [_example(items, reading, scored)],
    }  # fmt: skip
    return Imported(fields, notes=tuple(reading.notes))


def _section(section: Json, reading: _Reading) -> Json:
    rule = section.get("asked-if")
    found = {"id": section["id"], "title": section["title"]}
    if section.get("intro"):
        found["intro"] = _as_prose(section["intro"])
    found["starts-with"] = section["items"][0]
    if rule:
        by = next(asked for asked in reading.asked if asked.id == rule["item"])
        values = dict(zip((answer.code for answer in by.answers), _values(by.answers), strict=True))
        responses = [values[code] for code in rule["codes"] if code in values]
        found["asked-if"] = {"item": rule["item"], "responses": responses}
    return found


def _as_prose(text: str) -> str:
    """Plain text as CommonMark that says the same, on one line."""
    line = re.sub(r"([\\`*_\[\]<>#&~|!])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d*)([.)+-])", r"\1\\\2", line)


def _values(answers: Sequence[_Answer]) -> list[int]:
    """Anchors: the codes where these are rising whole numbers, else the worths where these rise, else 0, 1, 2 …"""
    codes = [int(a.code) if re.fullmatch(r"-?\d+", a.code) else None for a in answers]
    worths = [a.worth for a in answers]
    for numbers in (codes, worths):
        if None not in numbers and all(one < two for one, two in pairwise(numbers)):  # type: ignore[operator]
            return [number for number in numbers if number is not None]
    return list(range(len(answers)))


def _scale_and_points(asked: _Asked) -> tuple[Json, Json]:
    """The scale of an item, and its keying and recode map where the worth of the answers is not simply their value."""
    values = _values(asked.answers)
    anchors = [{"value": v, "label": answer.label} for v, answer in zip(values, asked.answers, strict=True)]
    scale = {"anchors": anchors, **({"skip": asked.skip} if asked.skip else {})}
    worths = [answer.worth for answer in asked.answers if answer.worth is not None]
    if not worths:
        return scale, {"keying": "unscored"}
    if worths == values:
        return scale, {}
    plain = {str(value): value for value in values}
    points = dict(zip(map(str, values), worths, strict=True))
    keying = _keying(worths)
    if keying == "reverse" and points == reversed_points(plain):
        return scale, {"keying": "reverse"}
    return scale, {**({} if keying == "positive" else {"keying": keying}), "points": points}


def _keying(worths: Sequence[int]) -> Keying:
    if len(set(worths)) == 1:
        return "unscored"
    if all(one <= two for one, two in pairwise(worths)):
        return "positive"
    return "reverse" if all(one >= two for one, two in pairwise(worths)) else "unordered"


def _example(items: Sequence[Json], reading: _Reading, scored: Sequence[str]) -> Json:
    first = {asked.id: (_values(asked.answers)[0], asked.answers[0].worth or 0) for asked in reading.asked}
    at_times = {id_ for section in reading.sections if "asked-if" in section for id_ in section["items"]}
    counted = [id_ for id_ in scored if id_ not in at_times]
    return {
        "title": "The first answer to every item that is always asked",
        "source": "Added up from the ordinal values of the FHIR file; not yet held against a manual.",
        "responses": {item["id"]: first[item["id"]][0] for item in items if item["id"] not in at_times},
        "expect": {"scores": {"total" if "total" not in scored else "sum": sum(first[id_][1] for id_ in counted)}},
    }


def fields_as_yaml(imported: Imported) -> str:
    """An import as a file of ours, with its notes as comments on top."""
    notes = "".join(f"# {note}\n" for note in imported.notes)
    return notes + yaml.safe_dump(imported.fields, allow_unicode=True, sort_keys=False, width=110)
