"""FHIR R4 questionnaires: what is asked and what each answer is worth survives the way there and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.checks.instruments import check_questionnaire
from mkdocs_securebase.cli import main
from mkdocs_securebase.exchange.fhir import ORDINAL, fields_as_yaml, questionnaire_as_fhir, questionnaire_from_fhir
from mkdocs_securebase.importing import bring_in
from mkdocs_securebase.model.prose import plain_text
from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.score import score
from mkdocs_securebase.source.parse import parse_questionnaire

from ..properties import cases
from ..scoring.test_proofs import any_questionnaire
from ..scoring.test_questionnaires import FILES, read

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.questionnaire import Questionnaire


def there_and_back(questionnaire: Questionnaire) -> Questionnaire:
    return brought_in(questionnaire_as_fhir(questionnaire))


def brought_in(fhir: dict[str, Any]) -> Questionnaire:
    imported = questionnaire_from_fhir(json.dumps(fhir).encode(), "x.json")
    assert imported.problems == ()
    source, problems = parse_questionnaire(fields_as_yaml(imported).encode(), "x.yaml")
    assert source is not None, [str(problem) for problem in problems]
    assert [str(problem) for problem in check_questionnaire(source.document, source.origin)] == []
    return source.document


def asked(questionnaire: Questionnaire) -> list[object]:
    """What a respondent sees, and what each response is worth."""
    table = compile_table(questionnaire)
    return [
        (
            item.id,
            item.text,
            item.keying == "unscored",
            scale.skip,
            [(anchor.value, anchor.label) for anchor in scale.anchors],
            table.points[item.id],
            table.asked.get(item.id) and (table.asked[item.id].by, table.asked[item.id].on),
        )
        for item in questionnaire.items
        for scale in (questionnaire.scale_of(item),)
        if scale
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_items_scales_and_points_come_back_as_they_went(path: Path) -> None:
    questionnaire = read(path)

    again = there_and_back(questionnaire)

    assert asked(again) == asked(questionnaire)
    assert [(s.id, s.title, s.starts_with) for s in again.sections] == [
        (s.id, s.title, s.starts_with) for s in questionnaire.sections
    ]
    assert [plain_text(s.intro) for s in again.sections] == [plain_text(s.intro) for s in questionnaire.sections]
    for name in ("source", "licence", "tested"):
        assert plain_text(getattr(again.passport, name)) == plain_text(getattr(questionnaire.passport, name))
    assert (again.id, again.title, again.passport.version) == (
        questionnaire.id,
        questionnaire.title,
        questionnaire.passport.version,
    )


def test_the_guides_own_self_check_too(closeness: Instrument) -> None:
    assert asked(there_and_back(closeness)) == asked(closeness)


def questions(fhir: dict[str, Any]) -> list[Any]:
    """The items of a file that ask something, or hold such."""
    return [item for item in fhir["item"] if not item.get("readOnly")]


@cases(60)
@given(data=st.data())
def test_so_does_any_questionnaire(data: st.DataObject) -> None:
    questionnaire = any_questionnaire(data)

    assert asked(there_and_back(questionnaire)) == asked(questionnaire)
    assert questions(questionnaire_as_fhir(there_and_back(questionnaire))) == questions(
        questionnaire_as_fhir(questionnaire)
    )


# Files as others write them -----------------------------------------------------------------------------------------


def an_option(code: str, display: str, worth: float | None = None, *, outside: bool = False) -> dict[str, Any]:
    extension = {} if worth is None else {"extension": [{"url": ORDINAL, "valueDecimal": worth}]}
    coding = {"system": "http://loinc.org", "code": code, "display": display}
    return {**extension, "valueCoding": coding} if outside else {"valueCoding": {**coding, **extension}}


def a_choice(link: str, options: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"linkId": link, "text": f"About {link}", "type": "choice", "answerOption": options, **more}


OPTIONS = [an_option("LA1-2", "Not at all", 0), an_option("LA2-0", "Some days", 1), an_option("LA3-8", "Daily", 3)]


def a_file(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire", "id": "Two-Weeks", "title": "Two weeks", "status": "draft",
        "copyright": "No permission required.", "item": list(items), **more,
    }  # fmt: skip


def test_codes_that_are_no_numbers_give_way_to_the_ordinal_values() -> None:
    questionnaire = brought_in(a_file(a_choice("/44250-9", OPTIONS), a_choice("/44255-8", OPTIONS)))

    assert [item.id for item in questionnaire.items] == ["44250-9", "44255-8"]
    assert questionnaire.response_scale is not None
    assert [anchor.value for anchor in questionnaire.response_scale.anchors] == [0, 1, 3]
    assert score(compile_table(questionnaire), {"44250-9": 3, "44255-8": 1}).scores["total"].value == (4, 1)


def test_the_ordinal_value_may_stand_beside_the_answer() -> None:
    options = [an_option("a", "No", 0, outside=True), an_option("b", "Yes", 2, outside=True)]

    assert compile_table(brought_in(a_file(a_choice("q", options)))).points == {"q": {"0": 0, "2": 2}}


def test_answers_may_stand_in_a_contained_value_set() -> None:
    concepts = [option["valueCoding"] for option in OPTIONS]
    held = {"resourceType": "ValueSet", "id": "days", "compose": {"include": [{"concept": concepts}]}}
    item = {"linkId": "q", "text": "Q", "type": "choice", "answerValueSet": "#days"}

    assert compile_table(brought_in(a_file(item, contained=[held]))).points == {"q": {"0": 0, "1": 1, "3": 3}}


def test_whole_numbers_are_worth_themselves() -> None:
    item = a_choice("q", [{"valueInteger": 1}, {"valueInteger": 2}, {"valueInteger": 3}])

    assert compile_table(brought_in(a_file(item))).points == {"q": {"1": 1, "2": 2, "3": 3}}


def test_answers_that_are_worth_less_further_down_stay_in_their_order() -> None:
    options = [an_option("a", "Never", 3), an_option("b", "At times", 2), an_option("c", "Always", 0)]
    questionnaire = brought_in(a_file(a_choice("q", options)))

    assert questionnaire.response_scale is not None
    assert [(a.label, a.value) for a in questionnaire.response_scale.anchors] == [
        ("Never", 3),
        ("At times", 2),
        ("Always", 0),
    ]
    assert questionnaire.items[0].keying == "positive"


def test_the_same_answers_worth_the_other_way_round_are_one_scale_with_a_reverse_item() -> None:
    options = [an_option("a", "Never", 0), an_option("b", "At times", 1), an_option("c", "Always", 2)]
    turned = [an_option("a", "Never", 2), an_option("b", "At times", 1), an_option("c", "Always", 0)]
    recoded = [an_option("a", "Never", 3), an_option("b", "At times", 1), an_option("c", "Always", 0)]
    questionnaire = brought_in(a_file(a_choice("q", options), a_choice("r", turned), a_choice("s", recoded)))

    assert questionnaire.other_scales == {}
    assert [item.keying for item in questionnaire.items] == ["positive", "reverse", "reverse"]
    assert questionnaire.items[2].points == {"0": 3, "1": 1, "2": 0}


def test_one_answer_without_a_value_stands_for_skipping() -> None:
    questionnaire = brought_in(a_file(a_choice("q", [*OPTIONS, an_option("LA-DK", "Rather not say")])))

    assert questionnaire.response_scale is not None
    assert questionnaire.response_scale.skip == "Rather not say"


def test_what_stands_behind_a_group_is_a_section_of_its_own() -> None:
    group = {"linkId": "g", "text": "Inside", "type": "group", "item": [a_choice("a", OPTIONS)]}
    questionnaire = brought_in(a_file(a_choice("b", OPTIONS), group, a_choice("c", OPTIONS)))

    assert [(s.title, s.starts_with) for s in questionnaire.sections] == [
        ("Two weeks", "b"),
        ("Inside", "a"),
        ("Two weeks", "c"),
    ]


def test_what_an_import_leaves_out_or_makes_up_is_told() -> None:
    total = {"linkId": "t", "text": "Total", "type": "decimal", "readOnly": True}
    hint = {"linkId": "h", "text": "Take your time.", "type": "display"}
    plain = a_choice("p", [an_option("a", "Blue"), an_option("b", "Red")])
    imported = questionnaire_from_fhir(
        json.dumps(a_file(hint, a_choice("q", OPTIONS), plain, total)).encode(), "x.json"
    )

    assert imported.notes == (
        "no answer to 'p' has an ordinal value: it is marked unscored",
        "'t' (Total) is computed; write its score as a subscale: it was left out",
        "the answers to 'q' get these values: "
        "'Not at all' (LA1-2) is 0, 'Some days' (LA2-0) is 1, 'Daily' (LA3-8) is 3",
        "the answers to 'p' get these values: 'Blue' (a) is 0, 'Red' (b) is 1",
        "the file has no version: it is called 1 here",
        "FHIR does not say how answers are scored: the sum of all items stands there; put it right",
    )


def when(**more: Any) -> dict[str, Any]:
    return {"enableWhen": [{"question": "q", "operator": "=", "answerCoding": {"code": "LA1-2"}, **more}]}


REFUSED = {
    "no JSON": (b"{", "x.json:1:2: unreadable: not readable as JSON"),
    "another resource": (b'{"resourceType": "Patient"}', "unknown-kind: this is no FHIR Questionnaire"),
    "nothing asked": (a_file(), "empty-file: the file asks nothing with answers to choose from"),
    "no licence": (a_file(a_choice("q", OPTIONS), copyright=""), "missing-field: the file says nothing of licence"),
    "nothing but a number to type in": (
        a_file({"linkId": "n", "text": "N", "type": "integer"}),
        "empty-file: the file asks nothing with answers to choose from",
    ),
    "several answers": (a_file(a_choice("q", OPTIONS, repeats=True)), "bad-value: 'q' takes several answers"),
    "two answers without a value": (
        a_file(a_choice("q", [*OPTIONS, an_option("x", "Maybe"), an_option("y", "Unknown")])),
        "missing-field: 2 answers to 'q' have no ordinal value: Maybe, Unknown",
    ),
    "half a point": (
        a_file(a_choice("q", [an_option("a", "No", 0), an_option("b", "So-so", 0.5), an_option("c", "Yes", 1)])),
        "bad-value: the answer 'So-so' to 'q' is worth 0.5",
    ),
    "one answer": (
        a_file(a_choice("q", [an_option("a", "No", 0)])),
        "bad-value: 'q' has fewer than two answers to choose from",
    ),
    "no value anywhere": (
        a_file(a_choice("q", [an_option("a", "Blue"), an_option("b", "Red")])),
        "missing-field: no answer in the file has an ordinal value",
    ),
    "a condition of two items": (
        a_file(
            a_choice("q", OPTIONS),
            a_choice("p", OPTIONS),
            a_choice("r", OPTIONS, enableWhen=[*when()["enableWhen"], *when(question="p")["enableWhen"]]),
        ),
        "bad-value: 'r' is asked on a condition that cannot be brought in: several items decide",
    ),
    "a condition on what comes later": (
        a_file(a_choice("r", OPTIONS, **when()), a_choice("q", OPTIONS)),
        "bad-value: 'r' is asked on a condition that cannot be brought in: 'q', which decides, is no earlier item",
    ),
    "an answer twice": (
        a_file(a_choice("q", [*OPTIONS, an_option("x", "some days.", 2)])),
        "bad-value: 'q' offers 'some days' twice",
    ),
    "a code twice": (
        a_file(a_choice("q", [*OPTIONS, an_option("LA1-2", "Often", 2)])),
        "bad-value: 'q' gives the code 'LA1-2' to two answers",
    ),
    "a question twice": (
        a_file(a_choice("q", OPTIONS), a_choice("r", OPTIONS, text="About Q.")),
        "bad-value: 'r' reads the same as 'q'",
    ),
    "a linkId twice": (
        a_file(a_choice("q", OPTIONS), a_choice("q", OPTIONS, text="More")),
        "duplicate-id: the linkId 'q' is given 2 times",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_scored_right_is_not_brought_in(case: str) -> None:
    given_file, expected = REFUSED[case]
    content = given_file if isinstance(given_file, bytes) else json.dumps(given_file).encode()

    imported = questionnaire_from_fhir(content, "x.json")

    assert imported.fields is None
    assert [str(problem) for problem in imported.problems if expected in str(problem)] != []


def test_a_licence_may_be_given_where_the_file_says_none(tmp_path: Path) -> None:
    fhir, out = tmp_path / "in.json", tmp_path / "out.yaml"
    fhir.write_text(json.dumps(a_file(a_choice("q", OPTIONS), copyright=None)), encoding="utf-8")

    refused = CliRunner().invoke(main, ["instrument", "import", str(fhir), "--out", str(out)])
    done = CliRunner().invoke(
        main, ["instrument", "import", str(fhir), "--licence", "Public domain", "--out", str(out)]
    )

    assert (refused.exit_code, done.exit_code) == (1, 0)
    assert "give it with --licence" in refused.stderr
    assert plain_text(read(out).passport.licence) == "Public domain"


def test_the_commands_bring_out_and_in_again(tmp_path: Path) -> None:
    path = next(file for file in FILES if file.stem == "coffee")
    out, again = tmp_path / "coffee.json", tmp_path / "coffee.yaml"

    CliRunner().invoke(main, ["instrument", "export", str(path), "--out", str(out)], catch_exceptions=False)
    CliRunner().invoke(main, ["instrument", "import", str(out), "--out", str(again)], catch_exceptions=False)

    fhir = json.loads(out.read_text(encoding="utf-8"))
    assert (fhir["resourceType"], fhir["status"], fhir["id"]) == ("Questionnaire", "active", "coffee")
    assert [item["type"] for item in fhir["item"]] == ["group"] * 3 + ["decimal"] * 8
    assert asked(read(again)) == asked(read(path))


# The ways of files in the world --------------------------------------------------------------------------------------


def notes_on(*items: dict[str, Any], **more: Any) -> list[str]:
    """What is told of a file that is brought in, but for what is told of every one of these."""
    found = bring_in(json.dumps(a_file(*items, version="1", **more)).encode(), "x.json")
    assert found.problems == ()
    return [note for note in found.notes if "FHIR does not say" not in note and "get these values" not in note]


def yes_no(link: str, **more: Any) -> dict[str, Any]:
    return a_choice(link, [an_option("1", "Yes", 1), an_option("0", "No", 0)], **more)


@pytest.mark.parametrize("answers", [("1", "0"), ("5", "4", "3", "2", "1"), ("2", "0", "9", "1")])
def test_codes_that_are_whole_numbers_stay_the_values_in_their_order(answers: tuple[str, ...]) -> None:
    options = [an_option(code, f"Answer {code}", int(code)) for code in answers]
    questionnaire = brought_in(a_file(a_choice("q", options)))

    assert questionnaire.response_scale is not None
    assert [str(anchor.value) for anchor in questionnaire.response_scale.anchors] == list(answers)
    assert compile_table(questionnaire).points["q"] == {code: int(code) for code in answers}


def test_data_coded_by_the_file_score_as_the_file_says() -> None:
    table = compile_table(brought_in(a_file(yes_no("w1"), yes_no("w2"))))

    assert score(table, {"w1": "1", "w2": "1"}).scores["total"].value == (2, 1)
    assert score(table, {"w1": "0", "w2": "0"}).scores["total"].value == (0, 1)


def test_long_codes_are_names_and_no_values() -> None:
    options = [an_option("373067005", "No", 0), an_option("373066001", "Yes", 1)]
    questionnaire = brought_in(a_file(a_choice("q", options)))

    assert questionnaire.response_scale is not None
    assert [(a.value, a.fhir and a.fhir.code) for a in questionnaire.response_scale.anchors] == [
        (0, "373067005"),
        (1, "373066001"),
    ]


def test_a_value_is_never_the_code_of_another_answer() -> None:
    # worths 2 and 1 would make "1" mean both
    options = [an_option("1", "Some", 2), an_option("b", "All", 1)]
    questionnaire = brought_in(a_file(a_choice("q", options)))

    assert questionnaire.response_scale is not None
    assert "1" not in {str(a.value) for a in questionnaire.response_scale.anchors if a.fhir and a.fhir.code == "b"}


def test_nothing_is_dropped_repeated_or_asked_of_everybody_unsaid() -> None:
    hidden = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": True}
    found = bring_in(
        json.dumps(
            a_file(
                yes_no("q1", item=[yes_no("q1a")]),
                {"linkId": "g", "type": "group", "text": "Each nap", "repeats": True, "item": [yes_no("q3")]},
                yes_no("q4", extension=[hidden]),
            )
        ).encode(),
        "x.json",
    )

    assert found.account == "items in the file: 5, of which 4 brought in, 1 left out with a note, 0 refused"
    assert "'q1a' stands under 'q1': it is asked right after it" in found.notes
    assert "the group 'g' may be answered several times (`repeats`): it is asked once here" in found.notes
    assert "'q4' (About q4) is hidden, nobody is asked: it was left out" in found.notes


def test_what_has_no_points_keeps_nothing_out() -> None:
    told = notes_on(
        yes_no("d1"),
        yes_no("d2"),
        {"linkId": "c", "type": "text", "text": "Anything else?"},
        {"linkId": "t", "type": "decimal", "text": "Total"},
        {"linkId": "v", "type": "choice", "text": "Country", "answerValueSet": "http://example.org/countries"},
        {"linkId": "m", "type": "choice", "text": "Several", "repeats": True, "answerOption": [
            {"valueString": "A"}, {"valueString": "B"}]},
    )  # fmt: skip

    assert told == [
        "'c' (Anything else?) has the type 'text', which has no points: it was left out",
        "'t' (Total) has the type 'decimal', which has no points: it was left out",
        "'v' (Country) has its answers elsewhere (http://example.org/countries), so what they are worth is not known: "
        "it was left out",
        "'m' (Several) cannot be brought in ('m' takes several answers (`repeats`)): it was left out",
    ]


def test_groups_inside_groups_become_sections_with_both_titles() -> None:
    inner = {"linkId": "aa", "type": "group", "text": "By the window", "item": [yes_no("q1")]}
    outer = {"linkId": "a", "type": "group", "text": "First room", "item": [inner, yes_no("q2")]}
    again = {"linkId": "b", "type": "group", "text": "Second room", "item": [{**inner, "linkId": "ba", "item": [
        yes_no("q3")]}, yes_no("q4")]}  # fmt: skip
    questionnaire = brought_in(a_file(outer, again, yes_no("q5")))

    assert [(section.title, section.starts_with) for section in questionnaire.sections] == [
        ("First room: By the window", "q1"),
        ("First room", "q2"),
        ("Second room: By the window", "q3"),
        ("Second room", "q4"),
        ("Two weeks", "q5"),
    ]


def test_a_display_in_front_of_questions_introduces_them() -> None:
    said = {"linkId": "h", "text": "Over the last *two* weeks …", "type": "display"}
    questionnaire = brought_in(a_file(said, yes_no("q")))

    assert [plain_text(section.intro) for section in questionnaire.sections] == ["Over the last *two* weeks …"]


CONDITIONS: dict[str, tuple[dict[str, Any], tuple[int, ...]]] = {
    "equals": ({"operator": "=", "answerCoding": {"code": "1"}}, (1,)),
    "equals by its words": ({"operator": "=", "answerCoding": {"display": "Yes"}}, (1,)),
    "is answered": ({"operator": "exists", "answerBoolean": True}, (0, 1)),
    "is answered, in STU3": ({"hasAnswer": True}, (0, 1)),
    "differs": ({"operator": "!=", "answerCoding": {"code": "0"}}, (1,)),
    "is more": ({"operator": ">=", "answerInteger": 1}, (1,)),
}


@pytest.mark.parametrize("case", CONDITIONS)
def test_a_condition_on_an_item_makes_a_section_that_is_asked_at_times(case: str) -> None:
    condition, responses = CONDITIONS[case]
    inner = yes_no("r", enableWhen=[{"question": "q", **condition}], item=[yes_no("ra")])
    questionnaire = brought_in(a_file(yes_no("q"), inner, yes_no("s")))

    assert [(s.starts_with, s.asked_if and (s.asked_if.item, tuple(sorted(s.asked_if.responses)))) for s in
            questionnaire.sections] == [("q", None), ("r", ("q", responses)), ("s", None)]  # fmt: skip


def test_a_condition_under_a_condition_holds_with_it() -> None:
    when_q = [{"question": "q", "operator": "=", "answerCoding": {"code": "1"}}]
    when_r = [{"question": "r", "operator": "=", "answerCoding": {"code": "1"}}]
    inner = {"linkId": "g", "type": "group", "text": "More", "enableWhen": when_q, "item": [
        yes_no("r"), yes_no("s", enableWhen=when_r)]}  # fmt: skip
    table = compile_table(brought_in(a_file(yes_no("q"), inner)))

    assert score(table, {"q": 0, "r": 1, "s": 1}).scores["total"].value == (0, 1)
    assert score(table, {"q": 1, "r": 1, "s": 1}).scores["total"].value == (3, 1)


def test_scales_with_the_same_words_turned_round_are_marked_as_meant() -> None:
    one = [an_option("0", "Never", 0), an_option("1", "Always", 1)]
    two = [an_option("1", "Never", 1), an_option("0", "Always", 0)]
    items = [a_choice("a", one), a_choice("b", two)]

    assert brought_in(a_file(*items)).other_scales["scale-2"].opposite_words == "on-purpose"
    assert notes_on(*items) == ["'Never' and 'Always' stand in both orders in the file: that is marked as meant"]


def test_fields_without_a_place_are_told() -> None:
    item = yes_no("q", maxLength=3, extension=[{"url": "http://example.org/unit", "valueString": "h"}])

    assert notes_on(item, date="2026-01-01") == [
        "'q': maxLength, http://example.org/unit left out",
        "of the file itself `date` left out: they have no place here",
    ]


def test_more_that_is_told() -> None:
    options = [
        {**an_option("1", "Yes", 1), "initialSelected": True},
        an_option("0", "No", 0),
    ]
    said = [{"linkId": name, "text": f"Say {name}.", "type": "display", "prefix": "i."} for name in ("h", "k")]
    group = {"linkId": "g", "text": "G", "type": "group", "required": True, "item": [*said, a_choice("q", options)]}

    assert notes_on(group, yes_no("r", readOnly=True)) == [
        "'r' is read-only in the file; here it is asked",
        "'h', 'k' introduce the section 'G' together",
        "'h': prefix left out",
        "'k': prefix left out",
        "'q': initialSelected left out",
    ]


def test_a_number_without_words_is_not_left_out() -> None:
    found = bring_in(json.dumps(a_file(yes_no("q"), a_choice("n", [{"valueInteger": 1}, {}]))).encode(), "x.json")

    assert [problem.message for problem in found.problems] == ["an answer to 'n' has no words"]


STU3 = {
    "resourceType": "Questionnaire", "id": "old", "title": "Old", "status": "draft", "copyright": "Free.",
    "contained": [{"resourceType": "ValueSet", "id": "v", "expansion": {"contains": [
        {"code": "a", "display": "No", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue", "valueDecimal": 0}]},
        {"code": "b", "display": "Yes", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue", "valueDecimal": 1}]},
    ]}}],
    "item": [
        {"linkId": "1", "type": "choice", "text": "One", "options": {"reference": "#v"}},
        {"linkId": "2", "type": "choice", "text": "Two", "option": [
            {"valueCoding": {"code": "a", "display": "No"}, "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue", "valueDecimal": 0}]},
            {"valueCoding": {"code": "b", "display": "Yes"}, "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue", "valueDecimal": 1}]}]},
    ],
}  # fmt: skip
R5 = a_file(
    {"linkId": "1", "type": "coding", "text": "One", "answerConstraint": "optionsOnly", "answerOption": [
        {"valueCoding": {"code": "a", "display": "No"}, "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 0}]},
        {"valueCoding": {"code": "b", "display": "Yes"}, "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 1}]}]},
)  # fmt: skip


@pytest.mark.parametrize("version", [STU3, R5], ids=["STU3", "R5"])
def test_older_and_newer_versions_are_read_alike(version: dict[str, Any]) -> None:
    points = compile_table(brought_in(version)).points

    assert all(one == {"0": 0, "1": 1} for one in points.values())


# And out again ------------------------------------------------------------------------------------------------------

QUOTES = a_file(
    {
        "linkId": "/10001-1",
        "code": [{"system": "http://loinc.org", "code": "10001-1"}],
        "prefix": "1.",
        "text": "I feel \"on the go\",  and don't rest.",
        "type": "choice",
        "required": True,
        "answerOption": [an_option("LA1-1", "No, I \"don't\"", 0), an_option("LA1-2", "Yes", 1)],
    },
    url="https://example.org/own-words",
    language="en",
    version="3 \"b\"",
    publisher="The \"house\" of *words*",
    description="It isn't tested.\n\nNot at all.",
    name="OwnWords",
    copyright="It's free.",
)  # fmt: skip


def test_words_codes_and_identity_go_out_as_they_came_in() -> None:
    out = questionnaire_as_fhir(brought_in(QUOTES))

    assert {**out, "item": out["item"][:1]} == QUOTES


def test_whole_numbers_go_out_as_whole_numbers() -> None:
    item = a_choice("q", [{"valueInteger": number} for number in (3, 2, 1)])
    (out, _) = questionnaire_as_fhir(brought_in(a_file(item)))["item"]

    assert [option["valueInteger"] for option in out["answerOption"]] == [3, 2, 1]


def test_scores_go_out_as_expressions() -> None:
    fhir = questionnaire_as_fhir(read(next(file for file in FILES if file.stem == "winter")))
    computed = {item["linkId"]: item["extension"][0]["valueExpression"] for item in fhir["item"] if "readOnly" in item}

    assert computed["score-sleepy"] == {
        "language": "text/fhirpath",
        "expression": (
            "iif(%resource.repeat(item).where(linkId = '/10001-1' or linkId = 'eats').answer.value.ordinal().count() "
            ">= 2, %resource.repeat(item).where(linkId = '/10001-1' or linkId = 'eats').answer.value.ordinal()"
            ".aggregate($this + $total, 0), {})"
        ),
    }
    assert list(computed) == ["score-sleepy", "score-mood", "score-light"]


def test_what_an_export_leaves_behind_is_told() -> None:
    path = next(file for file in FILES if file.stem == "coffee")

    done = CliRunner().invoke(main, ["instrument", "export", str(path)], catch_exceptions=False)

    assert done.stderr == (
        "left out, since FHIR has no place for them: bands, profiles, responses that lead to safety, worked examples\n"
    )


def test_a_file_that_is_no_json_is_told_by_line_and_column(tmp_path: Path) -> None:
    fhir = tmp_path / "in.json"
    fhir.write_text('{\n "resourceType": Questionnaire}', encoding="utf-8")

    done = CliRunner().invoke(main, ["instrument", "import", str(fhir)])

    assert (done.exit_code, done.exception and type(done.exception)) == (1, SystemExit)
    assert "in.json:2:18: unreadable: not readable as JSON: Expecting value" in done.stderr
