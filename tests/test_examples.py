"""The examples that the README shows: the smallest guide, and one line in somebody's own site."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def built(name: str, folder: Path, *, pages: bool = False) -> Path:
    """The site of an example, built as an author does."""
    shutil.copytree(ROOT / "examples" / name, folder)
    config = folder / "mkdocs.yml"
    if pages:
        config.write_text(config.read_text("utf-8").replace("pages: false", "pages: true"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_the_smallest_guide_is_a_site_with_a_self_check_and_a_book(tmp_path: Path) -> None:
    site = built("smallest", tmp_path / "guide")

    assert (site / "lessons" / "leaf" / "index.html").is_file()
    assert "<self-check" in (site / "self-check" / "kettle" / "index.html").read_text("utf-8")
    assert (site / "book" / "tea.pdf").is_file()


def test_the_smallest_guide_is_the_lean_one_of_the_tests() -> None:
    for folder in ("content", "quiz"):
        ours, theirs = ROOT / "examples" / "smallest" / folder, ROOT / "tests" / "guides" / "lean" / folder
        held = {path.relative_to(ours): path.read_bytes() for path in ours.rglob("*.yaml")}
        assert held == {path.relative_to(theirs): path.read_bytes() for path in theirs.rglob("*.yaml")}


def test_one_line_in_somebody_s_site_needs_a_questionnaire_and_nothing_else(tmp_path: Path) -> None:
    site = built("one-line", tmp_path / "site")

    page = (site / "how-do-you-sleep" / "index.html").read_text("utf-8")
    assert "<self-check" in page
    assert 'src="../assets/securebase/self-check.js"' in page
    assert "<title>How do you sleep? - Notes on sleep</title>" in page
    assert sorted(path.parent.name for path in site.rglob("index.html")) == ["how-do-you-sleep", "site"]


def test_questionnaires_alone_get_pages_of_their_own_where_they_are_wanted(tmp_path: Path) -> None:
    site = built("one-line", tmp_path / "site", pages=True)

    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    check = "self-check/how-nights-went"
    assert {f"{check}/index.html", f"{check}/scoring/index.html", f"{check}/paper/index.html"} <= pages
    assert f'href="../{check}/scoring/"' in (site / "how-do-you-sleep" / "index.html").read_text("utf-8")
    assert "A site of somebody" in (site / "index.html").read_text("utf-8")
    assert not (site / "book").exists()


def test_for_engines_without_plugins_pages_and_scripts_are_written_as_files(tmp_path: Path) -> None:
    """Written twice, they are the same, and what else stands in the folders stays."""
    guide, docs = tmp_path / "guide", tmp_path / "docs"
    shutil.copytree(ROOT / "examples" / "smallest", guide)
    docs.mkdir()
    (docs / "mine.md").write_text("# Mine\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs_securebase.cli"]
    for arguments in (["docs", "--out", "docs"], ["assets", "docs/assets/more"], ["docs", "--out", "docs"]):
        done = subprocess.run(
            [*command, *arguments, "--root", "guide"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    page = (docs / "self-check" / "kettle" / "index.md").read_text("utf-8")
    assert page.startswith("---\ntitle: The kettle\n")
    assert 'src="../../assets/securebase/self-check.js"' in page
    assert (docs / "mine.md").read_text("utf-8") == "# Mine\n"
    names = {path.name for path in (docs / "assets" / "more").iterdir()}
    assert names == {path.name for path in (docs / "assets" / "securebase").iterdir()}
    assert {"securebase.css", "securebase.js", "self-check.js", "self-check-records.js"} <= names
