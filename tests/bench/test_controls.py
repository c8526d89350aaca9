"""Each probe of the gate sees the faults of the stock theme: a probe that cannot fail is worse than none."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.render.policy import meta_policy

from ..gate import probes, subjects
from ..gate.probes import watched
from ..gate.serving import served
from ..gate.test_axe import audit, reader
from ..gate.test_lighthouse import lighthouse, misses
from ..gate.test_policy import hosts_in, read, see_all_pages
from .stock import stock as stock_subject

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from ..gate.probes import Pictures
    from ..gate.subjects import Subject

BY_PROBE = [pytest.param(probe, id=probe.__name__) for probe in probes.IN_CHROMIUM]


@pytest.mark.parametrize("probe", BY_PROBE)
def test_the_probe_sees_it_in_the_stock_theme(
    probe: probes.Probe, stock: Subject, browser: Browser, pictures: Pictures
) -> None:
    assert probe(stock, browser, pictures) != []


@pytest.mark.parametrize("fault", [fault for fault in probes.FAULTS if fault != "full"])  # full storage it survives
def test_the_probe_sees_storage_break_the_stock_theme(fault: str, stock: Subject, browser: Browser) -> None:
    assert probes.broken_by_storage(stock, browser, fault, patience=1500) != []


def test_the_probe_sees_the_stock_theme_fetch_ahead(stock_strict: Subject, firefox: Browser) -> None:
    found = probes.pages_fetched_ahead(stock_strict, firefox)

    assert any("default-src" in one or "prefetch-src" in one for one in found), found


def test_axe_finds_what_is_there_to_find(stock: Subject, browser: Browser) -> None:
    page = reader(browser, subjects.PHONE)
    page.goto(stock.url(stock.lesson))
    found = audit(page)
    page.context.close()

    assert len(found) > 5


def test_lighthouse_sees_a_page_that_is_deaf(stock: Subject, chromium_path: str) -> None:
    found = lighthouse(stock, chromium_path, ("lesson",), runs=1)["lesson"]

    assert "total-blocking-time" in misses(found["runs"][0])


def test_violations_in_frames_are_seen_too(ours: Subject, stock_site: Path, firefox: Browser) -> None:
    """The stock theme's pages, under the policy that ours carry."""
    context = firefox.new_context(viewport=subjects.PHONE)  # type: ignore[arg-type]
    with served(stock_site, {"Content-Security-Policy": meta_policy()}) as address:
        pages = dataclasses.replace(ours.pages, kind_of={ours.lesson: "lesson"})
        stock = stock_subject(stock_site, address, pages)
        watched(context, address)
        page = context.new_page()
        drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>"  # as a host sends it that knows no policy
        page.route("**/mark.svg", lambda route: route.fulfill(body=drawing, content_type="image/svg+xml"))
        forbidden = see_all_pages(stock, page)
    context.close()

    assert forbidden


def test_inline_code_and_foreign_hosts_are_seen(stock_site: Path) -> None:
    assert any("inline script" in read(file.read_text("utf-8")).found for file in stock_site.rglob("*.html"))
    assert any(hosts_in(file.read_text("utf-8")) for file in stock_site.rglob("*.js"))
