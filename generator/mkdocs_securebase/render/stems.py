"""Words as search compares them: every form of a word has one stem, and a compound one spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse, pairwise
from typing import TYPE_CHECKING

from snowballstemmer import stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "y", "ion", "ation", "ive", "al", "ment", "ful", "ness")
SHORTEST = 6
"""Letters that a compound needs to be found in one word as well: 'break-up' as 'breakup', but not 'to-do' as 'todo'."""

_stem_word = stemmer("english").stemWord


@lru_cache(maxsize=1 << 16)  # each text is asked for several times in a build, and again after each save
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters, without apostrophes and accents; `words.js` splits what is typed alike."""
    return tuple(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    letters = re.sub("[’']", "", text.lower())
    if letters.isascii():
        return letters
    letters = unicodedata.normalize("NFD", letters)
    return "".join(filterfalse(unicodedata.combining, letters))


@cache
def stem(word: str) -> str:
    """What all forms of a word share: 'overthinking' and 'overthinks' give 'overthink'."""
    return str(_stem_word(word))


@cache
def forms_of(word: str) -> frozenset[str]:
    """The regular forms of a word, itself among them: those that have its stem."""
    made = {word}
    for root in {word, stem(word)}:
        base, last = root[:-1], root[-1:]
        made |= {root + end for end in _ENDINGS} | {root + last + end for end in ("ed", "ing", "er")}
        if last in ("e", "y", "i"):
            made |= {base + end for end in ("ing", "ed", "er", "ies", "ied", "y", "ying")}
    return frozenset(form for form in made if stem(form) == stem(word))


class Compounds:
    """The compounds of a guide, in one word: 'breakup' where any text writes 'break-up' or 'breakup'."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.known: set[str] = set()
        self._words: dict[str, tuple[str, ...]] = {}
        for text in texts:
            plain = _plain(text)
            self.known.update(_WORD.findall(plain))
            self.known.update(found.replace("-", "") for found in _COMPOUND.findall(plain))

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, and after them the compounds that its neighbours make."""
        if (found := self._words.get(text)) is None:
            found = self._words[text] = (*words_of(text), *self._joined(words_of(text)))
        return found

    def _joined(self, words: Iterable[str]) -> Iterator[str]:
        for first, second in pairwise(words):
            joined = first + second
            if joined in self.known and len(joined) >= SHORTEST and min(len(first), len(second)) > 1:
                yield joined
