"""Every page as it opens: axe at all levels, also in the dark and in a large window, title and landmarks, the safety
page a tap away, nothing lost at 320 pixels, the policy unbroken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..browser.test_three_taps import SAFETY, ways
from . import subjects
from .probes import watched
from .test_axe import WIDTHS, audit_again, reader, show_in
from .test_reading_order import misread
from .test_reflow import lost

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .subjects import Subject

pytestmark = pytest.mark.gate

PARTS = 4
"""So that two processes can share the work."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(part: int, ours: Subject, browser: Browser, passed: set[str]) -> None:
    page = reader(browser, subjects.PHONE)
    seen = watched(page.context, ours.address)
    found = []
    for path in ours.pages.paths[part::PARTS]:
        page.goto(ours.url(path))
        found += [f"{path}: {one}" for one in page.evaluate("violations")]
        found += [f"{path}: {one}" for one in (*audit_again(page, passed), *misread(page))]
        found += [] if path == SAFETY or SAFETY in ways(page)["pages"] else [f"{path}: more than a tap to {SAFETY}"]
        show_in(page, "dark")
        found += [f"{path} in the dark: {one}" for one in audit_again(page, passed, colours_only=True)]
        show_in(page, "light")
        page.set_viewport_size(subjects.DESKTOP)  # type: ignore[arg-type]
        found += [f"{path} in a large window: {one}" for one in audit_again(page, passed)]
        page.set_viewport_size(WIDTHS[0])  # type: ignore[arg-type]
        found += [f"{path}: {one}" for one in lost(page)]
        page.set_viewport_size(subjects.PHONE)  # type: ignore[arg-type]
    page.context.close()

    assert found == []
    assert seen == {"foreign": [], "said": []}
