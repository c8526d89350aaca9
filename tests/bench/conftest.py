"""The same guide under the stock theme, built and served once, beside what the gate measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.guide import Project, read_guide

from ..conftest import made_once
from ..gate.conftest import address, browser, chromium_path, firefox, ours, pictures, playwright
from ..gate.probes import STRICT
from ..gate.serving import served
from . import stock as stock_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..gate.subjects import Subject

__all__ = ["address", "browser", "chromium_path", "firefox", "ours", "pictures", "playwright"]


@pytest.fixture(scope="session")
def stock_site(built_project: Path, run_folder: Path) -> Path:
    """The same pages built with the stock theme."""

    def make(folder: Path) -> None:
        library, problems = read_guide(Project(built_project))
        assert library is not None, problems
        stock_theme.build_stock(library, built_project / "build" / "assets", folder)

    return made_once(run_folder / "stock", make) / "site"


@pytest.fixture(scope="session")
def stock(stock_site: Path, ours: Subject) -> Iterator[Subject]:
    """The stock site as something to measure."""
    with served(stock_site) as address:
        yield stock_theme.stock(stock_site, address, ours.pages)


@pytest.fixture(scope="session")
def stock_strict(stock_site: Path, ours: Subject) -> Iterator[Subject]:
    """The stock site under the same policy."""
    with served(stock_site, {"Content-Security-Policy": STRICT}) as address:
        yield stock_theme.stock(stock_site, address, ours.pages)
