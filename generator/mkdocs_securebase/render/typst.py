"""Typst markup: prose, every node of the closed set, and calls of the book's templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

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
    Reference,
    Strong,
    Text,
    Told,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model.base import Model
    from ..model.prose import Block, Inline, Phrase, Prose, ReferenceKind


@dataclass(frozen=True)
class BookLinks:
    """Where the references of prose lead in one book."""

    targets: frozenset[Reference]
    """Everything that has an anchor in the book; a link to anything else is set as plain words."""
    numbers: Mapping[str, int]
    """Work id to its number in the book's list of references."""


def render_prose(prose: Prose, links: BookLinks) -> str:
    """Paragraphs, lists and quotes as Typst markup, with a blank line between blocks."""
    return _blocks(prose.blocks, links)


def render_phrase(phrase: Phrase, links: BookLinks) -> str:
    """A single line as Typst markup."""
    return _inlines(phrase.children, links)


def render_citations(ids: Iterable[str], links: BookLinks) -> str:
    """The marks for works that support what was just said, as one group."""
    works = sorted((links.numbers[id_], f"ref-{id_}") for id_ in dict.fromkeys(ids))
    return f"#cited({', '.join(f'({number}, <{anchor}>)' for number, anchor in works)});" if works else ""


def escape(text: str) -> str:
    """Plain words as Typst markup that shows exactly these words; runs of white space become one space."""
    return _SPECIAL.sub(r"\\\g<0>", _SPACE.sub(" ", text))


def quoted(text: str) -> str:
    """Plain words as a Typst string literal."""
    return '"' + _SPACE.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def anchor(reference: Reference) -> str:
    """The name of a reference's label in the book."""
    return f"{reference.kind}-{reference.id}"


def plain(words: str) -> str:
    """Plain words as a content block."""
    return f"[{escape(words)}]"


def label(kind: ReferenceKind, id_: str) -> str:
    return f"<{anchor(Reference(kind, id_))}>"


def array(values: Iterable[str]) -> str:
    return "(" + "".join(f"{value}, " for value in values) + ")"


def call(function: str, *arguments: str, **named: str) -> str:
    """A call of a Typst function; each argument is Typst code."""
    parts = [*arguments, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    if sum(map(len, parts)) < 90 and not any("\n" in part for part in parts):
        return f"{function}({', '.join(parts)})"
    return f"{function}(\n" + "".join(f"  {part},\n" for part in parts) + ")"


def dictionary(words: Model) -> str:
    """A section of the interface as a Typst dictionary of strings, with kebab-case keys."""

    def spell(value: object) -> str:
        if isinstance(value, dict):
            entries = (f"{quoted(key.strip('_').replace('_', '-'))}: {spell(entry)}" for key, entry in value.items())
            return f"({', '.join(entries)})"
        return array(map(spell, value)) if isinstance(value, tuple) else quoted(str(value))

    return spell(words.model_dump())


# A dot is special only after a digit ("1." starts a list) or another dot ("..." is an ellipsis).
_SPECIAL = re.compile(r"""[\\#$*_`@<>\[\]~\-+=/'"]|(?<=[\d.])\.""")
# What Typst takes for white space; other spaces, such as the no-break space, are text and stay.
_SPACE = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")


def _blocks(blocks: Iterable[Block], links: BookLinks) -> str:
    return "\n\n".join(_block(block, links) for block in blocks)


def _block(block: Block, links: BookLinks) -> str:
    match block:
        case Paragraph(children):
            return _inlines(children, links)
        case BulletList(items):
            return f"#list({_items(items, links)});"
        case OrderedList(start, items):
            return f"#enum(start: {start}, {_items(items, links)});"
        case Quote(blocks):
            return f"#quote(block: true)[{_blocks(blocks, links)}];"
        case _:
            assert_never(block)


def _items(items: Sequence[tuple[Block, ...]], links: BookLinks) -> str:
    tight = all(len(item) <= 1 for item in items)
    return f"tight: {str(tight).lower()}, " + ", ".join(f"[{_blocks(item, links)}]" for item in items)


def _inlines(nodes: Iterable[Inline], links: BookLinks) -> str:
    # Neighbouring citations form one group, or the numbers 1 and 2 would read as 12.
    return "".join(
        render_citations((node.ref for node in group if isinstance(node, Citation)), links)
        if cites
        else "".join(_inline(node, links) for node in group)
        for cites, group in groupby(nodes, lambda node: isinstance(node, Citation))
    )


def _inline(node: Inline, links: BookLinks) -> str:
    # Each call ends with a semicolon, or a "(" or "." after it would be read as code.
    match node:
        case Text(text):
            return escape(text)
        case Emphasis(children):
            return f"#emph[{_inlines(children, links)}];"
        case Strong(children):
            return f"#strong[{_inlines(children, links)}];"
        case LineBreak():
            return "#linebreak();"
        case InternalLink(target, children):
            words = _inlines(children, links)
            function = _LINKS.get(target.kind, "to")
            return f"#{function}(<{anchor(target)}>)[{words}];" if target in links.targets else words
        case ExternalLink(url, children):
            return f"#web({quoted(url)})[{_inlines(children, links)}];"
        case Citation(ref):
            return render_citations((ref,), links)
        case Told(_, children):
            return _inlines(children, links)
        case _:
            assert_never(node)


# Words and sources are looked up at the back of the book; everything else is told with its page.
_LINKS = {"term": "term", "ref": "source"}
