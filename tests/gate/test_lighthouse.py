"""Lighthouse on a phone: 100 in every category that it gives a page, timings by the median of three runs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .subjects import Subject

pytestmark = [pytest.mark.gate, pytest.mark.timing]

PAGES = ("home", "lesson", "faqs", "resources", "check", "result")
ALLOWED = 1.5
"""How much slower than asked a machine may be on which other things run."""


def lighthouse(subject: Subject, chromium: str, pages: tuple[str, ...], runs: int) -> dict[str, Any]:
    """Scores, timings and failed audits by page."""
    urls = {
        page: f"{subject.url(subject.check)}#result" if page == "result" else subject.url(subject.pages.longest[page])
        for page in pages
    }
    done = subprocess.run(
        ["node", "lighthouse.js", chromium, str(runs), *urls.values()],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {page: found[url] for page, url in urls.items()}


@pytest.mark.parametrize("page", PAGES)
def test_every_score_is_full(page: str, ours: Subject, chromium_path: str) -> None:
    found = lighthouse(ours, chromium_path, (page,), runs=3)[page]
    timings = found["timings"]

    scores = {name: score for name, score in found["scores"].items() if name != "agentic-browsing"}
    assert set(scores.values()) == {100}, found
    assert set(scores) >= {"accessibility", "best-practices", "seo"}
    if page != "result":
        assert timings["cumulative-layout-shift"] < 0.005  # 0.00
        assert timings["largest-contentful-paint"] <= 1200 * ALLOWED
        assert timings["total-blocking-time"] == 0


def test_robots_txt_is_sound(site: Path) -> None:
    """Lighthouse cannot look: our pages may not fetch. No file at all is sound too."""
    robots = site / "robots.txt"

    assert not robots.exists() or all(
        line.split(":")[0].lower() in ("", "#", "user-agent", "allow", "disallow", "sitemap")
        for line in robots.read_text("utf-8").splitlines()
    )
