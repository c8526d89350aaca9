"""The same guide under stock Material: its pages in that theme's shell, and the check from the first question on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from ..conftest import made_once
from ..projects import ROOT, copy_minimal
from .taking import AXE, WIDE, Reader, Strict, days_ago, middling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from mkdocs_securebase.model.instrument import Instrument

pytestmark = pytest.mark.slow

CHECK = "self-check/"


class _Host(SimpleHTTPRequestHandler):
    """A host whose map of the site names it: instant navigation follows only links that stand there."""

    def do_GET(self) -> None:
        if self.path != "/sitemap.xml":
            return super().do_GET()
        text = (
            Path(self.translate_path(self.path)).read_bytes().replace(b"127.0.0.1:8000", self.headers["Host"].encode())
        )
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        return None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def build(folder: Path, config: str, out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "--site-dir", str(out)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr


def serve(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def material_site(built_project: Path, run_folder: Path) -> Path:
    """What `make material` builds, with instant navigation."""

    def make(folder: Path) -> None:
        shutil.copy(ROOT / "mkdocs.material.yml", built_project)
        build(built_project, "mkdocs.material.yml", folder)

    return made_once(run_folder / "material", make)


@pytest.fixture(scope="session")
def material(material_site: Path) -> Iterator[str]:
    yield from serve(material_site)


LINE = """# My mood

Before.

::: self-check winter-sleep

After.

```text
::: self-check winter-sleep
```
"""

OTHERS = """# Parts

!!! note

    Some words.

::: exercise try-one
::: faqs tonight

::: help-lines
"""

CONFIG: dict[str, Any] = {
    "site_name": "Mine",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", {"securebase": {"pages": False}}],
    "markdown_extensions": ["admonition", "attr_list", "md_in_html", "pymdownx.superfences"],
}


@pytest.fixture(scope="module")
def one_line_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of somebody's with a questionnaire in one line of a page, without instant navigation."""
    folder = copy_minimal(tmp_path_factory.mktemp("one-line"))
    shutil.copy(Path(__file__).parent / "instruments" / "winter-sleep.yaml", folder / "quiz" / "instruments")
    (folder / "docs" / "deep").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (folder / "docs" / "mood.md").write_text(LINE, "utf-8")
    (folder / "docs" / "deep" / "parts.md").write_text(OTHERS, "utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(CONFIG), "utf-8")
    build(folder, "mkdocs.yml", folder / "site")
    return folder / "site"


@pytest.fixture
def wide(browser: Browser) -> Iterator[Strict]:
    with Strict(browser, WIDE) as window:
        yield window
        assert [said for said in window.said if "sitemap" not in said] == []


def paper(page: Page) -> None:
    page.emulate_media(media="print")


def came_by_a_link(page: Page, material: str) -> Reader:
    """Somebody who came to the check from another page, without loading the site anew."""
    with page.expect_response("**/sitemap.xml"):
        page.goto(material)
    page.wait_for_timeout(200)
    page.evaluate("window.stayed = true")
    page.locator(f".md-content a[href$='{CHECK}']").first.click()
    reader = Reader(page, material + CHECK).wait()
    assert page.evaluate("window.stayed") is True
    return reader


def test_the_host_s_shell_is_there_and_nothing_of_ours(material_site: Path) -> None:
    page = (material_site / "lessons" / "two-dials" / "index.html").read_text("utf-8")

    assert 'class="md-header' in page
    assert '<div class="securebase">' in page
    assert "site_menu" not in page
    assert "Content-Security-Policy" not in page
    assert "<title>Two dials, not four boxes - Secure Base</title>" in page
    assert re.search(r'<nav class="md-nav md-nav--secondary".*?href="#research"', page, re.DOTALL)
    assert not (material_site / "_headers").exists()
    assert not (material_site / "assets" / "site.css").exists()
    assert (material_site / "sitemap.xml").read_text("utf-8").count("<loc>") > 100


def test_search_finds_texts_and_no_answers(material_site: Path) -> None:
    entries = json.loads((material_site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    check = " ".join(entry["text"] for entry in entries if re.fullmatch(f"{CHECK}(#.*)?", entry["location"]))

    assert any(entry["location"] == "lessons/two-dials/" for entry in entries)
    assert "How much do you worry about losing people?" in check
    assert "Not like me at all" not in check


def test_from_the_first_question_to_the_result(wide: Strict, material: str, instrument: Instrument) -> None:
    reader = came_by_a_link(wide.page(), material)
    reader.begin().answer(middling(instrument)).to_the_result()

    drawings = reader.page.locator("self-check .check-result svg:visible, self-check figure svg:visible")
    assert drawings.count() >= 3
    for drawing in drawings.all():
        box = drawing.bounding_box()
        assert box is not None
        assert box["width"] > 100


def test_back_forward_and_reload_keep_the_place_though_the_theme_writes_its_own(wide: Strict, material: str) -> None:
    reader = came_by_a_link(wide.page(), material)
    page = reader.page
    reader.begin().choose("A little like me").press("Continue")
    page.mouse.wheel(0, 200)
    page.wait_for_function("history.state?.y > 0")  # the theme notes how far the page is scrolled

    page.go_back()
    expect(reader.questions.first).to_contain_text("Question 1 of 24")
    page.go_forward()
    expect(reader.questions.first).to_contain_text("Question 5 of 24")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("history.state?.y === 0")
    reader.reload()
    expect(reader.questions.first).to_contain_text("Question 5 of 24")


def test_away_and_back_again_within_the_theme(wide: Strict, material: str) -> None:
    reader = came_by_a_link(wide.page(), material)
    page = reader.page
    reader.begin().choose("A little like me")
    page.locator("a[href$='upset-now/']:visible").first.click()
    page.wait_for_selector(".guided[data-begun]", state="attached")
    assert page.evaluate("window.stayed") is True

    page.go_back()
    reader.wait()
    expect(reader.questions.first).to_contain_text("Question 1 of 24")
    assert page.locator("self-check .check-item input:checked").count() == 1


def test_the_line_over_time_has_its_chart(wide: Strict, material: str) -> None:
    page = wide.page()
    weekly = Reader(page, f"{material}weekly-check-in/").open()
    scores = {"load": [8, 1], "ground": [8, 1]}
    names = page.evaluate("Object.keys(JSON.parse(document.querySelector('self-check').dataset.scoring).scores ?? {})")
    runs = [
        {"day": days_ago(days), "responses": {}, "scores": {name: [6 + days // 7, 1] for name in names or scores}}
        for days in (21, 14, 7)
    ]
    weekly.keep_before(*runs)
    page.locator('[data-do="show-history"]:visible').first.click()

    chart = page.locator(".check-history .chart svg[viewBox='0 0 400 240']")
    expect(chart).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_palettes_can_be_read(
    browser: Browser, material: str, instrument: Instrument, scheme: Literal["light", "dark"]
) -> None:
    with Strict(browser, WIDE, color_scheme=scheme, bypass_csp=True) as window:
        reader = Reader(window.page(), material + CHECK).open()
        found = [_barriers(reader.page)]
        reader.begin()
        found.append(_barriers(reader.page))
        reader.answer(middling(instrument)).to_the_result()
        found.append(_barriers(reader.page))
        reader.page.goto(f"{material}lessons/two-dials/")
        reader.page.wait_for_selector(".ready")
        found.append(_barriers(reader.page))

        assert found == [[], [], [], []]


def _barriers(page: Page) -> list[str]:
    """What axe finds in our part of a page; the rest is the theme's."""
    page.evaluate(AXE)
    result = page.evaluate(
        "axe.run('.securebase', {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}})"
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'][:200]}"
        for one in result["violations"]
        for node in one["nodes"]
    ]


def test_on_paper_there_is_the_text_and_no_controls(wide: Strict, material: str) -> None:
    page = wide.page()
    page.goto(f"{material}lessons/two-dials/")
    paper(page)

    expect(page.locator(".securebase h1")).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    assert page.locator(".securebase button:visible").count() == 0


def test_one_line_shows_a_check_that_works_in_any_page(wide: Strict, one_line_site: Path) -> None:
    text = (one_line_site / "mood" / "index.html").read_text("utf-8")
    assert text.index("Before.") < text.index("<self-check") < text.index("After.")
    assert text.count("<self-check") == 1
    assert "::: self-check winter-sleep" in text, "an example in a block of code stays one"
    assert "\x05" not in text
    assert 'src="../assets/securebase/self-check.js"' in text
    assert "check-links" not in text, "there are no pages to lead to"
    home = (one_line_site / "index.html").read_text("utf-8")
    assert "securebase" not in home

    for address in serve(one_line_site):
        reader = Reader(wide.page(), f"{address}mood/").open()
        reader.begin().fill({"dark": 7, "cold": 1, "quiet": 7, "wake": 1, "naps": 0})
        while reader.at == "item":
            reader.press("Continue")
        reader.to_the_result()
        assert "high" in reader.shown("band")


def test_other_parts_of_a_guide_stand_in_a_page_as_well(one_line_site: Path) -> None:
    text = (one_line_site / "deep" / "parts" / "index.html").read_text("utf-8")

    assert '<article class="sheet" id="exercise-try-one"' in text
    assert 'id="question-why"' in text
    assert 'href="tel:112"' in text
    assert 'href="../../assets/securebase/securebase.css"' in text
    assert "\x05" not in text
    assert not re.search(r'href="[^"]*lessons/', text), "links to pages that are not there are plain words"


def test_a_line_that_names_nothing_is_told_and_stops_a_strict_build(tmp_path: Path) -> None:
    folder = copy_minimal(tmp_path / "guide")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Home\n\n::: exercise try-on\n", "utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(CONFIG), "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "no exercise has the id 'try-on': did you mean 'try-one'" in done.stderr
    assert "Traceback" not in done.stderr
