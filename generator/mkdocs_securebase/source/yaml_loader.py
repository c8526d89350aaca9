"""YAML text to plain data and the position of every value. Knows YAML, nothing about guides.

The dialect is YAML 1.2's core schema: `no`, `on`, `1:30` and dates stay text. Duplicate keys, tags and
second documents are problems, and so is what YAML would read as something else than it looks: a text cut at ` #`,
a list entry folded into the line above, an invisible character. Size, depth, numbers and alias expansion are bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

import yaml
from yaml.resolver import BaseResolver

from ..problems import Code, Origin, Path, Position, Problem
from .yaml_syntax import IN_IDS, IN_KEYS, IN_TEXTS, name_of, syntax_problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_DIGITS = 15
"""Digits of a number, before and after its point: as many as every program keeps exactly."""

_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _CoreLoader(_Parser):  # type: ignore[misc]
    """PyYAML's parser with the YAML 1.2 core schema in place of YAML 1.1's."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", [*"~nN", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    BaseResolver.add_implicit_resolver.__func__(  # type: ignore[attr-defined]
        _CoreLoader, f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file's data and positions; `data` is None where problems made it unreadable."""

    data: Any
    origin: Origin
    problems: tuple[Problem, ...] = ()


def load_yaml(content: bytes, file: str) -> Loaded:
    """Read one YAML document.

    Mappings become dicts with text keys, sequences tuples, numbers with a point `Decimal`, all as written.
    `file` is the name that positions carry. Never raises for bad input: see `Loaded.problems`.
    """
    if len(content) > MAX_BYTES:
        return _refused(
            Problem(
                Code.TOO_COMPLEX,
                Position(file),
                f"the file has {len(content):,} bytes; at most {MAX_BYTES:,} are read",
                "split it into smaller files",
            )
        )
    text, problem = _decode(content, file)
    if problem is not None:
        return _refused(problem)
    if "\ufeff" in text:  # PyYAML's own parser takes it, libyaml does not
        return _refused(_character_problem(file, text))
    try:
        node = _CoreLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        return _refused(syntax_problem(error, file, text))
    except yaml.YAMLError:
        return _refused(_character_problem(file, text))
    except RecursionError:
        return _refused(Problem(Code.TOO_COMPLEX, Position(file), "values are nested too deeply"))
    if node is None:
        hint = "start with `kind:`, for instance `kind: lesson`, or delete the file"
        return _refused(Problem(Code.EMPTY_FILE, Position(file), "the file is empty", hint))
    reader = _Reader(file, text.split("\n"))
    data = reader.read(node, (), 0)
    origin = Origin(file, reader.keys, reader.values, frozenset(reader.blocks), tuple(reader.lines))
    return Loaded(data, origin, tuple(reader.problems))


def _refused(problem: Problem) -> Loaded:
    return Loaded(None, Origin(problem.position.file), (problem,))


def _decode(content: bytes, file: str) -> tuple[str, Problem | None]:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), None
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return "", Problem(
            Code.UNREADABLE,
            Position(file, line, column),
            "the file is not UTF-8 text",
            "save it with the encoding UTF-8 in your editor",
        )


_CONTROL = re.compile(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _character_problem(file: str, text: str) -> Problem:
    bad = _CONTROL.search(text)
    at = bad.start() if bad else 0
    position = Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    what = name_of(text[at]) if text[at : at + 1] == "\ufeff" else "a control character"
    return Problem(Code.BAD_YAML, position, f"{what} cannot stand in YAML", "delete it")


_NUMBER = re.compile(rf"[-+]?0*[0-9]{{0,{MAX_DIGITS}}}(?:\.[0-9]{{0,{MAX_DIGITS}}})?")
_MARK = re.compile(r"([!&])([^\s,\[\]{}]*)")
_WORD = re.compile(r"[^ \t\n]+")
_DASH = re.compile(r"\s*- ")
_CUT = re.compile(r" #|\s+#[^ #]")
_GLUED = re.compile(r"\s+#[^ #]")


@dataclass
class _Reader:
    """Walks the node tree once, collecting data, positions and problems."""

    file: str
    lines: list[str]
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    blocks: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def read(self, node: yaml.Node, path: Path, depth: int) -> Any:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            if not any(problem.code is Code.TOO_COMPLEX for problem in self.problems):
                what = "values are nested too deeply" if depth > MAX_DEPTH else "aliases expand to too many values"
                self.problems.append(Problem(Code.TOO_COMPLEX, self._mark(node), what, "write the values out"))
            return None
        self.values[path] = self._start(node, path)
        self.keys.setdefault(path, self.values[path])
        self._look_at_mark(node)
        match node:
            case yaml.MappingNode():
                return self._read_mapping(node, path, depth)
            case yaml.SequenceNode():
                return tuple(self.read(entry, (*path, index), depth + 1) for index, entry in enumerate(node.value))
            case yaml.ScalarNode():
                return self._read_scalar(node)

    def _read_mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                message = "a key must be a word, not a list or a mapping"
                self.problems.append(Problem(Code.BAD_YAML, self._mark(key_node), message))
                continue
            key = key_node.value
            self._look_for_invisible(key_node, IN_KEYS, "this key")
            if key in data:
                first = self.keys[(*path, key)]
                message = f"'{key}' is given twice here (first on line {first[0]})"
                hint = "keep one of the two"
                self.problems.append(Problem(Code.DUPLICATE_KEY, self._mark(key_node), message, hint))
                continue
            self.keys[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            data[key] = self.read(value_node, (*path, key), depth + 1)
        return data

    def _read_scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        match node.tag.removeprefix("tag:yaml.org,2002:"):
            case "str":
                self._look_at_text(node)
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" | "float":
                if not _NUMBER.fullmatch(text):
                    message = f"the number has more than {MAX_DIGITS} digits before or after its point"
                    if "e" in text.lower():
                        message = "the number has an exponent"
                    hint = "write a shorter number without one, or put it in double quotes if it is a text"
                    self.problems.append(Problem(Code.BAD_YAML, self._mark(node), message, hint))
                    return 0
                return Decimal(text) if "." in text else int(text)
            case _:
                return None

    def _look_at_mark(self, node: yaml.Node) -> None:
        """Tell a tag, and an anchor that nothing repeats: YAML takes both out of the text."""
        found = _MARK.match(self._line(node.start_mark.line), node.start_mark.column)
        if found is None or not isinstance(node, yaml.ScalarNode | yaml.MappingNode | yaml.SequenceNode):
            return
        sign, name = found.groups()
        if sign == "!":
            message, hint = f"'!{name}' is not used here", "remove it, or put the text in double quotes"
            self.problems.append(Problem(Code.BAD_YAML, self._mark(node), message, hint))
        elif isinstance(node, yaml.ScalarNode) and not any(f"*{name}" in line for line in self.lines):
            message = f"'&{name}' is read as a name for this value, not as text, and nothing uses it"
            self.problems.append(Problem(Code.BAD_YAML, self._mark(node), message, "put the text in double quotes"))

    def _look_at_text(self, node: yaml.ScalarNode) -> None:
        """Tell what YAML silently takes from a text, or adds to it."""
        self._look_for_invisible(node, IN_IDS if _WORD.fullmatch(node.value) else IN_TEXTS, "this text")
        if node.style:
            return
        if node.value[:1] == "-" and IN_KEYS.match(node.value, 1):
            position = Position(self.file, node.start_mark.line + 1, node.start_mark.column + 2)
            message = f"{name_of(node.value[1])} stands where a space is due"
            self.problems.append(Problem(Code.BAD_YAML, position, message, "delete it and type a space"))
            return
        first, last = node.start_mark.line, node.end_mark.line
        for number in range(first + 1, last + 1):
            if _DASH.match(self._line(number)):
                column = len(self._line(number)) - len(self._line(number).lstrip()) + 1
                message = "this entry is indented too far: it is read as part of the line above"
                position = Position(self.file, number + 1, column)
                self.problems.append(Problem(Code.BAD_YAML, position, message, "indent it like the other entries"))
        rest = self._line(last)[node.end_mark.column :]
        if (_CUT if " " in node.value else _GLUED).match(rest):
            message = "the text ends here: what follows ` #` is read as a comment"
            position = Position(self.file, last + 1, node.end_mark.column + 1)
            hint = "put the whole text in double quotes; a comment begins with two spaces, # and a space"
            self.problems.append(Problem(Code.BAD_YAML, position, message, hint))

    def _look_for_invisible(self, node: yaml.ScalarNode, marks: re.Pattern[str], where: str) -> None:
        found = marks.search(node.value)
        if found is None:
            return
        position = self._mark(node)
        for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(self.lines))):
            column = self._line(number).find(found.group())
            if column >= 0:
                position = Position(self.file, number + 1, column + 1)
                break
        message = f"{name_of(found.group())} stands in {where}"
        self.problems.append(Problem(Code.BAD_YAML, position, message, "delete it, or type the words anew"))

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def _start(self, node: yaml.Node, path: Path) -> tuple[int, int]:
        line, column = node.start_mark.line, node.start_mark.column
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and line + 1 < len(self.lines):
            if node.style == "|":
                self.blocks.add(path)
            text = next((entry for entry in self.lines[line + 1 :] if entry.strip()), "")
            return line + 2, len(text) - len(text.lstrip(" ")) + 1
        return line + 1, column + 1

    def _mark(self, node: yaml.Node) -> Position:
        return Position(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
