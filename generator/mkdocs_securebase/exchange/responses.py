"""A table of responses, one respondent a line, as survey tools and spreadsheets give it: read line by line.

Nothing is guessed. What is not in our own form is read as the options say, and a refusal names the option that helps.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from ..model.prose import as_written
from ..model.questionnaire import SKIP
from ..model.wording import as_read
from ..problems import Code, Position, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..model.questionnaire import Item, Questionnaire

RESPONDENT, SECONDS = "respondent", "seconds"
"""Columns besides the items: whose line it is, and how long it took. Both may be left out."""

ASIDE = "."
"""Columns whose name begins so are passed over, like the day that the page saves. No item is named so."""

LARGEST_CELL = 10_000_000
"""So many characters may stand in a cell; a quote that nothing closes would take in the rest of the file."""

MOST_PROBLEMS = 1_000
"""So many problems of a table are kept; after that it is read no further."""

_WHOLE = re.compile(r"(-?\d{1,15})[.,]0+")
_SECONDS = re.compile(r"\d{1,12}(?:[.,]\d{1,12})?")


@dataclass(frozen=True, slots=True)
class Row:
    """The responses of one line."""

    respondent: str
    responses: Mapping[str, str]
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Passed:
    """What was passed over, in a sentence, and the first line of it; lines of one kind are told together."""

    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Form:
    """How to read a table that is not in our own form."""

    labels: bool = False
    """Cells hold the words of answers."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading to item, `respondent`, `seconds`, or '' for a column to pass over."""
    ignore_other_columns: bool = False
    missing: frozenset[str] = frozenset()
    """Cells that stand for no answer."""
    heading_rows: int | None = None
    """Lines of headings, names first; None: one, and those below that repeat the items' texts."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a first reading found."""

    respondents: int
    problems: tuple[Problem, ...]
    passed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """A table that can be read again and again, one line at a time; `opened` gives its bytes from the start."""

    opened: Callable[[], BinaryIO]
    file: str
    questionnaire: Questionnaire
    form: Form = Form()

    def __iter__(self) -> Iterator[Row]:
        """The rows that have no problems."""
        return (one for one in self._read() if isinstance(one, Row))

    def check(self) -> Checked:
        """Read all of it: how many respondents there are, every problem by line and column, and what is passed over."""
        respondents, problems, passed = 0, [], dict[str, list[int]]()
        for one in self._read():
            if isinstance(one, Row):
                respondents += 1
            elif isinstance(one, Passed):
                count = passed.setdefault(one.message, [one.line, 0])
                count[1] += 1
            else:
                problems.append(one)
                if len(problems) == MOST_PROBLEMS:
                    break
        told = (
            message if not line else f"line {line}{f' and {more - 1} more' if more > 1 else ''}: {message}"
            for message, (line, more) in passed.items()
        )
        return Checked(respondents, tuple(problems), tuple(told))

    def _read(self) -> Iterator[Row | Problem | Passed]:
        line = 1
        with self.opened() as content:
            try:
                lines = _Lines(content)
                for one in _entries(lines, self.file, self.questionnaire, self.form):
                    line = lines.line
                    yield one
            except UnicodeDecodeError:
                yield Problem(
                    Code.UNREADABLE, Position(self.file), "the file is not UTF-8 text", "save it as CSV in UTF-8"
                )
            except csv.Error as error:
                hint = "look for a quotation mark that nothing closes, or that stands inside a cell"
                yield Problem(Code.UNREADABLE, Position(self.file, line), f"no table from here on: {error}", hint)


class _Lines:
    """The lines of a table as cells. A first line `sep=;` names what stands between them; else the headings tell."""

    def __init__(self, content: BinaryIO) -> None:
        csv.field_size_limit(LARGEST_CELL)
        text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
        head, self._before = text.readline(), 0
        named = re.fullmatch(r'"?sep=(.)"?\s*', head)
        if named:
            head, self._before = text.readline(), 1
        unquoted = re.sub(r'"[^"]*"', "", head)
        between = named[1] if named else max(",;\t", key=unquoted.count)
        self._reader = csv.reader(chain([head], text), delimiter=between, strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        for cells in self._reader:
            yield [cell.strip() for cell in cells]

    @property
    def line(self) -> int:
        """The last line of the file that was read."""
        return self._before + self._reader.line_num


def _entries(lines: _Lines, file: str, questionnaire: Questionnaire, form: Form) -> Iterator[Row | Problem | Passed]:
    choices = {item.id: _Choices.of(item, questionnaire, form) for item in questionnaire.items}
    unclear = [*_check_missing(choices, file, form)]
    rows = iter(lines)
    columns, problems = _columns(next(rows, []), file, questionnaire, form)
    yield from (*unclear, *problems)
    if unclear or problems:
        return
    aside = [repr(name) for name, target in columns if target is None and name and not name.startswith(ASIDE)]
    if aside:
        yield Passed(f"the column{'s' * (len(aside) > 1)} {', '.join(aside)} passed over", 0)
    targets = [target for _, target in columns]
    waiting: Iterable[tuple[list[str], int]] = ()
    if form.heading_rows is None:
        waiting, headings = _headings_below(rows, lines, targets, questionnaire, choices)
    else:
        headings = [lines.line for _ in islice(rows, form.heading_rows - 1)]
    for line in headings:
        yield Passed("headings passed over", line)
    for cells, line in chain(waiting, ((cells, lines.line) for cells in rows)):
        if not any(cells) and (len(cells) < 2 or RESPONDENT in targets):
            yield Passed("a blank line passed over", line)
            continue
        yield from _row(cells, targets, choices, form, Position(file, line))


def _headings_below(
    rows: Iterator[list[str]],
    lines: _Lines,
    targets: Sequence[str | None],
    questionnaire: Questionnaire,
    choices: Mapping[str, _Choices],
) -> tuple[list[tuple[list[str], int]], list[int]]:
    """Of the next two lines, those to read as responses, and those that are headings.

    A line with the text of each item below its name is a heading for certain. So is one right below it that holds no
    response to any item and nothing blank: the ids of a survey tool.
    """
    texts = {item.id: as_read(item.text) for item in questionnaire.items}
    held, headings = [(cells, lines.line) for cells in islice(rows, 1)], []
    for cells, line in held:
        if all(as_read(cell) == texts[target] for target, cell in _answers(targets, cells, texts)):
            headings.append(line)
            held = [(cells, lines.line) for cells in islice(rows, 1)]
    for cells, line in held if headings else ():
        if all(cell and choices[target].of_cell(cell) is None for target, cell in _answers(targets, cells, texts)):
            headings.append(line)
            held = []
    return held, headings


def _answers(
    targets: Sequence[str | None], cells: Sequence[str], items: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    padded = chain(cells, [""] * len(targets))
    return ((target, cell) for target, cell in zip(targets, padded, strict=False) if target in items and target)


# Columns ----------------------------------------------------------------------------------------------------------


def _columns(
    headings: Sequence[str], file: str, questionnaire: Questionnaire, form: Form
) -> tuple[list[tuple[str, str | None]], list[Problem]]:
    """Each heading with the item, `respondent` or `seconds` that its column holds; None where it is passed over.

    Every item has its column, and every column is known: a misspelt one must not pass for unanswered.
    """
    while headings and not headings[-1]:
        headings = headings[:-1]
    found: list[tuple[str, str | None]] = []
    problems = []
    for number, name in enumerate(headings, start=1):
        at = Position(file, 1, number)
        meant = [form.columns[name]] if name in form.columns else _meant(name, questionnaire)
        target = meant[0] if len(meant) == 1 else None
        if len(meant) > 1:
            message = f"the column '{name}' may be {' or '.join(map(repr, meant))}"
            problems.append(Problem(Code.BAD_VALUE, at, message, "say which with --columns FILE"))
        elif target and target in [other for _, other in found]:
            message = f"the column '{name}' is given twice"
            problems.append(Problem(Code.DUPLICATE_KEY, at, message, "keep one of the two"))
        elif not (meant or name in form.columns or name.startswith(ASIDE) or form.ignore_other_columns or not name):
            problems.append(_unknown_column(name, at, questionnaire))
        found.append((name, target or None))
    held = {target for _, target in found}
    for item in questionnaire.items:
        if item.id not in held:
            hint = "add the column, blank where the item was left out; or say with --columns FILE which one it is"
            message = f"there is no column for the item '{item.id}'"
            problems.append(Problem(Code.MISSING_FIELD, Position(file), message, hint))
    return found, problems


def _unknown_column(name: str, at: Position, questionnaire: Questionnaire) -> Problem:
    known = [*(item.id for item in questionnaire.items), RESPONDENT, SECONDS]
    near = did_you_mean(name, known)
    others = (
        f"--columns FILE says which column is which; --ignore-other-columns passes over all but the items, "
        f"'{RESPONDENT}' and '{SECONDS}'"
    )
    hint = f"{near} Else: {others}" if near.startswith("did you mean") else others
    return Problem(Code.UNKNOWN_ID, at, f"there is no item '{name}' in '{questionnaire.id}'", hint)


def _meant(name: str, questionnaire: Questionnaire) -> list[str]:
    """What a heading names: an item by its id, its text or its id elsewhere, or one of our own columns."""
    if name in (RESPONDENT, SECONDS):
        return [name]
    return [
        item.id
        for item in questionnaire.items
        if name
        and (
            name == item.id
            or as_read(name) == as_read(item.text)
            or (item.fhir is not None and name == item.fhir.link_id)
        )
    ]


def parse_columns(content: bytes, file: str, questionnaire: Questionnaire) -> tuple[dict[str, str], list[Problem]]:
    """A CSV with the headings `column` and `item`: which column holds what; a blank `item` passes its column over."""
    table: dict[str, str] = {}
    problems = []
    known = [*(item.id for item in questionnaire.items), RESPONDENT, SECONDS]
    try:
        lines = _Lines(io.BytesIO(content))
        rows = iter(lines)
        head = next(rows, [])
        if sorted(head) != ["column", "item"]:
            message = "the first line must say `column,item`"
            return {}, [Problem(Code.MISSING_FIELD, Position(file), message, "then a line for each column")]
        for cells in rows:
            at = Position(file, lines.line)
            pair = dict(zip(head, cells, strict=False))
            name, item = pair.get("column", ""), pair.get("item", "")
            if len(cells) > len(head):
                problems.append(Problem(Code.BAD_VALUE, at, "two cells are due here: a column and an item"))
            elif item and item not in known:
                message = f"there is no item '{item}' in '{questionnaire.id}'"
                problems.append(Problem(Code.UNKNOWN_ID, at, message, did_you_mean(item, known)))
            elif name in table:
                problems.append(Problem(Code.DUPLICATE_KEY, at, f"the column '{name}' is named twice"))
            elif name:
                table[name] = item
    except (UnicodeDecodeError, csv.Error):
        return {}, [Problem(Code.UNREADABLE, Position(file), "no table in UTF-8", "save it as CSV in UTF-8")]
    return table, problems


# Cells ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choices:
    """What may stand in the cells of an item."""

    values: tuple[str, ...]
    known: Mapping[str, str]
    """Cell to response: values and codes, or, as the form says, words as they read."""
    words: Mapping[str, str]
    labels: bool

    @classmethod
    def of(cls, item: Item, questionnaire: Questionnaire, form: Form) -> _Choices:
        scale = questionnaire.scale_of(item)
        anchors = scale.anchors if scale else ()
        words = {as_read(as_written(anchor.label)): str(anchor.value) for anchor in anchors}
        known = {SKIP: SKIP}
        if scale and scale.skip:
            words[as_read(scale.skip)] = SKIP
        if scale and scale.skip_fhir:
            known[scale.skip_fhir.code] = SKIP
        known.update({anchor.fhir.code: str(anchor.value) for anchor in anchors if anchor.fhir})
        known.update({str(anchor.value): str(anchor.value) for anchor in anchors})
        values = tuple(str(anchor.value) for anchor in anchors)
        return cls(values, {SKIP: SKIP} if form.labels else known, words, form.labels)

    def of_cell(self, cell: str) -> str | None:
        """The response that a cell holds; None where it holds none. 1.0 and 1,0 are the whole number 1."""
        if cell in self.known:
            return self.known[cell]
        if self.labels:
            return self.words.get(as_read(cell))
        whole = _whole(cell)
        return whole if whole in self.values else None

    def hint(self, cell: str) -> str:
        """What may stand there, and the option that would read the cell."""
        if self.labels:
            known = ", ".join(repr(word) for word in self.words)
            return f"with --labels the words of an answer are due: {known}; or leave it blank"
        hint = f"use one of {', '.join(self.values)}, or {SKIP}, or leave it blank"
        if as_read(cell) in self.words:
            return f"{hint}; --labels reads the words of answers"
        return f"{hint}; if it stands for no answer, say --missing={cell}" if _like_missing(cell) else hint


def _whole(cell: str) -> str:
    """A number without a fraction, without its zeros behind the point or the comma; any other cell as it is."""
    found = _WHOLE.fullmatch(cell)
    return found[1] if found else cell


def _like_missing(cell: str) -> bool:
    """Whether a cell looks like what programs write where an answer is missing; only for the hint."""
    return "," not in cell and bool(re.fullmatch(r"-\d+|9+|\W|#?n/?a\.?|nan|null|none|missing", cell, re.IGNORECASE))


def _check_missing(choices: Mapping[str, _Choices], file: str, form: Form) -> Iterator[Problem]:
    """What stands for no answer is not an answer as well."""
    for cell in sorted(form.missing):
        item = next((item for item, one in choices.items() if one.of_cell(cell) not in (None, SKIP)), None)
        if item:
            message = f"'{cell}' is an answer to '{item}', it cannot also stand for none"
            yield Problem(Code.BAD_VALUE, Position(file), message, "leave it out of --missing")


def _row(
    cells: Sequence[str], targets: Sequence[str | None], choices: Mapping[str, _Choices], form: Form, line: Position
) -> Iterator[Row | Problem]:
    if len(cells) < len(targets) or any(cells[len(targets) :]):
        message = f"the line has {len(cells)} cells, but there are {len(targets)} columns"
        yield Problem(Code.BAD_VALUE, line, message)
    responses: dict[str, str] = {}
    respondent, seconds, sound = str(line.line), None, len(cells) >= len(targets)
    for place, (target, cell) in enumerate(zip(targets, cells, strict=False), start=1):
        if target is None or not cell or cell in form.missing or _whole(cell) in form.missing:
            continue
        at = Position(line.file, line.line, place)
        if target == RESPONDENT:
            respondent = cell
        elif target == SECONDS:
            if _SECONDS.fullmatch(cell):
                seconds = float(cell.replace(",", "."))
            else:
                sound, hint = False, "seconds are 0 or more, such as 95 or 95.5"
                yield Problem(Code.BAD_VALUE, at, f"'{_short(cell)}' is no number of seconds", hint)
        else:
            response = choices[target].of_cell(cell)
            if response is None:
                sound = False
                message = f"'{_short(cell)}' is no response to '{target}'"
                yield Problem(Code.BAD_VALUE, at, message, choices[target].hint(cell))
            else:
                responses[target] = response
    if sound:
        yield Row(respondent, responses, seconds)


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
