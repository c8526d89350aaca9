"""Characters: every one that readers see has a shape in the faces that the book is set in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ..model.base import Model
from ..model.library import ONLY_FOR_SEARCH
from ..model.prose import Phrase, Prose, TwoWays, plain_text
from ..problems import Code, Position, Problem
from ..source.discover import DRAWINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library
    from ..problems import Path

_RANGES = (
    "20-7e a0-17e 18f 192 1a0-1a1 1af-1b0 1c4-1dc 1e6-1e7 1ea-1eb 1fa-21b 22a-22d 230-233 237 251 259 261 2b9-2bc "
    "2be-2bf 2c6-2cc 2d8-2dd 300-304 306-30c 30f 311-312 31b 323-324 326-328 32e 331 374-375 37a 37e 384-38a 38c "
    "38e-3a1 3a3-3ce 3d7-3e1 401-44f 451-45f 462-463 46a-46b 490-493 496-497 49a-49b 4a2-4a3 4ae-4b1 4ba-4bb "
    "4d8-4d9 4e8-4e9 1e08-1e09 1e0c-1e0f 1e14-1e17 1e1c-1e1d 1e20-1e21 1e24-1e25 1e2a-1e2b 1e2e-1e2f 1e36-1e3b "
    "1e42-1e49 1e4c-1e53 1e5a-1e69 1e6c-1e6f 1e78-1e7b 1e80-1e85 1e8e-1e8f 1e92-1e93 1e97 1e9e 1ea0-1ef9 "
    "1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 "
    "1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2007-200b 2010 2012-2015 2018-201a 201c-201e 2020-2022 2026 2030 "
    "2032-2033 2039-203a 2042 2044 2070 2074-2079 207d-2089 208d-208e 20a1 20a3-20a4 20a6-20a7 20a9 20ab-20ae "
    "20b1-20b2 20b4-20b5 20b8-20ba 20bc-20bd 2113 2116-2117 2120 2122 2126 212e 2153-2154 215b-215e 2190-2193 "
    "2202 2205-2206 220f 2211-2212 2215 2219-221a 221e 222b 2248 2260 2264-2265 25a0-25a1 25b2-25b3 25b6-25b7 "
    "25bc-25bd 25c0-25c1 25c6-25c7 25ca 266a fb01-fb02"
)
"""Code points, in hexadecimal, that Literata or Atkinson Hyperlegible Next have: each stands in for the other. A test
holds this list against the faces, so that a check needs none of them."""

_HINT = "say it in words, or leave it out"

_RUNS = ("-".join(re.escape(chr(int(end, 16))) for end in run.split("-")) for run in _RANGES.split())
_HAS_NO_SHAPE = re.compile(f"[^\t\n{''.join(_RUNS)}]")


def check_characters(library: Library) -> Iterator[Problem]:
    """Each character of each text and drawing is in the book's faces: the book is never printed with gaps."""
    for document in library.documents():
        origin = library.origin(document)
        for path, text in _written(document):
            for character, message in _problems(text):
                yield Problem(Code.LANGUAGE, origin.find(path, character), message, _HINT)
    for name, drawing in library.drawings.items():
        if drawing:
            words = "".join(ElementTree.fromstring(drawing).itertext())
            for _, message in _problems(words):
                yield Problem(Code.LANGUAGE, Position(f"{DRAWINGS}/{name}"), message, _HINT)


def _problems(text: str) -> Iterator[tuple[str, str]]:
    """Each character of a text that has no shape, with what to say of it."""
    if text.isascii() and text.isprintable():
        return
    for character in dict.fromkeys(_HAS_NO_SHAPE.findall(text)):
        name = unicodedata.name(character, "a character without a name").lower()
        yield character, f"the book's faces have no letter for '{character}' (U+{ord(character):04X}, {name})"


def _written(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text inside a value, ids and addresses too, but not what only search reads."""
    if isinstance(value, str):
        yield path, value
        if isinstance(value, TwoWays):
            yield path, value.paper
    elif isinstance(value, (Prose, Phrase)):
        yield path, plain_text(value)
        if value.paper is not None:
            yield path, plain_text(value.paper)
    elif isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            if name not in ONLY_FOR_SEARCH:
                yield from _written(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, (tuple, dict)):
        for step, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _written(entry, (*path, step))
