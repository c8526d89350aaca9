"""What a questionnaire asks and what counts where: ids, scales, keying, sections, and every item in its scores."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..model.prose import plain_text
from ..model.questionnaire import (
    DEFAULT,
    ByCuts,
    ByFunctions,
    Dimension,
    Facet,
    ItemScore,
    NormTable,
    ResponseScale,
)
from ..problems import Code, Problem, did_you_mean
from ..scoring.compile import points_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model.questionnaire import Derived, Item, Questionnaire, Subscale
    from ..problems import Origin, Path


def check_structure(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """All that must be right before a questionnaire can be compiled."""
    yield from _check_passport(questionnaire, origin)
    yield from _check_ids(questionnaire, origin)
    scales = [*_check_scales(questionnaire, origin), *_check_keying(questionnaire, origin)]
    yield from scales
    yield from _check_sections(questionnaire, origin)
    yield from _check_items_of_subscales(questionnaire, origin)
    yield from _check_every_item_counts(questionnaire, origin)
    if not scales:
        yield from _check_moves(questionnaire, origin)
    yield from _check_derived(questionnaire, origin)
    yield from _check_scores(questionnaire, origin)
    yield from _check_profile_rule(questionnaire, origin)


def unknown(kind: str, id_: str, known: Iterable[str], origin: Origin, *path: str | int) -> Problem:
    """An id that names nothing, with the nearest that does."""
    return Problem(Code.UNKNOWN_ID, origin.at(*path), f"there is no {kind} '{id_}' here", did_you_mean(id_, known))


_SAYS_NOTHING = {"", "none", "unknown", "n/a", "na", "tbd", "todo", "not known", "?", "-", "–"}


def _check_passport(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Item text is used under a licence or by permission, and the passport says which."""
    if plain_text(questionnaire.passport.licence).strip(" .").casefold() in _SAYS_NOTHING:
        hint = "name the licence, or who gave permission and when; without either the items cannot be used"
        yield Problem(Code.BAD_VALUE, origin.at("passport", "licence"), "the licence of the items is not stated", hint)


# Ids --------------------------------------------------------------------------------------------------------------


def _check_ids(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Ids are given once."""
    scores: list[tuple[Path, Subscale | Derived]] = [
        *((("subscales", place), subscale) for place, subscale in enumerate(questionnaire.subscales)),
        *((("derived", place), derived) for place, derived in enumerate(questionnaire.derived)),
    ]
    yield from check_unique("item", ("items",), [item.id for item in questionnaire.items], origin)
    yield from check_unique("section", ("sections",), [section.id for section in questionnaire.sections], origin)
    yield from check_unique("profile", ("profiles",), [profile.id for profile in questionnaire.profiles], origin)
    seen: set[str] = set()
    for path, one in scores:
        if one.id in seen:
            kind = "subscale" if path[0] == "subscales" else "score"
            message = f"the {kind} id '{one.id}' is given twice"
            yield Problem(Code.DUPLICATE_ID, origin.at(*path, "id"), message, "choose another id")
        seen.add(one.id)
        yield from check_unique("band", (*path, "bands"), [band.id for band in one.bands], origin)
        yield from check_unique("sample", (*path, "norms"), [norm.id for norm in one.norms], origin)


def check_unique(kind: str, path: Path, ids: Sequence[str], origin: Origin) -> Iterator[Problem]:
    """Each id of a list stands there once."""
    for place, id_ in enumerate(ids):
        if id_ in ids[:place]:
            message = f"the {kind} id '{id_}' is given twice"
            yield Problem(Code.DUPLICATE_ID, origin.at(*path, place, "id"), message, "choose another id")


# Response scales and keying ---------------------------------------------------------------------------------------


def _check_scales(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Anchors rise or fall, every item has a scale, and every scale that is named exists."""
    for path, scale in scales_of(questionnaire):
        yield from _check_order(scale, origin, path)
    named: list[tuple[Path, str]] = [
        *((("items", n, "response-scale"), i.response_scale) for n, i in enumerate(questionnaire.items)
          if isinstance(i.response_scale, str)),
        *((("sections", n, "response-scale"), s.response_scale) for n, s in enumerate(questionnaire.sections)
          if s.response_scale),
    ]  # fmt: skip
    for path, name in named:
        if name not in questionnaire.other_scales:
            yield unknown("response scale", name, questionnaire.other_scales, origin, *path)
    for place, item in enumerate(questionnaire.items):
        section = questionnaire.section_of(item)
        if not questionnaire.response_scale and not item.response_scale and not (section and section.response_scale):
            message = f"the item '{item.id}' has no response scale"
            yield Problem(Code.SCORING, origin.at("items", place), message, "give `response-scale:` for all, or here")


def scales_of(questionnaire: Questionnaire) -> Iterator[tuple[Path, ResponseScale]]:
    """Every scale that is written out, the shared one first, with its place."""
    if questionnaire.response_scale:
        yield ("response-scale",), questionnaire.response_scale
    for name, scale in questionnaire.other_scales.items():
        yield ("other-scales", name), scale
    for place, item in enumerate(questionnaire.items):
        if isinstance(item.response_scale, ResponseScale):
            yield ("items", place, "response-scale"), item.response_scale


def _check_order(scale: ResponseScale, origin: Origin, path: Path) -> Iterator[Problem]:
    """Each value stands once; all of them rise or all fall, or the author says that neither is meant."""
    values = [anchor.value for anchor in scale.anchors]
    way = 1 if values[1] > values[0] else -1
    for place, (before, after) in enumerate(pairwise(values), start=1):
        at = origin.at(*path, "anchors", place, "value")
        if after in values[:place]:
            message = f"the value {after} is given twice in this scale"
            yield Problem(Code.SCORING, at, message, "give each answer a value of its own")
        elif (after - before) * way < 0 and scale.order != "as-printed":
            message = f"the anchor {after} does not lie {'above' if way > 0 else 'below'} {before}"
            hint = "let the values rise, or fall; if they are printed like this, say `order: as-printed`"
            yield Problem(Code.SCORING, at, message, hint)
    codes = [anchor.fhir.code if anchor.fhir else None for anchor in scale.anchors]
    for place, code in enumerate(codes):
        other = next((v for n, v in enumerate(values) if n != place and code in (str(v), codes[n])), None)
        if code is not None and other is not None:
            message = f"the code '{code}' may also mean the answer {other}"
            at = origin.at(*path, "anchors", place, "fhir", "code")
            yield Problem(
                Code.SCORING, at, message, "give each code once, and none that is the value of another answer"
            )


def _check_keying(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Points rise with the response where the keying is positive and fall where it is reverse, in recode maps too."""
    for place, item in enumerate(questionnaire.items):
        scale = questionnaire.scale_of(item)
        if scale is None:
            continue
        path: Path = ("items", place)
        values = [anchor.value for anchor in scale.anchors]
        yield from _check_recoding(item, values, origin, path)
        for index, response in enumerate(item.safety_responses):
            if response not in values:
                message = f"{response} is not on the response scale of '{item.id}'"
                yield Problem(Code.SCORING, origin.at(*path, "safety-responses", index), message)
        if item.keying == "unordered" and not item.points:
            message = f"'{item.id}' is unordered, but has no recode map"
            yield Problem(Code.SCORING, origin.at(*path, "keying"), message, "give `points:` for each response")
        if item.keying == "unscored" and item.points:
            message = f"'{item.id}' is unscored, but has a recode map"
            yield Problem(Code.SCORING, origin.key(*path, "points"), message, "delete one of the two")


def _check_recoding(item: Item, values: Sequence[int], origin: Origin, path: Path) -> Iterator[Problem]:
    if not item.points:
        return
    known = {*map(str, values), DEFAULT}
    for response in item.points:
        if response not in known:
            message = f"{response} is not on the response scale of '{item.id}'"
            hint = f"the scale holds {', '.join(map(str, values))}"
            yield Problem(Code.SCORING, origin.key(*path, "points", response), message, hint)
    forgotten = [value for value in values if str(value) not in item.points]
    if forgotten and DEFAULT not in item.points:
        message = f"the response {forgotten[0]} to '{item.id}' earns nothing"
        yield Problem(Code.SCORING, origin.key(*path, "points"), message, "name it, or give a `default:`")


def _check_moves(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """From one response to the next the points never change against the keying, and change at least once."""
    for place, item in enumerate(questionnaire.items):
        scale = questionnaire.scale_of(item)
        if scale is None or item.keying == "unscored":
            continue
        points = points_for(item, questionnaire)
        values = scale.values
        earned = [points[str(value)] for value in values]
        at = origin.key("items", place, "points") if item.points else origin.at("items", place)
        if len(set(earned)) == 1:
            message = f"'{item.id}' earns {earned[0]} whatever the response: it moves no score"
            yield Problem(Code.SCORING, at, message, "correct its points, or mark it `keying: unscored`")
            continue
        way = {"positive": 1, "reverse": -1}.get(item.keying, 0)
        for (low, before), (high, after) in pairwise(zip(values, earned, strict=True)):
            if (after - before) * way < 0:
                message = f"'{item.id}' is keyed {item.keying}, but goes from {before} to {after} where the response "
                message += f"goes from {low} to {high}"
                yield Problem(Code.SCORING, at, message, "correct its points, or its keying")
                break


def _check_sections(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Each section begins at an item, the first section at the first item, and `asked-if` names an earlier item."""
    places = {item.id: place for place, item in enumerate(questionnaire.items)}
    last = -1
    for index, section in enumerate(questionnaire.sections):
        at = origin.at("sections", index, "starts-with")
        place = places.get(section.starts_with)
        if place is None:
            yield unknown("item", section.starts_with, places, origin, "sections", index, "starts-with")
            continue
        if index == 0 and place != 0:
            message = f"'{section.id}' is the first section, but does not start with the first item"
            yield Problem(Code.SCORING, at, message, f"let it start with '{questionnaire.items[0].id}'")
        elif place <= last:
            message = f"'{section.id}' does not start behind the section before it"
            yield Problem(Code.SCORING, at, message, "list the sections in the order of the items")
        last = max(last, place)
        rule = section.asked_if
        if rule is None:
            continue
        path: Path = ("sections", index, "asked-if")
        if rule.item not in places:
            yield unknown("item", rule.item, places, origin, *path, "item")
        elif places[rule.item] >= place:
            message = f"'{rule.item}' is not asked before the section '{section.id}'"
            yield Problem(Code.SCORING, origin.at(*path, "item"), message, "let an earlier item decide")
        else:
            scale = questionnaire.scale_of(questionnaire.items[places[rule.item]])
            values = [anchor.value for anchor in scale.anchors] if scale else []
            for number, response in enumerate(rule.responses):
                if response not in values:
                    message = f"{response} is not on the response scale of '{rule.item}'"
                    yield Problem(Code.SCORING, origin.at(*path, "responses", number), message)


# Items in scores --------------------------------------------------------------------------------------------------


def _check_items_of_subscales(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """A score counts each of its items once, and the items that it names exist and are scored."""
    items = {item.id: item for item in questionnaire.items}
    dimensions = {dimension.id: dimension for dimension in questionnaire.dimensions}
    held: dict[tuple[str, str], str] = {}
    for index, subscale in enumerate(questionnaire.subscales):
        path: Path = ("subscales", index)
        parent = dimensions.get(subscale.of) if isinstance(subscale, Facet) else None
        if isinstance(subscale, Facet) and parent is None:
            yield unknown("dimension", subscale.of, dimensions, origin, *path, "of")
        for place, id_ in enumerate(subscale.items):
            at = origin.at(*path, "items", place)
            kind = subscale.kind
            first = held.setdefault(("facet" if kind == "facet" else "score", id_), subscale.id)
            if id_ not in items:
                yield unknown("item", id_, items, origin, *path, "items", place)
            elif items[id_].keying == "unscored":
                message = f"'{id_}' is marked unscored, but counts in '{subscale.id}'"
                yield Problem(Code.SCORING, at, message, "take it out, or correct its keying")
            elif id_ in subscale.items[:place]:
                message = f"'{id_}' already counts in the {kind} '{subscale.id}'"
                yield Problem(Code.SCORING, at, message, f"an item counts once, in one {kind}")
            elif first != subscale.id and questionnaire.overlap == "none":
                message = f"'{id_}' already counts in the {kind} '{first}'"
                hint = f"an item counts once, in one {kind}; if it is meant to count in several, say `overlap: allowed`"
                yield Problem(Code.SCORING, at, message, hint)
            elif parent is not None and id_ not in parent.items:
                message = f"'{id_}' is not an item of the dimension '{parent.id}'"
                yield Problem(Code.SCORING, at, message, "a facet is a part of its dimension")
        for place, id_ in enumerate(subscale.opposite):
            if id_ not in subscale.items:
                yield unknown("item of this score", id_, subscale.items, origin, *path, "opposite", place)
        yield from _check_counted(questionnaire, subscale, items, origin, path)
        if subscale.needs > len(subscale.items):
            needs, has = subscale.needs, len(subscale.items)
            message = f"'{subscale.id}' needs {needs} answers, but it has {has} items"
            yield Problem(Code.SCORING, origin.at(*path, "missing", "at-least"), message, "lower `at-least`")


def _check_counted(
    questionnaire: Questionnaire, subscale: ItemScore, items: dict[str, Item], origin: Origin, path: Path
) -> Iterator[Problem]:
    """A count can be changed by each of its items."""
    if subscale.score != "count":
        return
    for place, id_ in enumerate(subscale.items):
        scale = questionnaire.scale_of(items[id_]) if id_ in items else None
        values = {anchor.value for anchor in scale.anchors} if scale else set()
        if values and (values <= set(subscale.counted) or not values & set(subscale.counted)):
            which = "all" if values <= set(subscale.counted) else "none"
            message = f"{which} of the responses to '{id_}' are counted: it cannot change '{subscale.id}'"
            yield Problem(Code.SCORING, origin.at(*path, "items", place), message, "correct `counted:`")


def _check_every_item_counts(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """No item is unscored by accident."""
    counted = {id_ for s in questionnaire.subscales if not isinstance(s, Facet) for id_ in s.items}
    if not counted <= {item.id for item in questionnaire.items}:  # a name that is no item's may be meant for this one
        return
    kind = "dimension" if all(isinstance(s, (Dimension, Facet)) for s in questionnaire.subscales) else "subscale"
    for index, item in enumerate(questionnaire.items):
        if item.id not in counted and item.keying != "unscored":
            message = f"the item '{item.id}' counts in no {kind}"
            hint = "add it to the `items:` of one, or mark it `keying: unscored`"
            yield Problem(Code.SCORING, origin.at("items", index, "id"), message, hint)


# Scores of scores, and what any score may have ----------------------------------------------------------------------


def _check_derived(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """A derived score is made of scores that are listed before it, each once."""
    known = [subscale.id for subscale in questionnaire.subscales]
    for index, derived in enumerate(questionnaire.derived):
        for place, part in enumerate(derived.of):
            path: Path = ("derived", index, "of", place)
            if part not in known:
                yield unknown("score", part, known, origin, *path)
            elif part in derived.of[:place]:
                message = f"'{part}' is already a part of '{derived.id}'"
                yield Problem(Code.SCORING, origin.at(*path), message, "name it once; a weighted sum can weigh it more")
        for place, weight in enumerate(derived.weights):
            if weight == 0:
                message = f"a part of '{derived.id}' weighs nothing"
                yield Problem(Code.SCORING, origin.at("derived", index, "weights", place), message, "leave it out")
        known.append(derived.id)


def _check_scores(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """What bands, norms and the words near a line need."""
    scores: list[tuple[Path, Subscale | Derived]] = [
        *((("subscales", place), subscale) for place, subscale in enumerate(questionnaire.subscales)),
        *((("derived", place), derived) for place, derived in enumerate(questionnaire.derived)),
    ]
    for path, one in scores:
        if len(one.bands) == 1:
            message = f"'{one.id}' has one band, which says nothing"
            yield Problem(Code.SCORING, origin.at(*path, "bands"), message, "add a band, or delete it")
        if one.transform.times == 0:
            message = f"'{one.id}' would always be {one.transform.plus}"
            yield Problem(Code.SCORING, origin.at(*path, "transform", "times"), message, "multiply by another number")
        if one.near_line and not one.bands:
            message = f"'{one.id}' has no bands, so no line can be near"
            yield Problem(Code.SCORING, origin.key(*path, "near-line"), message, "add bands, or delete `near-line:`")
        if one.near_line and one.near_line.within == "sem" and one.precision is None:
            message = f"no standard error is known for '{one.id}'"
            hint = "give `precision:` with reliability and SD, or a distance"
            yield Problem(Code.SCORING, origin.at(*path, "near-line", "within"), message, hint)
        for place, norm in enumerate(one.norms):
            if isinstance(norm, NormTable):
                for row, (before, after) in enumerate(pairwise(norm.rows), start=1):
                    if after.raw <= before.raw:
                        message = f"the score {after.raw} does not lie above {before.raw}"
                        at = origin.at(*path, "norms", place, "rows", row, "raw")
                        yield Problem(Code.SCORING, at, message, "list the rows from the lowest score to the highest")


def _check_profile_rule(questionnaire: Questionnaire, origin: Origin) -> Iterator[Problem]:
    """Profiles say what the rule needs of them; facets need to know when they are mentioned."""
    scores = {score.id for score in (*questionnaire.subscales, *questionnaire.derived)}
    rule = questionnaire.profile_rule
    if isinstance(rule, ByCuts):
        for id_ in rule.cuts:
            if id_ not in scores:
                message, hint = f"there is no score '{id_}' here", did_you_mean(id_, scores)
                yield Problem(Code.UNKNOWN_ID, origin.key("profile-rule", "cuts", id_), message, hint)
    for index, profile in enumerate(questionnaire.profiles):
        path: Path = ("profiles", index)
        by_function = isinstance(rule, ByFunctions)
        if by_function and profile.function is None:
            message = f"the profile '{profile.id}' has no function"
            yield Problem(Code.PROFILE, origin.at(*path), message, "give `function:` with its weights")
        if by_function and profile.when:
            message = "the largest function decides, so `when:` has no say"
            yield Problem(Code.PROFILE, origin.key(*path, "when"), message, "delete it")
        if not by_function and profile.function is not None:
            message = "functions decide only under `profile-rule: {by: functions}`"
            yield Problem(Code.PROFILE, origin.key(*path, "function"), message, "delete it, or give the rule")
        for id_ in profile.function.weights if profile.function else ():
            if id_ not in scores:
                message, hint = f"there is no score '{id_}' here", did_you_mean(id_, scores)
                yield Problem(Code.UNKNOWN_ID, origin.key(*path, "function", "weights", id_), message, hint)
    if questionnaire.facets and questionnaire.facet_notes is None:
        message = "it is not said when a facet is mentioned"
        yield Problem(Code.SCORING, origin.at("subscales"), message, "give `facet-notes:` with `lead:`")
