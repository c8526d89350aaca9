"""Prose as HTML: every node of the closed set, spelled once for the site and the self-check."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup

from ..model.prose import (
    BulletList,
    Citation,
    Emphasis,
    ExternalLink,
    InternalLink,
    LineBreak,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Text,
    Told,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.prose import Block, Inline, Phrase, Prose
    from .links import Links


def render_prose(prose: Prose, links: Links) -> Markup:
    """Paragraphs, lists and quotes as HTML, one block a line, without blank lines."""
    return _blocks(prose.blocks, links)


def render_phrase(phrase: Phrase, links: Links) -> Markup:
    """A single line as inline HTML, without an element around it."""
    return _inlines(phrase.children, links)


def _blocks(blocks: Iterable[Block], links: Links) -> Markup:
    return Markup("\n").join(_block(block, links) for block in blocks)


def _block(block: Block, links: Links) -> Markup:
    match block:
        case Paragraph(children):
            return Markup("<p>{}</p>").format(_inlines(children, links))
        case BulletList(items):
            return Markup("<ul>\n{}\n</ul>").format(_items(items, links))
        case OrderedList(1, items):
            return Markup("<ol>\n{}\n</ol>").format(_items(items, links))
        case OrderedList(start, items):
            return Markup('<ol start="{}">\n{}\n</ol>').format(start, _items(items, links))
        case Quote(blocks):
            return Markup("<blockquote>\n{}\n</blockquote>").format(_blocks(blocks, links))
        case _:
            assert_never(block)


def _items(items: Iterable[tuple[Block, ...]], links: Links) -> Markup:
    return Markup("\n").join(Markup("<li>{}</li>").format(_item(blocks, links)) for blocks in items)


def _item(blocks: tuple[Block, ...], links: Links) -> Markup:
    match blocks:
        case (Paragraph(children),):  # a tight item: its one line needs no paragraph of its own
            return _inlines(children, links)
        case _:
            return _blocks(blocks, links)


def _inlines(inlines: Iterable[Inline], links: Links) -> Markup:
    return Markup("").join(_inline(inline, links) for inline in inlines)


def _inline(inline: Inline, links: Links) -> Markup:
    match inline:
        case Text(text):
            return Markup.escape(text)
        case Emphasis(children):
            return Markup("<em>{}</em>").format(_inlines(children, links))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(_inlines(children, links))
        case LineBreak():
            return Markup("<br>")
        case InternalLink(target, children):
            return Markup('<a href="{}">{}</a>').format(links.href(target), _inlines(children, links))
        case ExternalLink(url, children):
            return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(url, _inlines(children, links))
        case Citation(ref):
            return links.citation(ref)
        case Told(_, children):
            return _inlines(children, links)
        case _:
            assert_never(inline)
