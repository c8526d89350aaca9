"""Eight defects of the stock theme that no scanner reports: ours has none (tests/bench shows that each can be seen)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import probes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .probes import Pictures
    from .subjects import Subject

pytestmark = pytest.mark.gate

BY_PROBE = [pytest.param(probe, id=probe.__name__) for probe in probes.IN_CHROMIUM]


@pytest.mark.parametrize("probe", BY_PROBE)
def test_ours_has_none(probe: probes.Probe, ours: Subject, browser: Browser, pictures: Pictures) -> None:
    assert probe(ours, browser, pictures) == []


@pytest.mark.parametrize("fault", probes.FAULTS)
def test_no_storage_breaks_ours(fault: str, ours: Subject, browser: Browser) -> None:
    assert probes.broken_by_storage(ours, browser, fault) == []


def test_ours_fetches_no_page_ahead(ours_strict: Subject, firefox: Browser) -> None:
    assert probes.pages_fetched_ahead(ours_strict, firefox) == []
