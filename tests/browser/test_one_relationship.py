"""One relationship at a time: up to four people, side by side and on one map, each with its own question on safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .taking import Reader, Strict, days_ago

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

WORRY = ("goes-over-words", "lets-it-rest", "silence", "fault-in-me")
DISTANCE = ("alone-with-it", "turns-away", "good-news", "good-to-be-seen")
REVERSE = ("lets-it-rest", "good-news", "good-to-be-seen")

pytestmark = pytest.mark.slow


def responses_of(worry: int, distance: int) -> dict[str, int]:
    """Responses that come to two means."""
    points = {**dict.fromkeys(WORRY, worry), **dict.fromkeys(DISTANCE, distance)}
    return {item: 6 - earned if item in REVERSE else earned for item, earned in points.items()}


def answer_about(
    reader: Reader, who: str, responses: Mapping[str, int], initial: str = "", gate: str | None = None
) -> Reader:
    if reader.at == "start":
        reader.begin()
    assert reader.at == "about"
    reader.page.get_by_role("radio", name=who, exact=True).check()
    reader.page.get_by_label("An initial, if you like").fill(initial)
    reader.press("Continue")
    return reader.answer(responses).to_the_result(gate)


def people(reader: Reader) -> list[str]:
    """Who stands side by side, as shown."""
    return [
        " ".join(entry.locator("[data-slot=number], [data-slot=person]").all_inner_texts())
        for entry in reader.page.locator(".check-people li").all()
    ]


def test_it_asks_whom_it_is_about_and_warns_against_full_names(one_by_one: Reader) -> None:
    one_by_one.begin()

    assert one_by_one.focused() == "Whom do you have in mind?"
    assert one_by_one.sees("Please write no full name.")
    assert one_by_one.page.get_attribute("#about-name", "maxlength") == "16"
    one_by_one.press("Continue")
    assert one_by_one.at == "item", "nobody has to say"


def test_a_result_says_whom_it_is_about(one_by_one: Reader) -> None:
    answer_about(one_by_one, "A friend", responses_of(2, 3), "L.")

    assert one_by_one.sees("About: A friend, L.")
    assert not one_by_one.page.locator(".check-people").is_visible()


def test_the_next_person_is_asked_about_from_the_first_screens_of_a_result(one_by_one: Reader) -> None:
    one_by_one.begin().press("Continue").answer(responses_of(4, 2)).to_the_result()

    assert one_by_one.from_the_top(one_by_one.page.get_by_role("button", name="Answer about someone else")) < 2 * 844


def test_people_stand_side_by_side_and_on_one_map(one_by_one: Reader) -> None:
    answer_about(one_by_one, "My mother", responses_of(4, 2))
    one_by_one.press("Answer about someone else")
    assert one_by_one.page.locator("input:checked:not(.palette input)").count() == 0
    answer_about(one_by_one, "My partner", responses_of(2, 4))

    assert people(one_by_one) == ["1 My mother", "2 My partner"]
    told = one_by_one.page.locator(".check-people li [data-slot=told]").all_inner_texts()
    assert told == ["4.0", "2.0", "2.0", "4.0"]
    places = one_by_one.page.locator(".map-person").evaluate_all(
        "people => people.map(one => [one.textContent, one.getAttribute('transform')])"
    )
    assert places == [["1", "translate(300 300)"], ["2", "translate(100 100)"]]
    assert one_by_one.sees("Which of these feels easiest?")


def test_no_more_than_four_stand_side_by_side(one_by_one: Reader) -> None:
    for who in ("My mother", "My father", "A friend", "My partner"):
        answer_about(one_by_one, who, responses_of(3, 3))
        if who != "My partner":
            one_by_one.press("Answer about someone else")

    assert len(people(one_by_one)) == 4
    assert not one_by_one.page.get_by_role("button", name="Answer about someone else").is_visible()
    assert one_by_one.sees("No more people fit side by side.")


def test_two_friends_are_told_apart_by_their_initials(one_by_one: Reader) -> None:
    answer_about(one_by_one, "A friend", responses_of(4, 2), "L.")
    one_by_one.press("Answer about someone else")
    answer_about(one_by_one, "A friend", responses_of(2, 2), "M.")

    assert people(one_by_one) == ["1 A friend, L.", "2 A friend, M."]


def test_choosing_somebody_again_brings_their_answers_back(one_by_one: Reader) -> None:
    answer_about(one_by_one, "My mother", responses_of(4, 2))
    one_by_one.press("Answer about someone else")
    answer_about(one_by_one, "My father", responses_of(2, 2))
    one_by_one.press("Answer about someone else")
    one_by_one.page.get_by_role("radio", name="My mother", exact=True).check()
    one_by_one.press("Continue")

    assert one_by_one.at == "review"
    assert one_by_one.page.locator(".check-given").first.inner_text() == "Mostly true"
    one_by_one.to_the_result()
    assert people(one_by_one) == ["1 My father", "2 My mother"]


def test_the_safety_question_is_asked_for_each_person(one_by_one: Reader) -> None:
    answer_about(one_by_one, "My father", responses_of(4, 4), gate="afraid")
    assert one_by_one.sees("Your safety comes first")
    one_by_one.press("Answer about someone else")
    one_by_one.page.get_by_role("radio", name="A friend", exact=True).check()
    one_by_one.press("Continue").answer(responses_of(2, 2))
    one_by_one.press("Continue")
    assert one_by_one.at == "gate"
    assert one_by_one.page.locator("input[name=gate]:checked").count() == 0
    one_by_one.press("Show what came out")

    assert not one_by_one.page.locator("[data-part=safety]").is_visible()
    assert "afraid" not in str(one_by_one.stored())


def test_all_people_of_the_tab_are_kept_together(one_by_one: Reader) -> None:
    answer_about(one_by_one, "My mother", responses_of(4, 2))
    one_by_one.press("Answer about someone else")
    answer_about(one_by_one, "A friend", responses_of(2, 2), "L.")
    one_by_one.press("Keep it on this device")

    kept = [(run["about"]["role"], run["about"]["name"]) for run in one_by_one.kept_runs()]
    assert kept == [("mother", ""), ("friend", "L.")]
    other = Reader(one_by_one.page.context.new_page(), one_by_one.address).open()
    other.press("Show what came out").press("Show what came out")
    assert people(other) == ["1 My mother", "2 A friend, L."]


def test_a_reload_between_two_people_mixes_nobody_up(one_by_one: Reader) -> None:
    answer_about(one_by_one, "My mother", responses_of(4, 2))
    one_by_one.press("Answer about someone else")
    one_by_one.reload()
    assert one_by_one.at == "about"
    answer_about(one_by_one, "A friend", responses_of(2, 2))

    assert people(one_by_one) == ["1 My mother", "2 A friend"]


def test_an_older_version_never_stands_beside_a_newer_one(one_by_one: Reader) -> None:
    told = {"worry": {"shown": "4.0", "position": [3, 4]}, "distance": {"shown": "2.0", "position": [1, 4]}}
    one_by_one.keep_before(
        {
            "day": days_ago(7),
            "revision": "old",
            "about": {"role": "mother", "name": ""},
            "responses": {"x": "1"},
            "scores": told,
        }
    )
    answer_about(one_by_one, "A friend", responses_of(2, 2))

    assert not one_by_one.page.locator(".check-people").is_visible()


def test_names_are_text_and_never_markup(one_by_one: Reader) -> None:
    answer_about(one_by_one, "A friend", responses_of(2, 2), "<b>x</b>")

    assert one_by_one.sees("About: A friend, <b>x</b>")


def test_nobody_rates_anybody_else(one_by_one: Reader) -> None:
    answer_about(one_by_one, "My partner", responses_of(2, 2))

    assert one_by_one.sees("If your partner wants to do this too")
    assert one_by_one.sees("There is no version in which one of you rates the other.")
    assert one_by_one.sees("Do not use this together if either of you is afraid of the other.")


def test_the_self_check_asks_about_nobody_and_leads_here(reader: Reader) -> None:
    """Half of its statements cannot be about one person."""
    assert reader.page.locator("input[name=about]").count() == 0
    assert reader.page.get_by_role("link", name="One relationship at a time").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_several_people(browser: Browser, address: str, scheme: str) -> None:
    with Strict(browser, color_scheme=scheme, bypass_csp=True) as window:
        reader = Reader(window.page(), f"{address}/one-relationship/").open().begin()
        found = reader.barriers()
        answer_about(reader, "My mother", responses_of(4, 2))
        reader.press("Answer about someone else")
        answer_about(reader, "A friend", responses_of(2, 2), "L.", "afraid")
        found += reader.barriers()

    assert found == []
