"""The live preview: the page follows each save, a mistake is visible, the last good page stays."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import securebase
from .projects import ROOT, copy_minimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.slow


PATIENCE = 60_000
"""Milliseconds until a save must be seen: a second or two, but for a machine that does much else."""


def a_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def served(project: Path, terminal: Path) -> Iterator[str]:
    """A preview of a project: its address."""
    port = a_free_port()
    with terminal.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs_securebase.cli", "serve", "--root", str(project), "--port", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        terminal.with_suffix(".pid").write_text(str(server.pid))
        address = f"http://127.0.0.1:{port}"
        for _ in range(1200):
            assert server.poll() is None, terminal.read_text("utf-8")
            try:
                urllib.request.urlopen(address, timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
        server.terminate()
        server.wait(10)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    """A served copy of the smallest guide: (project, address, file with what the terminal shows)."""
    project, terminal = copy_minimal(tmp_path / "guide"), tmp_path / "terminal.txt"
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nsite_url: https://guide.example/\n")
    for address in served(project, terminal):
        yield project, address, terminal


@pytest.fixture
def first_preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A served guide that has had a mistake from the start: (project, address)."""
    project = copy_minimal(tmp_path / "guide")
    lesson = project / "content" / "lessons" / "one.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("(term:word)", "(term:wrod)"), "utf-8")
    for address in served(project, tmp_path / "terminal.txt"):
        yield project, address


def test_the_page_follows_each_save_and_shows_mistakes(preview: tuple[Path, str, Path], browser: Browser) -> None:
    project, address, terminal = preview
    lesson = project / "content" / "lessons" / "one.yaml"
    good = lesson.read_text("utf-8")
    page = browser.new_page()
    page.goto(f"{address}/lessons/one/")
    page.get_by_role("heading", level=1, name="Lesson one").wait_for()
    whole_addresses = "link[rel=canonical], meta[property='og:url'], meta[property='og:image']"
    assert page.locator(whole_addresses).count() == 0, "a preview is no place to link to"

    lesson.write_text(good.replace("title: Lesson one", "title: A new name"), "utf-8")
    page.get_by_role("heading", level=1, name="A new name").wait_for(timeout=PATIENCE)

    lesson.write_text(good.replace("(term:word)", "(term:wrod)"), "utf-8")
    notice = page.get_by_role("alert")
    notice.wait_for(timeout=PATIENCE)
    assert "content/lessons/one.yaml:13:57" in notice.inner_text()
    assert "did you mean" in notice.inner_text()
    assert page.get_by_role("heading", level=1).inner_text() == "A new name"
    check_that_the_notice_stays_in_view(page)
    shown = terminal.read_text("utf-8")
    assert re.search(r"content/lessons/one\.yaml:13:57: unknown-id", shown)
    assert "Traceback" not in shown

    lesson.write_text(good, "utf-8")
    page.get_by_role("heading", level=1, name="Lesson one").wait_for(timeout=PATIENCE)
    assert page.get_by_role("alert").count() == 0

    faq = project / "content" / "faqs" / "why.yaml"
    faq.write_text(faq.read_text("utf-8").replace("id: why\n", "id: why\ndraft: true\n"), "utf-8")
    page.goto(f"{address}/faqs/")
    page.get_by_text("Draft: Why?").first.wait_for(timeout=PATIENCE)
    page.close()


def edges(part: Locator) -> tuple[float, float]:
    """Where a part begins and ends in the window, from above."""
    box = part.bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


def check_that_the_notice_stays_in_view(page: Page) -> None:
    """Wherever the page is scrolled to, the notice is in view with its count; it folds to one line."""
    notice, count = page.get_by_role("alert"), page.locator(".problems summary")
    assert count.inner_text().endswith(": 1")
    window = page.evaluate("innerHeight")
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        top, bottom = edges(notice)
        assert window / 2 < top < bottom <= window + 1, place
    assert edges(page.locator(".foot a").last)[1] <= top

    count.click()

    assert not page.locator(".problems pre").is_visible()
    top, bottom = edges(notice)
    assert bottom - top < 70


def test_an_edit_is_built_once(preview: tuple[Path, str, Path], browser: Browser) -> None:
    """The second edit is seen only after anything that the first one set off."""
    project, address, terminal = preview
    faq = project / "content" / "faqs" / "why.yaml"
    good = faq.read_text("utf-8")
    page = browser.new_page()
    page.goto(f"{address}/faqs/")
    for words in ("Because it is so.", "Because it was so."):
        faq.write_text(good.replace("Because.", words), "utf-8")
        page.get_by_text(words).first.wait_for(state="attached", timeout=PATIENCE)
    page.close()

    assert terminal.read_text("utf-8").count("Detected file changes") == 2


def test_a_mistake_before_the_first_page_is_shown_as_any_other(
    first_preview: tuple[Path, str], browser: Browser
) -> None:
    project, address = first_preview
    page = browser.new_page()
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status == 404 else None)
    page.goto(address)
    notice = page.get_by_role("alert")

    assert "did you mean" in notice.inner_text()
    assert "Please put right" in notice.inner_text()
    assert missing == []
    assert page.evaluate("getComputedStyle(document.querySelector('.problems')).borderTopWidth") == "4px"

    lesson = project / "content" / "lessons" / "one.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("(term:wrod)", "(term:word)"), "utf-8")
    page.get_by_role("heading", level=1, name="A small guide").or_(
        page.get_by_role("heading", level=1, name="Home")
    ).wait_for(timeout=PATIENCE)
    assert page.get_by_role("alert").count() == 0
    page.close()


def within(seconds: float, holds: Callable[[], object]) -> bool:
    """Whether something comes to hold within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def get(address: str) -> str:
    """A page of the preview; a request that hangs fails."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_the_book_of_a_preview_is_labelled_once_it_is_older_than_the_pages(preview: tuple[Path, str, Path]) -> None:
    project, address, _ = preview
    faq = project / "content" / "faqs" / "why.yaml"
    assert "the book is the one of" not in get(f"{address}/faqs/")

    faq.write_text(faq.read_text("utf-8").replace("Because.", "Because it is so."), "utf-8")

    assert within(60, lambda: "Because it is so." in get(f"{address}/faqs/"))
    assert re.search(r"Preview: the book is the one of \d\d:\d\d, before your last save", get(f"{address}/faqs/"))


def test_no_request_hangs_after_a_build_that_failed(preview: tuple[Path, str, Path]) -> None:
    project, address, terminal = preview
    settings = project / "mkdocs.yml"
    good = settings.read_text("utf-8")

    settings.write_text(f"{good}\nplugins: [no-such-plugin]\n", "utf-8")
    assert within(60, lambda: "this save was not built" in terminal.read_text("utf-8"))
    assert "Lesson one" in get(f"{address}/lessons/one/")

    settings.write_text(good, "utf-8")
    assert within(60, lambda: terminal.read_text("utf-8").count("Reloading browsers") >= 2)
    assert "Lesson one" in get(f"{address}/lessons/one/")
    assert "Traceback" not in terminal.read_text("utf-8")


def test_a_port_that_is_taken_is_reported_in_a_sentence(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path / "guide")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = securebase("serve", project, "--port", str(port))

    assert done.returncode == 1
    assert f"port {port} is taken by another program" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_folder_without_a_guide_is_reported_in_a_sentence_and_stays_empty(tmp_path: Path, command: str) -> None:
    done = securebase(command, tmp_path)

    assert done.returncode == 1
    assert "holds no guide: it has no mkdocs.yml" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_the_serving_process_stays_small_after_many_saves(preview: tuple[Path, str, Path]) -> None:
    project, address, terminal = preview
    faq = project / "content" / "faqs" / "why.yaml"
    good = faq.read_text("utf-8")
    for number in range(3):
        faq.write_text(good.replace("Because.", f"Because of {number}."), "utf-8")
        assert within(60, lambda number=number: f"Because of {number}." in get(f"{address}/faqs/"))  # type: ignore[misc]

    held = int(
        re.findall(
            r"VmRSS:\s+(\d+) kB", (Path("/proc") / terminal.with_suffix(".pid").read_text() / "status").read_text()
        )[0]
    )

    assert held < 500_000
