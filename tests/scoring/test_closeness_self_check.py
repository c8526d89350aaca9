"""The closeness self-check keeps the rules by which it was designed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import textstat_rs

from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.scoring.score import score, suggest

if TYPE_CHECKING:
    from mkdocs_securebase.model.instrument import Instrument
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.model.questionnaire import Item

FREQUENCY = r"always|often|sometimes|usually|rarely|seldom|never|constantly|frequently"
TURNED = r"not|never|nobody's|don['’]t|do not|cannot|can['’]t|without"
ABSOLUTE = r"nobody|no one|nothing|everyone|everybody|everything|all the time|only"
CLINICAL = r"attach\w*|anxi\w*|abandon\w*|avoid\w*|intima\w*|depend\w*|partner\w*|spouse|husband|wife|married"
CAN_HURT = {
    *("chase-and-retreat", "ask-once-well", "talk-and-listen", "small-signs", "repair", "different-styles"),
    *("needs-and-limits", "map-your-triggers", "catch-the-story", "test-the-story", "phones-and-dating"),
}
"""Where someone is feared: what takes two, sets a limit, or treats the fear as a story."""


def facet_of(closeness: Instrument, item: Item) -> str:
    return next(facet.id for facet in closeness.facets if item.id in facet.items)


def test_it_has_the_planned_items_per_facet_and_keying(closeness: Instrument) -> None:
    counts = Counter((facet_of(closeness, item), item.keying) for item in closeness.items)

    assert counts == {
        ("losing-people", "positive"): 3,
        ("losing-people", "reverse"): 1,
        ("reassurance", "positive"): 3,
        ("reassurance", "reverse"): 1,
        ("overthinking", "positive"): 2,
        ("overthinking", "reverse"): 1,
        ("self-worth", "positive"): 2,
        ("self-worth", "reverse"): 1,
        ("unease-with-closeness", "positive"): 3,
        ("unease-with-closeness", "reverse"): 2,
        ("going-it-alone", "positive"): 3,
        ("going-it-alone", "reverse"): 2,
    }


def test_the_order_is_mixed(closeness: Instrument) -> None:
    facets = [facet_of(closeness, item) for item in closeness.items]

    assert [pair for pair in pairwise(facets) if pair[0] == pair[1]] == []
    assert [item.keying for item in closeness.items[:2]] == ["positive", "positive"]
    assert closeness.items[-1].keying == "reverse"


def test_items_are_short_plain_and_whole(closeness: Instrument) -> None:
    for item in closeness.items:
        words = re.findall(r"[\w’'-]+", item.text)
        assert len(words) <= 15, item.text
        assert textstat_rs.flesch_kincaid_grade(item.text.replace("’", "'"), lang="en_GB") <= 6, item.text
        assert not re.search(rf"\b({FREQUENCY}|{CLINICAL}|and/or)\b", item.text, re.IGNORECASE), item.text


def test_items_take_nothing_for_granted_and_leave_no_way_out(closeness: Instrument) -> None:
    """Absolute words are denied by nearly everyone, and nearly everyone agrees where the right person is assumed."""
    for item in closeness.items:
        assert not re.search(rf"\b({ABSOLUTE})\b", item.text, re.IGNORECASE), item.text
        assert not re.search(r"\b(my doubts?|the right \w+|someone I trust|the relief)\b", item.text), item.text


def test_reverse_keyed_items_describe_ease_in_plain_positive_words(closeness: Instrument) -> None:
    for item in closeness.items:
        if item.keying == "reverse":
            assert not re.search(rf"\b({TURNED})\b", item.text, re.IGNORECASE), item.text


def test_four_fifths_of_a_bar_must_be_answered_and_all_but_one_of_a_facet(closeness: Instrument) -> None:
    assert {d.id: (d.missing.at_least, len(d.items)) for d in closeness.dimensions} == {
        "worry": (12, 14),
        "distance": (8, 10),
    }
    assert all(facet.missing.at_least == len(facet.items) - 1 for facet in closeness.facets)


def test_every_pair_of_parts_has_its_own_text_and_lessons(closeness: Instrument) -> None:
    table = compile_table(closeness)
    seen = set()
    for worry in range(1, 6):
        for distance in range(1, 6):
            towards = {"worry": worry, "distance": distance}
            responses = {
                item.id: value if item.keying == "positive" else 6 - value
                for item in closeness.items
                for value in (next(towards[d.id] for d in closeness.dimensions if item.id in d.items),)
            }
            result = score(table, responses)
            assert result.profile is not None
            assert 1 <= len(suggest(table, result)) <= 3
            seen.add(result.profile)

    assert seen == {profile.id for profile in closeness.profiles}
    assert len(seen) == 9


@pytest.mark.parametrize("id_", ["closeness-self-check", "weekly-check-in", "one-relationship"])
def test_what_can_hurt_is_left_out_where_someone_is_feared(library: Library, id_: str) -> None:
    rules = compile_table(library.instruments[id_]).suggestions
    suggested = {lesson for group in (rules.profiles, rules.facets) for some in group.values() for lesson in some}

    assert CAN_HURT & suggested <= set(rules.safety.without)


def test_no_such_lesson_is_suggested_to_someone_who_is_afraid(closeness: Instrument) -> None:
    table = compile_table(closeness)
    for value in (1, 2, 3, 4, 5):
        result = score(table, {item.id: value for item in closeness.items})
        for option in ("afraid", "not-sure"):
            lessons = suggest(table, result, option, ["break-up", "partner"])
            assert lessons[:2] == ("start-safely", "getting-help")
            assert not CAN_HURT & set(lessons)


SUGGESTED = {
    ("higher", "lower"): ("chase-and-retreat", "name-it-then-choose", "ask-once-well"),
    ("higher", "middle"): ("chase-and-retreat", "name-it-then-choose", "ask-once-well"),
    ("higher", "higher"): ("two-dials", "ground-yourself", "getting-help"),
    ("middle", "lower"): ("map-your-triggers", "test-the-story", "needs-and-limits"),
    ("middle", "middle"): ("map-your-triggers", "test-the-story", "needs-and-limits"),
    ("middle", "higher"): ("map-your-triggers", "test-the-story", "needs-and-limits"),
    ("lower", "higher"): ("two-dials", "needs-and-limits", "different-styles"),
    ("lower", "middle"): ("two-dials", "needs-and-limits", "your-own-base"),
    ("lower", "lower"): ("how-it-shows-up", "your-own-base", "setbacks"),
}


def test_each_pair_suggests_the_planned_lessons(closeness: Instrument) -> None:
    found = {(p.when["worry"][0], p.when["distance"][0]): p.lessons for p in closeness.profiles}

    assert found == SUGGESTED


def test_it_says_on_every_side_that_it_is_no_validated_test(closeness: Instrument) -> None:
    assert "not a validated test" in str(closeness.passport.tested)
