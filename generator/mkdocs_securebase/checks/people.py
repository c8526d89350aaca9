"""People who come back: they are where their file says, at the age that it says, and in enough lessons to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.blocks import Example
from ..model.documents import WorkedExample
from ..model.library import parts
from ..problems import Code, Problem
from .limits import LESSONS_OF_A_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Lesson, Person
    from ..model.library import Library
    from ..problems import Path


def check_people(library: Library) -> Iterator[Problem]:
    """Each person appears in the lessons that their entry names, under one age, and in enough of them."""
    people = library.people
    if people is None:
        return
    origin = library.origin(people)
    for number, person in enumerate(people.people):
        shown = {lesson.id for lesson in library.lessons.values() if any(_examples(lesson, person))}
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
        for lesson in library.lessons.values():
            for path, name in _examples(lesson, person):
                if not name.startswith(f"{person.name}, {person.age}"):
                    message = f"{person.name} is {person.age}, and here it says “{name}”"
                    position = library.origin(lesson).at(*path, "person")
                    yield Problem(Code.PEOPLE, position, message, f"write “{person.name}, {person.age}”")


def _examples(lesson: Lesson, person: Person) -> Iterator[tuple[Path, str]]:
    """The examples of a lesson that show a person, each with how it names them."""
    examples: list[tuple[Path, Example | WorkedExample]] = [*parts(lesson, Example), *parts(lesson, WorkedExample)]
    for path, example in examples:
        if example.person.split(",")[0].strip() == person.name:
            yield path, example.person
