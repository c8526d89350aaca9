"""Whatever a file holds, it is brought in whole or refused by place: never a traceback, never half."""

from __future__ import annotations

import json

import pytest

from mkdocs_securebase.exchange.fhir import Fate

from .variants import DROPPED, checked, fhir_variants, imported, sound, table_variants, with_


def test_hundreds_of_broken_fhir_files_are_brought_in_or_refused() -> None:
    brought = 0
    variants = [*fhir_variants()]
    for name, content in variants:
        found = imported(content)  # what it brings in has passed the check
        assert (found.fields is None) == bool(found.problems), name
        assert all(problem.position.file == "x.json" and problem.message for problem in found.problems), name
        assert found.fields is None or not found.counts[Fate.REFUSED], name
        brought += found.fields is not None
    assert len(variants) >= 200
    assert brought > 40


SLIPS: dict[str, tuple[tuple[str | int, ...], object, str]] = {
    "null for a list": (("contained",), None, "contained: null, but a list is expected"),
    "a text for an item": (("item", 0), "q1", "item[0]: the text 'q1', but an object is expected"),
    "a list for an answer": (("item", 0, "answerOption", 1), [], "item[0].answerOption[1]: a list, but an object"),
    "a number for a code": (
        ("contained", 0, "compose", "include", 0, "concept", 0, "code"),
        7,
        "contained[0].compose.include[0].concept[0].code: 7, but a text is expected",
    ),
    "a text for a worth": (
        ("item", 0, "answerOption", 0, "valueCoding", "extension", 0, "valueDecimal"),
        "1",
        "item[0].answerOption[0].valueCoding.extension[0].valueDecimal: the text '1', but a number is expected",
    ),
    "no linkId": (("item", 1, "linkId"), DROPPED, "item[1]: `linkId` is missing"),
    "an empty linkId": (("item", 1, "linkId"), "", "item[1].linkId: the text '', but a text that is not empty"),
    "half a character": (("item", 0, "text"), "\ud800", "item[0].text: half a character"),
}


@pytest.mark.parametrize("case", SLIPS)
def test_a_slip_names_its_path(case: str) -> None:
    path, value, message = SLIPS[case]

    (problem,) = imported(json.dumps(with_(path, value)).encode()).problems

    assert problem.message.startswith(message)


def test_the_sound_one_is_brought_in_and_adds_up() -> None:
    found = imported(json.dumps(sound()).encode())

    assert found.problems == ()
    assert found.account == "items in the file: 7, of which 5 brought in, 2 left out with a note, 0 refused"


def test_hundreds_of_broken_tables_are_read_or_refused_by_line() -> None:
    read = 0
    variants = [*table_variants()]
    for name, content in variants:
        found = checked(content)
        assert all(problem.position.file == "x.csv" and problem.position.line >= 1 for problem in found.problems), name
        read += not found.problems
    assert len(variants) >= 200
    assert read > 20
