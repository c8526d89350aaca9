"""Help lines in the book: each way to reach one is a link, in figures that can be read in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.help import help_anywhere, help_places
from ...model.interface import word_of
from ..contacts import contact_href, contact_label
from ..typst import array, call, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.documents import Contact, HelpLine
    from .setter import Setter


def first_numbers(setter: Setter) -> str:
    """The numbers that cannot wait, of every country: those for an emergency, and the first for the next purpose."""
    library = setter.library
    first = library.words("purpose")[:2]

    def ways(lines: Iterable[HelpLine], purpose: str) -> str:
        found = [line for line in lines if not line.region]
        contacts = (
            [contact for line in found for contact in line.contacts]
            if purpose == "emergency"
            else [contact for line in found[:1] for contact in line.contacts[:1]]
        )
        return array(_contact(setter, contact) for contact in contacts)

    return "#" + call(
        "first-numbers",
        array(plain(library.label("purpose", purpose)) for purpose in first),
        *(
            array((plain(place.name), *(ways(place.by_purpose.get(purpose, ()), purpose) for purpose in first)))
            for place in help_places(library.safety, library.course.language, library.words("purpose"))
        ),
    )


def help_by_country(setter: Setter) -> Iterator[str]:
    """Every line, country by country."""
    words, safety = setter.words, setter.library.safety
    yield "#" + call("part", plain(words.lines.by_country), level="2")
    purposes = setter.library.words("purpose")
    for place in (
        *help_places(safety, setter.library.course.language, purposes),
        help_anywhere(safety, words.lines.anywhere, purposes),
    ):
        yield "#" + call("part", plain(place.name), level="3")
        for purpose, lines in place.by_purpose.items():
            head = plain(setter.library.label("purpose", purpose))
            yield "#" + call("help-lines", head, *(_help_line(setter, line) for line in lines))


def _help_line(setter: Setter, line: HelpLine) -> str:
    """A line as name, what to know before, how it was checked, ways to reach it."""
    words, check = setter.words.lines, line.checked
    languages = words.languages.format(languages=line.languages) if line.languages else None
    facts = (line.for_, line.hours, line.cost, languages, None if line.contacts else words.name_only)
    name = f"{line.name} ({line.region})" if line.region else line.name
    checked = word_of(words, check.how).format(page=check.page, date=setter.date(check.when))
    return array(
        (
            plain(name),
            plain(" ".join(fact for fact in facts if fact)),
            plain(checked),
            array(_contact(setter, contact) for contact in line.contacts),
        )
    )


def _contact(setter: Setter, contact: Contact) -> str:
    note = plain(contact.note) if contact.note else "none"
    return array((quoted(contact_href(contact)), plain(contact_label(contact, setter.words)), note))
