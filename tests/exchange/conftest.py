"""What the tests of exchange borrow from those of scoring."""

from ..scoring.conftest import closeness

__all__ = ["closeness"]
