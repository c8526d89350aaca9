"""Texts: proved over every pattern of responses that none is told where it is not true, and that each can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.instrument import Instrument
from ..model.questionnaire import ItemScore
from ..problems import Code, Problem
from ..scoring.score import caution_for, score, within
from ..scoring.truth import kinds_possible, prove_text
from .items import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model.questionnaire import Questionnaire, TrueWhen
    from ..problems import Origin, Path
    from ..scoring.table import Bound, Ratio, Table, Text
    from ..scoring.truth import Kinds, TextProof, Walked

MOST_SHOWN = 6
"""So many responses of a counter-example are named one by one."""


def check_truths(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Everything that a `true-when:` names exists: scores, items, lines, options of the gate."""
    for path, truth in _stated(questionnaire):
        yield from _check_truth(questionnaire, truth, origin, (*path, "true-when"))


def check_texts(questionnaire: Questionnaire, table: Table, origin: Origin) -> Iterator[Problem]:
    """No pattern of responses contradicts a text that is shown after it, and each text is shown after some pattern."""
    words = questionnaire.cautions.words if questionnaire.cautions else frozenset()
    paths = text_paths(questionnaire)
    stated = {path for path, truth in _stated(questionnaire) if not truth.only_gate}
    walked: Walked = {}
    for text in table.texts:
        path = paths[text.of, text.id]
        at = origin.at(*path, "true-when")
        name = f"the text of '{text.id}'"
        if path in stated and _says_nothing(table, text):
            message = f"the `true-when:` of '{text.id}' holds whatever the responses"
            yield Problem(Code.SCORING, at, message, "state what could belie the text, or leave it out")
            continue
        proof = prove_text(table, text, walked)
        if proof.counts is None:
            if lacking := kinds_possible(text) - words:
                message = f"{name} depends on too many scores at once to look at every pattern of responses"
                hint = f"give `cautions:` words for {_listed(lacking)}, or let it depend on fewer"
                yield Problem(Code.SCORING, at, message, hint)
        elif not proof.told:
            message = f"{name} is never told: no responses fit its `true-when:`"
            yield Problem(Code.SCORING, at, message, "correct its `true-when:`, or delete the text")
        elif unworded := proof.unworded(words):
            smallest = proof.smallest[unworded[0]]
            shown = shown_answers(smallest, proof.items, questionnaire)
            message = f"{name} is not true after {shown}: {_reason(table, text, smallest)}"
            yield Problem(Code.SCORING, at, message, _hint(unworded[0] - words, proof))


def _says_nothing(table: Table, text: Text) -> bool:
    """Whether the conditions of a text hold after all possible responses."""
    ranges = {scale.id: scale for scale in table.scales()}
    return (
        not text.off
        and all(not count.least and len(table.tallies[count.tally]) <= (count.most or 0) for count in text.counts)
        and all(within(b, ranges[b.score].lowest) and within(b, ranges[b.score].highest) for b in text.scores)
    )


def _reason(table: Table, text: Text, responses: Mapping[str, str]) -> str:
    """Why a text is not true after a pattern of responses, in words."""
    caution = caution_for(table, text, score(table, responses).scores, responses)
    assert caution is not None, "both count by the same conditions"
    strong = [f"{', '.join(caution.strong)} against it"] if caution.strong else []
    near = [f"'{id_}' near the line between '{below}' and '{above}'" for id_, below, above in caution.near]
    outside = [f"'{b.score}' out of its bounds" for b in text.scores if not within(b, _value(table, b, responses))]
    few = ["too few responses for it"] if caution.unfit and not outside else []
    return "; ".join([*strong, *near, *outside, *few])


def _value(table: Table, bound: Bound, responses: Mapping[str, str]) -> Ratio | None:
    return score(table, responses).scores[bound.score].value


def _hint(lacking: Kinds, proof: TextProof) -> str:
    many = f"{proof.belying:,} of {proof.chosen:,} patterns that lead to it belie it"
    if "unfit" in lacking:
        return f"{many}: narrow its {'band' if proof.of else '`when:`'}, or say less in the text and its `true-when:`"
    return f"{many}: say less, or give `cautions:` with words for {_listed(lacking)}"


def _listed(kinds: Kinds) -> str:
    return " and ".join(f"`{kind}:`" for kind in sorted(kinds))


def text_paths(questionnaire: Questionnaire) -> dict[tuple[str, str], Path]:
    """Where each text stands, by its score ('' for a profile) and its band or profile."""
    bands: dict[tuple[str, str], Path] = {
        (score.id, band.id): (kind, index, "bands", place)
        for kind, scores in (("subscales", questionnaire.subscales), ("derived", questionnaire.derived))
        for index, score in enumerate(scores)
        for place, band in enumerate(score.bands)
    }
    return {**bands, **{("", one.id): ("profiles", index) for index, one in enumerate(questionnaire.profiles)}}


def shown_answers(responses: Mapping[str, str], among: Sequence[str], questionnaire: Questionnaire) -> str:
    """A pattern of responses to the items `among` in words: the usual one last, then what is left out."""
    labels = {
        item.id: {str(anchor.value): anchor.label for anchor in scale.anchors}
        for item in questionnaire.items
        if (scale := questionnaire.scale_of(item))
    }
    given = {item: f'"{labels[item][response]}"' for item, response in responses.items()}
    words = list(given.values())
    usual = max(words, key=words.count) if words else ""
    if words.count(usual) < 2:
        return ", ".join(f"{item} {word}" for item, word in given.items()) or "no answer at all"
    rare = [f"{item} {word}" for item, word in given.items() if word != usual]
    shown = [*rare[:MOST_SHOWN], *(["…"] if len(rare) > MOST_SHOWN else [])]
    blank = [item for item in among if item not in given]
    left_out = f", with {', '.join(blank)} left out" if blank else ""
    return ", ".join([*shown, f"all others {usual}" if rare else f"{usual} throughout"]) + left_out


# What is named ----------------------------------------------------------------------------------------------------


def _stated(questionnaire: Questionnaire) -> Iterator[tuple[Path, TrueWhen]]:
    paths = text_paths(questionnaire)
    for one in (*questionnaire.subscales, *questionnaire.derived):
        for band in one.bands:
            if band.true_when:
                yield paths[one.id, band.id], band.true_when
    for profile in questionnaire.profiles:
        if profile.true_when:
            yield paths["", profile.id], profile.true_when


def _check_truth(questionnaire: Questionnaire, truth: TrueWhen, origin: Origin, path: Path) -> Iterator[Problem]:
    scores = {one.id: one for one in (*questionnaire.subscales, *questionnaire.derived)}
    of_items = {id_ for id_, one in scores.items() if isinstance(one, ItemScore)}
    gate = questionnaire.gate if isinstance(questionnaire, Instrument) else None
    known = {
        "scores": ("score", set(scores)),
        "off-line": ("score", set(scores)),
        "strongest": ("score of items", of_items),
        "at-top": ("score of items", of_items),
        "at-bottom": ("score of items", of_items),
        "items": ("item", {item.id for item in questionnaire.items}),
    }
    for name, (kind, ids) in known.items():
        for id_ in getattr(truth, name.replace("-", "_")):
            if id_ not in ids:
                yield unknown(kind, id_, ids, origin, *path, name, id_)
    options = {option.id for option in gate.options} if gate else set()
    for place, option in enumerate(truth.gate):
        if option not in options:
            yield unknown("option of the gate", option, options, origin, *path, "gate", place)
    cuts = getattr(questionnaire.profile_rule, "cuts", {})
    for id_, distance in truth.off_line.items():
        score = scores.get(id_)
        if score and len(score.bands) < 2 and id_ not in cuts:
            message = f"'{id_}' has no line"
            yield Problem(Code.SCORING, origin.at(*path, "off-line", id_), message, "give it bands, or leave this out")
        elif score and distance == "near" and score.near_line is None:
            message = f"'{id_}' does not say what is near a line"
            hint = "give it `near-line:`, or a distance here"
            yield Problem(Code.SCORING, origin.at(*path, "off-line", id_), message, hint)
