"""The commands as an author meets them: whole builds, mistakes that change nothing, both site engines, links."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.guide import Project, book_path, keep_book, read_guide, ready_cards
from mkdocs_securebase.render.site import Site, render_cards

from .conftest import made_once, securebase
from .projects import copy_minimal

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library

pytestmark = pytest.mark.slow


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A writable copy of the smallest whole guide."""
    return copy_minimal(tmp_path / "guide")


@pytest.fixture(scope="session")
def small(run_folder: Path) -> Path:
    """The smallest whole guide, built once; not to be changed."""

    def make(folder: Path) -> None:
        done = securebase("build", copy_minimal(folder))
        assert done.returncode == 0, done.stderr

    return made_once(run_folder / "small-guide", make)


def test_every_document_has_its_page(site: Path, library: Library) -> None:
    expected = {"index.html", "404.html", "self-check/index.html", "self-check/scoring/index.html"}
    expected |= {f"{name}/index.html" for name in ("faqs", "resources", "glossary", "references", "exercises")}
    expected |= {f"{id_}/index.html" for id_ in library.pages if id_ != "home"}
    expected |= {f"lessons/{id_}/index.html" for id_ in library.lessons}
    expected |= {f"exercises/{id_}/index.html" for id_ in library.exercises}

    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}

    assert expected - found == set()
    assert (site / "book" / f"{library.course.id}.pdf").read_bytes().startswith(b"%PDF-")


def test_the_menu_of_every_page_leads_to_the_book_and_tells_its_size(site: Path, library: Library) -> None:
    size = (site / "book" / f"{library.course.id}.pdf").stat().st_size / 1e6
    for page in site.rglob("index.html"):
        menu = page.read_text("utf-8").split('id="site_menu"')[1].split("</nav>")[0]
        assert f"(PDF<span data-book-size>, {size:.1f} MB</span>)" in menu, page


def test_the_theme_leaves_nothing_of_its_own_in_the_site(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]

    assert {name.split("/")[0] for name in names if name.endswith((".js", ".css"))} == {"assets"}
    assert [name for name in names if "material" in name or "lunr" in name or name.endswith(".map")] == []


def test_the_smallest_guide_builds_and_builds_the_same_twice(small: Path, project: Path) -> None:
    done = securebase("build", project)

    assert done.returncode == 0, done.stderr
    before, after = fingerprint(small / "site"), fingerprint(project / "site")
    assert before
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()


def test_without_an_address_nothing_of_the_site_pretends_to_know_it(small: Path) -> None:
    site = small / "site"
    assert not list(site.glob("sitemap.xml*"))
    assert not (site / "assets" / "cards").exists()
    assert (site / "feed.xml").is_file()
    for page in site.rglob("*.html"):
        assert not re.search(r'rel="canonical"|og:(url|image)|twitter:', page.read_text("utf-8")), page
    assert '<meta property="og:title" content="' in (site / "faqs" / "index.html").read_text("utf-8")


def test_with_an_address_every_page_says_where_it_stands_and_has_its_card(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nsite_url: https://guide.example/base/\n", "utf-8")
    assert securebase("build", project).returncode == 0

    site = project / "site"
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    pages = list(site.rglob("index.html"))
    assert len(listed) == len(pages) > 5
    for page in pages:
        text = page.read_text("utf-8")
        address = "https://guide.example/base/" + page.parent.relative_to(site).as_posix().removeprefix(".")
        address = address.rstrip("/") + "/"
        assert f'<link rel="canonical" href="{address}">' in text
        assert f'<meta property="og:url" content="{address}">' in text
        assert address in listed
        (card,) = re.findall(r'"og:image" content="https://guide.example/base/(assets/cards/[0-9a-f]+\.png)"', text)
        picture = (site / card).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
        assert len(picture) < 100_000
    assert "canonical" not in (site / "404.html").read_text("utf-8")


def test_cards_are_drawn_once_and_leave_with_their_pages(project: Path) -> None:
    found, problems = read_guide(Project(project))
    assert found is not None, problems
    cards = render_cards(Site(found))
    ready_cards(cards, Project(project))
    drawn = {path: path.stat().st_mtime_ns for path in (project / "build/cards").glob("*.png")}
    before = fingerprint(project / "build/cards")

    ready_cards(cards, Project(project))
    assert {path: path.stat().st_mtime_ns for path in drawn} == drawn

    for path in drawn:
        path.unlink()
    ready_cards(cards, Project(project))
    assert fingerprint(project / "build/cards") == before

    ready_cards(cards[:1], Project(project))
    assert [path.name for path in (project / "build/cards").glob("*.png")] == [cards[0].path.split("/")[-1]]


def test_a_book_is_set_again_only_when_it_would_change(project: Path) -> None:
    """Or when the one that is there is not the one that was set."""
    guide = Project(project)

    def kept() -> tuple[int, bytes]:
        found, problems = read_guide(guide)
        assert found is not None, problems
        keep_book(found, guide)
        book = book_path(found, guide.made)
        return book.stat().st_mtime_ns, book.read_bytes()

    first = kept()
    assert kept() == first

    book = next((guide.made / "book").glob("*.pdf"))
    book.write_bytes(b"half a book")
    assert kept()[1] == first[1]

    lesson = project / "content" / "lessons" / "one.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("title: Lesson one", "title: Another name"), "utf-8")
    changed = kept()
    assert changed[1] != first[1]
    assert kept() == changed


def test_a_mistake_stops_the_build_and_leaves_the_last_site_untouched(small: Path, project: Path) -> None:
    shutil.copytree(small / "site", project / "site")
    before = fingerprint(project / "site")
    lesson, faq = project / "content/lessons/one.yaml", project / "content/faqs/why.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("(term:word)", "(term:wrod)"), "utf-8")
    faq.write_text(faq.read_text("utf-8").replace("short:", "shrot:"), "utf-8")

    result = securebase("build", project)

    assert result.returncode == 1
    assert "content/lessons/one.yaml:13:57: unknown-id" in result.stderr
    assert "did you mean 'word'?" in result.stderr
    assert "content/faqs/why.yaml:6:1: unknown-field" in result.stderr
    assert "Traceback" not in result.stderr
    assert fingerprint(project / "site") == before


def test_a_check_tells_the_same_and_writes_nothing(project: Path) -> None:
    (project / "content/faqs/why.yaml").write_text("", "utf-8")
    before = fingerprint(project / "content")

    result = securebase("check", project)

    assert result.returncode == 1
    assert "content/faqs/why.yaml:1:1: empty-file" in result.stderr
    assert fingerprint(project / "content") == before
    assert not (project / "site").exists()


def test_properdocs_builds_the_same_pages(small: Path, project: Path, tmp_path: Path) -> None:
    other, site = tmp_path / "site", small / "site"

    result = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(other)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )

    assert result.returncode == 0, result.stderr
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {path.relative_to(other).as_posix() for path in other.rglob("*.html")} == pages
    assert len(pages) > 10
    assert {page: words_of(other / page) for page in pages} == {page: words_of(site / page) for page in pages}


def words_of(page: Path) -> list[str]:
    """The words of an HTML file, without tags."""
    return re.sub(r"<[^>]+>", " ", page.read_text("utf-8")).split()


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    lychee = shutil.which("lychee", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert lychee

    result = subprocess.run(
        [
            lychee,
            "--offline",
            "--include-fragments",
            "--index-files",
            "index.html",
            "--no-progress",
            "--root-dir",
            str(site),
            f"{site}/**/*.html",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout[-4000:]
    total = re.search(r"(\d+) Total", result.stdout)
    assert total
    assert int(total.group(1)) > 500
