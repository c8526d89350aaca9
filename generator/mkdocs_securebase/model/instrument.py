"""A questionnaire in a guide: with the words around it, the question on safety, lessons, map and history."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Amount, Demanded, Exact, Model, Review, Slug
from .prose import Phrase, Plain, Prose
from .questionnaire import Lessons, Questionnaire, ResponseScale


class TooFew(Model):
    """What is said when there are not enough responses for a score."""

    title: Plain
    sentence: Plain | None = None
    """The same in one whole sentence; left out, the title stands for it."""
    text: Prose
    lessons: Annotated[Lessons, Demanded(least=1)] = ()
    exercise: Slug | None = None


class GateOption(Model):
    id: Slug
    label: Plain
    leads_to: Literal["safety", "result"]
    """safety: the result opens with the safety words, and some lessons are left out."""


class SafetyFirst(Model):
    """What opens the result for someone who may be in danger."""

    title: Plain
    text: Prose
    lessons: Lessons
    """Come before all others."""
    leave_out: tuple[Slug, ...] = ()
    """Lessons that are not suggested then."""


class Gate(Model):
    """A question before the result that is neither scored nor kept."""

    title: Plain
    question: Plain
    note: Phrase
    """Says that it is optional, unscored and not kept."""
    options: Annotated[tuple[GateOption, ...], Field(min_length=2)]
    safety_first: SafetyFirst


class Context(Model):
    """Something about a reader's life now that changes which lessons come first; ticked, never kept."""

    id: Slug
    label: Plain
    lessons: Annotated[Lessons, Field(min_length=1)]


class Contexts(Model):
    title: Plain
    choices: Annotated[tuple[Context, ...], Field(min_length=1)]


class Map(Model):
    """Two dimensions as one square, with the names of the corners behind a button."""

    across: Slug
    up: Slug
    caption: Phrase
    styles_title: Plain
    styles: Prose
    """How this relates to the four styles."""


class Person(Model):
    """Someone whom a run can be about, by role only."""

    id: Slug
    label: Plain


class About(Model):
    """Whom a run is about, asked on a screen of its own before the items; several runs stand side by side."""

    title: Plain
    note: Phrase
    """Warns against full names."""
    choices: Annotated[tuple[Person, ...], Field(min_length=1)]
    own_word: Plain | None = None
    """Label of the field for a word of the reader's own; left out, there is none."""
    most: Annotated[int, Field(ge=2, le=6)] = 4
    """People who are shown side by side."""
    closing: Prose
    """Stands below several runs: what it means that they differ."""


class ForTwo(Model):
    """What somebody close may do with the questionnaire: about themselves, never about the reader."""

    title: Plain
    text: Prose
    caution: Prose
    """Stands on paper before anything is shared."""


class PerScreen(Model):
    """How many items are shown at a time. A page never runs across two sections."""

    phone: Annotated[int, Field(ge=1, le=6)] | Literal["all"] = 1
    wide: Annotated[int, Field(ge=1, le=6)] | Literal["all"] = 1


class Wobble(Model):
    """A change from one time to the next that means nothing yet: a rule of thumb, where no reliability is known."""

    by: Amount
    """A change of this much or less."""
    text: Prose
    """The rule itself, marked as ours."""


class Rising(Model):
    """A kind word when a score has risen for some time."""

    score: Slug
    weeks: Annotated[int, Field(ge=3, le=26)]
    """For so many weeks in a row it was higher each time."""
    by: Amount
    """By at least this much in all."""
    text: Prose
    lessons: Annotated[Lessons, Field(min_length=1)]


class FreeLine(Model):
    """One line in the reader's own words, kept on the device only."""

    label: Plain
    note: Phrase


class History(Model):
    """What is kept over time, on the device only and at the reader's word."""

    title: Plain
    reading: Prose
    """How to read the chart."""
    welcome: Plain
    """Greets readers who have kept something, however long ago it was."""
    wobble: Wobble | None = None
    """Left out, only scores with a published error say whether a change is more than noise."""
    rising: Rising | None = None
    free_line: FreeLine | None = None
    trend_from: Annotated[int, Field(ge=6, le=26)] | None = None
    """From so many runs on a straight line is drawn through them; left out, there never is one."""


class Instrument(Questionnaire):
    """A questionnaire with its scoring and its pages."""

    kind: Literal["instrument"]
    draft: bool = False
    summary: Plain
    """One sentence for lists, search and link previews."""
    address: Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/)+$")] | None = None
    """Where its first page stands on the site, with a slash at the end: `self-check/`. Left out, below self-check/."""
    covers: tuple[str, ...] = ()
    """Ids of content/coverage.yaml that this covers."""
    search_words: tuple[Plain, ...] = ()
    sensitive: bool
    """true: it touches on fear of people, so a gate must stand before the result."""
    content_note: Plain
    intro: Prose
    """What it is for, how long it takes, and what becomes of the answers."""
    frame: Phrase
    """Whom and what time to think of."""
    response_scale: ResponseScale
    """Shared by all items that name no other."""
    per_screen: PerScreen = PerScreen()
    about: About | None = None
    kept_weeks: Annotated[int, Field(ge=1, le=26)] = 26
    """What a reader keeps on a device is erased from it after so many weeks."""
    soft_patch: Annotated[Exact, Field(gt=0)] | None = None
    """Width of the patch that stands for a score on its bar where no error is published: nobody's score is a point."""
    too_few: TooFew
    gate: Gate | None = None
    contexts: Contexts | None = None
    map: Map | None = None
    history: History | None = None
    for_two: ForTwo | None = None
    start_here: Phrase | None = None
    """Stands above the suggested lessons, for readers who are new."""
    limits: Prose
    """What the result cannot say."""
    review: Review
