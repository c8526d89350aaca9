"""Edge: the commands. Each reads, calls the pure middle, and prints or writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from .guide import (
    Project,
    book_path,
    read_draft,
    read_guide,
    site_address,
    write_assets,
    write_book,
    write_docs,
)
from .preview import HOST, is_free
from .problems import in_order
from .progress import ASKED, left_out, passed_on, tell_stage
from .publishing import only_build, publish, workshop
from .reporting import MOST, as_sentence, counted, render_annotations, render_json, render_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from .model.library import Library
    from .model.questionnaire import Questionnaire
    from .problems import Problem

_FORMAT = "How problems are written: for people, as JSON, or as notes on a pull request."
_FILE: Any = click.Path(path_type=Path, exists=True, dir_okay=False)


def _for_project(command: Callable[..., None]) -> Callable[..., None]:
    option: Any = click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        help="The project's folder.",
    )
    decorated: Callable[..., None] = option(command)
    return decorated


_EXIT_CODES = """Every command ends with 0 where all went well, with 1 where it found problems or could not finish, and
with 2 where the command line is not understood."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXIT_CODES)
@click.version_option(package_name="mkdocs-securebase", prog_name="securebase")
def main() -> None:
    """Secure Base: a site, a self-check and a book from one YAML source."""


@main.command()
@click.option("--proofs", is_flag=True, help="Print what is proved of each questionnaire's scoring.")
@click.option("--json", "as_json", is_flag=True, help="With --proofs: as JSON, with exact counts, and nothing else.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help=_FORMAT)
@click.option("--all", "every", is_flag=True, help=f"Show all problems, not the first {MOST}.")
@click.option("--strict-dates", is_flag=True, help="End with 1 where a review is due or a link is old.")
@_for_project
def check(root: Path, proofs: bool, as_json: bool, form: str, every: bool, strict_dates: bool) -> None:
    """Read everything and report all problems, and what is due by the calendar; build nothing.

    Ends with 0 where there are no problems, with 1 where there are (with --strict-dates also where something is due).
    """
    from .checks import due_dates, not_measured, other_medium
    from .source.drafts import number_of_drafts

    if as_json and not proofs:
        raise click.UsageError("--json goes with --proofs; for problems as JSON say --format json")
    library, problems = read_draft(Project(root))
    due = due_dates(library, _today()) if library is not None else ()
    media = other_medium(library) if library is not None else ()
    if form != "text":
        click.echo((render_json if form == "json" else render_annotations)(problems, in_order([*due, *media])))
        sys.exit(1 if problems or (strict_dates and due) else 0)
    if library is None or problems:
        _report_and_exit(problems, root, every=every)
    if proofs:
        _tell_proofs(list(library.instruments.values()), as_json=as_json)
    if proofs and as_json:
        return
    for notices, what in ((due, "date"), (media, "place")):
        if notices:
            click.echo(render_text(notices, root, every=every, coloured=_may_colour()), err=True)
            click.echo(f"{counted(len(notices), what)} to look at", err=True)
    if unmeasured := not_measured(library):
        click.echo(unmeasured, err=True)
    if drafts := number_of_drafts(library):
        click.echo(f"{counted(drafts, 'draft')} among the texts, for the preview alone", err=True)
    click.echo(
        f"no problems: {len(library.lessons)} lessons, {len(library.exercises)} exercises, {len(library.faqs)} FAQs, "
        f"{len(library.resources)} resources, {len(library.pages)} pages, {len(library.instruments)} instruments"
    )
    if strict_dates and due:
        sys.exit(1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=True))
def init(folder: Path) -> None:
    """Write a small guide into the new folder FOLDER: two lessons, a question, a questionnaire, a page of your own."""
    from .beginning import BeginningError, write_guide

    with _in_a_sentence(f"{folder} could not be written"):
        try:
            written = write_guide(folder, _today())
        except BeginningError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"wrote {len(written)} files into {folder}")
    click.echo(f"to go on: cd {folder} && securebase serve")


@main.command()
@click.argument("kind", type=click.Choice(["lesson", "faq", "resource", "instrument", "exercise", "page"]))
@click.argument("name")
@_for_project
def new(root: Path, kind: str, name: str) -> None:
    """Write a file of this KIND to begin with, NAME is its id. An exercise is printed, to paste into a lesson."""
    from .beginning import BeginningError, new_document

    library, _ = read_draft(Project(root))
    with _in_a_sentence("nothing was written"):
        try:
            made, after = new_document(kind, name, root, library, _today())
        except BeginningError as error:
            raise click.ClickException(str(error)) from error
    if kind == "exercise":
        click.echo(made, nl=False)
        click.echo(after, err=True)
    else:
        click.echo(f"wrote {made}: {after}")


@main.command()
@_for_project
def build(root: Path) -> None:
    """Build the site with its self-check and book into site/; on a problem the last site stays untouched."""
    project = Project(root.resolve())
    _ask_for_a_guide(project)
    target = project.site.resolve()  # a link stays, and what it leads to is filled
    with _in_a_sentence(f"{project.site} was not built, the last site is untouched"):
        if target.exists() and not target.is_dir():
            raise click.ClickException(f"{target} is a file: move it away, the site needs a folder of this name")
        with only_build(project.made / "lock", waiting=_tell_waiting) as lock, workshop(target) as fresh:
            pages = _build_into(fresh, project, lock)
            publish(fresh, target)
    click.echo(f"built {pages} pages into {project.site}")
    click.echo(f"to look at it: {Path(sys.executable).name} -m http.server --directory {project.site}")


def _ask_for_a_guide(project: Project) -> None:
    """End with a sentence where the folder holds no guide."""
    if not (project.root / "mkdocs.yml").is_file():
        message = (
            f"{project.root} holds no guide: it has no mkdocs.yml. Go to a guide's folder, or name one with --root"
        )
        raise click.ClickException(message)


def _build_into(fresh: Path, project: Project, lock: int) -> int:
    """Let the site engine build into a fresh folder, and count the pages; end with 1 where it builds none."""
    engine = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(fresh)]
    inherited = () if sys.platform == "win32" else (lock,)
    with subprocess.Popen(
        engine,
        cwd=project.root,
        env={**_engine_environment(), ASKED: "1"},
        stderr=subprocess.PIPE,
        pass_fds=inherited,
        encoding="utf-8",
        errors="replace",
    ) as running:
        assert running.stderr is not None
        said = "".join(passed_on(running.stderr))
    if "Traceback (most recent call last)" in said:
        trace = project.made / "trace.txt"
        trace.write_text(said, encoding="utf-8")
        cause = said.strip().splitlines()[-1]
        message = f"the build broke off, the last site is untouched: {cause}\nThe whole trace: {trace}"
        raise click.ClickException(message)
    click.echo(said, err=True, nl=False)
    if running.returncode:
        sys.exit(1)
    pages = len(list(fresh.rglob("*.html")))
    if not pages:
        raise click.ClickException("the build made no page, the last site is untouched")
    return pages


def _tell_waiting() -> None:
    click.echo("waiting for another build of this guide to end", err=True)


@contextmanager
def _in_a_sentence(what_it_means: str) -> Iterator[None]:
    """Tell trouble with files, such as a full disk, in one sentence instead of a traceback."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{what_it_means}: {as_sentence(error)}") from error


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@_for_project
def serve(root: Path, port: int) -> None:
    """Preview at http://127.0.0.1:8000/: follows each save and shows mistakes in the page."""
    project = Project(root.resolve())
    _ask_for_a_guide(project)
    if not is_free(port):
        hint = f"end what uses it, or choose another one: securebase serve --port {port % 65535 + 1}"
        raise click.ClickException(f"port {port} is taken by another program: {hint}")
    with _in_a_sentence("the preview cannot begin"):
        os.chdir(project.root)
        engine = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}"]
        if sys.platform == "win32":
            sys.exit(subprocess.run(engine, env=_engine_environment(), check=False).returncode)
        os.execve(sys.executable, engine, _engine_environment())  # one process: nothing of this one is needed any more


@main.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the PDF.")
@_for_project
def book(root: Path, out: Path | None) -> None:
    """Set the book alone, as a PDF in build/book/."""
    project = Project(root)
    library = _read_or_exit(project)
    if not library.outputs.book:
        raise click.ClickException("this guide has no book: `outputs:` in content/course.yaml says so")
    path = out or book_path(library, project.made)
    tell_stage("setting the book")
    write_book(library, path, address=site_address(project))
    click.echo(f"wrote {path} ({path.stat().st_size // 1024} kB)")


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write into."
)
@_for_project
def docs(root: Path, out: Path) -> None:
    """Write all pages as Markdown files with ready HTML, for engines that run no plugins, such as Zensical."""
    project = Project(root)
    with _in_a_sentence(f"{out} could not be written"):
        pages = write_docs(_read_or_exit(project), project, out)
    click.echo(f"wrote {pages} pages into {out}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_for_project
def assets(root: Path, folder: Path) -> None:
    """Write the scripts and styles that `:::` lines need into FOLDER, where no plugin does it."""
    with _in_a_sentence(f"{folder} could not be written"):
        count = write_assets(Project(root), folder)
    click.echo(f"wrote {count} files into {folder}")


def _today() -> date:
    """The author's own day, by the clock and the time zone of their machine."""
    return datetime.now().astimezone().date()


def _engine_environment() -> dict[str, str]:
    """The theme's notice about its successor is for us, not for authors: ARCHITECTURE.md has our answer."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print all measures as JSON, and nothing else.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the editors' page.")
@_for_project
def report(root: Path, as_json: bool, out: Path | None) -> None:
    """Measure every text against the limits; print the table and write the editors' page into build/.

    Works on unfinished guides too. Ends with 1 where `check` finds problems.
    """
    from .checks import due_dates
    from .checks.limits import LIMITS, MEASURES, limit_of
    from .checks.measures import measure_guide
    from .render.report import render_report_json, render_report_page, render_report_table

    project, today = Project(root), _today()
    library, problems = read_draft(project)
    if library is None:
        _report_and_exit(problems, root)
    measured, due = measure_guide(library), due_dates(library, today)
    if as_json:
        click.echo(render_report_json(measured, problems, due))
    else:
        path = out or project.made / "report.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        limits = tuple(limit_of(library, limit) for limit in LIMITS)
        page = render_report_page(library.course.title, today, measured, problems, due, MEASURES, limits)
        path.write_text(page, encoding="utf-8")
        click.echo(render_report_table(measured, problems, due))
        click.echo(f"wrote {path}")
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("questionnaire", type=_FILE)
@click.argument("responses", type=_FILE)
@click.option("--labels", is_flag=True, help="Cells hold the words of answers, not their numbers.")
@click.option("--columns", type=_FILE, help="CSV with the headings `column` and `item`: which column holds what.")
@click.option("--ignore-other-columns", is_flag=True, help="Pass over every column that is no item.")
@click.option(
    "--missing", multiple=True, help="Cells that stand for no answer, with commas between: -99,NA,. for instance."
)
@click.option("--heading-rows", type=click.IntRange(1), help="Lines of headings, the names first.")
@click.option("--engine", type=click.Choice(["python", "js"]), default="python", help="Which evaluator scores.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; left out, to the screen.")
def score(
    questionnaire: Path,
    responses: Path,
    labels: bool,
    columns: Path | None,
    ignore_other_columns: bool,
    missing: Sequence[str],
    heading_rows: int | None,
    engine: str,
    out: Path | None,
) -> None:
    """Score a CSV of RESPONSES (a column for each item, a line for each respondent) by any QUESTIONNAIRE file.

    A column bears an item's id, its whole text, or its id in a FHIR file. A cell holds the number of an answer (1, 1.0
    or 1,0), its code, or `skip`; a blank one is an item left out. Columns `respondent` and `seconds` may stand beside
    the items. What is passed over is told. The table is read twice, a line at a time, and nothing is scored where a
    line has a problem.
    """
    from .evaluators import EvaluatorError, score_in_javascript, score_in_python
    from .exchange.responses import Form, ResponseTable, parse_columns
    from .exchange.results import write_results
    from .scoring.compile import compile_table

    document = _questionnaire_or_exit(questionnaire)
    named: dict[str, str] = {}
    if columns:
        named, problems = parse_columns(columns.read_bytes(), str(columns), document)
        _exit_with(problems)
    cells = frozenset(cell.strip() for given in missing for cell in given.split(","))
    form = Form(labels, named, ignore_other_columns, cells - {""}, heading_rows)
    rows = ResponseTable(lambda: responses.open("rb"), str(responses), document, form)
    checked = rows.check()
    _exit_with(checked.problems)
    for message in checked.passed:
        click.echo(f"{responses}: {message}", err=True)
    table = compile_table(document)
    with _written(out) as file:
        try:
            results = score_in_javascript(table, rows) if engine == "js" else score_in_python(table, rows)
            number = write_results(table, rows, results, file)
        except EvaluatorError as error:
            raise click.ClickException(str(error)) from error
    if out is not None:
        click.echo(f"scored {number} respondents into {out}")


@contextmanager
def _written(out: Path | None) -> Iterator[TextIO]:
    """The screen, or a file that takes its place only when it is whole."""
    if out is None:
        yield sys.stdout
        return
    with _in_a_sentence(f"{out} was not written"):
        unfinished = out.with_name(f".{out.name}.unfinished")
        try:
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                yield file
            unfinished.replace(out)
        finally:
            unfinished.unlink(missing_ok=True)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write them to. Default: .vscode/schemas")
@_for_project
def schema(root: Path, out: Path | None) -> None:
    """Write JSON Schemas of the documents: editors then complete and explain what you type."""
    from .source.schema import document_schemas, editor_settings  # here, not above: no other command needs them

    library, _ = read_draft(Project(root))
    schemas = document_schemas(library.course.vocabularies if library else None)
    folder = out or root / ".vscode" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, held in schemas.items():
        (folder / f"{kind}.json").write_text(json.dumps(held, ensure_ascii=False) + "\n", "utf-8")
    settings = root / ".vscode" / "settings.json"
    if out is None and not settings.exists():
        settings.write_text(json.dumps(editor_settings(".vscode/schemas"), indent=2) + "\n", "utf-8")
    click.echo(f"{len(schemas)} schemas are in {folder}")


@main.group()
def instrument() -> None:
    """Questionnaire files, in a guide or alone: check them, bring them in, give them out."""


@instrument.command("check")
@click.argument("questionnaire", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the proofs, or the problems, as JSON and nothing else.")
def check_instrument(questionnaire: Path, as_json: bool) -> None:
    """Report all problems of one QUESTIONNAIRE file, or print what is proved of it.

    Its worked examples are run in both evaluators.
    Rows for worked examples that are missing come last, to paste under `examples:`.
    """
    from .checks.cover import offered_rows, uncovered
    from .evaluators import EvaluatorError, examples_that_differ
    from .scoring.compile import compile_table

    document = _questionnaire_or_exit(questionnaire, as_json=as_json)
    _tell_proofs([document], as_json=as_json)
    table = compile_table(document)
    examples = f"worked examples: {len(document.examples)} come out as stated in"
    try:
        differ = examples_that_differ(table, document.examples)
    except EvaluatorError as error:
        click.echo(f"{examples} Python; {error}", err=as_json)
    else:
        for title in differ:
            click.echo(f"the evaluators differ in the worked example '{title}'", err=True)
        if differ:
            sys.exit(1)
        click.echo(f"{examples} both evaluators", err=as_json)
    if not as_json and (missing := uncovered(document, table)):
        click.echo(f"not held by any of them: {'; '.join(need.words for need in missing)}")
        click.echo(f"rows to look through and paste:\n{offered_rows(table, missing)}")


@instrument.command("import")
@click.argument("fhir", type=_FILE)
@click.option("--licence", help="The licence or permission, where the file does not say it.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; left out, to the screen.")
def import_instrument(fhir: Path, licence: str | None, out: Path | None) -> None:
    """Read a FHIR Questionnaire (STU3, R4, R5) with ordinal values into our YAML. Its scoring is for you to write.

    Each item of the file is brought in, left out with a note, or refused; the counts come last. Notes stand on top of
    what is written, too.
    """
    from .exchange.fhir import fields_as_yaml
    from .importing import bring_in

    imported = bring_in(fhir.read_bytes(), str(fhir), licence)
    if imported.problems and imported.account:
        click.echo(imported.account, err=True)
    _exit_with(imported.problems)
    for note in imported.notes if out else ():
        click.echo(note, err=True)
    _write(fields_as_yaml(imported), out)
    click.echo(imported.account, err=True)


@instrument.command("export")
@click.argument("questionnaire", type=_FILE)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; left out, to the screen.")
def export_instrument(questionnaire: Path, out: Path | None) -> None:
    """Write a QUESTIONNAIRE file as a FHIR R4 Questionnaire: items, scales, points, and scores as SDC has them.

    What came from a FHIR file goes out as it came. What FHIR has no place for is told.
    """
    from .exchange.fhir import left_behind, questionnaire_as_fhir

    document = _questionnaire_or_exit(questionnaire)
    fhir = questionnaire_as_fhir(document)
    for note in left_behind(document):
        click.echo(note, err=True)
    _write(json.dumps(fhir, indent=2, ensure_ascii=False) + "\n", out)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(f"wrote {out}")


def _tell_proofs(questionnaires: Sequence[Questionnaire], *, as_json: bool) -> None:
    from .render.proofs import render_proofs, render_proofs_json
    from .scoring.compile import compile_table
    from .scoring.proofs import prove

    proofs = [prove(compile_table(one), one.cautions.words if one.cautions else frozenset()) for one in questionnaires]
    click.echo(render_proofs_json(proofs) if as_json else render_proofs(proofs))


def _questionnaire_or_exit(path: Path, *, as_json: bool = False) -> Questionnaire:
    from .checks.instruments import check_questionnaire
    from .source.parse import parse_questionnaire

    source, problems = parse_questionnaire(path.read_bytes(), str(path))
    found = problems if source is None else tuple(check_questionnaire(source.document, source.origin))
    if found and as_json:
        click.echo(render_json(in_order(found), ()))
        sys.exit(1)
    _exit_with(found)
    assert source is not None
    return source.document


def _exit_with(problems: Sequence[Problem]) -> None:
    """Report all problems of a file and end, if there are any."""
    if problems:
        _report_and_exit(in_order(problems), Path())


def _report_and_exit(problems: Sequence[Problem], root: Path, *, every: bool = False) -> NoReturn:
    click.echo(render_text(problems, root, every=every, coloured=_may_colour()), err=True)
    click.echo(counted(len(problems)), err=True)
    sys.exit(1)


def _may_colour() -> bool:
    """Whether problems may be coloured: only for people at a terminal, and where NO_COLOR does not say otherwise."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def _read_or_exit(project: Project) -> Library:
    tell_stage("reading")
    library, problems = read_guide(project)
    if library is None:
        _report_and_exit(problems, project.root)
    if note := left_out(library.left_out):
        click.echo(note, err=True)
    return library


if __name__ == "__main__":
    main(prog_name="securebase")
