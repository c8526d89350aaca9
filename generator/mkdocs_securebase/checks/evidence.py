"""Evidence: what research is said to show must stand on named works."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING

from ..model.documents import Exercise, Faq, Finding
from ..model.library import parts, passages
from ..model.prose import Citation, Prose, Told, citations, inlines, plain_text
from ..problems import Code, Problem
from .languages import LanguagePack, pack_of
from .text import paragraph_nodes, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..model.documents import Document, Lesson, Page, Work
    from ..model.library import Library
    from ..model.prose import Paragraph, Phrase
    from ..problems import Origin, Position


def check_evidence(library: Library) -> Iterator[Problem]:
    """A label names a source, a fact is told in its own words, and what rests on memory alone says so."""
    yield from _check_labels(library)
    pack = pack_of(library.course.language)
    remembered = {work.id for work in library.references.works if work.verified == "memory"}
    facts = {work.id: tuple(fact.id for fact in work.facts) for work in library.references.works}
    for document in library.documents():
        for claim in _claims(document, library.origin(document)):
            told = (*_from_memory(claim, remembered, pack), *_in_other_words(claim, facts, pack))
            yield from (Problem(Code.EVIDENCE, claim.position(), message, hint) for message, hint in told)


def _from_memory(claim: _Claim, remembered: set[str], pack: LanguagePack) -> Iterator[tuple[str, str]]:
    """What is wrong where a claim rests on memory or says so, and how to mend it."""
    alone = next((place[0] for place in claim.places if remembered.issuperset(place)), None)
    says_so = pack.tells_of_memory(claim.text)
    if alone and not says_so:
        hint = "look the work up, cite one that was, or add words such as 'we cite it from memory'"
        yield f"'{alone}' is known only from memory, and the text does not say so", hint
    elif says_so and not remembered.intersection(chain.from_iterable(claim.places)):
        yield "the text says that it cites from memory, and its works have been looked up", "take these words out"


def _in_other_words(
    claim: _Claim, facts: Mapping[str, tuple[str, ...]], pack: LanguagePack
) -> Iterator[tuple[str, str]]:
    """What is wrong where a claim tells in its own words what stands, or should stand, under a work."""
    if id_ := next((id_ for id_ in claim.retold if facts.get(id_)), None):
        pulls = ", ".join(f"[](fact:{fact})" for fact in facts[id_])
        yield f"what '{id_}' found is told in other words here", f"pull it in: {pulls}"
    elif claim.retold and (told := next(filter(pack.tells_of_research, pack.sentences(claim.own)), None)):
        hint = f"write it under `facts:` of '{claim.retold[0]}' in the references, and pull it in by its id"
        yield f"research is told here that stands under no work: “{start(told)}”", hint


def _check_labels(library: Library) -> Iterator[Problem]:
    """A label stands once, with the work: an exercise bears it where the work tried that very exercise."""
    works = {work.id: work for work in library.references.works}
    citing: dict[str, set[str]] = {}
    for lesson in library.lessons.values():
        origin = library.origin(lesson)
        for path, exercise in parts(lesson, Exercise):
            citing[exercise.id] = {*exercise.sources, *citations(exercise.research)}
            if not citing[exercise.id] <= works.keys():  # told as an unknown id
                continue
            tried = [works[id_] for id_ in citing[exercise.id] if exercise.id in works[id_].tried]
            if told := _mislabelled(exercise, citing[exercise.id], tried):
                yield Problem(Code.EVIDENCE, origin.at(*path, "evidence"), *told)
    origin = library.origin(library.references)
    whole = all(id_ in library.lessons for module in library.course.modules for id_ in module.lessons)
    for number, work in enumerate(library.references.works):
        for index, id_ in enumerate(work.tried):
            if work.id not in citing.get(id_, ()) and (whole or id_ in citing):
                message = f"no exercise '{id_}' cites '{work.id}'"
                hint = "take the id out, or tell a fact of the work in `research:` of the exercise"
                yield Problem(Code.EVIDENCE, origin.at("works", number, "tried", index), message, hint)


def _mislabelled(exercise: Exercise, cited: set[str], tried: list[Work]) -> tuple[str, str] | None:
    """What is wrong with a label and how to mend it, given the works that tried it; no work makes practice wisdom."""
    label = exercise.evidence
    if label is None:
        return None
    labels = [work.evidence for work in tried] or ["practice wisdom"]
    if label in labels:
        return None
    if not cited:
        hint = "tell a fact in `research:`, or use the label 'practice wisdom'"
        return f"the label '{label}' needs at least one source", hint
    if not tried:
        hint = "use 'practice wisdom', or list the exercise under `tried:` of such a work in the references"
        return f"the label '{label}' needs a source that tried this very exercise", hint
    if unsure := next((work.id for work in tried if work.evidence is None), None):
        return f"'{unsure}' has no label in the references", "say there how sure its finding is, under `evidence:`"
    its = " or ".join(sorted({f"'{each}'" for each in labels}))
    hint = "a label stands with the work in the references: use it here, or put it right there"
    return f"the label '{label}' is not the one of its sources, {its}", hint


@dataclass(frozen=True, slots=True)
class _Claim:
    """Words that name their sources: a paragraph, or what is known of an exercise."""

    text: str
    own: str
    """The same without the facts that it pulls in."""
    places: tuple[tuple[str, ...], ...]
    """Ids of works, place by place."""
    retold: tuple[str, ...]
    """Ids of works that are named beside the text's own words."""
    position: Callable[[], Position]
    """Asked only where something is wrong: to find words in a file takes time."""


def _claims(document: Document, origin: Origin) -> Iterator[_Claim]:
    for path, passage in passages(document):
        for node in paragraph_nodes(passage):
            if places := tuple(_places(node)):
                position = partial(origin.find, path, _first_named(node))
                yield _Claim(plain_text(node), _own_words(node), places, _retold(node), position)
    for path, exercise in parts(document, Exercise):
        if exercise.sources:
            research = plain_text(exercise.research)
            position = partial(origin.key, *path, "sources")
            yield _Claim(research, _own_words(exercise.research), (exercise.sources,), exercise.sources, position)


def _first_named(node: Paragraph | Phrase) -> str:
    """The first source or fact of a paragraph, as its author wrote it."""
    named = (inline for inline in inlines(node) if isinstance(inline, (Citation, Told)))
    return next(f"ref:{inline.ref}" if isinstance(inline, Citation) else f"fact:{inline.fact}" for inline in named)


def _retold(node: Paragraph | Phrase) -> tuple[str, ...]:
    """Ids of works that a paragraph cites by itself, not through a fact."""
    told = Counter(id_ for inline in inlines(node) if isinstance(inline, Told) for id_ in citations(inline))
    return tuple(Counter(citations(node)) - told)


def _own_words(node: Paragraph | Phrase) -> str:
    """The words of a paragraph without the facts that it pulls in."""
    return "".join(plain_text(child) for child in node.children if not isinstance(child, Told))


def sourced_claims(document: Lesson | Page | Faq) -> int:
    """How many places of a text name their sources: findings, and places in the body with one source or several."""
    findings = sum(1 for _, finding in parts(document, Finding) if any(citations(finding.text)))
    return findings + sum(len(_places(passage)) for _, passage in passages(_body(document)))


def _places(passage: Prose | Phrase | Paragraph) -> list[tuple[str, ...]]:
    """The ids of works at each place of a passage that names one or several in a row."""
    groups = groupby(inlines(passage), lambda inline: isinstance(inline, Citation))
    rows = (tuple(inline.ref for inline in row if isinstance(inline, Citation)) for _, row in groups)
    return [row for row in rows if row]


def unsourced_statements(document: Lesson | Page | Faq, pack: LanguagePack) -> Iterator[str]:
    """Sentences that say what research found, in a paragraph that names no work."""
    for _, passage in passages(_body(document)):
        for block in passage.blocks if isinstance(passage, Prose) else ():
            if not any(citations(block)):
                for sentence in pack.sentences(plain_text(block)):
                    if pack.tells_of_research(sentence):
                        yield sentence


def _body(document: Lesson | Page | Faq) -> object:
    return document.answer if isinstance(document, Faq) else document.body
