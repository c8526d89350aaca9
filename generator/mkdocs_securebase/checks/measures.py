"""Measures: what can be counted in each lesson, page and question, and in the guide as a whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ..model.blocks import (
    CalloutBlock,
    ComparisonBlock,
    Example,
    Figure,
    GuidedBlock,
    HeadingBlock,
    StepsBlock,
    WaysInBlock,
)
from ..model.documents import Faq, Lesson, Page, WorkedExample
from ..model.library import cited, parts, passages, texts
from ..model.prose import plain_text
from ..model.quality import GuideMeasures, Notice, TextMeasures
from .coverage import uncovered
from .evidence import sourced_claims, unsourced_statements
from .glossary import familiar, unlinked_terms, unlisted_words
from .languages import pack_of
from .limits import (
    FEWEST_CLAIMS,
    FEWEST_CONTRACTIONS,
    HEADING_GAP,
    LONGEST_LESSON,
    LONGEST_STRETCH,
    MEAN_SENTENCE,
    MOST_CLAIMS,
    MOST_EVEN_PARAGRAPHS,
    NUMBERS_PER_PARAGRAPH,
    PARAGRAPH_SENTENCES,
    PARAGRAPH_WORDS,
    PASSIVE_SHARE,
    REPEATED_RUNS,
    SHARE_OF_EXAMPLES,
    SHARED_RUN,
    SHORTEST_LESSON,
    TARGET_GRADE,
    TARGET_SMOG,
    limit_of,
)
from .links import external_links
from .numbers import numbers, percents
from .originality import shared_runs
from .readability import body, readability_of
from .text import paragraphs, start, words
from .voice import contractions, even_paragraphs, longest_stretch, repeated_runs, told_twice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library
    from ..model.quality import Limit

Text = Lesson | Page | Faq
"""The kinds of document that are measured one by one."""


_ENDED = re.compile(r"[.!?…][”’)\"]*$")


# One text ---------------------------------------------------------------------------------------------------------


def heading_gap(document: Text) -> int:
    """The most words of a body from one heading to the next; a block with a title of its own is a heading."""
    if isinstance(document, Faq):
        return len(words(plain_text(document.answer)))
    longest = run = 0
    for index, block in enumerate(document.body):
        if isinstance(block, (HeadingBlock, CalloutBlock, ComparisonBlock, GuidedBlock, WaysInBlock)) or (
            isinstance(block, StepsBlock) and block.steps.title
        ):
            run = 0
        run += sum(len(words(text)) for path, text in texts(block, (index,)) if path[-1] not in ("alt", "heading"))
        longest = max(longest, run)
    return longest


def measure_text(document: Text, library: Library) -> TextMeasures:
    """What can be counted in one text, and what of it is worth a look."""
    known, pack, checks = familiar(library.glossary), pack_of(library.course.language), library.course.checks
    body_texts = [text for _, text in body(document)]
    whole = [s for text in body_texts for s in pack.sentences(text) if _ENDED.search(s)]
    all_texts = [text for _, text in texts(document)]
    all_paragraphs = [paragraph for _, passage in passages(document) for paragraph in paragraphs(passage)]
    counted = TextMeasures(
        kind=document.kind,
        id=document.id,
        title=document.question if isinstance(document, Faq) else document.title,
        words=sum(len(words(text)) for text in body_texts),
        sentences=len(whole),
        mean_sentence=sum(len(words(sentence)) for sentence in whole) / len(whole) if whole else 0.0,
        readability=readability_of(document, known, pack),
        longest_sentence=max(
            (len(words(sentence)) for text in all_texts for sentence in pack.sentences(text)), default=0
        ),
        longest_paragraph=max((len(words(paragraph)) for paragraph in all_paragraphs), default=0),
        paragraph_sentences=max((len(pack.sentences(paragraph)) for paragraph in all_paragraphs), default=0),
        passive_share=100 * sum(map(pack.is_passive, whole)) / len(whole) if whole else 0.0,
        heading_gap=heading_gap(document),
        one_minute=len(words(plain_text(document.one_minute))) if isinstance(document, Lesson) else None,
        claims=sourced_claims(document),
        unsourced=tuple(unsourced_statements(document, pack)),
        references=len(cited(document)),
        exercises=len(document.exercises) if isinstance(document, Lesson) else 0,
        most_numbers=max((len(numbers(paragraph)) for paragraph in all_paragraphs), default=0),
        percents=sum(len(percents(text)) for text in all_texts),
        unlinked_terms=unlinked_terms(document, library.glossary),
        unlisted_words=unlisted_words("\n".join(body_texts), library.glossary, (*pack.TRADE_WORDS, *checks.watched)),
        contractions=contractions(document),
        even_paragraphs=even_paragraphs(document, pack),
        longest_stretch=longest_stretch(document),
        told_twice=told_twice(document) if isinstance(document, Lesson) else (),
        shared_runs=tuple(run for text in all_texts for run in _short_runs(text, library)),
    )
    return replace(counted, notices=tuple(_notices(counted, library)))


def _short_runs(text: str, library: Library) -> Iterator[str]:
    runs = shared_runs(text, library.not_like, library.course.checks.may_quote)
    return (run for run in runs if limit_of(library, SHARED_RUN).allows(len(run.split())))


def _notices(text: TextMeasures, library: Library) -> Iterator[Notice]:
    """What of a text lies past a soft limit, in the order of the measures."""

    def past(limit: Limit, value: float, what: str) -> Iterator[Notice]:
        own = limit_of(library, limit)
        if not own.allows(value):
            yield Notice(own.measure, f"{what}; {own}")

    if text.readability:
        grade, smog = text.readability.grade, text.readability.smog
        yield from past(TARGET_GRADE, grade, f"reading grade {grade:.1f}")
        yield from past(TARGET_SMOG, smog, f"SMOG {smog:.1f}")
    yield from past(MEAN_SENTENCE, text.mean_sentence, f"sentences have {text.mean_sentence:.1f} words on average")
    lengths = text.paragraph_sentences, text.longest_paragraph
    yield from past(PARAGRAPH_SENTENCES, lengths[0], f"a paragraph has {lengths[0]} sentences")
    yield from past(PARAGRAPH_WORDS, lengths[1], f"a paragraph has {lengths[1]} words")
    yield from past(PASSIVE_SHARE, text.passive_share, f"{text.passive_share:.0f} in 100 sentences are in the passive")
    if text.kind != "faq":  # an answer has no headings: its question is one
        yield from past(HEADING_GAP, text.heading_gap, f"{text.heading_gap} words without a heading")
    if text.kind == "lesson":
        yield from past(SHORTEST_LESSON, text.words, f"the body has {text.words} words")
        yield from past(LONGEST_LESSON, text.words, f"the body has {text.words} words")
    if text.unsourced:
        yield Notice("Q-10", "speaks of research and names no work", tuple(map(start, text.unsourced)))
    if text.kind == "lesson":
        yield from past(FEWEST_CLAIMS, text.claims, f"{text.claims} sourced claims")
        yield from past(MOST_CLAIMS, text.claims, f"{text.claims} sourced claims")
    yield from past(NUMBERS_PER_PARAGRAPH, text.most_numbers, f"{text.most_numbers} numbers in one paragraph")
    if text.percents:
        yield Notice("Q-14", f"{text.percents} percentages; 'in 100' is easier to picture")
    if text.unlinked_terms:
        yield Notice("Q-20", "not linked at first use", text.unlinked_terms)
    if text.unlisted_words:
        yield Notice("Q-20", "technical words that the glossary does not explain", text.unlisted_words)
    if text.shared_runs:
        yield Notice("Q-22", "stands in the text that the guide grew from", text.shared_runs)
    if text.kind == "lesson":
        yield from past(FEWEST_CONTRACTIONS, text.contractions, f"{text.contractions:.0f} contractions in 1,000 words")
        even = f"{text.even_paragraphs:.0f} in 100 paragraphs have two or three sentences"
        yield from past(MOST_EVEN_PARAGRAPHS, text.even_paragraphs, even)
        stretch = f"no stretch of running prose has more than {text.longest_stretch} words"
        yield from past(LONGEST_STRETCH, text.longest_stretch, stretch)
        if text.told_twice:
            yield Notice("Q-27", "told more than once in this lesson", text.told_twice)


# The whole guide -------------------------------------------------------------------------------------------------


def measure_guide(library: Library) -> GuideMeasures:
    """What can be counted in a guide, text by text and as a whole."""
    documents: tuple[Text, ...] = (*library.lessons.values(), *library.pages.values(), *library.faqs.values())
    examples = [example for document in documents for _, example in parts(document, Example)]
    works = {work.id for work in library.references.works}
    counted = GuideMeasures(
        texts=tuple(measure_text(document, library) for document in documents),
        words=sum(len(words(text)) for document in documents for _, text in texts(document)),
        exercises=len(library.exercises),
        points=len(library.coverage.points),
        uncovered=tuple(point.id for point in uncovered(library)),
        works=len(works),
        unused_works=tuple(sorted(works - set(library.citing))),
        memory_works=tuple(sorted(work.id for work in library.works.values() if work.verified == "memory")),
        help_lines=dict(sorted(Counter(line.checked.how for line in library.safety.lines).items())),
        unsure_lines=tuple(line.id for line in library.safety.lines if not line.sure),
        examples=len(examples),
        kinds_of_life=dict(sorted(Counter(kind for example in examples for kind in example.about).items())),
        partners=dict(sorted(Counter(example.partner for example in examples if example.partner).items())),
        repeated_names=tuple(_repeated_names(documents, library)),
        external_links=sum(1 for document in library.documents() for _ in external_links(document)),
        figures=sum(1 for document in documents for _ in parts(document, Figure)),
    )
    share = limit_of(library, SHARE_OF_EXAMPLES)
    notices = (*_guide_notices(counted, share), *_unsaid_words(documents, library), *_repeated_runs(library))
    return replace(counted, notices=notices)


def _repeated_runs(library: Library) -> Iterator[Notice]:
    """Lessons that share many runs of five words with others, with the first of them."""
    for id_, runs in repeated_runs(library).items():
        if not limit_of(library, REPEATED_RUNS).allows(len(runs)):
            yield Notice("Q-27", f"{id_}: {len(runs)} runs of five words stand in other lessons too", runs[:12])


def _guide_notices(guide: GuideMeasures, share: Limit) -> Iterator[Notice]:
    if guide.unused_works:
        yield Notice("Q-10", "works that no text cites", guide.unused_works)
    if guide.memory_works:
        yield Notice("Q-10", "works cited from memory, not yet looked up again", guide.memory_works)
    if guide.unsure_lines:
        yield Notice(
            "Q-19", "help lines that a person must check: from memory, or without a number", guide.unsure_lines
        )
    if guide.uncovered:
        yield Notice("Q-21", "points that wait for a text", guide.uncovered)
    for kind, count in guide.kinds_of_life.items():
        if not share.allows(100 * count / guide.examples):
            yield Notice("Q-24", f"{count} of {guide.examples} examples show the same kind of life: {kind}")
    with_partner = sum(guide.partners.values())
    for gender, count in guide.partners.items():
        if not share.allows(100 * count / with_partner):
            yield Notice("Q-24", f"in {count} of {with_partner} examples with a partner, the partner is: {gender}")
    if guide.repeated_names:
        yield Notice("Q-24", "first names in more than one text", guide.repeated_names)


def _repeated_names(documents: tuple[Text, ...], library: Library) -> Iterator[str]:
    """First names of invented people in more than one text; those who are meant to come back do not count."""
    back = {person.name for person in library.people.people} if library.people else set()
    bearers: Counter[str] = Counter()
    for document in documents:
        people: list[Example | WorkedExample] = [example for _, example in parts(document, Example)]
        people += [example for _, example in parts(document, WorkedExample)]
        bearers.update({person.person.split(",")[0].strip() for person in people})
    return (name for name, count in sorted(bearers.items()) if count > 1 and name not in back)


def _unsaid_words(documents: tuple[Text, ...], library: Library) -> Iterator[Notice]:
    """Figures whose drawing holds words that neither its alternative text nor its caption says."""
    for document in documents:
        for _, figure in parts(document, Figure):
            said = {word.casefold() for word in words(f"{figure.alt} {plain_text(figure.caption)}")}
            drawn = _drawn_words(library.drawings.get(figure.file, ""))
            unsaid = sorted({word for word in drawn if word.casefold() not in said and not word[0].isdigit()})
            if unsaid:
                yield Notice("Q-26", f"words in {figure.file} that its alternative text leaves out", tuple(unsaid))


def _drawn_words(source: str) -> list[str]:
    if not source:
        return []
    elements = ElementTree.fromstring(source).iter("{http://www.w3.org/2000/svg}text")
    return [word for element in elements for word in words(" ".join(element.itertext()))]
