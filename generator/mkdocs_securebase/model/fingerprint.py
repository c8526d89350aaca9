"""A digest of a value of the model: two values share it only where nothing in them differs."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .base import Model
from .prose import TwoWays, as_written

_ATOMS = (bool, int, float, Decimal, Fraction, date, type(None))


def fingerprint(value: object) -> str:
    """The digest, the same in every run. Raises TypeError for a value that a model cannot hold."""
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()


def _plain(value: Any) -> object:
    """Everything that a value holds, as nested tuples of texts."""
    match value:
        case TwoWays():
            return ("two ways", str(value), _plain(value.paper))
        case str():
            return ("text", str(value), as_written(value))
        case Model():
            return (type(value).__name__, *((name, _plain(getattr(value, name))) for name in type(value).model_fields))
        case tuple() | list():
            return ("tuple", *map(_plain, value))
        case dict():
            return ("dict", *((_plain(key), _plain(one)) for key, one in value.items()))
        case frozenset():
            return ("set", *sorted(map(repr, map(_plain, value))))
        case _ if isinstance(value, _ATOMS):
            return (type(value).__name__, str(value))
        case _ if is_dataclass(value):
            return (type(value).__name__, *((one.name, _plain(getattr(value, one.name))) for one in fields(value)))
        case _:
            raise TypeError(f"no value of the model: {type(value).__name__}")
