"""Evidence: what research is said to show must stand on named works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.documents import Exercise, Finding
from ..model.library import parts
from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library
    from ..problems import Path


def check_evidence(library: Library) -> Iterator[Problem]:
    """Findings and exercises with a research label name at least one source."""
    for lesson in library.lessons.values():
        origin = library.origin(lesson)
        claims: list[tuple[Path, Finding | Exercise]] = [*parts(lesson, Finding), *parts(lesson, Exercise)]
        for path, part in claims:
            if part.evidence != "practice wisdom" and not part.sources:
                message = f"the label '{part.evidence}' needs at least one source"
                hint = "list reference ids under `sources:`, or use the label 'practice wisdom'"
                yield Problem(Code.EVIDENCE, origin.at(*path, "evidence"), message, hint)
