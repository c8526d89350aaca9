"""What is true on one medium alone: how authors mark it, where it stands then, and what check tells of the rest."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.checks import other_medium
from mkdocs_securebase.model.medium import on_medium, texts_on
from mkdocs_securebase.model.prose import TwoWays
from mkdocs_securebase.render.book import render_book
from mkdocs_securebase.render.site import render_site
from mkdocs_securebase.source import read_library

from .projects import ROOT, copy_minimal

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.model.prose import Medium

QUIET = "      It's a quiet evening, and you read a [plain word](term:word).\n"
WORDS = "content/interface.yaml"
LESSON, LEAVE = "content/lessons/one.yaml", "if-it-does-not-help: |\n  Leave it for today.\n"
KETTLE = ROOT / "tests" / "browser" / "instruments" / "kettle.yaml"


def changed(folder: Path, *edits: tuple[str, str, str]) -> Library:
    """The smallest guide with some passages replaced."""
    copy_minimal(folder)
    (folder / WORDS).write_text("kind: interface\n", encoding="utf-8")
    for file, old, new in edits:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    library, problems = read_library(folder)
    assert library is not None, problems
    assert problems == ()
    return library


def site_of(library: Library) -> str:
    return "\n".join(file.text for file in render_site(library))


def book_of(library: Library) -> str:
    return "\n".join((render_book(library).main, render_book(library).files["words.typ"]))


MARKED = [
    (
        LESSON,
        "  - example:",
        "  - prose: Screen alone.\n    on: screen\n  - {prose: Paper alone., on: paper}\n  - example:",
    ),
    (LESSON, LEAVE, "if-it-does-not-help: {screen: Screen alone., paper: Paper alone.}\n"),
    (
        LESSON,
        LEAVE,
        "if-it-does-not-help:\n  - Said on both.\n"
        "  - {on: screen, text: Screen alone.}\n  - {on: paper, text: Paper alone.}\n",
    ),
    (
        LESSON,
        LEAVE,
        "if-it-does-not-help:\n  - Said on both.\n  - {screen: Screen alone., paper: Paper alone.}\n",
    ),
    (LESSON, "  - Know one thing", "  - {screen: Screen alone., paper: Paper alone.}"),
    (LESSON, "    name: Try one", "    name: {screen: Screen alone., paper: Paper alone.}"),
    (LESSON, "label: My line", "label: {screen: Screen alone., paper: Paper alone.}"),
    (WORDS, "kind: interface", "kind: interface\nlesson:\n  goals: {screen: Screen alone., paper: Paper alone.}"),
]  # fmt: skip


@pytest.mark.parametrize(
    "edit", MARKED, ids=["block", "prose", "parts", "parts in two ways", "line", "name", "label", "interface"]
)
def test_each_medium_says_its_own(edit: tuple[str, str, str], tmp_path: Path) -> None:
    library = changed(tmp_path / "guide", edit)
    site, book = site_of(library), book_of(library)

    assert "Screen alone" in site
    assert "Paper alone" not in site
    assert "Paper alone" in book
    assert "Screen alone" not in book
    assert ("Said on both" in site) == ("Said on both" in book) == ("Said on both" in edit[2])


def test_a_guide_without_marks_is_the_same_value_on_both(tmp_path: Path) -> None:
    library = changed(tmp_path / "guide")

    assert on_medium(library, "screen") == on_medium(library, "paper") == library


def test_sources_of_paper_are_numbered_in_the_book_alone(tmp_path: Path) -> None:
    cites = "if-it-does-not-help:\n  - Rest.\n  - {on: paper, text: 'A study says so.[](ref:smith-2001)'}\n"
    library = changed(tmp_path / "guide", (LESSON, LEAVE, cites))

    assert "#cited((1, <ref-smith-2001>))" in book_of(library)


def test_words_in_two_ways_go_from_one_process_to_another() -> None:
    words = TwoWays("Tap here", "Tick here")
    kept = pickle.loads(pickle.dumps(words))

    assert (kept, kept.paper) == ("Tap here", "Tick here")


@pytest.mark.parametrize(
    "words",
    [
        "Tap the button.",
        "Press “Leave” to go.",
        "Choose them below.",
        "Choose an answer below.",
        "Press the button.",
        "Erase everything when you are done.",
        "Nothing you typed is kept.",
        "What you type goes nowhere.",
        "The sheet on this page is yours.",
        "It is also in the book.",
        "It is kept on this device.",
        "Close this tab.",
        "Write to the public issue tracker.",
        "Your answers lie somewhere in the soft patch.",
        "Scroll down for more.",
    ],
)
def test_words_to_a_device_that_reach_paper_are_told_with_their_place(words: str, tmp_path: Path) -> None:
    guide = tmp_path / "guide"
    library = changed(guide, (LESSON, QUIET, QUIET + f"\n      {words}\n"))
    found = other_medium(library)

    assert found
    line = (guide / LESSON).read_text(encoding="utf-8").splitlines().index(f"      {words}") + 1
    assert {(one.position.file, one.position.line) for one in found} == {(LESSON, line)}
    assert "on: screen" in found[0].hint


def test_marked_words_to_a_device_are_not_told(tmp_path: Path) -> None:
    marked = "  - prose: Tap the button on this page.\n    on: screen\n  - example:"

    assert other_medium(changed(tmp_path / "guide", (LESSON, "  - example:", marked))) == ()


def test_words_of_paper_that_reach_the_screen_are_told(tmp_path: Path) -> None:
    library = changed(tmp_path / "guide", (LESSON, QUIET, QUIET + "\n      There is more overleaf.\n"))

    [found] = other_medium(library)
    assert found.message.startswith("'overleaf' reaches screen")
    assert "on: paper" in found.hint


@pytest.mark.parametrize("medium", ["screen", "paper"])
def test_the_guide_says_nothing_that_cannot_be_true(medium: Medium) -> None:
    library, _ = read_library(ROOT)
    assert library is not None

    assert [str(one) for one in other_medium(library)] == []
    assert sum(1 for document in library.documents() for _ in texts_on(document, medium)) > 5_000


def test_paper_tells_whoever_gave_one_answer_throughout_when_that_is_so() -> None:
    library, _ = read_library(ROOT)
    assert library is not None
    book = render_book(library).main

    assert "You gave the same answer throughout" not in book
    for instrument in library.instruments.values():
        assert instrument.answer_notes is not None
        count = instrument.answer_notes.same_throughout.at_least
        assert library.interface.book.same_throughout.format(count=count) in book


def test_the_book_names_the_address_of_its_site_or_how_to_find_it(tmp_path: Path) -> None:
    library = changed(tmp_path / "guide")
    named, unnamed = render_book(library, address="https://example.org/guide/").main, render_book(library).main

    assert '#link("https://example.org/guide/", address("https://example.org/guide/"))' in named
    words = library.interface.book.website_unnamed.format(title=library.course.title)
    assert words.split(",")[0] in unnamed
    assert words.split(",")[0] not in named
