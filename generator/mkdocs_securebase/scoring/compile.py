"""Questionnaire to scoring table: keying, recoding and counting become points here, once, and nowhere else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from fractions import Fraction
from math import isqrt, lcm
from typing import TYPE_CHECKING, Any

from ..model.instrument import Instrument
from ..model.questionnaire import DEFAULT, MOST_LESSONS, ByCuts, ByFunctions, Dimension, Facet
from .reach import bounds_of, range_of
from .table import (
    Asked,
    Band,
    Cut,
    Derived,
    Norm,
    Points,
    Profile,
    Ratio,
    Rules,
    Safety,
    Subscale,
    Suggestions,
    Table,
    table_as_data,
)
from .texts import with_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import questionnaire as model


def compile_table(questionnaire: model.Questionnaire) -> Table:
    """The scoring table of a questionnaire that `check_structure` found sound."""
    bare = Table(
        instrument=questionnaire.id,
        revision="",
        points={item.id: points_for(item, questionnaire) for item in questionnaire.items},
        dimensions=(),
        facets=(),
        profiles=_profiles(questionnaire),
        rules=_rules(questionnaire),
        suggestions=_suggestions(questionnaire),
        cuts=_cuts(questionnaire),
        asked=_asked(questionnaire),
    )
    subscales = {subscale.id: _subscale(subscale, questionnaire, bare) for subscale in questionnaire.subscales}
    derived: dict[str, Derived] = {}
    for one in questionnaire.derived:
        derived[one.id] = _derived(one, {**subscales, **derived})
    table = replace(
        bare,
        dimensions=tuple(subscales[s.id] for s in questionnaire.dimensions),
        facets=tuple(subscales[s.id] for s in questionnaire.facets),
        subscales=tuple(subscales[s.id] for s in questionnaire.plain_subscales),
        derived=tuple(derived.values()),
    )
    table = replace(table, revision=_fingerprint(table, questionnaire))
    return with_texts(table, questionnaire, profile_sides(questionnaire))


# Points -----------------------------------------------------------------------------------------------------------


def points_for(item: model.Item, questionnaire: model.Questionnaire) -> dict[str, int]:
    """What each response to an item earns; an unscored item earns nothing whatever the response."""
    scale = questionnaire.scale_of(item)
    assert scale is not None, "check_structure refuses items without a scale"
    if item.keying == "unscored":
        return {str(anchor.value): 0 for anchor in scale.anchors}
    if item.points:
        default = item.points.get(DEFAULT)
        given = {str(a.value): item.points.get(str(a.value), default) for a in scale.anchors}
        return {response: points for response, points in given.items() if points is not None}
    earned = {str(a.value): a.value if a.points is None else a.points for a in scale.anchors}
    return reversed_points(earned) if item.keying == "reverse" else earned


def reversed_points(points: Mapping[str, int]) -> dict[str, int]:
    """The same points the other way round: lowest + highest - points."""
    ends = min(points.values()) + max(points.values())
    return {response: ends - earned for response, earned in points.items()}


def _own_points(subscale: model.Subscale, points: Points) -> dict[str, dict[str, int]] | None:
    if subscale.score == "count":
        counted = set(map(str, subscale.counted))
        return {id_: {r: int(r in counted) for r in points[id_]} for id_ in subscale.items}
    if subscale.opposite:
        turned = set(subscale.opposite)
        return {id_: reversed_points(points[id_]) if id_ in turned else dict(points[id_]) for id_ in subscale.items}
    return None


def _asked(questionnaire: model.Questionnaire) -> dict[str, Asked]:
    found = {}
    for item in questionnaire.items:
        section = questionnaire.section_of(item)
        if section is not None and section.asked_if is not None:
            rule = section.asked_if
            found[item.id] = Asked(rule.item, tuple(map(str, rule.responses)), rule.otherwise)
    return found


# Scores -----------------------------------------------------------------------------------------------------------


def _subscale(subscale: model.Subscale, questionnaire: model.Questionnaire, table: Table) -> Subscale:
    compiled = Subscale(
        **_scale(subscale),
        needs=subscale.needs,
        items=subscale.items,
        rule="sum" if subscale.score == "count" else subscale.score,
        fill=subscale.missing.then or "answered",
        points=_own_points(subscale, table.points),
    )
    low, high = range_of(compiled, table)
    compiled = replace(compiled, lowest=_ratio(low), highest=_ratio(high))
    if isinstance(subscale, Dimension) and high > low:
        return replace(compiled, patch=_ratio(_half_patch(subscale, questionnaire) / (high - low)))
    if isinstance(subscale, Facet):
        keying = {item.id: item.keying for item in questionnaire.items}
        turned = {id_ for id_ in subscale.items if (keying[id_] == "reverse") != (id_ in subscale.opposite)}
        sides = (
            tuple(id_ for id_ in subscale.items if id_ in turned),
            tuple(id_ for id_ in subscale.items if id_ not in turned),
        )
        return replace(compiled, of=subscale.of, sides=sides)
    return compiled


def _half_patch(dimension: Dimension, questionnaire: model.Questionnaire) -> Fraction:
    """Half the width in which a score is drawn: its standard error where that is published, else the soft patch."""
    if dimension.precision:
        return _sem(dimension.precision)
    patch = questionnaire.soft_patch if isinstance(questionnaire, Instrument) else None
    return (patch or Fraction(0)) / 2


def _sem(precision: model.Precision) -> Fraction:
    """The standard error of measurement to a thousandth, half up, by whole numbers: the same for both evaluators."""
    squared = precision.sd**2 * (1 - precision.reliability) * 4_000_000
    return Fraction((isqrt(squared.numerator // squared.denominator) + 1) // 2, 1000)


def _derived(one: model.Derived, known: Mapping[str, Subscale | Derived]) -> Derived:
    weights = {"difference": (Fraction(1), Fraction(-1)), "weighted-sum": one.weights}.get(one.score)
    compiled = Derived(
        **_scale(one),
        needs=len(one.of) if one.missing == "all" else 1,
        parts=one.of,
        weights=tuple(map(_ratio, weights or (Fraction(1),) * len(one.of))),
        rule="mean" if one.score == "mean" else "sum",
        constant=_ratio(one.constant),
    )
    parts = [known[id_] for id_ in one.of]
    low, high = bounds_of(compiled, [(Fraction(*part.lowest), Fraction(*part.highest)) for part in parts])
    return replace(compiled, lowest=_ratio(low), highest=_ratio(high))


def _scale(one: model.Score) -> dict[str, Any]:
    """What every score has; its range is filled in later."""
    return {
        "id": one.id,
        "lowest": (0, 1),
        "highest": (0, 1),
        "rounding": one.rounding,
        "times": _ratio(one.transform.times),
        "plus": _ratio(one.transform.plus),
        "bands": tuple(Band(b.id, _ratio(b.start), b.edge, b.counts_as or b.id) for b in one.bands),
        "near": _near(one),
        "sem": one.precision.sem if one.precision else None,
        "norms": tuple(_norm(norm) for norm in one.norms),
    }


def _near(one: model.Score) -> Ratio | None:
    if one.near_line is None:
        return None
    if one.near_line.within != "sem":
        return _ratio(one.near_line.within)
    assert one.precision is not None, "check_structure refuses `within: sem` without `precision:`"
    return _ratio(_sem(one.precision))


def _norm(norm: model.NormTable | model.NormGroup) -> Norm:
    if norm.kind == "group":
        return Norm(norm.id, mean=float(norm.mean), sd=float(norm.sd))
    rows = ((float(row.raw), float(row.t), None if row.se is None else float(row.se)) for row in norm.rows)
    return Norm(norm.id, rows=tuple(rows))


# Profiles, rules, suggestions ---------------------------------------------------------------------------------------


def _cuts(questionnaire: model.Questionnaire) -> dict[str, Cut]:
    rule = questionnaire.profile_rule
    if not isinstance(rule, ByCuts):
        return {}
    return {id_: Cut(_ratio(cut.at), "at" if cut.line == "high" else "above") for id_, cut in rule.cuts.items()}


def _profiles(questionnaire: model.Questionnaire) -> tuple[Profile, ...]:
    if not isinstance(questionnaire.profile_rule, ByFunctions):
        sides = profile_sides(questionnaire)
        return tuple(Profile(p.id, {id_: p.when.get(id_, sides[id_]) for id_ in sides}) for p in questionnaire.profiles)
    functions = [profile.function for profile in questionnaire.profiles if profile.function]
    numbers = [number for function in functions for number in (function.constant, *function.weights.values())]
    scale = lcm(*(number.denominator for number in numbers))
    return tuple(
        Profile(
            p.id,
            weights={id_: int(weight * scale) for id_, weight in p.function.weights.items()} if p.function else {},
            constant=int(p.function.constant * scale) if p.function else 0,
        )
        for p in questionnaire.profiles
    )


def profile_sides(questionnaire: model.Questionnaire) -> dict[str, tuple[str, ...]]:
    """The scores that decide the profile, each with the groups of its bands or the sides of its cut.

    By bands these are the dimensions that have bands, and any other score that a profile names.
    """
    rule = questionnaire.profile_rule
    if isinstance(rule, ByCuts):
        return dict.fromkeys(rule.cuts, ("low", "high"))
    if not questionnaire.profiles:
        return {}
    named = {id_ for profile in questionnaire.profiles for id_ in profile.when}
    scores = (*questionnaire.subscales, *questionnaire.derived)
    deciding = [s for s in scores if s.bands and (s.id in named or isinstance(s, Dimension))]
    return {score.id: tuple(band.id for band in score.bands if band.counts_as is None) for score in deciding}


def _rules(questionnaire: model.Questionnaire) -> Rules:
    facets, answers = questionnaire.facet_notes, questionnaire.answer_notes
    scored = tuple(item.id for item in questionnaire.items if item.keying != "unscored")
    return Rules(
        lead=_ratio(facets.lead if facets else Fraction(0)),
        contradiction=_ratio(facets.contradiction if facets else Fraction(0)),
        same=answers.same_throughout.at_least if answers else 0,
        seconds=answers.hurried.under_seconds if answers else 0,
        among=scored if len(scored) < len(questionnaire.items) else (),
    )


def _suggestions(questionnaire: model.Questionnaire) -> Suggestions:
    instrument = questionnaire if isinstance(questionnaire, Instrument) else None
    gate = instrument.gate if instrument else None
    contexts = instrument.contexts.choices if instrument and instrument.contexts else ()
    scores = (*questionnaire.subscales, *questionnaire.derived)
    bands = {s.id: tuple(band.id for band in s.bands if band.leads_to == "safety") for s in scores}
    return Suggestions(
        most=MOST_LESSONS,
        safety=Safety(
            options=tuple(option.id for option in gate.options if option.leads_to == "safety") if gate else (),
            lessons=gate.safety_first.lessons if gate else (),
            without=gate.safety_first.leave_out if gate else (),
            items={i.id: tuple(map(str, i.safety_responses)) for i in questionnaire.items if i.safety_responses},
            bands={id_: ids for id_, ids in bands.items() if ids},
        ),
        contexts={context.id: context.lessons for context in contexts},
        facets={facet.id: facet.lessons for facet in questionnaire.facets},
        profiles={profile.id: profile.lessons for profile in questionnaire.profiles},
        few=instrument.too_few.lessons if instrument else (),
    )


def _fingerprint(table: Table, questionnaire: model.Questionnaire) -> str:
    """Of what was asked, and of all that decides scores and profiles; what is told of them may change without it."""
    scored = {key: value for key, value in table_as_data(table).items() if key not in ("revision", "suggestions")}
    scales = [questionnaire.scale_of(item) for item in questionnaire.items]
    asked = {
        "frame": str(questionnaire.frame.children) if isinstance(questionnaire, Instrument) else "",
        "items": [(item.id, item.text) for item in questionnaire.items],
        "anchors": [[(a.value, a.label) for a in scale.anchors] if scale else [] for scale in scales],
        "sections": [(section.starts_with, section.title) for section in questionnaire.sections],
    }
    text = json.dumps([asked, scored], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _ratio(fraction: Fraction) -> Ratio:
    return fraction.numerator, fraction.denominator
