"""Edge: a table and many responses to results, by either evaluator."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from . import shared
from .scoring.measurement import measure
from .scoring.score import result_as_data, score, suggest, tell
from .scoring.table import table_as_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .exchange.responses import Row
    from .model.questionnaire import ScoringExample
    from .scoring.table import Table

RUNTIME = shared.runtime()
"""Where the JavaScript evaluator stands."""


class EvaluatorError(Exception):
    """An evaluator cannot run; the message says why."""


def score_in_python(table: Table, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The results of the rows as plain data, with texts under `told`, standings and intervals under `measured`."""
    results = []
    for row in rows:
        result = score(table, row.responses, row.seconds)
        measured = measure(table, {id_: one.value for id_, one in result.scores.items()})
        told = tell(table, result, row.responses)
        shown = {"told": result_as_data(told), "measured": {id_: asdict(one) for id_, one in measured.items()}}
        results.append({**result_as_data(result), **shown})
    return results


def score_in_javascript(table: Table, rows: Sequence[Row], runtime: Path = RUNTIME) -> list[dict[str, Any]]:
    """The same, by the evaluator of the browser in Node."""
    cases = [{"responses": dict(row.responses), "seconds": row.seconds} for row in rows]
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


def _run(table: Table, cases: Sequence[dict[str, Any]], node: str, runtime: Path) -> list[dict[str, Any]]:
    """What the evaluator of the browser says of each case."""
    lines = [{"table": table_as_data(table)}, *cases]
    done = subprocess.run(
        [node, str(runtime / "engine.js"), str(runtime / "src" / "score.js")],
        input="\n".join(map(json.dumps, lines)) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(results) != len(cases) or any("error" in result for result in results):
        said = done.stderr.strip() or next((r["error"] for r in results if "error" in r), "it gave too few results")
        raise EvaluatorError(f"the JavaScript evaluator failed: {said}")
    return results
