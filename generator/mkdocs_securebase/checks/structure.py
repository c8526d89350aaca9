"""Structure: what a text must hold beyond what its fields already demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.blocks import ExampleBlock, GeneratedBlock, Table
from ..model.library import parts
from ..model.prose import plain_text
from ..model.sheet import ScaleField
from ..problems import Code, Problem, did_you_mean
from .limits import LIMITS_BY_NAME, ONE_MINUTE, limit_of
from .text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Lesson
    from ..model.library import Library


def check_structure(library: Library) -> Iterator[Problem]:
    """Tables are rectangular, scales rise, help lines are there where they are shown; no lesson relates to itself."""
    for document in library.documents():
        origin = library.origin(document)
        for path, table in parts(document, Table):
            for index, row in enumerate(table.rows):
                if len(row) != len(table.columns):
                    message = f"this row has {len(row)} cells, but the table has {len(table.columns)} columns"
                    yield Problem(Code.INCOMPLETE, origin.at(*path, "rows", index), message, "add or remove cells")
        for path, scale in parts(document, ScaleField):
            if scale.lowest >= scale.highest:
                message = f"a scale from {scale.lowest} to {scale.highest} has no points"
                yield Problem(Code.BAD_VALUE, origin.at(*path, "lowest"), message, "let 'lowest' be below 'highest'")
        for path, block in parts(document, GeneratedBlock):
            if block.insert.startswith("help-lines") and not library.safety.lines:
                message = f"'{block.insert}' shows help lines, and the guide has none"
                hint = "list them in content/safety.yaml, or take the insert out"
                yield Problem(Code.INCOMPLETE, origin.at(*path, "insert"), message, hint)
    for name in library.course.checks.limits:
        if name not in LIMITS_BY_NAME:
            position = library.origin(library.course).key("checks", "limits", name)
            yield Problem(
                Code.UNKNOWN_FIELD, position, f"there is no limit '{name}'", did_you_mean(name, LIMITS_BY_NAME)
            )
    for lesson in library.lessons.values():
        if lesson.id in lesson.related:
            at = library.origin(lesson).at("related", lesson.related.index(lesson.id))
            yield Problem(Code.INCOMPLETE, at, "a lesson cannot be related to itself", "name other lessons")


def check_lessons(library: Library) -> Iterator[Problem]:
    """Lessons show an example and keep their one minute short."""
    for lesson in library.lessons.values():
        yield from _check_lesson(lesson, library)


def _check_lesson(lesson: Lesson, library: Library) -> Iterator[Problem]:
    origin = library.origin(lesson)
    count = len(words(plain_text(lesson.one_minute)))
    limit = limit_of(library, ONE_MINUTE)
    if not limit.allows(count):
        message = f"the one-minute version has {count} words; {limit} are allowed"
        yield Problem(Code.LANGUAGE, origin.at("one-minute"), message, "keep what a tired reader needs first")
    if not any(isinstance(block, ExampleBlock) for block in lesson.body):
        message = "the body has no example"
        yield Problem(Code.INCOMPLETE, origin.key("body"), message, "add an `example:` block with an invented person")
