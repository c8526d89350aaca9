"""Grade and SMOG: the published formulas, monotone, and blind to words that the glossary explains."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.checks.glossary import familiar
from mkdocs_securebase.checks.languages import en
from mkdocs_securebase.checks.readability import measure_readability

from .guides import library_with

if TYPE_CHECKING:
    from mkdocs_securebase.model.quality import Readability

SHORT = ("the", "cat", "sat", "by", "our", "door", "and", "slept", "till", "noon")
LONG = ("reassurance", "relationship", "uncertainty", "availability")
NOTHING_KNOWN = re.compile(r"(?!)")
SENTENCES = st.lists(st.lists(st.sampled_from(SHORT + LONG), min_size=3, max_size=15), min_size=40, max_size=50)


def grade_of(found: list[list[str]]) -> Readability:
    result = measure_readability([" ".join(sentence) for sentence in found], NOTHING_KNOWN, en)
    assert result is not None
    return result


def test_a_text_of_one_syllable_words_gets_the_formulas_lowest_values() -> None:
    result = grade_of([["cat"] * 10] * 20)

    assert result.grade == pytest.approx(0.39 * 10 + 11.8 * 1 - 15.59)
    assert result.smog == pytest.approx(3.1291)


def test_the_formulas_are_the_published_ones() -> None:
    result = grade_of([["reassurance"] + ["cat"] * 9] * 20)  # 10 words, 13 syllables, one long word a sentence

    assert result.grade == pytest.approx(0.39 * 10 + 11.8 * 13 / 10 - 15.59)
    assert result.smog == pytest.approx(1.043 * (30 * 1) ** 0.5 + 3.1291)


@given(SENTENCES)
def test_the_order_of_sentences_does_not_matter(found: list[list[str]]) -> None:
    assert grade_of(found) == grade_of(list(reversed(found)))


@given(SENTENCES, st.sampled_from(LONG))
def test_longer_words_and_longer_sentences_raise_the_grade(found: list[list[str]], long: str) -> None:
    base = grade_of(found)
    longer_words = grade_of([[long, *sentence[1:]] if sentence[0] in SHORT else sentence for sentence in found])
    joined = grade_of([[*first, *second] for first, second in zip(found[::2], found[1::2], strict=False)])

    assert longer_words.grade >= base.grade
    assert longer_words.smog >= base.smog
    assert joined.grade > grade_of(found[: len(found) // 2 * 2]).grade


@given(SENTENCES)
def test_words_of_the_glossary_count_as_short(found: list[list[str]]) -> None:
    text = [" ".join(sentence) for sentence in found]
    with_cats = [" ".join("cat" if word == "reassurance" else word for word in sentence) for sentence in found]
    glossary = library_with(("glossary", "term: word,", "term: reassurance,")).glossary

    assert measure_readability(text, familiar(glossary), en) == measure_readability(with_cats, NOTHING_KNOWN, en)


def test_a_handful_of_sentences_gets_no_grade() -> None:
    assert measure_readability(["The cat sat by the door."] * 10, NOTHING_KNOWN, en) is None


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a measure opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert grade_of([["unheardofword", *SHORT]] * 20).grade > 0
