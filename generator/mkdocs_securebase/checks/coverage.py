"""Coverage: every point that the guide must make has a text that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import CoveragePoint
    from ..model.library import Library


def uncovered(library: Library) -> tuple[CoveragePoint, ...]:
    """The points that no finished text names under `covers:`, in the order of content/coverage.yaml."""
    done = (document for document in library.documents() if not getattr(document, "draft", False))
    covered = {id_ for document in done for id_ in getattr(document, "covers", ())}
    return tuple(point for point in library.coverage.points if point.id not in covered)


def check_coverage(library: Library) -> Iterator[Problem]:
    """In a guide marked `complete: true`, some text covers each point."""
    if not library.course.complete:
        return
    missing = {point.id for point in uncovered(library)}
    for index, point in enumerate(library.coverage.points):
        if point.id in missing:
            hint = (
                f"write '{point.id}' under `covers:` of the text that makes it, "
                "or set `complete: false` in content/course.yaml"
            )
            message = f"no text covers {point.id}: “{point.point}”"
            yield Problem(Code.COVERAGE, library.origin(library.coverage).at("points", index, "id"), message, hint)
