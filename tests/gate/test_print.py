"""On paper: every word of a page is there, no line is cut by the edge of a sheet, controls are left out."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from .. import kinds
from . import states, subjects
from .probes import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .subjects import Subject

pytestmark = pytest.mark.gate

POINTS_A_MM = 72 / 25.4
SIDE, TOP, BOTTOM = 18 * POINTS_A_MM, 18 * POINTS_A_MM, 20 * POINTS_A_MM
"""The margins that the style sheet asks for."""
CAPITAL = 5.5
"""Points: a line whose foot stands nearer to the top margin has lost its head to the sheet before."""

PRINTED_WORDS = """() => {
  const words = []
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement
    if (!gate.visible(element) || element.closest('textarea, .hidden, [aria-hidden=true]')) continue
    if (getComputedStyle(element).clipPath !== 'none') continue
    words.push(...walk.currentNode.data.split(/\\s+/).filter(word => /\\p{L}{3}/u.test(word)))
  }
  return words
}"""
CONTROLS = (
    "[...document.querySelectorAll('button, dialog, summary, input[type=search], #site_menu')]"
    ".filter(gate.visible).map(gate.nameOf)"
)


@dataclass(frozen=True)
class Line:
    """A piece of text on a sheet."""

    sheet: int
    text: str
    x: float
    y: float


def lines_of(pdf: bytes) -> tuple[list[Line], tuple[float, float]]:
    """Every piece of text with its place in points from the lower left, and the size of a sheet."""
    reader = PdfReader(BytesIO(pdf))
    found: list[Line] = []
    for number, sheet in enumerate(reader.pages, start=1):

        def visit(text: str, user: Any, matrix: Any, font: Any, size: float, number: int = number) -> None:  # noqa: ARG001
            if text.strip():
                x = matrix[4] * user[0] + user[4]
                y = matrix[5] * user[3] + user[5]
                found.append(Line(number, text.strip(), x, y))

        sheet.extract_text(visitor_text=visit)
    box = reader.pages[0].mediabox
    return found, (float(box.width), float(box.height))


def cut_by_edge(lines: list[Line], sheet: tuple[float, float]) -> list[str]:
    """Lines that stand in a margin, whole or in part."""
    width, height = sheet
    return [
        f"cut: sheet {line.sheet}: “{line.text[:40]}” at {line.x:.0f}, {line.y:.0f}"
        for line in lines
        if not (SIDE - 1 <= line.x <= width - SIDE and BOTTOM - 1 <= line.y <= height - TOP - CAPITAL)
    ]


def lost_on_paper(page: Page) -> list[str]:
    """Words that are not printed, lines that the edge of a sheet cuts, and what only a screen can use."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    words = page.evaluate(PRINTED_WORDS)
    controls = page.evaluate(CONTROLS)
    lines, sheet = lines_of(page.pdf(prefer_css_page_size=True))
    printed = "".join("".join(line.text.split()) for line in lines)
    missing = [f"not printed: {word}" for word in dict.fromkeys(words) if word not in printed]
    assert words, "there is nothing to print"
    return [*missing, *cut_by_edge(lines, sheet), *controls]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_of_page_is_whole_on_paper(kind: str, ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.DESKTOP)
    page.goto(ours.url(ours.pages.longest[kind]))
    found = lost_on_paper(page)
    page.context.close()

    assert found == []


def test_a_result_is_printed_with_the_answers(ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE)
    page.goto(ours.url(ours.check))
    states.result(page)
    found = lost_on_paper(page)
    statements = page.locator(".check-review .check-statement").all_inner_texts()
    answers = page.locator(".check-review .check-given").all_inner_texts()
    page.context.close()

    assert found == []
    assert len(statements) > 20
    assert all(answers)


def test_what_is_written_into_a_sheet_is_printed_whole(ours: Subject, browser: Browser) -> None:
    page = opened(browser, subjects.PHONE)
    page.goto(ours.url(ours.pages.longest["exercise"]))
    fields = page.locator("textarea")
    for number in range(fields.count()):
        fields.nth(number).fill("\n".join(f"row{row}of{number}" for row in range(12)))
    lines, sheet = lines_of(page.pdf(prefer_css_page_size=True))
    count = fields.count()
    page.context.close()
    printed = "".join("".join(line.text.split()) for line in lines)

    assert [n for n in range(count) for row in range(12) if f"row{row}of{n}" not in printed] == []
    assert cut_by_edge(lines, sheet) == []
