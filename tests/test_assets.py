"""Scripts, styles and fonts as the browser gets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.assets import AssetsError, build_assets

from .projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    build_assets(ROOT, tmp_path / "one")
    build_assets(ROOT, tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert {"site.css", "site.js", "search.js", "self-check.js", "self-check.css"} <= contents(tmp_path / "one").keys()


def test_nothing_is_built_again_while_the_sources_stay_the_same(tmp_path: Path) -> None:
    assert build_assets(ROOT, tmp_path) is True
    assert build_assets(ROOT, tmp_path) is False

    (tmp_path / "site.css").unlink()
    assert build_assets(ROOT, tmp_path) is True


def test_only_its_own_old_files_are_deleted(tmp_path: Path) -> None:
    build_assets(ROOT, tmp_path)
    stamp = tmp_path / ".inputs.json"
    stamp.write_text(stamp.read_text("utf-8").replace('"files": [', '"files": ["old.js",'), "utf-8")
    (tmp_path / "old.js").write_text("")
    (tmp_path / "search-index.js").write_text("")
    (tmp_path / "site.js").unlink()

    build_assets(ROOT, tmp_path)

    assert not (tmp_path / "old.js").exists()
    assert (tmp_path / "search-index.js").exists()


def test_without_the_tools_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AssetsError, match="run `make site`"):
        build_assets(tmp_path, tmp_path / "out")


def test_fonts_come_with_their_licences_and_no_script_names_another_host(tmp_path: Path) -> None:
    build_assets(ROOT, tmp_path)
    made = contents(tmp_path)

    assert sum(len(content) for name, content in made.items() if name.endswith(".woff2")) <= 60_000
    for name in ("fonts/LICENSE-literata.txt", "fonts/LICENSE-atkinson-hyperlegible-next.txt"):
        assert b"SIL Open Font License" in made[name] or b"SIL OPEN FONT LICENSE" in made[name]
    for name, content in made.items():
        if name.endswith((".js", ".css")):
            assert re.findall(rb"https?://", content) == [], name
