"""A questionnaire on paper: the items, the key to score them by hand, and every result in words."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ...model.prose import plain_text
from ...scoring.compile import compile_table
from ...scoring.sheet import decimal, hand_scoring_sheet
from ..instrument import hand_steps
from ..typst import array, call, label, plain, quoted
from .room import PAGE, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.instrument import Gate, History, Instrument, Map
    from ...model.prose import Prose
    from ...model.questionnaire import Item, Profile
    from ...scoring.sheet import DimensionSheet, KeyRow, SumRange
    from .setter import Setter


_STATEMENT = 30
"""Letters that a line of a statement has room for, beside the columns of responses."""
_MOST_COLUMNS = 8
"""Responses that have a column each in the table of points; of more, each row names its own."""
_SUMS = 120
"""Millimetres that a table of sums has for its columns."""


def render_instrument(setter: Setter, instrument: Instrument) -> Iterator[str]:
    """The chapter of one instrument."""
    yield from _opening(setter, instrument)
    yield from _form(setter, instrument)
    if instrument.gate:
        yield from _gate(setter, instrument.gate)
    yield from _key(setter, instrument)
    if instrument.history:
        yield from _weeks(setter, instrument, instrument.history)
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
    if instrument.about:
        yield "#" + call("loose", setter.phrase(instrument.about.note))


def _form(setter: Setter, instrument: Instrument) -> Iterator[str]:
    """A table to tick for each run of items with one response scale; the first starts a page."""
    starts = {section.starts_with: section for section in instrument.sections}
    numbered = list(enumerate(instrument.items, start=1))
    runs: list[list[tuple[int, Item]]] = []
    for number, item in numbered:
        fresh = not runs or item.id in starts or instrument.scale_of(item) != instrument.scale_of(runs[-1][-1][1])
        if fresh:
            runs.append([])
        runs[-1].append((number, item))
    about = plain(setter.words.instrument.paper_about) if instrument.about else "none"
    for run in runs:
        first = run[0][1]
        scale, section = instrument.scale_of(first), starts.get(first.id)
        assert scale is not None
        yield "#" + call(
            "items-form",
            plain(section.title if section else instrument.title),
            array(array((str(anchor.value), plain(anchor.label))) for anchor in scale.anchors),
            plain(scale.skip) if scale.skip else "none",
            *(array((str(number), plain(item.text))) for number, item in run),
            first="true" if run is runs[0] else "false",
            about=about if run is runs[0] else "none",
            rows_whole="true" if all(whole([item.text], _STATEMENT) for _, item in run) else "false",
        )


def _weeks(setter: Setter, instrument: Instrument, history: History) -> Iterator[str]:
    """A sheet for several weeks, and how to read it."""
    words = setter.words.instrument
    ends = {scale.id: (scale.lowest, scale.highest) for scale in compile_table(instrument).dimensions}
    heads = [
        f"{dimension.title} ({words.sum_range.format(low=low, high=high)})"
        for dimension in instrument.dimensions
        for low, high in [(decimal(Fraction(*end), 2) for end in ends[dimension.id])]
    ]
    helped = [history.free_line.label] if history.free_line else []
    yield "#" + call("part", plain(history.title), level="2")
    yield "#" + call("weeks-table", plain(words.paper_weeks), array(map(plain, (words.day, *heads, *helped))))
    yield "#" + call("part", plain(words.over_time_rule))
    if history.wobble:
        yield "#" + call("loose", setter.prose(history.wobble.text))
    yield "#" + call("loose", setter.prose(history.reading))
    if history.rising:
        rising = history.rising
        titles = {score.id: score.title for score in (*instrument.subscales, *instrument.derived)}
        when = setter.words.book.rising.format(score=titles[rising.score], weeks=rising.weeks, by=decimal(rising.by))
        yield _result(setter, words.rising_title, rising.text, rising.lessons, when=plain(when))


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
            whole=setter.whole(gate.safety_first.title, gate.safety_first.text),
        ),
    )


def _key(setter: Setter, instrument: Instrument) -> Iterator[str]:
    words = setter.words.instrument
    sheet = hand_scoring_sheet(instrument)
    yield "#" + call("part", plain(words.by_hand), level="2")
    yield "#" + call("steps", "none", *map(plain, hand_steps(sheet, instrument, words)))
    for dimension in sheet.dimensions:
        yield _points(setter, dimension)
        yield from _made_up(setter, dimension)
        if dimension.bands:
            yield _sums(setter, dimension)
    if sheet.facets:
        yield "#" + call("loose", plain(words.facet_numbers))
        facets = ((plain(facet.title), plain(", ".join(map(str, facet.numbers)))) for facet in sheet.facets)
        yield "#" + call("labelled", *map(array, facets), width="62mm", gap="0.7em")


def _points(setter: Setter, dimension: DimensionSheet) -> str:
    """The table of points; where its items have different scales, each names its responses."""
    words = setter.words.instrument
    heads = {row.anchors for row in dimension.rows}
    one = next(iter(heads)) if len(heads) == 1 else ()
    shared = one if len(one) <= _MOST_COLUMNS else ()
    reverse = any(row.keying == "reverse" for row in dimension.rows)

    def cells(row: KeyRow) -> Iterator[str]:
        points = ["–" if earned is None else str(earned) for earned in row.points]
        if shared:
            yield from map(plain, points)
        else:
            yield plain(", ".join(f"{value} → {earned}" for value, earned in zip(row.anchors, points, strict=True)))

    return "#" + call(
        "key-table",
        plain(words.points_of.format(title=dimension.title)),
        plain(words.by_hand_reverse.format(mark=words.reverse_mark)) if reverse else "none",
        array(plain(str(value)) for value in shared) if shared else array([plain(words.points)]),
        *(
            array((str(row.number), plain(row.text), "true" if row.keying == "reverse" else "false", array(cells(row))))
            for row in dimension.rows
        ),
        whole=setter.whole(*(row.text for row in dimension.rows), letters=_STATEMENT),
        rows_whole="true" if all(whole([row.text], _STATEMENT) for row in dimension.rows) else "false",
    )


def _made_up(setter: Setter, dimension: DimensionSheet) -> Iterator[str]:
    """Sums of fewer items with the sums that they stand for."""
    words = setter.words.instrument
    for row in dimension.sums:
        widest = max((len(score) for _, score in row.scores), default=0)
        most = _SUMS // (2 * widest + 2)
        for start in range(0, len(row.scores), most):
            scores = row.scores[start : start + most]
            yield "#" + call(
                "made-up-table",
                plain(words.sums_for.format(title=dimension.title, count=row.answered)),
                array((plain(words.your_sum), *(plain(str(total)) for total, _ in scores))),
                array((plain(words.counts_as_sum), *(plain(score) for _, score in scores))),
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
        whole="true" if len(dimension.sums) <= PAGE else "false",
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
    if instrument.profiles:
        between = any(band.counts_as for dimension in instrument.dimensions for band in dimension.bands)
        rule = f"{words.profile_rule} {words.profile_between}" if between else words.profile_rule
        yield "#" + call("part", plain(words.together))
        yield "#" + call("loose", plain(rule))
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
        note = instrument.answer_notes.same_throughout
        yield "#" + call("loose", plain(setter.words.book.same_throughout.format(count=note.at_least)))
        yield "#" + call("loose", setter.prose(note.text))
    if instrument.contexts:
        yield "#" + call("part", plain(instrument.contexts.title))
        for context in instrument.contexts.choices:
            yield _result(setter, context.label, None, context.lessons)
    if instrument.about:
        yield "#" + call("part", plain(words.side_by_side))
        yield "#" + call("loose", setter.prose(instrument.about.closing))
    if instrument.for_two:
        yield "#" + call("part", plain(instrument.for_two.title))
        yield "#" + call("loose", setter.prose(instrument.for_two.text))
        yield "#" + call("loose", setter.prose(instrument.for_two.caution))
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
    ends = {scale.id: (scale.lowest, scale.highest) for scale in compile_table(instrument).dimensions}
    low, high = (Fraction(*end) for end in ends[across.id])
    yield "#" + call("part", plain(setter.words.instrument.map))
    yield "#" + call(
        "empty-map",
        str(ceil(low)),
        str(floor(high)),
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
    if passport.changes:
        yield "#" + call("loose", setter.phrase(passport.changes))
    grade = f" {words.reading_grade.format(grade=decimal(passport.reading_grade))}." if passport.reading_grade else ""
    yield "#" + call("loose", plain(f"{version}.{grade}"))


def _places(setter: Setter, ids: Iterable[str]) -> Iterator[str]:
    return (setter.place(setter.library.lessons[id_]) for id_ in ids)
