"""Instrument to HTML: the check, every result in words on pages of their own, and the form for pen and paper."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from ..model.library import cited
from ..model.prose import Reference
from ..model.questionnaire import Derived, Dimension
from ..scoring.compile import compile_table
from ..scoring.measurement import RELIABLE
from ..scoring.sheet import decimal, hand_scoring_sheet
from ..scoring.table import Subscale, table_as_json
from .dates import month_names
from .drawing import render_sign
from .html import render_phrase, render_prose
from .links import instrument_path
from .templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..model.instrument import Instrument
    from ..model.interface import Words
    from ..model.library import Library
    from ..model.prose import Phrase
    from ..model.questionnaire import Band, Item, Norms, PlainSubscale, Precision, Profile, ResponseScale, Section
    from ..scoring.sheet import HandScoringSheet
    from ..scoring.table import Derived as CompiledDerived
    from ..scoring.table import Ratio, Table
    from .links import SiteLinks

    Told = Dimension | PlainSubscale | Derived

DRAWN = 400
"""Length of a bar, and side of the map, in the units of their drawings."""

CHART = (400, 240)
"""Width and height of the chart over time, in the units of its drawing; dots keep clear of its edges by PAD."""
PAD = 12


@dataclass(frozen=True)
class InstrumentPage:
    """One page of an instrument, ready to be rendered where it stands."""

    part: str
    """Folder below the instrument's own path, with a slash at the end; '' for its first page."""
    title: str
    description: str
    cites: tuple[str, ...]
    """Ids of the works that the page cites, in order."""
    render: Callable[[SiteLinks], Markup]
    """The page's HTML, with the links of the page that it stands on."""


@dataclass(frozen=True)
class Near:
    """Words for where a score came out, or for the line between two bands that it lies near."""

    mark: str
    """The ids of the band or of both bands, as the player names them; in a caution with the score before them."""
    text: str


@dataclass(frozen=True)
class CautionView:
    """What may be told in place of the texts of one score's bands, or of the profiles."""

    of: str
    """The score; '': the profiles."""
    parts: tuple[Near, ...]
    """Where each score that they depend on came out, by score and band."""
    strong: str | None
    answers: tuple[tuple[str, str], ...]
    """Items whose responses may belie one of the texts: id and statement."""
    near: tuple[Near, ...]
    unfit: str | None


@dataclass(frozen=True)
class ScaleView:
    """A score as the page shows it."""

    id: str
    title: str
    meaning: Phrase | None
    less: str
    more: str
    low: str
    high: str
    ticks: tuple[str, ...]
    """Where the inner bands start on the drawn bar."""
    bands: tuple[Band, ...]
    near: tuple[Near, ...]
    total: int
    needs: int
    rule: str
    """How the score comes about, with {count} and {total}."""
    precision: Precision | None
    norms: tuple[Norms, ...]


@dataclass(frozen=True)
class Row:
    """An item as it is asked; with its section where it is the first of one."""

    number: int
    item: Item
    scale: ResponseScale
    section: Section | None


@dataclass(frozen=True)
class Chart:
    """The empty chart over time."""

    width: int
    height: int
    low: str
    high: str
    grid: str
    soft: bool
    """Whether dots stand in soft columns."""


def instrument_pages(instrument: Instrument, library: Library) -> tuple[InstrumentPage, ...]:
    """The pages of an instrument: the check, all results in words, the form for paper, a page for each result."""
    words, title, cites = library.interface.instrument, instrument.title, cited(instrument)
    render = _Renderer(instrument, library).render
    return (
        InstrumentPage("", title, instrument.summary, cites, partial(render, "check")),
        InstrumentPage(
            "scoring/",
            words.scoring.format(title=title),
            words.scoring_summary.format(title=title),
            cites,
            partial(render, "scoring"),
        ),
        InstrumentPage(
            "paper/",
            words.paper.format(title=title),
            words.paper_summary.format(title=title),
            cites,
            partial(render, "paper"),
        ),
        *_result_pages(instrument, words, render),
    )


def hand_steps(sheet: HandScoringSheet, instrument: Instrument, words: Words) -> tuple[str, ...]:
    """What to do with the hand-scoring sheet, step by step."""
    means = (words.by_hand_mean,) if any(d.score == "mean" for d in instrument.dimensions) else ()
    made_up = any(row.scores for dimension in sheet.dimensions for row in dimension.sums)
    prorated = (words.by_hand_prorated,) if made_up else ()
    single = (words.by_hand_single,) if instrument.cautions else ()
    return (*words.by_hand_steps, *means, *prorated, *single)


def result_part(result: str) -> str:
    """Where a result has its page, below the instrument's own path. A band's is named after its score and itself."""
    return f"results/{result}/"


def _result_pages(instrument: Instrument, words: Words, render: Callable[..., Markup]) -> Iterator[InstrumentPage]:
    shared = cited((instrument.passport, instrument.limits))
    for profile in instrument.profiles:
        yield InstrumentPage(
            part=result_part(profile.id),
            title=profile.title,
            description=words.profile_summary.format(title=instrument.title, profile=profile.title),
            cites=tuple(dict.fromkeys((*cited(profile), *shared))),
            render=partial(render, "profile", profile=profile),
        )
    for dimension in instrument.dimensions:
        for band in dimension.bands:
            yield InstrumentPage(
                part=result_part(f"{dimension.id}-{band.id}"),
                title=words.band_page.format(title=dimension.title, band=band.title),
                description=words.band_summary.format(title=dimension.title.lower(), band=band.title),
                cites=tuple(dict.fromkeys((*cited((dimension.meaning, band)), *shared))),
                render=partial(render, "band", dimension=dimension, band=band),
            )


@dataclass(frozen=True)
class _Renderer:
    """Renders the pages of one instrument. What all of them show is worked out once, when the first is rendered."""

    instrument: Instrument
    library: Library

    @cached_property
    def table(self) -> Table:
        return compile_table(self.instrument)

    @cached_property
    def shared(self) -> dict[str, Any]:
        """The values of the templates that are the same on every page."""
        instrument, library, table = self.instrument, self.library, self.table
        words, sheet = library.interface.instrument, hand_scoring_sheet(instrument)
        views = {view.id: view for view in _scales(instrument, table, words)}
        return {
            "instrument": instrument,
            "library": library,
            "words": words,
            "months": month_names(library.course.language),
            "scoring": table_as_json(table),
            "revision": table.revision,
            "sheet": sheet,
            "hand_steps": hand_steps(sheet, instrument, words),
            "total": len(instrument.items),
            "reverse": sum(1 for item in instrument.items if item.keying == "reverse"),
            "rows": list(_rows(instrument)),
            "per_screen": _per_screen(instrument),
            "views": views,
            "scales": list(views.values()),
            "dimensions": {dimension.id: dimension for dimension in instrument.dimensions},
            "when": lambda profile: _when(profile, table, instrument),
            "profiles_of": lambda dimension, band: _profiles_of(dimension, band, table, instrument),
            "between": any(band.counts_as for dimension in instrument.dimensions for band in dimension.bands),
            "lessons": [library.lessons[id_] for id_ in _suggested(table)],
            "exercises": [(library.exercises[id_][1], after) for id_, after in _small_steps(instrument).items()],
            "drawn": DRAWN,
            "chart": _chart(table, views),
            "history_rules": _history_rules(instrument, table),
            "cautions": {view.of: view for view in _cautions(instrument, table)},
            "mark": _mark,
            "sign": render_sign(library, library.course.drawings.results),
            "decimal": decimal,
            "slots": _slots,
        }

    def render(
        self,
        template: str,
        links: SiteLinks,
        *,
        profile: Profile | None = None,
        dimension: Dimension | None = None,
        band: Band | None = None,
    ) -> Markup:
        path, safety = instrument_path(self.instrument), self.library.safety_page
        text = TEMPLATES.get_template(f"instrument/{template}.j2").render(
            **self.shared,
            profile=profile,
            dimension=dimension,
            band=band,
            extent=_extent(self.table, dimension, band),
            prose=lambda prose: render_prose(prose, links),
            phrase=lambda phrase: render_phrase(phrase, links),
            lesson_href=lambda id_: links.href(Reference("lesson", id_)),
            exercise_href=lambda id_: links.href(Reference("exercise", id_)),
            safety_href=links.href(Reference("page", safety.id)) if safety else "",
            records_src=links.asset("self-check-records.js"),
            check_href=links.to(path),
            scoring_href=links.to(f"{path}scoring/"),
            paper_href=links.to(f"{path}paper/"),
            result_href=lambda result: links.to(path + result_part(result)),
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


# Items ----------------------------------------------------------------------------------------------------------


def _rows(instrument: Instrument) -> Iterator[Row]:
    starts = {section.starts_with: section for section in instrument.sections}
    for number, item in enumerate(instrument.items, start=1):
        scale = instrument.scale_of(item)
        assert scale is not None
        yield Row(number, item, scale, starts.get(item.id))


def _per_screen(instrument: Instrument) -> dict[str, int]:
    """Items on a screen: a number, where the author may have said all."""
    every, sizes = len(instrument.items), instrument.per_screen
    return {
        "phone": every if sizes.phone == "all" else sizes.phone,
        "wide": every if sizes.wide == "all" else sizes.wide,
    }


# Scores ---------------------------------------------------------------------------------------------------------


def _scales(instrument: Instrument, table: Table, words: Words) -> Iterator[ScaleView]:
    """Every score that a result tells, facets apart: those are mentioned only where one stands out."""
    compiled: dict[str, Subscale | CompiledDerived] = {scale.id: scale for scale in table.scales()}
    scores: tuple[Told, ...] = (*instrument.dimensions, *instrument.plain_subscales, *instrument.derived)
    for score in scores:
        scale = compiled[score.id]
        low, high = Fraction(*scale.lowest), Fraction(*scale.highest)
        bar = score if isinstance(score, Dimension) else None
        yield ScaleView(
            id=score.id,
            title=score.title,
            meaning=bar.meaning if bar else None,
            less=bar.less if bar else "",
            more=bar.more if bar else "",
            low=decimal(low, 2),
            high=decimal(high, 2),
            ticks=tuple(_drawn(Fraction(*b.start), low, high) for b in scale.bands[1:]),
            bands=score.bands,
            near=tuple(_near(score)),
            total=len(scale.items) if isinstance(scale, Subscale) else len(scale.parts),
            needs=scale.needs,
            rule=_rule(score, words),
            precision=score.precision,
            norms=score.norms,
        )


def _drawn(value: Fraction, low: Fraction, high: Fraction) -> str:
    """A place on the drawn bar."""
    return f"{float((value - low) / (high - low) * DRAWN):.6g}"


def _near(score: Told) -> Iterator[Near]:
    """Words for each line at which the words of a profile may change; they name the bands that stand for its sides."""
    titles = {band.id: band.title for band in score.bands}
    for below, above in pairwise(score.bands):
        one, other = (band.counts_as or band.id for band in (below, above))
        if score.near_line and one != other:
            text = score.near_line.text.format(below=titles[one], above=titles[other])
            yield Near(f"{below.id} {above.id}", text)


def _cautions(instrument: Instrument, table: Table) -> Iterator[CautionView]:
    """A caution for each score with a text that may be belied, and one for the profiles."""
    words = instrument.cautions
    if words is None:
        return
    scores = {score.id: score for score in (*instrument.subscales, *instrument.derived)}
    titles = {(score.id, band.id): band.title for score in scores.values() for band in score.bands}
    titles |= {(bar.id, "low"): bar.less for bar in instrument.dimensions}
    titles |= {(bar.id, "high"): bar.more for bar in instrument.dimensions}
    statements = {item.id: item.text for item in instrument.items}
    for of in dict.fromkeys(text.of for text in table.texts):
        texts = [text for text in table.texts if text.of == of]
        decisive = dict.fromkeys(id_ for one in table.profiles for id_ in (*one.when, *one.weights))
        named = (of,) if of else tuple(decisive)
        counted = {item for text in texts for count in text.counts for item in table.tallies[count.tally]}
        lines = dict.fromkeys((off.score, *line[1:]) for text in texts for off in text.off for line in off.lines)
        yield CautionView(
            of=of,
            parts=tuple(
                Near(f"{id_} {band.id}", words.part.format(score=scores[id_].title, part=band.title))
                for id_ in named
                for band in scores[id_].bands
            ),
            strong=words.strong,
            answers=tuple((id_, text) for id_, text in statements.items() if id_ in counted),
            near=tuple(
                Near(
                    f"{id_} {below} {above}",
                    words.near.format(
                        score=scores[id_].title,
                        below=titles.get((id_, below), below),
                        above=titles.get((id_, above), above),
                    ),
                )
                for id_, below, above in lines
                if words.near
            ),
            unfit=words.unfit if any(text.scores or any(c.least for c in text.counts) for text in texts) else None,
        )


def _rule(score: Told, words: Words) -> str:
    if isinstance(score, Derived):
        return words.rule_derived
    if score.score == "sum" and score.needs < len(score.items) and score.missing.then == "prorate":
        return words.rule_prorated
    return {"mean": words.rule_mean, "sum": words.rule_sum, "max": words.rule_max, "count": words.rule_count}[
        score.score
    ]


def _extent(table: Table, dimension: Dimension | None, band: Band | None) -> tuple[str, str] | None:
    """Where a band begins on the drawn bar, and how long it is."""
    if dimension is None or band is None:
        return None
    scale = next(scale for scale in table.dimensions if scale.id == dimension.id)
    low, high = Fraction(*scale.lowest), Fraction(*scale.highest)
    starts = [*(Fraction(*one.start) for one in scale.bands), high]
    place = [one.id for one in scale.bands].index(band.id)
    from_, to = max(starts[place], low), starts[place + 1]
    return _drawn(from_, low, high), f"{float((to - from_) / (high - low) * DRAWN):.6g}"


def _when(profile: Profile, table: Table, instrument: Instrument) -> tuple[tuple[Dimension, tuple[str, ...]], ...]:
    """The dimensions and the titles of the bands that a profile stands for, the in-between bands included."""
    groups = next(one for one in table.profiles if one.id == profile.id).when
    return tuple(
        (dimension, tuple(b.title for b in dimension.bands if (b.counts_as or b.id) in groups[dimension.id]))
        for dimension in instrument.dimensions
        if dimension.id in groups and dimension.id not in table.cuts
    )


def _profiles_of(dimension: Dimension, band: Band, table: Table, instrument: Instrument) -> tuple[Profile, ...]:
    """The profiles that somebody in this band can have."""
    group = band.counts_as or band.id
    fits = {one.id for one in table.profiles if group in one.when.get(dimension.id, (group,))}
    return tuple(profile for profile in instrument.profiles if profile.id in fits)


def _suggested(table: Table) -> tuple[str, ...]:
    """Every lesson that some result may suggest."""
    rules = table.suggestions
    groups = (rules.contexts, rules.facets, rules.profiles)
    ids = [*rules.safety.lessons, *rules.few, *(id_ for group in groups for some in group.values() for id_ in some)]
    return tuple(dict.fromkeys(ids))


def _small_steps(instrument: Instrument) -> dict[str, list[str]]:
    """Every exercise that some result names, with the profiles after which it is shown; `none` is too few responses."""
    after: dict[str, list[str]] = {}
    for profile in instrument.profiles:
        if profile.exercise:
            after.setdefault(profile.exercise, []).append(profile.id)
    if instrument.too_few.exercise:
        after.setdefault(instrument.too_few.exercise, []).append("none")
    return after


# Over time ------------------------------------------------------------------------------------------------------


def _chart(table: Table, views: dict[str, ScaleView]) -> Chart:
    """The chart for all dimensions on one scale; its ends bear numbers where all share them."""
    width, height = CHART
    lines = [views[dimension.id] for dimension in table.dimensions]
    ends = {(line.low, line.high) for line in lines}
    low, high = ends.pop() if len(ends) == 1 else ("", "")
    inner = height - 2 * PAD
    grid = "".join(f"M0 {PAD + inner * n / 4:g}H{width}" for n in range(5))
    soft = any(dimension.patch[0] for dimension in table.dimensions)
    return Chart(width, height, low, high, grid, soft)


def _history_rules(instrument: Instrument, table: Table) -> str:
    """What decides the words about a change, as shares of each bar: JSON for the player."""
    history = instrument.history
    if history is None:
        return ""
    scales = {dimension.id: dimension for dimension in table.dimensions}

    def share(dimension: Subscale, amount: Fraction) -> Ratio:
        part = amount / (Fraction(*dimension.highest) - Fraction(*dimension.lowest))
        return part.numerator, part.denominator

    def limit(dimension: Subscale) -> tuple[Literal["error", "wobble"], Ratio] | None:
        if dimension.sem:
            reliable = Fraction(RELIABLE * 2**0.5 * dimension.sem).limit_denominator(10**6)
            return "error", share(dimension, reliable)
        return ("wobble", share(dimension, history.wobble.by)) if history.wobble else None

    rising = history.rising
    rules = {
        "pad": PAD,
        "trend": history.trend_from,
        "lines": [
            {"id": dimension.id, "limit": limit(dimension), "soft": dimension.patch} for dimension in table.dimensions
        ],
        "rising": {"line": rising.score, "weeks": rising.weeks, "by": share(scales[rising.score], rising.by)}
        if rising and rising.score in scales
        else None,
    }
    return json.dumps(rules, separators=(",", ":"))


def _mark(line: int, x: float, y: float) -> str:
    """The dot of a line on the chart: round for the first, square for the second, pointed for all others."""
    shapes = (
        f"M{x - 5:g} {y:g}a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
        f"M{x - 5:g} {y - 5:g}h10v10h-10z",
        f"M{x - 6:g} {y + 5:g}l6-11l6 11z",
    )
    return shapes[min(line, len(shapes) - 1)]
