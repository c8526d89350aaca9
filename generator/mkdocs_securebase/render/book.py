"""Library to book: one Typst document with everything it needs, ready for the press in mkdocs_securebase.pdf."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, assert_never

from ..model.base import EVIDENCE_ORDER
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
from ..model.countries import ANYWHERE
from ..model.help import help_anywhere, help_places
from ..model.interface import word_of
from ..model.library import LISTS, cited, parts
from ..model.prose import REFERENCE_KINDS, Reference, ReferenceKind
from ..model.sheet import ChecksField, ChoiceField, GridField, ScaleField, WriteField
from .book_instrument import render_instrument
from .setter import Setter
from .typst import (
    BookLinks,
    anchor,
    array,
    call,
    dictionary,
    escape,
    label,
    plain,
    quoted,
    render_prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from ..model.blocks import PageBlock
    from ..model.documents import Contact, Exercise, HelpLine, Lesson, Page, Work
    from ..model.library import Library
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
    numbers = {id_: number for number, id_ in enumerate(library.works, start=1)}
    links = BookLinks(book_targets(library), numbers)
    return BookSource(
        main=_Book(library, links).text(),
        files={
            **TEMPLATES,
            "words.typ": f"#let words = {dictionary(library.interface)}\n",
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
        "page": (*library.pages, *(name for name in LISTS if name != "exercises")),  # exercises stand in their lessons
        "term": library.terms,
        "ref": library.works,
        "fact": (),  # told, not linked
        "instrument": library.instruments,
        "figure": (
            figure.id
            for document in (*library.pages.values(), *library.lessons.values())
            for _, figure in parts(document, Figure)
        ),
    }
    return frozenset(Reference(kind, id_) for kind in REFERENCE_KINDS for id_ in ids[kind])


_SHORT = 1_400
"""An exercise with no more characters of Typst fits its page at full size: the book need not measure it."""


class _Book(Setter):
    """Writes one library as calls of the templates' functions."""

    def text(self) -> str:
        return "\n\n".join(("// Written by mkdocs_securebase.render.book.", *self.document())) + "\n"

    def document(self) -> Iterator[str]:
        course = self.library.course
        pages = self.library.pages.values()
        first = [page for page in pages if _holds_help_lines(page)]
        begin = [page for page in pages if page.layout == "home" and page not in first]
        quiet = [page for page in pages if page.layout == "quiet" and page not in first]
        last = [page for page in pages if page not in (*first, *begin, *quiet)]

        yield '#import "book.typ": *'
        yield "#show: " + call(
            "book.with",
            title=quoted(course.title),
            author=quoted(self.library.name),
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
        for instrument in self.library.instruments.values():
            yield from render_instrument(self, instrument)
        yield from self.faqs()
        yield from self.resources()
        for page in last:
            yield from self.page(page, page.title)
        yield from self.references()
        yield from self.glossary()

    # Front ------------------------------------------------------------------------------------------------------

    def front(self) -> Iterator[str]:
        course, words = self.library.course, self.words
        yield "#" + call(
            "cover",
            plain(course.title),
            plain(course.subtitle),
            plain(words.book.edition.format(edition=course.edition, date=self.date(course.published))),
            self.windows(),
            self.phrase(self.library.safety.line),
        )
        yield "#" + call("chapter", plain(words.book.about_this_edition))
        yield "#" + self.authorship()
        yield "#" + call("named", array((plain(words.book.printing), plain(words.book.printing_text))))

    def authorship(self) -> str:
        shell, course = self.words.shell, self.library.course
        return call(
            "named",
            *(
                array((plain(label), self.phrase(text)))
                for label, text in (
                    (shell.written_by, course.authorship.written_by),
                    (shell.reviewed_by, course.authorship.reviewed_by),
                    (shell.funding, course.authorship.funding),
                )
            ),
            array((plain(shell.feedback), plain(self.answer_back()))),
            array((plain(shell.licence), self.phrase(course.licence))),
        )

    def answer_back(self) -> str:
        """How to tell us something, on paper: the address alone, for the notes on it speak of a link."""
        answer_back = self.library.course.answer_back
        return answer_back.address if answer_back else self.words.shell.no_answer_back

    # Pages ------------------------------------------------------------------------------------------------------

    def page(self, page: Page, title: str) -> Iterator[str]:
        yield "#" + call("chapter", plain(title), target=label("page", page.id))
        yield "#" + self.reviewed(page)
        yield from self.page_body(page)

    def card(self, page: Page) -> Iterator[str]:
        body = "\n\n".join(self.page_body(page))
        yield "#" + call("card", plain(page.title), label("page", page.id), self.reviewed(page), f"[\n{body}\n]")

    def page_body(self, page: Page) -> Iterator[str]:
        if page.content_note:
            yield "#" + call("content-note", plain(page.content_note))
        for block in page.body:
            yield from self.block(block, heading_level=2)

    # Blocks -----------------------------------------------------------------------------------------------------

    def block(self, block: PageBlock, heading_level: int) -> Iterator[str]:
        match block:
            case ProseBlock(prose=prose):
                yield render_prose(prose, self.links)
            case HeadingBlock(heading=heading):
                yield "#" + call("part", plain(heading), level=str(heading_level))
            case CalloutBlock(callout=callout):
                yield "#" + call("callout", quoted(callout.tone), plain(callout.title), self.prose(callout.text))
            case StepsBlock(steps=steps):
                title = plain(steps.title) if steps.title else "none"
                yield "#" + call("steps", title, *map(self.phrase, steps.items))
            case TableBlock(table=table):
                yield "#" + call(
                    "facts",
                    self.phrase(table.caption),
                    array(map(plain, table.columns)),
                    *(array(map(self.phrase, row)) for row in table.rows),
                )
            case FigureBlock(figure=figure):
                yield "#" + call(
                    "drawing",
                    quoted(f"drawings/{figure.file}"),
                    quoted(figure.alt),
                    self.phrase(figure.caption),
                    label("figure", figure.id),
                )
            case ExampleBlock(example=example):
                yield "#" + call("example", plain(example.person), self.prose(example.text))
            case ComparisonBlock(comparison=comparison):
                yield "#" + call(
                    "comparison",
                    plain(comparison.title),
                    plain(comparison.left.title),
                    array(map(self.phrase, comparison.left.items)),
                    plain(comparison.right.title),
                    array(map(self.phrase, comparison.right.items)),
                )
            case WaysInBlock(ways_in=ways):
                yield "#" + call(
                    "ways-in",
                    *(array((self.target(way.to), plain(way.label), self.phrase(way.text))) for way in ways),
                )
            case GuidedBlock(guided=steps):
                yield "#" + call("guided", *(array((plain(step.title), self.prose(step.text))) for step in steps))
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
                    yield "#" + call("label-line", plain(f"{self.words.site.module} {number}: {module.title}"))
                    yield "#" + call("place-list", *(self.place(self.library.lessons[id_]) for id_ in module.lessons))
            case "help-lines-now":
                yield self.emergency()
            case "help-lines-by-country":
                yield from self.help_by_country()
            case "evidence-labels":
                yield "#" + call(
                    "labelled",
                    *(
                        array((plain(self.evidence(label)), plain(self.evidence_meaning(label))))
                        for label in EVIDENCE_ORDER
                    ),
                )
                yield escape(self.words.lesson.evidence_rule)
            case "exercise-list":
                yield "#" + call(
                    "place-list",
                    *(
                        array((str(self.library.numbers[lesson.id]), plain(exercise.name), label("exercise", id_)))
                        for id_, (lesson, exercise) in self.library.exercises.items()
                    ),
                )
            case "book-link":
                return  # The reader holds it.
            case "authorship":
                yield "#" + self.authorship()
            case "changes":
                yield from self.changes()
            case "people":
                yield from self.people()
            case _:
                assert_never(block.insert)

    def people(self) -> Iterator[str]:
        """Each invented person, and the lessons with an example of theirs."""
        for person in self.library.people.people if self.library.people else ():
            words = self.phrase(person.who), plain(f"“{person.sentence}”")
            yield "#" + call("named", array((plain(f"{person.name}, {person.age}"), " + [ ] + ".join(words))))
            yield "#" + call("place-list", *(self.place(self.library.lessons[id_]) for id_ in person.appears))

    def changes(self) -> Iterator[str]:
        words = self.words.changes
        if all(change.what != "correction" for change in self.library.changes):
            yield escape(words.no_corrections)
        yield "#" + call(
            "named",
            *(
                array((plain(f"{self.date(change.date)} · {word_of(words, change.what)}"), self.phrase(change.text)))
                for change in self.library.changes
            ),
        )

    def emergency(self) -> str:
        """The emergency numbers of all countries, as a short table."""
        places = help_places(self.library.safety, self.library.course.language, self.library.words("purpose"))
        lines = ((place, line) for place in places for line in place.by_purpose.get("emergency", ()))
        return "#" + call(
            "emergency-numbers",
            *(array((plain(place.name), array(map(self.contact, line.contacts)))) for place, line in lines),
        )

    def help_by_country(self) -> Iterator[str]:
        words, safety = self.words, self.library.safety
        yield "#" + call("part", plain(words.lines.by_country), level="2")
        purposes = self.library.words("purpose")
        for place in (
            *help_places(safety, self.library.course.language, purposes),
            help_anywhere(safety, words.lines.anywhere, purposes),
        ):
            yield "#" + call("part", plain(place.name), level="3")
            for purpose, lines in place.by_purpose.items():
                yield "#" + call(
                    "help-lines",
                    plain(self.library.label("purpose", purpose)),
                    *(self.help_line(line) for line in lines),
                )

    def help_line(self, line: HelpLine) -> str:
        """A line as name, what to know before, how it was checked, ways to reach it."""
        words, check = self.words.lines, line.checked
        languages = words.languages.format(languages=line.languages) if line.languages else None
        facts = (line.for_, line.hours, line.cost, languages, None if line.contacts else words.name_only)
        name = f"{line.name} ({line.region})" if line.region else line.name
        checked = word_of(words, check.how).format(page=check.page, date=self.date(check.when))
        return array(
            (
                plain(name),
                plain(" ".join(fact for fact in facts if fact)),
                plain(checked),
                array(map(self.contact, line.contacts)),
            )
        )

    def linked(self, words: str, address: str, shown: str) -> str:
        """Words with {value}, as one link."""
        return f"[#link({quoted(address)})[{escape(words.format(value=shown))}]]"

    def contact(self, contact: Contact) -> str:
        lines = self.words.lines
        note = plain(contact.note) if contact.note else "none"
        match contact.how:
            case "call":
                words = plain(lines.call.format(value=contact.value))
            case "text" if contact.message:
                words = plain(lines.text_message.format(message=contact.message, value=contact.value))
            case "text":
                words = plain(lines.text.format(value=contact.value))
            case "email":
                words = self.linked(lines.email, f"mailto:{contact.value}", contact.value)
            case "chat":
                words = self.linked(lines.chat, f"https://{contact.value}", contact.value)
            case "web":
                words = self.linked("{value}", f"https://{contact.value}", contact.value)
            case _:
                assert_never(contact.how)
        return array((words, note))

    # Lessons ----------------------------------------------------------------------------------------------------

    def course(self) -> Iterator[str]:
        for number, module in enumerate(self.library.modules, start=1):
            lessons = [self.library.lessons[id_] for id_ in module.lessons]
            yield "#" + call(
                "module-opener",
                str(number),
                plain(module.title),
                plain(module.aim),
                self.windows(),
                *(array((self.place(lesson), plain(lesson.summary))) for lesson in lessons),
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
        yield "#" + call(
            "chapter",
            plain(lesson.title),
            target=label("lesson", lesson.id),
            level="2",
            kicker=plain(f"{self.words.site.module} {module_number}: {module.title} · {number}"),
        )
        if lesson.content_note:
            yield "#" + call("content-note", plain(lesson.content_note))
        yield "#" + call("goals", *map(self.phrase, lesson.goals))
        yield "#" + call("one-minute", self.prose(lesson.one_minute))
        for block in lesson.body:
            yield from self.block(block, heading_level=3)

        yield "#" + call("part", plain(words.research))
        for finding in lesson.research.findings:
            text = self.prose(finding.text)
            yield "#" + call("finding", plain(self.evidence(finding.evidence)), text)
        yield "#" + call("small-part", plain(words.unknown), self.prose(lesson.research.unknown))

        for exercise in lesson.exercises:
            yield from self.exercise(exercise)

        yield "#after-sheets()"
        yield "#" + call("part", plain(words.if_it_does_not_help))
        yield render_prose(lesson.if_it_does_not_help, self.links)
        yield "#" + call("part", plain(words.variants))
        for word in self.library.words("variant"):
            text = self.prose(lesson.variants[word])
            yield "#" + call("small-part", plain(self.library.label("variant", word)), text)
        yield "#" + call("key-points", *map(self.phrase, lesson.key_points))
        yield "#" + call("part", plain(words.related))
        yield "#" + call("place-list", *(self.place(self.library.lessons[id_]) for id_ in lesson.related))
        yield "#" + call("closing", self.phrase(self.library.safety.line), self.reviewed(lesson))
        sources = sorted(cited(lesson), key=lambda id_: self.links.numbers[id_])
        if sources:
            yield "#" + call("sources", *(self.short_source(self.library.works[id_]) for id_ in sources))

    def short_source(self, work: Work) -> str:
        words = f"{_authors(work, most=2)} ({work.year})"
        return array((str(self.links.numbers[work.id]), label("ref", work.id), plain(words)))

    # Exercises --------------------------------------------------------------------------------------------------

    def exercise(self, exercise: Exercise) -> Iterator[str]:
        texts = {
            "purpose": self.phrase(exercise.purpose),
            "minutes": plain(self.words.exercise.minutes.format(minutes=exercise.minutes)),
            "needs": self.phrase(exercise.needs),
            "when": self.phrase(exercise.when),
            "not_when": self.phrase(exercise.not_when),
            "safety": self.phrase(exercise.safety) if exercise.safety else "none",
            "steps": array(map(self.phrase, exercise.steps)),
            "person": plain(exercise.example.person),
            "example": self.prose(exercise.example.text),
            "shorter": self.phrase(exercise.shorter),
            "no_help": self.phrase(exercise.if_it_does_not_help),
            "evidence": plain(self.evidence(exercise.evidence)),
            "research": self.phrase(exercise.research, exercise.sources),
        }
        yield "#" + call(
            "exercise",
            label("exercise", exercise.id),
            kicker=plain(self.words.lesson.exercises),
            name=plain(exercise.name),
            **texts,
            short="true" if sum(map(len, texts.values())) <= _SHORT else "false",
        )
        yield "#" + call(
            "sheet",
            plain(exercise.name),
            plain(self.words.exercise.sheet),
            *map(self.field, exercise.sheet),
        )

    def field(self, field: SheetField) -> str:
        match field:
            case WriteField():
                return call("write-field", plain(field.label), str(field.lines))
            case ChecksField() | ChoiceField():
                branch = (
                    {"urgent": array(map(plain, field.urgent)), "first": self.phrase(field.if_urgent)}
                    if field.if_urgent
                    else {}
                )
                return call(f"{field.type}-field", plain(field.label), *map(plain, field.options), **branch)
            case ScaleField():
                ends = (str(field.lowest), str(field.highest), plain(field.low), plain(field.high))
                return call("scale-field", plain(field.label), *ends)
            case GridField(columns=columns, rows=rows):
                heads = array(map(plain, columns))
                if isinstance(rows, int):
                    return call("grid-field", plain(field.label), heads, array("[]" for _ in range(rows)))
                return call("grid-field", plain(field.label), heads, array(map(plain, rows)), named="true")
            case _:
                assert_never(field)

    # Back -------------------------------------------------------------------------------------------------------

    def faqs(self) -> Iterator[str]:
        yield "#" + call("chapter", plain(self.words.site.faqs), target=label("page", "faqs"))
        yield escape(self.words.site.faqs_intro)
        theme = ""
        for faq in self.library.faqs.values():
            if faq.theme != theme:
                theme = faq.theme
                yield "#" + call("label-line", plain(self.library.label("theme", theme)))
            yield "#" + call(
                "faq",
                label("faq", faq.id),
                plain(faq.question),
                self.phrase(faq.short),
                self.prose(faq.answer),
                array(self.place(self.library.lessons[id_]) for id_ in faq.related),
                self.reviewed(faq),
            )

    def resources(self) -> Iterator[str]:
        shell = self.words.shell
        yield "#" + call("chapter", plain(self.words.site.resources), target=label("page", "resources"))
        yield escape(self.words.site.resources_intro)
        for form in self.library.words("resource-form"):
            group = [resource for resource in self.library.resources.values() if resource.form == form]
            if group:
                yield "#" + call("part", plain(self.library.label("resource-form", form)), level="2")
            for resource in group:
                by = ", ".join(str(part) for part in (resource.by, resource.year) if part)
                places = ", ".join(self.library.label("place", place) for place in resource.where if place != ANYWHERE)
                yield "#" + call(
                    "resource",
                    label("resource", resource.id),
                    plain(resource.title),
                    plain(by) if by else "none",
                    plain(places) if places else "none",
                    quoted(resource.url) if resource.url else "none",
                    array((plain(shell.for_whom), self.phrase(resource.for_whom))),
                    array((plain(shell.strength), self.phrase(resource.strength))),
                    array((plain(shell.limit), self.phrase(resource.limit))),
                    array((plain(shell.cost), plain(resource.cost))),
                    checked=plain(shell.checked.format(date=self.date(resource.checked))),
                )

    def references(self) -> Iterator[str]:
        yield "#" + call("chapter", plain(self.words.site.references), target=label("page", "references"))
        yield escape(self.words.site.references_intro)
        shell = self.words.shell
        for number, work in enumerate(self.library.works.values(), start=1):
            seen = str(getattr(shell, f"seen_{work.seen}"))
            read = shell.verified_memory if work.verified == "memory" else seen
            url = f"https://doi.org/{work.doi}" if work.doi else work.url
            yield "#" + call(
                "work",
                label("ref", work.id),
                str(number),
                plain(f"{_authors(work)} ({work.year})."),
                plain(_closed(work.title)),
                plain(_place(work)),
                quoted(url) if url else "none",
                self.work_says(work),
                plain(read),
            )

    def work_says(self, work: Work) -> str:
        """What a work found, fact by fact, or what it is for."""
        if work.supports is not None:
            return plain(_closed(work.supports))
        said = [
            words for fact in work.facts for words in (self.phrase(fact.found), fact.whom and plain(_closed(fact.whom)))
        ]
        return " + [ ] + ".join(filter(None, said))

    def glossary(self) -> Iterator[str]:
        yield "#" + call("chapter", plain(self.words.site.glossary), target=label("page", "glossary"))
        yield escape(self.words.site.glossary_intro)
        for term in self.library.terms.values():
            also = plain(self.words.shell.also.format(words=", ".join(term.also))) if term.also else "none"
            yield "#" + call("entry", label("term", term.id), plain(term.term), self.phrase(term.meaning), also)


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
