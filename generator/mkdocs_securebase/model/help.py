"""Help lines as readers look for them: by country, in the order in which they may be needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .countries import ANYWHERE, country_name, zones_of
from .interface import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .documents import HelpLine, Safety

PURPOSES = tuple(CATALOGUE["purposes"])
"""The packaged purposes of help lines, in order."""


@dataclass(frozen=True)
class HelpPlace:
    """A country, or several that have the same lines, with its lines."""

    name: str
    countries: tuple[str, ...]
    """Two-letter codes, in the order of their names; empty for the lines that answer anywhere."""
    lines: tuple[HelpLine, ...]
    """By purpose; for one purpose first those for the whole country, then as the file lists them."""

    @property
    def anchor(self) -> str:
        """Where its lines stand on the safety page: 'lines-gb'."""
        return f"lines-{self.countries[0].lower() if self.countries else ANYWHERE}"

    @property
    def by_purpose(self) -> Mapping[str, tuple[HelpLine, ...]]:
        """Its lines under each purpose that has any, in the order of the purposes."""
        purposes = dict.fromkeys(line.purpose for line in self.lines)
        return {purpose: tuple(line for line in self.lines if line.purpose == purpose) for purpose in purposes}


def help_places(safety: Safety, language: str = "en", purposes: Sequence[str] = PURPOSES) -> tuple[HelpPlace, ...]:
    """Every country with lines, by name; those that have the same lines stand together, after all others."""
    by_country: dict[str, tuple[HelpLine, ...]] = {}
    for code in dict.fromkeys(code for line in safety.lines for code in line.countries):
        if code != ANYWHERE:
            by_country[code] = _in_order((line for line in safety.lines if code in line.countries), purposes)
    together: dict[tuple[str, ...], list[str]] = {}
    for code in sorted(by_country, key=lambda code: name_in(safety, code, language)):
        together.setdefault(tuple(line.id for line in by_country[code]), []).append(code)
    places = [
        HelpPlace(_name(safety, tuple(codes), language), tuple(codes), by_country[codes[0]])
        for codes in together.values()
    ]
    return tuple(sorted(places, key=lambda place: (len(place.countries) > 1, place.name)))


def help_anywhere(safety: Safety, name: str, purposes: Sequence[str] = PURPOSES) -> HelpPlace:
    """The lines that are bound to no country, under a name of the caller's."""
    return HelpPlace(name, (), _in_order((line for line in safety.lines if ANYWHERE in line.countries), purposes))


@dataclass(frozen=True)
class HelpCountry:
    """A country that a reader may be in."""

    code: str
    name: str
    zones: tuple[str, ...]
    """Its time zones, by all names that browsers give them."""


def help_countries(safety: Safety, language: str = "en") -> tuple[HelpCountry, ...]:
    """Every country that has lines, by name."""
    codes = {code for line in safety.lines for code in line.countries} - {ANYWHERE}
    named = sorted((name_in(safety, code, language), code) for code in codes)
    return tuple(HelpCountry(code, name, zones_of(code)) for name, code in named)


def name_in(safety: Safety, code: str, language: str = "en") -> str:
    """What readers call one country: the guide's own word for it, or else its common name."""
    own = (named.name for named in safety.names if named.countries == (code,))
    return next(own, None) or country_name(code, language)


def _name(safety: Safety, codes: tuple[str, ...], language: str) -> str:
    own = (named.name for named in safety.names if set(named.countries) == set(codes))
    return next(own, None) or ", ".join(name_in(safety, code, language) for code in codes)


def _in_order(lines: Iterable[HelpLine], purposes: Sequence[str]) -> tuple[HelpLine, ...]:
    return tuple(sorted(lines, key=lambda line: (purposes.index(line.purpose), line.region is not None)))
