"""Norms, error and change: the published formulas, the same in both evaluators."""

from __future__ import annotations

import json
import shutil
import subprocess
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from mkdocs_securebase.scoring.measurement import chance_above, change, interval, share_below, standings
from mkdocs_securebase.scoring.table import Norm, Subscale

from ..projects import ROOT
from .builders import a_band, a_dimension, compiled

MEASUREMENT_JS = ROOT / "quiz" / "runtime" / "src" / "measurement.js"


def a_scale(sem: float | None = 2.0, norms: tuple[Norm, ...] = ()) -> Subscale:
    return Subscale(id="load", needs=1, lowest=(0, 1), highest=(20, 1), items=("a",), sem=sem, norms=norms)


@given(st.floats(-6, 6))
def test_the_normal_distribution_is_right_to_seven_places(z: float) -> None:
    assert share_below(z) == pytest.approx(NormalDist().cdf(z), abs=1e-7)


def test_the_error_of_measurement_is_sd_times_the_root_of_one_minus_reliability() -> None:
    dimension = a_dimension("load", ["a", "b"])
    dimension["precision"] = {"reliability": Fraction(84, 100), "sd": 20, "source": "Made up."}

    assert compiled(subscales=[dimension]).dimensions[0].sem == pytest.approx(8)


def test_an_interval_is_cut_off_at_the_ends_of_the_scale() -> None:
    assert interval(a_scale(), (10, 1)) == (8, 12)
    assert interval(a_scale(), (1, 1)) == (0, 3)
    assert interval(a_scale(), (39, 2), 2) == (15.5, 20)


def test_on_a_line_the_chances_are_even_and_one_error_above_it_five_to_one() -> None:
    assert chance_above(a_scale(), (8, 1), (8, 1)) == pytest.approx(0.5)
    assert chance_above(a_scale(), (10, 1), (8, 1)) == pytest.approx(0.8413, abs=1e-4)


def test_a_change_is_reliable_beyond_1_96_errors_of_a_difference() -> None:
    """Worked by hand: SEM 2, error of a difference 2 x 1.4142 = 2.8284; times 1.96 is 5.544."""
    small, large = change(a_scale(), (10, 1), (5, 1)), change(a_scale(), (10, 1), (4, 1))

    assert small is not None
    assert large is not None
    assert small.index == pytest.approx(-5 / (2 * sqrt(2)))
    assert not small.reliable
    assert large.index == pytest.approx(-2.1213, abs=1e-4)
    assert large.reliable


def test_without_a_published_error_there_is_none() -> None:
    scale = a_scale(sem=None)

    assert interval(scale, (1, 1)) is None
    assert chance_above(scale, (1, 1), (2, 1)) is None
    assert change(scale, (1, 1), (2, 1)) is None


def test_a_table_gives_t_and_its_error_a_group_t_and_percentile() -> None:
    norms = (Norm("published", rows=((4, 38.5, 3.0), (5.5, 41.0, None))), Norm("students", mean=10, sd=4))

    by_table, by_group = standings(a_scale(norms=norms), (4, 1))
    assert (by_table.norm, by_table.t, by_table.se, by_table.percentile) == ("published", 38.5, 3.0, None)
    assert (by_group.norm, by_group.t) == ("students", 35)
    assert by_group.percentile == pytest.approx(6.6807, abs=1e-4)

    assert [one.norm for one in standings(a_scale(norms=norms), (11, 2))] == ["published", "students"]
    assert [one.norm for one in standings(a_scale(norms=norms), (9, 2))] == ["students"]


def test_the_words_near_a_line_hold_within_one_error_to_a_thousandth() -> None:
    dimension = a_dimension("load", ["a", "b"], bands=[a_band("low", from_=1), a_band("high", above=2)])
    dimension["precision"] = {"reliability": Fraction(9, 10), "sd": 1, "source": "Made up."}
    dimension["near-line"] = {"within": "sem", "text": "{below} {above}"}

    assert compiled(subscales=[dimension]).dimensions[0].near == (79, 250)  # the root of 0.1 is 0.31622…


def test_a_published_error_is_drawn_in_place_of_the_soft_patch() -> None:
    dimension = a_dimension("load", ["a", "b"], bands=[a_band("low", from_=1), a_band("high", above=2)])
    dimension["precision"] = {"reliability": Fraction(91, 100), "sd": 1, "source": "Made up."}

    assert compiled(subscales=[dimension], **{"soft-patch": 1}).dimensions[0].patch == (3, 20)  # 0.3 of 2
    del dimension["precision"]
    assert compiled(subscales=[dimension], **{"soft-patch": 1}).dimensions[0].patch == (1, 4)


SCRIPT = """
import { chanceAbove, change, interval, standings } from '%s'
const cases = JSON.parse(process.argv[1])
console.log(JSON.stringify(cases.map(([scale, one, two]) => [
  standings(scale, one), interval(scale, one, 1.96), chanceAbove(scale, one, two), change(scale, one, two)
])))
"""


def test_the_browser_measures_the_same() -> None:
    norms: list[Any] = [
        {"id": "table", "rows": [[0, 30, 4.5], [2.5, 44, None], [7, 61.25, 3]]},
        {"id": "group", "mean": 4.4, "sd": 2.1},
    ]
    cases: list[Any] = [
        (
            {"id": "load", "needs": 1, "lowest": [0, 1], "highest": [9, 1], "items": ["a"], "norms": norms, "sem": sem},
            one,
            two,
        )
        for sem in (None, 0.4, 1.7)
        for one in ([0, 1], [5, 2], [7, 1], [26, 3])
        for two in ([0, 1], [3, 1], [9, 1])
    ]
    node = shutil.which("node")
    assert node

    done = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT % MEASUREMENT_JS.as_uri(), json.dumps(cases)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    for (scale, one, two), found in zip(cases, json.loads(done.stdout), strict=True):
        mine = TypeAdapter(Subscale).validate_python(scale)
        first, second = (one[0], one[1]), (two[0], two[1])
        held, changed = interval(mine, first, 1.96), change(mine, first, second)
        expected = [
            [{"norm": s.norm, "t": s.t, "se": s.se, "percentile": s.percentile} for s in standings(mine, first)],
            None if held is None else list(held),
            chance_above(mine, first, second),
            None if changed is None else {"index": changed.index, "reliable": changed.reliable},
        ]
        assert flat(found) == pytest.approx(flat(expected))


def flat(value: object) -> list[object]:
    """Everything in order, so that floats can be compared by their nearness."""
    if isinstance(value, dict):
        return [one for key in sorted(value) for one in flat(value[key])]
    if isinstance(value, list):
        return [one for part in value for one in flat(part)]
    return [value]
