"""A table of responses, one respondent a line, to scores and back to a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..model.questionnaire import SKIP
from ..problems import Code, Position, Problem, did_you_mean
from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.questionnaire import Questionnaire
    from ..scoring.table import Derived, Subscale, Table

RESPONDENT, SECONDS = "respondent", "seconds"
"""Columns besides the items: whose line it is, and how long it took. Both may be left out."""

ASIDE = "."
"""Columns whose name begins so are passed over, like the day that the page saves. No item is named so."""

PLACES = 6
"""Decimals of a score; the exact fraction stands beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """The responses of one line."""

    respondent: str
    responses: Mapping[str, str]
    seconds: float | None


def parse_responses(
    content: bytes, file: str, questionnaire: Questionnaire
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """A table with a column for each item, blank where it was left out; and every problem, by line and column."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (Problem(Code.UNREADABLE, Position(file), "the file is not UTF-8 text", "save it as CSV in UTF-8"),)
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns = [name.strip() for name in next(reader, [])]
    problems = [*_check_columns(columns, file, questionnaire)]
    if problems:
        return (), tuple(problems)
    values = {item.id: _values(questionnaire, item.id) for item in questionnaire.items}
    rows = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row, found = _row(dict(enumerate(cells)), columns, values, Position(file, reader.line_num))
            rows.append(row)
            problems += found
    return tuple(rows), tuple(problems)


def _values(questionnaire: Questionnaire, item_id: str) -> tuple[str, ...]:
    item = next(item for item in questionnaire.items if item.id == item_id)
    scale = questionnaire.scale_of(item)
    return tuple(str(anchor.value) for anchor in scale.anchors) if scale else ()


def _check_columns(columns: Sequence[str], file: str, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every item has its column, and every column is an item: a misspelt one must not pass for unanswered."""
    items = [item.id for item in questionnaire.items]
    for number, name in enumerate(columns, start=1):
        at = Position(file, 1, number)
        if name in columns[: number - 1]:
            yield Problem(Code.DUPLICATE_KEY, at, f"the column '{name}' is given twice", "keep one of the two")
        elif name not in (*items, RESPONDENT, SECONDS) and not name.startswith(ASIDE):
            hint = did_you_mean(name, items) or f"columns are items, '{RESPONDENT}' and '{SECONDS}'"
            yield Problem(Code.UNKNOWN_ID, at, f"there is no item '{name}' in '{questionnaire.id}'", hint)
    for item in items:
        if item not in columns:
            hint = "add the column, blank where the item was left out"
            yield Problem(Code.MISSING_FIELD, Position(file), f"there is no column for the item '{item}'", hint)


def _row(
    cells: Mapping[int, str], columns: Sequence[str], values: Mapping[str, Sequence[str]], line: Position
) -> tuple[Row, list[Problem]]:
    problems = []
    if len(cells) != len(columns):
        message = f"the line has {len(cells)} cells, but there are {len(columns)} columns"
        problems.append(Problem(Code.BAD_VALUE, line, message))
    responses: dict[str, str] = {}
    respondent, seconds = str(line.line), None
    for place, name in enumerate(columns):
        cell = cells.get(place, "").strip()
        at = Position(line.file, line.line, place + 1)
        if name == RESPONDENT:
            respondent = cell or respondent
        elif name == SECONDS:
            try:
                seconds = float(cell) if cell else None
            except ValueError:
                problems.append(Problem(Code.BAD_VALUE, at, f"'{cell}' is no number of seconds"))
        elif name.startswith(ASIDE):
            continue
        elif cell in (*values[name], SKIP):
            responses[name] = cell
        elif cell:
            hint = f"use one of {', '.join(values[name])}, or {SKIP}, or leave it blank"
            problems.append(Problem(Code.BAD_VALUE, at, f"'{cell}' is no response to '{name}'", hint))
    return Row(respondent, responses, seconds), problems


# Results ----------------------------------------------------------------------------------------------------------


def render_results(table: Table, rows: Sequence[Row], results: Iterable[Mapping[str, Any]]) -> str:
    """The results of the rows in their order, as an evaluator gives them as data with `measured`, as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    written = [_result(table, row, result) for row, result in zip(rows, results, strict=True)]
    columns = list(_result(table, Row("", {}, None), None))
    writer.writerow(columns)
    writer.writerows([cells[column] for column in columns] for cells in written)
    return out.getvalue()


def _result(table: Table, row: Row, result: Mapping[str, Any] | None) -> dict[str, str]:
    """Column to cell; without a result only the columns matter."""
    given = result or {}
    cells = {"respondent": row.respondent, "answered": _cell(given, "answered"), "skipped": _cell(given, "skipped")}
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
