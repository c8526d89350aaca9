"""Documents to a library: every id once, every reference known, everything in order."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, get_args

from ..model.blocks import Figure, Onward, WayIn
from ..model.documents import (
    Course,
    Coverage,
    Document,
    Exercise,
    Faq,
    Form,
    Glossary,
    Lesson,
    Page,
    People,
    Place,
    References,
    Resource,
    Safety,
    Theme,
)
from ..model.instrument import Instrument
from ..model.interface import Interface
from ..model.library import LISTS, Library, Source, key_of, parts, passages
from ..model.prose import REFERENCE_KINDS
from ..problems import Code, Position, Problem, did_you_mean
from .discover import DRAWINGS, FOLDERS, OPTIONAL, SINGLES
from .facts import facts_of, tell_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..problems import Path

_SINGLE_CLASSES = (Course, Interface, Glossary, References, Safety, Coverage)
_FORMS, _PLACES, _THEMES = get_args(Form), get_args(Place), get_args(Theme)


def link(
    sources: Sequence[Source[Document]], drawings: Mapping[str, str], unreadable: Iterable[str] = ()
) -> tuple[Library | None, tuple[Problem, ...]]:
    """All documents as one library, and what is wrong between them.

    `unreadable` names files whose own problems are told elsewhere; references to their ids are not
    called unknown. The library is None only where a document that a guide has once is missing; else it
    is whole enough to be checked further, but must not be rendered while there are problems.
    """
    unreadable = tuple(unreadable)
    sources = _with_facts(sources)
    problems = [*_misplaced(sources), *_missing_singles(sources, unreadable), *_repeated_ids(sources)]
    singles = {type(source.document): source.document for source in sources if type(source.document) in _SINGLE_CLASSES}
    known = _known_ids(sources, unreadable)
    problems += _unknown_references(sources, known)
    problems += _missing_drawings(sources, drawings)
    course = singles.get(Course)
    if isinstance(course, Course):
        problems += _course_order(course, sources)
    if len(singles) < len(_SINGLE_CLASSES):
        return None, tuple(problems)
    return _library(singles, sources, drawings), tuple(problems)


def _with_facts(sources: Sequence[Source[Document]]) -> Sequence[Source[Document]]:
    """The same documents, each with the facts that it tells."""
    references = next((source.document for source in sources if isinstance(source.document, References)), None)
    facts = facts_of(references) if references else {}
    return [Source(tell_facts(source.document, facts), source.origin) for source in sources]


def _library(singles: Mapping[type, Any], sources: Sequence[Source[Document]], drawings: Mapping[str, str]) -> Library:
    course: Course = singles[Course]
    lesson_order = [id_ for module in course.modules for id_ in module.lessons]
    documents = [source.document for source in sources]
    lessons = {d.id: d for d in documents if isinstance(d, Lesson)}
    pages = {d.id: d for d in documents if isinstance(d, Page)}
    faqs = sorted((d for d in documents if isinstance(d, Faq)), key=lambda d: (_THEMES.index(d.theme), d.order, d.id))
    resources = sorted(
        (d for d in documents if isinstance(d, Resource)),
        key=lambda d: (_FORMS.index(d.form), _PLACES.index(d.where[0]), d.title.casefold()),
    )
    instruments = sorted((d for d in documents if isinstance(d, Instrument)), key=lambda d: d.id)
    return Library(
        course=course,
        interface=singles[Interface],
        glossary=singles[Glossary],
        references=singles[References],
        safety=singles[Safety],
        coverage=singles[Coverage],
        lessons={id_: lessons[id_] for id_ in lesson_order if id_ in lessons},
        faqs={d.id: d for d in faqs},
        resources={d.id: d for d in resources},
        pages={id_: pages[id_] for id_ in course.pages if id_ in pages},
        instruments={d.id: d for d in instruments},
        drawings=dict(drawings),
        people=next((d for d in documents if isinstance(d, People)), None),
        origins={key_of(source.document): source.origin for source in sources},
    )


def _misplaced(sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    for source in sources:
        kind, file = source.document.kind, PurePosixPath(source.origin.file)
        single = next((name for name, single in SINGLES.items() if single == kind), None)
        if single is not None:
            if str(file) != single:
                message, hint = f"a document of kind '{kind}' stands once, in {single}", f"move its text to {single}"
                yield Problem(Code.MISPLACED_FILE, source.at("kind"), message, hint)
            continue
        folder = next(name for name, held in FOLDERS.items() if held == kind)
        if str(file.parent) != folder:
            yield Problem(
                Code.MISPLACED_FILE,
                source.at("kind"),
                f"a document of kind '{kind}' belongs in {folder}/",
                "move the file",
            )
        id_ = getattr(source.document, "id", "")
        if file.name != f"{id_}.yaml":
            hint = f"rename the file to {id_}.yaml, or the id to {file.stem}"
            yield Problem(Code.MISPLACED_FILE, source.at("id"), f"the id '{id_}' is not the file's name", hint)


def _missing_singles(sources: Sequence[Source[Document]], unreadable: Sequence[str]) -> Iterator[Problem]:
    present = {source.document.kind for source in sources}
    for file, kind in SINGLES.items():
        if kind not in present and kind not in OPTIONAL and file not in unreadable:
            hint = f"create {file}, starting with `kind: {kind}`"
            yield Problem(Code.MISSING_DOCUMENT, Position(file), f"a guide needs its {kind} file", hint)


def _named(sources: Sequence[Source[Document]]) -> Iterator[tuple[str, str, Position]]:
    """Every id of every kind of thing, with its position."""
    for source in sources:
        document, origin = source.document, source.origin
        if document.kind in FOLDERS.values():
            yield document.kind, getattr(document, "id", ""), origin.at("id")
        for path, exercise in parts(document, Exercise):
            yield "exercise", exercise.id, origin.at(*path, "id")
        for path, figure in parts(document, Figure):
            yield "figure", figure.id, origin.at(*path, "id")
        match document:
            case Glossary(terms=terms):
                for index, term in enumerate(terms):
                    yield "term", term.id, origin.at("terms", index, "id")
            case References(works=works):
                for index, work in enumerate(works):
                    yield "ref", work.id, origin.at("works", index, "id")
                    for place, fact in enumerate(work.facts):
                        yield "fact", fact.id, origin.at("works", index, "facts", place, "id")
            case Coverage(points=points):
                for index, point in enumerate(points):
                    yield "coverage point", point.id, origin.at("points", index, "id")
            case People(people=people):
                for index, person in enumerate(people):
                    yield "person", person.id, origin.at("people", index, "id")
            case Safety(lines=lines):
                for index, line in enumerate(lines):
                    yield "help line", line.id, origin.at("lines", index, "id")
            case Course(modules=modules):
                for index, module in enumerate(modules):
                    yield "module", module.id, origin.at("modules", index, "id")
            case _:
                pass


def _repeated_ids(sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Position] = {}
    for kind, id_, position in _named(sources):
        earlier = first.setdefault((kind, id_), position)
        if earlier is not position:
            message = f"the {kind} id '{id_}' is already taken at {earlier.file}:{earlier.line}"
            yield Problem(Code.DUPLICATE_ID, position, message, "ids are unique in the whole guide: choose another")
        elif kind == "page" and id_ in LISTS:
            message = f"the page id '{id_}' is already taken by a list that the build makes"
            yield Problem(Code.DUPLICATE_ID, position, message, "choose another")


def _known_ids(sources: Sequence[Source[Document]], unreadable: Sequence[str]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {kind: set() for kind in (*REFERENCE_KINDS, "linked fact", "coverage point")}
    for kind, id_, _ in _named(sources):
        known.setdefault(kind, set()).add(id_)
    for file in unreadable:
        path = PurePosixPath(file)
        kind = FOLDERS.get(str(path.parent), "")
        if kind:
            known[kind].add(path.stem)
    for kind in ("exercise", "figure"):
        if any(file.startswith("content/") for file in unreadable):
            known[kind].add("*")
    known["written page"] = set(known["page"])
    known["page"].update(LISTS)
    present = {source.document.kind for source in sources}
    held = (("glossary", "term"), ("references", "ref"), ("references", "fact"), ("coverage", "coverage point"))
    for single, kind in held:
        if single not in present:  # told as missing or unreadable; not once more for each use
            known[kind].add("*")
    return known


def _references(source: Source[Document]) -> Iterator[tuple[str, str, Position]]:
    """Everything a document points to: (kind, id, position)."""
    document, origin = source.document, source.origin
    for path, passage in passages(document):
        for use in passage.links:
            yield use.target.kind, use.target.id, origin.line_of(path, use.line)
    ways: list[tuple[Path, WayIn | Onward]] = [*parts(document, WayIn), *parts(document, Onward)]
    for path, way in ways:
        kind, _, id_ = way.to.partition(":")
        yield "linked fact" if kind == "fact" else kind, id_, origin.at(*path, "to")
    lists: list[tuple[str, Path, Sequence[str]]] = []
    match document:
        case Lesson():
            lists.append(("lesson", ("related",), document.related))
            lists.append(("coverage point", ("covers",), document.covers))
            for index, finding in enumerate(document.research.findings):
                if finding.fact:
                    yield "fact", finding.fact, origin.at("research", "findings", index, "fact")
            for index, exercise in enumerate(document.exercises):
                lists.append(("ref", ("exercises", index, "sources"), exercise.sources))
        case Faq():
            lists.append(("lesson", ("related",), document.related))
            lists.append(("coverage point", ("covers",), document.covers))
        case People():
            for number, person in enumerate(document.people):
                lists.append(("lesson", ("people", number, "appears"), person.appears))
                lists.append(("lesson", ("people", number, "planned"), person.planned))
        case References():
            for number, work in enumerate(document.works):
                for place, fact in enumerate(work.facts):
                    lists.append(("ref", ("works", number, "facts", place, "also"), fact.also))
        case Resource() | Page():
            lists.append(("coverage point", ("covers",), document.covers))
        case Course(modules=modules):
            lists.append(("written page", ("pages",), document.pages))
            for index, module in enumerate(modules):
                lists.append(("lesson", ("modules", index, "lessons"), module.lessons))
        case Instrument():
            lists.append(("coverage point", ("covers",), document.covers))
            lists.extend(("lesson", path, ids) for path, ids in _suggested_lessons(document))
            for path, id_ in _suggested_exercises(document):
                yield "exercise", id_, origin.at(*path)
        case _:
            pass
    for kind, path, ids in lists:
        for index, id_ in enumerate(ids):
            yield kind, id_, origin.at(*path, index)


def _suggested_lessons(instrument: Instrument) -> Iterator[tuple[Path, Sequence[str]]]:
    """Every list of lessons that an instrument suggests."""
    yield ("too-few", "lessons"), instrument.too_few.lessons
    for index, subscale in enumerate(instrument.subscales):
        yield ("subscales", index, "lessons"), getattr(subscale, "lessons", ())
    for index, profile in enumerate(instrument.profiles):
        yield ("profiles", index, "lessons"), profile.lessons
    if instrument.history and instrument.history.rising:
        yield ("history", "rising", "lessons"), instrument.history.rising.lessons
    if instrument.gate:
        yield ("gate", "safety-first", "lessons"), instrument.gate.safety_first.lessons
        yield ("gate", "safety-first", "leave-out"), instrument.gate.safety_first.leave_out
    for index, choice in enumerate(instrument.contexts.choices if instrument.contexts else ()):
        yield ("contexts", "choices", index, "lessons"), choice.lessons


def _suggested_exercises(instrument: Instrument) -> Iterator[tuple[Path, str]]:
    """Every exercise that an instrument suggests."""
    named: tuple[tuple[Path, str | None], ...] = (
        (("too-few", "exercise"), instrument.too_few.exercise),
        *((("profiles", index, "exercise"), profile.exercise) for index, profile in enumerate(instrument.profiles)),
    )
    yield from ((path, exercise) for path, exercise in named if exercise is not None)


_KIND_WORDS = {
    "ref": "work in content/references.yaml",
    "fact": "fact in content/references.yaml",
    "linked fact": "page or text (a fact is told and has no address)",
    "term": "term in content/glossary.yaml",
    "written page": "page in content/pages/",
}


def _unknown_references(sources: Sequence[Source[Document]], known: Mapping[str, set[str]]) -> Iterator[Problem]:
    for source in sources:
        for kind, id_, position in _references(source):
            if kind not in known:
                message, hint = f"'{kind}:{id_}' is not a reference", did_you_mean(kind, REFERENCE_KINDS)
                yield Problem(Code.UNKNOWN_ID, position, message, hint)
            elif id_ not in known[kind] and "*" not in known[kind]:
                message = f"there is no {_KIND_WORDS.get(kind, kind)} with the id '{id_}'"
                yield Problem(Code.UNKNOWN_ID, position, message, did_you_mean(id_, known[kind]))


def _missing_drawings(sources: Sequence[Source[Document]], drawings: Mapping[str, str]) -> Iterator[Problem]:
    for source in sources:
        for path, file in _drawings_of(source.document):
            if file not in drawings:
                if not file.endswith(".svg"):
                    message, hint = f"'{file}' is no SVG drawing", "save it as SVG, and give that file's name"
                    yield Problem(Code.MISSING_ASSET, source.at(*path), message, hint)
                    continue
                message = f"{DRAWINGS} has no file '{file}'"
                yield Problem(Code.MISSING_ASSET, source.at(*path), message, did_you_mean(file, drawings))


def _drawings_of(document: Document) -> Iterator[tuple[Path, str]]:
    """The file of every drawing that a document shows, with its path in the source."""
    for path, figure in parts(document, Figure):
        yield (*path, "file"), figure.file
    match document:
        case Page(drawing=str(file)):
            yield ("drawing",), file
        case Course():
            for number, module in enumerate(document.modules):
                if module.drawing:
                    yield ("modules", number, "drawing"), module.drawing
            for name in LISTS:
                if file := getattr(document.drawings, name):
                    yield ("drawings", name), file
        case _:
            pass


def _course_order(course: Course, sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    origin = next(source.origin for source in sources if source.document is course)
    placed: dict[str, str] = {}
    for number, module in enumerate(course.modules):
        for index, id_ in enumerate(module.lessons):
            if id_ in placed:
                message = f"the lesson '{id_}' already stands in the module '{placed[id_]}'"
                hint = "a lesson has one place in the course"
                yield Problem(Code.DUPLICATE_ID, origin.at("modules", number, "lessons", index), message, hint)
            placed.setdefault(id_, module.id)
    for source in sources:
        document = source.document
        if isinstance(document, Lesson) and document.id not in placed:
            hint = f"add '{document.id}' to a module in content/course.yaml"
            yield Problem(Code.INCOMPLETE, source.at("id"), "this lesson stands in no module", hint)
        if isinstance(document, Page) and document.id not in course.pages:
            hint = f"add '{document.id}' to `pages:` in content/course.yaml"
            yield Problem(Code.INCOMPLETE, source.at("id"), "this page stands in no menu", hint)
