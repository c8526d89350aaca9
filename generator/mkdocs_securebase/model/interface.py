"""The words around the texts: labels, headings and notices. The package has all of them; a guide changes what it names.

The catalogue `words/en.yaml` is the only list of these words. Each becomes a field whose default is the packaged text,
so that a guide's own file holds only what it changes, and an unknown word is told like any unknown field.
"""

from __future__ import annotations

import re
from importlib.resources import files
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Literal

import yaml
from pydantic import Field, create_model

from .base import Model
from .prose import Plain, TwoWays

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words(Model):
    """A section of the catalogue: each word under its name, with underscores."""

    if TYPE_CHECKING:  # which words there are, tests/test_words.py compares with what code and templates name

        def __getattr__(self, name: str) -> str: ...  # or a tuple of them


class Interface(Model):
    """All words by section: `interface.shell.search`."""

    kind: Literal["interface"] = "interface"

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Words: ...


def _read() -> tuple[Mapping[str, Mapping[str, Any]], Mapping[tuple[str, str], str]]:
    """The catalogue's words by section and name, and the comments above them."""
    text = (files("mkdocs_securebase") / "words" / "en.yaml").read_text(encoding="utf-8")
    comments: dict[tuple[str, str], str] = {}
    section, above = "", ""
    for line in text.splitlines():
        if comment := re.fullmatch(r"  # (.+)", line):
            above = f"{above} {comment[1]}".strip()
        elif name := re.match(r"( *)([a-z-]+):", line):
            section = section if name[1] else name[2]
            comments[section, name[2]], above = above, ""
    return yaml.safe_load(text), comments


CATALOGUE, _COMMENTS = _read()
"""The packaged words by section and name."""


def _section(name: str, words: Mapping[str, Any]) -> Words:
    fields: dict[str, Any] = {
        field_of(word): (_type(value), Field(_frozen(value), description=_COMMENTS.get((name, word)) or None))
        for word, value in words.items()
    }
    made = create_model(f"{name.capitalize()}Words", __base__=Words, __module__=__name__, **fields)
    globals()[made.__name__] = made  # by this name, another process finds the class of a value that it is handed
    return made()


def field_of(word: str) -> str:
    """The name in code of a word or section of the catalogue."""
    name = word.replace("-", "_").replace(" ", "_")
    return f"{name}_" if iskeyword(name) else name


def _type(value: object) -> Any:
    if isinstance(value, dict):  # said in two ways
        return Plain
    if not isinstance(value, list):
        return Plain
    return tuple[(_type(value[0]) if value else tuple[Plain, ...]), ...]  # type: ignore[misc]  # made at run time


def _frozen(value: object) -> object:
    if isinstance(value, dict):
        return TwoWays(value["screen"], value["paper"])
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


_SECTIONS = {field_of(name): _section(name, words) for name, words in CATALOGUE.items()}

GuideInterface = create_model(
    "GuideInterface",
    __base__=Interface,
    __module__=__name__,
    **{name: (type(words), words) for name, words in _SECTIONS.items()},  # type: ignore[call-overload]
)
"""The class of a guide's own file: every section and word may be left out, and has the packaged text then."""


def word_of(words: Model, value: str) -> str:
    """A word of a closed list as readers see it: 'united-kingdom' by the field united_kingdom."""
    return str(getattr(words, field_of(value)))
