"""Library to book: one Typst document with everything it needs, ready for the press in generator.pdf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, assert_never, get_args

from ..model.blocks import (
    CalloutBlock,
    ComparisonBlock,
    ExampleBlock,
    Figure,
    FigureBlock,
    GeneratedBlock,
    GuidedBlock,
    HeadingBlock,
    ProseBlock,
    StepsBlock,
    TableBlock,
    WaysInBlock,
)
from ..model.documents import Resource
from ..model.library import cited, parts
from ..model.prose import REFERENCE_KINDS, Reference, ReferenceKind
from ..model.sheet import ChecksField, ChoiceField, GridField, ScaleField, WriteField
from .typst import BookLinks, anchor, escape, quoted, render_citations, render_phrase, render_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ..model.base import Evidence, Model
    from ..model.blocks import PageBlock
    from ..model.documents import Contact, Exercise, Faq, HelpLine, Lesson, Page, Work
    from ..model.library import Library
    from ..model.prose import Phrase, Prose
    from ..model.sheet import SheetField

TEMPLATES: Mapping[str, str] = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in sorted(files(__package__).joinpath("templates", "book").iterdir(), key=lambda entry: entry.name)
    if entry.name.endswith(".typ")
}
"""The book's Typst templates by file name, part of the package like its code."""


@dataclass(frozen=True)
class BookSource:
    """A book before it is set: pure text, the same for the same library."""

    main: str
    """The Typst document."""
    files: Mapping[str, str]
    """Everything the document reads, by the path it uses: templates, words, drawings."""
    published: date
    """The day that the finished file says it was made."""


def render_book(library: Library) -> BookSource:
    """The whole guide as one book, in reading order."""
    return BookSource(
        main=_Book(library).text(),
        files={
            **TEMPLATES,
            "words.typ": f"#let words = {_dictionary(library.interface)}\n",
            **{f"drawings/{name}": svg for name, svg in library.drawings.items()},
        },
        published=library.course.published,
    )


def book_targets(library: Library) -> frozenset[Reference]:
    """Everything in the guide that a link in the book can lead to."""
    ids: dict[ReferenceKind, Iterable[str]] = {
        "lesson": library.lessons,
        "exercise": library.exercises,
        "faq": library.faqs,
        "resource": library.resources,
        "page": library.pages,
        "term": library.terms,
        "ref": library.works,
        "instrument": (),
        "figure": (
            figure.id
            for document in (*library.pages.values(), *library.lessons.values())
            for _, figure in parts(document, Figure)
        ),
    }
    return frozenset(Reference(kind, id_) for kind in REFERENCE_KINDS for id_ in ids[kind])


class _Book:
    """Writes one library as calls of the templates' functions."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.words = library.interface
        self.links = BookLinks(
            targets=book_targets(library),
            numbers={id_: number for number, id_ in enumerate(library.works, start=1)},
        )

    def text(self) -> str:
        return "\n\n".join(("// Written by generator.render.book.", *self.document())) + "\n"

    def document(self) -> Iterator[str]:
        course = self.library.course
        pages = self.library.pages.values()
        first = [page for page in pages if _holds_help_lines(page)]
        begin = [page for page in pages if page.layout == "home" and page not in first]
        quiet = [page for page in pages if page.layout == "quiet" and page not in first]
        last = [page for page in pages if page not in (*first, *begin, *quiet)]

        yield '#import "book.typ": *'
        yield "#show: " + _call(
            "book.with",
            title=quoted(course.title),
            author=quoted(self.words.shell.name),
            description=quoted(course.description),
            language=quoted(course.language),
        )
        yield from self.front()
        for page in first:
            yield from self.page(page, page.title)
        yield "#contents()"
        for page in begin:
            yield from self.page(page, self.words.book.begin)
        for page in quiet:
            yield from self.card(page)
        yield from self.course()
        yield from self.faqs()
        yield from self.resources()
        for page in last:
            yield from self.page(page, page.title)
        yield from self.references()
        yield from self.glossary()

    # Words ------------------------------------------------------------------------------------------------------

    def phrase(self, phrase: Phrase) -> str:
        return f"[{render_phrase(phrase, self.links)}]"

    def prose(self, prose: Prose) -> str:
        return f"[{render_prose(prose, self.links)}]"

    def date(self, day: date) -> str:
        return f"{day.day} {self.words.shell.months[day.month - 1]} {day.year}"

    def evidence(self, evidence: Evidence) -> str:
        return str(getattr(self.words.lesson, f"evidence_{evidence.replace(' ', '_')}"))

    def evidence_meaning(self, evidence: Evidence) -> str:
        return str(getattr(self.words.lesson, f"evidence_{evidence.replace(' ', '_')}_meaning"))

    def windows(self) -> str:
        return _array(str(len(module.lessons)) for module in self.library.modules)

    # Front ------------------------------------------------------------------------------------------------------

    def front(self) -> Iterator[str]:
        course, words = self.library.course, self.words
        yield "#" + _call(
            "cover",
            _plain(course.title),
            _plain(course.subtitle),
            _plain(words.book.edition.format(edition=course.edition, date=self.date(course.published))),
            self.windows(),
            self.phrase(self.library.safety.line),
        )
        yield "#" + _call("chapter", _plain(words.book.about_this_edition))
        yield "#" + self.authorship()
        yield "#" + _call("named", _array((_plain(words.book.printing), _plain(words.book.printing_text))))

    def authorship(self) -> str:
        shell, course = self.words.shell, self.library.course
        return _call(
            "named",
            *(
                _array((_plain(label), self.phrase(text)))
                for label, text in (
                    (shell.written_by, course.authorship.written_by),
                    (shell.reviewed_by, course.authorship.reviewed_by),
                    (shell.funding, course.authorship.funding),
                    (shell.feedback, course.authorship.feedback),
                    (shell.licence, course.licence),
                )
            ),
        )

    # Pages ------------------------------------------------------------------------------------------------------

    def page(self, page: Page, title: str) -> Iterator[str]:
        yield "#" + _call("chapter", _plain(title), target=_label("page", page.id))
        yield from self.page_body(page)
        yield self.reviewed(page)

    def card(self, page: Page) -> Iterator[str]:
        body = "\n\n".join((*self.page_body(page), self.reviewed(page)))
        yield "#" + _call("card", _plain(page.title), _label("page", page.id), f"[\n{body}\n]")

    def page_body(self, page: Page) -> Iterator[str]:
        if page.content_note:
            yield "#" + _call("content-note", _plain(page.content_note))
        for block in page.body:
            yield from self.block(block, heading_level=2)

    def reviewed(self, document: Page | Lesson | Faq) -> str:
        site = self.words.site
        return "#" + _call(
            "reviewed",
            _plain(site.last_reviewed.format(date=self.date(document.review.reviewed))),
            _plain(site.next_review.format(date=self.date(document.review.next))),
        )

    # Blocks -----------------------------------------------------------------------------------------------------

    def block(self, block: PageBlock, heading_level: int) -> Iterator[str]:
        match block:
            case ProseBlock(prose=prose):
                yield render_prose(prose, self.links)
            case HeadingBlock(heading=heading):
                yield "#" + _call("part", _plain(heading), level=str(heading_level))
            case CalloutBlock(callout=callout):
                yield "#" + _call("callout", quoted(callout.tone), _plain(callout.title), self.prose(callout.text))
            case StepsBlock(steps=steps):
                title = _plain(steps.title) if steps.title else "none"
                yield "#" + _call("steps", title, *map(self.phrase, steps.items))
            case TableBlock(table=table):
                yield "#" + _call(
                    "facts",
                    self.phrase(table.caption),
                    _array(map(_plain, table.columns)),
                    *(_array(map(self.phrase, row)) for row in table.rows),
                )
            case FigureBlock(figure=figure):
                yield "#" + _call(
                    "drawing",
                    quoted(f"drawings/{figure.file}"),
                    quoted(figure.alt),
                    self.phrase(figure.caption),
                    _label("figure", figure.id),
                )
            case ExampleBlock(example=example):
                yield "#" + _call("example", _plain(example.person), self.prose(example.text))
            case ComparisonBlock(comparison=comparison):
                yield "#" + _call(
                    "comparison",
                    _plain(comparison.title),
                    _plain(comparison.left.title),
                    _array(map(self.phrase, comparison.left.items)),
                    _plain(comparison.right.title),
                    _array(map(self.phrase, comparison.right.items)),
                )
            case WaysInBlock(ways_in=ways):
                yield "#" + _call(
                    "ways-in",
                    *(_array((self.target(way.to), _plain(way.label), self.phrase(way.text))) for way in ways),
                )
            case GuidedBlock(guided=steps):
                yield "#" + _call("guided", *(_array((_plain(step.title), self.prose(step.text))) for step in steps))
            case GeneratedBlock():
                yield from self.generated(block)
            case _:
                assert_never(block)

    def target(self, reference: str) -> str:
        """The label of a typed reference written as text, or none where the book does not hold it."""
        return next((f"<{anchor(target)}>" for target in self.links.targets if str(target) == reference), "none")

    def generated(self, block: GeneratedBlock) -> Iterator[str]:
        match block.insert:
            case "course-map":
                for number, module in enumerate(self.library.modules, start=1):
                    yield "#" + _call("label-line", _plain(f"{self.words.site.module} {number}: {module.title}"))
                    yield "#" + _call("places", *(self.place(self.library.lessons[id_]) for id_ in module.lessons))
            case "help-lines-emergency":
                yield self.help_lines("emergency")
            case "help-lines-crisis":
                yield self.help_lines("crisis")
            case "help-lines-abuse":
                yield self.help_lines("abuse")
            case "help-lines-young":
                yield self.help_lines("young")
            case "help-lines-finder":
                yield self.help_lines("finder")
            case "evidence-labels":
                yield "#" + _call(
                    "labelled",
                    *(
                        _array((_plain(self.evidence(label)), _plain(self.evidence_meaning(label))))
                        for label in ("strong", "some", "early", "practice wisdom")
                    ),
                )
            case "exercise-list":
                yield "#" + _call(
                    "places",
                    *(
                        _array((str(self.library.numbers[lesson.id]), _plain(exercise.name), _label("exercise", id_)))
                        for id_, (lesson, exercise) in self.library.exercises.items()
                    ),
                )
            case "book-link":
                return  # The reader holds it.
            case "authorship":
                yield "#" + self.authorship()
            case _:
                assert_never(block.insert)

    def place(self, lesson: Lesson) -> str:
        return _array((str(self.library.numbers[lesson.id]), _plain(lesson.title), _label("lesson", lesson.id)))

    def help_lines(self, purpose: str) -> str:
        safety = self.library.safety
        checked = self.words.shell.lines_checked.format(date=self.date(safety.checked))
        return "#" + _call(
            "help-lines",
            _plain(checked),
            *(self.help_line(line) for line in safety.lines if line.purpose == purpose),
        )

    def help_line(self, line: HelpLine) -> str:
        return _array((_plain(line.where), _plain(line.name), _array(map(self.contact, line.contacts))))

    def contact(self, contact: Contact) -> str:
        shell = self.words.shell
        note = _plain(contact.note) if contact.note else "none"
        match contact.how:
            case "call":
                words = _plain(shell.call.format(value=contact.value))
            case "text" if contact.message:
                words = _plain(shell.text_message.format(message=contact.message, value=contact.value))
            case "text":
                words = _plain(shell.text.format(value=contact.value))
            case "web":
                words = f"[#link({quoted(f'https://{contact.value}')})[{escape(contact.value)}]]"
            case _:
                assert_never(contact.how)
        return _array((words, note))

    # Lessons ----------------------------------------------------------------------------------------------------

    def course(self) -> Iterator[str]:
        for number, module in enumerate(self.library.modules, start=1):
            lessons = [self.library.lessons[id_] for id_ in module.lessons]
            yield "#" + _call(
                "module-opener",
                str(number),
                _plain(module.title),
                _plain(module.aim),
                self.windows(),
                *(_array((self.place(lesson), _plain(lesson.summary))) for lesson in lessons),
            )
            for lesson in lessons:
                yield from self.lesson(lesson)

    def lesson(self, lesson: Lesson) -> Iterator[str]:
        words = self.words.lesson
        module_number, module = self.library.module_of(lesson.id)
        number = self.words.shell.lesson_of.format(
            number=self.library.numbers[lesson.id], count=len(self.library.lessons)
        )
        yield f"// lesson:{lesson.id} " + "-" * 80
        yield "#" + _call(
            "chapter",
            _plain(lesson.title),
            target=_label("lesson", lesson.id),
            level="2",
            kicker=_plain(f"{self.words.site.module} {module_number}: {module.title} · {number}"),
        )
        if lesson.content_note:
            yield "#" + _call("content-note", _plain(lesson.content_note))
        yield "#" + _call("goals", *map(self.phrase, lesson.goals))
        yield "#" + _call("one-minute", self.prose(lesson.one_minute))
        for block in lesson.body:
            yield from self.block(block, heading_level=3)

        yield "#" + _call("part", _plain(words.research))
        for finding in lesson.research.findings:
            text = f"[{render_prose(finding.text, self.links)}{render_citations(finding.sources, self.links)}]"
            yield "#" + _call("finding", _plain(self.evidence(finding.evidence)), text)
        yield "#" + _call("small-part", _plain(words.unknown), self.prose(lesson.research.unknown))

        for exercise in lesson.exercises:
            yield from self.exercise(lesson, exercise)

        yield "#after-sheets()"
        yield "#" + _call("part", _plain(words.if_it_does_not_help))
        yield render_prose(lesson.if_it_does_not_help, self.links)
        yield "#" + _call("part", _plain(words.variants))
        variants = lesson.variants
        yield "#" + _call("small-part", _plain(words.single), self.prose(variants.single))
        yield "#" + _call("small-part", _plain(words.couple), self.prose(variants.couple))
        yield "#" + _call("small-part", _plain(words.partner), self.prose(variants.partner))
        yield "#" + _call("key-points", *map(self.phrase, lesson.key_points))
        yield "#" + _call("part", _plain(words.related))
        yield "#" + _call("places", *(self.place(self.library.lessons[id_]) for id_ in lesson.related))
        sources = sorted(cited(lesson), key=lambda id_: self.links.numbers[id_])
        if sources:
            yield "#" + _call("sources", *(self.short_source(self.library.works[id_]) for id_ in sources))
        yield "#" + _call("safety-line", self.phrase(self.library.safety.line))
        yield self.reviewed(lesson)

    def short_source(self, work: Work) -> str:
        number, label = str(self.links.numbers[work.id]), _label("ref", work.id)
        return _array((number, label, _plain(f"{_authors(work, most=2)} ({work.year}). {_closed(work.title)}")))

    # Exercises --------------------------------------------------------------------------------------------------

    def exercise(self, lesson: Lesson, exercise: Exercise) -> Iterator[str]:
        yield "#" + _call(
            "exercise",
            _label("exercise", exercise.id),
            kicker=_plain(self.words.lesson.exercises),
            name=_plain(exercise.name),
            purpose=self.phrase(exercise.purpose),
            minutes=_plain(self.words.exercise.minutes.format(minutes=exercise.minutes)),
            needs=self.phrase(exercise.needs),
            when=self.phrase(exercise.when),
            not_when=self.phrase(exercise.not_when),
            safety=self.phrase(exercise.safety) if exercise.safety else "none",
            steps=_array(map(self.phrase, exercise.steps)),
            person=_plain(exercise.example.person),
            example=self.prose(exercise.example.text),
            shorter=self.phrase(exercise.shorter),
            no_help=self.phrase(exercise.if_it_does_not_help),
            evidence=_plain(self.evidence(exercise.evidence)),
            research=f"[{render_phrase(exercise.research, self.links)}{render_citations(exercise.sources, self.links)}]",
        )
        yield "#" + _call(
            "sheet",
            _plain(exercise.name),
            _plain(self.words.exercise.sheet),
            *map(self.field, exercise.sheet),
        )

    def field(self, field: SheetField) -> str:
        match field:
            case WriteField():
                return _call("write-field", _plain(field.label), str(field.lines))
            case ChecksField():
                return _call("checks-field", _plain(field.label), *map(_plain, field.options))
            case ChoiceField():
                return _call("choice-field", _plain(field.label), *map(_plain, field.options))
            case ScaleField():
                ends = (str(field.lowest), str(field.highest), _plain(field.low), _plain(field.high))
                return _call("scale-field", _plain(field.label), *ends)
            case GridField(rows=int(count)):
                rows = _array(["[]"] * count)
                return _call("grid-field", _plain(field.label), _array(map(_plain, field.columns)), rows)
            case GridField(rows=names):
                rows = _array(map(_plain, names))
                return _call("grid-field", _plain(field.label), _array(map(_plain, field.columns)), rows, named="true")
            case _:
                assert_never(field)

    # Back -------------------------------------------------------------------------------------------------------

    def faqs(self) -> Iterator[str]:
        yield "#" + _call("chapter", _plain(self.words.site.faqs))
        yield escape(self.words.site.faqs_intro)
        for faq in self.library.faqs.values():
            yield "#" + _call(
                "faq",
                _label("faq", faq.id),
                _plain(faq.question),
                self.phrase(faq.short),
                self.prose(faq.answer),
                _array(self.place(self.library.lessons[id_]) for id_ in faq.related),
                self.reviewed(faq).removeprefix("#"),
            )

    def resources(self) -> Iterator[str]:
        shell = self.words.shell
        yield "#" + _call("chapter", _plain(self.words.site.resources))
        yield escape(self.words.site.resources_intro)
        headings = {
            "book": shell.book,
            "podcast": shell.podcast,
            "group": shell.group,
            "workbook": shell.workbook,
            "course": shell.online_course,
            "website": shell.website,
        }
        for form in get_args(Resource.model_fields["form"].annotation):
            group = [resource for resource in self.library.resources.values() if resource.form == form]
            if group:
                yield "#" + _call("part", _plain(headings[form]), level="2")
            for resource in group:
                by = ", ".join(str(part) for part in (resource.by, resource.year) if part)
                yield "#" + _call(
                    "resource",
                    _label("resource", resource.id),
                    _plain(resource.title),
                    _plain(by) if by else "none",
                    quoted(resource.url) if resource.url else "none",
                    _array((_plain(shell.for_whom), self.phrase(resource.for_whom))),
                    _array((_plain(shell.strength), self.phrase(resource.strength))),
                    _array((_plain(shell.limit), self.phrase(resource.limit))),
                    _array((_plain(shell.cost), _plain(resource.cost))),
                    checked=_plain(shell.checked.format(date=self.date(resource.checked))),
                )

    def references(self) -> Iterator[str]:
        yield "#" + _call("chapter", _plain(self.words.site.references))
        yield escape(self.words.site.references_intro)
        shell = self.words.shell
        for number, work in enumerate(self.library.works.values(), start=1):
            seen = str(getattr(shell, f"seen_{work.seen}"))
            read = shell.verified_memory if work.verified == "memory" else seen
            url = f"https://doi.org/{work.doi}" if work.doi else work.url
            yield "#" + _call(
                "work",
                _label("ref", work.id),
                str(number),
                _plain(f"{_authors(work)} ({work.year})."),
                _plain(_closed(work.title)),
                _plain(_place(work)),
                quoted(url) if url else "none",
                _plain(_closed(work.supports)),
                _plain(read),
            )

    def glossary(self) -> Iterator[str]:
        yield "#" + _call("chapter", _plain(self.words.site.glossary))
        yield escape(self.words.site.glossary_intro)
        for term in self.library.terms.values():
            also = _plain(self.words.shell.also.format(words=", ".join(term.also))) if term.also else "none"
            yield "#" + _call("entry", _label("term", term.id), _plain(term.term), self.phrase(term.meaning), also)


def _holds_help_lines(page: Page) -> bool:
    return any(isinstance(block, GeneratedBlock) and block.insert.startswith("help-lines") for block in page.body)


# Works ----------------------------------------------------------------------------------------------------------


def _authors(work: Work, most: int = 6) -> str:
    if len(work.authors) > most:
        return f"{', '.join(work.authors[: most - 1] if most > 2 else work.authors[:1])} et al."
    return ", ".join(work.authors)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _place(work: Work) -> str:
    """Journal or publisher, volume, issue and pages: 'Psychological Review 52(3): 511–524.'"""
    if not work.container:
        return ""
    volume = f" {work.volume}" if work.volume is not None and work.type == "article" else ""
    issue = f"({work.issue})" if volume and work.issue is not None else ""
    pages = f": {work.pages.replace('-', '–')}" if work.pages else ""
    return _closed(f"{work.container}{volume}{issue}{pages}")


# Typst ----------------------------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    """Plain words as a content block."""
    return f"[{escape(words)}]"


def _label(kind: ReferenceKind, id_: str) -> str:
    return f"<{anchor(Reference(kind, id_))}>"


def _array(values: Iterable[str]) -> str:
    return "(" + "".join(f"{value}, " for value in values) + ")"


def _call(function: str, *arguments: str, **named: str) -> str:
    """A call of a Typst function; each argument is Typst code."""
    parts = [*arguments, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    if sum(map(len, parts)) < 90 and not any("\n" in part for part in parts):
        return f"{function}({', '.join(parts)})"
    return f"{function}(\n" + "".join(f"  {part},\n" for part in parts) + ")"


def _dictionary(words: Model) -> str:
    """A section of the interface as a Typst dictionary of strings, with kebab-case keys."""

    def spell(value: object) -> str:
        if isinstance(value, Mapping):
            return "(" + "".join(f"{key.replace('_', '-')}: {spell(entry)}, " for key, entry in value.items()) + ")"
        if isinstance(value, (tuple, list)):
            return _array(map(spell, value))
        return quoted(str(value))

    return spell(words.model_dump())
