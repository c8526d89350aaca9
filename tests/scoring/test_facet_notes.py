"""A side of a bar is said to stand out only where chance alone seldom makes it so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ..projects import ROOT
from .simulated import CORRELATIONS, SHAPES, share_told

if TYPE_CHECKING:
    from mkdocs_securebase.model.instrument import Instrument

MOST = 5
"""In a hundred people whose sides are equal."""


def documented(shape: str) -> list[float]:
    """What docs/instruments.md says of people who answer like that."""
    text = (ROOT / "docs" / "instruments.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {shape} \|(.*)\|$", text, re.MULTILINE)
    assert row is not None
    return [float(cell) for cell in row.group(1).split("|")]


@pytest.mark.parametrize("shape", SHAPES)
def test_at_most_five_in_a_hundred_people_with_equal_sides_are_told_that_one_stands_out(
    closeness: Instrument, shape: str
) -> None:
    assert share_told(closeness, CORRELATIONS[0], shape, 2_000) <= MOST
    assert max(documented(shape)) <= MOST


@pytest.mark.parametrize("shape", SHAPES)
def test_the_documented_shares_are_the_simulated_ones(closeness: Instrument, shape: str) -> None:
    found = [share_told(closeness, correlation, shape, 1_000) for correlation in CORRELATIONS]

    assert found == pytest.approx(documented(shape), abs=1.5)
