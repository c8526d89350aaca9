"""Instrument to HTML: the self-check, a page with every result in words, and the form for pen and paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..model.prose import Reference
from ..scoring.compile import compile_table
from ..scoring.sheet import decimal, hand_scoring_sheet
from ..scoring.table import table_as_json
from .html import render_phrase, render_prose
from .links import instrument_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model.instrument import Instrument
    from ..model.library import Library
    from ..model.questionnaire import Dimension
    from ..scoring.table import Subscale, Table
    from .links import SiteLinks

DRAWN = 400
"""Length of a bar, and side of the map, in the units of their drawings."""

_TEMPLATES = Environment(
    loader=PackageLoader("generator.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class InstrumentPage:
    """One page of an instrument, ready to be rendered where it stands."""

    part: str
    """Folder below the instrument's own path, with a slash at the end; '' for its first page."""
    title: str
    description: str
    render: Callable[[Instrument, Library, SiteLinks], Markup]


def instrument_pages(instrument: Instrument, library: Library) -> tuple[InstrumentPage, ...]:
    """The pages of an instrument: the check itself, all results in words, the form for paper."""
    words, title = library.interface.instrument, instrument.title
    return (
        InstrumentPage("", title, instrument.summary, render_instrument_page),
        InstrumentPage("scoring/", words.scoring.format(title=title), words.scoring_summary, render_scoring_page),
        InstrumentPage("paper/", words.paper.format(title=title), words.paper_summary, render_paper_page),
    )


def render_instrument_page(instrument: Instrument, library: Library, links: SiteLinks) -> Markup:
    """The check: a complete form with its key and every result, which the script takes step by step."""
    return _render("check", instrument, library, links)


def render_scoring_page(instrument: Instrument, library: Library, links: SiteLinks) -> Markup:
    """How scores are made, and every band, profile and facet under its own anchor."""
    return _render("scoring", instrument, library, links)


def render_paper_page(instrument: Instrument, library: Library, links: SiteLinks) -> Markup:
    """The form with circles to tick, the hand-scoring sheet and the results, for pen and paper."""
    return _render("paper", instrument, library, links)


def _render(template: str, instrument: Instrument, library: Library, links: SiteLinks) -> Markup:
    table = compile_table(instrument)
    path = instrument_path(instrument.id)
    text = _TEMPLATES.get_template(f"instrument/{template}.j2").render(
        instrument=instrument,
        library=library,
        words=library.interface.instrument,
        scoring=table_as_json(table),
        revision=table.revision,
        sheet=hand_scoring_sheet(instrument),
        total=len(instrument.items),
        reverse=sum(1 for item in instrument.items if item.keying == "reverse"),
        ends={dimension.id: _ends(dimension) for dimension in table.dimensions},
        ticks={dimension.id: _ticks(dimension) for dimension in table.dimensions},
        titles={dimension.id: {band.id: band.title for band in dimension.bands} for dimension in instrument.dimensions},
        dimensions={dimension.id: dimension for dimension in instrument.dimensions},
        when=lambda profile: _when(profile.id, table, instrument),
        lessons=[library.lessons[id_] for id_ in _suggested(table)],
        drawn=DRAWN,
        decimal=decimal,
        slots=_slots,
        prose=lambda prose: render_prose(prose, links),
        phrase=lambda phrase: render_phrase(phrase, links),
        lesson_href=lambda id_: links.href(Reference("lesson", id_)),
        check_href=links.to(path),
        scoring_href=links.to(f"{path}scoring/"),
        paper_href=links.to(f"{path}paper/"),
    )
    return Markup(text)  # the templates escape


def _slots(text: str, **known: object) -> Markup:
    """A sentence with what is known at build time filled in, and a place for each number that only a reader has."""
    pieces = re.split(r"\{(\w+)\}", text)
    return Markup("").join(
        Markup.escape(piece)
        if index % 2 == 0
        else Markup.escape(known[piece])
        if piece in known
        else Markup('<span data-slot="{}"></span>').format(piece)
        for index, piece in enumerate(pieces)
    )


def _ends(dimension: Subscale) -> tuple[str, str]:
    """The lowest and the highest score as printed."""
    return decimal(Fraction(*dimension.lowest)), decimal(Fraction(*dimension.highest))


def _ticks(dimension: Subscale) -> tuple[str, ...]:
    """Where the inner bands start on the drawn bar."""
    lowest, highest = Fraction(*dimension.lowest), Fraction(*dimension.highest)
    places = [(Fraction(*band.start) - lowest) / (highest - lowest) * DRAWN for band in dimension.bands[1:]]
    return tuple(f"{float(place):.6g}" for place in places)


def _when(profile_id: str, table: Table, instrument: Instrument) -> tuple[tuple[Dimension, tuple[str, ...]], ...]:
    """The dimensions and the titles of the bands that a profile stands for, the in-between bands included."""
    profile = next(profile for profile in table.profiles if profile.id == profile_id)
    return tuple(
        (dimension, tuple(b.title for b in dimension.bands if (b.counts_as or b.id) in profile.when[dimension.id]))
        for dimension in instrument.dimensions
    )


def _suggested(table: Table) -> tuple[str, ...]:
    """Every lesson that some result may suggest."""
    rules = table.suggestions
    groups = (rules.contexts, rules.facets, rules.profiles)
    ids = [*rules.safety.lessons, *rules.few, *(id_ for group in groups for some in group.values() for id_ in some)]
    return tuple(dict.fromkeys(ids))
