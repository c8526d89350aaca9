"""Worked examples together: they state every score, hold the blanks that matter, and stand on every line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..model.instrument import Instrument
from ..problems import Code, Problem
from ..scoring.cover import Example, lacking, rows
from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.questionnaire import Questionnaire
    from ..problems import Origin
    from ..scoring.cover import Need, Row
    from ..scoring.score import Score
    from ..scoring.table import Table

MOST_NAMED = 4
"""So many gaps are named; the rows show all."""

WIDEST = 110
"""Columns of a row in one line."""


def check_cover(questionnaire: Questionnaire, table: Table, origin: Origin) -> Iterator[Problem]:
    """In a guide no score, blank or line is without its worked example; rows to paste stand in the hint."""
    missing = uncovered(questionnaire, table) if isinstance(questionnaire, Instrument) else ()
    if missing:
        named = [need.words for need in missing[:MOST_NAMED]]
        more = [f"{len(missing) - MOST_NAMED} more"] if len(missing) > MOST_NAMED else []
        message = f"no worked example holds {'; '.join([*named, *more])}"
        hint = f"look through these rows and add them to `examples:`\n{offered_rows(table, missing)}"
        yield Problem(Code.WORKED_EXAMPLE, origin.key("examples"), message, hint)


def uncovered(questionnaire: Questionnaire, table: Table) -> tuple[Need, ...]:
    """The scores, blanks and lines for which there is no worked example."""
    examples = (
        Example(example.responses_to(table.points), frozenset(example.expect.scores))
        for example in questionnaire.examples
    )
    return lacking(table, examples)


def offered_rows(table: Table, missing: tuple[Need, ...]) -> str:
    """Examples for what is missing, as YAML to paste under `examples:`."""
    return "\n".join(line for row in rows(table, missing) for line in _row(table, row))


def _row(table: Table, row: Row) -> Iterator[str]:
    result = row.result
    means = {subscale.id for subscale in table.all_subscales() if subscale.rule == "mean"}
    yield f'  - title: "{"; ".join(row.words)}"'
    yield "    source: Computed by `securebase instrument check` from the rules of this file."
    yield from _mapping("responses", {item: str(response) for item, response in row.responses.items()}, 4)
    yield "    expect:"
    yield from _mapping("scores", {id_: spelt(result.scores[id_], mean=id_ in means) for id_ in row.stated}, 6)
    yield from _mapping("bands", {id_: band for id_ in row.stated if (band := result.scores[id_].band)}, 6)
    if result.profile:
        yield f"      profile: {result.profile}"
    for name, ids in (("facets", result.facets), ("notes", result.notes)):
        if ids:
            yield f"      {name}: [{', '.join(ids)}]"


def spelt(one: Score, *, mean: bool) -> str:
    """A score as an example states it; of a plain mean the sum and the number of answers."""
    if one.value is None:
        return "not-scored"
    exact = Fraction(*one.value)
    return f"{one.sum}/{one.count}" if mean and exact == Fraction(one.sum, one.count) else decimal(exact)


def _mapping(name: str, pairs: dict[str, str], indent: int) -> Iterator[str]:
    """One line where it is short, else a line for each pair; nothing where there is none."""
    flow = f"{' ' * indent}{name}: {{{', '.join(f'{key}: {value}' for key, value in pairs.items())}}}"
    if pairs and len(flow) <= WIDEST:
        yield flow
    elif pairs:
        yield f"{' ' * indent}{name}:"
        yield from (f"{' ' * (indent + 2)}{key}: {value}" for key, value in pairs.items())
