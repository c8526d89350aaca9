"""The self-check in a real browser: one question at a time, private, forgiving, whole without script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.score import score, tell

from ..chromium import SETTLED
from ..projects import ROOT
from .taking import FAULTS, PHONE, REFUSING, Reader, Strict, days_ago, middling

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.questionnaire import ScoringExample

PATH = "self-check/"
NAME = "check:closeness-self-check"

pytestmark = pytest.mark.slow


# Asking ---------------------------------------------------------------------------------------------------------


def test_it_asks_one_question_at_a_time_and_says_where_one_is(reader: Reader, instrument: Instrument) -> None:
    reader.begin()
    for number, item in enumerate(instrument.items, start=1):
        assert reader.questions.count() == 1
        assert reader.focused() == f"Question {number} of 24 {item.text}"
        assert reader.questions.get_by_role("radio").count() == 6
        assert reader.questions.locator("self-check input:checked").count() == 0
        reader.choose("Somewhat like me")
        reader.press("Continue")

    assert reader.at == "review"
    assert reader.focused() == "Check your answers"


def test_arrow_keys_choose_and_never_go_on(reader: Reader) -> None:
    reader.begin()
    reader.page.keyboard.press("Tab")
    for _ in range(9):
        reader.page.keyboard.press("ArrowDown")

    assert "Question 1 of 24" in reader.questions.inner_text()
    assert reader.questions.locator("input:checked").count() == 1


def test_a_question_is_one_stop_for_the_tab_key(reader: Reader) -> None:
    reader.begin()
    stops = []
    for _ in range(3):
        reader.page.keyboard.press("Tab")
        stops.append(reader.page.evaluate("document.activeElement.type"))

    assert stops == ["radio", "button", "submit"]


def test_back_by_button_or_browser_keeps_what_was_answered_later(reader: Reader) -> None:
    reader.begin()
    for label in ("A little like me", "Mostly like me", "Very much like me"):
        reader.choose(label)
        reader.press("Continue")
    reader.press("Back")
    reader.page.go_back()

    assert "Question 2 of 24" in reader.focused()
    assert reader.questions.get_by_role("radio", name="Mostly like me", exact=True).is_checked()
    reader.page.go_forward()
    assert reader.questions.get_by_role("radio", name="Very much like me", exact=True).is_checked()
    reader.page.go_back()
    reader.page.go_back()
    reader.page.go_back()
    assert reader.at == "start"


def test_skipping_differs_from_not_answering_yet(reader: Reader) -> None:
    reader.begin()
    reader.choose("Skip or does not apply")
    reader.press("Continue")
    reader.press("Continue").press("Continue")
    reader.choose("Mostly like me")
    reader.answer({})

    given = reader.page.locator(".check-review .check-given").all_inner_texts()
    assert given[:4] == ["Skip or does not apply", "Not answered yet", "Mostly like me", "Not answered yet"]


def test_continue_says_on_the_spot_that_nothing_is_chosen_and_then_lets_go_on(reader: Reader) -> None:
    reader.begin().press("Continue")
    assert "Question 1 of 24" in reader.questions.inner_text()
    assert reader.page.get_by_role("status").filter(has_text="Nothing is chosen here yet").is_visible()

    reader.choose("Mostly like me")
    assert not reader.sees("Nothing is chosen here yet")
    reader.press("Continue").press("Continue").press("Continue")
    assert "Question 3 of 24" in reader.questions.inner_text()


def test_four_questions_and_their_button_fit_a_large_window(strict_wide: Strict, address: str) -> None:
    reader = Reader(strict_wide.page(), f"{address}/{PATH}").open().begin()
    button = reader.page.get_by_role("button", name="Continue").bounding_box()

    assert reader.questions.count() == 4
    assert button is not None
    assert button["y"] + button["height"] <= 900
    assert reader.page.locator(".check-number:visible").all_inner_texts() == ["1", "2", "3", "4"]
    assert [box["width"] for box in map(sized, reader.page.locator(".check-progress").all()[:4])] == [1, 1, 1, 1]


def sized(part: Any) -> dict[str, float]:
    box: dict[str, float] = part.bounding_box()
    return box


@pytest.mark.parametrize("path", ["self-check/", "weekly-check-in/", "one-relationship/"])
def test_beginning_is_on_the_first_screen_of_a_phone_and_every_word_stays_on_the_page(
    phone: Page, address: str, path: str
) -> None:
    reader = Reader(phone, f"{address}/{path}").open()
    button = sized(reader.page.get_by_role("button", name="Begin", exact=True))

    assert button["y"] + button["height"] <= 844
    assert reader.sees("We wrote this for adults.")
    assert reader.sees("Your answers go nowhere.")


def test_changing_an_answer_leads_back_to_the_review(reader: Reader, instrument: Instrument) -> None:
    reader.begin().answer(middling(instrument))
    reader.page.get_by_role("button", name="Change question 5", exact=True).click()
    assert "Question 5 of 24" in reader.focused()
    reader.choose("Very much like me")
    reader.press("Continue")

    assert reader.at == "review"
    assert reader.page.locator(".check-given").nth(4).inner_text() == "Very much like me"


def test_the_address_never_tells_anything(reader: Reader, instrument: Instrument) -> None:
    reader.begin().answer(middling(instrument)).to_the_result("afraid")

    assert reader.page.url == reader.address


# What comes out ----------------------------------------------------------------------------------------------------


def examples() -> list[Any]:
    import yaml

    text = (ROOT / "quiz" / "instruments" / "closeness-self-check.yaml").read_text(encoding="utf-8")
    return [
        pytest.param(number, id=example["title"]) for number, example in enumerate(yaml.safe_load(text)["examples"])
    ]


@pytest.mark.parametrize("number", examples())
def test_a_worked_example_comes_out_as_stated(reader: Reader, instrument: Instrument, number: int) -> None:
    example: ScoringExample = instrument.examples[number]
    expect = example.expect
    responses = example.responses_to(item.id for item in instrument.items)
    table = compile_table(instrument)
    told = tell(table, score(table, responses), responses, example.gate)
    reader.answer(responses).to_the_result(example.gate, example.contexts)

    assert reader.focused() == "What came out today"
    if reader.sees("Your safety comes first"):
        assert instrument.gate
        assert reader.shown("lesson", "self-check") == list(instrument.gate.safety_first.lessons)
        assert reader.shown("band") == reader.shown("profile") == reader.shown("facet") == []
        return
    reader.unfold_numbers()
    for dimension in instrument.dimensions:
        band = expect.bands.get(dimension.id, "none")
        texts = [band] if band == "none" else [told.bands[id_] for id_ in told.bands if id_ == dimension.id]
        assert reader.shown("band", f"section[data-subscale={dimension.id}]") == texts
        assert reader.shown("band", f"tr[data-subscale={dimension.id}]") == [band]
    assert reader.shown("profile", ".check-profiles") == ([told.profile] if told.profile else [])
    assert reader.shown("lead", ".check-answer") == [expect.profile or "none"]
    assert reader.sees("There is more to it:") == bool(told.cautions)
    assert reader.shown("caution") == [caution.of or "profile" for caution in told.cautions]
    assert reader.shown("facet") == list(told.facets)
    assert [note for note in reader.shown("note") if note != "hurried"] == list(expect.notes)
    if expect.lessons is not None:
        assert reader.shown("lesson") == list(expect.lessons)
    assert len(reader.shown("lesson")) <= 3


def test_the_result_opens_with_a_sentence_and_what_may_help_tonight(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result()
    tonight = reader.page.locator(".check-tonight")
    links = tonight.get_by_role("link")

    assert reader.page.locator(".check-lead").inner_text() == (
        "In your answers today, worry about closeness and wish for distance both came out around the middle."
    )
    hrefs = [str(link.get_attribute("href")) for link in links.all()]
    assert [href.split("/")[-2] for href in hrefs] == ["map-your-triggers", "test-the-story", "spark-log"]
    assert hrefs[2] == "../exercises/spark-log/"
    assert reader.shown("lesson", ".check-lessons") == ["needs-and-limits"]
    screens = 2 * 844
    assert reader.from_the_top(links.first) < screens
    assert reader.from_the_top(reader.page.get_by_role("button", name="Keep it on this device")) < screens
    assert reader.from_the_top(tonight) < reader.from_the_top(reader.page.locator(".check-bars"))
    assert not reader.page.locator(".check-numbers table").is_visible()


def test_the_bars_and_the_map_stand_where_the_scores_lie(reader: Reader, instrument: Instrument) -> None:
    towards = {"worry": 4, "distance": 2}
    responses = {
        item.id: towards[d.id] if item.keying == "positive" else 6 - towards[d.id]
        for d in instrument.dimensions
        for item in instrument.items
        if item.id in d.items
    }
    reader.answer(responses).to_the_result()
    place = "(patch => ['x', 'width'].map(name => Number(patch.getAttribute(name))))"

    assert reader.page.eval_on_selector("[data-subscale=worry] .bar-patch", place) == [275, 50]
    assert reader.page.eval_on_selector("[data-subscale=distance] .bar-patch", place) == [75, 50]
    assert reader.page.get_attribute(".map-person", "transform") == "translate(300 300)"
    assert [reader.page.get_attribute(".map-patch", radius) for radius in ("rx", "ry")] == ["25", "25"]
    assert reader.page.get_attribute(".map-lines", "d") == "M0 0H-300M0 0V100"
    assert "About 4.0 on a scale from 1 to 5." in reader.page.locator("[data-subscale=worry] figcaption").inner_text()
    reader.unfold_numbers()
    assert reader.page.locator("tr[data-subscale=worry]").inner_text().split("\t")[1:] == [
        "4.0",
        "higher",
        "14 of 14 answered. The score is the mean of those.",
    ]


def test_too_few_answers_give_no_bar_but_a_way_back(reader: Reader, instrument: Instrument) -> None:
    responses = {**middling(instrument), "rereads-messages": "skip", "small-tests": "skip", "says-yes": "skip"}
    reader.answer(responses).to_the_result()
    section = reader.page.locator("section[data-subscale=worry]")

    assert not section.locator("figure").is_visible()
    assert not reader.page.locator(".check-map").is_visible()
    assert "11 of 14 answered. At least 12 are needed for a score." in section.inner_text()
    reader.press("Go to one you left out")
    assert "Question 1 of 24" in reader.focused()
    reader.choose("Mostly like me")
    reader.press("Continue")
    reader.to_the_result()
    assert section.locator("figure").is_visible()


@pytest.mark.parametrize("option", ["afraid", "not-sure"])
def test_fear_of_someone_comes_before_everything_else(reader: Reader, instrument: Instrument, option: str) -> None:
    reader.answer(middling(instrument)).to_the_result(option)
    first = reader.page.locator(".check-result > :visible").nth(1)

    assert "Your safety comes first" in first.inner_text()
    assert first.get_by_role("link").first.get_attribute("href") == "../safety/"
    assert reader.page.locator(".check-tonight").get_by_role("link").all_inner_texts() == [
        "Start safely",
        "Getting help from a professional",
    ]
    for told in (".check-answer", ".check-bars", ".check-map", ".check-profiles", ".check-lessons", ".check-notes"):
        assert not reader.page.locator(told).is_visible()
    assert not reader.page.get_by_role("button", name="Keep it on this device").is_visible()
    assert option not in json.dumps(reader.stored())


@pytest.mark.parametrize("option", ["not-afraid", "rather-not-say", None])
def test_otherwise_a_plain_link_to_safety_stays_in_sight(
    reader: Reader, instrument: Instrument, option: str | None
) -> None:
    reader.answer(middling(instrument)).to_the_result(option)

    assert not reader.page.get_by_text("Your safety comes first").is_visible()
    assert reader.page.locator(".foot .safety-line a").is_visible()


def test_a_hurry_is_mentioned_and_blocks_nothing(reader: Reader, instrument: Instrument) -> None:
    reader.begin().answer(middling(instrument)).to_the_result()

    assert reader.shown("note") == ["same-throughout", "hurried"]
    assert len(reader.shown("profile", ".check-profiles")) == 1


# Privacy -------------------------------------------------------------------------------------------------------------


def test_beginning_fetches_the_second_script_and_nothing_else_is_asked_of_any_host(
    reader: Reader, instrument: Instrument, address: str
) -> None:
    reader.page.evaluate(SETTLED)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    with reader.page.expect_response("**/self-check-records.js"):
        reader.begin()
    reader.page.evaluate(SETTLED)
    assert asked == [f"{address}/assets/self-check-records.js"]
    asked.clear()
    reader.answer(middling(instrument)).to_the_result("not-afraid", ("break-up",))
    reader.press("Keep it on this device")
    reader.page.locator(".check-along summary").click()
    with reader.page.expect_download():
        reader.press("Save a file")
    reader.press("Make a link")
    reader.press("Erase everything")
    reader.page.evaluate(SETTLED)

    assert [url for url in asked if not url.startswith("blob:")] == []


def test_answers_stay_in_the_tab_until_the_reader_says_otherwise(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result()
    assert reader.page.evaluate("localStorage.length") == 0

    reader.press("Keep it on this device")

    assert reader.page.locator("[data-notice=kept]").is_visible()
    record = json.loads(reader.page.evaluate("name => localStorage.getItem(name)", NAME))
    (run,) = record.pop("runs")
    assert record == {"schema": 1, "instrument": "closeness-self-check"}
    assert set(run) == {"day", "revision", "about", "responses", "scores", "note"}
    assert run["responses"] == {item.id: "3" for item in instrument.items}
    assert not reader.page.get_by_role("button", name="Keep it on this device").is_visible()
    assert reader.sees(
        "These answers are kept on this device. What you keep is erased from this device after 26 weeks."
    )


def test_kept_answers_can_be_seen_again_in_another_tab(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result()
    reader.press("Keep it on this device")
    other = Reader(reader.page.context.new_page(), reader.address).open()

    assert "are kept on this device" in other.page.locator("[data-part=kept]").first.inner_text()
    other.press("Show what came out")
    assert other.at == "gate", "the question on safety comes before every result"
    other.press("Show what came out")
    assert other.shown("profile", ".check-profiles") == ["some-worry-some-distance"]


def test_search_still_opens_once_the_second_script_is_there(reader: Reader) -> None:
    """A browser lets a page make its policy for scripts only once, and both need it."""
    with reader.page.expect_response("**/self-check-records.js"):
        reader.begin()
    reader.press("Search").page.fill("#site_search input", "breathing")

    reader.page.locator("#site_search .found a").first.wait_for()


def test_what_was_kept_before_brings_the_second_script_at_once(reader: Reader) -> None:
    with reader.page.expect_request("**/self-check-records.js"):
        reader.keep_before({"day": days_ago(7), "responses": {"says-yes": "5"}})


def test_home_leads_back_to_what_is_kept_and_says_nothing_where_nothing_is(reader: Reader, address: str) -> None:
    reader.page.goto(f"{address}/")
    assert not reader.sees("You kept answers on this device.")
    reader.open().keep_before({"day": days_ago(7), "responses": {"says-yes": "5"}})
    reader.page.goto(f"{address}/")

    assert reader.sees("You kept answers on this device.")
    assert reader.page.locator(".kept-here a:visible").all_inner_texts() == ["Closeness self-check"]
    reader.page.locator(".kept-here a:visible").click()
    assert reader.wait().page.get_by_role("button", name="Show what came out").is_visible()


def test_erasing_stands_apart_from_keeping_and_looks_different(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result()
    keep, erase = (
        reader.page.get_by_role("button", name=name) for name in ("Keep it on this device", "Erase everything")
    )

    assert reader.from_the_top(erase) - reader.from_the_top(keep) - sized(keep)["height"] >= 48
    look = "one => ['borderColor', 'textDecorationLine'].map(name => getComputedStyle(one)[name]).join()"
    assert keep.evaluate(look) != erase.evaluate(look)


def test_erasing_can_be_undone_for_ten_seconds(reader: Reader, instrument: Instrument) -> None:
    reader.page.clock.install()
    reader.answer(middling(instrument)).to_the_result("rather-not-say")
    reader.press("Keep it on this device")
    before = reader.stored()
    reader.press("Erase everything")
    assert reader.stored() == {}, "what can be undone is held by the page alone"
    assert reader.at == "start"
    assert "for ten seconds" in reader.focused()
    reader.page.clock.run_for(9000)
    reader.press("Undo")

    assert reader.at == "result"
    assert reader.stored() == before
    assert reader.shown("profile", ".check-profiles") == ["some-worry-some-distance"]
    reader.press("Erase everything")
    reader.page.clock.run_for(10000)
    assert not reader.page.get_by_role("button", name="Undo").is_visible()
    assert reader.stored() == {}


@pytest.mark.parametrize("way", ["Erase now", "Begin", "leaving"])
def test_a_second_tap_or_going_on_ends_what_can_be_undone(reader: Reader, instrument: Instrument, way: str) -> None:
    reader.answer(middling(instrument)).to_the_result().press("Erase everything")
    if way == "leaving":
        reader.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    else:
        reader.press(way)

    assert not reader.page.locator(".check-undo").is_visible()
    assert reader.page.evaluate("document.querySelector('self-check').player.erased") is None
    assert reader.page.evaluate("document.activeElement.tagName") in ("H1", "LEGEND")
    assert reader.stored() == {}


def test_erasing_takes_one_tap_and_leaves_nothing(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result("not-afraid")
    reader.press("Keep it on this device")
    reader.press("Erase everything")

    assert reader.stored() == {}
    assert reader.at == "start"
    assert reader.page.get_by_text("Everything is erased.").is_visible()
    assert reader.page.locator("input:checked").count() == reader.page.locator(".palette input:checked").count()
    reader.open()
    assert not reader.page.locator("[data-part=kept]").first.is_visible()


def test_answers_that_were_begun_can_be_erased_from_the_first_page(reader: Reader) -> None:
    reader.begin()
    reader.choose("Mostly like me")
    reader.press("Continue")
    reader.page.go_back()
    reader.page.go_back()
    assert reader.stored() != {}
    reader.press("Erase everything")

    assert reader.stored() == {}
    assert not reader.page.get_by_role("button", name="Erase everything").is_visible()


def test_a_reload_half_way_loses_nothing(reader: Reader) -> None:
    reader.begin()
    reader.choose("Mostly like me")
    reader.press("Continue")
    reader.choose("A little like me")
    reader.reload()

    assert "Question 2 of 24" in reader.questions.inner_text()
    assert reader.questions.get_by_role("radio", name="A little like me", exact=True).is_checked()
    reader.press("Back")
    assert reader.questions.get_by_role("radio", name="Mostly like me", exact=True).is_checked()


def test_a_reload_at_the_result_asks_about_safety_again(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result("afraid")
    reader.reload()

    assert reader.at == "gate"


def test_leaving_fast_takes_the_answers_along(reader: Reader, instrument: Instrument, address: str) -> None:
    reader.answer(middling(instrument))
    assert reader.stored() != {}
    reader.page.evaluate("document.querySelector('[data-leave]').href = '/glossary/'")
    reader.page.locator("[data-leave]").first.click()
    reader.page.wait_for_url(f"{address}/glossary/")

    assert reader.stored() == {}


def test_answers_to_an_older_version_are_never_scored(reader: Reader) -> None:
    reader.keep_before({"revision": "old", "day": days_ago(7), "responses": {"says-yes": "5"}})

    assert reader.page.locator("[data-part=kept]").first.is_visible()
    assert not reader.page.get_by_role("button", name="Show what came out").is_visible()
    reader.press("Over time")
    assert reader.page.locator(".check-runs tbody tr").inner_text().split("\t")[1:3] == ["–", "–"]
    assert reader.page.locator(".check-runs").get_by_text("other version").is_visible()
    reader.press("Erase everything")
    assert reader.stored() == {}


def test_who_is_half_way_when_the_statements_change_is_told_and_begins_at_the_start(reader: Reader) -> None:
    reader.begin()
    reader.choose("Mostly like me").press("Continue").choose("A little like me")
    reader.page.route("**/self-check/", with_another_revision)
    reader.reload()

    assert reader.at == "start"
    assert reader.notices() == ["revised"]
    assert reader.sees("The statements have changed since you answered")
    reader.begin()
    assert "Question 1 of 24" in reader.focused()
    assert reader.page.locator("self-check input:checked").count() == 0
    reader.page.go_back()
    reader.reload()
    assert reader.notices() == [], "it is said once"


def with_another_revision(route: Route) -> None:
    """The page as if a statement had been reworded since."""
    text, changed = re.subn(
        r"(revision(?:&#34;|&quot;):(?:&#34;|&quot;))\w+", r"\1another", route.fetch().text(), count=1
    )
    assert changed == 1
    route.fulfill(body=text, content_type="text/html")


def test_what_is_kept_is_erased_when_its_weeks_are_over(reader: Reader, instrument: Instrument) -> None:
    responses = {id_: str(value) for id_, value in middling(instrument).items()}
    reader.keep_before({"day": days_ago(7 * instrument.kept_weeks + 1), "responses": responses})

    assert not reader.page.locator("[data-part=kept]").first.is_visible()
    assert reader.kept_runs() == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_device_that_keeps_nothing_or_anything_does_not_stop_it(
    strict: Strict, address: str, instrument: Instrument, fault: str
) -> None:
    page = strict.page()
    page.add_init_script(FAULTS[fault].replace("NAME", instrument.id))
    reader = Reader(page, f"{address}/{PATH}").open()
    assert page.locator("[data-part=no-tab]").is_visible() == (fault in ("blocked", "missing"))
    assert page.locator("[data-part=unusable]").is_visible() == (fault not in REFUSING)
    reader.answer(middling(instrument)).to_the_result()
    reader.press("Keep it on this device")

    assert page.get_by_text("Your browser did not let us keep this.").is_visible() == (fault in REFUSING)
    assert reader.shown("profile", ".check-profiles") == ["some-worry-some-distance"]
    reader.press("Erase everything")
    assert reader.at == "start"


def test_two_tabs_never_overwrite_each_other(weekly: Reader) -> None:
    other = Reader(weekly.page.context.new_page(), weekly.address).open()
    other.keep_before({"day": days_ago(7), "responses": {"comfort-again": "2"}})
    weekly.answer({"comfort-again": 1}).to_the_result()
    other.page.evaluate("1")
    weekly.press("Keep it on this device")

    assert [run["day"] for run in weekly.kept_runs()] == [days_ago(7), days_ago(0)]


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "never-kept"])
def test_what_one_tab_erases_is_gone_from_the_others(reader: Reader, instrument: Instrument, kept: bool) -> None:
    """Somebody else may open the other tab, whatever page it shows by now."""
    away = Reader(reader.page.context.new_page(), reader.address).open().answer(middling(instrument))
    away.page.locator(".foot a").first.click()
    reader.answer(middling(instrument)).to_the_result()
    if kept:
        reader.press("Keep it on this device")
    other = Reader(reader.page.context.new_page(), reader.address).open().answer(middling(instrument)).to_the_result()
    other.press("Erase everything")

    reader.page.get_by_role("button", name="Begin").wait_for()
    assert reader.sees("Everything is erased.")
    assert reader.page.locator("self-check input:checked").count() == 0
    away.page.wait_for_function("sessionStorage.length === 0")
    assert [tab.stored() for tab in (reader, other, away)] == [{}, {}, {}]


def test_a_page_that_comes_back_from_memory_holds_what_the_tab_holds(reader: Reader, instrument: Instrument) -> None:
    """After leaving fast, or erasing elsewhere, Back must not show the answers again."""
    reader.answer(middling(instrument)).to_the_result()
    comes_back = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    reader.page.evaluate(comes_back)
    assert reader.at == "result"

    reader.page.evaluate(f"sessionStorage.clear(); {comes_back}")
    assert reader.at == "start"
    assert reader.page.locator("self-check input:checked").count() == 0


# For everyone --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_step(browser: Browser, address: str, instrument: Instrument, scheme: Any) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]
    reader = Reader(context.new_page(), f"{address}/{PATH}").open()
    found: list[str] = []

    def look() -> None:
        found.extend(reader.barriers())

    look()
    reader.begin()
    reader.choose("Mostly like me")
    look()
    reader.answer(middling(instrument))
    look()
    reader.press("Continue")
    look()
    reader.page.check("input[name=gate][value=afraid]")
    reader.press("Show what came out")
    look()
    reader.press("Change an answer").press("Continue")
    reader.page.check("input[name=gate][value=not-afraid]")
    reader.press("Show what came out")
    reader.press("Keep it on this device")
    reader.unfold_numbers()
    look()
    reader.press("Erase everything")
    assert reader.page.get_by_role("button", name="Undo").is_visible()
    look()
    context.close()

    assert found == []


def test_nothing_scrolls_sideways_and_every_target_is_large_at_320_pixels(
    browser: Browser, address: str, instrument: Instrument
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    reader = Reader(context.new_page(), f"{address}/{PATH}").open()
    wrong: list[str] = []

    def look() -> None:
        over = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wrong.append(f"{reader.at}: {over} px too wide")
        wrong.extend(
            reader.page.evaluate(
                "[...document.querySelectorAll('self-check :is(button, .check-choice, summary)')]"
                ".filter(part => part.checkVisibility())"
                ".map(part => [part.innerText, part.getBoundingClientRect()])"
                ".filter(([, box]) => box.height < 43.5 || box.width < 43.5)"
                ".map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"
            )
        )

    look()
    reader.begin()
    look()
    reader.answer(middling(instrument))
    look()
    reader.press("Continue")
    look()
    reader.press("Show what came out")
    look()
    for part in ("scoring/", "paper/", "results/much-worry-much-distance/", "results/worry-between-middle-and-higher/"):
        reader.page.goto(f"{address}/{PATH}{part}")
        over = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong.extend([f"{part}: {over} px too wide"] if over > 0 else [])
    context.close()

    assert wrong == []


def test_on_paper_the_result_comes_with_the_answers(reader: Reader, instrument: Instrument) -> None:
    reader.answer(middling(instrument)).to_the_result()
    reader.page.emulate_media(media="print")

    assert reader.page.get_by_role("heading", name="What came out today").is_visible()
    assert reader.page.locator(".check-review li:visible").count() == len(instrument.items)
    assert reader.page.locator("self-check button:visible").count() == 0
    assert reader.page.locator(".check-lead, .check-tonight li, .check-bars, .check-map").first.is_visible()


def test_without_script_the_form_its_key_and_every_result_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{PATH}")
    group = page.locator("fieldset.check-item")

    assert group.count() == 24
    assert all(group.nth(n).is_visible() for n in range(24))
    assert page.locator("self-check button:visible").count() == 0, "no control that does nothing"
    assert page.locator(".key-points:visible tbody tr").count() == 24
    for kind, count in (("band", 12), ("profile", 9), ("facet", 6)):
        assert page.locator(f".check-result :is(section, div)[data-{kind}]:visible").count() == count
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    group.first.get_by_role("radio").first.check()
    page.keyboard.press("Enter")
    page.screenshot()  # a page that is being left gives none before it has asked for the next
    assert (page.url, asked) == (f"{address}/{PATH}", []), "Enter must not put answers into the address"
    context.close()


def test_a_broken_table_leaves_the_page_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.route(
        f"**/{PATH}",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('data-scoring="{', 'data-scoring="'), content_type="text/html"
        ),
    )
    page.goto(f"{address}/{PATH}")
    page.evaluate(SETTLED)

    assert page.locator("fieldset.check-item:visible").count() == 24
    assert page.locator("self-check button:visible").count() == 0
    context.close()


def test_the_element_gives_the_form_back_as_it_was_when_it_is_taken_out(reader: Reader) -> None:
    reader.begin()
    left = reader.page.evaluate(
        """() => {
          const check = document.querySelector('self-check')
          check.remove()
          window.dispatchEvent(new PopStateEvent('popstate', { state: { check: { at: 3 } } }))
          return [check.querySelectorAll('fieldset.check-item:not([hidden])').length, check.dataset.at ?? 'whole']
        }"""
    )

    assert left == [24, "whole"]
