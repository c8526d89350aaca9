"""The scoring contract in both evaluators: vectors, worked examples, and agreement on anything."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.reach import reachable_values
from mkdocs_securebase.scoring.score import band_of, compare
from mkdocs_securebase.scoring.table import (
    Asked,
    Band,
    Bound,
    Count,
    Cut,
    Derived,
    Off,
    Profile,
    Rules,
    Safety,
    Subscale,
    Suggestions,
    Table,
    Text,
)

from ..properties import cases
from .engines import JavaScript, Python, part_of, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from mkdocs_securebase.model.instrument import Instrument

    from .engines import Case, Engine

VECTORS = vectors()


@pytest.mark.parametrize(("table", "case"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS])
def test_a_vector_holds(table: Table, case: Case) -> None:
    assert part_of(Python()(table, case), case["expect"]) == case["expect"]


def test_the_browser_keeps_the_same_vectors(javascript: JavaScript) -> None:
    broken = [a for a, table, case in VECTORS if part_of(javascript(table, case), case["expect"]) != case["expect"]]

    assert broken == []
    assert len(VECTORS) > 130


def test_worked_examples_come_out_as_stated(closeness: Instrument, engine: Engine) -> None:
    table = compile_table(closeness)
    for example in closeness.examples:
        case = {
            "responses": example.responses_to(table.points),
            "seconds": example.seconds,
            "gate": example.gate,
            "contexts": list(example.contexts),
        }
        result = engine(table, case)
        expect = example.expect
        scores = {
            id_: "not-scored"
            if result["scores"][id_]["value"] is None
            else "{sum}/{count}".format(**result["scores"][id_])
            for id_ in expect.scores
        }

        assert scores == expect.scores, example.title
        assert {id_: result["scores"][id_]["band"] for id_ in expect.bands} == expect.bands, example.title
        assert result["profile"] == expect.profile, example.title
        assert tuple(result["facets"]) == expect.facets, example.title
        assert tuple(result["notes"]) == expect.notes, example.title
        if expect.lessons is not None:
            assert tuple(result["lessons"]) == expect.lessons, example.title


def test_each_part_of_the_scale_is_where_the_guide_says(closeness: Instrument) -> None:
    """Below 2.25 lower, to 2.75 between, to 3.25 middle, to 3.75 between, above that higher; edges go middle-ward."""

    def expected(score: Fraction) -> str:
        if score < Fraction(9, 4):
            return "lower"
        if score < Fraction(11, 4):
            return "between-lower-and-middle"
        if score <= Fraction(13, 4):
            return "middle"
        return "between-middle-and-higher" if score <= Fraction(15, 4) else "higher"

    table = compile_table(closeness)
    for dimension in table.dimensions:
        values = reachable_values(table, dimension)
        assert len(values) > 90
        for value in values:
            band = band_of(dimension.bands, value)
            assert band is not None
            assert band.id == expected(Fraction(*value))


@given(st.integers(-300, 300), st.integers(1, 60), st.fractions(-20, 20, max_denominator=64))
def test_comparing_whole_numbers_is_comparing_fractions(total: int, count: int, cut: Fraction) -> None:
    exact = Fraction(total, count) - cut
    compared = compare((total, count), (cut.numerator, cut.denominator))

    assert (compared > 0, compared == 0) == (exact > 0, exact == 0)


# Agreement of the two evaluators on anything -----------------------------------------------------------------------

T = TypeVar("T")
GROUPS = ("low", "middle", "high")
LESSONS = ("one", "two", "three", "four", "five")


def any_table(random: Random) -> Table:
    """Any table of the right shape, sensible or not, with any part of the format."""

    def ratio(low: int = -12, high: int = 24) -> tuple[int, int]:
        fraction = Fraction(random.randint(low, high), random.randint(1, 12))
        return fraction.numerator, fraction.denominator

    def some(things: Sequence[str], least: int = 0) -> tuple[str, ...]:
        return tuple(random.sample(things, random.randint(least, len(things))))

    def sometimes(thing: T, otherwise: T) -> T:
        return thing if random.random() < 0.4 else otherwise

    def points() -> dict[str, dict[str, int]]:
        return {item: {str(value): random.randint(-6, 12) for value in values} for item in items}

    def scale(name: str) -> dict[str, Any]:
        bands = (
            Band(f"band-{n}", ratio(), random.choice(("at", "above")), random.choice(GROUPS))
            for n in range(random.randint(0, 5))
        )
        return {
            "id": name,
            "needs": random.randint(1, 5),
            "lowest": (random.randint(-9, 0), random.randint(1, 4)),
            "highest": (random.randint(1, 9), random.randint(1, 4)),
            "rounding": random.choice(("none", "none", "half-up", "up")),
            "times": sometimes(ratio(-9, 9), (1, 1)),
            "plus": sometimes(ratio(), (0, 1)),
            "bands": tuple(bands),
            "near": sometimes(ratio(0, 8), None),
        }

    def subscale(name: str, of: str = "") -> Subscale:
        return Subscale(
            **scale(name),
            items=some(items, 1),
            rule=random.choice(("mean", "sum", "max")),
            fill=random.choice(("answered", "prorate")),
            points=sometimes(points(), None),
            patch=(1, 16),
            of=of,
            sides=(some(items), some(items)),
        )

    def text(of: str, id_: str) -> Text:
        """Any conditions on any scores and responses."""
        return Text(
            of=of,
            id=id_,
            counts=tuple(
                Count(random.randrange(len(tallies)), random.choice((0, 0, 1)), random.choice((None, 0, 1, 2)))
                for _ in range(random.choice((0, 0, 1, 2)))
            ),
            scores=tuple(
                Bound(score, sometimes(ratio(), None), sometimes(ratio(), None))
                for score in some(scores)
                if random.random() < 0.3
            ),
            off=tuple(
                Off(score, ratio(0, 9), tuple((ratio(), f"b{n}", f"a{n}") for n in range(random.randint(0, 3))))
                for score in some(scores)
                if random.random() < 0.3
            ),
            gate=sometimes(some(("afraid", "unsure", "not-afraid")), ()),
        )

    def derived(name: str, known: Sequence[str]) -> Derived:
        parts = some(known, 1)
        return Derived(
            **scale(name),
            parts=parts,
            weights=tuple(sometimes(ratio(-9, 9), (1, 1)) for _ in parts),
            rule=random.choice(("sum", "mean")),
            constant=sometimes(ratio(), (0, 1)),
        )

    items = [f"item-{n}" for n in range(random.randint(1, 9))]
    values = random.sample(range(-3, 10), random.randint(2, 7))
    responses = list(map(str, values))
    names = [f"dimension-{n}" for n in range(random.randint(1, 3))]
    facets = [f"facet-{n}" for n in range(random.randint(0, 4))]
    others = [f"other-{n}" for n in range(random.randint(0, 2))]
    made = [f"derived-{n}" for n in range(random.randint(0, 3))]
    profiles = [f"profile-{n}" for n in range(random.randint(0, 4))]
    scores = [*names, *facets, *others, *made]
    functions = random.random() < 0.3
    tallies = tuple({item: some(responses) for item in some(items)} for _ in range(3))
    return Table(
        instrument="any",
        revision="any",
        points=points(),
        asked={
            item: Asked(random.choice(items[:n]), some(responses), sometimes(random.randint(-3, 3), None))
            for n, item in enumerate(items)
            if n and random.random() < 0.2
        },
        dimensions=tuple(map(subscale, names)),
        facets=tuple(subscale(facet, random.choice(names)) for facet in facets),
        subscales=tuple(map(subscale, others)),
        derived=tuple(derived(name, [*names, *facets, *others, *made[:n]]) for n, name in enumerate(made)),
        cuts={score: Cut(ratio(), random.choice(("at", "above"))) for score in scores if random.random() < 0.2},
        profiles=tuple(
            Profile(
                profile,
                weights={score: random.randint(-40, 40) for score in some(scores, 1)},
                constant=random.randint(-99, 99),
            )
            if functions
            else Profile(profile, {score: some(GROUPS) for score in some(scores)})
            for profile in profiles
        ),
        tallies=tallies,
        texts=tuple(
            text(of, id_)
            for of, id_ in (
                *((score, f"band-{n}") for score in scores for n in range(3)),
                *(("", profile) for profile in profiles),
            )
            if random.random() < 0.6
        ),
        rules=Rules(ratio(), ratio(), random.randint(0, 5), random.randint(0, 90), sometimes(some(items, 1), ())),
        suggestions=Suggestions(
            most=random.randint(0, 4),
            safety=Safety(
                ("afraid", "unsure"),
                some(LESSONS),
                some(LESSONS),
                {item: some(responses) for item in some(items) if random.random() < 0.2},
                {score: some(["band-0", "band-1"]) for score in scores if random.random() < 0.1},
            ),
            contexts={"alone": some(LESSONS), "pair": some(LESSONS)},
            facets={facet: some(LESSONS) for facet in facets},
            profiles={profile: some(LESSONS) for profile in profiles},
            few=some(LESSONS),
        ),
    )


def any_case(random: Random, table: Table) -> Case:
    """Responses on the scale as numbers or texts, off it, skipped, or none; with or without time, gate and contexts."""
    responses = {}
    for item, points in table.points.items():
        known = random.choice(list(points))
        response = random.choice((known, known, int(known), int(known), "skip", "", "99", "toString", None))
        if response is not None:
            responses[item] = response
    return {
        "responses": responses,
        "seconds": random.choice((None, random.randint(0, 120), random.randint(0, 1200) / 10)),
        "gate": random.choice((None, "afraid", "unsure", "not-afraid")),
        "contexts": random.sample(("alone", "pair", "moving"), random.randint(0, 3)),
    }


@cases(2500)
@given(random=st.randoms(use_true_random=True))
def test_python_and_the_browser_agree_on_anything(javascript: JavaScript, random: Random) -> None:
    table = any_table(random)
    case = any_case(random, table)

    assert javascript(table, case) == Python()(table, case)


@cases(300)
@given(random=st.randoms(use_true_random=True))
def test_they_agree_on_the_instrument_that_ships(closeness: Instrument, javascript: JavaScript, random: Random) -> None:
    table = compile_table(closeness)
    case = any_case(random, table)

    result = Python()(table, case)

    assert javascript(table, case) == result
    assert (result["profile"] is None) == any(result["scores"][d.id]["band"] is None for d in closeness.dimensions)
