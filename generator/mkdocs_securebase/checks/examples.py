"""Worked examples: they name known things, one says where it comes from, and all come out as stated."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from ..model.instrument import Instrument
from ..model.questionnaire import SKIP
from ..problems import Code, Problem, did_you_mean
from ..scoring.compile import compile_table
from ..scoring.score import score, suggest, tell
from ..scoring.sheet import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.questionnaire import Keying, Questionnaire, ScoringExample
    from ..problems import Origin, Path
    from ..scoring.score import Score
    from ..scoring.table import Table


PROFILE = "profile"
"""How an example names the text of the profile; those of bands are named by their score."""


def check_examples(questionnaire: Questionnaire, table: Table, origin: Origin) -> Iterator[Problem]:
    """At least one example has a source, and each comes out as stated.

    Where turning the keying of a single item makes all of them right, that item is the one problem.
    """
    if not any(example.source for example in questionnaire.examples):
        message = "no worked example says where it comes from"
        hint = "give one a `source:`: the manual, the paper, or who worked it out by hand"
        yield Problem(Code.WORKED_EXAMPLE, origin.key("examples"), message, hint)
    unknown: list[Problem] = []
    unlike: list[list[Problem]] = []
    for index, example in enumerate(questionnaire.examples):
        path: Path = ("examples", index)
        named = [*_check_responses(questionnaire, example, table, origin, path)]
        unknown += named
        unlike.append([] if named else [*_check_outcome(example, table, origin, path)])
    yield from unknown
    failing = [problems for problems in unlike if problems]
    suspect = None if unknown or len(failing) < FEWEST_TO_SUSPECT else _wrongly_keyed(questionnaire, origin)
    if suspect is None:
        yield from chain.from_iterable(failing)
    else:
        yield _keying_problem(questionnaire, suspect, sum(map(len, failing)), origin)


FEWEST_TO_SUSPECT = 2
"""So many examples must fail before an item is suspected: a single one may be wrong itself."""

_TURNED: dict[Keying, Keying] = {"positive": "reverse", "reverse": "positive"}


def _wrongly_keyed(questionnaire: Questionnaire, origin: Origin) -> int | None:
    """The place of the only item whose turned keying makes all examples come out as stated; None: there is none."""
    found = None
    for place, item in enumerate(questionnaire.items):
        if item.keying in _TURNED and not item.points:
            turned = compile_table(_with_keying_turned(questionnaire, place))
            if not any(any(_check_outcome(one, turned, origin, ())) for one in questionnaire.examples):
                if found is not None:
                    return None
                found = place
    return found


def _with_keying_turned(questionnaire: Questionnaire, place: int) -> Questionnaire:
    items = list(questionnaire.items)
    items[place] = items[place].model_copy(update={"keying": _TURNED[items[place].keying]})
    return questionnaire.model_copy(update={"items": tuple(items)})


def _keying_problem(questionnaire: Questionnaire, place: int, others: int, origin: Origin) -> Problem:
    item, count = questionnaire.items[place], len(questionnaire.examples)
    meant = _TURNED[item.keying]
    message = (
        f"the item '{item.id}' seems to be keyed the wrong way round: as {meant}, all {count} worked examples hold"
    )
    hint = f"write `keying: {meant}`, or correct the examples; {others} other problems follow from this one"
    return Problem(Code.WORKED_EXAMPLE, origin.at("items", place, "keying"), message, hint)


def _check_responses(
    questionnaire: Questionnaire, example: ScoringExample, table: Table, origin: Origin, path: Path
) -> Iterator[Problem]:
    scales = {item.id: questionnaire.scale_of(item) for item in questionnaire.items}
    values = {id_: [anchor.value for anchor in scale.anchors] if scale else [] for id_, scale in scales.items()}
    for id_, response in example.responses.items():
        if id_ not in values:
            message, hint = f"there is no item '{id_}' here", did_you_mean(id_, values)
            yield Problem(Code.UNKNOWN_ID, origin.key(*path, "responses", id_), message, hint)
        elif response not in (*values[id_], SKIP):
            message = f"{response} is not on the response scale"
            hint = f"use one of {', '.join(map(str, values[id_]))}, or {SKIP}"
            yield Problem(Code.WORKED_EXAMPLE, origin.at(*path, "responses", id_), message, hint)
    rest = [values[id_] for id_ in values if id_ not in example.responses]
    unfit = next((scale for scale in rest if example.others not in (None, SKIP, *scale)), None)
    if unfit is not None:
        hint = f"use one of {', '.join(map(str, unfit))}, or {SKIP}"
        message = f"{example.others} is not on the response scale"
        yield Problem(Code.WORKED_EXAMPLE, origin.at(*path, "others"), message, hint)
    yield from _check_names(questionnaire, example, table, origin, path)


def _check_names(
    questionnaire: Questionnaire, example: ScoringExample, table: Table, origin: Origin, path: Path
) -> Iterator[Problem]:
    kind = "score" if questionnaire.derived else "subscale"
    scores = {scale.id for scale in table.scales()}
    named: list[tuple[str, str, set[str], Path]] = [
        *((kind, id_, scores, ("expect", "scores", id_)) for id_ in example.expect.scores),
        *((kind, id_, scores, ("expect", "bands", id_)) for id_ in example.expect.bands),
        *(
            ("text", id_, {*scores, PROFILE}, ("expect", field, place))
            for field in ("told", "cautions")
            for place, id_ in enumerate(getattr(example.expect, field) or ())
        ),
    ]
    gate = questionnaire.gate if isinstance(questionnaire, Instrument) else None
    contexts = questionnaire.contexts if isinstance(questionnaire, Instrument) else None
    options = {option.id for option in gate.options} if gate else set()
    choices = {choice.id for choice in contexts.choices} if contexts else set()
    if example.gate is not None:
        named.append(("option of the gate", example.gate, options, ("gate",)))
    named.extend(("context", id_, choices, ("contexts", place)) for place, id_ in enumerate(example.contexts))
    for what, id_, known, place in named:
        if id_ not in known:
            at = origin.key if place[0] == "expect" and isinstance(place[-1], str) else origin.at
            message = f"there is no {what} '{id_}' here"
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

    means = {subscale.id for subscale in table.all_subscales() if subscale.rule == "mean"}
    wrong_scores = [
        problem
        for id_, stated in expect.scores.items()
        for came in (outcome(result.scores[id_], stated, mean=id_ in means),)
        for problem in unlike(stated, came, f"the score of '{id_}'", "scores", id_)
    ]
    yield from wrong_scores
    if wrong_scores:  # band, profile and lessons follow from the scores
        return
    for id_, band in expect.bands.items():
        yield from unlike(band, result.scores[id_].band, f"the band of '{id_}'", "bands", id_)
    yield from unlike(expect.profile, result.profile, "the profile", "profile")
    yield from unlike(expect.facets, result.facets, "the facets that stand out", "facets")
    yield from unlike(expect.notes, result.notes, "the notes", "notes")
    if expect.lessons is not None:
        lessons = suggest(table, result, example.gate, example.contexts)
        yield from unlike(expect.lessons, lessons, "the suggested lessons", "lessons")
    told = tell(table, result, responses, example.gate)
    if expect.told is not None:
        texts = (*told.bands, *((PROFILE,) if told.profile else ()))
        yield from unlike(sorted(expect.told), sorted(texts), "the texts that are told", "told")
    if expect.cautions is not None:
        replaced = [caution.of or PROFILE for caution in told.cautions]
        yield from unlike(sorted(expect.cautions), sorted(replaced), "the cautions", "cautions")


def outcome(one: Score, stated: str, *, mean: bool) -> str:
    """A score, spelt as the example spells its own where the two are equal: 56/14, 4 and 4.0 may all be right.

    For a mean, a fraction states the sum and the count.
    """
    if one.value is None:
        return "not-scored"
    if mean and ("/" in stated or stated == "not-scored"):
        value = Fraction(*one.value)
        return f"{one.sum}/{one.count}" if value == Fraction(one.sum, one.count) else decimal(value)
    value = Fraction(*one.value)
    return stated if stated != "not-scored" and Fraction(stated) == value else decimal(value)


def _shown(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else f"{value}"
