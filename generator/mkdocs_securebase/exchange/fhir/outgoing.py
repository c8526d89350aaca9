"""A questionnaire as a FHIR R4 Questionnaire: what is asked, what each answer is worth, and how scores are made.

What came from a FHIR file goes out as it came: linkIds, codes, systems, `required`, and every letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model.base import Review
from ...model.prose import as_written
from ...model.questionnaire import SKIP, FhirHead, FhirPart, FhirSection
from ...scoring.compile import compile_table, points_for
from ...source.prose import plain_as_written
from .expressions import Spelling, all_scores, quoted
from .incoming import NO_DESCRIPTION, NO_PUBLISHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...model.questionnaire import Anchor, Coding, Item, Questionnaire, ResponseScale, Section
    from .resource import Json

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def questionnaire_as_fhir(questionnaire: Questionnaire) -> Json:
    """A FHIR R4 Questionnaire: items, scales, what each response earns, and the scores by SDC."""
    passport, head = questionnaire.passport, questionnaire.fhir or FhirHead()
    review = getattr(questionnaire, "review", None)
    source, tested = plain_as_written(passport.source), plain_as_written(passport.tested)
    items = [_item(item, questionnaire) for item in questionnaire.items]
    named = {
        "id": head.id or questionnaire.id,
        "url": head.url,
        "version": as_written(passport.version),
        "name": head.name or "".join(word.capitalize() for word in questionnaire.id.split("-")),
        "title": as_written(questionnaire.title),
        "status": head.status or "active",
        "language": head.language,
        "publisher": head.publisher or (source if source != NO_PUBLISHER else None),
        "description": head.description or (tested if tested != NO_DESCRIPTION else None),
        "copyright": head.copyright or plain_as_written(passport.licence),
        "lastReviewDate": review.reviewed.isoformat() if isinstance(review, Review) else None,
    }
    return {
        "resourceType": "Questionnaire",
        **{name: text for name, text in named.items() if text is not None},
        "item": [*(_groups(questionnaire, items) if questionnaire.sections else items), *_scores(questionnaire)],
    }


def left_behind(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What a FHIR file has no words for, in one sentence each."""
    scores = (*questionnaire.subscales, *questionnaire.derived)
    parts: Mapping[str, Any] = {
        "bands": [score for score in scores if score.bands],
        "norms": [score for score in scores if score.norms],
        "errors of measurement": [score for score in scores if score.precision],
        "profiles": questionnaire.profiles,
        "notes on the answers": questionnaire.answer_notes,
        "responses that lead to safety": [item for item in questionnaire.items if item.safety_responses],
        "changes against the source": questionnaire.passport.changes,
        "worked examples": questionnaire.examples,
    }
    named = [name for name, held in parts.items() if held]
    return (f"left out, since FHIR has no place for them: {', '.join(named)}",) if named else ()


# Items ------------------------------------------------------------------------------------------------------------


def link_of(part: Item | Section) -> str:
    """The linkId of an item or a section."""
    return (part.fhir.link_id if part.fhir else None) or part.id


def _item(item: Item, questionnaire: Questionnaire) -> Json:
    scale = questionnaire.scale_of(item)
    assert scale is not None
    points = {} if item.keying == "unscored" else points_for(item, questionnaire)
    part = item.fhir or FhirPart()
    options = [_option(anchor, scale, points.get(str(anchor.value))) for anchor in scale.anchors]
    if scale.skip:
        options.append({"valueCoding": _coding(scale.skip_fhir, SKIP, scale.skip)})
    return {
        "linkId": link_of(item),
        **_coded(part),
        **({"prefix": part.prefix} if part.prefix else {}),
        "text": as_written(item.text),
        "type": "choice",
        "required": part.required,
        "answerOption": options,
    }


def _coded(part: FhirPart) -> Json:
    codes = [{name: text for name, text in code.model_dump().items() if text} for code in part.code]
    return {"code": codes} if codes else {}


def _option(anchor: Anchor, scale: ResponseScale, worth: int | None) -> Json:
    extension = {} if worth is None else {"extension": [{"url": ORDINAL, "valueDecimal": worth}]}
    if are_numbers(scale):
        return {**extension, "valueInteger": anchor.value}
    return {"valueCoding": {**extension, **_coding(anchor.fhir, str(anchor.value), anchor.label)}}


def are_numbers(scale: ResponseScale) -> bool:
    """Whether the answers are bare whole numbers."""
    return not scale.skip and all(
        as_written(anchor.label) == str(anchor.value) and anchor.fhir is None for anchor in scale.anchors
    )


def _coding(coding: Coding | None, code: str, label: str) -> Json:
    given = {"system": coding.system, "version": coding.version, "code": coding.code} if coding else {"code": code}
    return {**{name: text for name, text in given.items() if text}, "display": as_written(label)}


def _groups(questionnaire: Questionnaire, items: Sequence[Json]) -> list[Json]:
    groups = [_group(section, questionnaire) for section in questionnaire.sections]
    places = {section.id: group for section, group in zip(questionnaire.sections, groups, strict=True)}
    for item, asked in zip(questionnaire.items, items, strict=True):
        section = questionnaire.section_of(item)
        assert section is not None, "check_structure lets the first section start with the first item"
        places[section.id]["item"].append(asked)
    return groups


def _group(section: Section, questionnaire: Questionnaire) -> Json:
    link, intro = link_of(section), plain_as_written(section.intro)
    part = section.fhir or FhirSection()
    said = [{"linkId": part.intro_link_id or f"{link}-intro", "type": "display", "text": intro}] if intro else []
    return {
        "linkId": link,
        **_coded(part),
        **({"prefix": part.prefix} if part.prefix else {}),
        "text": as_written(section.title),
        "type": "group",
        **({"required": True} if part.required else {}),
        **_enable_when(section, questionnaire),
        "item": said,
    }


def _enable_when(section: Section, questionnaire: Questionnaire) -> Json:
    rule = section.asked_if
    if rule is None:
        return {}
    item = next(item for item in questionnaire.items if item.id == rule.item)
    scale = questionnaire.scale_of(item)
    assert scale is not None
    anchors = {anchor.value: anchor for anchor in scale.anchors}
    answers = [
        {"answerInteger": response}
        if are_numbers(scale)
        else {"answerCoding": _code_alone(anchors[response].fhir, str(response))}
        for response in rule.responses
    ]
    conditions = [{"question": link_of(item), "operator": "=", **answer} for answer in answers]
    return {"enableWhen": conditions, "enableBehavior": "any"}


def _code_alone(coding: Coding | None, code: str) -> Json:
    given = {"system": coding.system, "code": coding.code} if coding else {"code": code}
    return {name: text for name, text in given.items() if text}


# Scores -----------------------------------------------------------------------------------------------------------


def _scores(questionnaire: Questionnaire) -> list[Json]:
    """Each score as an item that other programs fill in."""
    items = {item.id: item for item in questionnaire.items}
    scales = {item.id: questionnaire.scale_of(item) for item in questionnaire.items}
    taken = {*map(link_of, questionnaire.items), *map(link_of, questionnaire.sections)}
    titles = {one.id: one.title for one in (*questionnaire.subscales, *questionnaire.derived)}

    def score_link(id_: str) -> str:
        link = f"score-{id_}"
        while link in taken:
            link = f"{link}-"
        return link

    def test(item: str, response: str) -> str:
        scale = scales[item]
        assert scale is not None
        if are_numbers(scale):
            return f"$this = {response}"
        coding = next(anchor.fhir for anchor in scale.anchors if str(anchor.value) == response)
        return f"code = {quoted(coding.code if coding else response)}"

    def has_weights(item: str) -> bool:
        scale = scales[item]
        return scale is not None and not are_numbers(scale)

    table = compile_table(questionnaire)
    spelling = Spelling(table, lambda item: link_of(items[item]), test, has_weights, score_link)
    return [
        {
            "linkId": score_link(id_),
            "text": as_written(titles[id_]),
            "type": "decimal",
            "readOnly": True,
            "extension": [
                {"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": expression}}
            ],
        }
        for id_, expression in all_scores(table, spelling).items()
    ]
