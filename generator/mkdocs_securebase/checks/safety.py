"""Safety: the way to help stands where danger is spoken of, and phone numbers stand in one place only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.blocks import HeadingBlock
from ..model.documents import Exercise, Faq, Lesson, Page
from ..model.library import parts, passages, texts
from ..model.phrases import groups_in
from ..model.sheet import OptionsField
from ..problems import Code, Problem, did_you_mean
from .languages import pack_of
from .text import start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Safety
    from ..model.library import Library
    from ..problems import Path

_LONG_NUMBER = re.compile(r"(?<![\d./-])\+?\d(?:[ -]?\d){6,}(?![\d/-])")
_YEARS = re.compile(r"(?:1[89]|20)\d\d ?- ?(?:1[89]|20)\d\d")


def check_safety(library: Library) -> Iterator[Problem]:
    """Exercises that need care carry a safety line; danger leads to help; numbers stand in content/safety.yaml only."""
    for lesson in library.lessons.values():
        for path, exercise in parts(lesson, Exercise):
            yield from _check_care(library, lesson, path, exercise)
        for path, field in parts(lesson, OptionsField):
            yield from _check_boxes(library, lesson, path, field)
    for document in library.documents():
        if isinstance(document, Lesson | Page | Faq):
            yield from _check_own_life(library, document)
    yield from _check_numbers(library)


def _check_care(library: Library, lesson: Lesson, path: Path, exercise: Exercise) -> Iterator[Problem]:
    if exercise.care and exercise.safety is None:
        message = f"an exercise marked {', '.join(exercise.care)} needs a safety line"
        hint = "add `safety:` with a sentence on when to stop or not to start"
        yield Problem(Code.SAFETY, library.origin(lesson).at(*path, "care"), message, hint)
        return
    for care in exercise.care:
        leads = library.course.vocabularies.care[care].leads if library.course.vocabularies.care else ()
        if leads and not _leads(exercise, *leads):
            message = f"an exercise marked {care} leads to no help"
            hint = f"link to [words]({leads[0]}) in its `safety:` or `not-when:`"
            yield Problem(Code.SAFETY, library.origin(lesson).at(*path, "safety"), message, hint)


def _check_boxes(library: Library, lesson: Lesson, path: Path, field: OptionsField) -> Iterator[Problem]:
    """Whoever ticks a box about danger is shown the way to help right there."""
    origin = library.origin(lesson)
    for index, option in enumerate(field.options):
        if pack_of(library.course.language).tells_of_danger(option):
            message = f"“{start(option)}” is about danger, and stands among boxes after which one goes on as before"
            hint = "move it under `urgent:`, and say under `if-urgent:` what comes first"
            yield Problem(Code.SAFETY, origin.at(*path, "options", index), message, hint)
    if field.if_urgent is not None and not _leads(field, _help(library)):
        hint = f"link to [the safety page]({_help(library)})"
        yield Problem(Code.SAFETY, origin.at(*path, "if-urgent"), "what comes first names no way to help", hint)


def _check_own_life(library: Library, document: Lesson | Page | Faq) -> Iterator[Problem]:
    """A part that speaks of harming oneself leads to the safety page itself: nobody has to look for it."""
    if document is library.safety_page:
        return
    pack = pack_of(library.course.language)
    for path, part in _parts_of(document):
        found = next(((at, said) for at, text in texts(part) if (said := pack.own_life(text))), None)
        if found and not _leads(part, _help(library)):
            at, said = found
            message = f"“{said}” stands in a part without a way to help"
            hint = f"link to [the safety page]({_help(library)}) in the same part"
            yield Problem(Code.SAFETY, library.origin(document).find((*path, *at), said), message, hint)


def _parts_of(document: Lesson | Page | Faq) -> Iterator[tuple[Path, object]]:
    """The parts of a text that a reader sees at once: a block, an exercise, a part for single readers. Findings of
    studies are no advice, and a heading cannot hold a link."""
    if isinstance(document, Faq):
        yield (), document
        return
    for index, block in enumerate(document.body):
        if not isinstance(block, HeadingBlock):
            yield ("body", index), block
    if isinstance(document, Lesson):
        yield ("one-minute",), document.one_minute
        for index, exercise in enumerate(document.exercises):
            yield ("exercises", index), exercise
        yield ("if-it-does-not-help",), document.if_it_does_not_help
        for name, text in document.variants.items():
            yield ("variants", name), text
        for index, point in enumerate(document.key_points):
            yield ("key-points", index), point


def _help(library: Library) -> str:
    """The reference of the page with help."""
    return f"page:{library.safety_page.id if library.safety_page else 'safety'}"


def _leads(part: object, *targets: str) -> bool:
    """Whether a link in it leads to one of the places."""
    return any(str(link.target) in targets for _, passage in passages(part) for link in passage.links)


def _check_numbers(library: Library) -> Iterator[Problem]:
    numbers = _numbers(library)
    known = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, numbers))})(?!\d)") if numbers else None
    for document in library.documents():
        if document is library.safety or document is library.references:
            continue
        for path, text in library.texts_of(document):
            match = known.search(text) if known else None
            found = match.group() if match else None
            long = _LONG_NUMBER.search(text)
            if found is None and long and not _YEARS.fullmatch(long.group().strip()):
                found = long.group().strip()
            if found:
                hint = (
                    f"link to [the safety page]({_help(library)}) instead, so that a number is corrected in one place"
                )
                position = library.origin(document).find(path, found)
                yield Problem(
                    Code.SAFETY, position, f"the phone number {found} stands outside content/safety.yaml", hint
                )


def _numbers(library: Library) -> tuple[str, ...]:
    """The help lines' numbers that cannot be taken for anything else (five digits or more)."""
    values = {c.value for line in library.safety.lines for c in line.contacts if c.how in ("call", "text")}
    return tuple(sorted(value for value in values if sum(map(str.isdigit, value)) >= 5))


def check_search_phrases(library: Library) -> Iterator[Problem]:
    """Phrases of search use only groups that are there, and the sentence on safety leads to a page."""
    safety, origin = library.safety, library.origin(library.safety)
    groups = [group.name for group in safety.word_groups]
    for path, phrase in _phrases(safety):
        for name in groups_in(phrase):
            if name not in groups:
                message = f"there is no group of words '{name}' here"
                yield Problem(Code.UNKNOWN_ID, origin.at(*path), message, did_you_mean(name, groups))
    if safety.line and not any(link.target.kind == "page" for link in safety.line.links):
        hint = "link to the page that holds the help lines: [people can help](page:safety)"
        yield Problem(Code.SAFETY, origin.at("line"), "the sentence on safety leads to no page", hint)


def _phrases(safety: Safety) -> Iterator[tuple[Path, str]]:
    for number, line in enumerate(safety.lines):
        yield from ((("lines", number, "search-words", i), phrase) for i, phrase in enumerate(line.search_words))
    for number, intent in enumerate(safety.intents):
        yield from ((("intents", number, "phrases", i), phrase) for i, phrase in enumerate(intent.phrases))
        yield from ((("intents", number, "certain", i), phrase) for i, phrase in enumerate(intent.certain))
        yield from ((("intents", number, "alone", i), phrase) for i, phrase in enumerate(intent.alone))
    yield from ((("everyday", i), phrase) for i, phrase in enumerate(safety.everyday))
