"""Instruments: every response is scored once, every score has one band, every combination one profile."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from ..model.fingerprint import fingerprint
from ..problems import Code, Problem
from ..scoring.compile import compile_table
from .cover import check_cover
from .examples import check_examples
from .items import check_structure, check_unique, unknown
from .languages import pack_of
from .profiles import check_profiles
from .readability import measure_readability
from .scores import check_scores
from .texts import check_texts, check_truths
from .wording import check_wording

NO_TERMS = re.compile(r"(?!)")
"""In items no word counts as explained."""

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ..model.instrument import Instrument
    from ..model.library import Library
    from ..model.prose import Prose
    from ..model.questionnaire import Questionnaire
    from ..problems import Origin, Path


def check_instruments(library: Library, proved: Container[str] = ()) -> Iterator[Problem]:
    """All that is wrong with the instruments of a guide; see `check_questionnaire` for `proved`."""
    for instrument in library.instruments.values():
        origin = library.origin(instrument)
        yield from _check_gate(instrument, origin)
        yield from _check_texts(instrument, origin)
        yield from _check_reading_grade(instrument, origin)
        yield from check_questionnaire(instrument, origin, proved)


def check_questionnaire(
    questionnaire: Questionnaire, origin: Origin, proved: Container[str] = ()
) -> tuple[Problem, ...]:
    """All that is wrong with a questionnaire, in a guide or alone.

    Checks that need a sound structure run only where it is sound, so that one slip is reported once. Proofs
    take most of a check's time, so the answers for the last few questionnaires are kept: a preview reads the guide
    again after each save, and a file that did not change gives the same object. `proved` holds the fingerprints of
    questionnaires in which an earlier run found nothing wrong.
    """
    for kept, place, problems in _KEPT:
        if kept is questionnaire and place is origin:
            return problems
    known = bool(proved) and fingerprint(questionnaire) in proved
    problems = () if known else tuple(_problems(questionnaire, origin))
    _KEPT.append((questionnaire, origin, problems))
    return problems


_KEPT: deque[tuple[Questionnaire, Origin, tuple[Problem, ...]]] = deque(maxlen=32)


def _problems(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    structure = [*check_structure(questionnaire, origin), *check_truths(questionnaire, origin)]
    yield from structure
    yield from check_wording(questionnaire, origin)
    if structure:
        return
    table = compile_table(questionnaire)
    scores = [*check_scores(questionnaire, table, origin)]
    yield from scores
    if scores:
        return
    profiles = [*check_profiles(questionnaire, table, origin)]
    yield from profiles
    if profiles:
        return
    examples = [*check_examples(questionnaire, table, origin)]
    yield from examples
    if examples:  # what is proved of the scoring is of no use while the examples show that it is wrong
        return
    yield from check_texts(questionnaire, table, origin)
    yield from check_cover(questionnaire, table, origin)


def _check_gate(instrument: Instrument, origin: Origin) -> Iterator[Problem]:
    """A sensitive instrument asks about safety before it shows a result, and the question leads somewhere."""
    gate = instrument.gate
    raised = [*_raises_safety(instrument)]
    if gate is None:
        hint = "add `gate:` with a question on safety, its options and what is said first"
        if instrument.sensitive:
            message = "a sensitive instrument needs a gate before its result"
            yield Problem(Code.SAFETY, origin.key("sensitive"), message, hint)
        for path in raised:
            message = "this leads to the safety words, but there is no gate that holds them"
            yield Problem(Code.SAFETY, origin.key(*path), message, hint)
        return
    yield from check_unique("option", ("gate", "options"), [option.id for option in gate.options], origin)
    if not any(option.leads_to == "safety" for option in gate.options):
        message = "no option of the gate leads to the safety words"
        yield Problem(Code.SAFETY, origin.at("gate", "options"), message, "give one option `leads-to: safety`")


def _check_reading_grade(instrument: Instrument, origin: Origin) -> Iterator[Problem]:
    """The reading grade in the passport is the one that is measured."""
    stated = instrument.passport.reading_grade
    if stated is None:
        return
    pack = pack_of("en")  # a questionnaire does not say its language
    found = measure_readability([s for item in instrument.items for s in pack.sentences(item.text)], NO_TERMS, pack)
    at = origin.at("passport", "reading-grade")
    if found is None:
        message = "the items are too few words to have a reading grade"
        yield Problem(Code.READABILITY, at, message, "leave `reading-grade:` out")
    elif f"{found.grade:.1f}" != f"{float(stated):.1f}":
        message = f"the passport says grade {float(stated):.1f}, but the items have {found.grade:.1f}"
        yield Problem(Code.READABILITY, at, message, "correct it")


def _raises_safety(instrument: Instrument) -> Iterator[Path]:
    """Whatever in the scoring makes a result open with the safety words."""
    for place, item in enumerate(instrument.items):
        if item.safety_responses:
            yield "items", place, "safety-responses"
    for kind, scores in (("subscales", instrument.subscales), ("derived", instrument.derived)):
        for index, score in enumerate(scores):
            for place, band in enumerate(score.bands):
                if band.leads_to == "safety":
                    yield kind, index, "bands", place, "leads-to"


def _check_texts(instrument: Instrument, origin: Origin) -> Iterator[Problem]:
    """In a guide every result has its words, its lessons and a place."""
    wordless: list[tuple[Path, str, Prose]] = [
        *((("profiles", n), f"the profile '{p.id}'", p.text) for n, p in enumerate(instrument.profiles)),
        *(
            ((kind, n, "bands", place), f"the band '{band.id}'", band.text)
            for kind, scores in (("subscales", instrument.subscales), ("derived", instrument.derived))
            for n, score in enumerate(scores)
            for place, band in enumerate(score.bands)
        ),
    ]
    for path, name, text in wordless:
        if not text.blocks:
            yield Problem(Code.INCOMPLETE, origin.at(*path), f"{name} has no words for readers", "give `text:`")
    for index, profile in enumerate(instrument.profiles):
        if not profile.lessons:
            message = f"the profile '{profile.id}' suggests no lesson"
            yield Problem(Code.INCOMPLETE, origin.at("profiles", index), message, "give `lessons:`")
    for path, scale in (
        (("response-scale",), instrument.response_scale),
        *((("other-scales", name), scale) for name, scale in instrument.other_scales.items()),
    ):
        if not scale.skip:
            message = "readers must be able to skip any item"
            yield Problem(Code.INCOMPLETE, origin.at(*path), message, "give `skip:` with the words for it")
    if instrument.contexts:
        ids = [choice.id for choice in instrument.contexts.choices]
        yield from check_unique("context", ("contexts", "choices"), ids, origin)
    dimensions = {dimension.id for dimension in instrument.dimensions}
    for name in ("across", "up") if instrument.map else ():
        id_ = getattr(instrument.map, name)
        if id_ not in dimensions:
            yield unknown("dimension", id_, dimensions, origin, "map", name)
    rising = instrument.history.rising if instrument.history else None
    if rising and rising.score not in dimensions:
        yield unknown("dimension", rising.score, dimensions, origin, "history", "rising", "score")
    if instrument.about:
        ids = [person.id for person in instrument.about.choices]
        yield from check_unique("person", ("about", "choices"), ids, origin)
