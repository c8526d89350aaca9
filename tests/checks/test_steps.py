"""Steps begin with what to do; a verb that the check has not met raises no alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.checks.languages.en import begins_with_a_verb
from mkdocs_securebase.model.prose import plain_text

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library


@pytest.mark.parametrize(
    "step",
    [
        "Write the doubt down in one line.",
        "When you are ready, write it down.",
        "For two minutes, breathe out slowly.",
        "Slowly let one breath out.",
        "Then put the sheet away.",
        "Choose: do, ask once, or let be.",
        "Question the thought.",
        "Bring a cup of tea.",
        "Do not send it yet.",
        "Don’t send it yet.",
        "Unclench your toes.",
    ],
)
def test_an_instruction_begins_with_a_verb(step: str) -> None:
    assert begins_with_a_verb(step)


@pytest.mark.parametrize(
    "step",
    [
        "The feet on the floor.",
        "Your breath, going out.",
        "Two minutes of writing.",
        "Breathing out slowly.",
        "When you are ready.",
        "When you are ready, your feet.",
        "You write it down.",
        "10 breaths.",
        "Attention to the feet.",
        "…",
    ],
)
def test_what_names_a_thing_does_not(step: str) -> None:
    assert not begins_with_a_verb(step)


def test_no_step_of_the_guide_raises_a_false_alarm(library: Library) -> None:
    steps = [plain_text(step) for _, exercise in library.exercises.values() for step in exercise.steps]

    assert len(steps) > 50
    assert [step for step in steps if not begins_with_a_verb(step)] == []
