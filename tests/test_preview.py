"""The live preview: the page follows each save, a mistake is visible, the last good page stays."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from .projects import ROOT, copy_minimal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def a_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def served(project: Path, terminal: Path) -> Iterator[str]:
    """A preview of a project: its address."""
    port = a_free_port()
    with terminal.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
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

    lesson.write_text(good.replace("title: Lesson one", "title: A new name"), "utf-8")
    page.get_by_role("heading", level=1, name="A new name").wait_for(timeout=20_000)

    lesson.write_text(good.replace("(term:word)", "(term:wrod)"), "utf-8")
    notice = page.get_by_role("alert")
    notice.wait_for(timeout=20_000)
    assert "content/lessons/one.yaml:13:57" in notice.inner_text()
    assert "did you mean" in notice.inner_text()
    assert page.get_by_role("heading", level=1).inner_text() == "A new name"
    shown = terminal.read_text("utf-8")
    assert re.search(r"content/lessons/one\.yaml:13:57: unknown-id", shown)
    assert "Traceback" not in shown

    lesson.write_text(good, "utf-8")
    page.get_by_role("heading", level=1, name="Lesson one").wait_for(timeout=20_000)
    assert page.get_by_role("alert").count() == 0
    page.close()


def test_an_edit_is_built_once(preview: tuple[Path, str, Path]) -> None:
    project, address, terminal = preview
    faq = project / "content" / "faqs" / "why.yaml"
    faq.write_text(faq.read_text("utf-8").replace("Because.", "Because it is so."), "utf-8")
    for _ in range(200):
        if "Because it is so." in urllib.request.urlopen(f"{address}/faqs/").read().decode():
            break
        time.sleep(0.1)
    time.sleep(2)

    assert terminal.read_text("utf-8").count("Detected file changes") == 1


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
    assert page.evaluate("getComputedStyle(document.querySelector('.problems')).borderBottomWidth") == "4px"

    lesson = project / "content" / "lessons" / "one.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("(term:wrod)", "(term:word)"), "utf-8")
    page.get_by_role("heading", level=1, name="A small guide").or_(
        page.get_by_role("heading", level=1, name="Home")
    ).wait_for(timeout=20_000)
    assert page.get_by_role("alert").count() == 0
    page.close()
