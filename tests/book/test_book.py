"""The book of the real guide: complete, valid, navigable, the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import page
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from mkdocs_securebase.model.blocks import Figure, Table
from mkdocs_securebase.model.documents import Contact
from mkdocs_securebase.model.library import parts, passages
from mkdocs_securebase.model.medium import on_medium
from mkdocs_securebase.model.prose import Text, plain_text
from mkdocs_securebase.pdf import BookError, write_pdf

from ..projects import copy_minimal
from .conftest import FONTS, bookmarks, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pypdf import PdfReader

    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.model.prose import Phrase
    from mkdocs_securebase.render.book import BookSource

pytestmark = pytest.mark.slow


def missing(wanted: Iterable[str], text: str) -> list[str]:
    return [words for words in wanted if squeezed(words) not in text]


# Form -----------------------------------------------------------------------------------------------------------


def test_it_keeps_the_rules_for_accessible_pdf(book: Path) -> None:
    report = page.validate_pdf(str(book), profile="ua1")

    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_it_names_its_language_title_and_author(pdf: PdfReader, library: Library) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == library.course.title
    assert pdf.metadata.author == library.name
    assert str(pdf.root_object["/Lang"]).startswith(library.course.language)
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.date() == library.course.published
    assert pdf.xmp_metadata is not None
    assert pdf.xmp_metadata.dc_title is not None
    assert set(pdf.xmp_metadata.dc_title.values()) == {library.course.title}
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()


def test_its_small_objects_are_pressed_together(book: Path) -> None:
    data = book.read_bytes()

    assert data.count(b"/ObjStm") > 100
    assert len(data) < 2_700_000


def test_all_its_fonts_are_ours_and_embedded(pdf: PdfReader) -> None:
    fonts = {str(font["/BaseFont"]).split("+")[-1]: font for font in _fonts(pdf)}

    assert {name.split("-")[0] for name in fonts} == {"Literata", "AtkinsonHyperlegibleNext"}
    for font in fonts.values():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def _fonts(pdf: PdfReader) -> Iterator[Any]:
    for sheet in pdf.pages:
        resources: list[Any] = [sheet["/Resources"].get_object()]
        while resources:
            resource = resources.pop()
            for font in resource.get("/Font", DictionaryObject()).get_object().values():
                yield font.get_object()
            forms = (form.get_object() for form in resource.get("/XObject", DictionaryObject()).get_object().values())
            resources.extend(form["/Resources"].get_object() for form in forms if "/Resources" in form)


def test_the_same_guide_gives_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from mkdocs_securebase.guide import write_book\n"
        "from mkdocs_securebase.source import read_library\n"
        "root = Path(sys.argv[1])\n"
        "write_book(read_library(root)[0], Path(sys.argv[2]))\n"
    )
    guide = copy_minimal(tmp_path / "guide")
    books = (tmp_path / "book.pdf", tmp_path / "another folder" / "other name.pdf")
    for path in books:
        subprocess.run([sys.executable, "-c", program, guide, path], check=True, cwd=tmp_path, env={})

    one, other = (hashlib.sha256(path.read_bytes()).hexdigest() for path in books)
    assert one == other


# Completeness ---------------------------------------------------------------------------------------------------


def test_every_lesson_stands_among_the_bookmarks_in_course_order(pdf: PdfReader, library: Library) -> None:
    titles = [lesson.title for lesson in library.lessons.values()]

    assert [entry for entry in bookmarks(pdf) if entry in titles] == titles


def test_chapters_come_in_reading_order(pdf: PdfReader, library: Library) -> None:
    words = library.interface
    chapters = [
        words.book.about_this_edition,
        library.pages["safety"].title,
        words.book.contents,
        words.book.begin,
        *(module.title for module in library.modules),
        *(instrument.title for instrument in library.instruments.values()),
        words.site.faqs,
        words.site.resources,
        words.site.references,
        words.site.glossary,
    ]

    assert [entry for entry in bookmarks(pdf) if entry in chapters] == chapters


def test_every_exercise_question_resource_term_and_source_is_in_it(text: str, library: Library) -> None:
    assert not missing((exercise.name for _, exercise in library.exercises.values()), text)
    assert not missing((faq.question for faq in library.faqs.values()), text)
    assert not missing((resource.title for resource in library.resources.values()), text)
    assert not missing((term.term for term in library.terms.values()), text)
    assert not missing((work.title for work in library.works.values()), text)


def test_every_line_of_every_sheet_is_in_it(text: str, library: Library) -> None:
    fields = [field for _, exercise in library.exercises.values() for field in exercise.sheet]

    assert not missing((field.label for field in fields), text)
    assert not missing((option for field in fields for option in getattr(field, "options", ())), text)
    assert not missing((option for field in fields for option in getattr(field, "urgent", ())), text)


def test_every_exercise_stands_whole_on_one_page(sheets: list[str], library: Library) -> None:
    """Short ones are set without a look at whether they fit."""
    pages = [squeezed(words) for words in sheets]

    def on(phrase: Phrase) -> set[int]:
        words = squeezed(next(_texts(phrase)))
        return {number for number, page in enumerate(pages) if words in page}

    assert [
        exercise.name
        for _, exercise in library.exercises.values()
        if not on(exercise.purpose) & on(exercise.steps[-1]) & on(exercise.research)
    ] == []


def test_the_self_check_is_in_it_with_its_key(text: str, library: Library) -> None:
    for instrument in library.instruments.values():
        assert not missing((item.text for item in instrument.items), text)
        assert not missing((anchor.label for anchor in instrument.response_scale.anchors), text)
        assert not missing(library.interface.instrument.by_hand_steps, text)
        assert not missing((words for profile in instrument.profiles for words in _texts(profile.text)), text)
        assert not missing((band.title for dimension in instrument.dimensions for band in dimension.bands), text)


def test_no_passage_of_any_text_is_lost(text: str, library: Library) -> None:
    library = on_medium(library, "paper")
    documents = [
        *library.pages.values(),
        *library.lessons.values(),
        *library.faqs.values(),
        *library.resources.values(),
        *library.instruments.values(),
        library.glossary,
        library.course,
    ]
    found = {
        words
        for document in documents
        for path, passage in passages(document)
        if "hurried" not in path  # Nobody takes the time of a pen,
        and "free-line" not in path  # and what is on paper is on no device.
        for words in _texts(passage)
    }

    assert len(found) > 1000
    assert not missing(found, text)


def _texts(node: Any) -> Iterator[str]:
    """The runs of words between links, sources and emphasis."""
    if isinstance(node, Text):
        yield node.text
    elif isinstance(node, tuple):
        for child in node:
            yield from _texts(child)
    else:
        for name in ("blocks", "items", "children"):
            yield from _texts(getattr(node, name, ()))


def test_every_help_line_is_in_it_before_the_contents(sheets: list[str], library: Library) -> None:
    contents = next(n for n, words in enumerate(sheets) if words.startswith(library.interface.book.contents))
    before = squeezed("".join(sheets[:contents]))

    assert not missing((contact.value for _, contact in parts(library.safety, Contact)), before)


def test_it_says_plainly_who_has_not_reviewed_it_and_that_people_are_invented(text: str, library: Library) -> None:
    assert squeezed(plain_text(library.course.authorship.reviewed_by)) in text
    people = [exercise.example.person for _, exercise in library.exercises.values() if exercise.example]
    assert not missing((library.interface.lesson.invented_person.format(person=person) for person in people), text)


def test_every_drawing_has_its_alternative_text(pdf: PdfReader, library: Library) -> None:
    wanted = {figure.alt for lesson in library.lessons.values() for _, figure in parts(lesson, Figure)}

    assert wanted <= {str(element["/Alt"]) for element in _elements(pdf) if "/Alt" in element}


def test_tables_and_headings_are_tagged_as_such(pdf: PdfReader, library: Library) -> None:
    kinds = [str(element["/S"]) for element in _elements(pdf)]

    assert kinds.count("/H2") >= len(library.lessons) + len(library.faqs)
    assert kinds.count("/Table") >= sum(1 for lesson in library.lessons.values() for _ in parts(lesson, Table))
    assert kinds.count("/Figure") >= sum(1 for lesson in library.lessons.values() for _ in parts(lesson, Figure))


def _elements(pdf: PdfReader) -> Iterator[DictionaryObject]:
    queue: list[Any] = [pdf.root_object["/StructTreeRoot"]]
    while queue:
        node = queue.pop()
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, ArrayObject):
            queue.extend(node)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            queue.append(node.get("/K"))


# Links ----------------------------------------------------------------------------------------------------------


def test_every_link_inside_the_book_arrives(pdf: PdfReader, source: BookSource) -> None:
    names = pdf.named_destinations
    pages = {sheet.indirect_reference.idnum for sheet in pdf.pages if sheet.indirect_reference}
    inside, outside = [], []
    for sheet in pdf.pages:
        for annotation in sheet.get("/Annots", ()):
            link = annotation.get_object()
            assert link["/Subtype"] == "/Link"
            assert link["/Contents"], "a link without words for screen readers"
            action = link.get("/A", DictionaryObject()).get_object()
            if "/URI" in action:
                outside.append(str(action["/URI"]))
            else:
                inside.append(link.get("/Dest", action.get("/D")))

    for target in inside:
        assert target is not None
        if isinstance(target, str):
            assert target in names
        else:
            assert target[0].idnum in pages
    assert len(inside) > source.main.count("#to(<") + source.main.count("#term(<") > 100
    assert [a for a in outside if not a.startswith(("https://", "tel:", "sms:", "mailto:"))] == []


def test_each_source_tells_on_which_pages_it_is_cited(sheets: list[str], library: Library) -> None:
    lead = library.interface.book.cited_on.split("{pages}", maxsplit=1)[0]
    shown = " ".join(" ".join(words.split()) for words in sheets)

    assert shown.count(lead) == len(library.works)


# Failing early ----------------------------------------------------------------------------------------------------


def test_a_drawing_without_alternative_text_is_refused(source: BookSource, tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    mute = replace(
        source,
        main='#set document(title: "x")\n#image("drawings/mute.svg")',
        files={**source.files, "drawings/mute.svg": drawing},
    )

    with pytest.raises(BookError, match="alt"):
        write_pdf(mute, tmp_path / "mute.pdf", fonts=FONTS)


def test_a_book_that_cannot_be_set_leaves_the_old_file_alone(source: BookSource, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"the last good one")

    with pytest.raises(BookError):
        write_pdf(replace(source, main="#nonsense"), path, fonts=FONTS)

    assert path.read_bytes() == b"the last good one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_font_is_told_and_not_replaced(source: BookSource, tmp_path: Path) -> None:
    short = replace(source, main='#set document(title: "x")\n#set text(font: "Literata")\nWords.')

    with pytest.raises(BookError, match="font"):
        write_pdf(short, tmp_path / "book.pdf", fonts=[tmp_path])
