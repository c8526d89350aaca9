"""The index for search."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mkdocs_securebase.render.links import SiteLinks, site_paths
from mkdocs_securebase.render.search import search_entries
from mkdocs_securebase.render.site import render_site
from mkdocs_securebase.render.stems import Compounds, forms_of, stem

from ..checks.guides import library_with
from ..projects import MINIMAL

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.search import Entry
    from mkdocs_securebase.render.site import Artifact


def script(artifacts: tuple[Artifact, ...], name: str, variable: str) -> dict[str, Any]:
    text = next(a.text for a in artifacts if a.path == f"assets/{name}.js")
    assert text.startswith(f"self.{variable}=")
    found: dict[str, Any] = json.loads(text.removeprefix(f"self.{variable}="))
    return found


def entries(library: Library) -> dict[str, Entry]:
    return {entry.to: entry for entry in search_entries(library, SiteLinks(site_paths(library), ""))}


def test_everything_that_can_be_opened_is_in_the_index(library: Library, artifacts: tuple[Artifact, ...]) -> None:
    addresses = {to for to, *_ in script(artifacts, "search-index", "searchIndex")["entries"]}

    assert {f"lessons/{id_}/" for id_ in library.lessons} <= addresses
    assert {f"faqs/#{id_}" for id_ in library.faqs} <= addresses
    assert {f"exercises/{id_}/" for id_ in library.exercises} <= addresses
    assert {f"glossary/#{id_}" for id_ in library.terms} <= addresses
    assert {"./", "safety/", "upset-now/", "self-check/", "exercises/", "resources/"} <= addresses
    assert f"book/{library.course.id}.pdf" in addresses


def test_a_text_is_found_by_everyday_words_and_by_synonyms_of_its_terms(library: Library) -> None:
    found = entries(library)

    for lesson in library.lessons.values():
        assert found[f"lessons/{lesson.id}/"].words == lesson.search_words
    assert found["self-check/"].words == library.instruments["closeness-self-check"].search_words
    assert library.terms["attachment-anxiety"].also[0] in found["lessons/two-dials/"].synonyms


def test_a_resource_is_found_by_its_country(library: Library) -> None:
    assert "Ireland" in entries(library)["resources/#iacp"].synonyms


def test_bodies_are_indexed_by_stem(artifacts: tuple[Artifact, ...]) -> None:
    texts = script(artifacts, "search-texts", "searchTexts")

    assert "taxi" in texts["stems"]  # only in the body of a lesson
    assert "overthink" in texts["stems"]
    assert "overthinking" not in texts["stems"]


def test_what_is_needed_to_tell_danger_comes_with_the_first_script(artifacts: tuple[Artifact, ...]) -> None:
    help_ = script(artifacts, "search-index", "searchIndex")["help"]

    assert "hopeless" in help_["intents"][0]["phrases"]
    assert any(line["name"] == "Samaritans" for line in help_["lines"])
    assert help_["countries"]["GB"][1].split().count("Europe/London") == 1


def test_all_forms_of_a_word_have_one_stem() -> None:
    assert {"hit", "hits", "hitting"} <= forms_of("hit")
    assert {"abuse", "abused", "abusing"} <= forms_of("abuse")
    assert {stem(form) for form in forms_of("worry")} == {stem("worries")}


def test_a_compound_is_found_however_it_is_spelled() -> None:
    compounds = Compounds(["after a break-up", "self harm"])

    assert list(compounds.words("the break up")) == ["the", "break", "up", "breakup"]
    assert list(compounds.words("self harm")) == ["self", "harm"]


def test_the_last_letter_is_doubled_where_a_form_doubles_it() -> None:
    assert {"stop", "stopped", "stopping"} <= forms_of("stop")
    assert "planning" in forms_of("plan")


def test_a_word_is_worth_more_in_a_short_text_than_in_a_long_one() -> None:
    faq = (MINIMAL / "content" / "faqs" / "why.yaml").read_text(encoding="utf-8")
    texts = {"short": "A heron came.", "long": "A heron came. " + "Nobody knew what it was there for. " * 20}
    more = {
        f"faqs/{id_}": faq.replace("id: why", f"id: {id_}").replace("See [one](lesson:one).", text)
        for id_, text in texts.items()
    }
    found = render_site(library_with(more=more))
    index, bodies = script(found, "search-index", "searchIndex"), script(found, "search-texts", "searchTexts")
    addresses = [to for to, *_ in index["entries"]]
    at, worth = -1, {}
    for step, letter in re.findall(r"([0-9a-z]+)([A-Z])", bodies["stems"]["heron"]):
        at += int(step, 36)
        worth[addresses[at]] = letter

    assert worth["faqs/#short"] > worth["faqs/#long"]
