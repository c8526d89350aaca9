"""When two texts read the same."""

from __future__ import annotations

import unicodedata

_QUOTES = str.maketrans("’‘“”„«»", '\'\'"""""')


def as_read(words: str) -> str:
    """Words as they are told apart: without capitals, invisible characters, spaces and stops at the ends."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", words) if unicodedata.category(c) != "Cf")
    plain = " ".join(seen.casefold().translate(_QUOTES).split())
    return plain.strip(" .,;:!?…") or plain
