"""The characters that a guide may use are those of the faces that set it."""

from __future__ import annotations

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from mkdocs_securebase.checks.characters import _RANGES
from mkdocs_securebase.shared import book_faces


def test_the_list_of_characters_is_what_every_face_of_one_of_both_families_has() -> None:
    families = [
        set.intersection(*(set(TTFont(face, lazy=True).getBestCmap()) for face in family.rglob("*.ttf")))
        for family in sorted({folder.parent for folder in book_faces()})
    ]
    listed: set[int] = set()
    for run in _RANGES.split():
        first, _, last = run.partition("-")
        listed.update(range(int(first, 16), int(last or first, 16) + 1))

    assert len(families) == 2
    assert families[0] | families[1] == listed | {0xF6D4}  # a private letter of Literata
