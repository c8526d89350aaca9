"""What responses came to, as a table: one respondent a line."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TextIO

from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..scoring.table import Derived, Subscale, Table
    from .responses import Row

PLACES = 6
"""Decimals of a score; the exact fraction stands beside it."""


def write_results(table: Table, rows: Iterable[Row], results: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write the results of the rows in their order, as an evaluator gives them as data with `measured`, as CSV.

    Line by line, so that no more than one is held. Returns how many there were.
    """
    writer = csv.writer(out, lineterminator="\n")
    columns = list(_result(table, "", None))
    writer.writerow(columns)
    number = 0
    for row, result in zip(rows, results, strict=True):
        cells = _result(table, row.respondent, result)
        writer.writerow([cells[column] for column in columns])
        number += 1
    return number


def no_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with a quote in front where it would. Numbers stay."""
    runs = text[:1] in _RUNS and not re.fullmatch(r"-?\d+([.,]\d+)?", text)
    return f"'{text}" if text and runs else text


_RUNS = "=+-@\t\r\n＝＋－＠"


def _result(table: Table, respondent: str, result: Mapping[str, Any] | None) -> dict[str, str]:
    """Column to cell; without a result only the columns matter."""
    given = result or {}
    cells = {
        "respondent": no_formula(respondent),
        "answered": _cell(given, "answered"),
        "skipped": _cell(given, "skipped"),
    }
    for scale in table.scales():
        one = given["scores"][scale.id] if given else {}
        measured = given["measured"].get(scale.id, {}) if given else {}
        cells.update({f"{scale.id}{name}": cell for name, cell in _score(scale, one, measured).items()})
    if table.profiles:
        cells["profile"] = _cell(given, "profile")
    if table.facets:
        cells["facets"] = " ".join(given.get("facets", ()))
    cells["notes"] = " ".join(given.get("notes", ()))
    cells["safety"] = "yes" if given.get("safety") else ""
    if table.texts:
        told = given.get("told", {})
        profile = ("profile",) if told.get("profile") else ()
        cells["told"] = " ".join((*told.get("bands", ()), *profile))
        cells["cautions"] = "; ".join(map(_caution, told.get("cautions", ())))
    return cells


def _caution(one: Mapping[str, Any]) -> str:
    """Which text is not told, and why: the items that belie it, the lines that are near."""
    lines = ("near " + " ".join(line) for line in one["near"])
    reasons = (*one["strong"], *lines, *(("unfit",) if one["unfit"] else ()))
    return f"{one['of'] or 'profile'}: {', '.join(reasons)}"


def _score(scale: Subscale | Derived, one: Mapping[str, Any], measured: Mapping[str, Any]) -> dict[str, str]:
    value = one.get("value")
    cells = {
        "": "" if value is None else decimal(Fraction(*value), PLACES),
        ".exact": "" if value is None else str(Fraction(*value)),
        ".count": _cell(one, "count"),
    }
    if scale.bands:
        cells[".band"] = _cell(one, "band")
    if scale.near is not None:
        cells[".near"] = " ".join(one.get("near") or ())
    if scale.sem is not None:
        ends = measured.get("interval") or (None, None)
        cells[".from"], cells[".to"] = (_rounded(end) for end in ends)
    standings = {standing["norm"]: standing for standing in measured.get("standings", ())}
    for norm in scale.norms:
        found = standings.get(norm.id, {})
        cells[f".{norm.id}.t"] = _rounded(found.get("t"))
        if norm.rows:
            cells[f".{norm.id}.se"] = _rounded(found.get("se"))
        else:
            cells[f".{norm.id}.percentile"] = _rounded(found.get("percentile"))
    return cells


def _cell(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return "" if value is None else str(value)


def _rounded(number: float | None) -> str:
    """To the places that a float is good for; both evaluators agree in them."""
    return "" if number is None else f"{number:.4f}"
