"""Claims and their sources: facts are told by id, and what is known only from memory says so."""

from __future__ import annotations

import pytest

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.model.library import texts
from mkdocs_securebase.model.prose import plain_text

from .guides import library_with

MEMORY = ("references", 'verified: "yes"', "verified: memory")
READ = 'type: book, authors: [Lee B], year: 2002, title: Read, supports: Much., verified: "yes", seen: abstract'
LOOKED_UP = ("references", "works:\n", f"works:\n  - {{id: lee-2002, {READ}}}\n")
FINDING = ("lessons/one", "Mind them.", "We know it from memory.")


def told(sentence: str, *edits: tuple[str, str, str]) -> list[str]:
    """What an author is told of lesson one with this sentence in place of the fact that it tells."""
    changed = ("lessons/one", "[](fact:words-matter)", sentence)
    problems = check_library(library_with(*edits, changed))
    return [problem.message for problem in problems if problem.position.file.endswith("one.yaml")]


@pytest.mark.parametrize(
    "sentence",
    [
        "[](fact:words-matter) We cite it from memory.",
        "We could not look it up again. [](fact:words-matter)",
        "We have not looked this up. [](fact:words-matter)",
    ],
)
def test_a_text_may_cite_from_memory_if_it_says_so(sentence: str) -> None:
    assert told(sentence, MEMORY, FINDING) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "[](fact:words-matter)",
        "People answered from memory. [](fact:words-matter)",
        "[](fact:words-matter)\n\n      We cite the next one from memory.",
    ],
)
def test_other_words_do_not_say_so(sentence: str) -> None:
    assert told(sentence, MEMORY, FINDING) == ["'smith-2001' is known only from memory, and the text does not say so"]


def test_a_work_that_was_looked_up_may_stand_beside_it() -> None:
    both = ("references", "found: A study says so.", "found: A study says so., also: [lee-2002]")

    assert told("[](fact:words-matter)", LOOKED_UP, MEMORY, FINDING, both) == []


@pytest.mark.parametrize(
    "sentence", ["It is so.[](ref:smith-2001)", "[](fact:words-matter) It is so.[](ref:smith-2001)"]
)
def test_what_a_work_found_is_told_in_no_other_words(sentence: str) -> None:
    assert told(sentence) == ["what 'smith-2001' found is told in other words here"]


def test_a_result_stands_under_its_work_first() -> None:
    assert told("A study of cats found that they sleep.[](ref:lee-2002)", LOOKED_UP) == [
        "research is told here that stands under no work: “A study of cats found that …”"
    ]
    assert told("Lee called it sleep.[](ref:lee-2002)", LOOKED_UP) == []


def test_a_text_tells_the_brief_words_and_a_finding_the_whole() -> None:
    brief = ("references", "found: A study says so.", "found: One study says so., brief: So it seems.")
    lesson = library_with(brief).lessons["one"]

    assert any("So it seems." in text for _, text in texts(lesson.body))
    assert [plain_text(finding.text) for finding in lesson.research.findings] == ["One study says so. Mind them."]
    assert [finding.evidence for finding in lesson.research.findings] == ["early"]
