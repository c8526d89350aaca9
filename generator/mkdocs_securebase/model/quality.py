"""Quality as values: what is measured, the numbers that texts keep to, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

HeldBy = Literal["problem", "warning", "model", "template", "test", "people"]
"""Who sees to a measure: the build stops, the report tells, it cannot be written or rendered otherwise, or only
people can judge it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the measures of a guide's quality."""

    id: str
    """Q-01 to Q-27."""
    name: str
    held_by: tuple[HeldBy, ...]
    how: str
    """What exactly is counted or compared."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that texts keep to. Past a hard limit the build stops; past a soft one the report tells."""

    measure: str
    """The id of the measure it belongs to."""
    number: float
    kind: Literal["hard", "soft"]
    bound: Literal["most", "least"] = "most"

    def allows(self, value: float) -> bool:
        """Whether a value is within the limit; a value equal to the limit is."""
        return value <= self.number if self.bound == "most" else value >= self.number

    def __str__(self) -> str:
        return f"at {self.bound} {self.number:g}"


@dataclass(frozen=True, slots=True)
class Readability:
    """How many years of school a text asks for, by two published formulas."""

    grade: float
    """Flesch-Kincaid grade: words per sentence and syllables per word."""
    smog: float
    """SMOG: words of three syllables and more per sentence."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at that does not stop the build."""

    measure: str
    text: str
    items: tuple[str, ...] = ()
    """What the text speaks of, one by one, where it is a list."""


@dataclass(frozen=True, slots=True)
class TextMeasures:
    """What was counted in one lesson, page or question.

    Words, sentences and readability are those of the body; the longest of anything is that of the whole text.
    """

    kind: Literal["lesson", "page", "faq"]
    id: str
    title: str
    words: int
    sentences: int
    """Whole sentences; headings, list items and cells without a full stop do not count here."""
    mean_sentence: float
    """Words of a whole sentence."""
    readability: Readability | None
    """None where the text is too short to say."""
    longest_sentence: int
    longest_paragraph: int
    """Words."""
    paragraph_sentences: int
    """The most sentences in one paragraph."""
    passive_share: float
    """Whole sentences, of 100, that seem to be in the passive."""
    heading_gap: int
    """The most words without a heading."""
    one_minute: int | None
    """Words of a lesson's one-minute version."""
    claims: int
    """Places in the body and findings that name a source."""
    unsourced: tuple[str, ...]
    """Sentences of the body that speak of research in a paragraph without a source."""
    references: int
    exercises: int
    most_numbers: int
    """The most numbers in one paragraph."""
    percents: int
    unlinked_terms: tuple[str, ...]
    """Glossary terms whose first use in the body is no link."""
    unlisted_words: tuple[str, ...]
    """Technical words that the glossary does not explain."""
    contractions: float
    """Of 1,000 words of the body, outside quotation marks."""
    even_paragraphs: float
    """Paragraphs of the body with two or three sentences, of 100."""
    longest_stretch: int
    """The most words of running prose in the body."""
    told_twice: tuple[str, ...]
    """Facts that one lesson tells more than once."""
    shared_runs: tuple[str, ...]
    """Runs of five to seven words that also stand in the guide's first source."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideMeasures:
    """What was counted in a whole guide."""

    texts: tuple[TextMeasures, ...]
    """Lessons in course order, then pages, then questions."""
    words: int
    """All words that readers meet in lessons, pages, questions and exercises."""
    exercises: int
    points: int
    """Points of content/coverage.yaml."""
    uncovered: tuple[str, ...]
    """Ids of points that no text covers."""
    works: int
    unused_works: tuple[str, ...]
    memory_works: tuple[str, ...]
    """Cited works whose existence has not been confirmed again."""
    examples: int
    kinds_of_life: Mapping[str, int] = field(default_factory=dict)
    """How many examples show each kind of life."""
    partners: Mapping[str, int] = field(default_factory=dict)
    """How many examples have a partner of each gender, of those that tell of one."""
    repeated_names: tuple[str, ...] = ()
    """First names that more than one invented person bears in different texts."""
    help_lines: Mapping[str, int] = field(default_factory=dict)
    """How many help lines were checked in each way."""
    unsure_lines: tuple[str, ...] = ()
    """Help lines from memory or without a way to reach them: a person must check them."""
    external_links: int = 0
    figures: int = 0
    notices: tuple[Notice, ...] = ()
    """Those that belong to no single text."""
