"""Prose as HTML."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from mkdocs_securebase.model.prose import (
    Block,
    BulletList,
    Citation,
    Emphasis,
    ExternalLink,
    Inline,
    InternalLink,
    LineBreak,
    OrderedList,
    Paragraph,
    Phrase,
    Prose,
    Quote,
    Reference,
    Strong,
    Text,
)
from mkdocs_securebase.render.html import render_phrase, render_prose


class PlainLinks:
    """Spells a reference as itself."""

    def href(self, reference: Reference) -> str:
        return str(reference)

    def citation(self, ref_id: str) -> Markup:
        return Markup("[{}]").format(ref_id)


def a_paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


@pytest.mark.parametrize(
    ("inline", "html"),
    [
        (Text('5 < 6 & "so"'), "5 &lt; 6 &amp; &#34;so&#34;"),
        (Emphasis((Text("softly"),)), "<em>softly</em>"),
        (Strong((Text("now"), Emphasis((Text("!"),)))), "<strong>now<em>!</em></strong>"),
        (LineBreak(), "<br>"),
        (InternalLink(Reference("lesson", "ask"), (Text("ask"),)), '<a href="lesson:ask">ask</a>'),
        (
            ExternalLink("https://example.org/?a=1&b=2", (Text("there"),)),
            '<a href="https://example.org/?a=1&amp;b=2" rel="external noreferrer">there</a>',
        ),
        (Citation("bowlby-1988"), "[bowlby-1988]"),
    ],
)
def test_each_inline_node_has_its_html(inline: Inline, html: str) -> None:
    assert render_phrase(Phrase((inline,)), PlainLinks()) == html


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (a_paragraph("One."), "<p>One.</p>"),
        (BulletList(((a_paragraph("one"),), (a_paragraph("two"),))), "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (
            BulletList(((a_paragraph("one"), a_paragraph("more")),)),
            "<ul>\n<li><p>one</p>\n<p>more</p></li>\n</ul>",
        ),
        (OrderedList(1, ((a_paragraph("one"),),)), "<ol>\n<li>one</li>\n</ol>"),
        (OrderedList(4, ((a_paragraph("four"),),)), '<ol start="4">\n<li>four</li>\n</ol>'),
        (Quote((a_paragraph("said"),)), "<blockquote>\n<p>said</p>\n</blockquote>"),
    ],
)
def test_each_block_has_its_html(block: Block, html: str) -> None:
    assert render_prose(Prose((block,)), PlainLinks()) == html


def test_blocks_follow_each_other_without_a_blank_line() -> None:
    assert render_prose(Prose((a_paragraph("One."), a_paragraph("Two."))), PlainLinks()) == "<p>One.</p>\n<p>Two.</p>"
