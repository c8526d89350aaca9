"""Numbers: never a percentage without saying of whom, and minutes of an exercise that agree wherever they are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.library import passages
from ..model.prose import InternalLink, inlines, plain_text
from ..problems import Code, Problem
from .languages import pack_of
from .text import PERCENT, paragraph_nodes, readers_texts, start, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


_IN_WORDS = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_MINUTES = {word: number for number, word in enumerate(_IN_WORDS, start=1)} | {"thirty": 30, "forty": 40, "sixty": 60}
_DURATION = re.compile(rf"\b(\d+|{'|'.join(_MINUTES)})[- ](?:[a-z]+ )?minutes?\b", re.IGNORECASE)
_TIMER = re.compile(r"\btimer\b", re.IGNORECASE)


def minutes(text: str) -> list[int]:
    """The minutes that a text names, in figures or words: “fifteen quiet minutes” are 15."""
    found = (match.group(1).lower() for match in _DURATION.finditer(text))
    return [_MINUTES.get(word) or int(word) for word in found]


def numbers(text: str) -> list[str]:
    """The numbers in a text that are written in figures."""
    return _NUMBER.findall(text)


def percents(text: str) -> list[str]:
    """The percentages in a text."""
    return [found.group() for found in PERCENT.finditer(text)]


def check_numbers(library: Library) -> Iterator[Problem]:
    """Every percentage says of whom or of what it is, and an exercise takes as long as is said elsewhere."""
    yield from _check_percents(library)
    yield from _check_minutes(library)


def _check_minutes(library: Library) -> Iterator[Problem]:
    """Where a paragraph links one exercise and names minutes, they are those of the exercise; so are its timers."""
    lengths = {id_: exercise.minutes for id_, (_, exercise) in library.exercises.items()}
    for document in readers_texts(library):
        for path, passage in passages(document):
            if all(link.target.kind != "exercise" for link in passage.links):
                continue
            for node in paragraph_nodes(passage):
                linked = {inline.target for inline in inlines(node) if isinstance(inline, InternalLink)}
                ids = [target.id for target in linked if target.kind == "exercise" and target.id in lengths]
                told = minutes(plain_text(node)) if len(ids) == 1 else []
                if told and lengths[ids[0]] not in told:
                    message = f"'{ids[0]}' takes {lengths[ids[0]]} minutes, and here it is {told[0]}"
                    hint = "say the same in both places, or leave the minutes out here"
                    yield Problem(Code.NUMBERS, library.origin(document).at(*path), message, hint)
    for lesson, exercise in library.exercises.values():
        number = lesson.exercises.index(exercise)
        for index, step in enumerate(exercise.steps):
            told = minutes(plain_text(step)) if _TIMER.search(plain_text(step)) else []
            if told and max(told) > exercise.minutes:
                position = library.origin(lesson).at("exercises", number, "steps", index)
                message = f"a timer runs for {max(told)} minutes, and the exercise takes {exercise.minutes}"
                yield Problem(
                    Code.NUMBERS, position, message, "make `minutes:` of the exercise long enough for its timer"
                )


def _check_percents(library: Library) -> Iterator[Problem]:
    pack = pack_of(library.course.language)
    for document in readers_texts(library):
        for path, text in library.texts_of(document):
            for sentence in pack.sentences(text) if PERCENT.search(text) else ():
                for percent in pack.bare_percents(sentence):
                    message = f"“{percent}” does not say of whom: “{start(sentence)}”"
                    hint = "say it as '20 in 100 adults', or at least as '20% of adults'"
                    yield Problem(Code.NUMBERS, library.origin(document).find(path, percent), message, hint)
