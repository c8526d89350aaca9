"""Small changes of the code that some test must notice, by Cosmic Ray: `make mutants` tries a random sample.

Files are changed in place meanwhile. Each mutant is put to the tests that run its line, the fastest first, for so many
seconds of their time. A first run notes in build/mutants which tests these are. What survives is printed: kill it with
a test, or say why nobody can tell.
"""

from __future__ import annotations

import ast
import os
import random
import signal
import sys
from pathlib import Path

import cosmic_ray.plugins as operators
import pydantic  # noqa: F401  # loaded once for all: each mutant is tried in a fork of this process
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from coverage import CoverageData

NOTES = Path("build/mutants").resolve()
CODE = [*Path("generator/mkdocs_securebase").glob("*/*.py"), Path("generator/mkdocs_securebase/guide.py")]
MUTATED = [file.resolve() for file in CODE if file.parent.name in ("source", "checks", "render", "mkdocs_securebase")]
SECONDS = 60


class Times:
    """How long each test takes."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.taken[report.nodeid] = self.taken.get(report.nodeid, 0) + report.duration


def note_tests() -> None:
    """In a process of its own, so that this one never holds the code as it is."""
    if child := os.fork():
        os.waitpid(child, 0)
        return
    times, coverage = Times(), [f"--cov-config={os.devnull}", "--cov=mkdocs_securebase", "--cov-context=test"]
    os.environ["COVERAGE_FILE"] = str(NOTES / "lines")
    pytest.main(["-q", "-n", "0", "-m", "not slow", "--cov-report=", *coverage], [times])
    (NOTES / "times").write_text("".join(f"{seconds} {test}\n" for test, seconds in times.taken.items()))
    os._exit(0)


def mutants() -> list[tuple[Path, str, int, int]]:
    """Every place of every operator that changes the code without its types: file, operator, number, line."""
    return [
        (file, name, number, at[0][0])
        for file in sorted(MUTATED)
        for tree in (get_ast(file.read_text()),)
        for name in operators.operator_names()
        if not (operator := operators.get_operator(name)).arguments()
        for number, at in enumerate(at for node in ast_nodes(tree) for at in operator().mutation_positions(node))
    ]


def without_types(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        for field in {"annotation", "returns"} & set(node._fields):
            setattr(node, field, None)
    return ast.dump(tree)


def outcome(tests: list[str]) -> str:
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        signal.alarm(10 * SECONDS)
        os._exit(pytest.main(["-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]))
    return "SURVIVED" if os.waitpid(child, 0)[1] == 0 else "killed"


def main(count: int, seed: int) -> None:
    sys.dont_write_bytecode = True
    if not (NOTES / "times").exists():
        NOTES.mkdir(parents=True, exist_ok=True)
        note_tests()
    lines = CoverageData(str(NOTES / "lines"))
    lines.read()
    noted = [line.split(" ", 1) for line in (NOTES / "times").read_text().splitlines()]
    times = {test: float(seconds) for seconds, test in noted}
    for file, name, number, line in random.Random(seed).sample(mutants(), count):
        code = file.read_text()
        mutant = mutate_code(code, operators.get_operator(name)(), number)
        seen = {context.split("|")[0] for context in lines.contexts_by_lineno(str(file)).get(line, [])} - {""}
        left = float(SECONDS)
        tests: list[str] = []
        for test in sorted(seen, key=lambda test: times.get(test, 1)):
            left -= times.get(test, 1)
            tests += [test] if left > 0 or not tests else []
        try:
            file.write_text(mutant)
            told = "no code" if without_types(code) == without_types(mutant) else outcome(tests) if tests else "UNSEEN"
        finally:
            file.write_text(code)
        print(told, f"{file}:{line}", name.split("/")[1], code.splitlines()[line - 1].strip(), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
