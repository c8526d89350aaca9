"""The course in the book: modules, lessons and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.library import cited
from ..typst import array, call, label, plain, quoted, render_prose
from ..works import authors_of
from .blocks import render_block
from .exercises import render_exercise
from .room import longest_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.documents import Lesson, Work
    from .setter import Setter


def course(setter: Setter) -> Iterator[str]:
    """All modules, each with its opening page, and their lessons."""
    for number, module in enumerate(setter.library.modules, start=1):
        lessons = [setter.library.lessons[id_] for id_ in module.lessons]
        yield "#" + call(
            "module-opener",
            str(number),
            plain(module.title),
            quoted(longest_word([module.title])),
            plain(module.aim),
            setter.windows(),
            *(array((setter.place(lesson), plain(lesson.summary))) for lesson in lessons),
        )
        for lesson in lessons:
            yield from _lesson(setter, lesson)


def _lesson(setter: Setter, lesson: Lesson) -> Iterator[str]:
    words = setter.words.lesson
    module_number, module = setter.library.module_of(lesson.id)
    number = setter.words.shell.lesson_of.format(
        number=setter.library.numbers[lesson.id], count=len(setter.library.lessons)
    )
    yield f"// lesson:{lesson.id} " + "-" * 80
    yield "#" + call(
        "chapter",
        plain(lesson.title),
        target=label("lesson", lesson.id),
        level="2",
        kicker=plain(f"{setter.words.site.module} {module_number}: {module.title} · {number}"),
    )
    if lesson.content_note:
        yield "#" + call("content-note", plain(lesson.content_note))
    if lesson.goals:
        yield "#" + call("goals", *map(setter.phrase, lesson.goals))
    if lesson.one_minute:
        whole = setter.whole(lesson.one_minute, letters=38)
        yield "#" + call("one-minute", setter.prose(lesson.one_minute), whole=whole)
    for block in lesson.body:
        yield from render_block(setter, block, heading_level=3)

    if lesson.research.findings or lesson.research.unknown:
        yield "#" + call("part", plain(words.research))
    for finding in lesson.research.findings:
        text = setter.prose(finding.text)
        yield "#" + call("finding", plain(setter.evidence(finding.evidence)), text)
    if lesson.research.unknown:
        yield "#" + call("small-part", plain(words.unknown), setter.prose(lesson.research.unknown))

    for exercise in lesson.exercises:
        yield from render_exercise(setter, exercise)

    if lesson.exercises:
        yield "#after-sheets()"
    if lesson.if_it_does_not_help:
        yield "#" + call("part", plain(words.if_it_does_not_help))
        yield render_prose(lesson.if_it_does_not_help, setter.links)
    if lesson.variants:
        yield "#" + call("part", plain(words.variants))
        for word in setter.library.words("variant"):
            text = setter.prose(lesson.variants[word])
            yield "#" + call("small-part", plain(setter.library.label("variant", word)), text)
    if lesson.key_points:
        yield "#" + call("key-points", *map(setter.phrase, lesson.key_points))
    if lesson.related:
        yield "#" + call("part", plain(words.related))
        yield "#" + call("place-list", *(setter.place(setter.library.lessons[id_]) for id_ in lesson.related))
    if setter.library.safety.line or lesson.review:
        yield "#" + call(
            "closing",
            setter.phrase(setter.library.safety.line),
            setter.reviewed(lesson),
            whole=setter.whole(setter.library.safety.line),
        )
    sources = sorted(cited(lesson), key=lambda id_: setter.links.numbers[id_])
    if sources:
        yield "#" + call("sources", *(_short_source(setter, setter.library.works[id_]) for id_ in sources))


def _short_source(setter: Setter, work: Work) -> str:
    words = f"{authors_of(work, short=True)} ({work.year})"
    return array((str(setter.links.numbers[work.id]), label("ref", work.id), plain(words)))
