"""A questionnaire with its scoring: items, response scale, subscales, bands, profiles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Exact, Model, Review, Slug
from .prose import Phrase, Plain, Prose

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

MOST_LESSONS = 3
"""No list of suggested lessons is longer; more would be a reading list."""

SKIP = "skip"
"""The response that says "I would rather not" or "does not apply". It has no number."""

Lessons = Annotated[tuple[Slug, ...], Field(max_length=MOST_LESSONS)]
"""Ids of lessons, the nearest first."""

Keying = Literal["positive", "reverse"]


class Passport(Model):
    """What a careful reader asks of a questionnaire first."""

    version: Plain
    source: Phrase
    """Who wrote the items, and what they are not taken from."""
    licence: Phrase
    tested: Phrase
    """What is known of its quality. Ours says that it is not a validated test."""


class Anchor(Model):
    """One point of the response scale with its words."""

    value: int
    label: Plain


class ResponseScale(Model):
    """The responses offered for every item, lowest first."""

    anchors: Annotated[tuple[Anchor, ...], Field(min_length=2)]
    skip: Plain
    """Words of the response without a number."""


class Item(Model):
    """One statement to respond to."""

    id: Slug
    text: Plain
    keying: Keying = "positive"
    """Reverse-keyed items earn most for the lowest response."""


class Missing(Model):
    """What happens when items are left out: below the minimum there is no score, else the rest decide."""

    at_least: Annotated[int, Field(ge=1)]
    """How many items must be answered. The score is then the mean of those."""


class Band(Model):
    """A named run of scores, given by its start only: it ends where the next one begins."""

    id: Slug
    from_: Exact | None = None
    """Starts at this score: the score itself belongs to the band."""
    above: Exact | None = None
    """Starts above this score: the score itself belongs to the band before."""
    counts_as: Slug | None = None
    """The band that stands for this one in profiles; left out, it stands for itself."""
    title: Plain
    """Names the part of the scale, to stand in a sentence: 'higher'."""
    text: Prose

    @model_validator(mode="after")
    def _starts_once(self) -> Self:
        if (self.from_ is None) == (self.above is None):
            raise PydanticCustomError("rule", "a band starts at one score: give either `from:` or `above:`")
        return self

    @property
    def start(self) -> Fraction:
        start = self.from_ if self.from_ is not None else self.above
        assert start is not None
        return start

    @property
    def edge(self) -> Literal["at", "above"]:
        """Whether the band holds the score it starts with."""
        return "at" if self.from_ is not None else "above"


class Dimension(Model):
    """A subscale that is reported as a bar and decides the profile."""

    kind: Literal["dimension"]
    id: Slug
    title: Plain
    meaning: Phrase
    """What it is about, in one sentence."""
    less: Plain
    """Words at the low end of its bar."""
    more: Plain
    """Words at the high end."""
    items: Annotated[tuple[Slug, ...], Field(min_length=1)]
    score: Literal["mean"]
    missing: Missing
    bands: Annotated[tuple[Band, ...], Field(min_length=2)]


class Facet(Model):
    """A subscale inside a dimension, for feedback only."""

    kind: Literal["facet"]
    id: Slug
    of: Slug
    """The dimension it is a side of."""
    title: Plain
    items: Annotated[tuple[Slug, ...], Field(min_length=1)]
    score: Literal["mean"]
    missing: Missing
    note: Prose
    """Shown when this side stands out."""
    lessons: Annotated[Lessons, Field(min_length=1)]


Subscale = Annotated[Dimension | Facet, Field(discriminator="kind")]


class FacetNotes(Model):
    """When a facet is mentioned at all."""

    lead: Exact
    """It must be highest in its dimension by at least this much."""
    contradiction: Exact
    """No note where its reverse-keyed items and the others differ by this much or more."""


class SameThroughout(Model):
    """A gentle note on giving one and the same response."""

    at_least: Annotated[int, Field(ge=2)]
    """From this many answered items on."""
    text: Prose


class Hurried(Model):
    """A gentle note on answering very fast."""

    under_seconds: Annotated[int, Field(ge=1)]
    text: Prose


class AnswerNotes(Model):
    """Notes on the pattern of the responses. They never block and never change a score."""

    same_throughout: SameThroughout
    hurried: Hurried


class Profile(Model):
    """What a combination of bands means in words."""

    id: Slug
    when: dict[Slug, tuple[Slug, ...]]
    """Dimension to the bands it covers; a dimension left out may be in any band."""
    title: Plain
    text: Prose
    lessons: Annotated[Lessons, Field(min_length=1)]


class TooFew(Model):
    """What is said when there are not enough responses for a score."""

    title: Plain
    text: Prose
    lessons: Annotated[Lessons, Field(min_length=1)]


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


def _parse_fraction(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"-?\d+/[1-9]\d*|not-scored", value):
        return value
    raise PydanticCustomError("exact", "expected a sum and the number of answers, for instance 56/14, or not-scored")


ExpectedScore = Annotated[str, BeforeValidator(_parse_fraction)]
"""The sum of points and the number of answered items, as 56/14; or not-scored."""


class Expectation(Model):
    """What must come out of an example."""

    scores: dict[Slug, ExpectedScore]
    bands: dict[Slug, Slug] = Field(default_factory=dict)
    profile: Slug | None = None
    """Left out where no profile comes out."""
    facets: tuple[Slug, ...] = ()
    """Facets that stand out."""
    notes: tuple[Literal["same-throughout", "hurried"], ...] = ()
    lessons: Lessons | None = None


class ScoringExample(Model):
    """A worked example: responses, and what they must come to. Run through both evaluators."""

    title: Plain
    responses: dict[Slug, int | Literal["skip"]] = Field(default_factory=dict)
    others: int | Literal["skip"] | None = None
    """The response to every item not listed; left out, they are unanswered."""
    seconds: int | None = None
    gate: Slug | None = None
    contexts: tuple[Slug, ...] = ()
    expect: Expectation

    def responses_to(self, items: Iterable[str]) -> dict[str, int | str]:
        """The response to each answered or skipped item of these ids."""
        given: dict[str, int | str] = {} if self.others is None else dict.fromkeys(items, self.others)
        return {**given, **self.responses}


class Instrument(Model):
    """A questionnaire with its scoring."""

    kind: Literal["instrument"]
    id: Slug
    title: Plain
    summary: Plain
    """One sentence for lists, search and link previews."""
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
    passport: Passport
    response_scale: ResponseScale
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    """In the order in which they are asked, on screen and on paper."""
    subscales: Annotated[tuple[Subscale, ...], Field(min_length=1)]
    soft_patch: Exact
    """Width of the patch that stands for a score on its bar: nobody's score is a point."""
    facet_notes: FacetNotes
    answer_notes: AnswerNotes
    profiles: Annotated[tuple[Profile, ...], Field(min_length=1)]
    too_few: TooFew
    gate: Gate | None = None
    contexts: Contexts | None = None
    map: Map | None = None
    start_here: Phrase
    """Stands above the suggested lessons, for readers who are new."""
    limits: Prose
    """What the result cannot say."""
    examples: Annotated[tuple[ScoringExample, ...], Field(min_length=1)]
    review: Review

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return tuple(subscale for subscale in self.subscales if isinstance(subscale, Dimension))

    @property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(subscale for subscale in self.subscales if isinstance(subscale, Facet))
