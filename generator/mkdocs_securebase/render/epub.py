"""The guide as an e-book: the site's own pages without what only a screen with scripts can do, as EPUB 3.

Structure and metadata follow the W3C's EPUB 3.3 and EPUB Accessibility 1.1.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from lxml import etree, html
from markupsafe import escape

from .colours import palettes_of
from .links import instrument_path, page_path
from .templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model.library import Library
    from .site import Site

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DROPPED = (
    "button", "script", "template", "dialog", "meta", "input[@type='hidden']", "nav[contains(@class, 'contents')]",
    "nav[contains(@class, 'pager')]", "*[contains(concat(' ', @class, ' '), ' js-only ')]",
    "p[contains(@class, 'print-link')]", "*[@hidden]", "span[@data-book-size]", "p[contains(@class, 'sheet-note')]",
    "span[contains(@class, 'column') and @aria-hidden]", "ul[@class='check-links']",
)  # fmt: skip
"""What a page has for scripts, for finding one's way on the site, or only to be shown in narrow windows."""
_KEPT_ATTRIBUTES = {"id", "class", "href", "lang", "dir", "role", "scope", "colspan", "rowspan", "start", "title"}
_BLOCKS = {"form", "fieldset", "details"}
_PLAIN = {"self-check", "label", "summary"}
"""Elements that lose their name and keep what they hold."""


@dataclass(frozen=True)
class Chapter:
    """One file of the e-book: a page of the site."""

    path: str
    """The page's path on the site; the first page's is ''."""
    title: str

    @property
    def file(self) -> str:
        return f"{self.path.strip('/').replace('/', '-') or 'start'}.xhtml"


@dataclass(frozen=True)
class Part:
    """A heading of the contents with its chapters."""

    title: str
    chapters: tuple[Chapter, ...]


def epub_parts(library: Library) -> tuple[Part, ...]:
    """What the e-book holds, in order: help first, then the course, the questionnaires, and the lists."""
    pages = {id_: Chapter(page_path(library, id_), page.title) for id_, page in library.pages.items()}
    first = [id_ for id_, page in library.pages.items() if page.layout in ("home", "quiet")]
    if library.safety_page and library.safety_page.id not in first:
        first.append(library.safety_page.id)
    words = library.interface
    course = (
        Part(module.title, tuple(Chapter(f"lessons/{id_}/", library.lessons[id_].title) for id_ in module.lessons))
        for module in library.modules
    )
    checks = (
        Part(
            instrument.title,
            (
                Chapter(f"{instrument_path(instrument)}paper/", words.instrument.paper.format(title=instrument.title)),
                Chapter(
                    f"{instrument_path(instrument)}scoring/", words.instrument.scoring.format(title=instrument.title)
                ),
            ),
        )
        for instrument in library.instruments.values()
    )
    lists = tuple(Chapter(f"{name}/", str(getattr(words.site, name))) for name in library.lists if name != "exercises")
    rest = tuple(chapter for id_, chapter in pages.items() if id_ not in first)
    parts = (Part("", tuple(pages[id_] for id_ in first)), *course, *checks, Part("", lists), Part("", rest))
    return tuple(part for part in parts if part.chapters)


def render_epub(site: Site, pages: Mapping[str, str]) -> bytes:
    """The e-book's bytes; the same site and pages give the same.

    `pages` holds the content of each page by its path, as HTML whose links end with a folder.
    """
    library = site.library
    parts = epub_parts(library)
    chapters = [chapter for part in parts for chapter in part.chapters]
    files = {chapter.path: chapter.file for chapter in chapters}
    for id_, (lesson, _) in library.exercises.items():
        files[f"exercises/{id_}/"] = f"lessons-{lesson.id}.xhtml#exercise-{id_}"
    for instrument in library.instruments.values():
        files[instrument_path(instrument)] = Chapter(f"{instrument_path(instrument)}paper/", "").file
    written = {chapter: _chapter(library, chapter, pages[chapter.path], files) for chapter in chapters}

    held = BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        _put(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(book, "META-INF/container.xml", _CONTAINER)
        _put(book, "EPUB/package.opf", _package(site, written))
        _put(book, "EPUB/contents.xhtml", _contents(library, parts))
        _put(book, "EPUB/title.xhtml", _title_page(library))
        _put(book, "EPUB/style.css", TEMPLATES.get_template("epub/style.css").render(colours=palettes_of(library)))
        for chapter, text in written.items():
            _put(book, f"EPUB/{chapter.file}", text)
    return held.getvalue()


# One page ------------------------------------------------------------------------------------------------------------


def _chapter(library: Library, chapter: Chapter, content: str, files: Mapping[str, str]) -> str:
    drawings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        drawings.append(found[0])
        return f'<span class="drawn" id="drawing-{len(drawings) - 1}"></span>'

    main = html.fragment_fromstring(f"<section>{_DRAWING.sub(keep, content)}</section>")
    for path in _DROPPED:
        for element in main.xpath(f".//{path}"):
            element.drop_tree()
    _blanks(main)
    _references(main, str(library.interface.shell.back_to_text))
    for element in list(main.iter()):
        _adapt(element, chapter, files)
    text = etree.tostring(main, encoding="unicode", method="xml")
    for number, drawing in enumerate(drawings):
        named = drawing.replace("<svg ", f'<svg xmlns="{SVG}" ', 1).replace(' focusable="false"', "")
        text = text.replace(f'<span class="drawn" id="drawing-{number}"/>', named)
    return _document(library, chapter.title, text)


def _blanks(main: html.HtmlElement) -> None:
    """Fields become what paper has: boxes to tick and lines to write on."""
    for field in main.xpath(".//input | .//textarea | .//select | .//output | .//progress"):
        kind = field.get("type", "text")
        blank = etree.Element("span")
        if field.tag == "input" and kind in ("checkbox", "radio"):
            blank.set("class", "box" if kind == "checkbox" else "circle")
            blank.text = "☐ " if kind == "checkbox" else "○ "
        else:
            blank.set("class", "blank")
            blank.text = "\u00a0"
        blank.tail = field.tail
        field.getparent().replace(field, blank)


def _references(main: html.HtmlElement, back_to_text: str) -> None:
    """Marks of sources are links to notes, and each source leads back to the first place that names it.

    `back_to_text` is what a screen reader says for the way back.
    """
    first: dict[str, str] = {}
    for number, link in enumerate(main.xpath(".//sup[@class='cite']/a")):
        source = link.get("href").removeprefix("#")
        link.set("role", "doc-biblioref")
        if source not in first:
            first[source] = f"cited-{number}"
            link.set("id", first[source])
    for section in main.xpath(".//section[contains(@class, 'sources')]"):
        section.set("role", "doc-bibliography")
        for entry in section.xpath(".//li[@id]"):
            if entry.get("id") in first:
                back = etree.SubElement(entry, "a", href=f"#{first[entry.get('id')]}", role="doc-backlink")
                back.text = "↩"
                back.set("aria-label", back_to_text)


def _adapt(element: html.HtmlElement, chapter: Chapter, files: Mapping[str, str]) -> None:
    if not isinstance(element.tag, str):
        element.drop_tree()
        return
    for name in list(element.attrib):
        if not (name in _KEPT_ATTRIBUTES or name.startswith("aria-")):
            del element.attrib[name]
    for name in ("aria-controls", "aria-expanded", "aria-current", "aria-live", "aria-describedby"):
        element.attrib.pop(name, None)
    if element.tag in _BLOCKS:
        element.tag = "div"
    elif element.tag == "legend":
        element.tag = "p"
    elif element.tag in _PLAIN:
        element.tag = "span" if element.tag == "label" else "div"
    if element.tag == "a":
        if element.get("class") == "here":
            element.drop_tag()  # a heading that is a link to itself
        else:
            _lead(element, chapter, files)


def _lead(link: html.HtmlElement, chapter: Chapter, files: Mapping[str, str]) -> None:
    """Point a link at its file of the e-book; what the e-book does not hold keeps its words and loses the link."""
    address = link.get("href", "")
    if address in ("#", "#page_content") or address.startswith("sms:"):  # EPUBCheck does not know sms:
        link.drop_tag()
        return
    if re.match(r"[a-z]+:", address) or address.startswith("#"):
        return
    path, hash_, anchor = address.partition("#")
    target = posixpath.normpath(posixpath.join("/", chapter.path, path)).strip("/")
    target = f"{target}/" if target else ""
    file = files.get(target)
    if file is None:
        link.drop_tag()
    else:
        link.set("href", file + hash_ + anchor if "#" not in file else file)


# What stands around the pages ----------------------------------------------------------------------------------------


_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def _document(library: Library, title: str, body: str, kind: str = "") -> str:
    language = library.course.language
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="{language}" xml:lang="{language}">\n'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body{kind}>\n{body}\n</body>\n</html>\n"
    )


def _title_page(library: Library) -> str:
    course = library.course
    words = [f"<h1>{escape(course.title)}</h1>"]
    words += [f"<p>{escape(text)}</p>" for text in (course.description, course.authorship.organisation) if text]
    body = '<section epub:type="titlepage" class="title-page">\n{}\n</section>'.format("\n".join(words))
    return _document(library, course.title, body)


def _contents(library: Library, parts: Iterable[Part]) -> str:
    title = str(library.interface.book.contents)
    lines: list[str] = []
    for part in parts:
        entries = [f'<li><a href="{chapter.file}">{escape(chapter.title)}</a></li>' for chapter in part.chapters]
        if part.title:
            lines.append(f"<li><span>{escape(part.title)}</span>\n<ol>{''.join(entries)}</ol></li>")
        else:
            lines += entries
    head = f'<h1 id="contents">{escape(title)}</h1>'
    body = f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n{head}\n<ol>\n'
    return _document(library, title, body + "\n".join(lines) + "\n</ol>\n</nav>")


def _package(site: Site, written: Mapping[Chapter, str]) -> str:
    course = site.library.course
    changed = max((course.published, *(view.changed for view in site.views)))
    items, spine = [], ['<itemref idref="title"/>', '<itemref idref="contents"/>']
    for number, (chapter, text) in enumerate(written.items(), 1):
        drawn = ' properties="svg"' if "<svg" in text else ""
        items.append(f'<item id="c{number}" href="{chapter.file}" media-type="application/xhtml+xml"{drawn}/>')
        spine.append(f'<itemref idref="c{number}"/>')
    figures = any('role="img"' in text for text in written.values())
    access = "\n".join(
        f'<meta property="schema:{name}">{value}</meta>' for name, value in _accessibility(figures=figures)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{course.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, f"securebase:{course.id}")}</dc:identifier>
<dc:title>{escape(course.title)}</dc:title>
<dc:language>{course.language}</dc:language>
<dc:creator>{escape(course.authorship.organisation or course.title)}</dc:creator>
<dc:description>{escape(course.description or course.title)}</dc:description>
<dc:date>{course.published.isoformat()}</dc:date>
<meta property="dcterms:modified">{changed.isoformat()}T00:00:00Z</meta>
{access}
</metadata>
<manifest>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{chr(10).join(items)}
</manifest>
<spine>
{chr(10).join(spine)}
</spine>
</package>
"""


def _accessibility(*, figures: bool) -> Iterator[tuple[str, str]]:
    yield "accessMode", "textual"
    if figures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual"
    for feature in ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"):
        yield "accessibilityFeature", feature
    if figures:
        yield "accessibilityFeature", "alternativeText"
    yield "accessibilityHazard", "none"


def _put(book: zipfile.ZipFile, path: str, text: str, method: int = zipfile.ZIP_DEFLATED) -> None:
    """A file with the same date in every build: zip begins in 1980."""
    info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.external_attr = method, 0o644 << 16
    book.writestr(info, text.encode())
