"""The player with questionnaires of other shapes: seven long points, sections, a branch, everything on one page."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..conftest import securebase
from ..projects import copy_minimal
from .taking import PHONE, WIDE, Reader, Strict, days_ago

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

from pathlib import Path

INSTRUMENTS = Path(__file__).parent / "instruments"
SMALL = {"width": 320, "height": 640}

pytestmark = pytest.mark.slow


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The smallest guide with the questionnaires of this folder, over HTTP."""
    folder = copy_minimal(tmp_path_factory.mktemp("other"))
    for path in INSTRUMENTS.glob("*.yaml"):
        shutil.copy(path, folder / "quiz" / "instruments")
    done = securebase("build", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/self-check"
    server.shutdown()


@pytest.fixture
def small(browser: Browser) -> Iterator[Strict]:
    with Strict(browser, SMALL) as window:
        yield window
        assert window.said == []


@pytest.fixture
def sleeper(small: Strict, other_site: str) -> Reader:
    """Somebody with a very small phone at a questionnaire of seven points."""
    return Reader(small.page(), f"{other_site}/winter-sleep/").open()


def sideways(reader: Reader) -> int:
    over: int = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return over


def sections(reader: Reader) -> list[str]:
    return reader.page.locator(".check-section:visible h2").all_inner_texts()


def test_seven_points_fit_on_320_pixels_each_with_its_label(sleeper: Reader) -> None:
    sleeper.begin()
    choices = sleeper.questions.locator(".check-choice")

    assert sideways(sleeper) == 0
    assert choices.count() == 8
    for choice in choices.all():
        box = choice.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert choices.nth(3).inner_text().strip() == "Neither agree nor disagree"


@pytest.mark.parametrize("size", [SMALL, PHONE, WIDE])
def test_nothing_scrolls_sideways_at_any_step(browser: Browser, other_site: str, size: dict[str, int]) -> None:
    with Strict(browser, size) as window:
        reader = Reader(window.page(), f"{other_site}/winter-sleep/").open().begin()
        reader.fill({"dark": 5, "cold": 4, "quiet": 4, "wake": 4, "naps": 1, "nap-sofa": 6, "nap-desk": 2})
        while reader.at == "item":
            assert sideways(reader) == 0
            reader.press("Continue")
        assert sideways(reader) == 0
        reader.to_the_result()
        assert sideways(reader) == 0
        assert window.said == []


def test_a_section_is_announced_where_it_begins_and_no_page_runs_across_two(browser: Browser, other_site: str) -> None:
    with Strict(browser, WIDE) as window:
        reader = Reader(window.page(), f"{other_site}/winter-sleep/").open().begin()

        assert sections(reader) == ["Long nights"]
        assert reader.questions.count() == 4
        reader.choose("Agree").press("Continue")
        assert sections(reader) == ["Short days"]
        assert reader.questions.count() == 1
        reader.page.go_back()
        assert sections(reader) == ["Long nights"]


def test_on_a_phone_a_section_is_announced_with_its_first_question_only(sleeper: Reader) -> None:
    sleeper.begin()
    assert sections(sleeper) == ["Long nights"]
    sleeper.choose("Agree").press("Continue")
    assert sections(sleeper) == []


def test_a_section_that_does_not_apply_is_not_asked(sleeper: Reader) -> None:
    sleeper.begin().fill({"dark": 7, "cold": 1, "quiet": 7, "wake": 1})
    for _ in range(4):
        sleeper.press("Continue")
    sleeper.choose("No").press("Continue")

    assert sleeper.at == "review"
    assert sleeper.page.locator(".check-review li:visible").count() == 5
    sleeper.page.go_back()
    sleeper.choose("Yes").press("Continue")
    assert sections(sleeper) == ["Naps"]
    sleeper.choose("Agree").press("Continue").press("Continue").press("Continue")
    assert sleeper.page.locator(".check-review li:visible").count() == 7


def test_turning_the_device_keeps_the_place_and_the_answers(sleeper: Reader) -> None:
    sleeper.begin().choose("Agree").press("Continue").choose("Disagree").press("Continue")
    assert "Question 3 of 7" in sleeper.focused()
    sleeper.page.set_viewport_size({"width": 1280, "height": 900})
    expect(sleeper.page.locator("fieldset.check-item:not([hidden])")).to_have_count(4)
    assert sleeper.page.locator("fieldset.check-item input:checked").count() == 2
    sleeper.page.set_viewport_size({"width": 320, "height": 640})
    expect(sleeper.page.locator("fieldset.check-item:not([hidden])")).to_have_count(1)
    assert sleeper.at == "item"


def test_everything_can_stand_on_one_page(browser: Browser, other_site: str) -> None:
    with Strict(browser, SMALL) as window:
        reader = Reader(window.page(), f"{other_site}/kettle/").open().begin()

        assert reader.questions.count() == 3
        assert reader.questions.first.get_by_role("radio").count() == 12
        assert reader.focused() == "Questions 1 to 3 of 3"
        assert sideways(reader) == 0
        for number in range(3):
            reader.choose("5, half of the time", number)
        reader.page.keyboard.press("ArrowDown")
        assert reader.at == "item", "an arrow key never goes on"
        reader.choose("5, half of the time", 2).press("Continue")
        assert reader.at == "review"
        reader.page.get_by_role("button", name="Change question 2", exact=True).click()
        assert "Question 2 of 3" in reader.focused()
        reader.press("Continue").press("Show what came out")
        assert "About 15 on a scale from 0 to 30." in reader.page.locator("figcaption").first.inner_text()
        assert not reader.page.locator(".check-profiles").is_visible()
        assert window.said == []


def test_in_place_of_a_text_that_a_response_belies_the_response_is_quoted(browser: Browser, other_site: str) -> None:
    with Strict(browser, SMALL) as window:
        reader = Reader(window.page(), f"{other_site}/kettle/").open()
        result = reader.answer({"warm": 0, "waits": 10, "sits": 1}).to_the_result().page.locator(".check-bars")

        assert "In a hurry." not in result.inner_text()
        caution = reader.page.locator("[data-caution=care]")
        words = "Care came out little.\nBut this stands out:\nI let it draw.\n10, every time".replace("\n", " ")
        assert " ".join(caution.inner_text().replace("\u201c", "").replace("\u201d", "").split()) == words
        assert caution.get_by_role("listitem").count() == 1
        assert sideways(reader) == 0
        reader.press("Change an answer").fill({"waits": 9}).to_the_result()
        assert "In a hurry." in result.inner_text()
        assert not caution.is_visible()
        assert window.said == []


def test_a_published_error_is_drawn_and_told_and_norms_name_their_sample(sleeper: Reader) -> None:
    sleeper.answer({"dark": 5, "cold": 4, "quiet": 4, "wake": 4, "naps": 0}).to_the_result()

    patch = sleeper.page.locator("[data-subscale=rest] .bar-patch")
    assert float(patch.get_attribute("width") or 0) == pytest.approx(400 * 2 * 0.4 / 6, abs=0.1)
    told = sleeper.unfold_numbers().page.locator("[data-measured=rest]").inner_text()
    assert "between 3.9 and 4.7 in about two of three cases" in told
    assert "The chance that the true score belongs to “high” is about 73 in 100." in told
    assert "T 53. Of 100 people in this sample, about 60 score lower. A hundred invented sleepers." in told
    assert not sleeper.page.locator("[data-measured=napping]").count()


@pytest.mark.parametrize(("after", "expected"), [(5, "within-error"), (7, "beyond-error")])
def test_a_change_within_measurement_error_is_called_no_reliable_change(
    sleeper: Reader, after: int, expected: str
) -> None:
    sleeper.keep_before({"day": days_ago(7), "responses": {"dark": "4", "cold": "4", "quiet": "4", "wake": "4"}})
    sleeper.answer({"dark": after, "cold": 8 - after, "quiet": after, "wake": 8 - after, "naps": 0}).to_the_result()

    assert sleeper.shown("change", "[data-change-of=rest]") == ["two", expected]
    assert sleeper.sees("No reliable change.") == (expected == "within-error")


def test_without_script_every_item_and_the_key_are_there(browser: Browser, other_site: str) -> None:
    context = browser.new_context(viewport=SMALL, java_script_enabled=False)  # type: ignore[arg-type]
    reader = Reader(context.new_page(), f"{other_site}/winter-sleep/")
    reader.page.goto(reader.address)

    assert reader.questions.count() == 7
    assert reader.page.locator(".check-section:visible").count() == 3
    assert reader.page.locator("self-check button:visible").count() == 0
    assert reader.page.locator(".key-points:visible tbody tr").count() == 6, "an item without a score has no row"
    assert sideways(reader) == 0
    context.close()
