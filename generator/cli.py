"""Edge: the commands. Each reads, calls the pure middle, and prints or writes."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .checks import check_library
from .problems import in_order
from .source import read_library

if TYPE_CHECKING:
    from .model.library import Library
    from .problems import Problem


def read_checked_library(root: Path, today: date) -> tuple[Library | None, tuple[Problem, ...]]:
    """The project's library and every problem of it; the library is None where there are problems."""
    library, problems = read_library(root)
    if library is not None:
        problems = in_order([*problems, *check_library(library, today)])
    return (None if problems else library), problems


@click.group()
def main() -> None:
    """Secure Base: a site, a self-check and a book from one YAML source."""


@main.command()
@click.option("--root", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
def check(root: Path) -> None:
    """Read everything and tell all problems; write nothing."""
    library, problems = read_checked_library(root, datetime.now(UTC).date())
    for problem in problems:
        click.echo(str(problem), err=True)
    if library is None:
        click.echo(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}", err=True)
        sys.exit(1)
    click.echo(
        f"no problems: {len(library.lessons)} lessons, {len(library.exercises)} exercises, {len(library.faqs)} FAQs, "
        f"{len(library.resources)} resources, {len(library.pages)} pages, {len(library.instruments)} instruments"
    )


if __name__ == "__main__":
    main(prog_name="securebase")
