"""A probe that cannot fail is worse than none: each is shown a page with the fault, and one without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .probes import opened
from .test_print import lost_on_paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from .probes import Pictures

pytestmark = pytest.mark.gate

SCREEN = {"width": 300, "height": 400}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = opened(browser, SCREEN)
    page.goto("about:blank")
    yield page
    page.context.close()


def stop(page: Page, html: str) -> dict[str, object]:
    """What the probe sees at the first stop of a page."""
    page.set_content(html)
    page.keyboard.press("Tab")
    seen: dict[str, object] = page.evaluate("gate.stop()")
    return seen


def test_a_stop_as_it_should_be(page: Page) -> None:
    seen = stop(page, "<button style='outline:3px solid #000'>a</button>")

    assert (seen["drawn"], seen["inside"], seen["covers"], seen["ring"]) == (True, True, [], 3)
    assert seen["ringContrast"] == 21


def test_a_stop_without_a_ring(page: Page) -> None:
    assert stop(page, "<button style='outline:0'>a</button>")["ring"] == 0


def test_a_stop_with_a_faint_ring(page: Page) -> None:
    seen = stop(page, "<div style='background:#fff'><button style='outline:3px solid #ccc'>a</button></div>")

    assert isinstance(seen["ringContrast"], float)
    assert seen["ringContrast"] < 2


def test_a_stop_off_the_screen(page: Page) -> None:
    html = "<div style='position:fixed;left:-500px'><a href='x'>a</a></div><p>b</p>"

    assert stop(page, html)["inside"] is False


def test_a_stop_that_is_transparent(page: Page) -> None:
    assert stop(page, "<input type=radio style='opacity:0'>")["drawn"] is False


def test_a_stop_under_something(page: Page) -> None:
    html = "<a href='x'>some words</a><div style='position:fixed;inset:0;background:#fff'></div>"

    assert stop(page, html)["covers"]


WORDS = "words " * 60
QUESTIONS = {
    "a button that is too low": (
        "smallTargets(44)",
        "<button style='height:20px'>a</button>",
        "<button style='width:50px;height:50px'>a</button>",
    ),
    "a small link that stands alone": (
        "smallTargets(44)",
        "<p><a href='x'>a</a></p>",
        "<p>in running text <a href='x'>a</a></p>",
    ),
    "a small choice": (
        "smallTargets(44)",
        "<label><input type=radio> a</label>",
        "<label style='display:flex;height:50px;width:50px'><input type=radio></label>",
    ),
    "a line that a box cuts": (
        "clipped()",
        "<div style='width:30px;overflow:hidden;white-space:nowrap'>some long words</div>",
        "<div>some long words</div>",
    ),
    "a line that leaves the screen": ("clipped()", f"<div style='width:500px'>{WORDS}</div>", f"<div>{WORDS}</div>"),
    "lines below a box's edge": (
        "clipped()",
        "<div style='height:10px;overflow:hidden'>a<br>b<br>c</div>",
        "<div tabindex=0 style='height:10px;overflow:auto'>a<br>b<br>c</div>",
    ),
    "words off the side": (
        "clipped()",
        "<p style='position:absolute;left:-100px'>some words here</p>",
        "<p style='position:absolute;clip-path:inset(50%)'>x</p>",
    ),
    "a line on another": (
        "overlaps()",
        "<main><p>first</p><p style='margin-top:-35px'>second</p></main>",
        "<main><p>first</p><p>second</p></main>",
    ),
    "a button where no script runs": (
        "scriptedControls()",
        "<button>a</button>",
        "<details><summary>a</summary></details><button hidden>a</button>",
    ),
    "words that nobody can get at": (
        "unseenText()",
        "<main><p style='display:none'>a</p></main>",
        "<main><details><summary>a</summary>b</details></main>",
    ),
    "a sign that is a masked box": (
        "masked()",
        "<i style='display:block;width:9px;height:9px;mask-image:linear-gradient(#000,#000)'></i>",
        "<i style='border:1px solid'>a</i>",
    ),
    "a transition": ("moving()", "<p style='transition:color 1s'>a</p>", "<p style='transition:color 0s'>a</p>"),
    "smooth scrolling": ("moving()", "<style>html{scroll-behavior:smooth}</style>", "<p>a</p>"),
    "an animation": (
        "moving()",
        "<style>@keyframes k{to{opacity:0}}p{animation:k 1s infinite}</style><p>a</p>",
        "<p>a</p>",
    ),
}


@pytest.mark.parametrize("fault", QUESTIONS)
def test_a_question_sees_its_fault_and_only_that(page: Page, fault: str) -> None:
    question, wrong, right = QUESTIONS[fault]

    page.set_content(wrong)
    assert page.evaluate(f"gate.{question}") != []

    page.set_content(right)
    assert page.evaluate(f"gate.{question}") == []


def test_a_page_that_scrolls_sideways(page: Page) -> None:
    page.set_content("<div style='width:400px'>a</div>")

    assert page.evaluate("gate.sideways()") > 90


def test_landmarks_are_told(page: Page) -> None:
    page.set_content("<header>a</header><nav aria-label='x'>a</nav><nav>b</nav><main>c<header>d</header></main>")

    assert [tuple(found.values()) for found in page.evaluate("gate.landmarks()")] == [
        ("banner", ""),
        ("navigation", "x"),
        ("navigation", ""),
        ("main", ""),
    ]


def test_pictures_tell_contrast_and_shape(page: Page, pictures: Pictures) -> None:
    def shot(css: str) -> bytes:
        page.set_content(
            f"<body style='margin:0;background:#fff'><div style='width:20px;height:20px;margin:10px;{css}'></div>"
        )
        return page.screenshot(clip={"x": 0, "y": 0, "width": 40, "height": 40})

    black, grey, faint, ring = (
        shot("background:#000"),
        shot("background:#777"),
        shot("background:#eee"),
        shot("border:2px solid;box-sizing:border-box"),
    )

    assert pictures.same_shape(black, grey) == 1
    assert pictures.same_shape(black, ring) < 0.5
    assert pictures.mark(black, 8) > 20
    assert pictures.mark(faint, 8) < 1.5
    assert pictures.changed(faint, black, 3) == 400
    assert pictures.changed(faint, shot("background:#ddd"), 3) == 0
    assert 4 < pictures.text_contrast(grey, shot("")) < 5


PAPER = "<style>@page { margin: 18mm 18mm 20mm }</style>"


def test_paper_tells_what_it_lost(page: Page) -> None:
    page.set_content(f"<main><p>every word stands</p></main>{PAPER}")
    assert lost_on_paper(page) == []

    page.set_content(f"<main><p style='position:relative;left:-15mm'>outside</p><button>press</button></main>{PAPER}")

    assert lost_on_paper(page) == ["not printed: outside", "button “press”"]


@pytest.mark.parametrize(
    ("box", "wrong"),
    [("overflow:auto;height:400mm", "not printed: "), ("contain:size;height:400mm;overflow:hidden", "not printed: ")],
)
def test_paper_tells_lines_that_a_box_hides(page: Page, box: str, wrong: str) -> None:
    lines = "<br>".join(f"line{number}" for number in range(100))
    page.set_content(f"<main><div style='{box}'>{lines}</div></main>{PAPER}")

    assert any(one.startswith(wrong) for one in lost_on_paper(page))


def test_paper_tells_a_line_cut_by_its_edge(page: Page) -> None:
    lines = "".join(f"<text y='{20 * number}'>line{number}</text>" for number in range(90))
    page.set_content(f"<main><svg width='300' height='1800'>{lines}</svg></main>{PAPER}")

    assert any(one.startswith("cut: ") for one in lost_on_paper(page))
