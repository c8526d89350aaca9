"""Prose as a closed set of typed nodes: what a passage says, apart from how any output spells it.

Authors write CommonMark without raw HTML. `mkdocs_securebase.source.prose` parses it once; the HTML and
Typst renderers must each handle every node below, which the type checker proves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

Medium = Literal["screen", "paper"]
"""Where a text is read. A text of one medium alone is marked `on:`, one said in two ways has a field for each."""
MEDIA: tuple[Medium, ...] = get_args(Medium)

ReferenceKind = Literal["lesson", "exercise", "faq", "resource", "page", "term", "ref", "fact", "instrument", "figure"]
REFERENCE_KINDS: tuple[ReferenceKind, ...] = get_args(ReferenceKind)


@dataclass(frozen=True, slots=True)
class Reference:
    """A typed link to something in the guide, written `kind:id` by authors."""

    kind: ReferenceKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, with typographic quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link to another place in the guide: `[words](lesson:start-safely)`."""

    target: Reference
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link to the web, only with https."""

    url: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source for what was just said: `[](ref:fraley-2015)`. Shown as a number."""

    ref: str


@dataclass(frozen=True, slots=True)
class Told:
    """What research found, told by its id: `[](fact:asking-and-trust)`.

    The words and their sources stand in content/references.yaml; linking the guide fills them in.
    """

    fact: str
    children: tuple[Inline, ...] = ()


Inline = Text | Emphasis | Strong | LineBreak | InternalLink | ExternalLink | Citation | Told


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    start: int
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


Block = Paragraph | BulletList | OrderedList | Quote


@dataclass(frozen=True, slots=True)
class Link:
    """One use of a reference inside prose and the line (from 0) of the passage it stands on."""

    target: Reference
    line: int


@dataclass(frozen=True, slots=True)
class _Passage:
    """What Prose and Phrase share: pydantic asks the parser given in the validation context."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def parse(value: Any, info: core_schema.ValidationInfo) -> Any:
            if isinstance(value, cls):
                return value
            assert info.context is not None, "prose needs its parser: validate through mkdocs_securebase.source.parse"
            return info.context[cls.__name__](value)

        return core_schema.with_info_plain_validator_function(parse)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        written = ["string", "array", "object"]  # two of them for what is said on one medium alone
        return {"type": written, "description": (cls.__doc__ or "").splitlines()[0]}


@dataclass(frozen=True, slots=True)
class Prose(_Passage):
    """One or more paragraphs and lists, in CommonMark."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    written: str = field(default="", compare=False)
    """The CommonMark as it was typed."""
    paper: Prose | None = None
    """What paper says instead; None where it says the same."""

    def __bool__(self) -> bool:
        """False where an author left the text out."""
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class Phrase(_Passage):
    """A single line with inline CommonMark: emphasis, links, sources."""

    children: tuple[Inline, ...] = ()
    links: tuple[Link, ...] = ()
    written: str = field(default="", compare=False)
    """The CommonMark as it was typed."""
    paper: Phrase | None = None
    """What paper says instead; None where it says the same."""

    def __bool__(self) -> bool:
        """False where an author left the text out."""
        return bool(self.children)


class TwoWays(str):
    """Plain words that paper says in another way: the text itself is the screen's."""

    paper: str

    def __new__(cls, screen: str, paper: str) -> Self:
        text = super().__new__(cls, screen)
        text.paper = paper
        return text

    def __reduce__(self) -> tuple[type[TwoWays], tuple[str, str]]:
        return TwoWays, (str(self), self.paper)


def plain_text(node: Prose | Phrase | Block | Inline) -> str:
    """The words of a passage without marks; paragraphs and list items are separated by blank lines."""
    match node:
        case Text(text):
            return text
        case LineBreak():
            return " "
        case Citation():
            return ""
        case Emphasis(children) | Strong(children) | Paragraph(children) | Phrase(children):
            return "".join(map(plain_text, children))
        case InternalLink(_, children) | ExternalLink(_, children) | Told(_, children):
            return "".join(map(plain_text, children))
        case Prose(blocks) | Quote(blocks):
            return "\n\n".join(map(plain_text, blocks))
        case BulletList(items) | OrderedList(_, items):
            return "\n\n".join(plain_text(block) for item in items for block in item)


def inlines(node: Prose | Phrase | Block | Inline) -> Iterator[Inline]:
    """Every inline of a passage in reading order; what holds others comes before them."""
    match node:
        case Prose(blocks) | Quote(blocks):
            for block in blocks:
                yield from inlines(block)
        case BulletList(items) | OrderedList(_, items):
            for item in items:
                for block in item:
                    yield from inlines(block)
        case Paragraph(children) | Phrase(children):
            for child in children:
                yield from inlines(child)
        case (
            Emphasis(children)
            | Strong(children)
            | InternalLink(_, children)
            | ExternalLink(_, children)
            | Told(_, children)
        ):
            yield node
            for child in children:
                yield from inlines(child)
        case Text() | LineBreak() | Citation():
            yield node


def citations(node: Prose | Phrase | Block | Inline) -> Iterator[str]:
    """The reference ids cited in a passage, in reading order, with repeats."""
    return (inline.ref for inline in inlines(node) if isinstance(inline, Citation))


def facts_told(node: Prose | Phrase | Block | Inline) -> Iterator[str]:
    """The ids of the facts that a passage tells, in reading order, with repeats."""
    return (inline.fact for inline in inlines(node) if isinstance(inline, Told))


class Words(str):
    """Plain words as readers see them. `written` keeps the letters that the author typed."""

    __slots__ = ("written",)
    written: str

    def __new__(cls, shown: str, written: str) -> Self:
        words = super().__new__(cls, shown)
        words.written = written
        return words

    def __reduce__(self) -> tuple[type[Words], tuple[str, str]]:
        return Words, (str(self), self.written)


def as_written(text: str) -> str:
    """The letters that the author typed, before quotes became typographic ones."""
    return text.written if isinstance(text, Words) else text


class _PlainMarker:
    """Marks a plain string whose quotes become typographic ones when it is parsed; it may be said in two ways."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def read(value: Any, parse: Callable[[Any], str], info: core_schema.ValidationInfo) -> str:
            def smarten(value: Any) -> str:
                words = parse(value)
                shown = words if info.context is None else info.context["Plain"](words)
                return shown if shown == value else Words(shown, str(value))

            if isinstance(value, TwoWays):
                return value
            if isinstance(value, dict) and set(value) == set(MEDIA):
                return TwoWays(*(smarten(value[medium]) for medium in MEDIA))
            return smarten(value)

        return core_schema.with_info_wrap_validator_function(
            read, core_schema.str_schema(strict=True, min_length=1, strip_whitespace=True)
        )


PLAIN = _PlainMarker()
Plain = Annotated[str, PLAIN]
"""A line of plain words: no marks; quotes are made typographic."""
