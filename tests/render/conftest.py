"""The real guide, rendered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.render.site import Artifact, render_site

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library


@pytest.fixture(scope="session")
def artifacts(library: Library) -> tuple[Artifact, ...]:
    """Every file of the hosted site."""
    return render_site(library)
