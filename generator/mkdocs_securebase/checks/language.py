"""Language: short sentences, and none of the words that promise, label or shame."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.library import texts
from ..model.prose import BulletList, OrderedList, Paragraph, Phrase, Prose, Quote, plain_text
from ..problems import Code, Problem
from .limits import LONGEST_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Document
    from ..model.library import Library
    from ..model.prose import Block

# Words and sentences ---------------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"[”’)\"]*\s+(?=[^a-z\s])"  # “Are you all right?” she asks. is one sentence
    r"|\n{2,}"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; paragraphs and list items end sentences too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def paragraphs(passage: Prose | Phrase | Block) -> Iterator[str]:
    """The paragraphs of a passage as plain text; a list item is a paragraph of its own."""
    return map(plain_text, paragraph_nodes(passage))


def paragraph_nodes(passage: Prose | Phrase | Block) -> Iterator[Paragraph | Phrase]:
    """The paragraphs of a passage; a list item is a paragraph of its own."""
    match passage:
        case Prose(blocks) | Quote(blocks):
            for block in blocks:
                yield from paragraph_nodes(block)
        case BulletList(items) | OrderedList(_, items):
            for item in items:
                for block in item:
                    yield from paragraph_nodes(block)
        case Paragraph() | Phrase():
            yield passage


# Words that are not said -----------------------------------------------------------------------------------------

_PEOPLE = (
    "people|persons?|folks?|partners?|spouses?|lovers?|adults?|m[ae]n|wom[ae]n|individuals?|ones?|attachers?|daters?"
)

_BANNED: tuple[tuple[str, str], ...] = (
    (r"\b(?:un)?proven\b", "say how strong the evidence is"),
    (r"\bcur(?:e|es|ed|ing)\b", "nothing here is a cure; say what may help"),
    (r"\bguarantee\w*", "promise nothing; say what may help"),
    (r"\brewir\w+", "say 'learn', or leave the brain out"),
    (r"\bclingy\b", "describe what someone does, and what they need"),
    (r"\bcrazy\b", "describe the feeling"),
    (r"\btoxic\b", "describe what someone does"),
    (r"\bnarcissis\w+", "describe what someone does; do not diagnose"),
    (r"\bvag(?:us|al)\b|\bpolyvagal\b|\bneuroception\b", "use plain words: body alarm, calm, on edge"),
    (
        r"\b(?:an?|the) (?:anxious|avoidant)(?=[.,;:!?”]|$| (?:is|are|who|will|wants?|needs?|pulls?|feels?|tends?)\b)"
        r"|\b(?:anxiouses|avoidants)\b",
        "people are not types: say 'someone who worries about closeness'",
    ),
    (
        rf"\b(?:anxious|avoidant)(?:ly attached)? (?:{_PEOPLE})\b",
        "people are not types: say 'people who worry about closeness'",
    ),
)

_BANNED_OUTSIDE_QUOTES: tuple[tuple[str, str], ...] = (
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
    (
        r"(?<!if )(?<!when )(?<!where )\b(?:you (?:are )?both|both (?:of (?:you|them|us)|sides|partners|people)|both)"
        r" (?:(?:are|is|feel|were) )?(?:just |equally |so )?"
        r"(?:scared|afraid|frightened|to blame|at fault|responsible)\b"
        r"|\bit takes two(?= to\b| people\b|[.,;:!?]|$)",
        "where one frightens the other, it is not so: say 'may be', and name the exception",
    ),
    (r"\b(?:in|from|is) our experience\b", "say that it is a rule of thumb, and that nobody has tested it"),
)
"""These may stand inside quotation marks, as what somebody thinks or says."""

_QUOTED = re.compile(r"“[^”]*”")
_ANY_BANNED = re.compile("|".join(pattern for pattern, _ in (*_BANNED, *_BANNED_OUTSIDE_QUOTES)), re.IGNORECASE)


def check_language(library: Library) -> Iterator[Problem]:
    """No long sentence and no banned word in any text that readers see."""
    for document in readers_texts(library):
        origin = library.origin(document)
        for path, text in texts(document):
            for sentence in sentences(text):
                count = len(words(sentence))
                if not LONGEST_SENTENCE.allows(count):
                    message = f"a sentence has {count} words; {LONGEST_SENTENCE} are allowed: “{start(sentence)}”"
                    yield Problem(Code.LANGUAGE, origin.find(path, sentence), message, "make two sentences of it")
            for word, hint in _banned(text):
                yield Problem(Code.LANGUAGE, origin.find(path, word), f"“{word}” is not said in this guide", hint)


def _banned(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that are not said, each with what to do instead."""
    if not _ANY_BANNED.search(text):
        return
    for patterns, searched in ((_BANNED, text), (_BANNED_OUTSIDE_QUOTES, _QUOTED.sub("“”", text))):
        for pattern, hint in patterns:
            if found := re.search(pattern, searched, re.IGNORECASE):
                yield found.group(), hint


def readers_texts(library: Library) -> Iterator[Document]:
    """The documents written for readers: all but the list of works and the list of points."""
    for document in library.documents():
        if document is not library.references and document is not library.coverage:
            yield document


def start(text: str) -> str:
    """The first words of a text, to find it by."""
    first = text.split()
    return " ".join(first[:6]) + (" …" if len(first) > 6 else "")
