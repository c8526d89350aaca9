"""When an item is asked: FHIR's `enableWhen`, as far as one earlier answer decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .answers import Answer
    from .resource import EnableWhen, Item
    from .walk import Question

ORDER = {">": int.__gt__, "<": int.__lt__, ">=": int.__ge__, "<=": int.__le__}


class UndecidedError(Exception):
    """A condition that we have no words for; the message says why."""


@dataclass(frozen=True, slots=True)
class Condition:
    """After which answers to which question something is asked; answers by their place."""

    link: str
    places: tuple[int, ...]
    outer: Condition | None = None
    """When that question itself is asked."""


def both(outer: Condition | None, own: Condition | None) -> Condition | None:
    """One condition for what stands inside something that is itself asked at times. Raises `UndecidedError`."""
    if own is None or outer is None or own == outer:
        return own or outer
    if own.outer == outer:  # who is asked the question that decides has met the outer one
        return own
    raise UndecidedError("it stands inside something else that is asked at times")


def condition_of(item: Item, asked: Mapping[str, Question], notes: list[str]) -> Condition | None:
    """The condition of an item, None where it is always asked. Raises `UndecidedError`."""
    if item.extended("sdc-questionnaire-enableWhenExpression"):
        raise UndecidedError("an expression decides")
    if not item.enable_when:
        return None
    links = {one.question for one in item.enable_when}
    if len(links) > 1:
        raise UndecidedError("several items decide")
    if len(item.enable_when) > 1 and item.enable_behavior != "any":
        raise UndecidedError("all of several conditions must hold")
    question = asked.get(links.pop())
    if question is None:
        raise UndecidedError(f"'{item.enable_when[0].question}', which decides, is no earlier item that is brought in")
    answers = question.offered.answers
    places = {place for one in item.enable_when for place in _places(one, answers, item, notes)}
    if not places:
        raise UndecidedError(f"no answer to '{question.item.link_id}' leads to it")
    return Condition(question.item.link_id, tuple(sorted(places)), question.condition)


def _places(one: EnableWhen, answers: Sequence[Answer], item: Item, notes: list[str]) -> list[int]:
    everywhere = list(range(len(answers)))
    if one.has_answer is not None or one.operator == "exists":
        wanted = one.has_answer if one.has_answer is not None else one.answer_boolean
        if not wanted:
            raise UndecidedError("it is asked where another is not answered")
        return everywhere
    if one.operator in (None, "=", "!="):
        equal = [place for place, answer in enumerate(answers) if _equals(one, answer)]
        if one.operator != "!=":
            return equal
        notes.append(f"{item.name} is not asked here where '{one.question}' is left out; the file asks it then")
        return [place for place in everywhere if place not in equal]
    compare = ORDER.get(one.operator)
    if compare is None or one.answer_integer is None or any(answer.whole is None for answer in answers):
        raise UndecidedError(f"the operator '{one.operator}' cannot be read here")
    bound = one.answer_integer
    return [place for place, answer in enumerate(answers) if answer.whole is not None and compare(answer.whole, bound)]


def _equals(one: EnableWhen, answer: Answer) -> bool:
    coding = one.answer_coding
    if coding and coding.code is not None:
        return coding.code == answer.code and (coding.system is None or coding.system == answer.system)
    if coding:
        return coding.display == answer.label
    if one.answer_integer is not None:
        return one.answer_integer == answer.whole
    return one.answer_string is not None and one.answer_string == answer.label
