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

from .guide import Project, book_path, read_guide, write_book

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
