"""Closed lists of words that sort and name a guide's texts. The engine knows what each is for, a guide its words.

A field that takes a word of a list is marked with `Of`; the linker then holds it against the guide's own list. A list
that a guide leaves out has the packaged words, whose labels stand in the catalogue of interface words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import StringConstraints, model_validator

from .base import Model
from .countries import ANYWHERE, country_name, is_country
from .interface import CATALOGUE
from .prose import Plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .interface import Interface


@dataclass(frozen=True)
class Of:
    """Marks a field whose words stand in one of the guide's lists."""

    name: str
    """The list's name in `vocabularies:`."""


Named = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
"""A word of a list as authors write it: letters, digits and single hyphens."""


class Word(Model):
    """A word of a list: `tonight: Tonight`, or with more to say `everyone: {label: Everyone, alone: true}`."""

    label: Plain | None = None
    """What readers see. A country and a packaged word need none."""
    alone: bool = False
    """true: it takes in all the others, and so stands in no list beside them."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else {} if value is None else value


class LifeWord(Word):
    """A kind of life that an example shows."""

    partner: bool = False
    """true: an example of it tells which word of the list `partner` fits."""


class CareWord(Word):
    """A reason for which an exercise needs a safety line."""

    leads: tuple[str, ...] = ()
    """An exercise marked with it links to one of these: `page:safety`."""


class Vocabularies(Model):
    """The guide's own lists, in the order in which they are shown. Every one may be left out."""

    theme: Mapping[Named, Word] = {}
    """What a question is about: the parts of the list of questions."""
    resource_form: Mapping[Named, Word] = {}
    """What a resource is: the parts of the list of resources."""
    place: Mapping[Named, Word] = {}
    """Where a resource is of use: countries by their two-letter code, and words of your own. Left out, every country
    may be named."""
    audience: Mapping[Named, Word] = {}
    """Whom a resource was made for."""
    exercise_form: Mapping[Named, Word] = {}
    """What an exercise asks for."""
    care: Mapping[Named, CareWord] = {}
    """Why an exercise needs a safety line."""
    purpose: Mapping[Named, Word] = {}
    """Whom a help line is for. `emergency` is the packaged word for the numbers that come before all others."""
    variant: Mapping[Named, Word] = {}
    """Lives for which each lesson has a part of its own; the labels are its headings."""
    life: Mapping[Named, LifeWord] = {}
    """What kind of life an example shows, so that a guide's examples stay varied."""
    partner: Mapping[Named, Word] = {}
    """How the partner in an example reads, for the same end."""


PACKAGED = {
    "resource-form": "forms",
    "place": "places",
    "audience": "audiences",
    "exercise-form": "exercise-forms",
    "care": "cares",
    "purpose": "purposes",
}
"""Lists that the package has, and their sections in the catalogue."""

EVERYONE = "everyone"
_WIDEST = {ANYWHERE, EVERYONE}
"""Packaged words that stand alone."""


def words_of(vocabularies: Vocabularies, name: str) -> Mapping[str, Word]:
    """The words of a list: the guide's own, or else the packaged ones."""
    own: Mapping[str, Word] = getattr(vocabularies, name.replace("-", "_"))
    return own or {word: Word(alone=word in _WIDEST) for word in CATALOGUE.get(PACKAGED.get(name, ""), {})}


def knows(vocabularies: Vocabularies, name: str, word: str) -> bool:
    """Whether a list has a word. A list of places that a guide leaves out has every country."""
    return word in words_of(vocabularies, name) or (name == "place" and not vocabularies.place and is_country(word))


def label_of(vocabularies: Vocabularies, interface: Interface, language: str, name: str, word: str) -> str:
    """A word of a list as readers see it."""
    own = words_of(vocabularies, name).get(word)
    if own is not None and own.label:
        return own.label
    section = PACKAGED.get(name, "")
    if word in CATALOGUE.get(section, {}):
        return str(getattr(getattr(interface, section.replace("-", "_")), word.replace("-", "_")))
    if name == "place" and is_country(word):
        return country_name(word, language)
    return word.replace("-", " ").capitalize()


def mistakes_in_list(words: tuple[str, ...], widest: Collection[str]) -> Iterator[str]:
    """What is wrong with several words of a list beside each other."""
    for word in words:
        if word in widest and len(words) > 1:
            yield f"'{word}' takes in all the others: leave it out, or leave it alone"
            return
    if len(set(words)) < len(words):
        yield "a word stands twice here: leave one out"


def marked_words(part: Model) -> Iterator[tuple[str, str, str | tuple[str, ...]]]:
    """The fields of a part that take words of lists: (list, name in YAML, word or words)."""
    for field, (alias, name) in _marked_fields(type(part)).items():
        value = getattr(part, field)
        if value:
            yield name, alias, value


@cache
def _marked_fields(model: type[Model]) -> Mapping[str, tuple[str, str]]:
    return {
        field: (info.alias or field, mark.name)
        for field, info in model.model_fields.items()
        for mark in (next(filter(None, map(_mark, (info, info.annotation))), None),)
        if mark
    }


def _mark(annotation: Any) -> Of | None:
    """The mark inside an annotation, through lists and unions."""
    metadata = (*getattr(annotation, "metadata", ()), *getattr(annotation, "__metadata__", ()))
    own = next((mark for mark in metadata if isinstance(mark, Of)), None)
    return own or next(filter(None, map(_mark, get_args(annotation))), None)
