"""The index for search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.site import Artifact


def entries(artifacts: tuple[Artifact, ...]) -> list[dict[str, Any]]:
    index = next(a.text for a in artifacts if a.path == "assets/search-index.js")
    assert index.startswith("self.searchEntries=")
    found: list[dict[str, Any]] = json.loads(index.removeprefix("self.searchEntries="))
    return found


def test_everything_that_can_be_opened_is_in_the_index(library: Library, artifacts: tuple[Artifact, ...]) -> None:
    addresses = {entry["to"] for entry in entries(artifacts)}

    assert {f"lessons/{id_}/" for id_ in library.lessons} <= addresses
    assert {f"faqs/#{id_}" for id_ in library.faqs} <= addresses
    assert {f"exercises/{id_}/" for id_ in library.exercises} <= addresses
    assert {f"glossary/#{id_}" for id_ in library.terms} <= addresses
    assert {"./", "safety/", "upset-now/", "self-check/"} <= addresses


def test_a_lesson_is_found_by_everyday_words_and_by_synonyms_of_its_terms(
    library: Library, artifacts: tuple[Artifact, ...]
) -> None:
    words = {entry["to"]: entry.get("words", "") for entry in entries(artifacts)}

    for lesson in library.lessons.values():
        for word in lesson.search_words:
            assert word in words[f"lessons/{lesson.id}/"]
    term = library.terms["attachment-anxiety"]
    assert term.also[0] in words["lessons/two-dials/"]


def test_a_resource_is_found_by_its_country(artifacts: tuple[Artifact, ...]) -> None:
    found = next(entry for entry in entries(artifacts) if entry["to"] == "resources/#iacp")

    assert "Ireland" in found["words"]
