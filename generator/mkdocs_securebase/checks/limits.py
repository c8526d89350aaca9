"""The measures Q-01 to Q-27, and every number that texts keep to: each stands here and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.quality import Limit, Measure

if TYPE_CHECKING:
    from ..model.library import Library

HIGHEST_GRADE = Limit("Q-01", 8, "hard")
TARGET_GRADE = Limit("Q-01", 7, "soft")
HIGHEST_SMOG = Limit("Q-02", 12, "hard")
TARGET_SMOG = Limit("Q-02", 10, "soft")
LONGEST_SENTENCE = Limit("Q-03", 25, "hard")
MEAN_SENTENCE = Limit("Q-03", 15, "soft")
PARAGRAPH_SENTENCES = Limit("Q-04", 5, "soft")
PARAGRAPH_WORDS = Limit("Q-04", 90, "soft")
PASSIVE_SHARE = Limit("Q-05", 10, "soft")
HEADING_GAP = Limit("Q-06", 400, "soft")
SHORTEST_LESSON = Limit("Q-07", 700, "soft", "least")
LONGEST_LESSON = Limit("Q-07", 1400, "soft")
ONE_MINUTE = Limit("Q-08", 60, "hard")
FEWEST_CLAIMS = Limit("Q-11", 3, "soft", "least")
MOST_CLAIMS = Limit("Q-11", 12, "soft")
NUMBERS_PER_PARAGRAPH = Limit("Q-14", 3, "soft")
REVIEW_MONTHS = Limit("Q-15", 24, "hard")
SHARED_RUN = Limit("Q-22", 7, "hard")
SHARED_RUN_TO_LOOK_AT = Limit("Q-22", 4, "soft")
SHARE_OF_EXAMPLES = Limit("Q-24", 50, "soft")
LESSONS_OF_A_PERSON = Limit("Q-24", 8, "hard", "least")
FEWEST_CONTRACTIONS = Limit("Q-27", 5, "soft", "least")
MOST_EVEN_PARAGRAPHS = Limit("Q-27", 75, "soft")
LONGEST_STRETCH = Limit("Q-27", 250, "soft", "least")
REPEATED_RUNS = Limit("Q-27", 40, "soft")
LINK_MONTHS = Limit("Q-25", 12, "hard")

_NAMES = {value: name.lower().replace("_", "-") for name, value in globals().items() if isinstance(value, Limit)}
LIMITS: tuple[Limit, ...] = tuple(_NAMES)
LIMITS_BY_NAME = {name: limit for limit, name in _NAMES.items()}
"""Every limit by the name under which a guide may set it: `longest-sentence`."""


def limit_of(library: Library, limit: Limit) -> Limit:
    """A limit as the guide sets it under `checks: limits:`, or as it stands here."""
    number = library.course.checks.limits.get(_NAMES[limit])
    return limit if number is None else replace(limit, number=float(number))


FEWEST_WORDS_TO_GRADE = 100
"""Shorter texts get no grade and no SMOG: both formulas are made for samples, and jump on a handful of sentences."""

MEASURES: tuple[Measure, ...] = (
    Measure(
        "Q-01", "Reading grade", ("problem", "warning"), "Flesch-Kincaid grade of each body; for questions a target"
    ),
    Measure("Q-02", "SMOG", ("problem", "warning"), "same text; headings, list items and cells end as sentences"),
    Measure("Q-03", "Sentence length", ("problem", "warning"), "words: longest in any text, mean of each body"),
    Measure("Q-04", "Paragraph length", ("warning",), "sentences and words of each paragraph and list item"),
    Measure("Q-05", "Passive share", ("warning",), "sentences of 100, by the shape of their verbs"),
    Measure("Q-06", "Heading spacing", ("warning", "template"), "words without a heading; levels follow from blocks"),
    Measure("Q-07", "Lesson length", ("warning",), "words of the body, without exercises and research"),
    Measure("Q-08", "Key message", ("problem", "model"), "words of the one-minute version"),
    Measure("Q-09", "Call to action", ("problem", "model"), "an exercise in each lesson; its steps begin with a verb"),
    Measure(
        "Q-10",
        "Claims have sources",
        ("problem", "warning"),
        "claims; talk of research; from memory only if said; unused works",
    ),
    Measure("Q-11", "Claim density", ("warning",), "places in body and findings that name a source"),
    Measure("Q-12", "Strength label", ("model",), "one of four words on each finding and exercise"),
    Measure("Q-13", "Uncertainty said", ("model",), "each lesson says what is not known"),
    Measure("Q-14", "Numbers", ("problem", "warning"), "percent without saying of whom; numbers in one paragraph"),
    Measure("Q-15", "Dates", ("problem", "model"), "months from one review to the next; none overdue"),
    Measure("Q-16", "Authorship", ("model", "template"), "writers, reviewers, funding and feedback in course.yaml"),
    Measure("Q-17", "Words not said", ("problem",), "a list of words that promise, label or shame"),
    Measure("Q-18", "Style as identity", ("problem",), "people named by a style"),
    Measure(
        "Q-19",
        "Safety",
        ("problem", "warning", "template"),
        "care lines; phone numbers; help lines that nobody has checked; the safety page linked from all",
    ),
    Measure("Q-20", "Glossary", ("warning",), "terms linked at first use; technical words explained"),
    Measure("Q-21", "Coverage", ("problem", "warning"), "each point has a text; stops the build once complete: true"),
    Measure("Q-22", "Originality", ("problem", "warning"), "equal words in a row with the guide's first source"),
    Measure("Q-23", "Print twin", ("test",), "the book is set from the same library"),
    Measure(
        "Q-24",
        "Inclusion",
        ("problem", "warning", "people"),
        "people who come back; examples by kind of life and partners by gender, of 100; names used twice",
    ),
    Measure("Q-25", "Links", ("problem",), "internal links resolve; months since a web link was checked"),
    Measure("Q-26", "Alternative text", ("model", "warning"), "each figure has one; it says the words in the drawing"),
    Measure(
        "Q-27",
        "Voice",
        ("warning", "people"),
        "contractions; paragraphs of two or three sentences; running prose; facts told twice; runs of five words",
    ),
)
