"""Proofs of questionnaires as a table for the terminal, and as JSON with exact counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..scoring.proofs import Proof, ScoreProof
    from ..scoring.truth import TextProof

TEXTS = ("text", "comes out after", "of these belie it", "told", "caution told", "told though belied")
"""Columns of the texts that responses could belie, in patterns of responses to the whole questionnaire."""

HEAD = ("score", "items", "needs", "range", "cells", "patterns", "each in one band of")


def render_proofs(proofs: Sequence[Proof]) -> str:
    """A paragraph for each questionnaire, with a line for each of its scores."""
    return "\n\n".join(map(_proof, proofs))


def _proof(proof: Proof) -> str:
    head = f"{proof.questionnaire} (key {proof.revision}): {proof.items} items, {_count(proof.patterns)} ways to answer"
    notes = [f"largest number {_count(proof.largest)}, of {_count(2**53 - 1)} that a browser counts exactly"]
    if proof.profiles:
        notes.insert(0, f"{proof.profiles} profiles: each reached, each combination of scores in exactly one")
    texts = _table(TEXTS, (_text(text, proof) for text in proof.texts)) if proof.texts else []
    if proof.texts and proof.belied is not None:
        before, after = map(_count, proof.belied)
        texts.append(f"belied by their texts: {before} patterns if bands and profiles alone decided, {after} as it is")
    return "\n".join([head, *(f"  {line}" for line in (*_table(HEAD, map(_row, proof.scores)), *notes, *texts))])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Lines with their columns one below the other."""
    lines = [head, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def _text(text: TextProof, proof: Proof) -> tuple[str, ...]:
    name = f"{text.of} {text.id}".strip()
    if text.counts is None:
        return (name, *("too many",) * (len(TEXTS) - 1))
    belied = text.belied(proof.words)
    return (name, *map(_count, (text.chosen, text.belying, text.told, text.belying - belied, belied)))


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
        "belied": None if proof.belied is None else dict(zip(("before", "after"), proof.belied, strict=True)),
        "texts": [_text_data(text, proof) for text in proof.texts],
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


def _text_data(text: TextProof, proof: Proof) -> dict[str, Any]:
    """Of one text: patterns by what belies it, and the smallest that does; null where there are too many."""
    counts = text.counts
    return {
        "of": text.of,
        "id": text.id,
        "counts": None if counts is None else {" ".join(sorted(kinds)): number for kinds, number in counts.items()},
        "told": None if counts is None else text.told,
        "belying": None if counts is None else text.belying,
        "belied": None if counts is None else text.belied(proof.words),
        "smallest": next((dict(given) for kinds, given in text.smallest.items() if kinds), None),
    }
