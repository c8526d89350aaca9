"""Builds that are killed at fifty points: the site stays whole, and the next build is stopped by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..test_publishing import kill_a_build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("point", range(50))
def test_a_build_that_is_killed_leaves_a_whole_site_and_stops_nobody(tmp_path: Path, point: int) -> None:
    kill_a_build(tmp_path, 0.1 + point / 100)
