"""Instruments: every response is scored once, every score has one band, every combination one profile."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from typing import TYPE_CHECKING

from ..model.questionnaire import SKIP, Dimension, Facet
from ..problems import Code, Problem, did_you_mean
from ..scoring.compile import compile_table
from ..scoring.reach import reachable_cells
from ..scoring.score import band_of, score, suggest
from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.instrument import Instrument
    from ..model.library import Library
    from ..model.questionnaire import Band, ScoringExample
    from ..problems import Origin, Path
    from ..scoring.table import Dimension as CompiledDimension
    from ..scoring.table import Table


def check_instruments(library: Library) -> Iterator[Problem]:
    """All that is wrong with instruments. What builds on sound structure is only asked where it is sound."""
    for instrument in library.instruments.values():
        origin = library.origin(instrument)
        structure = [*_check_ids(instrument, origin), *_check_subscales(instrument, origin)]
        yield from structure
        yield from _check_gate(instrument, origin)
        if structure:
            continue
        table = compile_table(instrument)
        bands = [*_check_bands(instrument, table, origin)]
        yield from bands
        if bands:
            continue
        profiles = [*_check_profiles(instrument, table, origin)]
        yield from profiles
        if not profiles:
            yield from _check_examples(instrument, table, origin)


# Structure -----------------------------------------------------------------------------------------------------


def _check_ids(instrument: Instrument, origin: Origin) -> Iterator[Problem]:
    """Ids are given once, and whatever is named exists."""
    gate, contexts = instrument.gate, instrument.contexts
    lists: list[tuple[str, Path, Sequence[str]]] = [
        ("item", ("items",), [item.id for item in instrument.items]),
        ("subscale", ("subscales",), [subscale.id for subscale in instrument.subscales]),
        ("profile", ("profiles",), [profile.id for profile in instrument.profiles]),
        ("option", ("gate", "options"), [option.id for option in gate.options] if gate else []),
        ("context", ("contexts", "choices"), [choice.id for choice in contexts.choices] if contexts else []),
    ]
    for index, subscale in enumerate(instrument.subscales):
        if isinstance(subscale, Dimension):
            lists.append(("band", ("subscales", index, "bands"), [band.id for band in subscale.bands]))
    for kind, path, ids in lists:
        for place, id_ in enumerate(ids):
            if id_ in ids[:place]:
                message = f"the {kind} id '{id_}' is given twice"
                yield Problem(Code.DUPLICATE_ID, origin.at(*path, place, "id"), message, "choose another id")
    anchors = instrument.response_scale.anchors
    for place, (before, after) in enumerate(pairwise(anchors), start=1):
        if after.value <= before.value:
            message = f"the anchor {after.value} does not lie above {before.value}"
            at = origin.at("response-scale", "anchors", place, "value")
            yield Problem(Code.SCORING, at, message, "list the anchors from the lowest value to the highest")
    dimensions = {dimension.id for dimension in instrument.dimensions}
    sides = (("across", instrument.map.across), ("up", instrument.map.up)) if instrument.map else ()
    for name, id_ in sides:
        if id_ not in dimensions:
            yield _unknown("dimension", id_, dimensions, origin, "map", name)


def _check_subscales(instrument: Instrument, origin: Origin) -> Iterator[Problem]:
    """Every item counts in exactly one dimension and at most one facet of it."""
    items = {item.id for item in instrument.items}
    dimensions = {dimension.id: dimension for dimension in instrument.dimensions}
    held: dict[tuple[str, str], str] = {}
    for index, subscale in enumerate(instrument.subscales):
        path: Path = ("subscales", index)
        parent = dimensions.get(subscale.of) if isinstance(subscale, Facet) else None
        if isinstance(subscale, Facet) and parent is None:
            yield _unknown("dimension", subscale.of, dimensions, origin, *path, "of")
        for place, id_ in enumerate(subscale.items):
            at = origin.at(*path, "items", place)
            first = held.setdefault((subscale.kind, id_), subscale.id)
            if id_ not in items:
                yield _unknown("item", id_, items, origin, *path, "items", place)
            elif first != subscale.id or id_ in subscale.items[:place]:
                message = f"'{id_}' already counts in the {subscale.kind} '{first}'"
                yield Problem(Code.SCORING, at, message, f"an item counts once, in one {subscale.kind}")
            elif parent is not None and id_ not in parent.items:
                message = f"'{id_}' is not an item of the dimension '{parent.id}'"
                yield Problem(Code.SCORING, at, message, "a facet is a part of its dimension")
        if subscale.needs > len(subscale.items):
            needs, has = subscale.needs, len(subscale.items)
            message = f"'{subscale.id}' needs {needs} answers, but it has {has} items"
            yield Problem(Code.SCORING, origin.at(*path, "missing", "at-least"), message, "lower `at-least`")
    for index, item in enumerate(instrument.items):
        if ("dimension", item.id) not in held:
            message = f"the item '{item.id}' counts in no dimension"
            yield Problem(Code.SCORING, origin.at("items", index, "id"), message, "add it to the `items:` of one")


def _check_gate(instrument: Instrument, origin: Origin) -> Iterator[Problem]:
    """A sensitive instrument asks about safety before it shows a result, and the question leads somewhere."""
    gate = instrument.gate
    if gate is None:
        if instrument.sensitive:
            message = "a sensitive instrument needs a gate before its result"
            hint = "add `gate:` with a question on safety, its options and what is said first"
            yield Problem(Code.SAFETY, origin.key("sensitive"), message, hint)
    elif not any(option.leads_to == "safety" for option in gate.options):
        message = "no option of the gate leads to the safety words"
        yield Problem(Code.SAFETY, origin.at("gate", "options"), message, "give one option `leads-to: safety`")


def _unknown(kind: str, id_: str, known: Iterable[str], origin: Origin, *path: str | int) -> Problem:
    return Problem(Code.UNKNOWN_ID, origin.at(*path), f"there is no {kind} '{id_}' here", did_you_mean(id_, known))


# Bands and profiles ----------------------------------------------------------------------------------------------


def _check_bands(instrument: Instrument, table: Table, origin: Origin) -> Iterator[Problem]:
    """The first band starts at the lowest score, the others rise, and some responses reach each of them."""
    compiled = {dimension.id: dimension for dimension in table.dimensions}
    for index, subscale in enumerate(instrument.subscales):
        if isinstance(subscale, Dimension):
            path: Path = ("subscales", index, "bands")
            yield from _check_starts(subscale, compiled[subscale.id], table, origin, path)
            yield from _check_counts_as(subscale, origin, path)


def _check_starts(
    subscale: Dimension, compiled: CompiledDimension, table: Table, origin: Origin, path: Path
) -> Iterator[Problem]:
    lowest, highest = (decimal(Fraction(*end)) for end in (compiled.lowest, compiled.highest))
    cells = reachable_cells([table.points[id_] for id_ in subscale.items], subscale.needs)
    reached = {found.id for total, count in cells if (found := band_of(compiled.bands, total, count))}
    for place, band in enumerate(subscale.bands):
        at = origin.at(*path, place, "from" if band.edge == "at" else "above")
        before = subscale.bands[place - 1]
        if place == 0 and (band.start, band.edge) != (Fraction(*compiled.lowest), "at"):
            message = f"'{band.id}' is the first band of '{subscale.id}', whose lowest score is {lowest}"
            yield Problem(Code.SCORING, at, message, f"let it start with `from: {lowest}`")
        elif place and _place(band) <= _place(before):
            message = f"'{band.id}' does not start above '{before.id}'"
            yield Problem(Code.SCORING, at, message, "list the bands from the lowest start to the highest")
        elif band.id not in reached:
            starts = f"it starts {band.edge} {decimal(band.start)}"
            message = f"no responses reach '{band.id}': {starts}, and '{subscale.id}' scores {lowest}-{highest}"
            yield Problem(Code.SCORING, at, message, "move its start, or the start of the next band")


def _check_counts_as(subscale: Dimension, origin: Origin, path: Path) -> Iterator[Problem]:
    bands = {band.id: band for band in subscale.bands}
    for place, band in enumerate(subscale.bands):
        if band.counts_as is not None and band.counts_as not in bands:
            yield _unknown("band", band.counts_as, bands, origin, *path, place, "counts-as")
        elif band.counts_as is not None and bands[band.counts_as].counts_as is not None:
            message = f"'{band.counts_as}' itself counts as another band"
            at = origin.at(*path, place, "counts-as")
            yield Problem(Code.SCORING, at, message, "name a band that stands for itself")


def _place(band: Band) -> tuple[Fraction, bool]:
    return band.start, band.edge == "above"


def _check_profiles(instrument: Instrument, table: Table, origin: Origin) -> Iterator[Problem]:
    """Every combination of bands that responses can reach has exactly one profile.

    Dimensions share no item, so each band of one can meet each band of another.
    """
    groups = {d.id: [band.id for band in d.bands if band.counts_as is None] for d in instrument.dimensions}
    unknown = [*_check_conditions(instrument, groups, origin)]
    yield from unknown
    if unknown:
        return
    used: set[str] = set()
    for combination in product(*groups.values()):
        where = dict(zip(groups, combination, strict=True))
        fitting = [p.id for p in table.profiles if all(where[name] in bands for name, bands in p.when.items())]
        used.update(fitting[:1])
        words = ", ".join(f"{name} {band}" for name, band in where.items())
        if not fitting:
            hint = "add a profile for it, or widen the `when:` of another"
            yield Problem(Code.PROFILE, origin.key("profiles"), f"no profile fits {words}", hint)
        elif len(fitting) > 1:
            index = next(i for i, p in enumerate(instrument.profiles) if p.id == fitting[1])
            message = f"'{fitting[0]}' and '{fitting[1]}' both fit {words}"
            hint = "every combination has one profile: narrow one of the two"
            yield Problem(Code.PROFILE, origin.at("profiles", index, "when"), message, hint)
    for index, profile in enumerate(instrument.profiles):
        if profile.id not in used:
            message = f"no responses reach the profile '{profile.id}'"
            hint = "correct its `when:`, or delete it"
            yield Problem(Code.PROFILE, origin.at("profiles", index, "when"), message, hint)


def _check_conditions(instrument: Instrument, groups: Mapping[str, Sequence[str]], origin: Origin) -> Iterator[Problem]:
    for index, profile in enumerate(instrument.profiles):
        for name, bands in profile.when.items():
            path: Path = ("profiles", index, "when", name)
            if name not in groups:
                message = f"there is no dimension '{name}' here"
                yield Problem(Code.UNKNOWN_ID, origin.key(*path), message, did_you_mean(name, groups))
                continue
            for place, band in enumerate(bands):
                if band not in groups[name]:
                    message = f"'{band}' is no band of '{name}' that stands for itself"
                    hint = did_you_mean(band, groups[name])
                    yield Problem(Code.UNKNOWN_ID, origin.at(*path, place), message, hint)


# Worked examples -------------------------------------------------------------------------------------------------


def _check_examples(instrument: Instrument, table: Table, origin: Origin) -> Iterator[Problem]:
    """Worked examples name known things and come out as stated."""
    for index, example in enumerate(instrument.examples):
        path: Path = ("examples", index)
        unknown = [*_check_responses(instrument, example, table, origin, path)]
        yield from unknown
        if not unknown:
            yield from _check_outcome(example, table, origin, path)


def _check_responses(
    instrument: Instrument, example: ScoringExample, table: Table, origin: Origin, path: Path
) -> Iterator[Problem]:
    values = {anchor.value for anchor in instrument.response_scale.anchors}
    for id_, response in example.responses.items():
        if id_ not in table.points:
            message, hint = f"there is no item '{id_}' here", did_you_mean(id_, table.points)
            yield Problem(Code.UNKNOWN_ID, origin.key(*path, "responses", id_), message, hint)
        elif response not in (*values, SKIP):
            message = f"{response} is not on the response scale"
            hint = f"use one of {', '.join(map(str, sorted(values)))}, or {SKIP}"
            yield Problem(Code.WORKED_EXAMPLE, origin.at(*path, "responses", id_), message, hint)
    if example.others is not None and example.others not in (*values, SKIP):
        hint = f"use one of {', '.join(map(str, sorted(values)))}, or {SKIP}"
        message = f"{example.others} is not on the response scale"
        yield Problem(Code.WORKED_EXAMPLE, origin.at(*path, "others"), message, hint)
    subscales = {subscale.id for subscale in instrument.subscales}
    named: list[tuple[str, str, set[str], Path]] = [
        *(("subscale", id_, subscales, ("expect", "scores", id_)) for id_ in example.expect.scores),
        *(("subscale", id_, subscales, ("expect", "bands", id_)) for id_ in example.expect.bands),
    ]
    options = {option.id for option in instrument.gate.options} if instrument.gate else set()
    choices = {choice.id for choice in instrument.contexts.choices} if instrument.contexts else set()
    if example.gate is not None:
        named.append(("option of the gate", example.gate, options, ("gate",)))
    named.extend(("context", id_, choices, ("contexts", place)) for place, id_ in enumerate(example.contexts))
    for kind, id_, known, place in named:
        if id_ not in known:
            at = origin.key if place[0] == "expect" else origin.at
            message = f"there is no {kind} '{id_}' here"
            yield Problem(Code.UNKNOWN_ID, at(*path, *place), message, did_you_mean(id_, known))


def _check_outcome(example: ScoringExample, table: Table, origin: Origin, path: Path) -> Iterator[Problem]:
    responses = dict(example.responses_to(tuple(table.points)))
    result = score(table, responses, example.seconds)
    expect = example.expect
    hint = "correct the example, or the scoring that it shows to be wrong"

    def unlike(stated: object, came: object, what: str, *place: str | int) -> Iterator[Problem]:
        if stated != came:
            message = f"{what} should be {_shown(stated)}, but the responses come to {_shown(came)}"
            yield Problem(Code.WORKED_EXAMPLE, origin.at(*path, "expect", *place), message, hint)

    for id_, stated in expect.scores.items():
        one = result.scores[id_]
        came = "not-scored" if one.position is None else f"{one.sum}/{one.count}"
        if "not-scored" not in (came, stated) and "/" not in stated:
            came, stated = decimal(Fraction(came)), decimal(Fraction(stated))
        yield from unlike(stated, came, f"the score of '{id_}'", "scores", id_)
    bands = {dimension.id: result.scores[dimension.id].band for dimension in table.dimensions}
    for id_, band in expect.bands.items():
        yield from unlike(band, bands.get(id_), f"the band of '{id_}'", "bands", id_)
    yield from unlike(expect.profile, result.profile, "the profile", "profile")
    yield from unlike(expect.facets, result.facets, "the facets that stand out", "facets")
    yield from unlike(expect.notes, result.notes, "the notes", "notes")
    if expect.lessons is not None:
        lessons = suggest(table, result, example.gate, example.contexts)
        yield from unlike(expect.lessons, lessons, "the suggested lessons", "lessons")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else f"{value}"
