"""The weekly check-in in a real browser: two sums, a line over the weeks, kind words, no scolding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from .taking import PHONE, WIDE, Reader, Strict, days_ago

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOAD = ("looking-for-signs", "comfort-again", "kept-from", "acted-in-a-rush")
STEADYING = ("noticed", "kind-to-myself", "said-it-plainly", "just-mine")

pytestmark = pytest.mark.slow


def spread(total: int, items: tuple[str, ...]) -> dict[str, int]:
    """Responses of four items that come to a sum."""
    return {item: total // 4 + (at < total % 4) for at, item in enumerate(items)}


def week(weeks_ago: int, load: int, steadying: int, **more: Any) -> dict[str, Any]:
    """A run that was kept some weeks ago."""
    responses = {id_: str(value) for id_, value in responses_of(load, steadying).items()}
    return {"day": days_ago(7 * weeks_ago), "responses": responses, **more}


def responses_of(load: int, steadying: int) -> dict[str, int]:
    return {**spread(load, LOAD), **spread(steadying, STEADYING)}


def rows(reader: Reader) -> list[list[str]]:
    """The table of all runs, the latest first."""
    return [
        [cell.strip() for cell in row.split("\t")]
        for row in reader.page.locator(".check-runs tbody tr").all_inner_texts()
    ]


def words_of_change(reader: Reader, line: str) -> list[str]:
    return reader.shown("change", f"[data-change-of={line}]")


def drawn(reader: Reader, line: str, part: str) -> str:
    return reader.page.get_attribute(f"[data-line={line}] .{part}", "d") or ""


def test_two_sums_are_told_and_never_one(weekly: Reader) -> None:
    weekly.answer(responses_of(7, 12)).to_the_result()

    assert "About 7 on a scale from 0 to 16." in weekly.page.locator("section[data-subscale=load]").inner_text()
    assert "About 12 on a scale from 0 to 16." in weekly.page.locator("section[data-subscale=steadying]").inner_text()
    assert weekly.page.locator(".check-numbers tbody tr").count() == 2
    assert not weekly.page.locator(".check-history").is_visible(), "a single week is no line"


def test_the_safety_question_comes_before_a_week_as_well(weekly: Reader) -> None:
    weekly.answer(responses_of(12, 2)).to_the_result("not-sure")

    assert weekly.sees("Your safety comes first")
    assert weekly.shown("lesson")[0] == "start-safely"


def test_a_score_near_a_line_names_both_neighbours(weekly: Reader) -> None:
    weekly.answer(responses_of(10, 8)).to_the_result()

    assert weekly.shown("near") == ["middle heavier"]
    assert weekly.sees("two parts of our scale: “middle” and “heavier”")


def test_nothing_is_kept_until_the_reader_says_so_and_then_with_an_end(weekly: Reader) -> None:
    weekly.answer(responses_of(7, 5))
    weekly.page.get_by_label("What helped this week?").fill("  Walks\nwith Ana ")
    weekly.to_the_result()
    assert weekly.page.evaluate("localStorage.length") == 0

    weekly.press("Keep it on this device")

    (run,) = weekly.kept_runs()
    assert (run["day"], run["note"], run["scores"]["load"]["shown"]) == (days_ago(0), "Walks with Ana", "7")
    told = weekly.page.locator("[data-part=is-kept]").inner_text()
    assert told == "These answers are kept on this device. What you keep is erased from this device after 26 weeks."


def test_weeks_become_two_lines_a_table_and_a_sentence(weekly: Reader) -> None:
    weekly.keep_before(week(3, 9, 3), week(2, 8, 4, note="Slept well"), week(1, 10, 6))
    weekly.press("Your weeks")

    assert weekly.focused() == "Your weeks"
    assert [row[1:4] for row in rows(weekly)] == [["10", "6", ""], ["8", "4", "Slept well"], ["9", "3", ""]]
    for line in ("load", "steadying"):
        assert drawn(weekly, line, "line").count("L") == 2
        assert drawn(weekly, line, "soft").count("V") == 3
    assert drawn(weekly, "load", "dots").count("a5 5") == 6, "round"
    assert drawn(weekly, "steadying", "dots").count("h10v10") == 3, "square: never told by colour alone"
    assert "10 this time, and 8 on" in weekly.page.locator("[data-change-of=load]").inner_text()
    assert weekly.sees("A change of 3 or less from one week to the next is an ordinary wobble.")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (8, 8, ["two", "same"]),
        (8, 11, ["two", "within-wobble"]),
        (8, 5, ["two", "within-wobble"]),
        (8, 12, ["two", "beyond-wobble"]),
        (8, 4, ["two", "beyond-wobble"]),
    ],
)
def test_a_small_change_is_called_an_ordinary_wobble(
    weekly: Reader, before: int, now: int, expected: list[str]
) -> None:
    weekly.keep_before(week(1, before, 8))
    weekly.answer(responses_of(now, 8)).to_the_result()

    assert words_of_change(weekly, "load") == expected
    assert words_of_change(weekly, "steadying") == ["two", "same"]


def test_a_first_week_is_no_line_yet(weekly: Reader) -> None:
    weekly.keep_before(week(1, 9, 3))
    weekly.press("Your weeks")

    assert words_of_change(weekly, "load") == ["first"]
    assert weekly.sees("A line needs two.")


def test_there_is_no_trend_under_six_weeks(weekly: Reader) -> None:
    weekly.keep_before(*(week(6 - at, 4 + at, 8) for at in range(5)))
    weekly.press("Your weeks")
    assert drawn(weekly, "load", "trend") == ""
    assert not weekly.sees("The dotted lines show the general direction.")

    weekly.keep_before(*(week(6 - at, 4 + at, 8) for at in range(6)))
    weekly.press("Your weeks")
    assert drawn(weekly, "load", "trend") != ""
    assert weekly.sees("The dotted lines show the general direction.")


@pytest.mark.parametrize(
    ("loads", "kind_word"),
    [((4, 6, 8), True), ((4, 5, 7, 8), True), ((4, 5, 7), False), ((9, 9, 9), False), ((4, 8, 7), False)],
)
def test_a_load_that_rises_for_three_weeks_brings_a_kind_word_and_no_alarm(
    weekly: Reader, loads: tuple[int, ...], kind_word: bool
) -> None:
    weekly.keep_before(*(week(len(loads) - at, load, 8) for at, load in enumerate(loads)))
    weekly.press("Your weeks")
    note = weekly.page.locator("[data-part=rising]")

    assert note.is_visible() == kind_word
    if kind_word:
        links = note.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert links == ["../lessons/setbacks/", "../lessons/getting-help/"]


def test_versions_are_never_joined(weekly: Reader) -> None:
    old = week(2, 3, 3, revision="old", scores={"load": {"shown": "3", "position": [3, 16]}})
    weekly.keep_before(old, week(1, 12, 8))
    weekly.press("Your weeks")

    assert drawn(weekly, "load", "line").count("M") == 2
    assert "L" not in drawn(weekly, "load", "line")
    assert words_of_change(weekly, "load") == ["other"]
    assert rows(weekly)[1][1:3] == ["3", "–"], "what was told then, and nothing made up"
    assert "other version" in rows(weekly)[1][0]


def test_a_missed_week_is_greeted_and_not_counted(weekly: Reader) -> None:
    weekly.keep_before(week(9, 9, 3), week(5, 8, 4))

    kept = weekly.page.locator("[data-part=kept]").first.inner_text()
    assert kept.startswith("Welcome back.")
    weekly.press("Your weeks")
    said = weekly.page.locator(".check-history").inner_text().lower()
    assert "missed" not in said
    assert "streak" not in said
    assert drawn(weekly, "load", "line").count("L") == 1, "the line goes on across the gap"


def test_a_new_week_begins_empty_and_leaves_the_last_one_alone(weekly: Reader) -> None:
    weekly.keep_before(week(1, 9, 3))
    weekly.press("Show what came out").press("Show what came out")
    assert "9" in weekly.unfold_numbers().page.locator("tr[data-subscale=load]").inner_text()
    weekly.press("Start again").begin()
    assert weekly.page.locator("fieldset.check-item input:checked").count() == 0
    weekly.answer(responses_of(5, 5)).to_the_result()
    weekly.press("Keep it on this device")

    assert [run["day"] for run in weekly.kept_runs()] == [days_ago(7), days_ago(0)]


def test_a_week_that_was_looked_at_is_not_answered_over(weekly: Reader) -> None:
    weekly.keep_before(week(1, 9, 3))
    weekly.press("Show what came out").press("Show what came out")
    weekly.page.go_back()
    weekly.page.go_back()
    assert weekly.at == "start"
    weekly.begin()

    assert weekly.page.locator("fieldset.check-item input:checked").count() == 0


def test_one_week_can_be_erased_alone(weekly: Reader) -> None:
    weekly.keep_before(week(2, 9, 3), week(1, 8, 4))
    weekly.press("Your weeks")
    weekly.page.locator(".check-runs tbody tr").first.get_by_role("button").click()

    assert [run["day"] for run in weekly.kept_runs()] == [days_ago(14)]
    assert len(rows(weekly)) == 1
    assert weekly.page.evaluate("document.activeElement.dataset.do") == "erase-run"
    weekly.page.locator(".check-runs tbody tr").first.get_by_role("button").click()
    assert weekly.kept_runs() == []
    assert weekly.sees("Nothing is kept yet.")


def test_erasing_the_week_of_the_result_leaves_no_empty_result(weekly: Reader) -> None:
    weekly.keep_before(week(1, 9, 3))
    weekly.answer(responses_of(5, 5)).to_the_result()
    weekly.page.locator(".check-runs tbody tr").first.get_by_role("button").click()

    assert weekly.at == "history"
    assert [row[1] for row in rows(weekly)] == ["9"]


def test_a_name_for_each_button_that_erases_a_week(weekly: Reader) -> None:
    weekly.keep_before(week(2, 9, 3), week(1, 8, 4))
    weekly.press("Your weeks")

    names = [button.inner_text().replace("\n", " ") for button in weekly.page.locator("[data-do=erase-run]").all()]
    assert len(set(names)) == 2
    assert all(name.startswith("Erase the answers of ") for name in names)


def test_what_another_tab_keeps_shows_in_the_line(weekly: Reader) -> None:
    weekly.keep_before(week(2, 9, 3))
    weekly.press("Your weeks")
    other = Reader(weekly.page.context.new_page(), weekly.address).open()
    other.answer(responses_of(5, 5)).to_the_result()
    other.press("Keep it on this device")
    expect(weekly.page.locator(".check-runs tbody tr")).to_have_count(2)

    assert [row[1] for row in rows(weekly)] == ["5", "9"]


def test_at_most_26_weeks_are_shown(weekly: Reader) -> None:
    weekly.keep_before(week(30, 1, 1), week(27, 2, 2), week(26, 3, 3), week(1, 4, 4))
    weekly.press("Your weeks")

    assert [row[1] for row in rows(weekly)] == ["4", "3"]


def test_four_questions_stand_on_a_wide_page(browser: Browser, address: str) -> None:
    with Strict(browser, WIDE) as window:
        reader = Reader(window.page(), f"{address}/weekly-check-in/").open().begin()

        assert reader.questions.count() == 4
        assert reader.focused() == "Questions 1 to 4 of 8"
        for number in range(4):
            reader.choose("On 2 or 3 days", number)
        reader.press("Continue")
        assert reader.focused() == "Questions 5 to 8 of 8"
        reader.page.go_back()
        assert reader.focused() == "Questions 1 to 4 of 8"
        assert reader.page.locator("fieldset.check-item input:checked").count() == 4
        assert window.said == []


def test_nothing_scrolls_sideways_at_320_pixels_with_a_long_history(browser: Browser, address: str) -> None:
    with Strict(browser, {"width": 320, "height": 640}) as window:
        reader = Reader(window.page(), f"{address}/weekly-check-in/").open()
        reader.keep_before(*(week(26 - at, at % 17, 16 - at % 17, note="x" * 60) for at in range(26)))
        reader.press("Your weeks")

        over = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0
        assert len(rows(reader)) == 26
        assert window.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_axe_finds_nothing_at_any_step(browser: Browser, address: str, scheme: str, viewport: dict[str, int]) -> None:
    with Strict(browser, viewport, color_scheme=scheme, bypass_csp=True) as window:
        reader = Reader(window.page(), f"{address}/weekly-check-in/").open()
        reader.keep_before(*(week(8 - at, 4 + at, 8, note="Walks") for at in range(8)))
        found = reader.barriers()
        reader.begin()
        found += reader.barriers()
        reader.answer(responses_of(14, 3))
        found += reader.barriers()
        reader.to_the_result()
        reader.page.locator(".check-along summary").click()
        reader.press("Make a link")
        found += reader.barriers()
        reader.press("Start again").press("Your weeks")
        found += reader.barriers()

    assert found == []
