"""Evidence: what research is said to show must stand on named works."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING

from ..model.documents import Exercise, Faq, Finding
from ..model.library import parts, passages
from ..model.prose import Citation, Prose, citations, inlines, plain_text
from ..problems import Code, Problem
from .languages import LanguagePack, pack_of
from .text import paragraph_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Document, Lesson, Page, Work
    from ..model.library import Library
    from ..model.prose import Paragraph, Phrase
    from ..problems import Origin, Position


def check_evidence(library: Library) -> Iterator[Problem]:
    """A research label names a source; what rests on memory alone says so, and nothing else does."""
    yield from _check_labels(library)
    pack = pack_of(library.course.language)
    remembered = {work.id for work in library.references.works if work.verified == "memory"}
    for document in library.documents():
        origin = library.origin(document)
        for claim in _claims(document, origin):
            alone = next((place[0] for place in claim.places if remembered.issuperset(place)), None)
            says_so = pack.tells_of_memory(claim.text)
            if alone and not says_so:
                message = f"'{alone}' is known only from memory, and the text does not say so"
                hint = "look the work up, cite one that was, or add words such as 'we cite it from memory'"
                yield Problem(Code.EVIDENCE, claim.position, message, hint)
            elif says_so and not remembered.intersection(chain.from_iterable(claim.places)):
                message = "the text says that it cites from memory, and its works have been looked up"
                yield Problem(Code.EVIDENCE, claim.position, message, "take these words out")


def _check_labels(library: Library) -> Iterator[Problem]:
    """A label stands once, with the work: findings that cite it bear it, and exercises that it tried."""
    works = {work.id: work for work in library.references.works}
    for lesson in library.lessons.values():
        origin = library.origin(lesson)
        for path, finding in parts(lesson, Finding):
            cited = [works[id_] for id_ in finding.sources if id_ in works]
            if len(cited) < len(finding.sources):  # told as an unknown id
                continue
            if told := _mislabelled(finding, cited):
                yield Problem(Code.EVIDENCE, origin.at(*path, "evidence"), *told)
        for path, exercise in parts(lesson, Exercise):
            cited = [works[id_] for id_ in exercise.sources if id_ in works]
            if len(cited) < len(exercise.sources):
                continue
            tried = [work for work in cited if exercise.id in work.tried]
            if told := _mislabelled(exercise, tried):
                yield Problem(Code.EVIDENCE, origin.at(*path, "evidence"), *told)
    origin = library.origin(library.references)
    citing = {id_: exercise.sources for id_, (_, exercise) in library.exercises.items()}
    whole = all(id_ in library.lessons for module in library.course.modules for id_ in module.lessons)
    for number, work in enumerate(library.references.works):
        for index, id_ in enumerate(work.tried):
            if work.id not in citing.get(id_, ()) and (whole or id_ in citing):
                message = f"no exercise '{id_}' cites '{work.id}'"
                hint = "take the id out, or list the work under `sources:` of the exercise"
                yield Problem(Code.EVIDENCE, origin.at("works", number, "tried", index), message, hint)


def _mislabelled(part: Finding | Exercise, carrying: list[Work]) -> tuple[str, str] | None:
    """What is wrong with a label and how to mend it, given the works that carry it; no work makes practice wisdom."""
    label = part.evidence
    if label is None:
        return None
    labels = [work.evidence for work in carrying] or ["practice wisdom"]
    if label in labels:
        return None
    if not part.sources:
        hint = "list reference ids under `sources:`, or use the label 'practice wisdom'"
        return f"the label '{label}' needs at least one source", hint
    if not carrying:
        hint = "use 'practice wisdom', or list the exercise under `tried:` of such a work in the references"
        return f"the label '{label}' needs a source that tried this very exercise", hint
    if unsure := next((work.id for work in carrying if work.evidence is None), None):
        return f"'{unsure}' has no label in the references", "say there how sure its finding is, under `evidence:`"
    its = " or ".join(sorted({f"'{each}'" for each in labels}))
    hint = "a label stands with the work in the references: use it here, or put it right there"
    return f"the label '{label}' is not the one of its sources, {its}", hint


@dataclass(frozen=True, slots=True)
class _Claim:
    """Words that name their sources: a paragraph, a finding, what is known of an exercise."""

    text: str
    places: tuple[tuple[str, ...], ...]
    """Ids of works, place by place."""
    position: Position


def _claims(document: Document, origin: Origin) -> Iterator[_Claim]:
    for path, passage in passages(document):
        for node in paragraph_nodes(passage):
            if places := tuple(_places(node)):
                yield _Claim(plain_text(node), places, origin.find(path, f"ref:{places[0][0]}"))
    for path, finding in parts(document, Finding):
        if finding.sources:
            yield _Claim(plain_text(finding.text), (finding.sources,), origin.key(*path, "sources"))
    for path, exercise in parts(document, Exercise):
        if exercise.sources:
            yield _Claim(plain_text(exercise.research), (exercise.sources,), origin.key(*path, "sources"))


def sourced_claims(document: Lesson | Page | Faq) -> int:
    """How many places of a text name their sources: findings, and places in the body with one source or several."""
    findings = sum(1 for _, finding in parts(document, Finding) if finding.sources)
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
