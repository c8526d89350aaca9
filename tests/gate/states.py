"""The states a page of ours can be in: what a reader has opened, typed, answered, or what has gone wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page


@dataclass(frozen=True)
class State:
    """A state, the kind of page it is reached from, and the way there."""

    name: str
    kind: str
    reach: Callable[[Page], None]
    broken: str = ""
    """An asset that cannot be had, as a glob."""
    path: str | None = None
    """Another page than the longest of its kind."""

    def page(self, longest: Mapping[str, str]) -> str:
        """The path from which the state is reached."""
        return longest[self.kind] if self.path is None else self.path


def menu(page: Page) -> None:
    page.locator('[data-open="menu"]').click()
    page.locator("#site_menu[data-open]").wait_for()


def search(page: Page) -> None:
    page.locator('[data-open="search"]').click()
    page.locator("#search_words").fill("he didn’t text back")
    page.locator(".found li").nth(2).wait_for()


def search_without_result(page: Page) -> None:
    page.locator('[data-open="search"]').click()
    page.locator("#search_words").fill("qqqqqqq")
    said(page, "#search_state", "none")


def search_that_fails(page: Page) -> None:
    page.locator('[data-open="search"]').click()
    said(page, "#search_state", "failed")


def said(page: Page, place: str, message: str) -> None:
    """Wait until a notice says one of the sentences that it holds ready."""
    page.wait_for_function(
        "([place, message]) => (e => e.textContent === e.dataset[message])(document.querySelector(place))",
        arg=[place, message],
    )


def all_unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


def second_step(page: Page) -> None:
    page.locator('[data-step="next"]').click()


def all_steps(page: Page) -> None:
    page.locator('[data-step="all"]').click()


# The self-check -------------------------------------------------------------------------------------------------


def press(page: Page, action: str) -> None:
    """The button for an action, where it stands now."""
    page.locator(f"[data-do={action}]:visible").first.click()


def begin(page: Page) -> None:
    press(page, "begin")


def answer(page: Page, choice: int) -> None:
    """Choose by place from the top, the last being to skip, and go on."""
    item = page.locator(".check-item:not([hidden])")
    item.locator("input").nth(choice).check()
    page.locator("self-check [type=submit]").click()


def mid_check(page: Page) -> None:
    begin(page)
    for choice in (0, 4, 5):
        answer(page, choice)
    page.locator(".check-item:not([hidden]) input").nth(3).check()


def review(page: Page, choices: tuple[int, ...] = (3, 1, 4, 2, 4, 0)) -> None:
    begin(page)
    page.evaluate(
        """async choices => {
          const items = [...document.querySelectorAll('.check-item')]
          for (let answered = 0; answered < items.length;) {
            for (const item of items.filter(item => !item.hidden)) {
              item.querySelectorAll('input')[choices[items.indexOf(item) % choices.length]].click()
              answered++
            }
            document.querySelector('self-check [type=submit]').click()
            await new Promise(requestAnimationFrame)
          }
        }""",
        choices,
    )
    page.locator(".check-review:not([hidden])").wait_for()


def gate(page: Page) -> None:
    review(page)
    page.locator("self-check [type=submit]").click()
    page.locator(".check-gate:not([hidden])").wait_for()


def result(page: Page) -> None:
    gate(page)
    page.locator("self-check [type=submit]").click()
    page.locator(".check-result:not([hidden])").wait_for()


def result_in_danger(page: Page) -> None:
    """The first option of the gate that leads to the safety words, with everything unfolded."""
    gate(page)
    page.locator(".check-gate input[type=radio]").first.check()
    for choice in page.locator(".check-gate input[type=checkbox]").all():
        choice.check()
    page.locator("self-check [type=submit]").click()
    page.locator(".check-result:not([hidden])").wait_for()
    all_unfolded(page)


def result_of_too_few(page: Page) -> None:
    """An error that a reader can make: nothing answered, so there is nothing to tell."""
    review(page, choices=(5,))
    page.locator("self-check [type=submit]").click()
    page.locator("self-check [type=submit]").click()
    page.locator('[data-band="none"]:not([hidden])').first.wait_for()


def kept(page: Page) -> None:
    result(page)
    press(page, "keep")
    page.locator("[data-notice=kept]").wait_for()


def kept_before(page: Page) -> None:
    kept(page)
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.locator("[data-part=kept]").wait_for()


def rewrite_kept(page: Page, field: str, value: str) -> None:
    """Change every place of a field in what the device holds, as JSON."""
    page.evaluate(
        """([field, value]) => {
          const pattern = new RegExp(`"${field}":("[^"]*"|[0-9]+)`, 'g')
          for (const name of Object.keys(localStorage)) {
            localStorage.setItem(name, localStorage.getItem(name).replace(pattern, `"${field}":${value}`))
          }
        }""",
        [field, value],
    )
    page.reload()


def kept_in_another_schema(page: Page) -> None:
    """What is kept was written by a version that spelled it otherwise."""
    kept_before(page)
    rewrite_kept(page, "schema", "0")
    page.locator("[data-part=unusable]").wait_for()


def over_time(page: Page) -> None:
    """Several runs are kept, and seen as lines."""
    kept_before(page)
    page.evaluate(
        """() => {
          const [name] = Object.keys(localStorage)
          const record = JSON.parse(localStorage.getItem(name))
          const days = [21, 14, 7, 0].map(ago => new Date(Date.now() - ago * 864e5).toISOString().slice(0, 10))
          record.runs = days.map((day, at) => ({ ...record.runs[0], day, note: at === 1 ? 'a hard week' : '' }))
          localStorage.setItem(name, JSON.stringify(record))
        }"""
    )
    page.reload()
    press(page, "show-history")
    page.locator(".check-history:not([hidden])").wait_for()


def take_along(page: Page) -> None:
    """A link with the answers is made."""
    result(page)
    page.locator(".check-along > summary").click()
    press(page, "make-link")
    page.locator("[data-part=link]").wait_for()


def about_someone(page: Page) -> None:
    """Asked first whom it is about."""
    press(page, "begin")
    page.locator(".check-whom:not([hidden])").wait_for()


def erased(page: Page) -> None:
    result(page)
    press(page, "erase")
    page.locator("[data-notice=erased]").wait_for()


STATES = (
    State("menu open", "lesson", menu),
    State("menu open", "home", menu),
    State("search with results", "lesson", search),
    State("search without result", "home", search_without_result),
    State("search that fails", "lesson", search_that_fails, broken="**/assets/search.js"),
    State("questions open", "faqs", all_unfolded),
    State("everything unfolded", "lesson", all_unfolded),
    State("second step", "quiet", second_step),
    State("all steps", "quiet", all_steps),
    State("mid-check", "check", mid_check),
    State("review", "check", review),
    State("last questions", "check", gate),
    State("result", "check", result),
    State("result in danger", "check", result_in_danger),
    State("result of too few answers", "check", result_of_too_few),
    State("kept", "check", kept),
    State("kept before", "check", kept_before),
    State("kept in another schema", "check", kept_in_another_schema),
    State("over time", "check", over_time),
    State("take along", "check", take_along),
    State("about someone", "check", about_someone, path="one-relationship/"),
    State("erased", "check", erased),
)
