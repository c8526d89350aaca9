"""Answers as files and links: out and in again without a server, at the reader's word, gone from the address bar."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_securebase.exchange.responses import ResponseTable

from .taking import Reader, days_ago, middling

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.instrument import Instrument

pytestmark = pytest.mark.slow


def unfold(reader: Reader) -> Reader:
    reader.page.locator(".check-along summary").click()
    return reader


def saved(reader: Reader, button: str) -> tuple[str, str]:
    """The name and the text of the file that a button saves."""
    with reader.page.expect_download() as waiting:
        reader.press(button)
    download = waiting.value
    return download.suggested_filename, download.path().read_text(encoding="utf-8")


def read_in(reader: Reader, path: Path, text: str) -> Reader:
    path.write_text(text, encoding="utf-8")
    reader.page.set_input_files("#check-file", path)
    # after erasing, that notice is still there; a file may bring two of its own
    reader.page.locator("[data-notice^=read]:visible").first.wait_for()
    return reader


def link_of(reader: Reader) -> str:
    reader.press("Make a link")
    link: str = reader.page.locator("#check-link").input_value()
    return link


def answered(reader: Reader, instrument: Instrument) -> Reader:
    return reader.answer({**middling(instrument), "own-story-short": "skip"}).to_the_result()


def test_a_file_holds_instrument_revision_and_responses(reader: Reader, instrument: Instrument) -> None:
    name, text = saved(unfold(answered(reader, instrument)), "Save a file")
    record = json.loads(text)

    assert name == "closeness-self-check.json"
    assert record["instrument"] == "closeness-self-check"
    assert record["revision"] == record["runs"][0]["revision"]
    assert record["runs"][0]["responses"]["own-story-short"] == "skip"
    assert len(record["runs"][0]["responses"]) == 24


def test_a_table_has_a_line_for_each_run_and_a_column_for_each_item(reader: Reader, instrument: Instrument) -> None:
    name, text = saved(unfold(answered(reader, instrument)), "Save a table (CSV)")
    (row,) = csv.DictReader(io.StringIO(text))

    assert name == "closeness-self-check.csv"
    table = ResponseTable(lambda: io.BytesIO(text.encode()), name, instrument)
    assert table.check().problems == ()
    (scored,) = table
    assert scored.responses == {**dict.fromkeys((item.id for item in instrument.items), "3"), "own-story-short": "skip"}
    assert {item.id: row[item.id] for item in instrument.items} == {
        **{item.id: "3" for item in instrument.items},
        "own-story-short": "skip",
    }


def test_a_form_for_clinics_is_a_questionnaire_response(reader: Reader, instrument: Instrument) -> None:
    name, text = saved(unfold(answered(reader, instrument)), "Save a form for clinics (FHIR)")
    form: dict[str, Any] = json.loads(text)

    assert name == "closeness-self-check.fhir.json"
    assert form["resourceType"] == "QuestionnaireResponse"
    assert form["status"] == "completed"
    assert form["item"][0] == {
        "linkId": instrument.items[0].id,
        "text": instrument.items[0].text,
        "answer": [{"valueCoding": {"code": "3", "display": "Somewhat like me"}}],
    }


@pytest.mark.parametrize("button", ["Save a file", "Save a table (CSV)", "Save a form for clinics (FHIR)"])
def test_a_file_brings_the_answers_back_after_all_is_erased(
    reader: Reader, instrument: Instrument, tmp_path: Path, button: str
) -> None:
    _, text = saved(unfold(answered(reader, instrument)), button)
    reader.press("Erase everything")
    read_in(reader, tmp_path / "answers", text)

    assert reader.at == "gate", "the question on safety comes before every result"
    assert reader.notices() == ["read-in"]
    assert reader.page.evaluate("localStorage.length") == 0
    reader.press("Show what came out")
    assert reader.shown("profile", ".check-profiles") == ["some-worry-some-distance"]


def test_several_weeks_come_back_as_a_line_and_are_kept_only_when_the_reader_says_so(
    weekly: Reader, tmp_path: Path
) -> None:
    weekly.keep_before(*({"day": days_ago(7 * n), "responses": {"noticed": str(n)}} for n in (3, 2, 1)))
    _, text = saved(unfold(weekly), "Save a file")
    weekly.press("Erase everything")
    read_in(weekly, tmp_path / "weeks.json", text)

    assert weekly.at == "history"
    assert weekly.page.locator(".check-runs tbody tr").count() == 3
    assert weekly.sees("Sets of answers brought into this tab: 3.")
    assert weekly.kept_runs() == []
    weekly.press("Keep it on this device")
    assert len(weekly.kept_runs()) == 3


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Dear you,", "read-useless"),
        ("", "read-useless"),
        ('{"schema": 1, "instrument": "weekly-check-in", "runs": []}', "read-foreign"),
        ('{"schema": 1, "instrument": "closeness-self-check", "runs": [{"day": "<img>"}]}', "read-useless"),
    ],
)
def test_a_file_of_no_use_changes_nothing(reader: Reader, tmp_path: Path, text: str, notice: str) -> None:
    reader.begin().choose("Mostly like me").press("Continue")
    reader.page.go_back()
    reader.page.go_back()
    before = reader.page.evaluate("JSON.stringify(sessionStorage)")
    read_in(unfold(reader), tmp_path / "anything.json", text)

    assert reader.notices() == [notice]
    assert reader.at == "start"
    assert reader.page.evaluate("JSON.stringify(sessionStorage)") == before


def test_answers_to_an_older_version_are_taken_in_but_never_scored(
    reader: Reader, instrument: Instrument, tmp_path: Path
) -> None:
    _, text = saved(unfold(answered(reader, instrument)), "Save a file")
    record = json.loads(text)
    record["runs"][0].update(revision="old", scores={})
    reader.press("Erase everything")
    read_in(reader, tmp_path / "old.json", json.dumps(record))

    assert reader.at == "history"
    assert "read-older" in reader.notices()
    assert reader.page.locator(".check-runs tbody tr td").all_inner_texts()[:2] == ["–", "–"]


def test_there_is_no_link_until_one_is_asked_for(reader: Reader, instrument: Instrument) -> None:
    unfold(answered(reader, instrument))

    assert not reader.page.locator("#check-link").is_visible()
    assert "#" not in reader.page.url


def test_a_link_carries_answers_to_another_device_and_leaves_the_address_bar(
    reader: Reader, instrument: Instrument
) -> None:
    link = link_of(unfold(answered(reader, instrument)))
    assert link.startswith(f"{reader.address}#answers=closeness-self-check~")
    other = Reader(reader.page.context.browser.new_page(), reader.address)  # type: ignore[union-attr]
    other.page.goto(link)
    other.wait()

    assert other.page.url == reader.address
    assert other.sees("This link brought answers with it.")
    assert other.stored() == {}, "nothing is taken in before the reader says so"
    other.press("Bring them in")
    assert other.at == "gate"
    other.press("Show what came out")
    assert other.shown("profile", ".check-profiles") == ["some-worry-some-distance"]
    assert other.page.url == reader.address
    other.page.close()


def test_answers_of_a_link_can_be_left_out(reader: Reader, instrument: Instrument) -> None:
    link = link_of(unfold(answered(reader, instrument)))
    reader.press("Erase everything")
    reader.page.goto("about:blank")
    reader.page.goto(link)
    reader.wait().press("Leave them out")

    assert reader.stored() == {}
    assert not reader.sees("This link brought answers with it.")
    assert reader.page.locator("fieldset.check-item input:checked").count() == 0


def test_a_link_can_be_opened_in_the_tab_where_the_check_is_open(reader: Reader, instrument: Instrument) -> None:
    link = link_of(unfold(answered(reader, instrument)))
    reader.press("Erase everything")
    reader.page.evaluate("link => { location.href = link }", link)
    reader.page.get_by_role("button", name="Bring them in").wait_for()

    assert reader.page.url == reader.address


def test_a_link_leaves_out_names_and_own_words(weekly: Reader) -> None:
    weekly.keep_before(
        {"day": days_ago(7), "responses": {"noticed": "2"}, "note": "Walks", "about": {"role": "friend", "name": "Lo"}}
    )
    link = link_of(unfold(weekly))

    assert "Walks" not in link
    assert "Lo" not in link.split("#")[1]
    assert f"{days_ago(7)}.friend.----2---" in link


@pytest.mark.parametrize("fragment", ["#answers=", "#answers=x~y~z", "#answers=closeness-self-check~old~2026-01-01..1"])
def test_a_link_of_no_use_is_told_so_and_cleaned_all_the_same(reader: Reader, fragment: str) -> None:
    reader.page.goto("about:blank")
    reader.open(fragment)

    assert reader.page.url == reader.address
    assert len(reader.notices()) == 1
    assert not reader.page.locator("[data-part=brought]").is_visible()


def test_copying_says_so(reader: Reader, instrument: Instrument) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = link_of(unfold(answered(reader, instrument)))
    reader.press("Copy the link")
    reader.page.locator("[data-notice=copied]").wait_for()

    assert reader.page.evaluate("navigator.clipboard.readText()") == link
