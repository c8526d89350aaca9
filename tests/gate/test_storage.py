"""Whatever a storage is or holds, the self-check can be done, says what could not be kept, and throws nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from . import states, subjects
from .probes import FAULTS, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from .subjects import Subject

pytestmark = pytest.mark.gate

REFUSES = {"blocked", "null", "full"}
"""Faults under which nothing can be kept; under the others what is there is of no use."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone on which no page may throw."""
    page = opened(browser, subjects.PHONE)
    thrown: list[str] = []
    page.context.on("weberror", lambda error: thrown.append(str(error.error)))
    yield page
    page.context.close()
    assert thrown == []


def shown(page: Page, selector: str) -> bool:
    return page.locator(selector).is_visible()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_self_check_can_be_done(fault: str, ours: Subject, phone: Page) -> None:
    phone.add_init_script(FAULTS[fault])
    phone.goto(ours.url(ours.check))
    assert shown(phone, "[data-part=unusable]") is (fault not in REFUSES)

    states.result(phone)
    states.press(phone, "keep")

    assert shown(phone, "[data-notice=not-kept]") is (fault in REFUSES)
    assert shown(phone, "[data-notice=kept]") is (fault not in REFUSES)
    assert phone.locator(".check-result .check-band:visible").count() > 0
    states.press(phone, "erase")
    assert shown(phone, "[data-do=begin]")


@pytest.mark.parametrize("fault", FAULTS)
def test_colours_can_be_chosen_and_the_page_says_if_the_choice_is_not_kept(
    fault: str, ours: Subject, phone: Page
) -> None:
    phone.add_init_script(FAULTS[fault])
    phone.goto(ours.url(""))
    states.menu(phone)
    phone.locator('.palette [value="night"]').check()

    assert phone.evaluate("document.documentElement.dataset.palette") == "night"
    said = phone.locator(".palette [role=status]").inner_text()
    assert bool(said) is (fault in REFUSES)


def test_what_an_older_version_kept_is_not_read_as_if_it_were_new(ours: Subject, phone: Page) -> None:
    phone.goto(ours.url(ours.check))
    states.kept_in_another_schema(phone)

    assert not shown(phone, "[data-part=kept] [data-do=show-kept]")
    phone.locator("[data-part=unusable] [data-do=erase]").click()
    assert not shown(phone, "[data-part=unusable]")
    assert phone.evaluate("Object.keys(localStorage)") == []


def test_answers_to_statements_that_have_changed_are_not_scored(ours: Subject, phone: Page) -> None:
    phone.goto(ours.url(ours.check))
    states.kept_before(phone)
    phone.evaluate("sessionStorage.clear()")
    states.rewrite_kept(phone, "revision", '"older"')

    assert not shown(phone, "[data-part=kept] [data-do=show-kept]")


def test_colours_chosen_in_one_tab_are_worn_by_the_other(ours: Subject, phone: Page) -> None:
    other = phone.context.new_page()
    for page in (phone, other):
        page.goto(ours.url(""))
    states.menu(other)
    other.locator('.palette [value="dark"]').check()

    phone.wait_for_function("document.documentElement.dataset.palette === 'dark'")


def test_what_one_tab_erases_the_other_forgets(ours: Subject, phone: Page) -> None:
    phone.goto(ours.url(ours.check))
    states.kept(phone)
    other = phone.context.new_page()
    other.goto(ours.url(ours.check))
    other.locator("[data-part=kept] [data-do=erase]").click()

    expect(phone.locator("self-check")).to_have_attribute("data-at", "start")
    expect(phone.locator("[data-part=kept]")).to_be_hidden()
    assert phone.evaluate("document.querySelectorAll('self-check input:checked').length") == 0
    assert phone.evaluate("Object.keys({...localStorage, ...sessionStorage})") == []


def test_two_tabs_do_not_mix_their_answers(ours: Subject, phone: Page) -> None:
    other = phone.context.new_page()
    for page, choice in ((phone, 0), (other, 4)):
        page.goto(ours.url(ours.check))
        states.begin(page)
        states.answer(page, choice)
    phone.reload()
    other.reload()

    chosen = [page.locator(".check-item input:checked").first.get_attribute("value") for page in (phone, other)]
    assert chosen[0] != chosen[1]


def test_ten_thousand_stored_states() -> None:
    done = subprocess.run(
        ["node", "--test", "storage.fuzz.js"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
