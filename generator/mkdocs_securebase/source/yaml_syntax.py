"""The causes of mistakes in YAML: a parser names the place where it gave up, an author needs to know why."""

from __future__ import annotations

import re
import unicodedata

import yaml

from ..problems import Code, Position, Problem

IN_KEYS = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202f\u2060-\u206f\u3000\ufeff]")
"""What cannot be seen and has no place in a key or an id: spaces of other kinds, joiners, marks of direction."""

IN_IDS = re.compile(f"^\u00a0|\u00a0$|(?!\u00a0){IN_KEYS.pattern}")
"""The same inside a single word, which may be an id; a non-breaking space between two parts of it makes it a text."""

IN_TEXTS = re.compile("[\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")
"""What has no place in words either. Non-breaking spaces, soft hyphens and joiners may be meant there."""

_COMMON_NAMES = {
    "\u00a0": "a non-breaking space",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
}

_HINTS = (
    ("mapping values are not allowed", "a text that contains ': ' must stand in double quotes"),
    ("found character '\\t'", "indent with spaces, not tabs"),
    ("cannot start any token", "put the text in double quotes, or indent with spaces"),
    ("found undefined alias", "a text that starts with * must stand in double quotes"),
    ("while scanning an alias", "a text that starts with * must stand in double quotes"),
    ("while scanning an anchor", "a text that starts with & must stand in double quotes"),
    ("while scanning a tag", "a text that starts with ! must stand in double quotes"),
    ("while scanning a block scalar", "a text that starts with > or | must stand in double quotes"),
    ("while scanning a directive", "a text that starts with % must stand in double quotes"),
    ("found duplicate anchor", "a text that starts with & must stand in double quotes"),
    ("expected a single document", "keep one document per file: remove the line `---`"),
    ("block sequence entries are not allowed", "start the list on a line of its own, or put the text in double quotes"),
    ("unknown escape character", "write \\\\ for a backslash, or use single quotes around the text"),
    ("while scanning a quoted scalar", "a closing quote is missing"),
    ("found unexpected end of stream", "a closing quote or bracket is missing"),
    ("while parsing a flow sequence", "a comma or the closing bracket ] is missing, or a text inside needs quotes"),
    ("while parsing a flow mapping", "a comma or the closing brace } is missing, or a text inside needs quotes"),
    ("expected <block end>", "check the indentation of this line against the lines above"),
    ("did not find expected '-' indicator", "check the indentation of this line against the list above"),
    ("did not find expected key", "check the indentation of this line against the lines above"),
    ("could not find expected ':'", "a key needs `: ` after it; a long text needs `|` after its key"),
)


def name_of(mark: str) -> str:
    """An invisible character in words, with its code: 'a non-breaking space (U+00A0)'."""
    name = _COMMON_NAMES.get(mark) or f"the character '{unicodedata.name(mark, 'without a name').lower()}'"
    return f"{name} (U+{ord(mark):04X})"


def syntax_problem(error: yaml.MarkedYAMLError, file: str, text: str) -> Problem:
    """A located problem for text that no YAML parser reads: the cause where it can be told, else the place."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else len(lines) - 1
    return (
        _invisible(file, lines[: last + 1])
        or _open_quote(error, file, lines, last)
        or _curly_quotes(error, file, lines, last)
        or _as_said(error, file, lines)
    )


def _invisible(file: str, lines: list[str]) -> Problem | None:
    """A character that looks like a space where YAML needs one: after a colon or a dash, or before the first word."""
    for number, line in enumerate(lines):
        found = re.match(rf"\s*(?:- )*(?:[^\s\"'#:][^\"'#:]*:|-|)(?={IN_KEYS.pattern})", line)
        if found:
            column = found.end()
            message = f"{name_of(line[column])} stands where a space is due"
            return Problem(Code.BAD_YAML, Position(file, number + 1, column + 1), message, "delete it and type a space")
    return None


def _open_quote(error: yaml.MarkedYAMLError, file: str, lines: list[str], last: int) -> Problem | None:
    """A quote that is closed only by the opening quote of a later text, or never."""
    start = None
    if "quoted scalar" in (error.context or "") and "end of stream" in (error.problem or ""):
        start = error.context_mark
    elif "did not find expected" in (error.problem or "") or "expected <block end>" in (error.problem or ""):
        try:
            for token in yaml.scan("\n".join(lines[: last + 1]), Loader=yaml.CSafeLoader):
                if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                    several = token.end_mark.line > token.start_mark.line
                    start = token.start_mark if several and token.end_mark.line == last else start
        except yaml.YAMLError:
            pass
    if start is None:
        return None
    message = "a quote opens here and is not closed in this text"
    hint = 'close it at the end of the text; inside it, write \\" for a quotation mark'
    return Problem(Code.BAD_YAML, Position(file, start.line + 1, start.column + 1), message, hint)


def _curly_quotes(error: yaml.MarkedYAMLError, file: str, lines: list[str], last: int) -> Problem | None:
    """Quotation marks of a word processor around a text that needs quotes: they are letters to YAML."""
    found = re.match(r"\s*(?:- )*(?:[^\s:]+: +)?([“”„‟«»‘’])", lines[last])
    if found is None or "mapping values" not in (error.problem or ""):
        return None
    message = f"the quotation mark {found.group(1)} does not quote a text in YAML"
    hint = 'use the straight marks " around the whole text'
    return Problem(Code.BAD_YAML, Position(file, last + 1, found.start(1) + 1), message, hint)


def _as_said(error: yaml.MarkedYAMLError, file: str, lines: list[str]) -> Problem:
    """The parser's own words and place, with the nearest hint."""
    mark = error.problem_mark or error.context_mark
    position = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
    said = error.problem or error.context or "not readable as YAML"
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    whole = f"{error.context or ''} {said}"
    hint = next((hint for part, hint in _HINTS if part in whole), "check quotes, colons and indentation here")
    if re.match(r"^ *\t", line):
        hint = "indent with spaces, not tabs"
    start = line[position.column - 1 : position.column]
    if "cannot start any token" in said and start in "@`%":
        hint = f"a text that starts with {start} must stand in double quotes"
    return Problem(Code.BAD_YAML, position, f"not readable as YAML: {said}", hint)
