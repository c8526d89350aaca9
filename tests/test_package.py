"""The wheel as somebody installs it: outside the checkout, without Node, from nothing to site, self-check and book."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from .conftest import made_once
from .projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LARGEST = 1_500_000
COMMAND = (sys.executable, "-m", "mkdocs_securebase.cli")


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def packages(run_folder: Path) -> tuple[Path, Path]:
    """Source distribution and wheel of this checkout, made in a copy: other tests use the checkout meanwhile."""

    def make(out: Path) -> None:
        source = out / "source"
        for name in ("generator", "quiz"):
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in (*ROOT.glob("*.*"), *(ROOT / name for name in ("LICENSE", ".npmrc"))):
            if path.is_file():
                shutil.copy(path, source)
        (source / "node_modules").symlink_to(ROOT / "node_modules")
        run(sys.executable, "-m", "hatchling", "build", "-d", str(out), cwd=source)
        assert not (source / "generator" / "mkdocs_securebase" / "shared").exists(), "a checkout keeps no copies"

    out = made_once(run_folder / "packages", make)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def bare(packages: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new environment that holds the wheel alone; the locked packages are those of this one."""
    folder = tmp_path_factory.mktemp("bare")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"), cwd=folder)
    held = next((folder / "venv").rglob("site-packages"))
    # A path in a .pth file makes packages importable, and no .pth file in it is read: the checkout stays out of reach.
    (held / "locked.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = str(folder / "venv" / "bin" / "python")
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", str(packages[1]), cwd=folder)
    return folder


def securebase(bare: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The installed command; nothing but the environment's own programs can be found."""
    bin_ = bare / "venv" / "bin"
    return run(str(bin_ / "securebase"), *arguments, cwd=cwd, PATH=str(bin_), PYTHONPATH="")


def test_the_wheel_is_small_and_holds_what_it_needs(packages: tuple[Path, Path]) -> None:
    names = zipfile.ZipFile(packages[1]).namelist()

    assert packages[1].stat().st_size <= LARGEST
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"mkdocs_securebase"}
    for name in (
        "theme/base.html",
        "words/en.yaml",
        "starter/guide/mkdocs.yml",
        "shared/assets/site.css",
        "shared/assets/securebase.css",
        "shared/runtime/engine.js",
    ):
        assert f"mkdocs_securebase/{name}" in names


def test_a_wheel_of_the_source_distribution_is_the_same_and_needs_no_node(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    with tarfile.open(packages[0]) as held:
        held.extractall(tmp_path)  # ours, made a moment ago
    (source,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=source, PATH="/nowhere")

    (again,) = tmp_path.glob("*.whl")
    one, other = zipfile.ZipFile(packages[1]), zipfile.ZipFile(again)
    assert {i.filename: i.CRC for i in one.infolist()} == {i.filename: i.CRC for i in other.infolist()}


def test_from_nothing_to_a_site_with_self_check_and_book(bare: Path, tmp_path: Path) -> None:
    where = run(
        str(bare / "venv/bin/python"), "-c", "import mkdocs_securebase as m; print(m.__file__)", cwd=tmp_path
    ).stdout
    assert where.startswith(str(bare))

    began = time.monotonic()
    securebase(bare, "init", "my-guide", cwd=tmp_path)
    guide = tmp_path / "my-guide"
    securebase(bare, "build", cwd=guide)
    print(f"init and build: {time.monotonic() - began:.1f} s")  # wanted: 5 s on an idle machine

    assert "<self-check " in (guide / "site/self-check/how-walks-went/index.html").read_text("utf-8")
    assert "Who made this" in (guide / "site/who-made-this/index.html").read_text("utf-8")
    assert (guide / "site/book/my-guide.pdf").read_bytes().startswith(b"%PDF-")
    assert (guide / "site/assets/site.css").is_file()
    assert "no problems" in securebase(bare, "check", cwd=guide).stdout


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_securebase.cli", "init", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_new_document_of_each_kind_has_its_file_and_no_problem_of_its_own(tmp_path: Path) -> None:
    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs_securebase.cli", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    assert command("init", ".").returncode == 0
    for kind in ("faq", "resource", "instrument", "page", "lesson"):
        done = command("new", kind, f"a-new-{kind}")
        assert done.returncode == 0, done.stderr
    course = tmp_path / "content" / "course.yaml"
    course.write_text(course.read_text("utf-8").replace("wet-days]", "wet-days, a-new-lesson]"), "utf-8")
    exercise = command("new", "exercise", "a-new-exercise")
    lesson = tmp_path / "content" / "lessons" / "a-new-lesson.yaml"
    lesson.write_text(f"{lesson.read_text('utf-8')}exercises:\n{exercise.stdout}", "utf-8")

    assert command("new", "lesson", "a-new-lesson").returncode == 1
    assert command("new", "lesson", "A new one").returncode == 1
    done = command("check")
    assert done.returncode == 0, done.stderr
    assert "3 lessons, 1 exercises, 2 FAQs, 2 resources, 2 pages, 2 instruments" in done.stdout
