"""`make bench-quiz`: what the self-check weighs and takes, beside survey-core in the same run, and its limits."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.table import table_as_json
from mkdocs_securebase.source.parse import parse_questionnaire

from ..projects import ROOT
from .keys import key_to_frame, share

HERE = Path(__file__).parent
KB = 1000
STARTS = 9
"""New processes of which the best start is taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of ours beside theirs."""

    name: str
    ours: float
    theirs: float | None
    limit: float
    unit: str

    @property
    def kept(self) -> bool:
        return self.ours <= self.limit

    def __str__(self) -> str:
        theirs = "" if self.theirs is None else f"{self.theirs:,.1f} {self.unit}"
        mark = "" if self.kept else "  OVER THE LIMIT"
        return f"{self.name:44} {self.ours:>9,.1f} {self.unit:3} {self.limit:>9,.0f} {self.unit:3} {theirs:>14}{mark}"


def measure() -> tuple[list[Line], dict[str, Any]]:
    """Every measure in one run."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.json"
        table.write_text(_table(), encoding="utf-8")
        timed: dict[str, Any] = json.loads(_node("quiz.js", table))
        starts = [
            min(float(_node("cold.js", *which)) for _ in range(STARTS)) for which in (("ours", table), ("survey",))
        ]
    survey = _weight((HERE / "node_modules" / "survey-core" / "survey.core.min.js").read_bytes())
    lines = [
        Line(
            "all script: scoring, saving, chart, print",
            _bundled("main.js") + _bundled("records-main.js"),
            survey,
            15,
            "kB",
        ),
        Line("of it what asks and scores", _bundled("main.js"), survey, 10, "kB"),
        Line("of that what scores", _bundled("score.js"), survey, 10, "kB"),
        Line("one score of 36 items, warm", timed["score"][0], timed["score"][1], 20, "µs"),
        Line("one response given: all scores and lessons", timed["response"][0], timed["response"][1], 50, "µs"),
        Line("cold start to the first score", starts[0], starts[1], 5, "ms"),
    ]
    return lines, timed


def _table() -> str:
    source, problems = parse_questionnaire((HERE / "thirty-six.yaml").read_bytes(), "thirty-six.yaml")
    assert source is not None, problems
    return table_as_json(compile_table(source.document))


def _node(script: str, *arguments: object) -> str:
    node = shutil.which("node")
    assert node, "node is needed"
    command = [node, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _bundled(entry: str) -> float:
    """The gzipped kilobytes of an entry with all it imports, as it is served."""
    (esbuild,) = (ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild")
    command = [str(esbuild), f"quiz/runtime/src/{entry}", "--bundle", "--minify", "--target=es2020", "--format=esm"]
    return _weight(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def _weight(content: bytes) -> float:
    return len(gzip.compress(content, 9, mtime=0)) / KB


def main() -> None:
    """Print all measures; end with 1 where a limit is not kept."""
    lines, timed = measure()
    print(f"{'':44} {'ours':>13} {'limit':>13} {'survey-core':>14}")
    print("\n".join(map(str, lines)))
    for rows, words in (("complete", "complete rows scored right"), ("blanks", "rows with blanks scored right")):
        ours, theirs, total = timed[rows]
        print(f"{words:44} {f'{ours} of {total}':>13} {f'{total} of {total}':>13} {f'{theirs} of {total}':>14}")
    for rate, delays in key_to_frame(ROOT / "site").items():
        middle, most, worst = (share(delays, part) for part in (0.5, 0.98, 1))
        slow = f"processor {rate}x slower" if rate > 1 else "in Chromium"
        told = f"p98 {most:.0f} ms, median {middle:.0f} ms, worst {worst:.0f} ms, of {len(delays)} keys"
        print(f"{f'key to frame, {slow}':44} {told}")
    sound = all(timed[rows][0] == timed[rows][2] for rows in ("complete", "blanks"))
    sys.exit(0 if sound and all(line.kept for line in lines) else 1)


if __name__ == "__main__":
    main()
