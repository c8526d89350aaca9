"""Words that mean two numbers: an answer, or a statement, that cannot be told from another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.wording import as_read, turned_round
from ..problems import Code, Problem
from .items import scales_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.questionnaire import Questionnaire, ResponseScale
    from ..problems import Origin, Path


def check_wording(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Each label stands once in a scale, each text once in a list, and no two scales turn the same words round."""
    scales = [*scales_of(questionnaire)]
    for path, scale in scales:
        yield from _check_labels(scale, origin, path)
    yield from _check_opposites(scales, origin)
    yield from _check_texts(questionnaire, origin)


def _check_labels(scale: ResponseScale, origin: Origin, path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, anchor in enumerate(scale.anchors):
        if as_read(anchor.label) in seen:
            message = f"'{anchor.label}' is said twice in this scale"
            hint = "give each answer words of its own: nobody can tell which of the two to choose"
            yield Problem(Code.SCORING, origin.at(*path, "anchors", place, "label"), message, hint)
        seen.add(as_read(anchor.label))
    if scale.skip and as_read(scale.skip) in seen:
        message = f"'{scale.skip}' is said twice in this scale"
        yield Problem(Code.SCORING, origin.at(*path, "skip"), message, "give `skip:` words of its own")


def _check_opposites(scales: list[tuple[Path, ResponseScale]], origin: Origin) -> Iterator[Problem]:
    """No scale has the words of an earlier one in the opposite order, in print or in numbers, unless that is meant."""
    for place, (path, scale) in enumerate(scales):
        if scale.opposite_words == "on-purpose":
            continue
        for _, earlier in scales[:place]:
            pair = turned_round(_numbered(earlier), _numbered(scale))
            if pair:
                one, two = pair
                message = f"'{one}' and '{two}' stand the other way round than in another scale"
                hint = "give both scales the same order; if it is meant, say `opposite-words: on-purpose` here"
                yield Problem(Code.SCORING, origin.at(*path), message, hint)
                break


def _numbered(scale: ResponseScale) -> list[tuple[str, int]]:
    return [(anchor.label, anchor.value) for anchor in scale.anchors]


def _check_texts(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """No two items under one heading read the same."""
    starts = {section.starts_with: as_read(section.title) for section in questionnaire.sections}
    heading = ""
    seen: dict[tuple[str, str], str] = {}
    for place, item in enumerate(questionnaire.items):
        heading = starts.get(item.id, heading)
        first = seen.setdefault((heading, as_read(item.text)), item.id)
        if first != item.id:
            message = f"'{item.id}' reads the same as '{first}'"
            hint = "give each item words of its own, or put the two into sections with different titles"
            yield Problem(Code.SCORING, origin.at("items", place, "text"), message, hint)
