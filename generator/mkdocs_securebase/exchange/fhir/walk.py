"""A FHIR Questionnaire item by item: each is brought in, left out with a note, or refused, and the three add up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ...model.wording import as_read
from ...problems import Code, Position, Problem
from .answers import UnfitError, is_scored, offered, options_of
from .conditions import Condition, UndecidedError, both, condition_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .answers import Offered
    from .resource import FhirQuestionnaire, Item

CHOICE = ("choice", "open-choice", "coding")
"""Kinds of item with answers to choose from."""


class Fate(Enum):
    """What became of an item of the file."""

    BROUGHT_IN = "brought in"
    LEFT_OUT = "left out with a note"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is brought in."""

    id: str
    item: Item
    text: str
    offered: Offered
    condition: Condition | None


@dataclass(eq=False, slots=True)
class Place:
    """Where items stand: the top of the file, or a group."""

    title: str
    group: Item | None = None
    condition: Condition | None = None


@dataclass(eq=False, slots=True)
class Run:
    """Questions one after the other under one heading and condition: a section of ours."""

    place: Place
    condition: Condition | None
    displays: list[Item] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


class Names:
    """Ids of ours for linkIds: the same where they already are ids, and each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, link: str) -> str:
        base = re.sub(r"[^a-z0-9]+", "-", link.casefold()).strip("-") or "item"
        id_, number = base, 2
        while id_ in self._taken:
            id_, number = f"{base}-{number}", number + 1
        self._taken.add(id_)
        return id_


class Walk:
    """Goes through all items of a file once."""

    def __init__(self, source: FhirQuestionnaire, file: str, title: str) -> None:
        self.source, self.file = source, file
        self.top = Place(title)
        self.names = Names()
        self.runs: list[Run] = []
        self.asked: dict[str, Question] = {}
        """By linkId, in order."""
        self.fates: dict[int, Fate] = {}
        """By the identity of the item."""
        self.notes: list[str] = []
        self.problems: list[Problem] = []
        self._once_each()
        self._items(source.item, self.top, None)
        self._settle()

    def counts(self) -> dict[Fate, int]:
        """How many items of the file became what; together they are all that there are."""
        assert set(self.fates) == {id(item) for item in self.source.all_items()}
        found = Counter(self.fates.values())
        return {fate: found[fate] for fate in Fate}

    # What happens to an item --------------------------------------------------------------------------------------

    def _bring_in(self, item: Item) -> None:
        self.fates[id(item)] = Fate.BROUGHT_IN

    def _leave_out(self, item: Item, why: str, *, with_all_below: bool = False) -> None:
        inside = [*item.all()][1:] if with_all_below else []
        self.fates.update({id(one): Fate.LEFT_OUT for one in (item, *inside)})
        below = f", with {', '.join(one.name for one in inside)} inside it" if inside else ""
        said = f" ({_short(item.text)})" if item.text else ""
        self.notes.append(f"{item.name}{said} {why}: it was left out{below}")

    def _refuse(
        self, item: Item, message: str, hint: str, *, with_all_below: bool = False, code: Code = Code.BAD_VALUE
    ) -> None:
        self.fates.update({id(one): Fate.REFUSED for one in (item.all() if with_all_below else (item,))})
        self.problems.append(Problem(code, Position(self.file), message, hint))

    def _refuse_or_leave_out(
        self, item: Item, message: str, hint: str, *, with_all_below: bool = False, code: Code = Code.BAD_VALUE
    ) -> None:
        """A problem where leaving it out would change a score; else a note."""
        if any(is_scored(one, self.source.contained) for one in (item.all() if with_all_below else (item,))):
            self._refuse(item, message, hint, with_all_below=with_all_below, code=code)
        else:
            self._leave_out(item, f"cannot be brought in ({message})", with_all_below=with_all_below)

    def _once_each(self) -> None:
        links = Counter(item.link_id for item in self.source.all_items())
        for link, number in links.items():
            if number > 1:
                message = f"the linkId '{link}' is given {number} times"
                hint = "give each item a linkId of its own: responses name them"
                self.problems.append(Problem(Code.DUPLICATE_ID, Position(self.file), message, hint))

    # The walk -----------------------------------------------------------------------------------------------------

    def _items(self, items: Sequence[Item], place: Place, outer: Condition | None, parent: Item | None = None) -> None:
        """Items that stand in a place, or under a question there; `outer` is when that is asked."""
        for item in items:
            self._item(item, place, outer, parent)

    def _item(self, item: Item, place: Place, outer: Condition | None, parent: Item | None) -> None:
        hidden = item.extended("questionnaire-hidden")
        if hidden and hidden.value_boolean:
            self._leave_out(item, "is hidden, nobody is asked", with_all_below=True)
            return
        try:
            own = condition_of(item, self.asked, self.notes)
            condition = both(outer, own)
        except UndecidedError as why:
            message = f"{item.name} is asked on a condition that cannot be brought in: {why}"
            hint = "let one earlier item decide, by answers that it equals, with `enableBehavior: any`"
            self._refuse_or_leave_out(item, message, hint, with_all_below=True)
            return
        if item.type == "display":
            self._display(item, place, condition, parent)
        elif item.type == "group":
            self._group(item, place, condition, parent)
            return
        elif item.type in CHOICE or options_of(item, self.source.contained):
            self._question(item, place, condition, parent)
        elif item.read_only or item.extended("sdc-questionnaire-calculatedExpression", "cqf-expression"):
            self._leave_out(item, f"is computed{_formula(item)}; write its score as a subscale")
        else:
            self._leave_out(item, f"has the type '{item.type}', which has no points")
        self._items(item.item, place, condition, item)

    def _display(self, item: Item, place: Place, condition: Condition | None, parent: Item | None) -> None:
        aside = parent is not None or condition != place.condition or item.extended("questionnaire-itemControl")
        if aside or not item.text:
            self._leave_out(item, "only says something")
            return
        last = self.runs[-1] if self.runs else None
        if last is None or last.place is not place or last.questions:
            last = Run(place, condition)
            self.runs.append(last)
        last.displays.append(item)

    def _group(self, item: Item, place: Place, condition: Condition | None, parent: Item | None) -> None:
        title = (item.text or "").strip()
        whole = ": ".join(part for part in (place.title if place.group else "", title) if part) or place.title
        if place.group and title and any(one.type != "group" for one in item.item):
            self.notes.append(f"the group {item.name} stands inside {place.group.name}: its title is '{whole}' here")
        if item.repeats:
            self.notes.append(f"the group {item.name} may be answered several times (`repeats`): it is asked once here")
        if parent is not None:
            self.notes.append(f"the group {item.name} stands under {parent.name}: it is asked right after it")
        inner = Place(whole, item, condition)
        self._items(item.item, inner, condition)
        if any(self.fates.get(id(one)) is Fate.BROUGHT_IN for one in item.all() if one is not item):
            self._bring_in(item)
        elif any(self.fates.get(id(one)) is Fate.REFUSED for one in item.all() if one is not item):
            self.fates[id(item)] = Fate.REFUSED
        else:
            self._leave_out(item, "is a group of which nothing is brought in")

    def _question(self, item: Item, place: Place, condition: Condition | None, parent: Item | None) -> None:
        text = item.text or item.prefix or next((code.display for code in item.code if code.display), "") or ""
        if not text.strip():
            self._refuse_or_leave_out(item, f"{item.name} has no text", "give it a `text`")
            return
        if item.repeats:
            message = f"{item.name} takes several answers (`repeats`)"
            self._refuse_or_leave_out(item, message, "make an item of each answer")
            return
        if not options_of(item, self.source.contained):
            where = item.answer_value_set or (item.options.reference if item.options else None)
            elsewhere = f"has its answers elsewhere ({where}), so what they are worth is not known"
            self._leave_out(item, elsewhere if where else "has no answers")
            return
        try:
            answers = offered(item, self.source.contained)
        except UnfitError as why:
            self._refuse_or_leave_out(item, str(why), why.hint, code=why.code)
            return
        self._bring_in(item)
        self._tell(item, answers, text, parent)
        question = Question(self.names.new(item.link_id), item, text, answers, condition)
        self.asked[item.link_id] = question
        self._run_for(place, condition, item).questions.append(question)

    def _tell(self, item: Item, answers: Offered, text: str, parent: Item | None) -> None:
        self.notes += answers.notes
        if not item.text:
            self.notes.append(f"{item.name} has no text: '{text}' stands for it")
        if item.type == "open-choice":
            self.notes.append(f"{item.name} also takes an answer in own words: it cannot be given here")
        if item.answer_value_set or item.options:
            self.notes.append(f"the answers to {item.name} stand in a value set of the file, and with the item here")
        if item.read_only:
            self.notes.append(f"{item.name} is read-only in the file; here it is asked")
        if any(option.value_string for option in options_of(item, self.source.contained)):
            self.notes.append(f"the answers to {item.name} are texts without codes")
        if parent is not None:
            self.notes.append(f"{item.name} stands under {parent.name}: it is asked right after it")

    def _run_for(self, place: Place, condition: Condition | None, item: Item) -> Run:
        last = self.runs[-1] if self.runs else None
        if last is not None and last.place is place and last.condition == condition:
            return last
        if any(run.place is place for run in self.runs):
            self.notes.append(f"{item.name} begins another section with the title '{place.title}'")
        run = Run(place, condition)
        self.runs.append(run)
        return run

    # The end ------------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Displays go with their run; two questions under one heading do not read the same."""
        for run in self.runs:
            for item in run.displays:
                if run.questions:
                    self._bring_in(item)
                else:
                    self._leave_out(item, "only says something")
        self.runs = [run for run in self.runs if run.questions]
        self._regroup()
        seen: dict[tuple[str, str], Question] = {}
        for run in self.runs:
            for question in run.questions:
                first = seen.setdefault((as_read(run.place.title), as_read(question.text)), question)
                if first is not question:
                    message = f"{question.item.name} reads the same as {first.item.name}"
                    hint = "give each question words of its own, or put the two into groups with different titles"
                    self._refuse(question.item, message, hint)

    def _regroup(self) -> None:
        """A group of which only displays were left is left out with them."""
        for item in self.source.all_items():
            if item.type == "group" and self.fates.get(id(item)) is Fate.BROUGHT_IN:
                inside = [self.fates[id(one)] for one in item.all() if one is not item]
                if Fate.BROUGHT_IN not in inside:
                    self._leave_out(item, "is a group of which nothing is brought in")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _formula(item: Item) -> str:
    found = item.extended("sdc-questionnaire-calculatedExpression", "cqf-expression")
    expression = (found.value_expression or {}).get("expression") if found else None
    return f" (`{_short(expression)}`)" if isinstance(expression, str) else ""
