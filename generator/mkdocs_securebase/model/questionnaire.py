"""What is asked and how responses become scores: all that an evaluator needs, whatever the questionnaire."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from .base import LARGEST, Amount, Exact, Model, Slug
from .prose import Phrase, Plain, Prose

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LESSONS = 3
"""No list of suggested lessons is longer; more would be a reading list."""

MOST_POINTS = 1000
Points = Annotated[int, Field(ge=-MOST_POINTS, le=MOST_POINTS)]
"""A response, or what it earns. The proofs look at every sum of points, so their range is bounded."""

SKIP = "skip"
"""The response that says "I would rather not" or "does not apply". It has no number."""

DEFAULT = "default"
"""In a recode map: every response that is not named."""

NOTHING = Prose(())
"""Where a text is left out."""


def _parse_rational(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,15}/[1-9][0-9]{0,14}", value):
        return Fraction(value)
    raise PydanticCustomError("exact", "expected a number or a fraction, for instance 2.25 or 100/36")


Rational = Annotated[
    Fraction,
    BeforeValidator(_parse_rational),
    PlainSerializer(str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]{1,15}/[1-9][0-9]{0,14}$"}]}),
    Field(ge=-LARGEST, le=LARGEST),
]
"""A number kept exactly as written, where a fraction may be meant: 2.25, or 100/36."""

Lessons = Annotated[tuple[Slug, ...], Field(max_length=MOST_LESSONS)]
"""Ids of lessons, the nearest first."""

Keying = Literal["positive", "reverse", "unordered", "unscored"]
"""positive: a higher response earns more; reverse: it earns less; unordered: its recode map has no direction;
unscored: it is asked and kept, and counts in no score."""


# What is asked ----------------------------------------------------------------------------------------------------


class Passport(Model):
    """What a careful reader asks of a questionnaire first."""

    version: Plain
    source: Phrase
    """Who wrote the items, and what they are or are not taken from."""
    licence: Phrase
    """The licence of the items, or by whose permission they are used. Without one they may not be used."""
    tested: Phrase
    """What is known of its quality. Ours says that it is not a validated test."""
    changes: Phrase | None = None
    """What was changed against the source: words, order, scale, scoring."""
    reading_grade: Annotated[Exact, Field(ge=-5, le=30)] | None = None
    """Flesch-Kincaid grade of the items read one after the other, to one decimal; held against a measurement."""


class Coding(Model):
    """A code of another program, and the system that it belongs to."""

    code: Annotated[str, Field(min_length=1)]
    """The code, letter by letter."""
    system: str | None = None
    """The address of the system that the code belongs to."""
    version: str | None = None
    """The version of that system."""
    display: str | None = None
    """Its words there."""


class FhirPart(Model):
    """What a FHIR file calls an item or a section; an export gives it back."""

    link_id: str | None = None
    """Left out, the id."""
    code: tuple[Coding, ...] = ()
    """Codes of the whole item or section elsewhere."""
    prefix: str | None = None
    """What stands before its words, such as a number."""
    required: bool = False
    """Other programs refuse a form without an answer to it. Here any item may be left out."""


class FhirSection(FhirPart):
    """The same of a section, which may have an introduction."""

    intro_link_id: str | None = None
    """What the file calls the introduction."""


class FhirHead(Model):
    """What a FHIR file says of itself and has no other place here; an export gives it back."""

    id: str | None = None
    """Its id there; left out, ours."""
    url: str | None = None
    """Its address, by which other files name it."""
    name: str | None = None
    """Its name for programs; left out, made of the id."""
    language: str | None = None
    """The language of its words, such as en."""
    status: Literal["draft", "active", "retired", "unknown"] | None = None
    """Whether it is in use; left out, active."""
    publisher: str | None = None
    """Where it has several lines; else the passport's `source` goes out."""
    description: str | None = None
    """The same of `tested`."""
    copyright: str | None = None
    """The same of `licence`."""


class Anchor(Model):
    """One point of the response scale with its words."""

    value: Points
    label: Plain
    points: Points | None = None
    """What it earns; left out, its value."""
    fhir: Coding | None = None
    """Its code elsewhere, where that is not its value. Tables of responses may hold it."""


class ResponseScale(Model):
    """The responses offered for an item, in the order in which they are shown: rising or falling."""

    anchors: Annotated[tuple[Anchor, ...], Field(min_length=2)]
    skip: str = ""
    """Words of the response without a number; left out, none is offered."""
    skip_fhir: Coding | None = None
    """Its code elsewhere."""
    order: Literal["as-printed"] | None = None
    """as-printed: the values neither rise nor fall, and that is meant."""
    opposite_words: Literal["on-purpose"] | None = None
    """on-purpose: another scale has the same words in the opposite order, and that is meant."""

    @property
    def values(self) -> tuple[int, ...]:
        """The values, lowest first."""
        return tuple(sorted(anchor.value for anchor in self.anchors))

    @property
    def lowest(self) -> int:
        return self.values[0]

    @property
    def highest(self) -> int:
        return self.values[-1]


class Item(Model):
    """One statement to respond to."""

    id: Slug
    text: Plain
    keying: Keying = "positive"
    """Reverse-keyed items earn most for the lowest response."""
    response_scale: ResponseScale | Slug | None = None
    """Its own scale, or the id of one in `other-scales`; left out, that of its section or the shared one."""
    points: dict[Annotated[str, Field(pattern=r"^(-?[0-9]{1,4}|default)$")], Points] = Field(default_factory=dict)
    """Recode map: response to points, and `default` for all that are not named. It must go the way of the keying."""
    safety_responses: tuple[Points, ...] = ()
    """Responses after which the result opens with the safety words."""
    fhir: FhirPart | None = None
    """What a FHIR file calls it."""


class AskedIf(Model):
    """When a section is asked at all."""

    item: Slug
    """An earlier item."""
    responses: Annotated[tuple[Points, ...], Field(min_length=1)]
    """The section is asked after one of these responses to it."""
    otherwise: Points | None = None
    """What each of its items earns where it is not asked; left out, they are missing."""


class Section(Model):
    """A run of items under a heading, given by its first item only: it ends where the next one begins."""

    id: Slug
    title: Plain
    intro: Prose = NOTHING
    starts_with: Slug
    """The id of its first item."""
    response_scale: Slug | None = None
    """The id of a scale in `other-scales`; left out, the shared one."""
    asked_if: AskedIf | None = None
    fhir: FhirSection | None = None
    """What a FHIR file calls it."""


# When a text is true ----------------------------------------------------------------------------------------------


class Bounds(Model):
    """A number that may not lie below, or not above, a limit; the limits themselves are allowed."""

    at_least: Exact | None = None
    at_most: Exact | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("rule", "give `at-least:`, `at-most:`, or both")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise PydanticCustomError("rule", "`at-least:` lies above `at-most:`")
        return self


class CountBounds(Bounds):
    """How many items may stand at one end of their points."""

    from_: Points | None = None
    """The points at which that end begins; left out, the highest (or lowest) that each item can earn."""

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if any(limit is not None and (limit < 0 or limit.denominator > 1) for limit in (self.at_least, self.at_most)):
            raise PydanticCustomError("rule", "`at-least:` and `at-most:` count items: whole numbers from 0 on")
        return self


class TrueWhen(Model):
    """What must hold for a text to be true. All of it must; where it does not, a caution is told in place of the text.

    Points are those that an item earns in that score: a reverse-keyed item earns most for the lowest response.
    """

    scores: dict[Slug, Bounds] = Field(default_factory=dict)
    """Where scores must lie."""
    off_line: dict[Slug, Amount | Literal["near"]] = Field(default_factory=dict)
    """Farther than this from each line where the text would change; near: than the score's own `near-line`."""
    strongest: dict[Slug, Bounds] = Field(default_factory=dict)
    """The most points that any answered item of a score may, or must, have earned."""
    at_top: dict[Slug, CountBounds] = Field(default_factory=dict)
    """How many items of a score may, or must, stand at the top of their points."""
    at_bottom: dict[Slug, CountBounds] = Field(default_factory=dict)
    """How many items of a score may, or must, stand at the bottom of their points."""
    items: dict[Slug, Bounds] = Field(default_factory=dict)
    """Points of single items, where they are answered: what was left out belies nothing."""
    gate: tuple[Slug, ...] = ()
    """Responses to the question on safety after which alone it is told; left out, those that do not lead to safety."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise PydanticCustomError("rule", "an empty `true-when:` says nothing: give a condition, or leave it out")
        return self

    @property
    def only_gate(self) -> bool:
        """Whether it says nothing of the responses, so that the default conditions hold."""
        return not any(getattr(self, name) for name in type(self).model_fields if name != "gate")


class Cautions(Model):
    """What is told in place of a text that responses belie: true whatever the responses. What is left out has no words,
    and the build refuses a text that would need them."""

    part: Plain
    """With {score} and {part}: where a score came out. Always said first."""
    strong: Plain | None = None
    """Stands above the responses that belie the text; each is quoted below."""
    near: Plain | None = None
    """With {score}, {below} and {above}: near which line a score lies."""
    unfit: Plain | None = None
    """Where neither a single response nor a line says why."""

    @property
    def words(self) -> frozenset[str]:
        """What belies a text and has words here."""
        return frozenset(name for name in ("strong", "near", "unfit") if getattr(self, name))


# How responses become scores --------------------------------------------------------------------------------------


class Missing(Model):
    """What happens when items are left out: below the minimum there is no score, else the rest decide."""

    at_least: Annotated[int, Field(ge=1, le=LARGEST)] | Literal["all"]
    """How many items must be answered."""
    then: Literal["answered", "prorate"] | None = None
    """answered: the sum or mean of those; prorate: the sum as if all had been answered like those.
    A sum that may be incomplete must say which."""


class Transform(Model):
    """A linear change of the score, after rounding."""

    times: Rational = Fraction(1)
    plus: Rational = Fraction(0)


Rounding = Literal["none", "half-up", "up"]
"""To a whole number, after prorating and before any transform."""


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
    text: Prose = NOTHING
    true_when: TrueWhen | None = None
    """Left out: in the lowest band no item may stand at the top, and the parts of a difference may lie near no line."""
    leads_to: Literal["safety", "result"] = "result"
    """safety: whoever lands here reads the safety words first."""

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


class NearLine(Model):
    """Says that a score lies near the line between two bands, and names both."""

    within: Amount | Literal["sem"]
    """How near: a distance on the scale of the score, or one standard error of measurement."""
    text: Plain
    """With {below} and {above}: the titles of the two bands."""


class Precision(Model):
    """How exact the score is, as published."""

    reliability: Annotated[Exact, Field(gt=0, lt=1)]
    """For instance coefficient alpha, between 0 and 1."""
    sd: Annotated[Exact, Field(gt=0)]
    """Standard deviation of the score in the same sample."""
    source: Phrase
    """Where both numbers are published, and for which sample."""

    @property
    def sem(self) -> float:
        """The standard error of measurement: SD x sqrt(1 - reliability)."""
        return float(self.sd) * sqrt(float(1 - self.reliability))


class NormRow(Model):
    """One line of a table of norms."""

    raw: Exact
    t: Exact
    se: Amount | None = None


class NormTable(Model):
    """From score to T by a published table, with the standard error where it is given."""

    kind: Literal["table"]
    id: Slug
    sample: Phrase
    """Who was asked: named wherever a T is shown."""
    source: Phrase
    rows: Annotated[tuple[NormRow, ...], Field(min_length=2)]


class NormGroup(Model):
    """From score to T and percentile by the mean and the standard deviation of a group."""

    kind: Literal["group"]
    id: Slug
    sample: Phrase
    """Who was asked: named wherever a T or a percentile is shown."""
    source: Phrase
    mean: Exact
    sd: Annotated[Exact, Field(gt=0)]


Norms = Annotated[NormTable | NormGroup, Field(discriminator="kind")]


class Score(Model):
    """What every score has, whether it comes from items or from other scores."""

    id: Slug
    title: Plain
    rounding: Rounding = "none"
    transform: Transform = Transform()
    bands: tuple[Band, ...] = ()
    """None, or two and more in rising order."""
    near_line: NearLine | None = None
    precision: Precision | None = None
    norms: tuple[Norms, ...] = ()


class ItemScore(Score):
    """A score of items."""

    items: Annotated[tuple[Slug, ...], Field(min_length=1)]
    score: Literal["mean", "sum", "max", "count"]
    """count: how many of the responses are among those `counted`."""
    counted: tuple[Points, ...] = ()
    missing: Missing
    """How many items must be answered, and what then: never left to a default."""
    opposite: tuple[Slug, ...] = ()
    """Items whose keying is turned round in this score only."""

    @property
    def needs(self) -> int:
        """How many items must be answered."""
        return len(self.items) if self.missing.at_least == "all" else self.missing.at_least

    @model_validator(mode="after")
    def _fits_the_rule(self) -> Self:
        if (self.score == "count") != bool(self.counted):
            raise PydanticCustomError("rule", "`counted:` lists the responses that `score: count` counts")
        if self.score == "sum" and self.missing.then is None and self.needs < len(self.items):
            message = "a sum of fewer items is smaller: say `then: answered` or `then: prorate`"
            raise PydanticCustomError("rule", message)
        if self.score in ("mean", "max") and self.missing.then == "prorate":
            raise PydanticCustomError("rule", "only a sum or a count can be prorated")
        return self


class PlainSubscale(ItemScore):
    """A score of items and nothing else to say of it."""

    kind: Literal["subscale"]


class Dimension(ItemScore):
    """A subscale that is reported as a bar."""

    kind: Literal["dimension"]
    meaning: Phrase
    """What it is about, in one sentence."""
    less: Plain
    """Words at the low end of its bar."""
    more: Plain
    """Words at the high end."""


class Facet(ItemScore):
    """A subscale inside a dimension, for feedback only."""

    kind: Literal["facet"]
    of: Slug
    """The dimension it is a side of."""
    note: Prose
    """Shown when this side stands out."""
    lessons: Annotated[Lessons, Field(min_length=1)]


Subscale = Annotated[Dimension | Facet | PlainSubscale, Field(discriminator="kind")]


class Derived(Score):
    """A score of other scores that are listed before it."""

    score: Literal["sum", "mean", "difference", "weighted-sum"]
    of: Annotated[tuple[Slug, ...], Field(min_length=1)]
    weights: tuple[Rational, ...] = ()
    """For a weighted sum: one for each part, in the same order."""
    constant: Rational = Fraction(0)
    """For a weighted sum: what is added to it."""
    missing: Literal["all", "present"]
    """all: no score where any part has none; present: the parts that have one decide."""

    @model_validator(mode="after")
    def _fits_the_rule(self) -> Self:
        if self.score == "weighted-sum" and len(self.weights) != len(self.of):
            raise PydanticCustomError("rule", "a weighted sum has one weight for each part")
        if self.score != "weighted-sum" and (self.weights or self.constant):
            raise PydanticCustomError("rule", "only a weighted sum has weights or a constant")
        if self.score == "difference" and (len(self.of) != 2 or self.missing != "all"):
            raise PydanticCustomError("rule", "a difference has two parts and needs both: `missing: all`")
        return self


class FacetNotes(Model):
    """When a facet is mentioned at all."""

    lead: Amount
    """It must be highest in its dimension by at least this much."""
    contradiction: Amount
    """No note where its reverse-keyed items and the others differ by this much or more."""


class SameThroughout(Model):
    """A gentle note on giving one and the same response."""

    at_least: Annotated[int, Field(ge=2, le=LARGEST)]
    """From this many answered items on."""
    text: Prose


class Hurried(Model):
    """A gentle note on answering very fast."""

    under_seconds: Annotated[int, Field(ge=1, le=3600)]
    text: Prose


class AnswerNotes(Model):
    """Notes on the pattern of the responses. They never block and never change a score."""

    same_throughout: SameThroughout
    hurried: Hurried


# Profiles ---------------------------------------------------------------------------------------------------------


class ByBands(Model):
    """The combination of bands decides."""

    by: Literal["bands"]


class Cut(Model):
    """A line that halves a score."""

    at: Rational
    line: Literal["low", "high"]
    """The side that owns the line."""


class ByCuts(Model):
    """The side of a cut on each score decides; `when:` says low or high."""

    by: Literal["cuts"]
    cuts: Annotated[dict[Slug, Cut], Field(min_length=1)]


class ByFunctions(Model):
    """The profile whose linear function of the scores is largest."""

    by: Literal["functions"]
    ties: Literal["refused", "first"] = "refused"
    """Where two functions are equal: that must not happen, or the profile listed first is taken."""


ProfileRule = Annotated[ByBands | ByCuts | ByFunctions, Field(discriminator="by")]


class Function(Model):
    """constant + weight × score + weight × score …"""

    constant: Rational = Fraction(0)
    weights: dict[Slug, Rational]


class Profile(Model):
    """What a combination of scores means in words."""

    id: Slug
    when: dict[Slug, tuple[Slug, ...]] = Field(default_factory=dict)
    """Score to the bands, or sides of its cut, that it covers; a score left out may be anywhere."""
    function: Function | None = None
    title: Plain
    sentence: Plain | None = None
    """What came out, in one whole sentence that says only what `when` says; left out, the title stands for it."""
    text: Prose = NOTHING
    true_when: TrueWhen | None = None
    """Left out: where a lowest band is needed no item of it may stand at the top; where different bands of two scores
    are needed, neither may lie near a line."""
    lessons: Lessons = ()
    exercise: Slug | None = None
    """Something small to do the same evening."""


# Worked examples --------------------------------------------------------------------------------------------------


_EXPECTED = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?|-?[0-9]{1,15}/[1-9][0-9]{0,14}|not-scored")


def _parse_expected(value: Any) -> str:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and _EXPECTED.fullmatch(value):
        return value
    message = "expected a number, a sum and the number of answers as in 56/14, or not-scored"
    raise PydanticCustomError("exact", message)


ExpectedScore = Annotated[str, BeforeValidator(_parse_expected), WithJsonSchema({"type": ["string", "number"]})]
"""The score, as 9, 2.25 or 9/4. For a plain mean 56/14 also states the sum and the count. Or: not-scored."""


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
    told: tuple[Slug, ...] | None = None
    """Scores whose band has its text told, and `profile`; left out, nothing is stated."""
    cautions: tuple[Slug, ...] | None = None
    """The same for texts in whose place a caution is told."""


class ScoringExample(Model):
    """A worked example: responses, and what they must come to. Run through both evaluators."""

    title: Plain
    source: Plain = ""
    """Who worked it out, and from what: a manual, a paper, or by hand from the rules."""
    responses: dict[Slug, Points | Literal["skip"]] = Field(default_factory=dict)
    others: Points | Literal["skip"] | None = None
    """The response to every item not listed; left out, they are unanswered."""
    seconds: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    gate: Slug | None = None
    contexts: tuple[Slug, ...] = ()
    expect: Expectation

    def responses_to(self, items: Iterable[str]) -> dict[str, int | str]:
        """The response to each answered or skipped item of these ids."""
        given: dict[str, int | str] = {} if self.others is None else dict.fromkeys(items, self.others)
        return {**given, **self.responses}


class Questionnaire(Model):
    """Items and their scoring, without the texts that a guide puts around them."""

    kind: Literal["questionnaire", "instrument"]
    id: Slug
    title: Plain
    passport: Passport
    fhir: FhirHead | None = None
    """What a FHIR file says of itself and has no other place here."""
    response_scale: ResponseScale | None = None
    """Shared by all items that name no other."""
    other_scales: dict[Slug, ResponseScale] = Field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    """In the order in which they are asked, on screen and on paper."""
    subscales: Annotated[tuple[Subscale, ...], Field(min_length=1)]
    overlap: Literal["none", "allowed"] = "none"
    """none: an item counts in one subscale, and in one facet of it. allowed: in any number, on purpose."""
    derived: tuple[Derived, ...] = ()
    profile_rule: ProfileRule = ByBands(by="bands")
    profiles: tuple[Profile, ...] = ()
    facet_notes: FacetNotes | None = None
    """Needed where there are facets."""
    answer_notes: AnswerNotes | None = None
    cautions: Cautions | None = None
    """Needed where responses can belie a text."""
    examples: Annotated[tuple[ScoringExample, ...], Field(min_length=1)]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return tuple(subscale for subscale in self.subscales if isinstance(subscale, Dimension))

    @property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(subscale for subscale in self.subscales if isinstance(subscale, Facet))

    @property
    def plain_subscales(self) -> tuple[PlainSubscale, ...]:
        return tuple(subscale for subscale in self.subscales if isinstance(subscale, PlainSubscale))

    def section_of(self, item: Item) -> Section | None:
        """The section an item stands in."""
        starts = {section.starts_with: section for section in self.sections}
        found = None
        for asked in self.items:
            found = starts.get(asked.id, found)
            if asked.id == item.id:
                return found
        return None

    def scale_of(self, item: Item) -> ResponseScale | None:
        """The responses offered for an item; None where no scale is given or the one named does not exist."""
        if isinstance(item.response_scale, ResponseScale):
            return item.response_scale
        section = self.section_of(item)
        name = item.response_scale or (section.response_scale if section else None)
        return self.response_scale if name is None else self.other_scales.get(name)
