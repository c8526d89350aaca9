"""What search reads: everything that can be opened, the words that lead there, and what tells that somebody needs help.

All is worked out here, so that a browser only adds up: words are cut to their stems, each stem knows the entries that
hold it with what it is worth there, and the phrases of content/safety.yaml are cut alike.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ..model.blocks import Figure
from ..model.countries import ANYWHERE
from ..model.help import help_countries
from ..model.library import parts, passages, texts
from ..model.phrases import MARKS, slots_of
from ..model.prose import Reference, plain_text
from .contacts import contact_href, contact_label
from .links import book_path
from .stems import SHORTEST, Compounds, forms_of, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model.documents import Document, HelpLine
    from ..model.library import Library
    from .links import SiteLinks

TITLE, WORDS, HEADINGS, SUMMARY, BODY = 9.0, 7.0, 3.0, 2.5, 1.0
"""What a word is worth by where it stands."""


@dataclass(frozen=True)
class Entry:
    """Something that search can lead to, with the texts by which it is found."""

    to: str
    kind: str
    title: str
    summary: str
    words: tuple[str, ...] = ()
    """Everyday words and phrases that should find it."""
    synonyms: tuple[str, ...] = ()
    """Other names of what it is about."""
    headings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


def render_search_index(library: Library, entries: tuple[Entry, ...]) -> str:
    """A classic script that hands over what search needs at once: such a script also loads from the file system."""
    return _script(
        "searchIndex",
        {
            "entries": [[entry.to, entry.kind, entry.title, entry.summary] for entry in entries],
            "help": _help(library, entries),
        },
    )


def render_search_texts(entries: tuple[Entry, ...]) -> str:
    """The second script: the stems of all texts with what each is worth in which entry, and the forms of all words."""
    compounds = Compounds(text for entry in entries for text in _texts(entry))
    words = {word for entry in entries for text in _texts(entry) for word in compounds.words(text)}
    named = (text for entry in entries for text in (entry.title, *entry.words, *entry.synonyms))
    forms = _forms({word for text in named for word in words_of(text)}, words)
    return _script(
        "searchTexts",
        {"stems": _weights(entries, compounds), "forms": forms, "phrases": _phrases(entries)},
    )


def _script(name: str, value: object) -> str:
    return f"self.{name}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n"


# Entries ----------------------------------------------------------------------------------------------------------


def search_entries(library: Library, links: SiteLinks) -> tuple[Entry, ...]:
    """Everything that search can lead to."""
    return tuple(_entries(library, links))


def _entries(library: Library, links: SiteLinks) -> Iterator[Entry]:
    words = library.interface
    guide = library.name
    for page in library.pages.values():
        to = links.href(Reference("page", page.id))
        yield Entry(to, guide, page.title, page.summary, page.search_words, (), _headings(page), _body(page))
    for instrument in library.instruments.values():
        to = links.href(Reference("instrument", instrument.id))
        yield Entry(to, guide, instrument.title, instrument.summary, instrument.search_words, body=_body(instrument))
    for name in library.lists:
        title, summary = getattr(words.site, name), getattr(words.site, f"{name}_intro")
        yield Entry(links.to(f"{name}/"), guide, title, summary, getattr(words.search, f"{name}_words"))
    if library.outputs.book:
        yield Entry(
            links.to(book_path(library)),
            words.search.book_kind,
            words.search.book,
            words.search.book_text,
            tuple(words.search.book_words),
        )
    for lesson in library.lessons.values():
        yield Entry(
            links.href(Reference("lesson", lesson.id)),
            words.site.lesson,
            lesson.title,
            lesson.summary,
            lesson.search_words,
            _terms(library, lesson),
            (*_headings(lesson), *map(plain_text, lesson.key_points)),
            _body(lesson),
        )
    for faq in library.faqs.values():
        to, short = links.href(Reference("faq", faq.id)), plain_text(faq.short)
        yield Entry(to, words.site.faqs, faq.question, short, faq.search_words, body=_body(faq))
    for lesson, exercise in library.exercises.values():
        to, purpose = links.href(Reference("exercise", exercise.id)), plain_text(exercise.purpose)
        yield Entry(to, words.exercise.exercise, exercise.name, purpose, headings=(lesson.title,), body=_body(exercise))
    for resource in library.resources.values():
        places = (library.label("place", place) for place in resource.where if place != ANYWHERE)
        to, strength = links.href(Reference("resource", resource.id)), plain_text(resource.strength)
        by = (resource.by,) if resource.by else ()
        audiences = (library.label("audience", audience) for audience in resource.audience)
        found_by = _with_same(library, (*places, library.label("resource-form", resource.form), *audiences))
        yield Entry(to, words.site.resources, resource.title, strength, by, found_by, body=_body(resource))
    for term in library.terms.values():
        to, meaning = links.href(Reference("term", term.id)), plain_text(term.meaning)
        yield Entry(to, words.site.glossary, term.term, meaning, term.also)


def _with_same(library: Library, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines, with the words that mean the same as one of theirs."""
    text = f" {' '.join(words_of(' '.join(lines)))} "
    groups = (group for group in library.interface.search.same if any(f" {word.lower()} " in text for word in group))
    return (*lines, *(word for group in groups for word in group))


def _headings(document: Document) -> tuple[str, ...]:
    return tuple(block.heading for block in getattr(document, "body", ()) if hasattr(block, "heading"))


def _body(value: object) -> tuple[str, ...]:
    """The texts of a document, figures apart: what a picture shows is no reason to open a page."""
    figures = [path for path, _ in parts(value, Figure)]
    return tuple(text for path, text in texts(value) if not any(path[: len(at)] == at for at in figures))


def _terms(library: Library, document: Document) -> tuple[str, ...]:
    """The glossary's words for what a text links to, with their other names: synonyms that find the text."""
    used = {link.target.id: None for _, text in passages(document) for link in text.links if link.target.kind == "term"}
    return tuple(word for id_ in used for word in (library.terms[id_].term, *library.terms[id_].also))


# Words ------------------------------------------------------------------------------------------------------------


def _texts(entry: Entry) -> Iterator[str]:
    yield from (entry.title, *entry.words, *entry.synonyms, *entry.headings, entry.summary, *entry.body)


def _weights(entries: tuple[Entry, ...], compounds: Compounds) -> dict[str, str]:
    """Each stem with the entries that hold it: '4K' says that it is worth K in the fourth one.

    A number in base 36 says how far the entry stands behind the one before, and a letter how much the stem is worth
    there; each letter is a quarter more than the last. Words of more than half of all entries tell nothing.
    """
    bodies = [Counter(map(stem, chain.from_iterable(map(compounds.words, entry.body)))) for entry in entries]
    usual = sum(map(Counter.total, bodies)) / max(1, sum(map(bool, bodies)))
    worth: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for number, (entry, body) in enumerate(zip(entries, bodies, strict=True)):
        length = 0.25 + 0.75 * body.total() / usual
        for word, count in body.items():
            worth[word][number] += BODY * 2.2 * count / (count + 1.2 * length)
        for points, lines in (
            (TITLE, (entry.title,)),
            (WORDS, (*entry.words, *entry.synonyms)),
            (HEADINGS, entry.headings),
            (SUMMARY, (entry.summary,)),
        ):
            best: dict[str, float] = {}
            for line in lines:
                found = {stem(word) for word in compounds.words(line)}
                for word in found:  # a word among few is worth more than one among many
                    best[word] = max(best.get(word, 0), points * (0.4 + 0.6 / len(found) ** 0.5))
            for word, points_here in best.items():
                worth[word][number] += points_here
    return {word: _packed(held) for word, held in sorted(worth.items()) if len(held) <= len(entries) / 2}


STEP, LEAST = 1.25, 0.1


def _packed(held: Mapping[int, float]) -> str:
    packed, before = [], -1
    for number, points in sorted(held.items()):
        letter = min(25, max(0, round(math.log(points / LEAST, STEP))))
        packed.append(f"{_base36(number - before)}{chr(ord('A') + letter)}")
        before = number
    return "".join(packed)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(number // 36) if number >= 36 else "") + digits[number % 36]


def _forms(words: Iterable[str], exact: Iterable[str] = ()) -> dict[str, str]:
    """The forms of words by their endings: {'|s|ing': 'hit kick'}. The first ending makes the stem.

    Of `exact` words no other form is added.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for word in words:
        forms[stem(word)] |= forms_of(word)
    for word in exact:
        forms[stem(word)].add(word)
    alike: dict[str, list[str]] = defaultdict(list)
    for key, found in sorted(forms.items()):
        base = key
        while not all(form.startswith(base) for form in found):
            base = base[:-1]
        endings = (form[len(base) :] for form in (key, *sorted(found - {key})))
        alike["|".join(endings)].append(base)
    return {endings: " ".join(bases) for endings, bases in alike.items()}


def _phrases(entries: tuple[Entry, ...]) -> dict[str, list[int]]:
    """Whole titles and search words, in stems: whoever types one of them means that entry."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for line in dict.fromkeys(" ".join(map(stem, words_of(line))) for line in (entry.title, *entry.words)):
            found[line].append(number)
    return {line: numbers for line, numbers in found.items() if line}


# Help -------------------------------------------------------------------------------------------------------------


def _help(library: Library, entries: tuple[Entry, ...]) -> dict[str, object]:
    """What tells that somebody needs help, and the lines that are shown then."""
    safety = library.safety
    used = {stem(word) for entry in entries for text in _texts(entry) for word in words_of(text)}
    phrases = [phrase for line in safety.lines for phrase in line.search_words]
    phrases += [phrase for intent in safety.intents for phrase in (*intent.certain, *intent.phrases, *intent.alone)]
    phrases += [*safety.everyday, *(word for group in safety.word_groups for word in group.words)]
    typed = {word.replace("-", "") for phrase in phrases for slot in slots_of(phrase) for word in slot}
    names = {word for line in safety.lines for name in (*_names(line), *_own_words(line)) for word in words_of(name)}
    exact = {word[:-1] for word in typed if word.endswith("!")}
    plain = {word.replace("'", "") for word in typed if word[-1] not in "!}" and word not in MARKS}
    known = {*plain, *names, *safety.little_words, *safety.line_words, *_places(library)}
    return {
        "countries": {
            country.code: [country.name, " ".join(country.zones), "|".join(_called(library, country.name))]
            for country in help_countries(safety, library.course.language)
        },
        "lines": [
            {
                "purpose": line.purpose,
                "countries": line.countries,
                "region": line.region or "",
                "name": line.name,
                "for": line.for_ or "",
                "contacts": [
                    {"label": contact_label(contact, library.interface), "href": contact_href(contact)}
                    for contact in line.contacts
                ],
                "numbers": [re.sub(r"\D", "", c.value) for c in line.contacts if c.how in ("call", "text")],
                "names": [" ".join(map(stem, words_of(name))) for name in _names(line)],
                "own": " ".join(key for key in dict.fromkeys(map(stem, _own_words(line))) if key not in used),
                "phrases": list(map(_cut, line.search_words)),
            }
            for line in safety.lines
        ],
        "intents": [
            {
                "purposes": intent.purposes,
                "certain": list(map(_cut, intent.certain)),
                "phrases": list(map(_cut, intent.phrases)),
                "alone": list(map(_cut, intent.alone)),
            }
            for intent in safety.intents
        ],
        "groups": {group.name: " ".join(dict.fromkeys(map(_cut, group.words))) for group in safety.word_groups},
        "everyday": list(map(_cut, safety.everyday)),
        "little": " ".join(dict.fromkeys(map(stem, safety.little_words))),
        "beside": " ".join(dict.fromkeys(map(stem, (*safety.line_words, *_places(library))))),
        "forms": _forms(_shortest(known), {*known, *exact}),
    }


def _shortest(words: Iterable[str]) -> Iterator[str]:
    """Of the words with one stem the shortest: its forms are real words, those of 'isolating' are not."""
    by_stem: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (len(word), word)):
        by_stem.setdefault(stem(word), word)
    yield from by_stem.values()


def _names(line: HelpLine) -> tuple[str, ...]:
    """What people may call a line: its name, each part of it, as 'NHS 111' and 'mental health option', or its site."""
    sites = (contact.value.removeprefix("www.") for contact in line.contacts if contact.how not in ("call", "text"))
    return tuple(dict.fromkeys((line.name, *filter(None, map(str.strip, re.split(r"[,()]", line.name))), *sites)))


def _own_words(line: HelpLine) -> Iterator[str]:
    """The words that may mean a line wherever they stand: 'samaritans', 'telemanas', 'RAINN', its site."""
    yield from (word for name in _names(line) if len(word := "".join(words_of(name))) >= SHORTEST)
    yield from (word.lower() for word in re.findall(r"\b[A-Z]{4,}\b", line.name))
    for contact in line.contacts:
        if contact.how in ("chat", "web"):
            host = contact.value.removeprefix("www.").split(".")[0]
            yield from (word for word in words_of(host) if len(word) >= SHORTEST)


def _cut(phrase: str) -> str:
    """A phrase with its words cut to stems; '=reads' is a word that counts in this form only."""
    return " ".join("/".join(dict.fromkeys(map(_cut_choice, slot))) for slot in slots_of(phrase))


def _cut_choice(choice: str) -> str:
    if choice in MARKS or choice.startswith("{"):
        return choice
    word = re.sub("[-']", "", choice)
    return f"={word[:-1]}" if word.endswith("!") else stem(word)


def _called(library: Library, country: str) -> Iterator[str]:
    """What else people call a country: 'UK', 'England'."""
    for group in library.interface.search.same:
        if country in group:
            yield from (name.lower() for name in group if name != country)


def _places(library: Library) -> Iterator[str]:
    """The words in the names of countries and regions with lines."""
    for country in help_countries(library.safety, library.course.language):
        yield from words_of(" ".join((country.name, *_called(library, country.name))))
    for line in library.safety.lines:
        yield from words_of(line.region or "")
