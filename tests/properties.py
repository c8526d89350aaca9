"""How many random cases a property is tried on: all of them in `make test`, a tenth in `make quick`."""

from __future__ import annotations

import os

from hypothesis import settings

QUICK = "SECUREBASE_QUICK" in os.environ


def cases(number: int) -> settings:
    """Settings for a property that `number` random cases are worth."""
    return settings(max_examples=max(10, number // 10) if QUICK else number, deadline=None)


def use_as_default() -> None:
    """Let every property that names no number of its own have Hypothesis's hundred cases, or a tenth of them."""
    settings.register_profile("properties", cases(100))
    settings.load_profile("properties")
