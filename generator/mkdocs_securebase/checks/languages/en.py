"""English: where sentences end, how instructions begin, what is passive, what is not said, and how hard a text is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import textstat_rs

from ...model.quality import Readability
from ..text import PERCENT, words
from . import Avoided

if TYPE_CHECKING:
    from collections.abc import Iterable

WITHOUT: tuple[str, ...] = ()

# Sentences -----------------------------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"[”’)\"]*\s+(?=[^a-z\s])"  # “Are you all right?” she asks. is one sentence
    r"|\n{2,}"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; paragraphs and list items end sentences too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


_BE = r"(?:am|is|are|was|were|be|been|being|[’'](?:s|re|m))"
_BETWEEN = r"(?: not| never| often| only| also| still| just| \w+ly)*"
_PARTICIPLE = (
    r"(?:\w{2,}ed|born|bought|brought|built|caught|chosen|cut|done|drawn|driven|felt|forgotten|found|given|heard|held|hurt|"
    r"kept|known|laid|left|lost|made|meant|met|paid|put|read|said|seen|sent|set|shown|sold|spoken|spent|taken|taught|"
    r"thought|thrown|told|understood|won|worn|written)"
)
_STATES = words(
    "afraid ashamed attached bored closed confused crowded detailed disappointed divorced embarrassed engaged excited "
    "exhausted frightened interested involved limited married mixed need pleased related relaxed retired sacred scared "
    "settled shared stressed supposed surprised tired troubled unfinished upset used varied wicked widowed worried"
)
_PASSIVE = re.compile(rf"\b{_BE}{_BETWEEN} (?!(?:{'|'.join(_STATES)})\b){_PARTICIPLE}\b", re.IGNORECASE)


def is_passive(sentence: str) -> bool:
    """Whether a sentence seems to be in the passive: a form of 'be' before a participle that is no mere state."""
    return bool(_PASSIVE.search(sentence.replace("’", "'")))


# Steps ---------------------------------------------------------------------------------------------------------------

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


# Research, numbers ----------------------------------------------------------------------------------------------------

_RESEARCH = re.compile(r"\b(?:stud(?:y|ies)|researchers?|trials?|meta-analys[ei]s|surveys?)\b", re.IGNORECASE)
_NOT_FOUND = re.compile(
    r"\b(?:no|nobody|none|neither|nothing|few|not|cannot|unknown|hard to|whether|we|us|our|calls?|called)\b|n’t\b|\?",
    re.IGNORECASE,
)
"""Says what is missing, asks, or speaks of this guide: there is no work to name."""

_FROM_MEMORY = re.compile(r"\bwe\b[^.?!]*\b(?:from memory|look(?:ed)? (?:it|them|this) up)\b", re.IGNORECASE)
"""Tells readers that we know a work and have not looked it up again."""


def tells_of_research(sentence: str) -> bool:
    """Whether a sentence says what research found; what nobody found, and what is asked, is none of it."""
    return bool(_RESEARCH.search(sentence)) and not _NOT_FOUND.search(sentence)


def tells_of_memory(text: str) -> bool:
    """Whether a text says that it cites a work from memory."""
    return bool(_FROM_MEMORY.search(text))


_BASE = re.compile(r"\s?of (?:the |all |these |those |our )?(?:\d[\d,]* )?[^\W\d_]{3,}")
_COUNTED = re.compile(r"\b(?:of|among|in|from) (?:the |all |these )?\d[\d,]*\s[^\W\d_]{3,}", re.IGNORECASE)


def bare_percents(sentence: str) -> list[str]:
    """The percentages of a sentence that does not say of whom or of what they are: '20% of adults' does."""
    if _COUNTED.search(sentence):
        return []
    return [found.group() for found in PERCENT.finditer(sentence) if not _BASE.match(sentence, found.end())]


# Danger ---------------------------------------------------------------------------------------------------------------

_OWN_LIFE = re.compile(
    r"\b(?:kill|hurt|harm)(?:ing|ed|s)? (?:my|your|him|her|them|our)sel(?:f|ves)\b"
    r"|\b(?:end(?:ing|ed|s)?|tak(?:e|es|ing)) (?:my|your|his|her|their) (?:own )?li(?:fe|ves)\b"
    r"|\bself-harm\b|\bsuicid\w*|\bnot (?:be alive|want(?:ing)? to live)\b"
    r"|\bwant(?:s|ed|ing)? to die\b|\b(?:rather be|better off) dead\b"
    r"|\b(?:thoughts?|think|thinking) (?:of|about) (?:dying|death)\b",
    re.IGNORECASE,
)
"""Words for harming oneself."""

_CHILD_OR_PET = r"(?:my|a|the|our) (?:child(?:ren)?|kids?|pets?|dog|cat)"
_DANGER = re.compile(
    rf"{_OWN_LIFE.pattern}"
    r"|\b(?:chok|strangl|stalk)\w*|\brap(?:e[ds]?|ing)\b|\b(?:weapons?|knife|knives|guns?)\b|\bthreat(?:s|en\w*)?\b"
    rf"|\b(?:hits?|hitting|beats?|beating|slap\w*|kick\w*|kill\w*) (?:me|us|someone|them|him|her|{_CHILD_OR_PET})\b"
    r"|\b(?:forc(?:es?|ed|ing)|press(?:es|ed|ing)?|push(?:es|ed|ing)?|shov\w+|follow(?:s|ed|ing)?|lock(?:s|ed|ing)?"
    r"|hurts|hurting) (?:me|us)\b"
    rf"|\b(?:hurt|harm)(?:s|ed|ing)? (?:someone|somebody|them|him|her|{_CHILD_OR_PET})\b",
    re.IGNORECASE,
)
"""Words for danger, as a box to tick may say it. "It hurt me" is none: words can do that too."""


def own_life(text: str) -> str:
    """The words of a text that speak of harming oneself, or ''."""
    found = _OWN_LIFE.search(text)
    return found.group() if found else ""


def tells_of_danger(text: str) -> bool:
    """Whether a box to tick speaks of danger."""
    return bool(_DANGER.search(text))


# Words --------------------------------------------------------------------------------------------------------------

_NEVER: tuple[tuple[str, str], ...] = (
    (r"\b(?:un)?proven\b", "say how strong the evidence is"),
    (r"\bcur(?:e|es|ed|ing)\b", "nothing here is a cure; say what may help"),
    (r"\bguarantee\w*", "promise nothing; say what may help"),
    (r"\brewir\w+", "say 'learn', or leave the brain out"),
    (r"\bcrazy\b", "describe the feeling"),
    (r"\btoxic\b", "describe what someone does"),
    (r"\bnarcissis\w+", "describe what someone does; do not diagnose"),
    (r"\bvag(?:us|al)\b|\bpolyvagal\b|\bneuroception\b", "use plain words: body alarm, calm, on edge"),
)

_ONLY_QUOTED: tuple[tuple[str, str], ...] = (
    (r"\bfailed\b", "say what happened; nobody fails here"),
    (
        r"\b(?:I|you|we|they|he|she|someone|people|everyone)(?:[’']m|[’']re|[’']s| am| are| is| were| was| feels?)"
        r" (?:not |so |all |too )?broken\b|\bbroken (?:people|person|child|children|partner|self)\b",
        "people are not broken; say what hurts",
    ),
    (
        r"(?:\bwill|[’']ll) (?:always|never) (?:be|feel|work|help|leave|love|change|end|last|heal|find|have|lose)\b"
        r"|\b(?:always|never) (?:works?|helps?|heals?|lasts?|changes?|gets? (?:better|worse)|goes away|comes? back)\b",
        "nobody knows that: say 'often', 'rarely' or 'may'",
    ),
    (r"\b(?:in|from|is) our experience\b", "say that it is a rule of thumb, and that nobody has tested it"),
)
"""These may stand inside quotation marks, as what somebody thinks or says."""

AVOIDED = (
    *(Avoided(re.compile(pattern, re.IGNORECASE), say) for pattern, say in _NEVER),
    *(Avoided(re.compile(pattern, re.IGNORECASE), say, quoted=True) for pattern, say in _ONLY_QUOTED),
)

TRADE_WORDS: tuple[str, ...] = (
    "amygdala", "autonomic", "cognitive", "coping strateg", "correlat", "cortisol",
    "dissociat", "dopamine", "dysregulat", "hyperarous", "hypervigilan", "internaliz",
    "internalis", "limbic", "longitudinal", "mentaliz", "mentalis", "meta-analys",
    "mindfulness", "oxytocin", "parasympathetic", "psychodynamic", "psychometric", "rumination",
    "schema", "self-soothing", "self-regulat", "somatic",
)  # fmt: skip
"""Beginnings of words that belong to the trade; a text that needs one explains it in the glossary."""


def readability(found: Iterable[list[str]]) -> Readability:
    """Grade and SMOG of sentences in words, by textstat's formulas."""
    text = " ".join(" ".join(part).replace("-", " ").replace("’", "'") + "." for part in found if part)
    return Readability(
        grade=textstat_rs.flesch_kincaid_grade(text, lang="en_GB"), smog=textstat_rs.smog_index(text, lang="en_GB")
    )
