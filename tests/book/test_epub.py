"""The e-book: whole, well-formed, the same bytes, with every link leading somewhere in it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from posixpath import basename
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from mkdocs_securebase.render.epub import epub_parts, render_epub
from mkdocs_securebase.render.site import Site, render_body
from mkdocs_securebase.source import read_library

from ..projects import ROOT

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = read_library(ROOT)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, str]:
    site = Site(library)
    return {view.path: render_body(site, view).content for view in site.views}


@pytest.fixture(scope="module")
def book(library: Library, pages: dict[str, str]) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(render_epub(Site(library), pages))) as held:
        return {name: held.read(name) for name in held.namelist()}


@pytest.fixture(scope="module")
def documents(book: dict[str, bytes]) -> dict[str, etree._Element]:
    return {basename(name): etree.fromstring(text) for name, text in book.items() if name.endswith(".xhtml")}


def test_the_same_library_gives_the_same_bytes(library: Library, pages: dict[str, str]) -> None:
    assert render_epub(Site(library), pages) == render_epub(Site(library), pages)


def test_the_type_stands_first_and_unpacked(library: Library, pages: dict[str, str]) -> None:
    with zipfile.ZipFile(BytesIO(render_epub(Site(library), pages))) as held:
        first = held.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_every_text_to_read_is_in_it(library: Library, documents: dict[str, etree._Element]) -> None:
    files = {chapter.file for part in epub_parts(library) for chapter in part.chapters}
    assert files <= documents.keys()
    assert {f"lessons-{id_}.xhtml" for id_ in library.lessons} <= files
    for id_, (lesson, _) in library.exercises.items():
        assert documents[f"lessons-{lesson.id}.xhtml"].xpath(f"//*[@id='exercise-{id_}']"), id_


def test_links_lead_to_places_in_the_book(documents: dict[str, etree._Element]) -> None:
    anchors = {name: set(document.xpath("//@id")) for name, document in documents.items()}
    for name, document in documents.items():
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        for address in document.xpath("//*[local-name() = 'a']/@href"):
            if ":" in address:
                assert address.split(":")[0] in ("https", "http", "tel", "mailto"), address
                continue
            file, _, anchor = address.partition("#")
            assert (file or name) in documents, (name, address)
            assert not anchor or anchor in anchors[file or name], (name, address)


def test_sources_lead_back_to_where_they_are_named(documents: dict[str, etree._Element]) -> None:
    lesson = documents["lessons-soothe.xhtml"]
    marks = lesson.xpath("//*[@role='doc-biblioref']")
    assert marks
    backs = lesson.xpath("//*[@role='doc-bibliography']//*[@role='doc-backlink']/@href")
    assert len(backs) == len({mark.get("href") for mark in marks})
    labels = lesson.xpath("//*[@role='doc-backlink']/@aria-label")
    assert set(labels) == {"Back to the text"}


def test_nothing_is_left_that_needs_a_script(documents: dict[str, etree._Element]) -> None:
    for name, document in documents.items():
        found = {element.tag.removeprefix(XHTML) for element in document.iter(f"{XHTML}*")}
        assert not found & {"script", "button", "input", "textarea", "form", "select", "dialog", "details"}, name


def test_drawings_say_what_they_show(documents: dict[str, etree._Element]) -> None:
    drawings = [drawing for document in documents.values() for drawing in document.xpath("//*[local-name() = 'svg']")]
    assert drawings
    for drawing in drawings:
        assert drawing.get("aria-label") or drawing.get("aria-hidden") == "true"
