"""Countries by their two-letter code (ISO 3166), with their names and time zones from Babel's copy of Unicode CLDR."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Mapping

ANYWHERE = "anywhere"
"""Stands in place of a code where no country is meant."""

_GROUPS = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of Unicode that name no single country."""


@cache
def locale_of(language: str) -> Locale:
    """Babel's facts about a language by its BCP 47 tag: of the whole tag, of its first part, or else of English."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def country_name(code: str, language: str = "en") -> str:
    """What a country is called in a language: 'United Kingdom' for GB."""
    return _names(language)[code]


def zones_of(code: str) -> tuple[str, ...]:
    """The time zones of a country by all names that browsers may give them, in alphabetical order."""
    return _zones().get(code, ())


def is_country(code: str) -> bool:
    """Whether this is the two-letter code of a country, in capitals."""
    return code in _names("en")


def _known(code: str) -> str:
    if code == ANYWHERE or is_country(code):
        return code
    raise PydanticCustomError(
        "rule", "expected a country's two-letter code in capitals, for instance GB or IE, or 'anywhere'"
    )


@cache
def _names(language: str) -> Mapping[str, str]:
    names = locale_of(language).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code not in _GROUPS}


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    by_zone: dict[str, str] = dict(get_global("zone_territories"))
    for old, zone in get_global("zone_aliases").items():
        if zone in by_zone:
            by_zone.setdefault(old, by_zone[zone])
    found: dict[str, list[str]] = {}
    for zone, code in sorted(by_zone.items()):
        found.setdefault(code, []).append(zone)
    return {code: tuple(zones) for code, zones in found.items()}


Country = Annotated[str, AfterValidator(_known)]
"""A country's two-letter code, or 'anywhere'."""
