"""What people type, with what they should find; a half is looked at while search is worked on, the other is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SEED = "2026-12-01"


def kept_back(query: str) -> bool:
    """Whether a query belongs to the half that nobody tunes search on: by its words alone, so that nobody chooses."""
    return hashlib.sha256(f"{SEED} {query}".encode()).digest()[0] % 2 == 1


def danger() -> dict[str, str]:
    """Every query of somebody in danger or despair, with what it is about."""
    groups = yaml.safe_load((HERE / "danger.yaml").read_text("utf-8"))
    return {query: about for about, queries in groups.items() for query in queries}


def everyday() -> dict[str, list[str]]:
    """Every other query, with the addresses of which one should stand among the first three."""
    found: dict[str, list[str]] = yaml.safe_load((HERE / "everyday.yaml").read_text("utf-8"))
    return found
