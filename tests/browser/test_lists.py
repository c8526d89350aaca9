"""The long lists in a real browser: controls that show a part, links that lead to an entry, both by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..chromium import LAID_OUT, SETTLED
from .test_pages import AXE, WCAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from mkdocs_securebase.model.library import Library

pytestmark = pytest.mark.slow


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose page errors fail the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.add_init_script(LAID_OUT)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []


NOT_LAID_OUT = ".group ~ .group:not(.laid)"


@pytest.mark.parametrize("path", ["resources/", "faqs/", "exercises/", "glossary/", "references/"])
def test_a_long_list_is_laid_out_to_its_end_without_being_read(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/{path}")
    expect(page.locator(NOT_LAID_OUT)).to_have_count(0)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.locator(".foot").scroll_into_view_if_needed()
    page.evaluate(SETTLED)

    assert page.locator(".group").count() > 1
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.close()


def test_who_arrives_at_an_entry_finds_the_list_laid_out(browser: Browser, address: str, library: Library) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    last = list(library.resources)[-1]
    page.goto(f"{address}/resources/#{last}")

    assert page.locator(NOT_LAID_OUT).count() == 0
    expect(page.locator(f"#{last}")).to_be_in_viewport()
    page.close()


def shown(page: Page, entries: str) -> Locator:
    return page.locator(f"{entries}:visible")


def test_resources_can_be_narrowed_by_kind_place_and_reader(phone: Page, address: str, library: Library) -> None:
    phone.goto(f"{address}/resources/")
    count = len(library.resources)
    state = phone.get_by_role("status").filter(has_text="shown")
    assert state.inner_text() == f"{count} of {count} shown"

    phone.get_by_label("Place").select_option("GB")
    there = [r for r in library.resources.values() if "GB" in r.where]
    assert shown(phone, ".resource").count() == len(there)
    assert state.inner_text() == f"{len(there)} of {count} shown"

    phone.get_by_label("Made for").select_option("men")
    phone.get_by_label("Kind").select_option("group")
    fitting = [r for r in there if "men" in r.audience and r.form == "group"]
    assert shown(phone, ".resource").count() == len(fitting) > 0
    assert shown(phone, ".group > h2").all_inner_texts() == [library.interface.forms.group]
    assert phone.url == f"{address}/resources/"
    assert phone.evaluate("Object.keys({...localStorage, ...sessionStorage})") == []


def test_where_nothing_fits_it_says_so_kindly_and_offers_all_again(phone: Page, address: str, library: Library) -> None:
    phone.goto(f"{address}/resources/")
    phone.get_by_label("Place").select_option("JP")
    phone.get_by_label("Kind").select_option("book")

    assert shown(phone, ".resource").count() == 0
    assert shown(phone, ".group").count() == 0
    status = phone.get_by_role("status").filter(has_text="shown")
    assert library.interface.lists.none in status.inner_text()
    assert library.interface.lists.place_hint in status.inner_text()

    phone.get_by_role("button", name="Show all again").press("Enter")

    assert shown(phone, ".resource").count() == len(library.resources)
    assert phone.get_by_label("Place").input_value() == ""
    assert phone.evaluate("document.activeElement.id") == "list-form"
    assert not phone.get_by_role("button", name="Show all again").is_visible()


def test_the_contents_lead_only_to_what_is_shown(phone: Page, address: str) -> None:
    phone.goto(f"{address}/resources/")
    phone.get_by_label("Place").select_option("IE")
    contents = phone.get_by_role("navigation", name="On this page")
    contents.get_by_text("On this page").click()

    assert contents.get_by_role("link").all_inner_texts() == phone.locator(".group > h2:visible").all_inner_texts()


def test_a_link_to_an_entry_that_is_left_out_shows_it(phone: Page, address: str, library: Library) -> None:
    phone.goto(f"{address}/resources/")
    kind, *_, other = dict.fromkeys(resource.form for resource in library.resources.values())
    left_out = next(resource.id for resource in library.resources.values() if resource.form == other)
    phone.get_by_label("Kind").select_option(kind)
    entry = phone.locator(f"#{left_out}")
    assert not entry.is_visible()

    phone.evaluate(f"location.hash = '{left_out}'")

    entry.wait_for()
    expect(entry).to_be_in_viewport()
    assert shown(phone, ".resource").count() == len(library.resources)


def test_questions_are_found_by_words_wherever_these_stand(phone: Page, address: str) -> None:
    phone.goto(f"{address}/faqs/")
    words = phone.get_by_label("Look for a word")

    words.fill("left on read")  # stands in the everyday words only
    assert phone.locator("#late-reply").is_visible()
    assert shown(phone, ".faq").count() < phone.locator(".faq").count() / 4

    words.fill("What do I do?")  # says nothing
    assert shown(phone, ".faq").count() == phone.locator(".faq").count()

    words.fill("last checked on")  # what every entry says finds nothing
    assert shown(phone, ".faq").count() < phone.locator(".faq").count() / 2


def test_a_question_can_be_linked_and_opens_when_it_is_reached(phone: Page, address: str, library: Library) -> None:
    one, *_, other = library.faqs
    phone.goto(f"{address}/faqs/#{one}")
    assert phone.locator(f"#{one} > details").get_attribute("open") is not None
    assert phone.locator(f"#{other} > details").get_attribute("open") is None

    phone.locator(f"#{other}").get_by_role("heading").get_by_role("link").click()

    assert phone.url == f"{address}/faqs/#{other}"
    assert phone.locator(f"#{other} > details").get_attribute("open") is not None


def test_a_link_to_something_folded_unfolds_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}/lessons/two-dials/")
    label = phone.locator("details.part label[for]").first
    target = label.get_attribute("for")
    assert not label.is_visible()

    phone.goto(f"{address}/lessons/two-dials/#{target}")

    label.wait_for()
    expect(phone.locator(f'[id="{target}"]')).to_be_in_viewport()


@pytest.mark.parametrize("path", ["resources/", "faqs/", "exercises/", "glossary/", "references/"])
def test_without_script_the_whole_list_stands_and_no_control_is_dead(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{path}")

    assert page.locator("main").locator("select, input, button, [role=status]").locator("visible=true").count() == 0
    entries = page.locator(".resource, .faq, .list > li, .glossary > div, .works > li")
    assert entries.count() > 30
    assert entries.last.is_visible()
    assert page.get_by_role("navigation", name="On this page").is_visible()
    context.close()


def test_exercises_fit_the_time_there_is(phone: Page, address: str, library: Library) -> None:
    phone.goto(f"{address}/exercises/")
    phone.get_by_label("Time").select_option("5")

    short = [exercise.name for _, exercise in library.exercises.values() if exercise.minutes <= 5]
    assert shown(phone, ".list > li > a").all_inner_texts() == short


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_a_list_that_was_narrowed(browser: Browser, address: str, colours: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme=colours,  # type: ignore[arg-type]
        bypass_csp=True,
        reduced_motion="reduce",
    )
    context.add_init_script(LAID_OUT)
    page = context.new_page()
    found = []
    for place, form in (("IE", ""), ("JP", "book")):
        page.goto(f"{address}/resources/")
        page.get_by_label("Place").select_option(place)
        page.get_by_label("Kind").select_option(form)
        page.evaluate(AXE)
        result = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
            [*WCAG, "wcag2aaa", "best-practice", "experimental"],
        )
        assert result["passes"]
        found += [f"{v['id']}: {n['target']}" for v in result["violations"] for n in v["nodes"]]
    context.close()

    assert found == []
