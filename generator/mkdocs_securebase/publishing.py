"""Edge: only one build of a guide runs at a time, and a finished site takes the place of the last one in one step.

A reader of the folder meets the old site or the new one, never a mixture and never none, also where a build is killed.
Linux and macOS exchange two folders in one step; elsewhere two renames follow each other, and what a crash between
them leaves is mended by the next build.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FRESH, _OLD = "fresh", "old"


@contextmanager
def only_build(lock: Path, *, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock file of a guide's build; where another build holds it, call `waiting` once and wait for its end.

    Gives the lock's file descriptor: a process that inherits it keeps the lock until it ends too, also where this one
    is killed. Raises OSError where the file cannot be made.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+b") as file:
        if not _try_lock(file.fileno()):
            waiting()
            _lock(file.fileno())
        yield file.fileno()


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A path beside `target` on which a new site can be built; all that is left of it is deleted in the end.

    What earlier builds left there when they were killed is mended or deleted first: hold the lock. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}.build-"
    for left in target.parent.glob(f"{prefix}*"):
        if (left / _OLD).is_dir() and not target.exists():
            (left / _OLD).rename(target)
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    try:
        yield folder / _FRESH
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(fresh: Path, target: Path) -> None:
    """Put the folder `fresh`, made in a workshop of `target`, in the place of `target`. Raises OSError."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        target.rename(fresh.with_name(_OLD))
        fresh.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where this system or file system cannot."""
    if sys.platform == "linux":
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        name, arguments = "renameat2", (here, os.fsencode(one), here, os.fsencode(other), exchange)
    elif sys.platform == "darwin":
        name, arguments = "renamex_np", (os.fsencode(one), os.fsencode(other), 2)  # RENAME_SWAP
    else:
        return False
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return function is not None and function(*arguments) == 0


if sys.platform == "win32":
    import msvcrt
    import time

    def _try_lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _lock(file: int) -> None:
        while not _try_lock(file):
            time.sleep(0.2)

else:
    import fcntl

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)
