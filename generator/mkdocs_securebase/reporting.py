"""Edge: problems as people and machines read them: with the source line, as JSON, as notes on a pull request."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from .problems import Position, Problem

MOST = 50
"""Problems that are shown as text unless all are asked for."""

_WIDEST = 100
"""Characters of a source line that are shown around the place."""


def counted(number: int, what: str = "problem") -> str:
    """'1 problem', '2 problems'."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def as_sentence(error: OSError) -> str:
    """Trouble with a file in a few words: 'content/a.yaml: Permission denied'."""
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}"


def render_json(problems: Sequence[Problem], due: Sequence[Problem]) -> str:
    """Problems and dates that are due as one JSON object."""
    return json.dumps(
        {"problems": list(map(_as_data, problems)), "due": list(map(_as_data, due))}, ensure_ascii=False, indent=2
    )


def render_annotations(problems: Sequence[Problem], due: Sequence[Problem]) -> str:
    """Workflow commands that put problems as errors, and what is due as notices, beside the lines of a pull request.

    See "Workflow commands for GitHub Actions" in GitHub's documentation.
    """
    return "\n".join([_annotation("error", one) for one in problems] + [_annotation("notice", one) for one in due])


def render_text(problems: Sequence[Problem], root: Path, *, every: bool = False, coloured: bool = False) -> str:
    """Problems for people, each with its line of the source; '' where there are none.

    `root` is the folder that positions count from. Problems that say the same are reported once, with their other
    places; after MOST of them only their number follows, unless `every` is set. `coloured` is for terminals.
    """
    groups = _alike(problems)
    shown = groups if every else groups[:MOST]
    lines = [_as_text(group, root, _COLOURS if coloured else _PLAIN) for group in shown]
    left = sum(map(len, groups[len(shown) :]))
    if left:
        lines.append(f"… and {left} more: `--all` shows them")
    return "\n".join(lines)


def _alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems with the same code and message together, where the first of them stands: they have one cause."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.message), []).append(problem)
    return list(groups.values())


_PLAIN = ("", "", "")
_COLOURS = ("\x1b[1m", "\x1b[31m", "\x1b[0m")
"""Bold for the place, red for the code and the caret, and the end of both."""


def _as_text(group: Sequence[Problem], root: Path, colours: tuple[str, str, str]) -> str:
    first, *others = group
    bold, red, end = colours
    excerpt = [
        line.replace("^", f"{red}^{end}") if line.endswith("^") else line for line in _excerpt(first.position, root)
    ]
    lines = [f"{bold}{first.position}{end}: {red}{first.code}{end}: {first.message}", *excerpt]
    if first.hint:
        lines.append(f"    {first.hint}")
    if others:
        places = [
            f"{file}:{', '.join(str(problem.position.line) for problem in held)}"
            for file, held in groupby(others, key=lambda problem: problem.position.file)
        ]
        lines.append(f"    and {counted(len(others), 'more place')}: {'; '.join(places)}")
    return "\n".join(lines)


def _excerpt(position: Position, root: Path) -> list[str]:
    """The line of the source with a caret below the column; nothing where the file cannot be read as text."""
    try:
        lines = (root / position.file).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    if not 0 < position.line <= len(lines):
        return []
    line, column = lines[position.line - 1], position.column - 1
    start = 0 if column < _WIDEST else column - _WIDEST // 2
    shown = line[start : start + _WIDEST].expandtabs(1)
    if not shown.strip():
        return []
    number = str(position.line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (column - start)}^"]


def _as_data(problem: Problem) -> dict[str, str | int]:
    place = problem.position
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _annotation(level: str, problem: Problem) -> str:
    place = problem.position
    words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    words = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = place.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={file},line={place.line},col={place.column},title={problem.code.value}::{words}"
