"""Proofs of questionnaires as a table for the terminal, and as JSON with exact counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..scoring.proofs import Proof, ScoreProof

HEAD = ("score", "items", "needs", "range", "cells", "patterns", "each in one band of")


def render_proofs(proofs: Sequence[Proof]) -> str:
    """A paragraph for each questionnaire, with a line for each of its scores."""
    return "\n\n".join(map(_proof, proofs))


def _proof(proof: Proof) -> str:
    rows = [HEAD, *map(_row, proof.scores)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    head = f"{proof.questionnaire} (key {proof.revision}): {proof.items} items, {_count(proof.patterns)} ways to answer"
    notes = [f"largest number {_count(proof.largest)}, of {_count(2**53 - 1)} that a browser counts exactly"]
    if proof.profiles:
        notes.insert(0, f"{proof.profiles} profiles: each reached, each combination of scores in exactly one")
    return "\n".join([head, *(f"  {line}" for line in lines), *(f"  {note}" for note in notes)])


def _row(score: ScoreProof) -> tuple[str, ...]:
    counts = score.scores if score.scores is not None else {}
    cells = f"{score.cells:,}" if score.cells is not None else f"{len(counts):,} scores" if counts else "too many"
    reached = "" if score.patterns is None else _count(score.patterns)
    return (
        score.id,
        str(score.items),
        str(score.needs),
        f"{decimal(score.lowest)} to {decimal(score.highest)}",
        cells,
        reached,
        str(len(score.bands)) if score.bands else "no bands",
    )


def _count(number: int) -> str:
    """A number in full up to a million million, then by its size."""
    if number < 10**12:
        return f"{number:,}"
    return f"{number:.2e}".replace("e+", " x 10^").replace("^0", "^")


def render_proofs_json(proofs: Sequence[Proof]) -> str:
    """The same with exact counts of patterns for each score and each band; scores are fractions as text."""
    return json.dumps([_data(proof) for proof in proofs], indent=1)


def _data(proof: Proof) -> dict[str, Any]:
    return {
        "questionnaire": proof.questionnaire,
        "revision": proof.revision,
        "items": proof.items,
        "patterns": proof.patterns,
        "profiles": proof.profiles,
        "largest": proof.largest,
        "scores": {
            score.id: {
                "items": score.items,
                "needs": score.needs,
                "lowest": str(score.lowest),
                "highest": str(score.highest),
                "cells": score.cells,
                "patterns": score.patterns,
                "complete": score.complete,
                "bands": dict(score.bands),
                "scores": None if score.scores is None else {str(value): n for value, n in score.scores.items()},
            }
            for score in proof.scores
        },
    }
