"""What a screen reader meets, and in which order: committed for each kind of page and compared.

`make gate-snapshots` writes the snapshots anew; read the change before you commit it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .. import kinds
from ..conftest import made_once, securebase
from ..projects import copy_minimal
from . import states, subjects
from .probes import opened
from .serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from .subjects import Subject

pytestmark = pytest.mark.gate

HERE = Path(__file__).parent
SNAPSHOTS = HERE / "snapshots"
TAKEN_ON = "2026-11-24T12:00:00"
"""Dates stand in some snapshots."""
OF_THE_REAL_GUIDE = ("check", "scoring", "paper", "result-page")
"""There is one self-check, and its words are part of how it works. All else is taken of a small guide that stays."""


@pytest.fixture(scope="session")
def small(run_folder: Path) -> Iterator[Subject]:
    """A small guide with every kind of page and block once."""

    def make(project: Path) -> None:
        copy_minimal(project)
        shutil.copytree(HERE / "guide", project / "content", dirs_exist_ok=True)
        done = securebase("build", project)
        assert done.returncode == 0, done.stderr

    site = made_once(run_folder / "small", make) / "site"
    with served(site) as address:
        yield subjects.ours(site, address)


def as_it_opens(page: Page) -> None:
    pass


TAKEN: dict[str, tuple[str, Callable[[Page], None]]] = {
    **{kind: (kind, as_it_opens) for kind in kinds.KINDS},
    "menu": ("lesson", states.menu),
    "questions-open": ("faqs", states.all_unfolded),
    "lesson-unfolded": ("lesson", states.all_unfolded),
    "mid-check": ("check", states.mid_check),
    "review": ("check", states.review),
    "last-questions": ("check", states.gate),
    "result": ("check", states.result),
    "over-time": ("check", states.over_time),
}
"""Snapshots by name: of which kind of page, in which state."""


@pytest.mark.parametrize("name", TAKEN)
def test_reading_order(
    name: str, ours: Subject, small: Subject, browser: Browser, request: pytest.FixtureRequest
) -> None:
    kind, reach = TAKEN[name]
    subject = ours if kind in OF_THE_REAL_GUIDE else small
    page = opened(browser, subjects.PHONE)
    page.clock.set_fixed_time(TAKEN_ON)
    page.goto(subject.url(subject.pages.longest[kind]))
    reach(page)
    taken = page.locator("body").aria_snapshot() + "\n"
    page.context.close()
    file = SNAPSHOTS / f"{name}.yaml"
    if request.config.getoption("--renew-snapshots"):
        file.write_text(taken, "utf-8")

    assert taken == file.read_text("utf-8")


def test_every_snapshot_is_taken() -> None:
    assert {file.stem for file in SNAPSHOTS.glob("*.yaml")} == set(TAKEN)


def misread(page: Page) -> list[str]:
    """What is wrong with the title and the landmarks of a page."""
    titles = page.evaluate("[...document.querySelectorAll('h1')].filter(gate.visible).length")
    landmarks = [(found["role"], found["name"].strip()) for found in page.evaluate("gate.landmarks()")]
    roles = [role for role, _ in landmarks]
    wrong = []
    if titles != 1 or roles.count("main") != 1:
        wrong.append(f"{titles} titles, {roles.count('main')} main parts")
    if (roles.count("banner"), roles.count("contentinfo")) != (1, 1):
        wrong.append(f"landmarks {roles}")
    wrong += [f"two of {one}" for one in sorted({o for o in landmarks if landmarks.count(o) > 1})]
    nameless = [role for role, name in landmarks if role in ("navigation", "region", "complementary") and not name]
    return wrong + [f"{role} without a name" for role in nameless]
