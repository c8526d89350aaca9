"""Links that leave the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.documents import Contact, Resource
from ..model.library import parts, passages
from ..model.prose import ExternalLink, inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.documents import Document
    from ..problems import Path


def external_links(document: Document) -> Iterator[tuple[Path, str]]:
    """The web addresses that a document sends readers to, with their paths in the source. Works cited are no links."""
    if isinstance(document, Resource) and document.url:
        yield ("url",), document.url
    for path, contact in parts(document, Contact):
        if contact.how in ("chat", "web"):
            yield (*path, "value"), contact.value
    for path, passage in passages(document):
        for inline in inlines(passage):
            if isinstance(inline, ExternalLink):
                yield path, inline.url
