"""Language packs: what the checks must know of a language. A guide in a language without one is not measured by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from ...model.quality import Readability


@dataclass(frozen=True)
class Avoided:
    """Words that a guide does not say."""

    pattern: re.Pattern[str]
    say: str
    """What to say instead."""
    quoted: bool = False
    """Whether they may stand inside quotation marks, as what somebody thinks or says."""


class LanguagePack(Protocol):
    """The rules of one language; a module of this package is one."""

    WITHOUT: tuple[str, ...]
    """What the pack cannot measure, in words for authors."""
    AVOIDED: tuple[Avoided, ...]
    TRADE_WORDS: tuple[str, ...]
    """Beginnings of words that a glossary should explain."""

    def sentences(self, text: str) -> list[str]: ...
    def is_passive(self, sentence: str) -> bool: ...
    def begins_with_a_verb(self, step: str) -> bool: ...
    def tells_of_research(self, sentence: str) -> bool: ...
    def tells_of_memory(self, text: str) -> bool: ...
    def bare_percents(self, sentence: str) -> list[str]: ...
    def own_life(self, text: str) -> str: ...
    def tells_of_danger(self, text: str) -> bool: ...
    def readability(self, found: Iterable[list[str]]) -> Readability | None: ...


def pack_of(language: str) -> LanguagePack:
    """The pack for a BCP 47 tag: that of its first part, or the one that knows next to nothing."""
    from . import en, unknown  # they import this module

    return {"en": en}.get(language.partition("-")[0], unknown)
