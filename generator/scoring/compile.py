"""Instrument to scoring table: keying is resolved here, once, and nowhere else."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import TYPE_CHECKING

from ..model.questionnaire import MOST_LESSONS
from .reach import reachable_range
from .table import (
    Band,
    Dimension,
    Facet,
    Profile,
    Ratio,
    Rules,
    Safety,
    Suggestions,
    Table,
    table_as_data,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import questionnaire as model
    from ..model.instrument import Instrument

    Points = Mapping[str, Mapping[str, int]]


def compile_table(instrument: Instrument) -> Table:
    """The scoring table of an instrument that `check_instruments` found sound in its structure."""
    points = {item.id: _points(item, instrument.response_scale) for item in instrument.items}
    reverse = {item.id for item in instrument.items if item.keying == "reverse"}
    notes, answers = instrument.facet_notes, instrument.answer_notes
    table = Table(
        instrument=instrument.id,
        revision="",
        points=points,
        dimensions=tuple(_dimension(d, points, instrument.soft_patch or Fraction(0)) for d in instrument.dimensions),
        facets=tuple(_facet(f, points, reverse) for f in instrument.facets),
        profiles=tuple(Profile(p.id, _when(p, instrument)) for p in instrument.profiles),
        rules=Rules(
            lead=_ratio(notes.lead if notes else Fraction(0)),
            contradiction=_ratio(notes.contradiction if notes else Fraction(0)),
            same=answers.same_throughout.at_least if answers else len(instrument.items) + 1,
            seconds=answers.hurried.under_seconds if answers else 0,
        ),
        suggestions=_suggestions(instrument),
    )
    return _with_revision(table, instrument)


def _points(item: model.Item, scale: model.ResponseScale) -> dict[str, int]:
    values = [anchor.value for anchor in scale.anchors]
    if item.keying == "positive":
        return {str(value): value for value in values}
    ends = min(values) + max(values)
    return {str(value): ends - value for value in values}


def _dimension(dimension: model.Dimension, points: Points, patch: Fraction) -> Dimension:
    lowest, highest = reachable_range([points[id_] for id_ in dimension.items], dimension.needs)
    return Dimension(
        id=dimension.id,
        items=dimension.items,
        needs=dimension.needs,
        lowest=_ratio(lowest),
        highest=_ratio(highest),
        patch=_ratio(patch / 2 / (highest - lowest)),
        bands=tuple(Band(b.id, _ratio(b.start), b.edge, b.counts_as or b.id) for b in dimension.bands),
    )


def _facet(facet: model.Facet, points: Points, reverse: set[str]) -> Facet:
    lowest, highest = reachable_range([points[id_] for id_ in facet.items], facet.needs)
    return Facet(
        id=facet.id,
        of=facet.of,
        items=facet.items,
        needs=facet.needs,
        lowest=_ratio(lowest),
        highest=_ratio(highest),
        sides=(
            tuple(id_ for id_ in facet.items if id_ in reverse),
            tuple(id_ for id_ in facet.items if id_ not in reverse),
        ),
    )


def _when(profile: model.Profile, instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """The condition with every dimension named: one that is left out may be in any band."""
    return {
        dimension.id: profile.when.get(dimension.id, tuple(b.id for b in dimension.bands if b.counts_as is None))
        for dimension in instrument.dimensions
    }


def _suggestions(instrument: Instrument) -> Suggestions:
    gate = instrument.gate
    return Suggestions(
        most=MOST_LESSONS,
        safety=Safety(
            options=tuple(option.id for option in gate.options if option.leads_to == "safety") if gate else (),
            lessons=gate.safety_first.lessons if gate else (),
            without=gate.safety_first.leave_out if gate else (),
        ),
        contexts={c.id: c.lessons for c in instrument.contexts.choices} if instrument.contexts else {},
        facets={facet.id: facet.lessons for facet in instrument.facets},
        profiles={profile.id: profile.lessons for profile in instrument.profiles},
        few=instrument.too_few.lessons,
    )


def _with_revision(table: Table, instrument: Instrument) -> Table:
    """The table with its fingerprint: of what was asked, and of all that decides scores and profiles."""
    scored = {key: value for key, value in table_as_data(table).items() if key not in ("revision", "suggestions")}
    asked = {
        "frame": str(instrument.frame.children),
        "items": [(item.id, item.text) for item in instrument.items],
        "anchors": [(anchor.value, anchor.label) for anchor in instrument.response_scale.anchors],
    }
    text = json.dumps([asked, scored], sort_keys=True, separators=(",", ":"))
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Table(
        instrument=table.instrument,
        revision=fingerprint,
        points=table.points,
        dimensions=table.dimensions,
        facets=table.facets,
        profiles=table.profiles,
        rules=table.rules,
        suggestions=table.suggestions,
    )


def _ratio(fraction: Fraction) -> Ratio:
    return fraction.numerator, fraction.denominator
