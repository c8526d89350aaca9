"""One rule for site and book: how authors, days and labels of evidence are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mkdocs_securebase
from mkdocs_securebase.model.documents import Work
from mkdocs_securebase.render.works import authors_of

RENDER = Path(mkdocs_securebase.__file__).parent / "render"
NAMES = ("Ames A", "Bell B", "Cole C", "Dean D", "Elm E", "Fox F", "Gray G")


@pytest.mark.parametrize(
    ("count", "whole", "short"),
    [
        (1, "Ames A", "Ames A"),
        (2, "Ames A, Bell B", "Ames A, Bell B"),
        (4, "Ames A, Bell B, Cole C, Dean D", "Ames A et al."),
        (7, "Ames A, Bell B, Cole C, Dean D, et al.", "Ames A et al."),
    ],
)
def test_up_to_four_authors_are_named_and_in_short_the_first(count: int, whole: str, short: str) -> None:
    work = Work.model_construct(authors=NAMES[:count])

    assert (authors_of(work), authors_of(work, short=True)) == (whole, short)


@pytest.mark.parametrize(
    ("told", "at"),
    [
        (r"et al\b", ["works.py"]),
        (r"evidence[-_]\{", ["works.py"]),
        (r"month_names\(language\)|strftime|:%[dBmY]", ["dates.py"]),
    ],
    ids=["authors", "labels", "days"],
)
def test_each_is_told_in_one_place(told: str, at: list[str]) -> None:
    files = (path for path in sorted(RENDER.rglob("*")) if path.suffix in (".py", ".j2"))

    assert [path.name for path in files if re.search(told, path.read_text("utf-8"))] == at
