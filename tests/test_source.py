"""Reading: YAML as authors mean it, positions that point at the right character, and no input that crashes."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from mkdocs_securebase.model.prose import (
    Citation,
    Emphasis,
    Paragraph,
    Phrase,
    Prose,
    Reference,
    Text,
    citations,
    plain_text,
)
from mkdocs_securebase.problems import Position
from mkdocs_securebase.source import parse_library
from mkdocs_securebase.source.parse import parse_document
from mkdocs_securebase.source.prose import parse_phrase, parse_plain, parse_prose
from mkdocs_securebase.source.yaml_loader import load_yaml

from .projects import minimal_files


def test_no_and_dates_and_times_stay_text() -> None:
    loaded = load_yaml(b"a: no\nb: on\nc: 1:30\nd: 2026-11-24\ne: 2.250\nf: 007\n", "x.yaml")

    assert loaded.data == {"a": "no", "b": "on", "c": "1:30", "d": "2026-11-24", "e": Decimal("2.250"), "f": 7}


def test_positions_point_at_keys_values_and_lines_of_a_block() -> None:
    origin = load_yaml(b"kind: x\nitems:\n  - text: |\n      first\n      second\n    more: 1\n", "x.yaml").origin

    assert origin.key("items", 0, "text") == Position("x.yaml", 3, 5)
    assert origin.at("items", 0, "text") == Position("x.yaml", 4, 7)
    assert origin.line_of(("items", 0, "text"), 1) == Position("x.yaml", 5, 7)
    assert origin.at("items", 0, "absent") == origin.at("items", 0)


def test_windows_line_ends_and_a_byte_order_mark_are_accepted() -> None:
    loaded = load_yaml("\ufeffa: 1\r\nb: 2\r\n".encode(), "x.yaml")

    assert (loaded.data, loaded.problems) == ({"a": 1, "b": 2}, ())


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_loader(content: bytes) -> None:
    loaded = load_yaml(content, "x.yaml")

    assert all(problem.position.file == "x.yaml" and problem.message for problem in loaded.problems)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "title", "body", "goals", "prose", "research"]), inner, max_size=4)
        ),
        max_leaves=12,
    ),
    st.sampled_from(["lesson", "faq", "page", "course", "safety", "instrument"]),
    st.sampled_from(["id", "title", "body", "goals", "research", "modules", "items", "lines"]),
)
def test_no_shape_of_data_crashes_the_parser(value: object, kind: str, key: str) -> None:
    content = json.dumps({"kind": kind, key: value}).encode()

    source, problems = parse_document(content, "content/x.yaml")

    assert source is None
    assert problems
    assert all(problem.position.line == 1 for problem in problems)


def test_prose_becomes_paragraphs_lists_and_typographic_quotes() -> None:
    prose = parse_prose("She didn't *ask*.[](ref:a-1)\n\n- one\n- two")

    assert prose.blocks[0] == Paragraph((Text("She didn’t "), Emphasis((Text("ask"),)), Text("."), Citation("a-1")))
    assert plain_text(prose) == "She didn’t ask.\n\none\n\ntwo"
    assert list(citations(prose)) == ["a-1"]
    assert [link.target for link in prose.links] == [Reference("ref", "a-1")]


def test_a_source_number_follows_its_sentence_without_a_gap() -> None:
    assert parse_phrase("A fact. [](ref:a)\n[](ref:b) More.").children == (
        Text("A fact."),
        Citation("a"),
        Citation("b"),
        Text(" More."),
    )


def test_plain_words_keep_their_marks() -> None:
    assert parse_plain('It\'s *not* marked & "quoted"') == "It’s *not* marked & “quoted”"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_prose_either_parses_or_tells_its_mistakes(text: str) -> None:
    for parse, kind in ((parse_prose, Prose), (parse_phrase, Phrase)):
        try:
            assert isinstance(parse(text), kind)
        except ValueError as error:
            mistakes = getattr(error, "context", {}).get("mistakes", ())
            assert mistakes, f"{text!r} is refused without saying why"


@pytest.mark.parametrize("text", ["One.\n\nTwo.", "- One", "One.\n\nTwo.\n\nThree.", " "])
def test_a_phrase_is_one_paragraph(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_phrase(text)


def test_only_what_stands_before_a_mistake_is_blamed_for_it() -> None:
    (problem,) = load_yaml("v: w\nx: y\na: b: c\nd:\u00a0e\n".encode(), "x.yaml").problems

    assert problem.position.line == 3


def test_the_library_follows_the_course() -> None:
    library, problems = parse_library(minimal_files())

    assert library is not None
    assert problems == ()
    assert list(library.lessons) == ["one", "two"]
    assert [lesson.id if lesson else None for lesson in library.neighbours("one")] == [None, "two"]
    assert list(library.exercises) == ["try-one", "try-two"]
    assert list(library.works) == ["smith-2001"]
    assert [document.kind for document in library.citing["smith-2001"]] == ["lesson", "lesson"]


def test_a_library_can_be_handed_to_another_process() -> None:
    library, _ = parse_library(minimal_files())

    assert pickle.loads(pickle.dumps(library)) == library
