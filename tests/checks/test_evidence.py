"""Claims and their sources: what is known only from memory says so."""

from __future__ import annotations

import pytest

from mkdocs_securebase.checks import check_library

from .guides import library_with

MEMORY = ("references", 'supports: Words matter.\n    verified: "yes"', "supports: Words matter.\n    verified: memory")
READ = 'type: book, authors: [Lee B], year: 2002, title: Read, supports: Much., verified: "yes", seen: abstract'
LOOKED_UP = ("references", "works:\n", f"works:\n  - {{id: lee-2002, {READ}}}\n")
FINDING = ("lessons/one", "One study found it.", "One study found it. We know it from memory.")


def told(sentence: str, *edits: tuple[str, str, str]) -> list[str]:
    """What an author is told of lesson one with this sentence, while the work it cites is known only from memory."""
    changed = ("lessons/one", "A study says so.[](ref:smith-2001)", sentence)
    problems = check_library(library_with(*edits, MEMORY, FINDING, changed))
    return [problem.message for problem in problems if problem.position.file.endswith("one.yaml")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A study says so, and we cite it from memory.[](ref:smith-2001)",
        "A study says so.[](ref:smith-2001) We could not look it up again.",
        "We have not looked this up, but a study says so.[](ref:smith-2001)",
    ],
)
def test_a_text_may_cite_from_memory_if_it_says_so(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A study says so.[](ref:smith-2001)",
        "People answered from memory.[](ref:smith-2001)",
        "A study says so.[](ref:smith-2001)\n\n      We cite the next one from memory.",
    ],
)
def test_other_words_do_not_say_so(sentence: str) -> None:
    assert told(sentence) == ["'smith-2001' is known only from memory, and the text does not say so"]


def test_a_work_that_was_looked_up_may_stand_beside_it() -> None:
    assert told("Two studies say so.[](ref:lee-2002)[](ref:smith-2001)", LOOKED_UP) == []
    assert told("One says so,[](ref:lee-2002) and one more.[](ref:smith-2001)", LOOKED_UP) != []
