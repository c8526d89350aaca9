"""YAML text to plain data and the position of every value. Knows YAML, nothing about guides.

The dialect is YAML 1.2's core schema: `no`, `on`, `1:30` and dates stay text. Duplicate keys, tags and
second documents are problems; size, depth and alias expansion are bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

import yaml
from yaml.resolver import BaseResolver

from ..problems import Code, Origin, Path, Position, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000

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
    try:
        node = _CoreLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        return _refused(_syntax_problem(error, file, text))
    except yaml.YAMLError:
        return _refused(_character_problem(file, text))
    except RecursionError:
        return _refused(Problem(Code.TOO_COMPLEX, Position(file), "values are nested too deeply"))
    if node is None:
        hint = "start with `kind:`, for instance `kind: lesson`, or delete the file"
        return _refused(Problem(Code.EMPTY_FILE, Position(file), "the file is empty", hint))
    reader = _Reader(file, text.split("\n"))
    data = reader.read(node, (), 0)
    origin = Origin(file, reader.keys, reader.values, frozenset(reader.blocks))
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


_HINTS = (
    ("mapping values are not allowed", "a text that contains ': ' must stand in double quotes"),
    ("found character '\\t'", "indent with spaces, not tabs"),
    ("cannot start any token", "put the text in double quotes, or indent with spaces"),
    ("found undefined alias", "a text that starts with * must stand in double quotes"),
    ("found duplicate anchor", "a text that starts with & must stand in double quotes"),
    ("expected a single document", "keep one document per file: remove the line `---`"),
    ("while scanning a quoted scalar", "a closing quote is missing"),
    ("found unexpected end of stream", "a closing quote or bracket is missing"),
    ("expected <block end>", "check the indentation of this line against the lines above"),
    ("did not find expected '-' indicator", "check the indentation of this line against the list above"),
    ("did not find expected key", "check the indentation of this line, and quotes in the line above"),
    ("could not find expected ':'", "a key needs `: ` after it; a long text needs `|` after its key"),
)


def _syntax_problem(error: yaml.MarkedYAMLError, file: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    position = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
    said = error.problem or error.context or "not readable as YAML"
    lines = text.split("\n")
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    whole = f"{error.context or ''} {said}"
    hint = next((hint for part, hint in _HINTS if part in whole), "check quotes, colons and indentation here")
    if re.match(r"^ *\t", line):
        hint = "indent with spaces, not tabs"
    return Problem(Code.BAD_YAML, position, f"not readable as YAML: {said}", hint)


def _character_problem(file: str, text: str) -> Problem:
    bad = re.search(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    at = bad.start() if bad else 0
    position = Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return Problem(Code.BAD_YAML, position, "a control character cannot stand in YAML", "delete it")


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
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int":
                return int(text)
            case "float":
                return Decimal(text)
            case _:
                message = f"the tag '{node.tag}' is not used here"
                self.problems.append(Problem(Code.BAD_YAML, self._mark(node), message, "remove it, or quote the text"))
                return None

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
