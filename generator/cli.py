"""Edge: the commands. Each reads, calls the pure middle, and prints or writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .guide import Project, book_path, read_draft, read_guide, write_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model.library import Library


def _for_project(command: Callable[..., None]) -> Callable[..., None]:
    option: Any = click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        help="The project's folder.",
    )
    decorated: Callable[..., None] = option(command)
    return decorated


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Secure Base: a site, a self-check and a book from one YAML source."""


@main.command()
@_for_project
def check(root: Path) -> None:
    """Read everything and tell all problems; write nothing."""
    library = _read_or_exit(Project(root))
    click.echo(
        f"no problems: {len(library.lessons)} lessons, {len(library.exercises)} exercises, {len(library.faqs)} FAQs, "
        f"{len(library.resources)} resources, {len(library.pages)} pages, {len(library.instruments)} instruments"
    )


@main.command()
@_for_project
def build(root: Path) -> None:
    """Build the site with its self-check and book into site/; on a problem the last site stays untouched."""
    project = Project(root.resolve())
    fresh, old = project.root / "build" / "site", project.root / "build" / "site-old"
    shutil.rmtree(fresh, ignore_errors=True)
    (project.docs).mkdir(parents=True, exist_ok=True)  # the engine asks for its folder before it asks the plugin
    engine = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(fresh)]
    done = subprocess.run(engine, cwd=project.root, env=_engine_environment(), check=False)
    if done.returncode:
        sys.exit(1)
    shutil.rmtree(old, ignore_errors=True)
    if project.site.exists():
        project.site.rename(old)
    fresh.rename(project.site)
    shutil.rmtree(old, ignore_errors=True)
    pages = len(list(project.site.rglob("*.html")))
    click.echo(f"built {pages} pages and the book into {project.site}: open {project.site / 'index.html'}")


@main.command()
@_for_project
def serve(root: Path) -> None:
    """Preview at http://127.0.0.1:8000/: follows each save and shows mistakes in the page."""
    project = Project(root.resolve())
    (project.docs).mkdir(parents=True, exist_ok=True)
    engine = [sys.executable, "-m", "mkdocs", "serve"]
    sys.exit(subprocess.run(engine, cwd=project.root, env=_engine_environment(), check=False).returncode)


@main.command()
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the PDF.")
@_for_project
def book(root: Path, output: Path | None) -> None:
    """Set the book alone, as a PDF in build/book/."""
    project = Project(root)
    library = _read_or_exit(project)
    path = output or book_path(library, project.root / "build")
    write_book(library, project, path)
    click.echo(f"wrote {path} ({path.stat().st_size // 1024} kB)")


def _engine_environment() -> dict[str, str]:
    """The theme's notice about its successor is for us, not for authors: ARCHITECTURE.md has our answer."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print all measures as JSON, and nothing else.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the editors' page.")
@_for_project
def report(root: Path, as_json: bool, output: Path | None) -> None:
    """Measure every text against the limits; print the table and write the editors' page into build/.

    Works on unfinished guides too. Ends with 1 where `check` finds problems.
    """
    from .checks.limits import LIMITS, MEASURES
    from .checks.measures import measure_guide
    from .render.report import render_report_json, render_report_page, render_report_table

    project, today = Project(root), datetime.now(UTC).date()
    library, problems = read_draft(project, today)
    if library is None:
        for problem in problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    measured = measure_guide(library)
    if as_json:
        click.echo(render_report_json(measured, problems))
    else:
        path = output or project.root / "build" / "report.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        page = render_report_page(library.course.title, today, measured, problems, MEASURES, LIMITS)
        path.write_text(page, encoding="utf-8")
        click.echo(render_report_table(measured, problems))
        click.echo(f"wrote {path}")
    sys.exit(1 if problems else 0)


def _read_or_exit(project: Project) -> Library:
    library, problems = read_guide(project, datetime.now(UTC).date())
    for problem in problems:
        click.echo(str(problem), err=True)
    if library is None:
        click.echo(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}", err=True)
        sys.exit(1)
    return library


if __name__ == "__main__":
    main(prog_name="securebase")
