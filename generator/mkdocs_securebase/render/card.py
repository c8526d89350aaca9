"""The picture that stands beside a link to a page when somebody shares it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from .typst import call, plain

TEMPLATE = files("mkdocs_securebase.render").joinpath("templates/card.typ").read_text(encoding="utf-8")
SIZE = (1200, 630)
"""Pixels: what link previews ask for."""


@dataclass(frozen=True)
class Card:
    """The words on one card."""

    name: str
    kicker: str
    title: str
    look: str
    """The colours and the mark, as Typst."""

    @property
    def source(self) -> str:
        """The card as a Typst document of one page."""
        card = call("card", plain(self.name), plain(self.kicker), plain(self.title))
        return f"{self.look}{TEMPLATE}\n#{card}\n"

    @property
    def path(self) -> str:
        """Its place on the site. The name is a hash of all that the card shows, so that equal cards share one file."""
        return f"assets/cards/{hashlib.sha256(self.source.encode()).hexdigest()[:16]}.png"
