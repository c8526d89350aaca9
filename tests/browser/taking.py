"""Somebody who takes a questionnaire in a browser: what a test can do and see."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from mkdocs_securebase.model.instrument import Instrument

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}


class Reader:
    """Somebody at a questionnaire."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, fragment: str = "") -> Reader:
        self.page.goto(self.address + fragment)
        return self.wait()

    def reload(self) -> Reader:
        self.page.reload()
        return self.wait()

    def wait(self) -> Reader:
        self.page.wait_for_selector("self-check[data-at]")
        return self

    @property
    def at(self) -> str | None:
        return self.page.get_attribute("self-check", "data-at")

    @property
    def questions(self) -> Locator:
        """The questions that can be seen."""
        return self.page.locator("fieldset.check-item:visible")

    def begin(self) -> Reader:
        self.press("Begin")
        return self

    def press(self, name: str) -> Reader:
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def choose(self, label: str, number: int = 0) -> Reader:
        self.questions.nth(number).get_by_role("radio", name=label, exact=True).check()
        return self

    def fill(self, responses: Mapping[str, Any]) -> Reader:
        """Fill the form at once, as if each question had been answered."""
        self.page.evaluate(
            "given => { for (const [item, value] of Object.entries(given))"
            " document.querySelector(`input[name='item-${item}'][value='${value}']`).checked = true }",
            responses,
        )
        return self

    def answer(self, responses: Mapping[str, Any]) -> Reader:
        """Fill the form and go on to the review."""
        self.fill(responses)
        if self.at == "start":
            self.begin()
        while self.at == "item":
            self.press("Continue")
        return self

    def to_the_result(self, gate: str | None = None, contexts: Iterable[str] = ()) -> Reader:
        assert self.at == "review"
        if self.page.locator(".check-gate").count():
            self.press("Continue")
            assert self.at == "gate"
            if gate:
                self.page.check(f"input[name=gate][value={gate}]")
            for context in contexts:
                self.page.check(f"input[name=context][value={context}]")
        self.press("Show what came out")
        assert self.at == "result"
        return self

    def unfold_numbers(self) -> Reader:
        self.page.locator(".check-numbers summary").click()
        return self

    def from_the_top(self, part: Locator) -> float:
        """How far down the page a part begins."""
        top: float = part.evaluate("part => part.getBoundingClientRect().top + scrollY")
        return top

    def shown(self, kind: str, within: str = ".check-result") -> list[str]:
        """The marks of the parts of a kind that can be seen, in the order of the page."""
        found: list[str] = self.page.locator(f"{within} [data-{kind}]:visible").evaluate_all(
            "(parts, kind) => parts.map(part => part.dataset[kind])", kind
        )
        return found

    def notices(self) -> list[str]:
        return self.shown("notice", "self-check")

    def sees(self, words: str) -> bool:
        return self.page.get_by_text(words, exact=False).first.is_visible()

    def stored(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate("({...localStorage, ...sessionStorage})")
        return found

    def kept_runs(self) -> list[dict[str, Any]]:
        """What the device keeps of this questionnaire."""
        text = self.page.evaluate(
            "localStorage.getItem(`check:${JSON.parse(document.querySelector('self-check').dataset.scoring).instrument}`)"
        )
        runs: list[dict[str, Any]] = json.loads(text)["runs"] if text else []
        return runs

    def keep_before(self, *runs: Mapping[str, Any]) -> Reader:
        """Put runs on the device as if they had been kept on earlier days, and open the page anew."""
        self.page.evaluate(
            """runs => {
              const { instrument, revision } = JSON.parse(document.querySelector('self-check').dataset.scoring)
              const whole = runs.map(run => ({ revision, about: { role: '', name: '' }, scores: {}, note: '', ...run }))
              localStorage.setItem(`check:${instrument}`, JSON.stringify({ schema: 1, instrument, runs: whole }))
            }""",
            runs,
        )
        self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        return self.open()

    def barriers(self) -> list[str]:
        """What axe finds on the screen that is open; the window must let scripts of tests in."""
        self.page.evaluate("scrollTo(0, 0)")  # scrolled, a target may lie half below the top line just then
        self.page.evaluate(AXE)
        result = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", WCAG
        )
        assert result["passes"]
        return [
            f"{self.at}: {violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    def focused(self) -> str:
        text: str = self.page.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ').trim()")
        return text


class Strict:
    """A browser window in which page errors, broken policies and warnings are noted, to fail the test."""

    def __init__(self, browser: Browser, viewport: Mapping[str, int] = PHONE, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(
            viewport=dict(viewport),  # type: ignore[arg-type]
            reduced_motion="reduce",
            **options,
        )
        self.context.set_default_timeout(8000)
        self.said: list[str] = []

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda one: self.said.append(one.text) if one.type in ("error", "warning") else None)
        return page

    def __enter__(self) -> Strict:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


def middling(instrument: Instrument) -> dict[str, Any]:
    """The middle of the scale throughout."""
    middle = {}
    for item in instrument.items:
        scale = instrument.scale_of(item)
        assert scale is not None
        middle[item.id] = scale.anchors[len(scale.anchors) // 2].value
    return middle


FAULTS = {
    "blocked": "for (const name of ['localStorage', 'sessionStorage'])"
    " Object.defineProperty(window, name, { get () { throw new DOMException('no', 'SecurityError') } })",
    "missing": "for (const name of ['localStorage', 'sessionStorage'])"
    " Object.defineProperty(window, name, { get: () => null })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "corrupt": "for (const name of ['localStorage', 'sessionStorage']) try {"
    " window[name].setItem('check:NAME', '{\"schema\":') } catch {}",
    "of another type": "for (const name of ['localStorage', 'sessionStorage']) try {"
    " window[name].setItem('check:NAME', '[1, null, {}]') } catch {}",
    "of an older schema": "for (const name of ['localStorage', 'sessionStorage']) try {"
    ' window[name].setItem(\'check:NAME\', \'{"instrument":"NAME","revision":"x","responses":{}}\') } catch {}',
}
"""What a device can do to storage, as scripts that run before the page's own. NAME stands for the instrument."""

REFUSING = ("blocked", "missing", "full")
