"""The long lists: grouped, with their contents, and with the words of their closed lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from mkdocs_securebase.model.documents import Audience, Change, Form, Place, Theme
from mkdocs_securebase.model.interface import word_of
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


def test_every_word_of_a_closed_list_has_its_words_for_readers(library: Library) -> None:
    words = library.interface
    for closed, spelled in (
        (Theme, words.themes),
        (Form, words.forms),
        (Place, words.places),
        (Audience, words.audiences),
        (Change.model_fields["what"].annotation, words.changes),
    ):
        assert all(word_of(spelled, value) for value in get_args(closed))


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

    assert [group.split('"')[0] for group in groups] == [f for f in get_args(Form) if any(
        r.form == f for r in library.resources.values()
    )]  # fmt: skip
    for resource in library.resources.values():
        (held,) = [group for group in groups if f'id="{resource.id}"' in group]
        assert held.startswith(f'{resource.form}"')
        entry = held.split(f'id="{resource.id}"')[1].split("</article>")[0]
        assert f'data-where="{" ".join(resource.where)}"' in entry
        assert f'data-audience="{" ".join(resource.audience)}"' in entry
        for place in resource.where:
            assert (place == "anywhere") or word_of(library.interface.places, place) in entry


def test_choices_say_how_many_entries_fit(artifacts: tuple[Artifact, ...], library: Library) -> None:
    page = html(artifacts, "resources")
    in_ireland = sum("ireland" in resource.where for resource in library.resources.values())
    books = sum(resource.form == "book" for resource in library.resources.values())

    assert f'<option value="ireland">Ireland ({in_ireland})</option>' in page
    assert f'<option value="book">Books ({books})</option>' in page


def test_questions_stand_under_their_theme_and_can_be_linked(artifacts: tuple[Artifact, ...], library: Library) -> None:
    page = html(artifacts, "faqs")
    groups = dict(re.findall(r'<h2 id="theme-([a-z-]+)">(.*?)(?=<h2 |\Z)', page, re.DOTALL))

    assert list(groups) == [theme for theme in get_args(Theme) if theme in groups]
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


def test_choices_stand_in_the_order_of_their_closed_list(artifacts: tuple[Artifact, ...], library: Library) -> None:
    page = html(artifacts, "resources")
    held = {place for resource in library.resources.values() for place in resource.where}
    read = {reader for resource in library.resources.values() for reader in resource.audience}
    forms = {resource.form for resource in library.resources.values()}

    options = re.findall(r'<option value="([a-z-]+)">', page)

    everything = [value for values in (Form, Place, Audience) for value in get_args(values)]
    assert len(options) == len(set(options))
    for closed, held_by in ((Place, held), (Audience, read), (Form, forms)):
        wanted = [value for value in get_args(closed) if value in held_by and value in options]
        assert [value for value in options if value in get_args(closed)] == wanted
    assert set(options) <= set(everything)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "Ames A"), (4, "Ames A, Bell B, Cole C, Dean D"), (5, "Ames A, Bell B, Cole C, Dean D, et al.")],
)
def test_a_work_names_up_to_four_authors(count: int, shown: str) -> None:
    names = ", ".join(["Ames A", "Bell B", "Cole C", "Dean D", "Elm E"][:count])
    page = html(render_site(library_with(("references", "[Smith A]", f"[{names}]"))), "references")

    assert f"{shown} (2001)" in re.sub(r"<[^>]+>", "", page)


def test_only_the_part_of_the_course_that_is_open_is_unfolded_in_the_menu(
    artifacts: tuple[Artifact, ...], library: Library
) -> None:
    def unfolded(path: str) -> list[str]:
        menu = html(artifacts, path).split('<nav class="menu"')[1]
        return re.findall(r"<details open>\n<summary>(.*?)</summary>", menu)

    assert unfolded("lessons/two-dials") == [library.module_of("two-dials")[1].title]
    assert unfolded("exercises/three-people") == [library.module_of("two-dials")[1].title]
    assert unfolded("faqs") == []
