"""A questionnaire with its scoring: items, response scale, subscales, bands, profiles."""

from __future__ import annotations

from typing import Literal

from .base import Model, Slug
from .prose import Plain


class Instrument(Model):
    kind: Literal["instrument"]
    id: Slug
    title: Plain
    summary: Plain
