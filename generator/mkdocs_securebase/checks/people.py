"""People who come back: they are where their file says, at the age that it says, and in enough lessons to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model.blocks import Example
from ..model.documents import WorkedExample
from ..model.library import parts
from ..problems import Code, Problem
from .limits import LESSONS_OF_A_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Lesson
    from ..model.library import Library
    from ..problems import Path


def check_people(library: Library) -> Iterator[Problem]:
    """Each person appears in the lessons that their entry names, under one age, and in enough of them."""
    people = library.people
    if people is None:
        return
    origin = library.origin(people)
    examples = [example for lesson in library.lessons.values() for example in _examples(lesson)]
    for number, person in enumerate(people.people):
        theirs = [shown for shown in examples if shown.person.split(",")[0].strip() == person.name]
        shown = {example.lesson.id for example in theirs}
        for index, id_ in enumerate(person.appears):
            if id_ in library.lessons and id_ not in shown:
                message, hint = (
                    f"no example of '{id_}' shows {person.name}",
                    "list the lesson under `planned:` until one does",
                )
                yield Problem(Code.PEOPLE, origin.at("people", number, "appears", index), message, hint)
        for id_ in sorted(shown - set(person.appears)):
            message, hint = f"an example of '{id_}' shows {person.name}", "list the lesson here"
            yield Problem(Code.PEOPLE, origin.at("people", number, "appears"), message, hint)
        lessons = {*person.appears, *person.planned}
        if not LESSONS_OF_A_PERSON.allows(len(lessons)):
            message = f"{person.name} is to be in {len(lessons)} lessons; {LESSONS_OF_A_PERSON}"
            hint = "somebody who comes back seldom cannot change: plan more lessons"
            yield Problem(Code.PEOPLE, origin.at("people", number, "appears"), message, hint)
        for example in theirs:
            if not example.person.startswith(f"{person.name}, {person.age}"):
                message = f"{person.name} is {person.age}, and here it says “{example.person}”"
                position = library.origin(example.lesson).at(*example.path, "person")
                yield Problem(Code.PEOPLE, position, message, f"write “{person.name}, {person.age}”")


class _Shown(NamedTuple):
    """An example, by how it names its person and where it stands."""

    person: str
    lesson: Lesson
    path: Path


def _examples(lesson: Lesson) -> Iterator[_Shown]:
    for path, example in parts(lesson, Example):
        yield _Shown(example.person, lesson, path)
    for path, worked in parts(lesson, WorkedExample):
        yield _Shown(worked.person, lesson, path)
