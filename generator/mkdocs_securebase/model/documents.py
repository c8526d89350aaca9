"""The kinds of document an author can write, one class each, named by the `kind:` on the first line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .addresses import Doi, WebAddress, mistake_in_web_address
from .base import Date, Demanded, Evidence, Model, Review, Slug, Year
from .blocks import BODY_BLOCKS, PAGE_BLOCKS, BodyBlock, PageBlock, one_key
from .countries import ANYWHERE, Country
from .instrument import Instrument
from .interface import GuideInterface, Interface
from .phrases import SearchPhrase
from .prose import Phrase, Plain, Prose
from .sheet import SheetField
from .vocabularies import EVERYONE, Named, Of, Vocabularies, mistakes_in_list

if TYPE_CHECKING:
    BodyBlocks = tuple[BodyBlock, ...]
    PageBlocks = tuple[PageBlock, ...]
else:
    BodyBlocks = tuple[one_key(BODY_BLOCKS), ...]
    PageBlocks = tuple[one_key(PAGE_BLOCKS), ...]

Covers = tuple[str, ...]
"""Ids of content/coverage.yaml that this text covers, for instance C-DEF-01."""


# Lessons -------------------------------------------------------------------------------------------------------


class Finding(Model):
    """One thing that research says, pulled in from the references, or one that rests on practice alone."""

    fact: Slug | None = None
    """The id of a fact of content/references.yaml: its words, its sources and its label stand there."""
    means: Prose | None = None
    """What the fact means for the reader of this lesson, and what it does not cover."""
    text: Prose = Prose(())
    """What rests on no study, in the lesson's own words. Linking fills it with the fact and what that means."""
    evidence: Evidence = "practice wisdom"
    """Not written by authors: linking fills in the label of the fact."""

    @model_validator(mode="after")
    def _is_a_fact_or_practice(self) -> Self:
        if (self.fact is None) != ("text" in self.model_fields_set):
            raise PydanticCustomError(
                "rule", "a finding names a `fact:` of the references, or says in `text:` what rests on practice alone"
            )
        if self.means and not self.fact:
            raise PydanticCustomError("rule", "`means:` goes with a `fact:`; what rests on practice stands in `text:`")
        if self.evidence != "practice wisdom" or (self.fact and "evidence" in self.model_fields_set):
            raise PydanticCustomError(
                "rule", "the label of a finding stands with its work in content/references.yaml: leave it out here"
            )
        return self


class Research(Model):
    """What research says, and what nobody knows yet."""

    findings: Annotated[tuple[Finding, ...], Demanded(least=1)] = ()
    unknown: Annotated[Prose, Demanded()] = Prose()
    """What we do not know."""


class WorkedExample(Model):
    """An exercise as an invented person filled it in."""

    person: Plain
    text: Prose


class Exercise(Model):
    """Something to do, on its own printable sheet."""

    id: Slug
    name: Plain
    form: Annotated[Named, Of("exercise-form"), Demanded()] = ""
    purpose: Annotated[Phrase, Demanded()] = Phrase()
    """One sentence: what it is for."""
    minutes: Annotated[int, Field(ge=1, le=60), Demanded()] = 0
    needs: Annotated[Phrase, Demanded()] = Phrase()
    """Nothing, paper, phone, another person."""
    when: Annotated[Phrase, Demanded()] = Phrase()
    not_when: Annotated[Phrase, Demanded()] = Phrase()
    steps: Annotated[tuple[Phrase, ...], Field(min_length=1), Demanded(least=3, most=7)]
    """One action each; each starts with a verb."""
    example: Annotated[WorkedExample | None, Demanded()] = None
    shorter: Annotated[Phrase, Demanded()] = Phrase()
    """A form under two minutes."""
    if_it_does_not_help: Annotated[Phrase, Demanded()] = Phrase()
    evidence: Annotated[Evidence | None, Demanded()] = None
    """Practice wisdom, unless a work that it cites names this exercise under `tried`: then the label of that work."""
    research: Annotated[Phrase, Demanded()] = Phrase()
    """One or two sentences on what is known; facts are pulled in: `[](fact:if-then-plans)`."""
    sources: tuple[Slug, ...] = ()
    """Works that have no facts."""
    care: Annotated[tuple[Named, ...], Of("care")] = ()
    """Kinds that need a safety line."""
    safety: Phrase | None = None
    """The safety line; required where `care` is given."""
    sheet: Annotated[tuple[SheetField, ...], Demanded(least=1)] = ()
    """What there is to fill in, in order."""


class Lesson(Model):
    """One lesson: about ten minutes, complete in itself."""

    kind: Literal["lesson"]
    id: Slug
    draft: bool = False
    title: Plain
    summary: Plain
    """One sentence for lists, search and link previews."""
    content_note: Plain | None = None
    """Hard topics, named before they come."""
    covers: Covers = ()
    search_words: tuple[Plain, ...] = ()
    """Everyday words that should find this lesson: 'he didn't text back'."""
    goals: Annotated[tuple[Phrase, ...], Demanded(2, 4)] = ()
    one_minute: Annotated[Prose, Demanded()] = Prose()
    """The lesson in at most 60 words."""
    body: Annotated[BodyBlocks, Field(min_length=1), Demanded(least=2)]
    research: Annotated[Research, Demanded()] = Research()
    exercises: Annotated[tuple[Exercise, ...], Demanded(least=1)] = ()
    if_it_does_not_help: Annotated[Prose, Demanded()] = Prose()
    variants: Annotated[Mapping[Named, Prose], Demanded()] = {}
    """The same lesson for different lives: a text for each word of the list `variant`."""
    key_points: Annotated[tuple[Phrase, ...], Demanded(3, 6)] = ()
    related: Annotated[tuple[Slug, ...], Demanded(1, 4)] = ()
    """Lessons that go well with this one."""
    review: Annotated[Review | None, Demanded()] = None


# Other things to read ----------------------------------------------------------------------------------------------


class Faq(Model):
    """One question that readers ask, with a short answer and a longer one."""

    kind: Literal["faq"]
    id: Slug
    draft: bool = False
    theme: Annotated[Named, Of("theme"), Demanded()] = ""
    """The part of the list of questions to which it belongs."""
    order: Annotated[int, Field(ge=1, le=999), Demanded()] = 1
    """Place among the questions of its theme; those with the same number follow by id."""
    question: Plain
    short: Phrase
    """The answer in a sentence or two."""
    answer: Prose
    covers: Covers = ()
    search_words: tuple[Plain, ...] = ()
    related: tuple[Slug, ...] = ()
    """Lessons to read next."""
    review: Annotated[Review | None, Demanded()] = None


class Resource(Model):
    """A book, podcast or group outside this guide, with an honest line."""

    kind: Literal["resource"]
    id: Slug
    draft: bool = False
    title: Plain
    form: Annotated[Named, Of("resource-form")]
    where: Annotated[tuple[Named, ...], Field(min_length=1), Of("place"), Demanded()] = (ANYWHERE,)
    """Countries in which it can be used, by their codes: where a service answers, or whose therapists a list holds.
    A book, a podcast and a site without services are for anywhere."""
    audience: Annotated[tuple[Named, ...], Field(min_length=1), Of("audience"), Demanded()] = (EVERYONE,)
    """Whom it was made for; everyone: no group in particular."""
    by: Plain | None = None
    year: Year | None = None
    url: WebAddress | None = None
    for_whom: Annotated[Phrase, Demanded()] = Phrase()
    strength: Annotated[Phrase, Demanded()] = Phrase()
    """What it does well."""
    limit: Annotated[Phrase, Demanded()] = Phrase()
    """What to know before you use it."""
    cost: Annotated[Plain, Demanded()] = ""
    covers: Covers = ()
    checked: Annotated[Date | None, Demanded()] = None


class Page(Model):
    """A page outside the course: home, upset now, safety, about."""

    kind: Literal["page"]
    id: Slug
    draft: bool = False
    title: Plain
    summary: Plain
    layout: Literal["home", "quiet", "plain"] = "plain"
    """home: the first page; quiet: night colours and nothing beside the text; plain: everything else."""
    drawing: str | None = None
    """A file of content/assets at the head of the page, for the eye alone."""
    content_note: Plain | None = None
    covers: Covers = ()
    search_words: tuple[Plain, ...] = ()
    body: Annotated[PageBlocks, Field(min_length=1)]
    review: Annotated[Review | None, Demanded()] = None


# Whole-guide data ------------------------------------------------------------------------------------------------


class Module(Model):
    """A part of the course."""

    id: Slug
    title: Plain
    aim: Annotated[Plain, Demanded()] = ""
    drawing: str | None = None
    """A file of content/assets that stands for this part on the home page, for the eye alone."""
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)]


class ListDrawings(Model):
    """A file of content/assets at the head of each list that the build makes, for the eye alone."""

    faqs: str | None = None
    exercises: str | None = None
    resources: str | None = None
    glossary: str | None = None
    references: str | None = None
    results: str | None = None


class AnswerBack(Model):
    """Where readers can tell of a mistake or a hard sentence. No page sends anything by itself."""

    kind: Literal["issues", "mail", "form"]
    """issues: the page of a public tracker that opens a new issue; mail: an address; form: a page of any other kind."""
    address: str
    """For mail the bare address, else the whole web address with https://."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        at = {"field": "address"}
        if self.kind == "mail":
            if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", self.address, re.ASCII):
                raise PydanticCustomError("rule", "an address for mail looks like hello@example.org", at)
        elif mistake := mistake_in_web_address(self.address):
            raise PydanticCustomError("rule", "{mistake}", {"mistake": mistake, **at})
        elif re.search(r"[?#]", self.address):
            raise PydanticCustomError("rule", "give the address without its part from ? or # on", at)
        return self


class Authorship(Model):
    """Who stands behind the guide; said on the about page and in the book."""

    organisation: Annotated[Plain, Demanded()] = ""
    """The name of those who publish it, for search engines, feeds and link previews."""
    written_by: Annotated[Phrase, Demanded()] = Phrase()
    reviewed_by: Annotated[Phrase, Demanded()] = Phrase()
    """Who reviewed it. If no clinician did, this says so."""
    funding: Annotated[Phrase, Demanded()] = Phrase()


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise PydanticCustomError("rule", "this is no pattern: {error}", {"error": str(error)}) from error
    return text


class Avoid(Model):
    """Words that this guide does not say, and what it says instead."""

    words: tuple[Plain, ...] = ()
    """Whole words, as they stand in a text."""
    pattern: Annotated[str, AfterValidator(_pattern)] | None = None
    """For more than whole words: a regular expression of Python."""
    say: Annotated[str, Field(min_length=1)]
    """What to say instead, for those who write."""
    quoted: bool = False
    """true: they may stand inside quotation marks, as what somebody thinks or says."""

    @model_validator(mode="after")
    def _avoids_something(self) -> Self:
        if bool(self.words) == bool(self.pattern):
            raise PydanticCustomError("rule", "give either `words` or a `pattern`")
        return self

    @property
    def compiled(self) -> re.Pattern[str]:
        """What finds them in a text."""
        words = "|".join(re.escape(word) for word in self.words)
        return re.compile(self.pattern or rf"\b(?:{words})\b", re.IGNORECASE)


class Checks(Model):
    """What this guide asks of its texts beside its profile and its language."""

    limits: Mapping[Slug, Annotated[int, Field(ge=0, le=100_000)]] = {}
    """Numbers that texts keep to, by name: `longest-sentence: 30`. `securebase report` shows all of them."""
    avoid: tuple[Avoid, ...] = ()
    """What is not said, beside what no guide in this language says."""
    watched: tuple[Plain, ...] = ()
    """Beginnings of technical words that belong in the glossary."""
    may_quote: tuple[Plain, ...] = ()
    """Names, in small letters, that may stand in texts as they do in the text behind content/not-like.txt."""


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise PydanticCustomError("rule", 'a colour is written as # and six digits or letters from a to f: "#27446b"')
    return text


class Look(Model):
    """What is the guide's own in how it looks."""

    name: Plain | None = None
    """A short, neutral name for the top of each page and for tab titles: somebody may look over a shoulder. Left out,
    the title of the guide."""
    mark: str | None = None
    """A file of content/assets, best drawn on 24 by 24 units: the guide's mark on tabs, on top of pages, in the book
    and on cards. Shapes of the classes `line`, `ink`, `soft` and `lamp` take the colours of where it stands."""
    colours: Mapping[Slug, Mapping[Slug, Annotated[str, AfterValidator(_colour)]]] = {}
    """Colours in place of the program's, by palette and name: `light: {paper: "#ffffff"}`. Palettes are light, dark,
    night, book, drawing and card."""


class Outputs(Model):
    """What is made of the guide beside its pages. What is left out is not spoken of anywhere either."""

    book: bool = True
    """true: a PDF to print is set and put beside the pages."""
    e_book: bool = True
    """true: an EPUB file for phones and readers is put beside the pages."""
    feed: bool = True
    """true: an Atom feed tells what has changed."""
    cards: Literal["auto", False] = "auto"
    """auto: a picture for link previews is drawn for each page where the site's address is known; false: none."""


class Leave(Model):
    """The button that leads away from the guide at once."""

    to: WebAddress
    """A page that nobody wonders about, and that loads fast."""


class Change(Model):
    """What was changed for readers: told on the about page, in the book and in the feed."""

    date: Date
    what: Literal["edition", "new", "revised", "correction"]
    """edition: a new edition of the whole; new: a text that was not there; revised: a text that says more or says it
    better; correction: a mistake of fact put right."""
    text: Phrase
    """What changed, in a sentence or two. Its links say in which texts: `[Two dials](lesson:two-dials)`."""


def _language(tag: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise PydanticCustomError("rule", "expected the tag of a language, for instance en, de or pt-BR")
    return tag


class Course(Model):
    """The guide as a whole: its name, its order, who made it."""

    kind: Literal["course"]
    id: Slug
    title: Plain
    subtitle: Annotated[Plain, Demanded()] = ""
    description: Annotated[Plain, Demanded()] = ""
    language: Annotated[str, AfterValidator(_language)] = "en"
    """The language of the texts by its BCP 47 tag: en, de, pt-BR."""
    edition: Annotated[Plain, Demanded()] = ""
    """Shown in the book, for instance '0.1'."""
    complete: bool = False
    """true: every point of content/coverage.yaml must have a text that covers it, or the build stops.
    false: the guide is still being written; `securebase report` lists the points that wait for a text."""
    published: Date
    """Day of this edition; also the date inside the PDF, so that the same input gives the same bytes."""
    licence: Annotated[Phrase, Demanded()] = Phrase()
    authorship: Annotated[Authorship, Demanded()] = Authorship()
    profile: Literal["plain", "self-help"] = "plain"
    """What the guide must hold. plain: what it names is there, and scores are right; self-help: each lesson also has
    research, exercises, parts for different lives, dates of review and the rest, and texts keep to limits."""
    modules: Annotated[tuple[Module, ...], Field(min_length=1)]
    pages: Annotated[tuple[Slug, ...], Demanded(least=1)] = ()
    """Pages in the order of the menu. Left out, all of them, the first page first."""
    vocabularies: Vocabularies = Vocabularies()
    checks: Checks = Checks()
    """Limits and words that differ from those of the profile and the language."""
    drawings: ListDrawings = ListDrawings()
    look: Look = Look()
    outputs: Outputs = Outputs()
    leave: Leave | None = None
    """Left out, no page has a button to leave fast: right for guides that nobody need hide."""
    answer_back: AnswerBack | None = None
    """Left out where nobody reads messages: then no page speaks of it."""
    changes: tuple[Change, ...] = ()
    """The log of changes, in any order; every correction of fact belongs here."""


class Term(Model):
    """A word explained plainly."""

    id: Slug
    term: Plain
    meaning: Phrase
    also: tuple[Plain, ...] = ()
    """Other words for it, found by search."""


class Glossary(Model):
    kind: Literal["glossary"] = "glossary"
    terms: Annotated[tuple[Term, ...], Demanded(least=1)] = ()


class Fact(Model):
    """One thing that a work found, told in these words wherever the guide tells it: `[](fact:asking-and-trust)`."""

    id: Slug
    found: Phrase
    """What was found, in whom, and what it cannot say: whole sentences, as a lesson's block on research tells them."""
    brief: Phrase | None = None
    """The same in a sentence or two, for running text, answers and exercises; left out where `found` is short."""
    whom: Plain | None = None
    """In whom, and how much, for readers who want the figures."""
    also: tuple[Slug, ...] = ()
    """Ids of other works that found it too."""


Numbered = Annotated[int, Field(ge=1, le=9999)] | Annotated[str, Field(min_length=1, max_length=40)]
"""A number, or words that hold one: 'Suppl. 2'."""


class Work(Model):
    """A published work that the guide draws on."""

    id: Slug
    type: Literal["article", "book", "chapter", "report", "website", "preprint"]
    authors: Annotated[tuple[str, ...], Field(min_length=1)]
    """Family name and initials: 'Bowlby J'."""
    year: Year
    title: str
    container: str | None = None
    """Journal, book or publisher."""
    volume: Numbered | None = None
    issue: Numbered | None = None
    pages: str | None = None
    doi: Doi | None = None
    url: WebAddress | None = None
    supports: Plain | None = None
    """What a work without facts is for: an idea, a name, a tool."""
    evidence: Evidence | None = None
    """How sure its facts are; the label stands beside each of them."""
    facts: tuple[Fact, ...] = ()
    """What it found. Each is typed here, once, and pulled in by its id."""
    tried: tuple[Slug, ...] = ()
    """Ids of exercises that ask for what people did in this work."""
    verified: Literal["yes", "memory"]
    """yes: its existence was confirmed; memory: known, not yet looked up again, which each text that cites it says."""
    seen: Literal["abstract", "record", "report", "citation", "none"]
    """How much of it was read for this guide."""

    @model_validator(mode="after")
    def _says_what_it_is_for(self) -> Self:
        if not self.facts and self.supports is None:
            raise PydanticCustomError("rule", "a work has `facts:`, or says in `supports:` what it is for")
        if self.facts and self.supports is not None:
            raise PydanticCustomError("rule", "what this work found stands under `facts:`: leave `supports:` out")
        if self.facts and self.evidence is None:
            raise PydanticCustomError("rule", "a work with facts says how sure they are, under `evidence:`")
        return self


class References(Model):
    kind: Literal["references"] = "references"
    works: Annotated[tuple[Work, ...], Demanded(least=1)] = ()


_NUMBER = re.compile(r"\+?\d(?:[ -]?\d)*")
_MAILBOX = re.compile(r"[A-Za-z0-9.+_-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)")


class Contact(Model):
    """One way to reach a help line."""

    how: Literal["call", "text", "chat", "email", "web"]
    """All but `call` reach it without being heard. chat: a site where one writes and is answered; web: any other."""
    value: str
    """The number as people write it, or a web address without https://."""
    message: Plain | None = None
    """The word to send, for text lines."""
    note: Plain | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        match self.how:
            case "call" | "text":
                pauses = "digits, with single spaces or hyphens where people pause"
                mistake = "" if _NUMBER.fullmatch(self.value) else f"expected a phone number: {pauses}"
            case "email":
                mistake = "" if _MAILBOX.fullmatch(self.value) else "expected an email address: help@example.org"
            case "chat" | "web":
                mistake = mistake_in_web_address(f"https://{self.value}")
        if mistake:
            raise PydanticCustomError("rule", "{mistake}", {"mistake": mistake, "field": "value"})
        return self


class LineCheck(Model):
    """When somebody last looked whether a line is right, and where."""

    when: Date
    how: Literal["own-page", "own-page-copy", "other-page", "memory"]
    """own-page: read on the service's own page. own-page-copy: read in a stored copy of it, which may be older.
    other-page: read in somebody else's page, or a copy of one. memory: known, read nowhere yet."""
    page: Plain | None = None
    """The page that was read, as its address without https:// or by name. Left out for memory only."""

    @model_validator(mode="after")
    def _names_its_page(self) -> Self:
        if (self.page is None) != (self.how == "memory"):
            raise PydanticCustomError(
                "rule", "`page:` names the page that was read; only what is known from memory goes without"
            )
        return self


def _anywhere_alone(countries: tuple[str, ...]) -> tuple[str, ...]:
    for mistake in mistakes_in_list(countries, {ANYWHERE}):
        raise PydanticCustomError("rule", "{mistake}", {"mistake": mistake})
    return countries


class HelpLine(Model):
    """A service that answers people in danger or despair. What was not read anywhere is left out, never guessed."""

    id: Slug
    purpose: Annotated[Named, Of("purpose")]
    countries: Annotated[tuple[Country, ...], Field(min_length=1), AfterValidator(_anywhere_alone)]
    """Two-letter codes of the countries in which it answers, or `[anywhere]`."""
    region: Plain | None = None
    """The part of a country to which it is limited: Scotland."""
    name: Plain
    for_: Plain | None = None
    """What or whom it is for, where name and purpose do not say it."""
    contacts: tuple[Contact, ...] = ()
    """Ways to reach it. Empty where we know the service by name only."""
    hours: Plain | None = None
    cost: Plain | None = None
    languages: Plain | None = None
    checked: LineCheck
    search_words: tuple[SearchPhrase, ...] = ()
    """What else leads to this line in search; its name and its numbers do so by themselves."""

    @property
    def sure(self) -> bool:
        """Whether it can be reached by what somebody read; all others wait for a person to check them."""
        return bool(self.contacts) and self.checked.how != "memory"


class PlaceName(Model):
    """What readers call a country, or several with the same lines, where the list of countries has no good name."""

    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    name: Plain


class WordGroup(Model):
    """Words that phrases of search can stand for each other, by one name: `{person}`."""

    name: Annotated[str, Field(pattern=r"^[a-z]+$")]
    words: Annotated[tuple[SearchPhrase, ...], Field(min_length=1)]


class Intent(Model):
    """What somebody means who types one of these phrases: search then shows the safety page above all else."""

    id: Slug
    purposes: Annotated[tuple[Named, ...], Field(min_length=1), Of("purpose")]
    """Whose help lines are shown, in this order."""
    phrases: Annotated[tuple[SearchPhrase, ...], Field(min_length=1)]
    certain: tuple[SearchPhrase, ...] = ()
    """Phrases that mean it even where an everyday phrase holds the same words."""
    alone: tuple[SearchPhrase, ...] = ()
    """Phrases that mean it only where nothing else is typed: 'shelter'."""


class Safety(Model):
    """The only place in the guide that holds phone numbers."""

    kind: Literal["safety"] = "safety"
    line: Annotated[Phrase, Demanded()] = Phrase()
    """The one sentence on safety shown at the foot of every page."""
    names: tuple[PlaceName, ...] = ()
    lines: Annotated[tuple[HelpLine, ...], Demanded(least=1)] = ()
    intents: tuple[Intent, ...] = ()
    word_groups: tuple[WordGroup, ...] = ()
    little_words: tuple[str, ...] = ()
    """Words that may stand between the words of a phrase: 'always', 'again'."""
    line_words: tuple[str, ...] = ()
    """Words that people put beside the name of a line: 'number', 'call'."""
    everyday: tuple[SearchPhrase, ...] = ()
    """Phrases with words of danger that mean something else: 'hit it off'. They are set aside first."""


class CoveragePoint(Model):
    id: Named
    point: str
    """What a reader must meet."""


class Coverage(Model):
    """The guide's own list of points to make, ticked by the texts that name them."""

    kind: Literal["coverage"] = "coverage"
    points: Annotated[tuple[CoveragePoint, ...], Demanded(least=1)] = ()


class Rung(Model):
    """A step of somebody's own ladder, as they expected it and as it came."""

    step: Phrase
    predicted: Phrase
    actual: Phrase


class Person(Model):
    """Somebody invented who comes back in several lessons and changes in the course of them."""

    id: Slug
    name: Plain
    """A first name; examples call them by it and their age: 'Imani, 34'."""
    age: Annotated[int, Field(ge=1, le=120)]
    """The age that every example says."""
    who: Phrase
    """In a sentence or two: what they do, whom they live with, where they come from."""
    near: tuple[Plain, ...] = ()
    """First names of those around them."""
    sentence: Plain
    """What they tell themselves when the worry comes."""
    trigger: Phrase
    body: Phrase
    """Where they feel it."""
    log: Annotated[tuple[Phrase, ...], Field(min_length=3)]
    """Lines of their log, in order."""
    ladder: Annotated[tuple[Rung, ...], Field(min_length=3)]
    """What they practise, the easiest first, each with what they expected."""
    week_three: Phrase
    """How it grew dull."""
    week_five: Phrase
    """How they slipped."""
    ending: Phrase
    """Where we leave them; nobody is cured."""
    appears: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Lessons with an example of theirs."""
    planned: tuple[Slug, ...] = ()
    """Lessons that are to have one."""


class People(Model):
    """The invented people of a guide; one that has none has no such file."""

    kind: Literal["people"]
    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    """Those who come back, in the order in which readers meet them."""


Document = (
    Lesson
    | Faq
    | Resource
    | Page
    | Course
    | Glossary
    | References
    | Safety
    | Coverage
    | People
    | Interface
    | Instrument
)

KINDS: dict[str, type[Document]] = {
    "lesson": Lesson,
    "faq": Faq,
    "resource": Resource,
    "page": Page,
    "course": Course,
    "glossary": Glossary,
    "references": References,
    "safety": Safety,
    "coverage": Coverage,
    "people": People,
    "interface": GuideInterface,
    "instrument": Instrument,
}
