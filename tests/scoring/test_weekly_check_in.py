"""The weekly check-in counts days, and a calm week can be a steady one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.library import Library

FREQUENCY = r"once|twice|again and again|more than|every|often|sometimes|kept \w+ing|always|days?"
WORRY = r"worr\w+|unsure|afraid|fear\w*|upset|alarm|calm\w*"


def weekly(library: Library) -> Instrument:
    return library.instruments["weekly-check-in"]


def test_each_number_of_days_has_one_response(library: Library) -> None:
    """In order, without a gap and without an overlap."""
    labels = [anchor.label for anchor in weekly(library).response_scale.anchors]
    assert labels[0] == "Not at all"
    days = [int(number) for label in labels[1:] for number in re.findall(r"\d", label)]

    assert days == [1, 2, 3, 4, 5, 6, 7]


def test_no_statement_holds_a_frequency_of_its_own(library: Library) -> None:
    for item in weekly(library).items:
        assert not re.search(rf"\b({FREQUENCY})\b", item.text), item.text


def test_what_steadies_needs_no_worry_to_occur(library: Library) -> None:
    """So that the sum does not fall when somebody gets better."""
    instrument = weekly(library)
    (steadying,) = (dimension for dimension in instrument.dimensions if dimension.id == "steadying")
    for item in instrument.items:
        if item.id in steadying.items:
            assert not re.search(rf"\b({WORRY})\b", item.text), item.text
