"""Drafts: in the preview alone, marked; site and book hold nothing of them, and no finished text leads to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mkdocs_securebase import cli
from mkdocs_securebase.checks import check_library
from mkdocs_securebase.guide import Project, read_guide
from mkdocs_securebase.problems import in_order
from mkdocs_securebase.render.book import render_book
from mkdocs_securebase.render.site import Site, render_beside, render_body
from mkdocs_securebase.source import parse_library
from mkdocs_securebase.source.drafts import finished, marked

from .projects import ROOT, copy_minimal, minimal_files

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.library import Library

DRAFTS = {
    "content/lessons/three.yaml": "kind: lesson\nid: three\ndraft: true\ntitle: Sandcastles\nsummary: Of sand.\n"
    "body:\n  - prose: Sandcastles are not finished, see [one](lesson:one).\n",
    "content/faqs/how.yaml": "kind: faq\nid: how\ndraft: true\ntheme: tonight\nquestion: Sandcastles?\nshort: Yes.\n"
    "answer: Build [sandcastles](lesson:three).\n",
    "content/resources/sand.yaml": "kind: resource\nid: sand\ndraft: true\ntitle: Sandcastles\nform: book\n",
    "content/pages/beach.yaml": "kind: page\nid: beach\ndraft: true\ntitle: Sandcastles\nsummary: Of sand.\n"
    "body:\n  - prose: Sandcastles stand on the beach.\n",
}
"""One of each kind with pages of its own, none of them complete."""


def with_drafts() -> dict[str, bytes]:
    """The smallest guide and its drafts, two of which the course lists."""
    files = {**minimal_files(), **{name: text.encode() for name, text in DRAFTS.items()}}
    course = files["content/course.yaml"].replace(b"lessons: [one, two]", b"lessons: [one, three, two]")
    nights = (ROOT / "tests/guides/sleep/quiz/instruments/nights.yaml").read_bytes()
    nights = nights.replace(b"id: nights\n", b"id: nights\ndraft: true\n", 1).replace(b"[awake-at-three]", b"[one]")
    files["quiz/instruments/nights.yaml"] = nights.replace(b"title: My nights", b"title: Sandcastles", 1)
    return {**files, "content/course.yaml": course.replace(b"pages: [home, safety]", b"pages: [home, beach, safety]")}


def written(folder: Path) -> Path:
    """The same guide on disk."""
    project = copy_minimal(folder)
    for name, content in with_drafts().items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(content)
    return project


@pytest.fixture(scope="module")
def whole() -> Library:
    library, problems = parse_library(with_drafts())
    assert library is not None
    assert in_order([*problems, *check_library(library)]) == ()
    return library


def shown(library: Library) -> str:
    """Everything that a site and a book of this library say: pages, search, feed, the source of the book."""
    site = Site(library, address="https://guide.example/")
    parts = [render_body(site, view).whole for view in site.views]
    return "\n".join([*parts, *(str(beside.text) for beside in render_beside(site)), render_book(library).main])


def test_a_draft_need_not_be_complete_and_the_course_may_list_it(whole: Library) -> None:
    assert [*whole.lessons] == ["one", "three", "two"]
    assert whole.left_out == 0


def test_what_is_built_holds_no_draft_and_counts_them(whole: Library) -> None:
    built = finished(whole)

    assert built.left_out == len(DRAFTS) + 1
    assert built.course.modules[0].lessons == ("one", "two")
    assert "andcastles" not in shown(built)


def test_the_preview_calls_each_of_them_a_draft(whole: Library) -> None:
    seen = marked(whole)
    named = [seen.lessons["three"].title, seen.faqs["how"].question, seen.resources["sand"].title]
    named += [seen.pages["beach"].title, seen.instruments["nights"].title]

    assert named == ["Draft: Sandcastles", "Draft: Sandcastles?", *["Draft: Sandcastles"] * 3]
    assert seen.lessons["one"] is whole.lessons["one"]
    assert "Draft: Sandcastles" in shown(seen)


def test_a_part_of_drafts_alone_is_no_part_yet() -> None:
    files = with_drafts()
    course = files["content/course.yaml"].replace(b"[one, three, two]", b"[one, two]")
    later = b"modules:\n  - {id: later, title: Later, aim: To come, lessons: [three]}"
    library, problems = parse_library({**files, "content/course.yaml": course.replace(b"modules:", later)})

    assert library is not None
    assert problems == ()
    assert [module.id for module in finished(library).course.modules] == ["first"]


def test_a_first_page_that_is_a_draft_leaves_a_map_of_the_course() -> None:
    files = minimal_files()
    home = files["content/pages/home.yaml"].replace(b"id: home\n", b"id: home\ndraft: true\n")
    library, _ = parse_library({**files, "content/pages/home.yaml": home})

    assert library is not None
    assert next((page.id, page.layout) for page in finished(library).pages.values()) == ("home", "home")
    assert finished(library).pages["home"].title == library.course.title


def test_a_guide_is_read_with_its_drafts_for_a_preview_alone(tmp_path: Path) -> None:
    project = Project(written(tmp_path / "guide"))
    built, _ = read_guide(project)
    seen, _ = read_guide(project, drafts=True)

    assert built is not None
    assert seen is not None
    assert "three" not in built.lessons
    assert seen.lessons["three"].title == "Draft: Sandcastles"


def test_check_counts_drafts_and_commands_say_how_many_they_left_out(tmp_path: Path) -> None:
    project = written(tmp_path / "guide")

    check = CliRunner().invoke(cli.main, ["check", "--root", str(project)])
    docs = CliRunner().invoke(cli.main, ["docs", "--root", str(project), "--out", str(tmp_path / "docs")])

    assert check.exit_code == 0
    assert "5 drafts among the texts, for the preview alone" in check.stderr
    assert docs.stderr == "5 drafts are left out: only the preview (securebase serve) shows drafts\n"
    assert not (tmp_path / "docs" / "lessons" / "three").exists()
