"""Both evaluators behind one call: a table and a case in, the result with its lessons out, as plain data."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from mkdocs_securebase.scoring import score as evaluator
from mkdocs_securebase.scoring.measurement import measure
from mkdocs_securebase.scoring.table import table_as_data, table_from_data

from ..projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from mkdocs_securebase.scoring.table import Table

SCORE_JS = ROOT / "quiz" / "runtime" / "src" / "score.js"
VECTORS = sorted((ROOT / "quiz" / "vectors").glob("*.json"))

Case = dict[str, Any]
"""responses, and where they matter seconds, gate and contexts."""


class Python:
    """The Python evaluator, or a changed copy of it."""

    def __init__(self, module: ModuleType = evaluator) -> None:
        self.module = module

    def __call__(self, table: Table, case: Case) -> Case:
        result = self.module.score(table, case["responses"], case.get("seconds"))
        lessons = self.module.suggest(table, result, case.get("gate"), case.get("contexts", ()))
        told = self.module.tell(table, result, case["responses"], case.get("gate"))
        data: Case = self.module.result_as_data(result)
        measured = measure(table, {id_: one.value for id_, one in result.scores.items()})
        return {
            **data,
            "lessons": list(lessons),
            "told": self.module.result_as_data(told),
            "measured": {id_: asdict(one) for id_, one in measured.items()},
        }


class JavaScript:
    """The JavaScript evaluator, or a changed copy of it: one process for any number of cases."""

    def __init__(self, source: Path = SCORE_JS) -> None:
        node = shutil.which("node")
        assert node, "node is needed to test the browser's evaluator"
        engine = ROOT / "quiz" / "runtime" / "engine.js"
        self.process = subprocess.Popen(
            [node, str(engine), str(source)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, table: Table, case: Case) -> Case:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"table": table_as_data(table), **case}) + "\n")
        self.process.stdin.flush()
        answer: Case = json.loads(self.process.stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


Engine = Python | JavaScript


@cache
def vectors() -> list[tuple[str, Table, Case]]:
    """Every case of quiz/vectors with its table."""
    return [
        (f"{path.stem}: {case['about']}", table_from_data(file["table"]), case)
        for path in VECTORS
        for file in (json.loads(path.read_text(encoding="utf-8")),)
        for case in file["cases"]
    ]


def part_of(value: Any, expected: Any) -> Any:
    """The parts of a value that an expectation names."""
    if isinstance(expected, dict):
        return {key: part_of(value[key], part) for key, part in expected.items()}
    return value


def broken_vectors(engine: Engine) -> Iterator[str]:
    """The vectors that an evaluator does not keep, one after the other."""
    for about, table, case in vectors():
        try:
            kept = part_of(engine(table, case), case["expect"]) == case["expect"]
        except (KeyError, TypeError, ArithmeticError, IndexError):
            kept = False
        if not kept:
            yield about
