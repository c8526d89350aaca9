"""A guide in somebody's MkDocs site: their pages, navigation and styles stay theirs, in our shell and in any other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .projects import copy_minimal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

ABOUT = """# About this site

Written by me.

```text
one

two
```

## Why

To [lesson one](lessons/one/index.md).

## How

Slowly.

## When

At night.
"""

NAV = """
nav:
  - index.md
  - About: about.md
  - Our course: securebase:course
  - securebase:faqs
  - Rest:
    - securebase:glossary
    - More: notes/extra.md
"""


def a_site(folder: Path, config: str, docs: dict[str, str]) -> Path:
    """The smallest guide in a site of its author's."""
    copy_minimal(folder)
    (folder / "mkdocs.yml").write_text(f"site_name: Mine\ndocs_dir: my-docs\n{config}", "utf-8")
    for name, text in docs.items():
        target = folder / "my-docs" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


def mkdocs(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build as any author of a MkDocs site does."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def words(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


DOCS = {
    "about.md": ABOUT,
    "notes/extra.md": "A note without a heading.\n",
    "extra.css": "h1 { color: teal }\n",
    "extra.js": "console.log(1)\n",
}


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in our shell with pages, styles and a script of its author's."""
    config = (
        "theme: {name: securebase, custom_dir: mine}\nplugins: [securebase]\n"
        "extra_css: [extra.css]\nextra_javascript: [extra.js]\nvalidation: {nav: {omitted_files: ignore}}\n"
    )
    folder = a_site(tmp_path_factory.mktemp("light"), config, DOCS)
    (folder / "mine" / "assets").mkdir(parents=True)
    (folder / "mine" / "assets" / "mark.svg").write_text("<svg/>", "utf-8")
    (folder / "mine" / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}<p class="mine">Hello</p>{% endblock %}', "utf-8"
    )
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_an_author_s_page_stands_in_our_shell_word_for_word(light: Path) -> None:
    page = words(light / "site", "about/index.html")

    assert "<title>About this site · " in page
    assert page.index('<main id="page_content" class="page own"') < page.index(">About this site</h1>")
    assert "one\n\ntwo" in page
    assert page.index("</h1>") < page.index('<a href="#why">Why</a>') < page.index('<h2 id="why">Why</h2>')
    assert 'href="../lessons/one/"' in page
    assert '<link rel="stylesheet" href="../assets/site.css">' in page
    menu = page.split('id="site_menu"')[1].split("</nav>")[0]
    assert 'href="../#first"' in menu
    assert re.search(r'href="(\.\./about|\.)/" aria-current="page">About this site<', menu)
    note = words(light / "site", "notes/extra/index.html")
    assert "<h1>Extra</h1>" in note
    assert "A note without a heading." in note


def test_our_pages_list_the_author_s_and_load_their_styles_and_scripts(light: Path) -> None:
    page = words(light / "site", "lessons/one/index.html")

    assert '<a href="../../about/">About this site</a>' in page
    assert '<link rel="stylesheet" href="../../extra.css">' in page
    assert '<script src="../../extra.js"></script>' in page


def test_overrides_carry_over_and_files_of_a_custom_dir_take_the_place_of_ours(light: Path) -> None:
    for name in ("index.html", "about/index.html", "404.html"):
        assert '<p class="mine">Hello</p>' in words(light / "site", name), name
    assert words(light / "site", "assets/mark.svg") == "<svg/>"


def test_nothing_of_the_author_s_is_changed_or_deleted(light: Path) -> None:
    mine = light / "my-docs"

    assert {p.relative_to(mine).as_posix(): p.read_text("utf-8") for p in mine.rglob("*") if p.is_file()} == DOCS


def test_two_pages_at_one_address_are_a_problem_of_the_author_s_file(tmp_path: Path) -> None:
    config = "theme: {name: securebase}\nplugins: [securebase]\n"
    folder = a_site(tmp_path / "guide", config, {"lessons/one.md": "# Mine\n", "index.md": "# Home\n"})

    done = mkdocs(folder)

    assert done.returncode == 1
    assert (
        "my-docs/lessons/one.md:1:1: duplicate-id: the address lessons/one/ is already taken by the page" in done.stderr
    )
    assert "my-docs/index.md:1:1: duplicate-id: the address of the first page is already taken" in done.stderr
    assert "`path: guide/`" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_guide_in_a_folder_of_its_own_leaves_the_first_page_to_the_author(tmp_path: Path) -> None:
    config = "theme: {name: securebase}\nplugins: [{securebase: {path: guide}}]\n"
    folder = a_site(tmp_path / "guide", config, {"index.md": "# My home\n\nTo [the guide](guide/index.md).\n"})

    done = mkdocs(folder)

    assert done.returncode == 0, done.stderr
    home, lesson = words(folder / "site", "index.html"), words(folder / "site", "guide/lessons/one/index.html")
    assert 'href="guide/"' in home
    assert '<link rel="stylesheet" href="guide/assets/site.css">' in home
    assert 'href="guide/#first"' in home.split('id="site_menu"')[1]
    assert 'data-index="guide/assets/search-index.js"' in home
    assert '<a href="../../../">My home</a>' in lesson
    assert '<link rel="stylesheet" href="../../assets/site.css">' in lesson
    assert (folder / "site" / "guide" / "assets" / "site.css").is_file()


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("plugins: [{securebase: {path: 1}}]", "securebase"),
        ("plugins: [{securebase: {path: ../up}}]", "is no folder of the site"),
        ("plugins: [{securebase: {pahts: x}}]", "pahts"),
        (
            "plugins: [securebase]\nnav: [index.md, 'securebase:curse']",
            "mkdocs.yml:5:18: unknown-id: 'securebase:curse'",
        ),
    ],
)
def test_a_wrong_value_in_mkdocs_yml_is_told(tmp_path: Path, config: str, told: str) -> None:
    folder = a_site(tmp_path / "guide", f"theme: {{name: securebase}}\n{config}\n", {"about.md": "# A\n"})

    done = mkdocs(folder)

    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
