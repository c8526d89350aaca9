"""A questionnaire on paper: the items, the key to score them by hand, and every result in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.prose import plain_text
from ..scoring.compile import compile_table
from ..scoring.sheet import decimal, hand_scoring_sheet
from .typst import array, call, label, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.instrument import Gate, Instrument, Map
    from ..model.prose import Prose
    from ..model.questionnaire import Profile
    from ..scoring.sheet import DimensionSheet, SumRange
    from .setter import Setter


def render_instrument(setter: Setter, instrument: Instrument) -> Iterator[str]:
    """The chapter of one instrument."""
    yield from _opening(setter, instrument)
    yield from _form(instrument)
    if instrument.gate:
        yield from _gate(setter, instrument.gate)
    yield from _key(setter, instrument)
    yield from _results(setter, instrument)


def _opening(setter: Setter, instrument: Instrument) -> Iterator[str]:
    words = setter.words.instrument
    yield "#" + call("chapter", plain(instrument.title), target=label("instrument", instrument.id))
    yield "#" + setter.reviewed(instrument)
    yield "#" + call("content-note", plain(instrument.content_note), label=plain(words.before_you_begin))
    yield "#" + call("lead-in", setter.phrase(instrument.passport.tested))
    yield "#" + call("loose", setter.prose(instrument.intro))
    yield "#" + call("part", plain(words.how_to_answer), level="2")
    yield "#" + call("loose", setter.phrase(instrument.frame))


def _form(instrument: Instrument) -> Iterator[str]:
    scale = instrument.response_scale
    yield "#" + call(
        "items-form",
        plain(instrument.title),
        array(array((str(anchor.value), plain(anchor.label))) for anchor in scale.anchors),
        plain(scale.skip),
        *(array((str(number), plain(item.text))) for number, item in enumerate(instrument.items, start=1)),
    )


def _gate(setter: Setter, gate: Gate) -> Iterator[str]:
    lessons = call("place-list", *_places(setter, gate.safety_first.lessons))
    to_safety = " / ".join(option.label for option in gate.options if option.leads_to == "safety")
    yield "#" + call(
        "gate",
        plain(gate.title),
        plain(gate.question),
        setter.phrase(gate.note),
        array(plain(option.label) for option in gate.options),
        call(
            "callout",
            quoted("care"),
            plain(f"{to_safety}: {gate.safety_first.title}"),
            f"[#{call('loose', setter.prose(gate.safety_first.text))}\n#{lessons}]",
        ),
    )


def _key(setter: Setter, instrument: Instrument) -> Iterator[str]:
    words = setter.words.instrument
    sheet = hand_scoring_sheet(instrument)
    yield "#" + call("part", plain(words.by_hand), level="2")
    yield "#" + call("steps", "none", *map(plain, words.by_hand_steps))
    for dimension in sheet.dimensions:
        yield _points(setter, dimension, sheet.anchors)
        yield _sums(setter, dimension)
    if sheet.facets:
        yield "#" + call("loose", plain(words.facet_numbers))
        facets = ((plain(facet.title), plain(", ".join(map(str, facet.numbers)))) for facet in sheet.facets)
        yield "#" + call("labelled", *map(array, facets), width="62mm", gap="0.7em")


def _points(setter: Setter, dimension: DimensionSheet, anchors: Iterable[tuple[int, str]]) -> str:
    words = setter.words.instrument
    return "#" + call(
        "key-table",
        plain(words.points_of.format(title=dimension.title)),
        plain(words.by_hand_reverse.format(mark=words.reverse_mark)),
        array(plain(str(value)) for value, _ in anchors),
        *(
            array(
                (
                    str(row.number),
                    plain(row.text),
                    "true" if row.keying == "reverse" else "false",
                    array(plain(str(points)) for points in row.points),
                )
            )
            for row in dimension.rows
        ),
    )


def _sums(setter: Setter, dimension: DimensionSheet) -> str:
    words = setter.words.instrument

    def cell(sums: SumRange) -> str:
        if sums.sums is None:
            return plain(words.no_sum)
        low, high = sums.sums
        return plain(str(low) if low == high else words.sum_range.format(low=low, high=high))

    return "#" + call(
        "sum-table",
        plain(words.parts_of.format(title=dimension.title)),
        plain(words.needed.format(needs=dimension.needs, total=dimension.total)),
        array(plain(band.title) for band in dimension.bands),
        *(array((str(row.answered), *map(cell, row.ranges))) for row in dimension.sums),
    )


def _results(setter: Setter, instrument: Instrument) -> Iterator[str]:
    words = setter.words.instrument
    yield "#" + call("part", plain(words.results), level="2")
    for dimension in instrument.dimensions:
        yield "#" + call("part", plain(dimension.title))
        yield "#" + call("loose", setter.phrase(dimension.meaning))
        for band in dimension.bands:
            yield "#" + call("small-part", plain(band.title), setter.prose(band.text))
    if instrument.map:
        yield from _map(setter, instrument, instrument.map)
    yield "#" + call("part", plain(words.together))
    yield "#" + call("loose", plain(words.profile_rule))
    for profile in instrument.profiles:
        yield _result(setter, profile.title, profile.text, profile.lessons, when=_when(setter, instrument, profile))
    yield _result(setter, instrument.too_few.title, instrument.too_few.text, instrument.too_few.lessons)
    if instrument.facet_notes:
        lead, contradiction = (decimal(n) for n in (instrument.facet_notes.lead, instrument.facet_notes.contradiction))
        yield "#" + call("part", plain(words.stood_out))
        yield "#" + call("loose", plain(words.stood_out_rule.format(lead=lead)))
        yield "#" + call("loose", plain(words.contradiction_rule.format(contradiction=contradiction)))
        for facet in instrument.facets:
            yield _result(setter, facet.title, facet.note, facet.lessons)
    if instrument.answer_notes:
        yield "#" + call("part", plain(words.about_answers))
        yield "#" + call("loose", setter.prose(instrument.answer_notes.same_throughout.text))
    if instrument.contexts:
        yield "#" + call("part", plain(instrument.contexts.title))
        for context in instrument.contexts.choices:
            yield _result(setter, context.label, None, context.lessons)
    if instrument.start_here:
        yield "#" + call("loose", setter.phrase(instrument.start_here))
    yield "#" + call("part", plain(words.limits))
    yield "#" + call("loose", setter.prose(instrument.limits))
    yield from _passport(setter, instrument)


def _result(setter: Setter, title: str, text: Prose | None, lessons: Iterable[str], when: str = "none") -> str:
    """One result in words, with the lessons that go with it."""
    body = setter.prose(text) if text else "none"
    return "#" + call("result", plain(title), body, when=when, places=array(_places(setter, lessons)))


def _when(setter: Setter, instrument: Instrument, profile: Profile) -> str:
    """The bands for which a profile stands, as words."""
    titles = {(dimension.id, band.id): band.title for dimension in instrument.dimensions for band in dimension.bands}
    bands = "; ".join(
        f"{dimension.title}: {', '.join(titles[dimension.id, band] for band in profile.when[dimension.id])}"
        for dimension in instrument.dimensions
        if dimension.id in profile.when
    )
    return plain(f"{setter.words.instrument.profile_when} {bands}")


def _map(setter: Setter, instrument: Instrument, map_: Map) -> Iterator[str]:
    dimensions = {dimension.id: dimension for dimension in instrument.dimensions}
    across, up = dimensions[map_.across], dimensions[map_.up]
    anchors = instrument.response_scale.anchors
    yield "#" + call("part", plain(setter.words.instrument.map))
    yield "#" + call(
        "empty-map",
        str(anchors[0].value),
        str(anchors[-1].value),
        array(map(plain, (across.title, across.less, across.more))),
        array(map(plain, (up.title, up.less, up.more))),
        quoted(plain_text(map_.caption)),
        setter.phrase(map_.caption),
    )
    yield "#" + call("small-part", plain(map_.styles_title), setter.prose(map_.styles))


def _passport(setter: Setter, instrument: Instrument) -> Iterator[str]:
    words, passport = setter.words.instrument, instrument.passport
    version = words.version.format(version=passport.version, revision=compile_table(instrument).revision)
    yield "#" + call("part", plain(words.passport))
    yield "#" + call("loose", setter.phrase(passport.source))
    yield "#" + call("loose", setter.phrase(passport.licence))
    yield "#" + call("loose", plain(f"{version}."))


def _places(setter: Setter, ids: Iterable[str]) -> Iterator[str]:
    return (setter.place(setter.library.lessons[id_]) for id_ in ids)
