"""Edge: a table and many responses to results, by either evaluator."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from itertools import chain
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from . import shared
from .scoring.measurement import measure
from .scoring.score import result_as_data, score, suggest, tell
from .scoring.table import table_as_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .exchange.responses import Row
    from .model.questionnaire import ScoringExample
    from .scoring.table import Table

RUNTIME = shared.runtime()
"""Where the JavaScript evaluator stands."""


class EvaluatorError(Exception):
    """An evaluator cannot run; the message says why."""


def score_in_python(table: Table, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The results of the rows as plain data, with texts under `told`, standings and intervals under `measured`."""
    for row in rows:
        result = score(table, row.responses, row.seconds)
        measured = measure(table, {id_: one.value for id_, one in result.scores.items()})
        told = tell(table, result, row.responses)
        shown = {"told": result_as_data(told), "measured": {id_: asdict(one) for id_, one in measured.items()}}
        yield {**result_as_data(result), **shown}


def score_in_javascript(table: Table, rows: Iterable[Row], runtime: Path = RUNTIME) -> Iterator[dict[str, Any]]:
    """The same, by the evaluator of the browser in Node. The rows are read ahead of the results."""
    cases = ({"responses": dict(row.responses), "seconds": row.seconds} for row in rows)
    return _run(table, cases, _node(runtime), runtime)


def examples_that_differ(table: Table, examples: Sequence[ScoringExample], runtime: Path = RUNTIME) -> list[str]:
    """The titles of worked examples of which the two evaluators do not say the same, lessons and texts included."""
    responses = [one.responses_to(tuple(table.points)) for one in examples]
    cases: list[dict[str, Any]] = [
        {"responses": given, "seconds": one.seconds, "gate": one.gate, "contexts": list(one.contexts)}
        for one, given in zip(examples, responses, strict=True)
    ]
    differ = []
    came = _run(table, cases, _node(runtime), runtime)
    for one, given, found in zip(examples, responses, came, strict=True):
        result = score(table, given, one.seconds)
        expected = {
            **result_as_data(result),
            "lessons": list(suggest(table, result, one.gate, one.contexts)),
            "told": result_as_data(tell(table, result, given, one.gate)),
        }
        if {name: found[name] for name in expected} != expected:
            differ.append(one.title)
    return differ


def _node(runtime: Path) -> str:
    node = shutil.which("node")
    if node is None:
        raise EvaluatorError("Node is needed for the JavaScript evaluator: install it, or use `--engine python`")
    if not (runtime / "engine.js").is_file():
        raise EvaluatorError(f"{runtime} does not hold the JavaScript evaluator: run this from its source")
    return node


def _run(table: Table, cases: Iterable[dict[str, Any]], node: str, runtime: Path) -> Iterator[dict[str, Any]]:
    """What the evaluator of the browser says of each case, one after the other.

    A thread hands the cases over, as far ahead as the pipe takes them, so that no more than these are held.
    """
    lines = chain([{"table": table_as_data(table)}], cases)
    command = [node, str(runtime / "engine.js"), str(runtime / "src" / "score.js")]
    with (
        TemporaryFile("w+", encoding="utf-8") as said,
        Popen(command, stdin=PIPE, stdout=PIPE, stderr=said, encoding="utf-8") as process,
        ThreadPoolExecutor(1) as hand,
    ):
        assert process.stdin
        assert process.stdout
        given = hand.submit(_hand_over, process.stdin, lines)
        try:
            found = 0
            for line in process.stdout:
                found, result = found + 1, json.loads(line)
                if "error" in result:
                    raise EvaluatorError(f"the JavaScript evaluator failed: {result['error']}")
                yield result
            if process.wait() or given.result() != found + 1:
                said.seek(0)
                reason = said.read().strip() or "it gave too few results"
                raise EvaluatorError(f"the JavaScript evaluator failed: {reason}")
        finally:
            process.kill()


def _hand_over(pipe: IO[str], lines: Iterable[dict[str, Any]]) -> int:
    """Write each line as JSON; how many there were. Where nobody reads any more, it ends."""
    number = 0
    with suppress(BrokenPipeError), pipe:
        for line in lines:
            pipe.write(json.dumps(line) + "\n")
            number += 1
    return number
