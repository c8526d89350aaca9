"""Steps: each step of an exercise begins with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.documents import Exercise
from ..model.library import parts
from ..model.prose import plain_text
from ..problems import Code, Problem
from .language import start, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.library import Library

_OPENERS = frozenset(words("then now next first finally again also just only please slowly gently softly quietly both"))
"""May stand before the verb."""

_CONDITIONS = frozenset(
    words(
        "if when whenever while after before once until as since unless for in on at with without from to by during "
        "each every instead"
    )
)
"""May open a part that ends with a comma or a colon; then the verb follows."""

_NO_VERBS = _CONDITIONS | frozenset(
    words(
        "a an the this that these those there here my your his her its our their you i we they he she it who what "
        "which how why where whose and or but so because although nor yet than of about into onto over under up down "
        "out off across along around between through no not none nobody nothing some any many much more most less few "
        "all another other one two three four five six seven eight nine ten half is are was were am been being has "
        "had does did can could may might must shall should will would"
    )
)
"""Words that begin no instruction. They are listed, and not the verbs, since an unlisted verb would be reported."""

_NO_VERB_ENDING = re.compile(r"(?:tion|ness|ful|ous|\w{2,}ing)$")
_VERBS_ALL_THE_SAME = frozenset(
    words("mention question position caution witness harness bring cling fling sing sting swing string spring wring")
)


def begins_with_a_verb(step: str) -> bool:
    """Whether a step seems to begin with what to do; False only where it certainly does not."""
    rest = step
    while True:
        found = words(rest)
        if not found:
            return False
        word = found[0].casefold()
        after = rest[rest.find(found[0]) + len(found[0]) :]
        if word in _OPENERS or (word.endswith("ly") and len(word) > 5 and word not in ("apply", "reply", "supply")):
            rest = after
        elif word in _CONDITIONS and re.search(r"[,:]", after):
            rest = re.split(r"[,:]", after, maxsplit=1)[1]
        else:
            break
    if word in _VERBS_ALL_THE_SAME:
        return True
    return not (word in _NO_VERBS or word[0].isdigit() or _NO_VERB_ENDING.search(word))


def check_steps(library: Library) -> Iterator[Problem]:
    """Every step of every exercise begins with a verb."""
    for lesson in library.lessons.values():
        for path, exercise in parts(lesson, Exercise):
            for index, step in enumerate(exercise.steps):
                text = plain_text(step)
                if not begins_with_a_verb(text):
                    message = f"a step begins with what to do; this one begins “{start(text)}”"
                    position = library.origin(lesson).at(*path, "steps", index)
                    yield Problem(Code.STEPS, position, message, "put the verb first: write, say, put, wait")
