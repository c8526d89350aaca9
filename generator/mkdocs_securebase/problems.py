"""What can be wrong with an author's file: where, what, and how to put it right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Path = tuple[str | int, ...]
"""Where a value stands inside a document: keys and indexes from the top, e.g. ("items", 3, "text")."""


class Code(StrEnum):
    """A stable name for each kind of problem, shown to authors after the position."""

    UNREADABLE = "unreadable"
    EMPTY_FILE = "empty-file"
    BAD_YAML = "bad-yaml"
    DUPLICATE_KEY = "duplicate-key"
    TOO_COMPLEX = "too-complex"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    WRONG_TYPE = "wrong-type"
    BAD_VALUE = "bad-value"
    BAD_PROSE = "bad-prose"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_ID = "unknown-id"
    DRAFT = "draft"
    MISPLACED_FILE = "misplaced-file"
    MISSING_DOCUMENT = "missing-document"
    MISSING_ASSET = "missing-asset"
    BAD_DRAWING = "bad-drawing"
    INCOMPLETE = "incomplete"
    EVIDENCE = "evidence"
    PEOPLE = "people"
    SAFETY = "safety"
    LANGUAGE = "language"
    READABILITY = "readability"
    NUMBERS = "numbers"
    STEPS = "steps"
    REVIEW = "review"
    OLD_LINK = "old-link"
    COPIED = "copied"
    COVERAGE = "coverage"
    SCORING = "scoring"
    PROFILE = "profile"
    WORKED_EXAMPLE = "worked-example"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file. Lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Origin:
    """The positions of every value in one document, kept beside the values, never inside them."""

    file: str
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    """Where each key or list entry starts: (line, column), from 1."""
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    """Where each value's text starts; for a block scalar this is its first line of text."""
    blocks: frozenset[Path] = frozenset()
    """Literal block scalars (|): their lines match the file's lines one to one."""
    lines: tuple[str, ...] = ()
    """The source itself, line by line; empty where nobody will look for words in it."""

    def at(self, *path: str | int) -> Position:
        """The position of the value at `path`, or of its nearest ancestor that has one."""
        return self._nearest(path, self.values)

    def key(self, *path: str | int) -> Position:
        """The position of the key or list entry that holds `path`, or of its nearest ancestor."""
        return self._nearest(path, self.keys)

    def line_of(self, path: Path, line: int) -> Position:
        """The position of line `line` (from 0) of the text at `path`; its start where lines are folded."""
        start = self.at(*path)
        if path in self.blocks:
            return Position(start.file, start.line + line, start.column)
        return start

    def find(self, path: Path, words: str) -> Position:
        """The position of `words` inside the text at `path`; where they are not found, that of the text.

        Words are given as readers see them: quotation marks, Markdown marks, the targets of links and line ends
        between them do not matter.
        """
        start = self.at(*path)
        places = (*self.keys.values(), *self.values.values())
        line, column = min((place for place in places if place > (start.line, start.column)), default=(0, 0))
        held = list(self.lines[start.line - 1 : line or None])
        if not held or not words:
            return start
        if line:
            held[-1] = held[-1][: column - 1]
        held[0] = " " * (start.column - 1) + held[0][start.column - 1 :]
        text = "\n".join(held)
        for pattern in _as_written(words):
            if found := re.search(pattern, text):
                before = text[: found.start()]
                return Position(self.file, start.line + before.count("\n"), found.start() - before.rfind("\n"))
        return start

    def _nearest(self, path: Path, places: Mapping[Path, tuple[int, int]]) -> Position:
        for length in range(len(path), -1, -1):
            place = places.get(path[:length])
            if place is not None:
                return Position(self.file, *place)
        return Position(self.file)


def _as_written(words: str) -> Iterator[str]:
    """Patterns for words as they may stand in a source: exactly, else with marks between them, else their beginning."""
    yield re.escape(words)
    parts = [re.escape(part) for part in re.findall(r"\w+", words)]
    for length in (8, 3, 1):
        if parts[:length]:
            yield r"\b" + r"(?:\]\([^)\n]*\)|\W)+".join(parts[:length]) + r"\b"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: where it is, what is wrong, and a suggestion."""

    code: Code
    position: Position
    message: str
    hint: str = ""

    def __str__(self) -> str:
        head = f"{self.position}: {self.code}: {self.message}"
        return f"{head}\n    {self.hint}" if self.hint else head


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems without repeats, by file, line and column."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.position, problem.code, problem.message)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion with the nearest known words, or the first few of them where none is near."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=2, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f"'{choice}'" for choice in near) + "?"
    if not choices:
        return ""
    shown = ", ".join(f"'{choice}'" for choice in choices[:12])
    return f"known here: {shown}" + (", …" if len(choices) > 12 else "")
