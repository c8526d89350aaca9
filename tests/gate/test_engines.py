"""Three engines: a lesson is read, the menu opened, something found, and the self-check done to its result."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..projects import ROOT
from . import states, subjects
from .probes import opened
from .test_axe import audit, with_axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .subjects import Subject

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("engine", ["browser", "firefox"])
def test_chromium_and_firefox(engine: str, ours: Subject, request: pytest.FixtureRequest) -> None:
    browser: Browser = request.getfixturevalue(engine)
    page = with_axe(opened(browser, subjects.PHONE))
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    found = []

    page.goto(ours.url(ours.lesson))
    assert page.locator("h1").inner_text()
    states.menu(page)
    assert page.locator("#site_menu").get_by_role("link", name=subjects.FAR_LINK).is_visible()
    found += audit(page)
    page.locator("#site_menu [data-close]").click()
    states.search(page)
    found += audit(page)
    page.goto(ours.url(ours.check))
    states.result(page)
    assert page.locator(".check-result .check-band:visible").count() >= 2
    found += audit(page)
    page.context.close()

    assert found == []
    assert thrown == []


@pytest.mark.parametrize("kind", ["home", "lesson", "faqs", "resources", "exercise", "quiet", "paper"])
def test_axe_in_firefox(kind: str, ours: Subject, firefox: Browser) -> None:
    page = with_axe(opened(firefox, subjects.PHONE))
    page.goto(ours.url(ours.pages.longest[kind]))
    found = audit(page)
    page.context.close()

    assert found == []


def test_webkit(ours: Subject) -> None:
    missing = [name for name in ("WebKitWebDriver", "xvfb-run", "dbus-run-session") if not shutil.which(name)]
    if missing:
        pytest.skip(f"NOT TESTED IN WEBKIT: {', '.join(missing)} not installed")
    done = subprocess.run(
        [
            *("xvfb-run", "-a", "dbus-run-session", "--", sys.executable, str(Path(__file__).parent / "webkit.py")),
            *(ours.address, ours.lesson, ours.check, str(ROOT / "node_modules/axe-core/axe.min.js")),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={**os.environ, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout.splitlines()[-1])  # the bus speaks before

    assert seen["title"]
    assert seen["menu"] > 10
    assert seen["found"] > 0
    assert seen["bands"] >= 2
    assert seen["axe"] == []
