"""Drawings as part of a page."""

from __future__ import annotations

from mkdocs_securebase.render.drawing import render_drawing

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="64" viewBox="0 0 64 64">
  <title>for editors</title>
  <style>.line { stroke: red }</style>
  <defs><path id="arrow" d="M0 0"/></defs>
  <use href="#arrow" style="stroke: red"/>
  <text x="1">to &amp; fro</text>
</svg>"""


def test_a_drawing_is_named_by_its_alternative_text_and_takes_the_page_s_colours() -> None:
    html = render_drawing(DRAWING, 'a "loop"', "loop")

    assert html.startswith('<svg viewBox="0 0 64 64" class="drawing" role="img" aria-label="a &quot;loop&quot;"')
    assert "style" not in html
    assert "for editors" not in html
    assert '<text x="1">to &amp; fro</text>' in html


def test_ids_of_a_drawing_are_its_own() -> None:
    html = render_drawing(DRAWING, "a loop", "loop")

    assert 'id="loop-arrow"' in html
    assert 'href="#loop-arrow"' in html
