"""A percentage says of whom it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.checks.languages.en import bare_percents
from mkdocs_securebase.checks.numbers import numbers, percents


@pytest.mark.parametrize(
    "sentence",
    [
        "It was seen in 20% of adults.",
        "It was seen in 20 per cent of the 388 people who took part.",
        "Of 388 people, 20% said so.",
        "In 40 of 100 couples nothing changed.",
        "It was seen in 12.5% of these couples.",
    ],
)
def test_it_may_stand_with_the_people_it_is_of(sentence: str) -> None:
    assert bare_percents(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["It rose by 20%.", "It was 20 per cent.", "I am 100% sure.", "20% of it is luck."]
)
def test_it_may_not_stand_alone(sentence: str) -> None:
    assert len(bare_percents(sentence)) == 1


@given(st.lists(st.integers(0, 99999).map(str), max_size=8))
def test_every_number_in_figures_counts_once(found: list[str]) -> None:
    assert numbers(" and ".join(found)) == found
    assert len(percents(" and ".join(f"{number}%" for number in found))) == len(found)
