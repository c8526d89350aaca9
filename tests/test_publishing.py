"""A site is published whole or not at all: two builds at once, a killed build, a folder that cannot be filled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_securebase.publishing import only_build, publish, workshop

from .conftest import securebase
from .projects import copy_minimal

SITES = """
import sys
from pathlib import Path
from mkdocs_securebase.publishing import only_build, publish, workshop

root, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for turn in range(times):
    with only_build(root / "build" / "lock", waiting=lambda: None), workshop(root / "site") as fresh:
        fresh.mkdir()
        for page in ("a", "b", "c"):
            (fresh / page).write_text(f"{name} {turn}")
        publish(fresh, root / "site")
"""
"""A process that publishes a small site several times, each of its files bearing the same words."""


def a_site(target: Path, words: str) -> None:
    with workshop(target) as fresh:
        fresh.mkdir()
        for page in ("a", "b", "c"):
            (fresh / page).write_text(words)
        publish(fresh, target)


def words_of(target: Path) -> set[str]:
    """What stands in the files of the site, read through one open folder, so that it is one site's."""
    folder = os.open(target, os.O_RDONLY)
    try:
        return {Path(f"/dev/fd/{folder}/{name}").read_text() for name in ("a", "b", "c")}
    finally:
        os.close(folder)


def test_a_site_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    a_site(tmp_path / "site", "first")
    a_site(tmp_path / "site", "second")

    assert words_of(tmp_path / "site") == {"second"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_fails_leaves_the_last_site_and_nothing_beside_it(tmp_path: Path) -> None:
    a_site(tmp_path / "site", "first")

    def fail() -> None:
        with workshop(tmp_path / "site") as fresh:
            fresh.mkdir()
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert words_of(tmp_path / "site") == {"first"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere two renames follow each other")
def test_two_builds_at_once_and_a_reader_who_always_meets_one_whole_site(tmp_path: Path) -> None:
    a_site(tmp_path / "site", "first")
    builds = [subprocess.Popen([sys.executable, "-c", SITES, tmp_path, name, "40"]) for name in ("one", "two")]

    reads = 0
    while any(build.poll() is None for build in builds):
        folder = os.open(tmp_path / "site", os.O_RDONLY)  # fails where there is no site for a moment
        os.close(folder)
        reads += 1

    assert [build.returncode for build in builds] == [0, 0]
    assert reads > 50
    assert len(words_of(tmp_path / "site")) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


@pytest.mark.parametrize("after", [0.15, 0.25, 0.3, 0.35, 0.4])
def test_a_build_that_is_killed_leaves_a_whole_site_and_stops_nobody(tmp_path: Path, after: float) -> None:
    kill_a_build(tmp_path, after)


def kill_a_build(tmp_path: Path, after: float) -> None:
    """Kill a process that publishes after so many seconds, and look at what it leaves and what the next one makes."""
    a_site(tmp_path / "site", "first")
    build = subprocess.Popen([sys.executable, "-c", SITES, tmp_path, "killed", "100000"])
    time.sleep(after)
    build.send_signal(signal.SIGKILL)
    build.wait()
    assert len(words_of(tmp_path / "site")) == 1

    with only_build(tmp_path / "build" / "lock", waiting=lambda: pytest.fail("the lock outlived its process")):
        a_site(tmp_path / "site", "next")

    assert words_of(tmp_path / "site") == {"next"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_what_a_crash_between_two_renames_leaves_is_mended(tmp_path: Path) -> None:
    a_site(tmp_path / "site", "first")
    left = tmp_path / ".site.build-abc"
    left.mkdir()
    (tmp_path / "site").rename(left / "old")

    with workshop(tmp_path / "site"):
        assert words_of(tmp_path / "site") == {"first"}


# The command ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A writable copy of the smallest whole guide."""
    return copy_minimal(tmp_path / "guide")


@pytest.mark.slow
def test_a_link_stays_and_what_it_leads_to_is_filled(project: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (project / "site").symlink_to(tmp_path / "www")

    for _ in range(2):
        done = securebase("build", project)
        assert done.returncode == 0, done.stderr

    assert (project / "site").is_symlink()
    assert (tmp_path / "www" / "index.html").is_file()
    assert (tmp_path / "www" / "book").is_dir()


@pytest.mark.slow
def test_two_real_builds_at_once_both_end_well(project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs_securebase.cli", "build", "--root", str(project)]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [build.communicate() for build in builds]

    assert [build.returncode for build in builds] == [0, 0], told
    assert sum("waiting for another build" in stderr for _, stderr in told) == 1
    assert (project / "site" / "index.html").is_file()


@pytest.mark.slow
def test_a_file_where_the_site_should_stand_is_told_in_a_sentence(project: Path) -> None:
    (project / "site").write_text("mine")

    done = securebase("build", project)

    assert done.returncode == 1
    assert "is a file: move it away" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site").read_text() == "mine"


def mounted(folder: Path, *options: str) -> bool:
    """Mount a small file system in memory on a folder; False where we may not."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", *options, "none", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "cause"), [(("-o", "size=200k"), "No space left on device"), (("-o", "ro"), "Read-only file system")]
)
def test_a_disk_that_is_full_or_read_only_is_told_in_a_sentence(
    project: Path, tmp_path: Path, options: tuple[str, ...], cause: str
) -> None:
    if not mounted(tmp_path / "disk", *options):
        pytest.skip("no file system can be mounted here")
    try:
        (project / "site").symlink_to(tmp_path / "disk" / "www")

        done = securebase("build", project)

        assert done.returncode == 1
        assert cause in done.stderr
        assert "Traceback" not in done.stderr
        assert "the last site is untouched" in done.stderr
    finally:
        subprocess.run(["umount", tmp_path / "disk"], check=True)
