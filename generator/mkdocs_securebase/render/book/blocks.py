"""The blocks of lessons and pages in the book, and what the build puts in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ...model.base import EVIDENCE_ORDER
from ...model.blocks import (
    CalloutBlock,
    ComparisonBlock,
    ExampleBlock,
    FigureBlock,
    GeneratedBlock,
    GuidedBlock,
    HeadingBlock,
    ProseBlock,
    StepsBlock,
    TableBlock,
    WaysInBlock,
)
from ...model.interface import word_of
from ...model.prose import plain_text
from ..typst import anchor, array, call, escape, label, plain, quoted, render_prose
from .help import first_numbers, help_by_country
from .room import length, lines, longest_word, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.blocks import Comparison, PageBlock, Table
    from .room import Passage
    from .setter import Setter


def render_block(setter: Setter, block: PageBlock, heading_level: int) -> Iterator[str]:
    """One block; a heading in it stands at this level."""
    match block:
        case ProseBlock(prose=prose):
            yield render_prose(prose, setter.links)
        case HeadingBlock(heading=heading):
            yield "#" + call("part", plain(heading), level=str(heading_level))
        case CalloutBlock(callout=callout):
            yield "#" + call(
                "callout",
                quoted(callout.tone),
                plain(callout.title),
                setter.prose(callout.text),
                whole=setter.whole(callout.title, callout.text),
            )
        case StepsBlock(steps=steps):
            title = plain(steps.title) if steps.title else "none"
            yield "#" + call("steps", title, *map(setter.phrase, steps.items))
        case TableBlock(table=table):
            yield _table(setter, table)
        case FigureBlock(figure=figure):
            yield "#" + call(
                "drawing",
                quoted(f"drawings/{figure.file}"),
                quoted(figure.alt),
                setter.phrase(figure.caption),
                label("figure", figure.id),
            )
        case ExampleBlock(example=example):
            yield "#" + call("example", plain(example.person), setter.prose(example.text))
        case ComparisonBlock(comparison=comparison):
            yield _comparison(setter, comparison)
        case WaysInBlock(ways_in=ways):
            yield "#" + call(
                "ways-in",
                *(array((_target(setter, way.to), plain(way.label), setter.phrase(way.text))) for way in ways),
            )
        case GuidedBlock(guided=steps):
            yield "#" + call(
                "guided",
                *(
                    array((plain(step.title), setter.prose(step.text), setter.whole(step.title, step.text)))
                    for step in steps
                ),
            )
        case GeneratedBlock():
            yield from _generated(setter, block)
        case _:
            assert_never(block)


_CELL = 12
"""Letters that a line of a narrow cell has room for."""


def _table(setter: Setter, table: Table) -> str:
    """A short table stays whole; a long one breaks between two rows, and within a row that is higher than a page."""
    texts = [[plain_text(cell) for cell in row] for row in table.rows]
    columns = list(zip(table.columns, *texts, strict=True))
    letters = max(_CELL, (72 if len(columns) > 2 else 54) // len(columns))
    rows = [max(lines([cell], letters) for cell in row) for row in texts]
    return "#" + call(
        "facts",
        setter.phrase(table.caption),
        array(map(plain, table.columns)),
        array(quoted(longest_word(column)) for column in columns),
        array(str(max(map(len, column)) + sum(map(len, column)) // len(column)) for column in columns),
        *(array(map(setter.phrase, row)) for row in table.rows),
        whole="true" if sum(rows) + len(rows) // 2 <= 20 else "false",
        rows_whole="true" if max(rows) <= 16 else "false",
    )


def _comparison(setter: Setter, comparison: Comparison) -> str:
    """The side with more to say is wider."""
    sides: list[list[Passage]] = [[side.title, *side.items] for side in (comparison.left, comparison.right)]
    left, right = (sum(map(length, side)) ** 0.5 for side in sides)
    share = min(0.62, max(0.38, left / (left + right)))
    return "#" + call(
        "comparison",
        plain(comparison.title),
        plain(comparison.left.title),
        array(map(setter.phrase, comparison.left.items)),
        plain(comparison.right.title),
        array(map(setter.phrase, comparison.right.items)),
        share=f"{share:.2%}",
        whole="true" if all(whole(side, 24) for side in sides) else "false",
    )


def _target(setter: Setter, reference: str) -> str:
    """The label of a typed reference written as text, or none where the book does not hold it."""
    return next((f"<{anchor(target)}>" for target in setter.links.targets if str(target) == reference), "none")


# What the build fills in ------------------------------------------------------------------------------------------


def _generated(setter: Setter, block: GeneratedBlock) -> Iterator[str]:
    library, words = setter.library, setter.words
    match block.insert:
        case "course-map":
            for number, module in enumerate(library.modules, start=1):
                yield "#" + call("label-line", plain(f"{words.site.module} {number}: {module.title}"))
                yield "#" + call("place-list", *(setter.place(library.lessons[id_]) for id_ in module.lessons))
        case "help-lines-now":
            yield first_numbers(setter)
        case "help-lines-by-country":
            yield from help_by_country(setter)
        case "evidence-labels":
            labels = (
                (plain(setter.evidence(label)), plain(setter.evidence_meaning(label))) for label in EVIDENCE_ORDER
            )
            yield "#" + call("labelled", *map(array, labels))
            yield escape(words.lesson.evidence_rule)
        case "exercise-list":
            yield "#" + call(
                "place-list",
                *(
                    array((str(library.numbers[lesson.id]), plain(exercise.name), label("exercise", id_)))
                    for id_, (lesson, exercise) in library.exercises.items()
                ),
            )
        case "book-link":
            return  # The reader holds it.
        case "authorship":
            yield "#" + authorship(setter)
        case "changes":
            yield from _changes(setter)
        case "people":
            yield from _people(setter)
        case _:
            assert_never(block.insert)


def authorship(setter: Setter) -> str:
    """Who wrote, reviewed and paid for the guide, and how to tell them something."""
    shell, course = setter.words.shell, setter.library.course
    made = (
        (shell.written_by, course.authorship.written_by),
        (shell.reviewed_by, course.authorship.reviewed_by),
        (shell.funding, course.authorship.funding),
    )
    # The address alone: the notes on it speak of a link.
    answer_back = course.answer_back.address if course.answer_back else shell.no_answer_back
    return call(
        "named",
        *(array((plain(label), setter.phrase(text))) for label, text in made if text),
        array((plain(shell.feedback), plain(answer_back))),
        *(array((plain(shell.licence), setter.phrase(text))) for text in (course.licence,) if text),
    )


def _people(setter: Setter) -> Iterator[str]:
    """Each invented person who comes back, and the lessons with an example of theirs."""
    for person in setter.library.people.people if setter.library.people else ():
        words = f"{setter.phrase(person.who)} + [ ] + {plain(f'“{person.sentence}”')}"
        yield "#" + call("named", array((plain(f"{person.name}, {person.age}"), words)))
        yield "#" + call("place-list", *(setter.place(setter.library.lessons[id_]) for id_ in person.appears))


def _changes(setter: Setter) -> Iterator[str]:
    words, changes = setter.words.changes, setter.library.changes
    if all(change.what != "correction" for change in changes):
        yield escape(words.no_corrections)
    heads = (plain(f"{setter.date(change.date)} · {word_of(words, change.what)}") for change in changes)
    yield "#" + call(
        "named",
        *(array((head, setter.phrase(change.text))) for head, change in zip(heads, changes, strict=True)),
    )
