"""What is proved of questionnaires is kept between runs, and never hides or makes a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.checks import check_library, instruments
from mkdocs_securebase.guide import Project, read_draft
from mkdocs_securebase.model.fingerprint import fingerprint
from mkdocs_securebase.model.prose import TwoWays, Words
from mkdocs_securebase.problems import Problem, in_order
from mkdocs_securebase.render.links import check_addresses
from mkdocs_securebase.source import read_library

from .projects import ROOT, copy_minimal

if TYPE_CHECKING:
    from pathlib import Path

LISTENING = "quiz/instruments/listening-habits.yaml"


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A small guide with a questionnaire."""
    folder = copy_minimal(tmp_path / "guide")
    (folder / LISTENING).write_bytes((ROOT / "tests" / "scoring" / "listening-habits.yaml").read_bytes())
    return folder


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    """Forgets what this process keeps for a preview, as the next run would."""
    instruments._KEPT.clear()


def clean(guide: Path) -> tuple[Problem, ...]:
    """The problems of a guide of which nothing is kept."""
    library, problems = read_library(guide)
    assert library is not None
    instruments._KEPT.clear()
    found = in_order([*problems, *check_library(library), *check_addresses(library)])
    instruments._KEPT.clear()
    return found


def kept(guide: Path) -> Path:
    return guide / "build" / "proved.txt"


def test_the_second_run_proves_nothing_again(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_draft(Project(guide))[1] == ()
    instruments._KEPT.clear()
    monkeypatch.setattr(instruments, "_problems", lambda *_: pytest.fail("proved again"))

    assert read_draft(Project(guide))[1] == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("", ""),
        ("kind: instrument", "# a note\nkind: instrument"),
        ("keying: reverse", "keying: positive"),
        ("score: mean", "score: sum"),
        ("title: ", "title: Other "),
        ("text: ", "text: Never "),
    ],
)
def test_after_any_edit_a_warm_run_tells_what_a_clean_one_does(guide: Path, right: str, wrong: str) -> None:
    read_draft(Project(guide))
    source = guide / LISTENING
    text = source.read_text("utf-8")
    assert right in text
    source.write_text(text.replace(right, wrong) if right else text, "utf-8")

    for _ in range(2):
        expected = clean(guide)
        assert read_draft(Project(guide))[1] == expected
    source.write_text(text, "utf-8")
    instruments._KEPT.clear()
    assert read_draft(Project(guide))[1] == ()


@pytest.mark.parametrize("damage", ["deleted", "truncated", "empty", "foreign", "of other code", "a folder"])
def test_a_damaged_file_only_costs_time(guide: Path, damage: str) -> None:
    source = guide / LISTENING
    source.write_text(source.read_text("utf-8").replace("keying: reverse", "keying: positive"), "utf-8")
    expected = clean(guide)
    assert expected
    read_draft(Project(guide))
    file = kept(guide)
    file.parent.mkdir(exist_ok=True)
    whole = file.read_bytes() if file.exists() else b""
    file.unlink(missing_ok=True)
    match damage:
        case "truncated":
            file.write_bytes(whole[:-20])
        case "empty":
            file.write_bytes(b"")
        case "foreign":
            file.write_bytes(b"\xff\x00 {not: ours}\n")
        case "of other code":
            file.write_bytes(b"0" * 64 + whole[64:])
        case "a folder":
            file.mkdir()
    instruments._KEPT.clear()

    assert read_draft(Project(guide))[1] == expected


def test_other_code_proves_anew(guide: Path) -> None:
    read_draft(Project(guide))
    first, *rest = kept(guide).read_text("ascii").split()
    library, _ = read_library(guide)
    assert library is not None
    assert rest == sorted(map(fingerprint, library.instruments.values()))

    kept(guide).write_text("\n".join(("0" * len(first), *rest)), "ascii")
    read_draft(Project(guide))
    assert kept(guide).read_text("ascii").split() == [first, *rest]


def test_values_that_differ_in_anything_have_different_fingerprints() -> None:
    values = [
        "a",
        Words("a", "b"),
        TwoWays("a", "a"),
        TwoWays("a", "b"),
        ("a",),
        ("a", "a"),
        1,
        True,
        "1",
        None,
        {},
        (),
    ]
    assert len(set(map(fingerprint, values))) == len(values)
