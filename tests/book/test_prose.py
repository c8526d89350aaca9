"""Prose in Typst: whatever an author writes stands in the book, word for word and with nothing read as markup."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.model.prose import (
    BulletList,
    Citation,
    Emphasis,
    ExternalLink,
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
    plain_text,
)
from mkdocs_securebase.render.typst import BookLinks, escape, quoted, render_phrase, render_prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_securebase.model.prose import Block, Inline

LINKS = BookLinks(
    targets=frozenset({Reference("lesson", "here"), Reference("term", "word"), Reference("ref", "b")}),
    numbers={"a": 1, "b": 2, "c": 13},
)

MARKS = "\\#$*_`@<>[]~-+=/'\".:;(){}!|^&%,?“”‘’–…"
words = st.text(
    st.sampled_from(MARKS + " 0129aZé\u00a0") | st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12
)


def _inlines(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    nested = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        nested.map(Emphasis),
        nested.map(Strong),
        st.builds(InternalLink, st.sampled_from([*LINKS.targets, Reference("page", "elsewhere")]), nested),
        st.builds(ExternalLink, st.just('https://example.org/a"b\\c?d=e#f'), nested),
    )


inlines = st.recursive(
    words.map(Text) | st.just(LineBreak()) | st.sampled_from("abc").map(Citation), _inlines, max_leaves=6
)
paragraphs = st.lists(inlines, min_size=1, max_size=4).map(lambda nodes: Paragraph(tuple(nodes)))


def _blocks(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(st.lists(children, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        items.map(BulletList),
        st.builds(OrderedList, st.integers(0, 99), items),
        st.lists(children, min_size=1, max_size=2).map(lambda blocks: Quote(tuple(blocks))),
    )


blocks = st.recursive(paragraphs, _blocks, max_leaves=5)
proses = st.lists(blocks, min_size=1, max_size=3).map(lambda found: Prose(tuple(found)))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """Typst's own reading of a piece of markup, as data."""
    main = tmp_path_factory.mktemp("typst") / "main.typ"
    main.write_text("", encoding="utf-8")
    compiler = typst.Compiler(main)
    functions = "let cited(..works) = []; let web(url, body) = body; " + "".join(
        f"let {name}(target, body) = body; " for name in ("to", "term", "source")
    )
    return lambda markup: json.loads(compiler.eval(f"{{ {functions}[{markup}] }}"))


def shown(node: Any) -> str:
    """The words that Typst shows for what it read."""
    if isinstance(node, list):
        return "".join(map(shown, node))
    kind = node["func"]
    # Anything else (raw, equation, ref, heading, smart quote, …) would mean that words were read as markup.
    assert kind in {"text", "symbol", "space", "linebreak", "parbreak", "sequence", "emph", "strong", "quote"} | {
        "list",
        "enum",
        "item",
    }, node
    if kind in {"text", "symbol"}:
        return str(node["text"])
    if kind in {"space", "linebreak", "parbreak"}:
        return " "
    if kind in {"list", "enum"}:
        return f" {' '.join(shown(item) for item in node['children'])} "
    if kind == "quote":
        return f" {shown(node['body'])} "
    return shown(node.get("children", node.get("body", [])))


def spaced(text: str) -> str:
    """With one space for each run of those that Typst, like CommonMark, takes for a separator."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


@given(words)
def test_every_character_stands_for_itself(read: Callable[[str], Any], text: str) -> None:
    assert shown(read(escape(text))) == re.sub(" +", " ", text)


@given(words)
def test_a_string_keeps_every_character(read: Callable[[str], Any], text: str) -> None:
    assert shown(read(f"#{quoted(text)}")) == re.sub(" +", " ", text)


@given(proses)
def test_prose_keeps_its_words_and_the_spaces_between_them(read: Callable[[str], Any], prose: Prose) -> None:
    assert spaced(shown(read(render_prose(prose, LINKS)))) == spaced(plain_text(prose))


@given(st.lists(inlines, min_size=1, max_size=4).map(lambda nodes: Phrase(tuple(nodes))))
def test_a_phrase_keeps_its_words(read: Callable[[str], Any], phrase: Phrase) -> None:
    assert spaced(shown(read(render_phrase(phrase, LINKS)))) == spaced(plain_text(phrase))


def phrase(*nodes: Inline) -> str:
    return render_phrase(Phrase(nodes), LINKS)


def test_what_looks_like_markup_is_escaped() -> None:
    assert escape("1. #5 [a] *b* _c_ $2 e@f g~h ... 3.5") == (r"1\. \#5 \[a\] \*b\* \_c\_ \$2 e\@f g\~h .\.\. 3\.5")


def test_a_link_leads_to_its_anchor_and_says_what_it_is() -> None:
    assert phrase(InternalLink(Reference("lesson", "here"), (Text("first"),))) == "#to(<lesson-here>)[first];"
    assert phrase(InternalLink(Reference("term", "word"), (Text("a word"),))) == "#term(<term-word>)[a word];"


def test_a_link_to_something_that_is_not_in_the_book_is_plain_words() -> None:
    assert phrase(InternalLink(Reference("page", "elsewhere"), (Text("there"),)), Text("(x).")) == "there(x)."


def test_neighbouring_sources_form_one_group_in_the_order_of_the_list() -> None:
    assert phrase(Text("So."), Citation("c"), Citation("a")) == "So.#cited((1, <ref-a>), (13, <ref-c>));"


def test_a_call_does_not_swallow_what_follows(read: Callable[[str], Any]) -> None:
    assert shown(read(phrase(Emphasis((Text("a"),)), Text("(b).c; d")))) == "a(b).c; d"
