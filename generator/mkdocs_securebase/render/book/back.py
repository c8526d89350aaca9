"""The chapters at the back: questions, resources, sources, words explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.countries import ANYWHERE
from ..templating import stop
from ..typst import array, call, escape, label, plain, quoted
from ..works import authors_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.documents import Work
    from ...model.prose import Phrase
    from .setter import Setter


def faqs(setter: Setter) -> Iterator[str]:
    """Questions that people ask, by theme."""
    yield "#" + call("chapter", plain(setter.words.site.faqs), target=label("page", "faqs"))
    yield escape(setter.words.site.faqs_intro)
    theme = ""
    for faq in setter.library.faqs.values():
        if faq.theme != theme:
            theme = faq.theme
            yield "#" + call("label-line", plain(setter.library.label("theme", theme)))
        yield "#" + call(
            "faq",
            label("faq", faq.id),
            plain(faq.question),
            setter.phrase(faq.short),
            setter.prose(faq.answer),
            array(setter.place(setter.library.lessons[id_]) for id_ in faq.related),
            setter.reviewed(faq),
        )


def resources(setter: Setter) -> Iterator[str]:
    """Books, podcasts and groups, by form."""
    shell = setter.words.shell
    yield "#" + call("chapter", plain(setter.words.site.resources), target=label("page", "resources"))
    yield escape(setter.words.site.resources_intro)
    for form in setter.library.words("resource-form"):
        group = [resource for resource in setter.library.resources.values() if resource.form == form]
        if group:
            yield "#" + call("part", plain(setter.library.label("resource-form", form)), level="2")
        for resource in group:
            by = ", ".join(str(part) for part in (resource.by, resource.year) if part)
            places = ", ".join(setter.library.label("place", place) for place in resource.where if place != ANYWHERE)
            told = (
                (shell.for_whom, resource.for_whom),
                (shell.strength, resource.strength),
                (shell.limit, resource.limit),
            )
            yield "#" + call(
                "resource",
                label("resource", resource.id),
                plain(resource.title),
                plain(by) if by else "none",
                plain(places) if places else "none",
                quoted(resource.url) if resource.url else "none",
                *(array((plain(name), setter.phrase(text))) for name, text in told if text),
                *(array((plain(shell.cost), plain(cost))) for cost in (resource.cost,) if cost),
                checked=plain(shell.checked.format(date=setter.date(resource.checked))) if resource.checked else "[]",
                whole=setter.whole(
                    resource.title, by, places, resource.for_whom, resource.strength, resource.limit, resource.cost
                ),
            )


def references(setter: Setter) -> Iterator[str]:
    """Every work that is cited, by number."""
    yield "#" + call("chapter", plain(setter.words.site.references), target=label("page", "references"))
    yield escape(setter.words.site.references_intro)
    shell = setter.words.shell
    for number, work in enumerate(setter.library.works.values(), start=1):
        seen = str(getattr(shell, f"seen_{work.seen}"))
        read = shell.verified_memory if work.verified == "memory" else seen
        url = f"https://doi.org/{work.doi}" if work.doi else work.url
        said = tuple(_said(work))
        yield "#" + call(
            "work",
            label("ref", work.id),
            str(number),
            plain(f"{authors_of(work)} ({work.year})."),
            plain(stop(work.title)),
            plain(_place(work)),
            quoted(url) if url else "none",
            " + [ ] + ".join(plain(words) if isinstance(words, str) else setter.phrase(words) for words in said),
            plain(read),
            whole=setter.whole(authors_of(work), work.title, _place(work), url or "", *said, read),
        )


def _said(work: Work) -> Iterator[str | Phrase]:
    """What a work is for, or what it found, fact by fact."""
    if work.supports:
        yield stop(work.supports)
    for fact in work.facts:
        yield fact.found
        if fact.whom:
            yield stop(fact.whom)


def glossary(setter: Setter) -> Iterator[str]:
    """Words and their meanings, in the order of the alphabet."""
    yield "#" + call("chapter", plain(setter.words.site.glossary), target=label("page", "glossary"))
    yield escape(setter.words.site.glossary_intro)
    for term in setter.library.terms.values():
        also = setter.words.shell.also.format(words=", ".join(term.also)) if term.also else ""
        yield "#" + call(
            "entry",
            label("term", term.id),
            plain(term.term),
            setter.phrase(term.meaning),
            plain(also) if also else "none",
            whole=setter.whole(term.meaning, also),
        )


# Works ----------------------------------------------------------------------------------------------------------


def _place(work: Work) -> str:
    """Journal or publisher, volume, issue and pages: 'Psychological Review 52(3): 511–524.'"""
    if not work.container:
        return ""
    volume = f" {work.volume}" if work.volume is not None and work.type == "article" else ""
    issue = f"({work.issue})" if volume and work.issue is not None else ""
    pages = f": {work.pages.replace('-', '–')}" if work.pages else ""
    return stop(f"{work.container}{volume}{issue}{pages}")
