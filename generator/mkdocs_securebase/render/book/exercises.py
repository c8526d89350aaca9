"""Exercises in the book: a page that explains, and a sheet to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ...model.documents import WorkedExample
from ...model.prose import Prose
from ...model.sheet import ChecksField, ChoiceField, GridField, ScaleField, WriteField
from ..typst import array, call, label, plain
from .room import length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.documents import Exercise
    from ...model.sheet import SheetField
    from .room import Passage
    from .setter import Setter

_SHORT = 1_400
"""An exercise with no more characters of Typst fits its page at full size: the book need not measure it."""


def render_exercise(setter: Setter, exercise: Exercise) -> Iterator[str]:
    """The page of an exercise and, in an edition with sheets, its sheet."""
    example = exercise.example or WorkedExample.model_construct(person="", text=Prose())
    minutes = setter.words.exercise.minutes.format(minutes=exercise.minutes) if exercise.minutes else ""
    tall, beside = sum(map(length, exercise.steps)) ** 0.5, length(example.text) ** 0.5
    share = 0.51 + 0.3 * (tall / (tall + beside) - 0.5)
    texts = {
        "purpose": setter.phrase(exercise.purpose),
        "minutes": plain(minutes),
        "needs": setter.phrase(exercise.needs),
        "when": setter.phrase(exercise.when),
        "not_when": setter.phrase(exercise.not_when),
        "safety": setter.phrase(exercise.safety) if exercise.safety else "none",
        "steps": array(map(setter.phrase, exercise.steps)),
        "person": plain(example.person),
        "example": setter.prose(example.text),
        "shorter": setter.phrase(exercise.shorter),
        "no_help": setter.phrase(exercise.if_it_does_not_help),
        "evidence": plain(setter.evidence(exercise.evidence)) if exercise.evidence else "[]",
        "research": setter.phrase(exercise.research, exercise.sources),
    }
    yield "#" + call(
        "exercise",
        label("exercise", exercise.id),
        kicker=plain(setter.words.lesson.exercises),
        name=plain(exercise.name),
        **texts,
        short="true" if sum(map(len, texts.values())) <= _SHORT else "false",
        share=f"{share:.2%}",
        safety_whole=setter.whole(exercise.safety) if exercise.safety else "true",
    )
    if setter.edition.sheets and exercise.sheet:
        fields = (_field(setter, field) for field in exercise.sheet)
        yield "#" + call("sheet", plain(exercise.name), plain(setter.words.exercise.sheet), *fields)


_FIELD = 60
"""Letters that a line of a sheet has room for at least."""


def _field(setter: Setter, field: SheetField) -> str:
    """A field is kept whole where it surely takes no more than two thirds of a page."""
    name = plain(field.label)
    match field:
        case WriteField():
            return call("write-field", name, str(field.lines), whole=_whole(setter, field.lines, field.label))
        case ChecksField() | ChoiceField():
            texts: list[Passage] = [
                field.label,
                *field.options,
                *field.urgent,
                *([field.if_urgent] if field.if_urgent else []),
            ]
            branch = (
                {"urgent": array(map(plain, field.urgent)), "first": setter.phrase(field.if_urgent)}
                if field.if_urgent
                else {}
            )
            options = map(plain, field.options)
            return call(f"{field.type}-field", name, *options, **branch, whole=_whole(setter, 0, *texts))
        case ScaleField():
            ends = (str(field.lowest), str(field.highest), plain(field.low), plain(field.high))
            return call("scale-field", name, *ends, whole=_whole(setter, 3, field.label, field.low * 4, field.high * 4))
        case GridField(columns=columns, rows=rows):
            names = () if isinstance(rows, int) else rows
            count = rows if isinstance(rows, int) else len(rows)
            cells = (text * len(columns) for text in (*columns, *names))
            return call(
                "grid-field",
                name,
                array(map(plain, columns)),
                array(map(plain, names) if names else ("[]" for _ in range(count))),
                named="true" if names else "false",
                whole=_whole(setter, 2 * count, field.label, *cells),
            )
        case _:
            assert_never(field)


def _whole(setter: Setter, height: int, *texts: Passage) -> str:
    """Whether lines to write on, and texts, fit two thirds of a page."""
    return setter.whole(*texts, letters=_FIELD, most=18 - height)
