"""Places for values in words: `{minutes}` stands in exactly those texts that say so, spelled as it should be."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from ..model.base import Model
from ..model.interface import Words
from ..model.library import parts
from ..model.prose import TwoWays
from ..problems import Code, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library


def check_slots(library: Library) -> Iterator[Problem]:
    """Every text that is filled in holds its places, once or more each, no others and no brace that stands alone.

    A word of the interface has the places of the packaged word that it changes. Elsewhere the docstring of a field
    tells them: "With {minutes}."
    """
    for document in library.documents():
        origin = library.origin(document)
        for path, part in parts(document, Model):
            for name, (alias, places) in _slots(type(part)).items():
                text = getattr(part, name)
                if isinstance(text, str) and (places or isinstance(part, Words)):
                    told = (text, text.paper) if isinstance(text, TwoWays) else (text,)
                    for message, hint in (mistake for words in told for mistake in _mistakes(words, places)):
                        yield Problem(Code.BAD_VALUE, origin.at(*path, alias), f"'{alias}' {message}", hint)


@cache
def _slots(model: type[Model]) -> dict[str, tuple[str, frozenset[str]]]:
    """The fields of a class, each with its name in YAML and its places."""
    told = {
        name: str(field.default) if issubclass(model, Words) else field.description or ""
        for name, field in model.model_fields.items()
    }
    return {
        name: (model.model_fields[name].alias or name, frozenset(re.findall(r"\{([a-z]+)\}", text)))
        for name, text in told.items()
    }


def _mistakes(text: str, places: frozenset[str]) -> Iterator[tuple[str, str]]:
    try:
        parsed = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        yield "has a brace that stands alone", "write {{ or }} for a brace that readers see"
        return
    found = {str(place) for _, place, _, _ in parsed}
    for place in sorted(found - places):
        yield f"has a place for '{place}', which nothing fills", did_you_mean(place, places) or "take the braces away"
    if any(layout or conversion for _, _, layout, conversion in parsed):
        yield "has more than a name between its braces", "write the name alone, without : or !"
    for place in sorted(places - found) if found <= places else ():
        yield f"lacks the place {{{place}}}", f"write {{{place}}} where the value should stand"
