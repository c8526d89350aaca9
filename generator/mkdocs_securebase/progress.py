"""Edge: what a command tells while it works: stages for somebody who waits at a terminal, and notes for everybody.

`securebase build` lets the site engine run in a process of its own, whose lines come through a pipe: there each line
begins with a mark, so that the command can tell it from what the engine says.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ASKED = "SECUREBASE_MARKED_LINES"
"""Set in the environment of a process whose marked lines are read."""

_STAGE, _NOTE = "\x1estage:", "\x1enote:"


def tell_stage(what: str) -> None:
    """What the command does now, such as 'reading'; nothing where nobody sits at a terminal."""
    if os.environ.get(ASKED):
        print(f"{_STAGE}{what}", file=sys.stderr, flush=True)
    elif sys.stderr.isatty():
        print(f"{what} …", file=sys.stderr, flush=True)


def tell_note(what: str, otherwise: Callable[[str], None]) -> None:
    """A line to be read after the build; `otherwise` takes it where no command of ours waits for it."""
    if os.environ.get(ASKED):
        print(f"{_NOTE}{what}", file=sys.stderr, flush=True)
    else:
        otherwise(what)


def passed_on(lines: Iterable[str]) -> Iterator[str]:
    """Tell the stages among the lines of another process as they come; its notes and its other lines, in order."""
    for line in lines:
        if line.startswith(_STAGE):
            tell_stage(line.removeprefix(_STAGE).rstrip("\n"))
        else:
            yield line.removeprefix(_NOTE)


def left_out(drafts: int) -> str:
    """'2 drafts are left out: …', '' where there are none."""
    if not drafts:
        return ""
    are = "draft is" if drafts == 1 else "drafts are"
    return f"{drafts} {are} left out: only the preview (securebase serve) shows drafts"
