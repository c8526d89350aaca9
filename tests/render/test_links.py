"""Typed references as addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.model.prose import Reference
from mkdocs_securebase.render.links import SiteLinks, check_addresses, site_paths

from .pages import body_of, outline

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.site import Artifact


@pytest.mark.parametrize(
    ("at", "path", "hosted", "from_files"),
    [
        ("", "faqs/#late-reply", "faqs/#late-reply", "faqs/index.html#late-reply"),
        ("faqs/", "", "../", "../index.html"),
        ("lessons/one/", "lessons/two/", "../two/", "../two/index.html"),
        ("lessons/one/", "lessons/one/#sources", "#sources", "#sources"),
        ("lessons/one/", "assets/site.css", "../../assets/site.css", "../../assets/site.css"),
    ],
)
def test_addresses_are_relative_in_both_editions(at: str, path: str, hosted: str, from_files: str) -> None:
    assert SiteLinks({}, at).to(path) == hosted
    assert SiteLinks({}, at, directory_urls=False).to(path) == from_files


def test_a_source_is_cited_by_its_place_in_the_page_s_list() -> None:
    links = SiteLinks({}, "lessons/one/", ("bowlby-1988", "fraley-2015"), "Source {number}")

    assert links.citation("fraley-2015") == (
        '<sup class="cite"><a href="#source-fraley-2015" aria-label="Source 2">2</a></sup>'
    )


def test_whatever_can_be_linked_stands_on_a_page(library: Library, artifacts: tuple[Artifact, ...]) -> None:
    ids = {a.path: outline(body_of(a.text)).ids for a in artifacts if a.path.endswith(".md")}

    for reference, path in site_paths(library).items():
        page, _, anchor = path.partition("#")
        assert f"{page}index.md" in ids, reference
        assert not anchor or anchor in ids[f"{page}index.md"], reference


def test_every_kind_of_thing_can_be_linked(library: Library) -> None:
    paths = site_paths(library)

    assert paths[Reference("page", "home")] == ""
    assert paths[Reference("page", "references")] == "references/"
    assert paths[Reference("instrument", "closeness-self-check")] == "self-check/"
    assert {reference.kind for reference in paths} == {
        "lesson", "exercise", "faq", "resource", "page", "term", "ref", "instrument", "figure",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("id_", "holder"),
    [
        ("self-check", "the instrument 'closeness-self-check'"),
        ("assets", "the folder assets/"),
        ("book", "the folder book/"),
    ],
)
def test_a_page_cannot_take_an_address_that_something_else_has(id_: str, holder: str, library: Library) -> None:
    page = next(page for page in library.pages.values() if page.layout != "home")
    origins = {**library.origins, f"page:{id_}": library.origin(page)}
    changed = replace(library, pages={**library.pages, id_: page.model_copy(update={"id": id_})}, origins=origins)

    assert [p.message for p in check_addresses(changed)] == [f"the address {id_}/ is already taken by {holder}"]
    assert list(check_addresses(library)) == []
