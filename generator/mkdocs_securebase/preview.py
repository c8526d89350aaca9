"""Edge: what keeps a preview going: a port that is free, a build that fails, a book that is older than the pages."""

from __future__ import annotations

import socket
import traceback
from typing import TYPE_CHECKING

from .reporting import as_sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether nothing listens on this port of this machine."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((HOST, port))
        except OSError:
            return False
    return True


def going_on(build: Callable[[], None], tell: Callable[[str], None], trace: Path) -> Callable[[], None]:
    """A build that never fails: it tells what went wrong in one sentence, and the last pages stay.

    The site engine keeps every request waiting from a build that failed to the next one that does not. What is not
    trouble with a file is a mistake of ours: its trace goes into the file `trace`.
    """

    def build_or_tell() -> None:
        try:
            build()
        except OSError as error:
            tell(f"this save was not built, the preview shows the last pages: {as_sentence(error)}")
        except SystemExit as error:  # it has its sentence
            tell(f"this save was not built, the preview shows the last pages: {error}")
        except Exception as error:
            trace.parent.mkdir(parents=True, exist_ok=True)
            trace.write_text(traceback.format_exc(), encoding="utf-8")
            tell(f"this save was not built, the preview shows the last pages: {error}. The whole trace: {trace}")

    return build_or_tell


def book_note(set_at: datetime) -> str:
    """What the pages of a preview say of a book that was set before the last save."""
    when = f"{set_at:%H:%M}"
    return f"Preview: the book is the one of {when}, before your last save. `securebase build` or `book` sets it anew."
