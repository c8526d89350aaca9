"""What people type, with what they should find; a half is looked at while search is worked on, the other is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SEED = "2026-12-01"


def kept_back(query: str) -> bool:
    """Whether a query belongs to the half that nobody tunes search on: by its words alone, so that nobody chooses."""
    return hashlib.sha256(f"{SEED} {query}".encode()).digest()[0] % 2 == 1


def danger() -> dict[str, str]:
    """Every query of somebody in danger or despair, with what it is about."""
    files = (HERE / "danger.yaml", *sorted(HERE.glob("probes-danger*.yaml")))
    return {query: about for file in files for about, queries in _read(file).items() for query in queries}


def everyday() -> dict[str, list[str]]:
    """Every other query, with the addresses of which one should stand among the first three."""
    found: dict[str, list[str]] = _read(HERE / "everyday.yaml")
    return found


def worries() -> list[str]:
    """Queries of people whose relationship worries them, above whose results no help should stand."""
    return [query for file in sorted(HERE.glob("probes-everyday*.yaml")) for query in _read(file)]


def _read(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
