"""The guide's own words: every label, heading and notice that readers see outside the texts."""

from __future__ import annotations

from typing import Literal

from .base import Model
from .prose import Plain


class SiteWords(Model):
    """Words of the page shell."""

    skip_to_content: Plain
    menu: Plain
    close: Plain
    course: Plain
    module: Plain
    lesson: Plain
    home: Plain
    faqs: Plain
    faqs_intro: Plain
    resources: Plain
    resources_intro: Plain
    glossary: Plain
    glossary_intro: Plain
    references: Plain
    references_intro: Plain
    exercises: Plain
    exercises_intro: Plain
    get_the_book: Plain
    previous: Plain
    next: Plain
    minutes_to_read: Plain
    """With {minutes}."""
    last_reviewed: Plain
    """With {date}."""
    next_review: Plain
    """With {date}."""


class LessonWords(Model):
    """Headings of the parts of a lesson."""

    goals: Plain
    one_minute: Plain
    research: Plain
    unknown: Plain
    exercises: Plain
    if_it_does_not_help: Plain
    variants: Plain
    single: Plain
    couple: Plain
    partner: Plain
    key_points: Plain
    related: Plain
    sources: Plain
    content_note: Plain
    invented_person: Plain
    """Says that the person in an example is invented; with {person}."""
    evidence: Plain
    """Names the evidence label; with {label}."""
    evidence_strong: Plain
    evidence_some: Plain
    evidence_early: Plain
    evidence_practice_wisdom: Plain
    evidence_strong_meaning: Plain
    evidence_some_meaning: Plain
    evidence_early_meaning: Plain
    evidence_practice_wisdom_meaning: Plain


class ExerciseWords(Model):
    """Labels of an exercise and of its sheet."""

    exercise: Plain
    purpose: Plain
    minutes: Plain
    """With {minutes}."""
    needs: Plain
    when: Plain
    not_when: Plain
    steps: Plain
    example: Plain
    shorter: Plain
    if_it_does_not_help: Plain
    research: Plain
    safety: Plain
    sheet: Plain
    print_sheet: Plain


class Interface(Model):
    kind: Literal["interface"]
    site: SiteWords
    lesson: LessonWords
    exercise: ExerciseWords
