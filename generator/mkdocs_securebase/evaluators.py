"""Edge: a table and many responses to results, by either evaluator."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .scoring.measurement import measure
from .scoring.score import result_as_data, score, tell
from .scoring.table import table_as_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .exchange.responses import Row
    from .scoring.table import Table

RUNTIME = Path(__file__).parents[2] / "quiz" / "runtime"
"""Where the JavaScript evaluator stands beside the package."""


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
    node = shutil.which("node")
    if node is None:
        raise EvaluatorError("Node is needed for the JavaScript evaluator: install it, or use `--engine python`")
    if not (runtime / "engine.js").is_file():
        raise EvaluatorError(f"{runtime} does not hold the JavaScript evaluator: run this from its source")
    lines = [{"table": table_as_data(table)}, *({"responses": r.responses, "seconds": r.seconds} for r in rows)]
    done = subprocess.run(
        [node, str(runtime / "engine.js"), str(runtime / "src" / "score.js")],
        input="\n".join(map(json.dumps, lines)) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(results) != len(rows) or any("error" in result for result in results):
        said = done.stderr.strip() or next((r["error"] for r in results if "error" in r), "it gave too few results")
        raise EvaluatorError(f"the JavaScript evaluator failed: {said}")
    return results
