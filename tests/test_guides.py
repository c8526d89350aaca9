"""Guides on other subjects: a lean one with nothing but what a guide must have, and a whole one about sleep."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from pypdf import PdfReader

from mkdocs_securebase.checks import check_library, not_measured
from mkdocs_securebase.checks.measures import measure_guide
from mkdocs_securebase.model.library import LISTS
from mkdocs_securebase.pdf import write_images, write_pdf
from mkdocs_securebase.render.book import render_book
from mkdocs_securebase.render.colours import check_colours
from mkdocs_securebase.render.links import check_addresses
from mkdocs_securebase.render.site import Site, render_cards, render_nav, render_not_found, render_site
from mkdocs_securebase.shared import book_faces
from mkdocs_securebase.source import parse_library, read_library

from .conftest import securebase
from .projects import ROOT, minimal_files
from .render.pages import body_of, outline

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library

GUIDES = Path(__file__).parent / "guides"
NAMES = ["lean", "sleep"]

ADDRESS = "https://guide.example/"

THE_FIRST_GUIDE_S = re.compile(
    r"\b(closeness|attach(ed|ment)|avoidant|anxious|partners?|couples?|lovers?|romantic|dating|break-?ups?|jealous\w*"
    r"|secure base|clingy|(he|she) didn[’']t text)\b",
    re.IGNORECASE,
)
"""Words that only a guide about being close to people has reason to say."""

EMPTY = re.compile(
    r"<(ul|ol|dl|tbody|section|nav|p|h[1-6])\b(?![^>]*\b(?:data-|role=|class=\"(?:lines|found)))[^>]*>\s*</\1>"
)
"""Parts of a page without anything in them; scripts fill those that are named."""


@cache
def guide(name: str) -> Library:
    library, problems = read_library(GUIDES / name)
    assert problems == ()
    assert library is not None
    return library


@cache
def pages(name: str) -> dict[str, str]:
    """The HTML of every page, the one for unknown addresses among them."""
    library = guide(name)
    found = {a.path: body_of(a.text) for a in render_site(library, address=ADDRESS) if a.path.endswith(".md")}
    return {**found, "404.html": render_not_found(library, "/").whole}


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_problems(name: str) -> None:
    library = guide(name)

    assert [
        str(problem) for problem in (*check_library(library), *check_addresses(library), *check_colours(library))
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_has_an_empty_part_and_every_link_leads_somewhere(name: str) -> None:
    folders = {path.removesuffix("index.md") for path in pages(name)}
    for path, html in pages(name).items():
        told = re.sub(r"<self-check.*</self-check>", "", html, flags=re.DOTALL)  # its script fills some parts
        assert [found.group() for found in EMPTY.finditer(told)] == [], path
        for href in outline(html).hrefs if path != "404.html" else ():
            target = re.sub(r"[#?].*", "", href)
            if target.endswith("/") and ":" not in target:
                here = f"/{path.removesuffix('index.md')}"
                assert _joined(here, target) in folders, (path, href)


def _joined(here: str, target: str) -> str:
    parts: list[str] = [part for part in here.split("/") if part]
    for step in target.split("/"):
        if step == "..":
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts) + "/" if parts else ""


@pytest.mark.parametrize("name", NAMES)
def test_no_page_and_no_script_speaks_of_the_first_guide_s_subject(name: str) -> None:
    texts = {artifact.path: artifact.text for artifact in render_site(guide(name), address=ADDRESS)}

    assert {path: found.group() for path, text in texts.items() if (found := THE_FIRST_GUIDE_S.search(text))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_its_book_can_be_set_and_speaks_of_its_own_subject(name: str, tmp_path: Path) -> None:
    write_pdf(render_book(guide(name)), tmp_path / "book.pdf", fonts=book_faces())

    pdf = PdfReader(tmp_path / "book.pdf")
    assert len(pdf.pages) > 3
    assert not THE_FIRST_GUIDE_S.search(" ".join(page.extract_text() for page in pdf.pages))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "theme"), [("lean", "securebase"), ("sleep", "material")])
def test_it_is_built_as_a_site_in_either_shell(name: str, theme: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(GUIDES / name, folder)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(
        f"site_name: A guide\ndocs_dir: docs\ntheme: {{name: {theme}}}\nplugins: [securebase]\n", "utf-8"
    )

    done = securebase("build", folder)

    assert done.returncode == 0, done.stderr
    made = {path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*.html")}
    assert {path.replace("index.md", "index.html") for path in pages(name)} <= made
    for path in (folder / "site").rglob("*.html"):
        assert not THE_FIRST_GUIDE_S.search(path.read_text("utf-8")), path


def test_the_lean_guide_is_eleven_lines_two_lessons_of_six_and_a_questionnaire() -> None:
    files = {path.name: path.read_text("utf-8").splitlines() for path in (GUIDES / "lean").rglob("*.yaml")}

    assert files.keys() == {"course.yaml", "leaf.yaml", "water.yaml", "kettle.yaml"}
    assert len(files["course.yaml"]) <= 11
    assert max(len(files["leaf.yaml"]), len(files["water.yaml"])) == 6
    assert set(pages("lean")) == {
        "index.md",
        "404.html",
        "lessons/leaf/index.md",
        "lessons/water/index.md",
        *(f"self-check/kettle/{part}index.md" for part in ("", "scoring/", "paper/")),
        *(f"self-check/kettle/results/care-{band}/index.md" for band in ("little", "much")),
    }
    assert [next(iter(entry)) for entry in render_nav(guide("lean"))] == ["Tea, slowly", "The kettle", "The course"]


def test_the_guide_about_sleep_has_all_that_it_names_and_nothing_else() -> None:
    library, found = guide("sleep"), pages("sleep")
    questions = found["faqs/index.md"]

    assert all(lesson.exercises for lesson in library.lessons.values())
    assert len(library.lessons) >= 4
    assert library.lists == LISTS
    assert re.findall(r'<h2 id="theme-(\w+)">', questions) == ["nights", "days"]
    assert "my-nights/index.md" in found  # where its file says
    assert [band.id for band in library.instruments["nights"].dimensions[0].bands] == ["calm", "mixed", "busy", "hard"]
    for path, html in found.items():
        assert html.count(str(library.safety_page and library.safety_page.title)) > 0, path
        assert "variants" not in html, path
    assert 'value="GB"' in found["help/index.md"]


def test_where_a_guide_has_no_way_out_or_no_help_no_page_speaks_of_it() -> None:
    for path, html in pages("lean").items():
        assert "data-leave" not in html, path
        assert "safety-line" not in html, path


def test_a_guide_for_nobody_in_need_may_leave_out_what_the_profile_self_help_demands() -> None:
    files = minimal_files()
    lesson = yaml.safe_load(files["content/lessons/one.yaml"])
    for part in ("goals", "one-minute", "research", "if-it-does-not-help", "variants", "key-points", "review"):
        del lesson[part]
    files["content/lessons/one.yaml"] = yaml.safe_dump(lesson).encode()
    plain = {**files, "content/course.yaml": files["content/course.yaml"].replace(b"profile: self-help\n", b"")}

    assert _missing(plain) == []
    assert _missing(files) == [
        "'goals' is missing",
        "'if-it-does-not-help' is missing",
        "'key-points' is missing",
        "'one-minute' is missing",
        "'research' is missing",
        "'review' is missing",
        "'variants' is missing",
    ]


def test_a_guide_in_a_language_without_a_pack_is_not_measured_by_english_and_check_says_so() -> None:
    files = minimal_files()
    english = b"\n  See [one](lesson:one). This is a proven cure.\n"
    files["content/faqs/why.yaml"] = files["content/faqs/why.yaml"].replace(b"\n  See [one](lesson:one).\n", english)
    german = {**files, "content/course.yaml": files["content/course.yaml"] + b"language: de\n"}

    assert _told(files) == ["“cure” is not said in this guide", "“proven” is not said in this guide"]
    assert _told(german) == []
    library, _ = parse_library(german)
    assert library is not None
    assert not_measured(library).startswith("not measured in 'de': reading grade, ")
    assert not_measured(guide("lean")) == ""


def test_a_guide_sets_its_own_limits_and_its_own_words() -> None:
    files = minimal_files()
    own = b"""
checks:
  limits: {longest-sentence: 3}
  avoid: [{words: [quiet evening], say: say when}]
"""
    course = files["content/course.yaml"].split(b"checks:")[0]
    files["content/course.yaml"] = course + own

    assert "a sentence has 4 words; at most 3 are allowed: “Show that it works”" in _told(files)
    assert "“quiet evening” is not said in this guide" in _told(files)


def test_what_a_lean_guide_lacks_is_no_trouble_to_the_report() -> None:
    measured = measure_guide(guide("lean"))

    assert [text.id for text in measured.texts][:1] == ["leaf"]
    assert [text.unlinked_terms for text in measured.texts] == [()] * len(measured.texts)


def _told(files: dict[str, bytes]) -> list[str]:
    library, problems = parse_library(files)
    assert library is not None
    return sorted(problem.message for problem in (*problems, *check_library(library)))


def _missing(files: dict[str, bytes]) -> list[str]:
    library, problems = parse_library(files)
    assert library is not None
    return sorted(problem.message for problem in (*problems, *check_library(library)) if "missing" in problem.message)


def _sleeping(more: str, drawing: str = "") -> Library:
    """The guide about sleep with more lines in its course, and a drawing named moon.svg."""
    root = GUIDES / "sleep"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    if drawing:
        files["content/course.yaml"] = files["content/course.yaml"].replace(b"look:\n", more.encode())
        files["content/assets/moon.svg"] = drawing.encode()
    else:
        files["content/course.yaml"] += more.encode()
    library, problems = parse_library(files)
    assert [str(problem) for problem in problems] == []
    assert library is not None
    return library


def _written(library: Library) -> str:
    return "\n".join(artifact.text for artifact in render_site(library, address=ADDRESS))


@pytest.mark.parametrize(
    ("off", "signs"),
    [
        ("book", ("book/quiet-nights.pdf", "data-book-size", "(PDF", "The whole guide as a book")),
        ("e-book", ("book/quiet-nights.epub", "data-epub-size", "(EPUB", "As an e-book")),
        ("feed", ("feed.xml", "application/atom+xml", "Atom")),
        ("cards", ("assets/cards/",)),
    ],
)
def test_no_page_and_no_search_speaks_of_what_a_guide_does_not_make(off: str, signs: tuple[str, ...]) -> None:
    log = "changes: [{date: 2026-12-01, what: new, text: All of it.}]\n"
    usual, less = _written(_sleeping(log)), _written(_sleeping(f"{log}outputs: {{{off}: false}}\n"))
    made = {artifact.path for artifact in render_site(_sleeping(f"outputs: {{{off}: false}}\n"))}

    assert signs[0] in usual or off == "feed"
    assert [sign for sign in signs if sign in less] == []
    assert ("feed.xml" in made) == (off != "feed")


@pytest.mark.slow
def test_a_site_without_outputs_is_pages_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sleep"
    shutil.copytree(GUIDES / "sleep", folder)
    (folder / "docs").mkdir()
    with (folder / "content" / "course.yaml").open("a", encoding="utf-8") as course:
        course.write("outputs: {book: false, e-book: false, feed: false, cards: false}\n")
    config = "site_url: https://guide.example/\ndocs_dir: docs\ntheme: {name: securebase}\nplugins: [securebase]\n"
    (folder / "mkdocs.yml").write_text(f"site_name: A guide\n{config}", "utf-8")

    done = securebase("build", folder)

    assert done.returncode == 0, done.stderr
    for name in ("site/book", "site/feed.xml", "site/assets/cards", "build/book", "build/cards"):
        assert not (folder / name).exists(), name
    for path in (folder / "site").rglob("*.html"):
        assert not re.search(r"\.pdf|\.epub|feed\.xml|atom\+xml|og:image", path.read_text("utf-8")), path
    assert "has no book" in securebase("book", folder).stderr


MOON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<path class="lamp" fill="#c9821b" d="M16 3a9 9 0 1 0 5 13A8 8 0 0 1 16 3z"/></svg>
"""
MOONLIT = """look:
  mark: moon.svg
  colours:
    light: {paper: "#f0f0fa", ink: "#101030", dusk: "#3b3470", amber: "#b0b0ff", on-amber: "#101030", edge: "#66667a"}
    dark: {paper: "#0b0b22", amber: "#c0c0ff", on-amber: "#0b0b22", ink: "#e0e0ff"}
    book: {lamp: "#7a70d0", glow: "#dcd8f8"}
    card: {near: "#c8c4f0", far: "#e4e2f8"}
"""
LAMP = (ROOT / "content" / "assets" / "lamp.svg").read_text("utf-8")


def _drawn(svg: str) -> list[str]:
    return re.findall(r' d="([^"]+)"', svg)


def test_a_guide_s_own_mark_and_colours_are_on_its_pages_its_tabs_its_cards_and_in_its_book() -> None:
    own = _sleeping(MOONLIT, MOON)
    made = {artifact.path: artifact.text for artifact in render_site(own, address=ADDRESS)}
    book, cards = render_book(own), render_cards(Site(own, ADDRESS))
    shown = {**made, **book.files, **{card.path: card.source for card in cards}}
    (moon,) = _drawn(MOON)

    for path, text in shown.items():
        assert not any(shape in text for shape in _drawn(LAMP)), path
    assert all(moon in text for path, text in made.items() if path.endswith("index.md"))
    assert all(moon in text for text in (made["assets/mark.svg"], book.files["colours.typ"], cards[0].source))
    assert "--paper:#f0f0fa" in made["assets/look.css"]
    for text in (made["assets/mark.svg"], made["assets/look.css"], book.files["colours.typ"], cards[0].source):
        assert not re.search("#(faf5ea|20242c|27446b|e9a23b|161b24|f0b557|d98a1f|f6d9a4|efbd70|f8e9cb)", text)


def test_a_guide_without_a_mark_of_its_own_bears_a_neutral_one() -> None:
    made = {artifact.path: artifact.text for artifact in render_site(guide("lean"), address=ADDRESS)}

    assert "assets/look.css" not in made
    for path, text in {**made, **render_book(guide("lean")).files}.items():
        assert not any(shape in text for shape in _drawn(LAMP)), path
        assert "M286 62l18-38" not in text, path


@pytest.mark.slow
def test_its_book_and_its_cards_can_be_set_with_its_own_mark(tmp_path: Path) -> None:
    own = _sleeping(MOONLIT, MOON)
    write_pdf(render_book(own), tmp_path / "book.pdf", fonts=book_faces())
    write_images({tmp_path / "card.png": render_cards(Site(own, ADDRESS))[0].source}, fonts=book_faces())

    assert len(PdfReader(tmp_path / "book.pdf").pages) > 3
    assert (tmp_path / "card.png").is_file()
