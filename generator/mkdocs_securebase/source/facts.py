"""Facts told by id: the words that stand once in the references, put where a text pulls them in."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..model.base import Model
from ..model.documents import Finding
from ..model.prose import Citation, Paragraph, Phrase, Prose, Text, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.documents import Fact, References, Work

T = TypeVar("T")


@dataclass(frozen=True)
class _Known:
    """A fact with the work that it stands with."""

    fact: Fact
    work: Work

    def told(self, *, whole: bool) -> Told:
        """Its words with the marks of its sources; brief in running text, whole in a block on research."""
        words: Phrase = self.fact.found if whole or self.fact.brief is None else self.fact.brief
        marks = tuple(Citation(id_) for id_ in (self.work.id, *self.fact.also))
        return Told(self.fact.id, (*words.children, *marks))


def facts_of(references: References) -> Mapping[str, _Known]:
    """Every fact by its id."""
    return {fact.id: _Known(fact, work) for work in references.works for fact in work.facts}


def tell_facts(value: T, facts: Mapping[str, _Known]) -> T:
    """The same value with the words of every fact that it pulls in; facts that are not known stay empty."""
    filled: Any = value
    match value:
        case Told(id_):
            filled = facts[id_].told(whole=False) if id_ in facts else value
        case Finding(fact=str(id_)) if id_ in facts:
            known = facts[id_]
            text = _paragraph(known.told(whole=True), tell_facts(value.means, facts))
            filled = value.model_copy(update={"text": text, "means": None, "evidence": known.work.evidence})
        case tuple():
            entries = tuple(tell_facts(entry, facts) for entry in value)
            filled = entries if _differ(entries, value) else value
        case Model():
            changed = _changed(value, type(value).model_fields, facts)
            filled = value.model_copy(update=changed) if changed else value
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = _changed(value, [field.name for field in fields(value)], facts)
            filled = replace(value, **changed) if changed else value
        case _:
            pass
    return filled  # type: ignore[no-any-return]  # each case keeps the type of its value


def _changed(value: object, names: Any, facts: Mapping[str, _Known]) -> dict[str, Any]:
    pairs = ((name, getattr(value, name)) for name in names)
    filled = ((name, entry, tell_facts(entry, facts)) for name, entry in pairs)
    return {name: new for name, old, new in filled if new is not old}


def _differ(new: tuple[object, ...], old: tuple[object, ...]) -> bool:
    return any(one is not other for one, other in zip(new, old, strict=True))


def _paragraph(told: Told, means: Prose | None) -> Prose:
    """A fact, and in the same paragraph what it means."""
    match means:
        case Prose((Paragraph(children), *rest), links):
            return Prose((Paragraph((told, Text(" "), *children)), *rest), links)
        case Prose(blocks, links):
            return Prose((Paragraph((told,)), *blocks), links)
        case None:
            return Prose((Paragraph((told,)),))
