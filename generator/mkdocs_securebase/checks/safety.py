"""Safety: care lines on exercises that need them, and phone numbers in one place only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.documents import Exercise
from ..model.library import parts, texts
from ..model.phrases import groups_in
from ..problems import Code, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Safety
    from ..model.library import Library
    from ..problems import Path

_LONG_NUMBER = re.compile(r"(?<![\d./-])\+?\d(?:[ -]?\d){6,}(?![\d/-])")
_YEARS = re.compile(r"(?:1[89]|20)\d\d ?- ?(?:1[89]|20)\d\d")


def check_safety(library: Library) -> Iterator[Problem]:
    """Exercises that need care carry a safety line; no text but content/safety.yaml holds a phone number."""
    for lesson in library.lessons.values():
        for path, exercise in parts(lesson, Exercise):
            if exercise.care and exercise.safety is None:
                message = f"an exercise marked {', '.join(exercise.care)} needs a safety line"
                hint = "add `safety:` with a sentence on when to stop or not to start"
                yield Problem(Code.SAFETY, library.origin(lesson).at(*path, "care"), message, hint)
    numbers = _numbers(library)
    known = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, numbers))})(?!\d)") if numbers else None
    for document in library.documents():
        if document is library.safety or document is library.references:
            continue
        for path, text in texts(document):
            match = known.search(text) if known else None
            found = match.group() if match else None
            long = _LONG_NUMBER.search(text)
            if found is None and long and not _YEARS.fullmatch(long.group().strip()):
                found = long.group().strip()
            if found:
                hint = "link to [the safety page](page:safety) instead, so that a number is corrected in one place"
                position = library.origin(document).at(*path)
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
    if not any(link.target.kind == "page" for link in safety.line.links):
        hint = "link to the page that holds the help lines: [people can help](page:safety)"
        yield Problem(Code.SAFETY, origin.at("line"), "the sentence on safety leads to no page", hint)


def _phrases(safety: Safety) -> Iterator[tuple[Path, str]]:
    for number, line in enumerate(safety.lines):
        yield from ((("lines", number, "search-words", i), phrase) for i, phrase in enumerate(line.search_words))
    for number, intent in enumerate(safety.intents):
        yield from ((("intents", number, "phrases", i), phrase) for i, phrase in enumerate(intent.phrases))
        yield from ((("intents", number, "alone", i), phrase) for i, phrase in enumerate(intent.alone))
    yield from ((("everyday", i), phrase) for i, phrase in enumerate(safety.everyday))
