"""People made up by chance whose sides of each bar are truly equal: whatever stands out in their answers is noise.

`python -m tests.scoring.simulated` prints how many of them a facet note would reach, with more people than the tests.
"""

from __future__ import annotations

from bisect import bisect
from math import sqrt
from random import Random
from typing import TYPE_CHECKING

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.score import facets_that_stand_out, score_subscale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_securebase.model.instrument import Instrument

CORRELATIONS = (0.23, 0.36, 0.52)
"""Between two items of one bar: loosely related, as in scales with many sides, to closely related."""

SHAPES = {
    "few at the ends": (-1.25, -0.4, 0.4, 1.25),
    "each as often": (-0.84, -0.25, 0.25, 0.84),
    "mostly low": (-0.39, 0.25, 0.84, 1.48),
}
"""How often each of five responses is chosen: where a standard normal is cut."""


def people(
    instrument: Instrument, correlation: float, shape: str, count: int, seed: int = 1
) -> Iterator[dict[str, int]]:
    """Responses of people who differ in each bar as a whole and in no side of it."""
    chance, cuts = Random(seed), SHAPES[shape]
    keying = {item.id: item.keying for item in instrument.items}
    for _ in range(count):
        responses = {}
        for dimension in instrument.dimensions:
            shared = sqrt(correlation) * chance.gauss(0, 1)
            for item in dimension.items:
                points = 1 + bisect(cuts, shared + sqrt(1 - correlation) * chance.gauss(0, 1))
                responses[item] = 6 - points if keying[item] == "reverse" else points
        yield responses


def share_told(instrument: Instrument, correlation: float, shape: str, count: int) -> float:
    """How many in a hundred of such people are told that a side stands out."""
    table = compile_table(instrument)

    def is_told(responses: Mapping[str, int]) -> bool:
        scores = {facet.id: score_subscale(table, facet, responses) for facet in table.facets}
        return bool(facets_that_stand_out(table, scores, responses))

    told = sum(map(is_told, people(instrument, correlation, shape, count)))
    return 100 * told / count


def main() -> None:
    from mkdocs_securebase.source.parse import parse_document

    from ..projects import ROOT

    path = ROOT / "quiz" / "instruments" / "closeness-self-check.yaml"
    source, _ = parse_document(path.read_bytes(), path.name)
    assert source is not None
    for shape in SHAPES:
        shares = (share_told(source.document, correlation, shape, 10_000) for correlation in CORRELATIONS)  # type: ignore[arg-type]
        print(f"{shape}:", *(f"{share:.1f}" for share in shares))


if __name__ == "__main__":
    main()
