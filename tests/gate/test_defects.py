"""Eight defects of the stock theme that no scanner reports: ours has none, and each probe sees the stock theme's."""

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


@pytest.mark.parametrize("probe", BY_PROBE)
def test_the_probe_sees_it_in_the_stock_theme(
    probe: probes.Probe, stock: Subject, browser: Browser, pictures: Pictures
) -> None:
    assert probe(stock, browser, pictures) != []


@pytest.mark.parametrize("fault", probes.FAULTS)
def test_no_storage_breaks_ours(fault: str, ours: Subject, browser: Browser) -> None:
    assert probes.broken_by_storage(ours, browser, fault) == []


@pytest.mark.parametrize("fault", [fault for fault in probes.FAULTS if fault != "full"])  # full storage it survives
def test_the_probe_sees_storage_break_the_stock_theme(fault: str, stock: Subject, browser: Browser) -> None:
    assert probes.broken_by_storage(stock, browser, fault, patience=1500) != []


def test_ours_fetches_no_page_ahead(ours_strict: Subject, firefox: Browser) -> None:
    assert probes.pages_fetched_ahead(ours_strict, firefox) == []


def test_the_probe_sees_the_stock_theme_fetch_ahead(stock_strict: Subject, firefox: Browser) -> None:
    found = probes.pages_fetched_ahead(stock_strict, firefox)

    assert any("default-src" in one or "prefetch-src" in one for one in found), found
