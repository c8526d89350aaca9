"""Work that takes over a second says at a terminal what it does; a pipe stays quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.progress import ASKED, left_out, passed_on, tell_note, tell_stage

from .projects import copy_minimal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stage_is_told_at_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(ASKED, raising=False)
    tell_stage("reading")
    assert capsys.readouterr() == ("", "")

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell_stage("reading")
    assert capsys.readouterr() == ("", "reading …\n")


def test_lines_of_another_process_keep_their_order_and_lose_their_marks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ASKED, "1")
    tell_stage("reading")
    tell_note("2 drafts are left out", pytest.fail)
    sent = [*StringIO(capsys.readouterr().err), "a warning\n"]
    monkeypatch.delenv(ASKED)

    assert [*passed_on(sent)] == ["2 drafts are left out\n", "a warning\n"]
    assert capsys.readouterr().err == ""


def test_a_note_that_nobody_waits_for_goes_to_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ASKED, raising=False)
    told: list[str] = []
    tell_note("2 drafts are left out", told.append)
    assert told == ["2 drafts are left out"]


def test_the_number_of_drafts_is_in_plain_words() -> None:
    shows = "left out: only the preview (securebase serve) shows drafts"
    assert [left_out(number) for number in (0, 1, 2)] == ["", f"1 draft is {shows}", f"2 drafts are {shows}"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
def test_a_build_tells_its_stages_at_a_terminal_as_they_come(tmp_path: Path) -> None:
    import pty

    project = copy_minimal(tmp_path / "guide")
    faq = project / "content" / "faqs" / "why.yaml"
    draft = faq.read_text("utf-8").replace("id: why\n", "id: how\ndraft: true\n")
    (faq.parent / "how.yaml").write_text(draft, "utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mkdocs_securebase.cli", "build", "--root", str(project)]
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, check=False)
    os.close(theirs)
    told = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)

    assert done.returncode == 0, told
    assert told == [
        "reading …",
        "setting the book …",
        "writing the pages …",
        "finishing the book …",
        "1 draft is left out: only the preview (securebase serve) shows drafts",
    ]
    assert not (project / "site" / "faqs" / "how").exists()
