"""What counts as a word, a sentence and a paragraph, and which words are heard in which context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.checks.languages.en import sentences
from mkdocs_securebase.checks.limits import LONGEST_SENTENCE
from mkdocs_securebase.checks.text import words

from .guides import library_with

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
ABBREVIATIONS = {"dr", "mr", "ms", "mrs", "st", "vs"}
"""Words after which a full stop ends no sentence."""

SENTENCE = (
    st.lists(WORD, min_size=1, max_size=12)
    .filter(lambda found: found[-1] not in ABBREVIATIONS)
    .map(lambda found: " ".join(found).capitalize() + ".")
)


def test_words_keep_their_apostrophes_hyphens_and_decimals() -> None:
    assert words("She’s well-read: 4,000 pages, 2.5 a minute, at 10:30.") == [
        "She’s", "well-read", "4,000", "pages", "2.5", "a", "minute", "at", "10:30",
    ]  # fmt: skip


@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_a_text_is_its_sentences(found: list[str]) -> None:
    assert sentences(" ".join(found)) == found
    assert sentences("\n\n".join(found)) == found


@given(st.text(), st.text())
def test_words_of_two_paragraphs_are_the_words_of_each(first: str, second: str) -> None:
    assert words(f"{first}\n\n{second}") == words(first) + words(second)


@given(st.text())
def test_each_word_stands_in_one_sentence(text: str) -> None:
    assert [word for sentence in sentences(text) for word in words(sentence)] == words(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Are you all right?” she asks.",
        "He wrote “Shall we talk tomorrow?” and went to bed.",
        "Dr. Osei listens, and Mrs. Adeyemi makes tea.",
        "No, wait … then I said it.",
    ],
)
def test_what_goes_on_after_a_question_is_the_same_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_talk_is_as_many_sentences_as_are_said() -> None:
    assert len(sentences("“You seem far away.” Karim put the plate down. “Is it us?”")) == 3


@given(st.integers(min_value=1, max_value=40))
def test_a_sentence_is_too_long_from_the_26th_word(count: int) -> None:
    library = library_with(("faqs/why", "Because.", "Word" + " word" * (count - 1) + "."))

    assert bool(check_library(library)) == (count > LONGEST_SENTENCE.number == 25)


@pytest.mark.parametrize(
    "said",
    [
        "The avoidant pulls away.",
        "An anxious partner asks again.",
        "Some anxious people wait.",
        "Avoidants leave.",
        "You are not broken.",
        "The call failed him.",
        "This always helps.",
        "It will never be enough.",
    ],
)
def test_nobody_is_a_type_or_broken_and_nothing_is_sure(said: str) -> None:
    problems = check_library(library_with(("faqs/why", "Because.", said)))

    assert ["is not said in this guide" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    "said",
    [
        "It was an anxious evening.",
        "Anxious attachment is one word for it.",
        "The promise was broken.",
        "“I am broken”, says the thought, and “they will never love me”.",
        "You need not always ask.",
        "Overprotective or anxious parents can play a part.",
    ],
)
def test_words_are_free_where_they_label_nobody(said: str) -> None:
    assert check_library(library_with(("faqs/why", "Because.", said))) == ()
