"""The long lists: grouped, with their contents, and with the words of their closed lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.render.site import render_site
from mkdocs_securebase.render.views import page_views

from ..checks.guides import library_with
from ..projects import MINIMAL
from .pages import body_of, outline

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.site import Artifact


def html(artifacts: tuple[Artifact, ...], name: str) -> str:
    return body_of(next(a.text for a in artifacts if a.path == f"{name}/index.md"))


def test_words_of_lists_are_the_guide_s_own_or_the_packaged_ones(library: Library) -> None:
    assert library.label("theme", "tonight") == "Tonight"
    assert library.label("resource-form", "book") == library.interface.forms.book
    assert library.label("place", "HK") == "Hong Kong"  # the guide's word
    assert library.label("place", "GB") == "United Kingdom"  # the country's name
    assert library.label("exercise-form", "some-word") == "Some word"


@pytest.mark.parametrize("name", ["faqs", "exercises", "resources", "glossary", "references"])
def test_a_long_list_is_grouped_and_its_contents_lead_to_each_group(
    artifacts: tuple[Artifact, ...], library: Library, name: str
) -> None:
    page = outline(html(artifacts, name))
    view = next(view for view in page_views(library) if view.path == f"{name}/")

    assert len(view.sections) > 2
    for section in view.sections:
        assert f"#{section.anchor}" in page.hrefs
        assert section.anchor in page.ids


def test_resources_stand_under_their_form_once_each_and_say_where_and_for_whom(
    artifacts: tuple[Artifact, ...], library: Library
) -> None:
    page = html(artifacts, "resources")
    groups = re.split(r'<h2 id="form-', page)[1:]

    assert [group.split('"')[0] for group in groups] == [f for f in library.words("resource-form") if any(
        r.form == f for r in library.resources.values()
    )]  # fmt: skip
    for resource in library.resources.values():
        (held,) = [group for group in groups if f'id="{resource.id}"' in group]
        assert held.startswith(f'{resource.form}"')
        entry = held.split(f'id="{resource.id}"')[1].split("</article>")[0]
        assert f'data-where="{" ".join(resource.where)}"' in entry
        assert f'data-audience="{" ".join(resource.audience)}"' in entry
        for place in resource.where:
            assert (place == "anywhere") or library.label("place", place) in entry


def test_choices_say_how_many_entries_fit(artifacts: tuple[Artifact, ...], library: Library) -> None:
    page = html(artifacts, "resources")
    in_ireland = sum("IE" in resource.where for resource in library.resources.values())
    books = sum(resource.form == "book" for resource in library.resources.values())

    assert f'<option value="IE">Ireland ({in_ireland})</option>' in page
    assert f'<option value="book">Books ({books})</option>' in page


def test_questions_stand_under_their_theme_and_can_be_linked(artifacts: tuple[Artifact, ...], library: Library) -> None:
    page = html(artifacts, "faqs")
    groups = dict(re.findall(r'<h2 id="theme-([a-z-]+)">(.*?)(?=<h2 |\Z)', page, re.DOTALL))

    assert list(groups) == [theme for theme in library.words("theme") if theme in groups]
    for faq in library.faqs.values():
        assert f'id="{faq.id}"' in groups[faq.theme]
        assert f'href="#{faq.id}"' in groups[faq.theme]


def test_questions_come_by_their_order_then_by_their_id() -> None:
    faq = (MINIMAL / "content" / "faqs" / "why.yaml").read_text(encoding="utf-8")
    orders = {"early": 1, "late": 10, "also-late": 10, "middle": 9}
    library = library_with(
        ("faqs/why", "order: 1", "order: 5"),
        more={
            f"faqs/{id_}": faq.replace("id: why", f"id: {id_}").replace("order: 1", f"order: {order}")
            for id_, order in orders.items()
        },
    )

    assert list(library.faqs) == ["early", "why", "middle", "also-late", "late"]
    page = html(render_site(library), "faqs")
    assert sorted(library.faqs, key=lambda id_: page.index(f'id="{id_}"')) == list(library.faqs)


def test_choices_stand_in_the_order_of_the_guide_s_lists(artifacts: tuple[Artifact, ...], library: Library) -> None:
    resources = library.resources.values()
    used = {
        "place": {place for resource in resources for place in resource.where},
        "audience": {reader for resource in resources for reader in resource.audience},
        "resource-form": {resource.form for resource in resources},
    }
    options = re.findall(r'<option value="([\w-]+)">', html(artifacts, "resources"))

    for name, words in used.items():
        wanted = [word for word in library.words(name) if word in words and word in options]
        assert len(wanted) > 1, name
        assert [option for option in options if option in library.words(name)] == wanted


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "Ames A"), (4, "Ames A, Bell B, Cole C, Dean D"), (5, "Ames A, Bell B, Cole C, Dean D, et al.")],
)
def test_a_work_names_up_to_four_authors(count: int, shown: str) -> None:
    names = ", ".join(["Ames A", "Bell B", "Cole C", "Dean D", "Elm E"][:count])
    page = html(render_site(library_with(("references", "[Smith A]", f"[{names}]"))), "references")

    assert f"{shown} (2001)" in re.sub(r"<[^>]+>", "", page)


def test_the_menu_lists_the_lessons_of_the_page_s_own_part_only(
    artifacts: tuple[Artifact, ...], library: Library
) -> None:
    def listed(path: str) -> set[str]:
        menu = html(artifacts, path).split('<nav class="menu"')[1].split("</nav>")[0]
        return {*re.findall(r'<a href="[^"]*/([a-z-]+)/"', menu)} & {*library.lessons}

    lessons = library.module_of("two-dials")[1].lessons
    assert listed("lessons/two-dials") | {"two-dials"} == {*lessons}
    assert listed("exercises/three-people") == {*lessons}
    assert listed("faqs") == set()
