"""Each state that a page can be in: the policy, axe in all colours and widths, targets, keyboard, other screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import states, subjects
from .probes import watched
from .test_axe import audit_in_all_colours_and_widths, reader, show_in
from .test_keyboard import missed, small_targets
from .test_reflow import READERS, lost, style

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .subjects import Subject

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("state", [pytest.param(s, id=f"{s.kind}, {s.name}") for s in states.STATES])
def test_every_state(state: states.State, ours: Subject, browser: Browser, passed: set[str]) -> None:
    page = reader(browser, subjects.PHONE)
    seen = watched(page.context, ours.address)
    if state.broken:
        page.route(state.broken, lambda route: route.abort())
    page.goto(ours.url(state.page(ours.pages.longest)))
    state.reach(page)

    forbidden = page.evaluate("violations")
    small = small_targets(page)
    audited = audit_in_all_colours_and_widths(page, passed)
    page.set_viewport_size(subjects.PHONE)  # type: ignore[arg-type]
    show_in(page, "light")
    unseen = missed(page)
    cut = []
    for reader_ in ("400 % zoom", "text spacing, 320"):
        viewport, css, _ = READERS[reader_]
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        style(page, css)
        cut += [f"{reader_}: {one}" for one in lost(page)]
    page.context.close()

    if not state.broken:  # what is missing is said
        assert seen == {"foreign": [], "said": []}
    assert forbidden == []
    assert small == []
    assert audited == []
    assert unseen == []
    assert cut == []
