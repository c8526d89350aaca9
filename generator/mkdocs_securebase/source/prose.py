"""CommonMark text to typed prose nodes; what an author may not use is a problem with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NoReturn

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from pydantic_core import PydanticCustomError

from ..model.addresses import mistake_in_web_address
from ..model.prose import (
    MEDIA,
    REFERENCE_KINDS,
    Block,
    BulletList,
    Citation,
    Emphasis,
    ExternalLink,
    Inline,
    InternalLink,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Phrase,
    Prose,
    Quote,
    Reference,
    Strong,
    Text,
    Told,
    plain_text,
)
from ..problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from ..model.prose import Medium

_MARKDOWN = MarkdownIt("commonmark", {"typographer": True, "html": True, "maxNesting": 100}).enable("smartquotes")
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # `link` looks at it
DEEPEST = 4
"""Lists and quotes inside each other that a narrow screen and the book have room for."""

_UNSMART = MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
_UNSMART.validateLink = _MARKDOWN.validateLink  # type: ignore[method-assign]
_PLAIN = MarkdownIt("zero", {"typographer": True}).enable("smartquotes")


@dataclass(frozen=True, slots=True)
class ProseMistake:
    """Something an author wrote that prose cannot hold; `line` counts from 0 inside the passage."""

    line: int
    message: str
    hint: str = ""
    words: str = ""
    """What was written there, where it can be quoted."""


def prose_error(mistakes: Sequence[ProseMistake]) -> PydanticCustomError:
    """All mistakes of one passage, carried through pydantic in the error's context."""
    return PydanticCustomError("prose", "{first}", {"first": mistakes[0].message, "mistakes": tuple(mistakes)})


def parse_prose(value: Any) -> Prose:
    """Paragraphs and lists. Raises a prose error for raw HTML, headings, code, images, bad links.

    A text of several parts is a list; a part of one medium alone is `{on: screen, text: …}`. Or a text is said in two
    ways: `{screen: …, paper: …}`.
    """
    if _two_ways(value):
        return _on_both(parse_prose(value["screen"]), parse_prose(value["paper"]))
    if isinstance(value, tuple) and value:
        screen, paper = (_joined_parts(part[medium] for part in map(_part, value)) for medium in MEDIA)
        return _on_both(screen, paper)
    reader = _read(value)
    if not reader.blocks:
        _refuse("a text is missing here", "write at least one sentence")
    return Prose(reader.blocks, tuple(reader.links), value)


def _part(part: Any) -> Mapping[Medium, Prose]:
    """What one part of a text says on each medium."""
    if _two_ways(part):
        return {medium: parse_prose(part[medium]) for medium in MEDIA}
    if not isinstance(part, dict):
        return dict.fromkeys(MEDIA, parse_prose(part))
    if set(part) != {"on", "text"} or part["on"] not in MEDIA:
        hint = "write `on: screen` or `on: paper`, and `text:` below it"
        _refuse("a part of a text is words, or `on:` with `text:`", hint)
    return {**dict.fromkeys(MEDIA, Prose(())), part["on"]: parse_prose(part["text"])}


def _joined_parts(parts: Iterable[Prose]) -> Prose:
    held = tuple(parts)
    return Prose(
        tuple(block for prose in held for block in prose.blocks),
        tuple(link for prose in held for link in prose.links),
        "\n\n".join(prose.written for prose in held if prose.written),
    )


def _on_both(screen: Prose, paper: Prose) -> Prose:
    return screen if screen.blocks == paper.blocks else replace(screen, paper=paper)


def _two_ways(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(MEDIA)


def parse_phrase(value: Any) -> Phrase:
    """One line with inline marks, or two lines under `screen:` and `paper:`. Raises a prose error for all else."""
    if _two_ways(value):
        return replace(parse_phrase(value["screen"]), paper=parse_phrase(value["paper"]))
    reader = _read(value)
    if not reader.blocks:
        _refuse("a text is missing here", "write at least a few words")
    if len(reader.blocks) > 1 or not isinstance(reader.blocks[0], Paragraph):
        _refuse("only a single paragraph can stand here", "make it one line, without a list")
    return Phrase(reader.blocks[0].children, tuple(reader.links), value)


_LINK = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)")


def parse_plain(value: str) -> str:
    """Plain words with typographic quotes; white space runs become single spaces.

    Raises a prose error for links, which would be printed as they are written.
    """
    if found := _LINK.search(value):
        hint = "write plain words here: this text stands in lists, titles and the browser's tab"
        raise prose_error(
            [ProseMistake(0, f"'{found.group()}' would be printed as it stands here", hint, found.group())]
        )
    tokens = _PLAIN.parseInline(" ".join(value.split()))
    return "".join(child.content for token in tokens for child in token.children or ())


def plain_as_written(passage: Prose | Phrase) -> str:
    """The words of a passage without marks and with the quotes that were typed."""
    return plain_text(Prose(_Reader().read(_UNSMART.parse(passage.written)))) if passage.written else ""


CONTEXT = {"Prose": parse_prose, "Phrase": parse_phrase, "Plain": parse_plain}
"""The validation context that pydantic hands to the prose fields of the model."""


def _refuse(message: str, hint: str) -> NoReturn:
    raise prose_error([ProseMistake(0, message, hint)])


def _read(value: Any) -> _Reader:
    if not isinstance(value, str):
        _refuse(
            "a text is expected here", "write words; put them in double quotes if they look like a number or a list"
        )
    reader = _Reader()
    reader.blocks = reader.read(_MARKDOWN.parse(value))
    if reader.mistakes:
        raise prose_error(reader.mistakes)
    return reader


_REFUSED = {
    "heading": ("a heading cannot stand inside a text", "use a `heading:` block, or escape the # with a backslash"),
    "code_block": ("this line is indented by four spaces, which means code", "take the extra spaces away"),
    "fence": ("a code block cannot stand inside a text", "take the ``` lines away"),
    "hr": ("a rule cannot stand inside a text", "take the line of dashes away, or start a new block"),
    "html_block": ("raw HTML is not allowed", "write plain words and Markdown marks"),
    "html_inline": ("raw HTML is not allowed", "write plain words and Markdown marks"),
    "image": ("a picture cannot stand inside a text", "use a `figure:` block"),
    "code_inline": ("code marks (`) cannot stand inside a text", "use quotation marks or *emphasis*"),
    "table": ("a table cannot stand inside a text", "use a `table:` block"),
}


_NESTED = {"bullet_list", "ordered_list", "blockquote"}


@dataclass
class _Reader:
    blocks: tuple[Block, ...] = ()
    links: list[Link] = field(default_factory=list)
    mistakes: list[ProseMistake] = field(default_factory=list)
    line: int = 0
    depth: int = 0

    def read(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """The blocks of parsed CommonMark."""
        children = SyntaxTreeNode(tokens).children
        return tuple(self.block(child) for child in children if self.accepts(child))

    def accepts(self, node: SyntaxTreeNode) -> bool:
        """Whether prose may hold this node; notes a mistake where not."""
        line = node.map[0] if node.map else self.line
        if node.type in _NESTED and self.depth == DEEPEST:
            message = f"lists and quotes stand more than {DEEPEST} deep here"
            self.mistakes.append(ProseMistake(line, message, "move the inner ones up, or say it in sentences"))
            return False
        if node.type not in _REFUSED:
            return True
        if node.content.startswith("</") and self.mistakes:  # its opening tag was reported
            return False
        self.mistakes.append(ProseMistake(line, *_REFUSED[node.type], node.content.strip().split("\n")[0]))
        return False

    def block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "paragraph":
                self.line = node.map[0] if node.map else 0
                return Paragraph(self.inlines(node.children[0].children if node.children else []))
            case "bullet_list":
                return BulletList(self.items(node))
            case "ordered_list":
                return OrderedList(int(node.attrs.get("start", 1)), self.items(node))
            case "blockquote":
                return Quote(self.inside(node))
            case other:
                raise AssertionError(f"CommonMark block not handled: {other}")

    def items(self, node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
        return tuple(self.inside(item) for item in node.children)

    def inside(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        """The blocks of a list item or a quote, one level deeper."""
        self.depth += 1
        blocks = tuple(self.block(child) for child in node.children if self.accepts(child))
        self.depth -= 1
        return blocks

    def inlines(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for node in nodes:
            if not self.accepts(node):
                continue
            match node.type:
                case "text" | "text_special":
                    if "](" in node.content:
                        hint = "write [words](lesson:some-id), without spaces and line ends inside ( )"
                        words = node.content[node.content.index("](") :]
                        self.mistakes.append(ProseMistake(self.line, "this is not read as a link", hint, words))
                    found.append(Text(node.content))
                case "softbreak":
                    self.line += 1
                    found.append(Text(" "))
                case "hardbreak":
                    self.line += 1
                    found.append(LineBreak())
                case "em":
                    found.append(Emphasis(self.inlines(node.children)))
                case "strong":
                    found.append(Strong(self.inlines(node.children)))
                case "link":
                    found.append(self.link(node))
                case other:
                    raise AssertionError(f"CommonMark inline not handled: {other}")
        return _joined(found)

    def link(self, node: SyntaxTreeNode) -> Inline:
        href = str(node.attrs.get("href", ""))
        line = self.line
        children = self.inlines(node.children)
        if href.startswith("https://"):
            mistake = mistake_in_web_address(href)
            if mistake:
                self.mistakes.append(ProseMistake(line, f"the link to {href} leads nowhere", mistake, href))
            elif not children:
                self.mistakes.append(ProseMistake(line, f"the link to {href} has no words", "write [words](…)", href))
            return ExternalLink(href, children)
        kind, colon, id_ = href.partition(":")
        if not colon or kind not in REFERENCE_KINDS:
            if kind == "http":
                hint = "use https://"
            elif colon and not href.startswith(("/", ".")):
                hint = did_you_mean(kind, REFERENCE_KINDS)
            else:
                hint = "link by id, for instance lesson:start-safely, or to the web with https://"
            self.mistakes.append(ProseMistake(line, f"'{href}' is not a link this guide can follow", hint, href))
            return Text("".join(child.text for child in children if isinstance(child, Text)))
        target = Reference(kind, id_)
        self.links.append(Link(target, line))
        if kind == "ref" and not children:
            return Citation(id_)
        if kind == "fact":
            if children:
                hint = f"write [](fact:{id_}), and words of your own beside it"
                self.mistakes.append(ProseMistake(line, "a fact brings its own words", hint))
            return Told(id_)
        if not children:
            self.mistakes.append(ProseMistake(line, f"the link to {href} has no words", "write [words](…)", href))
        return InternalLink(target, children)


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, without space before a source number."""
    joined: list[Inline] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Citation) and isinstance(last, Text):
            joined[-1:] = [Text(last.text.rstrip())] if last.text.strip() else []
            joined.append(node)
        elif isinstance(node, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + node.text)
        elif not (isinstance(node, Text) and not node.text):
            joined.append(node)
    return tuple(joined)
