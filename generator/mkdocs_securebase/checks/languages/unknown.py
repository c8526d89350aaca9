"""Any language without a pack: sentences end with the marks that end them nearly everywhere; no more is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.quality import Readability
    from . import Avoided

WITHOUT = (
    "reading grade", "passive", "steps that begin with a verb", "words that promise or label",
    "talk of research without a source", "percentages without a base", "words of danger", "words of the trade",
)  # fmt: skip
AVOIDED: tuple[Avoided, ...] = ()
TRADE_WORDS: tuple[str, ...] = ()

_END = re.compile(r"(?<=[.!?…؟])[”’»)\"]*\s+|(?<=[。！？])|\n{2,}")


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly; paragraphs end sentences too."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def is_passive(sentence: str) -> bool:  # noqa: ARG001
    """Not known."""
    return False


def begins_with_a_verb(step: str) -> bool:  # noqa: ARG001
    """Not known, so no alarm."""
    return True


def tells_of_research(sentence: str) -> bool:  # noqa: ARG001
    """Not known."""
    return False


def tells_of_memory(text: str) -> bool:  # noqa: ARG001
    """Not known."""
    return False


def bare_percents(sentence: str) -> list[str]:  # noqa: ARG001
    """Not known."""
    return []


def own_life(text: str) -> str:  # noqa: ARG001
    """Not known."""
    return ""


def tells_of_danger(text: str) -> bool:  # noqa: ARG001
    """Not known."""
    return False


def readability(found: Iterable[list[str]]) -> Readability | None:  # noqa: ARG001
    """No formula."""
    return None
