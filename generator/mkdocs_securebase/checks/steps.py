"""Steps: each step of an exercise begins with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.documents import Exercise
from ..model.library import parts
from ..model.prose import plain_text
from ..problems import Code, Problem
from .languages import pack_of
from .text import start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library


def check_steps(library: Library) -> Iterator[Problem]:
    """Every step of every exercise begins with a verb."""
    pack = pack_of(library.course.language)
    for lesson in library.lessons.values():
        for path, exercise in parts(lesson, Exercise):
            for index, step in enumerate(exercise.steps):
                text = plain_text(step)
                if not pack.begins_with_a_verb(text):
                    message = f"a step begins with what to do; this one begins “{start(text)}”"
                    position = library.origin(lesson).at(*path, "steps", index)
                    yield Problem(Code.STEPS, position, message, "put the verb first: write, say, put, wait")
