"""Documents to a library: every id once, every reference known, everything in order."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ..model.base import Model
from ..model.blocks import Example, Figure, GeneratedBlock, Onward, WayIn
from ..model.documents import (
    Course,
    Coverage,
    Document,
    Exercise,
    Faq,
    Finding,
    Glossary,
    Lesson,
    Page,
    People,
    References,
    Resource,
    Safety,
)
from ..model.instrument import Instrument
from ..model.interface import GuideInterface
from ..model.library import LISTS, Library, Source, cited, key_of, parts, passages
from ..model.prose import REFERENCE_KINDS, Link
from ..model.vocabularies import knows, marked_words, mistakes_in_list, words_of
from ..problems import Code, Position, Problem, did_you_mean
from .discover import DRAWINGS, FOLDERS, OPTIONAL, SINGLES
from .facts import facts_of, tell_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.vocabularies import Vocabularies
    from ..problems import Origin, Path


def link(
    sources: Sequence[Source[Document]],
    drawings: Mapping[str, str],
    unreadable: Iterable[str] = (),
    not_like: frozenset[str] = frozenset(),
) -> tuple[Library | None, tuple[Problem, ...]]:
    """All documents as one library, and what is wrong between them.

    `unreadable` names files whose own problems are told elsewhere; references to their ids are not
    called unknown. The library is None only where one of the files in `SINGLES` is missing; else it
    is whole enough to be checked further, but must not be rendered while there are problems.
    """
    unreadable = tuple(unreadable)
    sources = _with_facts(sources)
    problems = [*_misplaced(sources), *_repeated_ids(sources)]
    singles: dict[str, Document] = {
        source.document.kind: source.document for source in sources if source.document.kind in SINGLES.values()
    }
    questionnaires = [source.document for source in sources if isinstance(source.document, Instrument)]
    if questionnaires and not unreadable and len(questionnaires) == len(sources):
        singles["course"] = _course_of_questionnaires(questionnaires)
    known = _known_ids(sources, unreadable)
    course = singles.get("course")
    placed = {id_ for module in course.modules for id_ in module.lessons} if isinstance(course, Course) else set()
    if not placed <= known["lesson"]:  # the exercises and figures of a missing lesson are missing too: it is told once
        known["exercise"].add("*")
        known["figure"].add("*")
    problems += _unknown_references(sources, known, placed)
    problems += _leading_to_drafts(sources)
    problems += _said_twice(sources)
    problems += _missing_drawings(sources, drawings)
    if isinstance(course, Course) and course.modules:
        problems += _course_order(course, sources)
        problems += _drafts_alone(course, sources)
        problems += _unknown_words(course.vocabularies, sources)
    missing = [*_missing_singles(singles, unreadable)]
    problems += missing
    if missing or any(file in unreadable for file in SINGLES):
        return None, tuple(problems)
    return _library(singles, sources, drawings, not_like), tuple(problems)


def _with_facts(sources: Sequence[Source[Document]]) -> Sequence[Source[Document]]:
    """The same documents, each with the facts that it tells."""
    references = next((source.document for source in sources if isinstance(source.document, References)), None)
    facts = facts_of(references) if references else {}
    return [Source(tell_facts(source.document, facts), source.origin) for source in sources]


def _library(
    singles: Mapping[str, Any],
    sources: Sequence[Source[Document]],
    drawings: Mapping[str, str],
    not_like: frozenset[str],
) -> Library:
    course: Course = singles["course"]
    lesson_order = [id_ for module in course.modules for id_ in module.lessons]
    documents = [source.document for source in sources]
    lessons = {d.id: d for d in documents if isinstance(d, Lesson)}
    pages = {d.id: d for d in documents if isinstance(d, Page)}
    place = partial(_place_in, course.vocabularies)
    faqs = sorted((d for d in documents if isinstance(d, Faq)), key=lambda d: (place("theme", d.theme), d.order, d.id))
    resources = sorted(
        (d for d in documents if isinstance(d, Resource)),
        key=lambda d: (place("resource-form", d.form), place("place", d.where[0]), d.title.casefold()),
    )
    instruments = sorted((d for d in documents if isinstance(d, Instrument)), key=lambda d: d.id)
    return Library(
        course=course,
        interface=singles.get("interface", GuideInterface()),
        glossary=singles.get("glossary", Glossary()),
        references=singles.get("references", References()),
        safety=singles.get("safety", Safety()),
        coverage=singles.get("coverage", Coverage()),
        lessons={id_: lessons[id_] for id_ in lesson_order if id_ in lessons},
        faqs={d.id: d for d in faqs},
        resources={d.id: d for d in resources},
        pages=pages_in_order(course, pages),
        instruments={d.id: d for d in instruments},
        drawings=dict(drawings),
        people=singles.get("people"),
        not_like=not_like,
        origins={key_of(course): sources[0].origin, **{key_of(source.document): source.origin for source in sources}},
    )


def _course_of_questionnaires(questionnaires: Sequence[Instrument]) -> Course:
    """What stands for the course where a site has questionnaires and nothing else of a guide."""
    published = max(one.review.reviewed for one in questionnaires)
    first = questionnaires[0]
    return Course.model_construct(kind="course", id=first.id, title=first.title, published=published, modules=())


def pages_in_order(course: Course, pages: Mapping[str, Page]) -> Mapping[str, Page]:
    """The pages in the order of the menu. A guide without a first page gets one with the map of its course."""
    if not course.modules:
        return {}
    order = course.pages or sorted(pages, key=lambda id_: (pages[id_].layout != "home", id_))
    written = {id_: pages[id_] for id_ in order if id_ in pages}
    if any(page.layout == "home" for page in written.values()):
        return written
    first = Page.model_construct(
        kind="page",
        id="home" if "home" not in written else "first-page",
        title=course.title,
        summary=course.description or course.title,
        layout="home",
        body=(GeneratedBlock(insert="course-map"),),
    )
    return {first.id: first, **written}


def _place_in(vocabularies: Vocabularies, name: str, word: str) -> tuple[int, str]:
    """Where a word stands in one of the guide's lists; those that are not in it follow by themselves."""
    order = list(words_of(vocabularies, name))
    return (order.index(word) if word in order else len(order), word)


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
        if _is_misnamed(source):
            hint = f"rename the file to {id_}.yaml, or the id to {file.stem}"
            yield Problem(Code.MISPLACED_FILE, source.at("id"), f"the id '{id_}' is not the file's name", hint)


def _is_misnamed(source: Source[Document]) -> bool:
    """Whether the document has an id that is not its file's name."""
    kind, id_ = source.document.kind, getattr(source.document, "id", "")
    return kind in FOLDERS.values() and PurePosixPath(source.origin.file).name != f"{id_}.yaml"


def _missing_singles(singles: Mapping[str, Document], unreadable: Sequence[str]) -> Iterator[Problem]:
    course = singles.get("course")
    whole = isinstance(course, Course) and course.profile == "self-help"
    optional = {"interface", "people"} if whole else OPTIONAL
    for file, kind in SINGLES.items():
        if kind not in singles.keys() | optional and file not in unreadable:
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
        if kind in FOLDERS.values() and PurePosixPath(position.file).stem != id_:
            earlier = position  # it is not its file's name: that is reported already
        else:
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
    misnamed = (source.origin.file for source in sources if _is_misnamed(source))  # told once, at its id
    for file in (*unreadable, *misnamed):
        path = PurePosixPath(file)
        kind = FOLDERS.get(str(path.parent), "")
        if kind:
            known[kind].add(path.stem)
    for kind in ("exercise", "figure"):
        if any(file.startswith("content/") for file in unreadable):
            known[kind].add("*")
    known["written page"] = set(known["page"])
    known["page"].update(_lists(sources, unreadable))
    present = {source.document.kind for source in sources}
    whole = any(isinstance(s.document, Course) and s.document.profile == "self-help" for s in sources)
    held = (("glossary", "term"), ("references", "ref"), ("references", "fact"), ("coverage", "coverage point"))
    for single, kind in held:
        empty = whole and not known["ref" if kind == "fact" else kind]  # told once, as missing
        if empty or (single not in present and f"content/{single}.yaml" in unreadable):
            known[kind].add("*")
    return known


def _lists(sources: Sequence[Source[Document]], unreadable: Sequence[str]) -> Iterator[str]:
    """The lists that the build makes a page of: those with entries, and all while a file cannot be read."""
    documents = [source.document for source in sources]
    held = {
        "faqs": any(isinstance(document, Faq) for document in documents),
        "exercises": any(isinstance(document, Lesson) and document.exercises for document in documents),
        "resources": any(isinstance(document, Resource) for document in documents),
        "glossary": any(isinstance(document, Glossary) and document.terms for document in documents),
        "references": any(cited(document) for document in documents),
    }
    return (name for name in LISTS if held[name] or unreadable)


def _references(source: Source[Document]) -> Iterator[tuple[str, str, Position]]:
    """Everything a document points to: (kind, id, position)."""
    yield from _links(source)
    for kind, path, ids in _id_lists(source.document):
        for index, id_ in enumerate(ids):
            yield kind, id_, source.at(*path, index)


def _links(source: Source[Document]) -> Iterator[tuple[str, str, Position]]:
    """The same without what stands in lists of ids."""
    document, origin = source.document, source.origin
    for path, passage in passages(document):
        for use in passage.links:
            yield use.target.kind, use.target.id, _place_of(use, path, origin)
    ways: list[tuple[Path, WayIn | Onward]] = [*parts(document, WayIn), *parts(document, Onward)]
    for path, way in ways:
        kind, _, id_ = way.to.partition(":")
        yield "linked fact" if kind == "fact" else kind, id_, origin.at(*path, "to")
    if isinstance(document, Instrument):
        for path, id_ in _suggested_exercises(document):
            yield "exercise", id_, origin.at(*path)
    for path, finding in parts(document, Finding):
        if finding.fact:
            yield "fact", finding.fact, origin.at(*path, "fact")


def _id_lists(document: Document) -> Iterator[tuple[str, Path, Sequence[str]]]:
    """Every list of ids in a document: what it names, where it stands, the ids."""
    match document:
        case Lesson() | Faq() | Resource() | Page() | Instrument():
            yield "coverage point", ("covers",), document.covers
    match document:
        case Lesson():
            yield "lesson", ("related",), document.related
            for index, exercise in enumerate(document.exercises):
                yield "ref", ("exercises", index, "sources"), exercise.sources
        case Faq():
            yield "lesson", ("related",), document.related
        case People():
            for number, person in enumerate(document.people):
                yield "lesson", ("people", number, "appears"), person.appears
                yield "lesson", ("people", number, "planned"), person.planned
        case References():
            for number, work in enumerate(document.works):
                for place, fact in enumerate(work.facts):
                    yield "ref", ("works", number, "facts", place, "also"), fact.also
        case Course(modules=modules):
            yield "written page", ("pages",), document.pages
            for index, module in enumerate(modules):
                yield "lesson", ("modules", index, "lessons"), module.lessons
        case Instrument():
            for path, ids in _suggested_lessons(document):
                yield "lesson", path, ids
        case _:
            pass


def _said_twice(sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    """An id that stands twice in one list."""
    for source in sources:
        for _, path, ids in _id_lists(source.document):
            for index, id_ in enumerate(ids):
                if id_ in ids[:index] and path[0] != "modules":  # lessons of the course: see `_course_order`
                    message = f"'{id_}' stands twice in this list"
                    yield Problem(Code.DUPLICATE_ID, source.at(*path, index), message, "leave one out")


def _place_of(use: Link, path: Path, origin: Origin) -> Position:
    """Where a reference stands in its text; the line is enough where the words are spelled in another way there."""
    found = origin.find(path, f"({use.target})")
    return (
        Position(found.file, found.line, found.column + 1)
        if found != origin.at(*path)
        else origin.line_of(path, use.line)
    )


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


def _unknown_references(
    sources: Sequence[Source[Document]], known: Mapping[str, set[str]], placed: set[str]
) -> Iterator[Problem]:
    """Links and lists that name what is not there; `placed` are the lessons that the course lists."""
    for source in sources:
        for kind, id_, position in _references(source):
            if kind not in known:
                message, hint = f"'{kind}:{id_}' is not a reference", did_you_mean(kind, REFERENCE_KINDS)
                yield Problem(Code.UNKNOWN_ID, position, message, hint)
            elif id_ not in known[kind] and "*" not in known[kind]:
                message = f"there is no {_KIND_WORDS.get(kind, kind)} with the id '{id_}'"
                hint = did_you_mean(id_, known[kind])
                if kind == "lesson" and id_ in placed and not hint.startswith("did you mean"):
                    hint = (
                        f"create content/lessons/{id_}.yaml, or take the id out of the course and of all other places"
                    )
                yield Problem(Code.UNKNOWN_ID, position, message, hint)


def _is_draft(source: Source[Document]) -> bool:
    return getattr(source.document, "draft", False)


def _leading_to_drafts(sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    """Where a finished text leads to a draft: readers would find nothing there. The course and people may list them."""
    drafts = [source for source in sources if _is_draft(source)]
    done = [source for source in sources if not _is_draft(source)]
    held = {(kind, id_) for kind, id_, _ in _named(done)}
    files = {(kind, id_): position.file for kind, id_, position in _named(drafts) if (kind, id_) not in held}
    lists = set(_lists(sources, ())) - set(_lists(done, ()))
    for source in done if drafts else ():
        lists_drafts = isinstance(source.document, (Course, People))
        for kind, id_, position in _links(source) if lists_drafts else _references(source):
            if file := files.get((kind, id_)):
                message = f"this leads to the {kind} '{id_}', which readers do not see: {file} is a draft"
                hint = f"take `draft: true` out of {file}, or leave this out until then"
                yield Problem(Code.DRAFT, position, message, hint)
            elif kind == "page" and id_ in lists:
                message = f"this leads to the list '{id_}', which readers do not see: all that it holds are drafts"
                hint = "take `draft: true` out of one of them, or leave this out until then"
                yield Problem(Code.DRAFT, position, message, hint)


def _drafts_alone(course: Course, sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    """A course of drafts alone: its site would have no lesson."""
    lessons = {s.document.id: s.document.draft for s in sources if isinstance(s.document, Lesson)}
    placed = [id_ for module in course.modules for id_ in module.lessons]
    if placed and all(lessons.get(id_, False) for id_ in placed):
        origin = next(source.origin for source in sources if source.document is course)
        hint = "take `draft: true` out of one of them"
        yield Problem(Code.DRAFT, origin.key("modules"), "every lesson of the course is a draft", hint)


def _unknown_words(vocabularies: Vocabularies, sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    """Words that the guide's lists do not have, and lists whose words do not go together."""
    for source in sources:
        for path, part in parts(source.document, Model):
            for name, field, value in marked_words(part):
                known = words_of(vocabularies, name)
                for step, word in [((), value)] if isinstance(value, str) else [((i,), w) for i, w in enumerate(value)]:
                    if not knows(vocabularies, name, word):
                        message = f"'{word}' is not one of the words for '{field}'"
                        hint = did_you_mean(word, known) or f"list it under `vocabularies: {name}:` in course.yaml"
                        if name == "place" and not vocabularies.place:
                            hint = "name countries by their two-letter codes, for instance IE, or write 'anywhere'"
                        yield Problem(Code.BAD_VALUE, source.at(*path, field, *step), message, hint)
                if isinstance(value, tuple):
                    widest = [word for word, meant in known.items() if meant.alone]
                    for mistake in mistakes_in_list(value, widest):
                        yield Problem(Code.BAD_VALUE, source.at(*path, field), mistake)
            if isinstance(part, Example):
                yield from _partner(vocabularies, source, path, part)
        if isinstance(source.document, Lesson):
            yield from _variants(vocabularies, source, source.document)


def _partner(vocabularies: Vocabularies, source: Source[Document], path: Path, example: Example) -> Iterator[Problem]:
    asked = any(vocabularies.life[word].partner for word in example.about if word in vocabularies.life)
    if asked and example.partner is None:
        *words, last = vocabularies.partner or ("",)
        message = f"an example with a partner says `partner: {', '.join(words)}` or `{last}`"
        yield Problem(Code.BAD_VALUE, source.at(*path), message)


def _variants(vocabularies: Vocabularies, source: Source[Document], lesson: Lesson) -> Iterator[Problem]:
    for word in lesson.variants:
        if word not in vocabularies.variant:
            message, hint = f"'{word}' is not known here", did_you_mean(word, vocabularies.variant)
            yield Problem(Code.UNKNOWN_FIELD, source.origin.key("variants", word), message, hint)
    for word in vocabularies.variant if lesson.variants else ():
        if word not in lesson.variants:
            yield Problem(Code.MISSING_FIELD, source.origin.key("variants"), f"'{word}' is missing in 'variants'")


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
            if document.look.mark:
                yield ("look", "mark"), document.look.mark
            for name in (*LISTS, "results"):
                if file := getattr(document.drawings, name):
                    yield ("drawings", name), file
        case _:
            pass


def _course_order(course: Course, sources: Sequence[Source[Document]]) -> Iterator[Problem]:
    origin = next(source.origin for source in sources if source.document is course)
    placed: dict[str, str] = {}
    written = {source.document.id for source in sources if isinstance(source.document, Page)}
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
        listed = bool(course.pages) and set(course.pages) <= written  # left out, all pages stand in the menu
        if isinstance(document, Page) and listed and document.id not in course.pages:
            hint = f"add '{document.id}' to `pages:` in content/course.yaml"
            yield Problem(Code.INCOMPLETE, source.at("id"), "this page stands in no menu", hint)
