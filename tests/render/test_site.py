"""The library as a site: what holds for every page."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import markdown  # type: ignore[import-untyped]
import pytest
import yaml

from mkdocs_securebase.model.blocks import GuidedBlock
from mkdocs_securebase.model.documents import AnswerBack, Lesson
from mkdocs_securebase.model.interface import word_of
from mkdocs_securebase.model.library import parts
from mkdocs_securebase.model.prose import Paragraph, Prose, Text
from mkdocs_securebase.render.site import render_nav, render_site
from mkdocs_securebase.render.views import page_views, reading_minutes

from ..checks.guides import library_with
from .pages import body_of, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.site import Artifact


@pytest.fixture(scope="module")
def pages(artifacts: tuple[Artifact, ...]) -> dict[str, str]:
    """Every page's HTML by its path from the root."""
    return {a.path.removesuffix("index.md"): body_of(a.text) for a in of_pages(artifacts)}


def of_pages(artifacts: tuple[Artifact, ...]) -> Iterator[Artifact]:
    return (artifact for artifact in artifacts if artifact.path.endswith(".md"))


def test_the_same_library_gives_the_same_site(library: Library, artifacts: tuple[Artifact, ...]) -> None:
    assert render_site(library) == artifacts


def test_the_engine_s_markdown_leaves_each_page_as_it_is(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        assert markdown.markdown(html, extensions=["tables", "meta"]) == html.strip(), path


def test_front_matter_names_each_page(artifacts: tuple[Artifact, ...]) -> None:
    for artifact in of_pages(artifacts):
        meta = yaml.safe_load(artifact.text.split("---\n")[1])
        assert meta["title"]
        assert meta["description"]


def test_each_page_has_one_title_and_headings_without_gaps(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        levels = outline(html).levels
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_no_two_elements_of_a_page_share_an_id(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        ids = outline(html).ids
        assert len(ids) == len(set(ids)), (path, sorted(id_ for id_ in ids if ids.count(id_) > 1))


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_internal_link_leads_to_a_page_and_to_a_place_on_it(library: Library, directory_urls: bool) -> None:
    rendered = {
        artifact.path.replace(".md", ".html"): outline(body_of(artifact.text))
        for artifact in of_pages(render_site(library, directory_urls=directory_urls))
    }
    for path, page in rendered.items():
        for href in page.hrefs:
            if href.startswith(("https://", "tel:", "sms:", "mailto:")):
                continue
            assert not href.startswith("/"), (path, href)
            target, _, anchor = href.partition("#")
            if directory_urls and (target == "" or target.endswith("/")):
                target += "index.html" if target else posixpath.basename(path)
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target or posixpath.basename(path)))
            if file.startswith(("book/", "assets/", "feed.xml")):
                continue
            assert file in rendered, (path, href)
            assert not anchor or anchor in rendered[file].ids, (path, href)


def test_pages_hold_no_script_no_style_and_no_handler(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        page = outline(html)
        assert not {"script", "style", "link", "iframe"} & set(page.tags), path
        assert [name for name, _ in page.attributes if name == "style" or name.startswith("on")] == [], path


def test_every_page_says_where_help_is(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        page = outline(html)
        assert posixpath.relpath("/safety", f"/{path}") + "/" in page.hrefs or path == "safety/", path


def test_every_page_has_its_way_out_first_aid_and_help_at_hand(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        top, menu = html.split("</header>")[0], html.split('id="site_menu"')[1].split("</nav>")[0]
        assert "data-leave" in top, path
        assert top.index("Upset now") < top.index("Search"), path
        assert [
            menu.index(words) for words in ("Upset now", "Safety and crisis lines", "Closeness self-check")
        ] == sorted(menu.index(words) for words in ("Upset now", "Safety and crisis lines", "Closeness self-check")), (
            path
        )


def test_headings_of_a_text_are_links_to_themselves(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        main = html.split("<main")[1].split("</main>")[0]
        if 'class="page instrument"' in main:
            continue  # a form, not a text
        for anchor, words in re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', main):
            assert words.startswith(f'<a class="here" href="#{anchor}"'), (path, anchor)


ANSWERED = {
    AnswerBack(
        kind="mail", address="hello@example.org"
    ): "mailto:hello@example.org?subject=Two%20dials%2C%20not%20four%20boxes",
    AnswerBack(kind="issues", address="https://code.example/a/b/issues/new"): (
        "https://code.example/a/b/issues/new?title=Two%20dials%2C%20not%20four%20boxes"
    ),
    AnswerBack(kind="issues", address="https://lab.example/a/b/-/issues/new"): (
        "https://lab.example/a/b/-/issues/new?issue%5Btitle%5D=Two%20dials%2C%20not%20four%20boxes"
    ),
    AnswerBack(kind="form", address="https://example.org/form"): "https://example.org/form",
}


@pytest.mark.parametrize("answer_back", ANSWERED, ids=lambda a: a.address)
def test_every_page_tells_where_to_answer_back_and_what_happens_then(library: Library, answer_back: AnswerBack) -> None:
    course = library.course.model_copy(update={"answer_back": answer_back})
    rendered = render_site(dataclasses.replace(library, course=course))
    shell = library.interface.shell

    for artifact in of_pages(rendered):
        foot = artifact.text.split('<footer class="foot">')[1]
        assert shell.answer_back in foot, artifact.path
        assert word_of(shell, f"answer-back-{answer_back.kind}") in unescape(foot), artifact.path
    lesson = next(artifact.text for artifact in rendered if artifact.path == "lessons/two-dials/index.md")
    assert ANSWERED[answer_back] in outline(body_of(lesson)).hrefs


def test_where_nobody_listens_no_page_speaks_of_it(library: Library, pages: dict[str, str]) -> None:
    assert library.course.answer_back is None
    for path, html in pages.items():
        assert library.interface.shell.answer_back not in html, path
        assert "issue tracker" not in html, path
    assert library.interface.shell.no_answer_back in pages["about/"]


def test_a_lesson_has_all_its_parts_in_order(pages: dict[str, str], library: Library) -> None:
    for lesson in library.lessons.values():
        ids = outline(pages[f"lessons/{lesson.id}/"]).ids
        parts = ["goals", "one-minute", "research", "exercises", "if-it-does-not-help", "variants", "key-points",
                 "related", "sources"]  # fmt: skip
        assert [id_ for id_ in ids if id_ in parts] == parts


def test_a_grid_s_row_names_stand_under_its_first_column(pages: dict[str, str]) -> None:
    grid = pages["exercises/first-days-plan/"].split("<caption>Three days</caption>")[1].split("</table>")[0]

    assert grid.count('<th scope="col">') == 4
    for row in grid.split("<tbody>")[1].split("</tr>")[:3]:
        assert row.count('<th scope="row">') == 1
        assert row.count("<textarea") == 3


def test_what_comes_first_stands_under_the_boxes_about_danger_and_is_read_out_with_each(pages: dict[str, str]) -> None:
    field = pages["exercises/safety-at-home/"].split("This person does this")[1].split("</fieldset>")[0]
    others, urgent = field.split('<div class="urgent">')

    assert "aria-describedby" not in others
    assert urgent.count("<label>") == urgent.count('aria-describedby="safety-at-home-acts-first"') > 0
    assert "Chokes me" in urgent
    first = urgent.split('<p id="safety-at-home-acts-first">')[1]
    assert 'href="../../safety/"' in first


def test_the_navigation_lists_every_page_once(library: Library, artifacts: tuple[Artifact, ...]) -> None:
    listed = list(leaves(render_nav(library)))

    assert sorted(listed) == sorted(artifact.path for artifact in of_pages(artifacts))
    assert listed[0] == "index.md"


def leaves(nav: Any) -> Iterator[str]:
    """The files of a MkDocs navigation, in order."""
    if isinstance(nav, str):
        yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from leaves(entry)


@pytest.mark.parametrize(("words", "minutes"), [(99, 1), (299, 1), (301, 2), (499, 2), (501, 3), (2001, 10)])
def test_two_hundred_words_are_a_minute(words: int, minutes: int) -> None:
    """Words of exercises are not counted."""
    lesson = library_with().lessons["one"]
    text = Prose((Paragraph((Text("word " * words),)),))
    values: dict[str, Any] = {**dict.fromkeys(Lesson.model_fields), "exercises": lesson.exercises, "one_minute": text}
    alone = Lesson.model_construct(**values)

    assert reading_minutes(alone) == minutes


def test_only_a_page_with_a_walk_loads_its_script(library: Library) -> None:
    walks = {f"{page.id}/" for page in library.pages.values() if any(parts(page, GuidedBlock))}

    assert walks
    assert {view.path for view in page_views(library) if "guided.js" in view.scripts} == walks


def test_a_day_is_written_with_its_month() -> None:
    page = next(artifact.text for artifact in render_site(library_with()) if artifact.path == "faqs/index.md")

    assert "1 January 2026" in page


def test_a_lesson_takes_about_ten_minutes_to_read(library: Library) -> None:
    for lesson in library.lessons.values():
        assert 4 <= reading_minutes(lesson) <= 12, lesson.id
