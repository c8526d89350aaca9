"""A FHIR Questionnaire as the fields of our YAML.

FHIR says what is asked and what each answer is worth. It has no words for missing rules, bands or profiles: an import
gets one sum of all items, of which all must be answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from ...model.wording import turned_round
from ...problems import Code, Position, Problem
from .answers import UnfitError, keying_fields, kind_of, scale_fields, scales_of, unread
from .resource import read_questionnaire
from .walk import Fate, Names, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .answers import Scale
    from .resource import FhirQuestionnaire, Json
    from .walk import Question, Run

NO_PUBLISHER = "Brought in from a FHIR Questionnaire."
NO_DESCRIPTION = "The file that it came from says nothing of its quality."
"""What stands in the passport where the file says nothing; an export leaves both out."""

HEAD = ("id", "url", "name", "language", "status")
"""What a file says of itself and we keep beside it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to."""

    fields: Json | None
    """The fields of our YAML in their order; None where there are problems."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left out or made up, in sentences for whoever brought it in."""
    counts: Mapping[Fate, int] = field(default_factory=dict)
    """How many items of the file became what."""

    @property
    def account(self) -> str:
        """The counts in a sentence; '' where the file could not be read."""
        each = ", ".join(f"{number} {fate.value}" for fate, number in self.counts.items())
        return f"items in the file: {sum(self.counts.values())}, of which {each}" if self.counts else ""


def questionnaire_from_fhir(content: bytes, file: str, licence: str | None = None) -> Imported:
    """A FHIR Questionnaire as the fields of a `kind: questionnaire`; `licence` stands in for a missing copyright.

    Whatever the bytes are, what comes out has either fields or problems.
    """
    source, problems = read_questionnaire(content, file)
    if source is None:
        return Imported(None, problems)
    title = _first(source.title, source.name, source.id) or "Questionnaire"
    walk = Walk(source, file, title)
    rights = _first(licence, source.copyright)
    refusals = [*walk.problems, *_refusals(walk, rights, file)]
    fields: Json = {}
    if not refusals:
        try:
            fields = _Fields(source, walk, title, str(rights)).fields()
        except UnfitError as why:
            refusals = [Problem(Code.BAD_VALUE, Position(file), str(why), why.hint)]
    return Imported(None if refusals else fields, tuple(refusals), tuple(walk.notes), walk.counts())


def _first(*texts: str | None) -> str | None:
    return next((text for text in texts if text and text.strip()), None)


def _refusals(walk: Walk, rights: str | None, file: str) -> Iterator[Problem]:
    at = Position(file)
    if not rights:
        hint = "find out, and give it with --licence: without it the items cannot be used"
        yield Problem(Code.MISSING_FIELD, at, "the file says nothing of licence or permission (`copyright`)", hint)
    if not walk.asked and not walk.problems:
        yield Problem(Code.EMPTY_FILE, at, "the file asks nothing with answers to choose from")
    elif not walk.problems and not any(len(set(q.offered.worths)) > 1 for q in walk.asked.values()):
        message = "no answer in the file has an ordinal value, so nothing can be scored"
        yield Problem(Code.MISSING_FIELD, at, message)


class _Fields:
    """Writes down what a walk found."""

    def __init__(self, source: FhirQuestionnaire, walk: Walk, title: str, rights: str) -> None:
        self.source, self.walk, self.title, self.rights = source, walk, title, rights
        self.questions = [*walk.asked.values()]
        self.scales = scales_of([question.offered for question in self.questions])
        kinds = [kind_of(question.offered) for question in self.questions]
        self.shared = max(self.scales, key=kinds.count)
        rest = [kind for kind in self.scales if kind != self.shared]
        self.names = {kind: f"scale-{number}" for number, kind in enumerate(rest, start=2)}

    def scale(self, question: Question) -> Scale:
        return self.scales[kind_of(question.offered)]

    def fields(self) -> Json:
        """The fields of our YAML, in their order. Adds its notes to those of the walk."""
        source, items = self.source, [self._item(question) for question in self.questions]
        scored = [item["id"] for item in items if item.get("keying") != "unscored"]
        scales = self._scales()
        sections = self._sections()
        self._tell()
        return {
            "kind": "questionnaire",
            "id": Names().new(_first(source.id, source.name, source.title) or "questionnaire"),
            "title": self.title,
            "passport": {
                "version": _first(source.version) or "1",
                "source": as_line(_first(source.publisher) or NO_PUBLISHER),
                "licence": as_line(self.rights),
                "tested": as_line(_first(source.description) or NO_DESCRIPTION),
            },
            **self._head(),
            "response-scale": scales[self.shared],
            **({"other-scales": {self.names[kind]: scales[kind] for kind in self.names}} if self.names else {}),
            **({"sections": sections} if sections else {}),
            "items": items,
            "subscales": [self._sum(scored)],
            "examples": [self._example(scored)],
        }

    def _head(self) -> Json:
        kept = {name: text for name in HEAD if (text := _first(getattr(self.source, name)))}
        for name in ("publisher", "description", "copyright"):  # the passport holds them on one line
            text = getattr(self.source, name)
            if text and " ".join(text.split()) != text:
                kept[name] = text
        if kept.get("status") not in ("draft", "active", "retired", "unknown"):
            kept.pop("status", None)
        return {"fhir": kept} if kept else {}

    def _tell(self) -> None:
        notes = self.walk.notes
        for item in self.source.all_items():
            if self.walk.fates[id(item)] is Fate.BROUGHT_IN:
                passed = [*item.others(), *(one.url for one in item.extension), *unread(item)]
                if item.type == "display":
                    passed += [name for name in ("code", "prefix") if getattr(item, name)]
                if passed:
                    notes.append(f"{item.name}: {', '.join(passed)} left out")
        beside = [f"`{name}`" for name in self.source.others()]
        if beside:
            notes.append(f"of the file itself {', '.join(beside)} left out: they have no place here")
        if not _first(self.source.version):
            notes.append("the file has no version: it is called 1 here")
        if not _first(self.source.title):
            notes.append(f"the file has no title: '{self.title}' stands for it")
        notes.append("FHIR does not say how answers are scored: the sum of all items stands there; put it right")

    def _item(self, question: Question) -> Json:
        kind = kind_of(question.offered)
        keying, note = keying_fields(question.offered, self.scale(question).values)
        if note:
            self.walk.notes.append(f"{question.item.name}: {note}")
        return {
            "id": question.id,
            "text": question.text,
            **({"response-scale": self.names[kind]} if kind in self.names else {}),
            **keying,
            **_part(question.id, question),
        }

    def _scales(self) -> dict[tuple[object, ...], Json]:
        """The fields of each scale; where two turn the same words round, as the file does, that is written down."""
        found: dict[tuple[object, ...], Json] = {}
        for kind in (self.shared, *self.names):
            scale = self.scales[kind]
            fields = scale_fields(scale)
            labels = [(anchor["label"], anchor["value"]) for anchor in fields["anchors"]]
            for other in found.values():
                pair = turned_round([(anchor["label"], anchor["value"]) for anchor in other["anchors"]], labels)
                if pair and "opposite-words" not in fields:
                    fields["opposite-words"] = "on-purpose"
                    message = f"'{pair[0]}' and '{pair[1]}' stand in both orders in the file: that is marked as meant"
                    self.walk.notes.append(message)
            found[kind] = fields
            users = [question.item.name for question in self.questions if kind_of(question.offered) == kind]
            if scale.renumbered:
                who = users[0] if len(users) == 1 else f"{users[0]} and {len(users) - 1} more"
                self.walk.notes.append(f"the answers to {who} get these values: {scale.renumbered}")
        return found

    def _sections(self) -> list[Json]:
        runs = self.walk.runs
        plain = len(runs) == 1 and not (runs[0].place.group or runs[0].displays or runs[0].condition)
        seen: set[int] = set()
        found = []
        for run in () if plain else runs:
            found.append(self._section(run, again=id(run.place) in seen))
            seen.add(id(run.place))
        return found

    def _section(self, run: Run, *, again: bool) -> Json:
        group = run.place.group
        id_ = self.walk.names.new(group.link_id if group else "begin" if run is self.walk.runs[0] else "more")
        said = "\n\n".join(as_prose(item.text or "") for item in run.displays)
        section: Json = {"id": id_, "title": run.place.title}
        if said:
            section["intro"] = said
        section["starts-with"] = run.questions[0].id
        if run.condition:
            by = self.walk.asked[run.condition.link]
            responses = [self.scale(by).values[place] for place in run.condition.places]
            section["asked-if"] = {"item": by.id, "responses": responses}
        link = group.link_id if group and not again else id_
        beside = {
            "link-id": link if link != id_ else None,
            "code": _codes(group.code) if group and not again else None,
            "prefix": group.prefix if group and not again else None,
            "required": (group.required or None) if group and not again else None,
            "intro-link-id": self._intro_link(run, link),
        }
        kept = {name: value for name, value in beside.items() if value}
        if kept:
            section["fhir"] = kept
        return section

    def _intro_link(self, run: Run, link: str) -> str | None:
        """The linkId of what introduces a section, where an export would give it another."""
        if len(run.displays) > 1:
            names = ", ".join(item.name for item in run.displays)
            self.walk.notes.append(f"{names} introduce the section '{run.place.title}' together")
        first = run.displays[0].link_id if run.displays else f"{link}-intro"
        return first if first != f"{link}-intro" else None

    def _sum(self, scored: Sequence[str]) -> Json:
        at_times = {question.id for question in self.questions if question.condition}
        always = [id_ for id_ in scored if id_ not in at_times]
        whole = len(always) == len(scored)
        return {
            "kind": "subscale",
            "id": self._sum_id(),
            "title": "Sum of all items",
            "items": [*scored],
            "score": "sum",
            "missing": {"at-least": "all"} if whole else {"at-least": max(1, len(always)), "then": "answered"},
        }

    def _sum_id(self) -> str:
        return "total" if "total" not in (question.id for question in self.questions) else "sum"

    def _example(self, scored: Sequence[str]) -> Json:
        always = [question for question in self.questions if not question.condition]
        counted = [question.offered.worths[0] for question in always if question.id in scored]
        return {
            "title": "The first answer to every item that is always asked",
            "source": "Added up from the ordinal values of the FHIR file; not yet held against a manual.",
            "responses": {question.id: self.scale(question).values[0] for question in always},
            "expect": {"scores": {self._sum_id(): sum(counted) if counted else "not-scored"}},
        }


def _part(id_: str, question: Question) -> Json:
    item = question.item
    kept = {
        "link-id": item.link_id if item.link_id != id_ else None,
        "code": _codes(item.code),
        "prefix": item.prefix if item.text else None,
        "required": item.required or None,
    }
    found = {name: value for name, value in kept.items() if value}
    return {"fhir": found} if found else {}


def _codes(codings: Sequence[Any]) -> list[Json]:
    names = ("code", "system", "version", "display")
    return [{name: text for name in names if (text := getattr(one, name))} for one in codings if one.code]


def as_prose(text: str) -> str:
    """Plain text as CommonMark that says the same, each paragraph on one line."""
    return "\n\n".join(as_line(part) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def as_line(text: str) -> str:
    """Plain text as CommonMark on one line."""
    line = re.sub(r"([\\`*_\[\]<>#&~|!])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d*)([.)+-])", r"\1\\\2", line)


def fields_as_yaml(imported: Imported) -> str:
    """An import as a file of ours, with its notes as comments on top."""
    told = [*([imported.account] if imported.account else []), *imported.notes]
    notes = "".join(f"# {' '.join(note.split())}\n" for note in told)
    return notes + yaml.safe_dump(imported.fields, allow_unicode=True, sort_keys=False, width=110)
