"""Safety: care lines on exercises that need them, and phone numbers in one place only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.documents import Exercise
from ..model.library import parts, texts
from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

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
