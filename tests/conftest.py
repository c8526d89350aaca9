"""What many tests share: the real guide, built once for all of them, and a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from mkdocs_securebase.guide import Project, read_guide
from mkdocs_securebase.render.policy import headers

from .chromium import launch_chromium
from .kinds import pages_of
from .projects import ROOT
from .properties import use_as_default

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Playwright

    from mkdocs_securebase.model.library import Library

    from .kinds import Pages

use_as_default()


@pytest.fixture(scope="session")
def library() -> Library:
    """The real guide's library; fails with its problems where there are any."""
    found, problems = read_guide(Project(ROOT))
    assert found is not None, "\n".join(map(str, problems))
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--built", type=Path, help="an empty folder to build sites and books in, or one where a run has built them"
    )


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str, request: pytest.FixtureRequest) -> Path:
    """A folder that all workers of this run share."""
    named: Path | None = request.config.getoption("--built")
    base = tmp_path_factory.getbasetemp()
    return named or (base.parent if worker_id != "master" else base)


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker to come makes, and for which the others wait."""
    begun, done, failed = (folder.with_suffix(suffix) for suffix in (".begun", ".done", ".failed"))
    try:
        begun.mkdir()
    except FileExistsError:
        for _ in range(6000):
            if done.exists():
                return folder
            assert not failed.exists(), f"{folder.name} could not be made: see the test that began it"
            time.sleep(0.1)
        raise AssertionError(f"{folder.name} was not made in time") from None
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder


@pytest.fixture(scope="session")
def built_project(run_folder: Path) -> Path:
    """A copy of the repository in which `securebase build` has run: its site/ is the real guide's."""

    def make(folder: Path) -> None:
        copy_repository(folder)
        done = securebase("build", folder)
        assert done.returncode == 0, done.stderr

    return made_once(run_folder / "built-project", make)


@pytest.fixture(scope="session")
def site(built_project: Path) -> Path:
    """The built site of the real guide."""
    return built_project / "site"


def copy_repository(folder: Path) -> None:
    """The parts of the repository that a build reads."""
    for name in ("content", "quiz", "site_overrides", "docs"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)


def securebase(command: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one of the project's commands as a user would, on the project in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs_securebase.cli", command, "--root", str(folder), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


# A real browser ----------------------------------------------------------------------------------------------------


class _Host(SimpleHTTPRequestHandler):
    """A host that sends the headers it is asked to."""

    def end_headers(self) -> None:
        for name, value in headers().items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be one in a process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium: the machine's own, else Playwright's."""
    chromium = launch_chromium(playwright)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The built site over HTTP, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """The pages of the built site, by kind."""
    return pages_of(site)
