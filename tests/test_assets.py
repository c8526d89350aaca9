"""Scripts, styles and fonts as the browser gets them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from mkdocs_securebase import assets
from mkdocs_securebase.assets import AssetsError, build_assets
from mkdocs_securebase.fonts import FACES, FALLBACKS, KERNED, mean_advance, render_font_sheet, subset_font

from .projects import ROOT

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    build_assets(tmp_path / "one")
    build_assets(tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert {"site.css", "site.js", "search.js", "self-check.js", "self-check.css"} <= contents(tmp_path / "one").keys()


def test_nothing_is_built_again_while_the_sources_stay_the_same(tmp_path: Path) -> None:
    assert build_assets(tmp_path) is True
    assert build_assets(tmp_path) is False

    (tmp_path / "site.css").unlink()
    assert build_assets(tmp_path) is True


def test_only_its_own_old_files_are_deleted(tmp_path: Path) -> None:
    build_assets(tmp_path)
    stamp = tmp_path / ".inputs.json"
    stamp.write_text(stamp.read_text("utf-8").replace('"files": [', '"files": ["old.js",'), "utf-8")
    (tmp_path / "old.js").write_text("")
    (tmp_path / "search-index.js").write_text("")
    (tmp_path / "site.js").unlink()

    build_assets(tmp_path)

    assert not (tmp_path / "old.js").exists()
    assert (tmp_path / "search-index.js").exists()


def test_without_the_tools_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "NODE_MODULES", tmp_path)

    with pytest.raises(AssetsError, match="run `make site`"):
        build_assets(tmp_path / "out")


def test_fonts_come_with_their_licences_and_no_script_names_another_host(tmp_path: Path) -> None:
    build_assets(tmp_path)
    made = contents(tmp_path)

    assert sum(len(content) for name, content in made.items() if name.endswith(".woff2")) <= 60_000
    for name in ("fonts/LICENSE-literata.txt", "fonts/LICENSE-atkinson-hyperlegible-next.txt"):
        assert b"SIL Open Font License" in made[name] or b"SIL OPEN FONT LICENSE" in made[name]
    for name, content in made.items():
        if name.endswith((".js", ".css")):
            assert re.findall(rb"https?://", content) == [], name


@pytest.fixture(scope="module")
def fonts() -> dict[str, bytes]:
    """Every face of the site as it is published."""
    return {face.file: subset_font((ROOT / "node_modules" / face.source).read_bytes()) for face in FACES}


def rules(sheet: str) -> list[dict[str, str]]:
    """The `@font-face` rules of a sheet, each by its properties."""
    found = re.findall(r"@font-face\{(.*?)\}", sheet)
    return [dict(part.split(":", 1) for part in rule.split(";")) for rule in found]


def test_every_face_is_shown_as_soon_as_it_comes(fonts: dict[str, bytes]) -> None:
    own = [rule for rule in rules(render_font_sheet(fonts)) if "url(" in rule["src"]]

    assert len(own) == len(FACES)
    assert {rule["font-display"] for rule in own} == {"swap"}


def test_a_stand_in_is_as_wide_and_as_high_as_the_face_that_it_stands_for(fonts: dict[str, bytes]) -> None:
    stand_ins = [rule for rule in rules(render_font_sheet(fonts)) if "local(" in rule["src"]]
    assert len(stand_ins) == len(FALLBACKS)

    for rule, fallback in zip(stand_ins, FALLBACKS, strict=True):
        _, weight, style = fallback.stands_for
        face = next(f for f in FACES if (f.family, f.weight, f.style) == fallback.stands_for)
        font = TTFont(BytesIO(fonts[face.file]))
        size, up, down = (
            float(rule[name].rstrip("%")) / 100 for name in ("size-adjust", "ascent-override", "descent-override")
        )
        assert (rule["font-weight"], rule["font-style"]) == (str(weight), style)
        assert fallback.advance * size == pytest.approx(KERNED * mean_advance(font), rel=0.001)
        assert up * size == pytest.approx(font["hhea"].ascent / font["head"].unitsPerEm, rel=0.001)
        assert down * size == pytest.approx(-font["hhea"].descent / font["head"].unitsPerEm, rel=0.001)


def test_every_face_has_stand_ins_and_the_sheet_asks_for_all_of_them() -> None:
    tokens = (ROOT / "generator" / "mkdocs_securebase" / "theme" / "styles" / "tokens.css").read_text("utf-8")
    for face in FACES:
        families = {f.family for f in FALLBACKS if f.stands_for == (face.family, face.weight, face.style)}
        listed = next(line for line in tokens.splitlines() if f": {face.family}," in line)
        assert families == set(re.findall(r'"([^"]+)"', listed)), face.file


@pytest.mark.parametrize(
    ("file", "name"),
    [("LiberationSerif-Regular", "Liberation Serif"), ("LiberationSerif-Italic", "Liberation Serif Italic"),
     ("LiberationSerif-Bold", "Liberation Serif Bold"), ("LiberationSans-Regular", "Liberation Sans"),
     ("LiberationSans-Bold", "Liberation Sans Bold")],
)  # fmt: skip
def test_what_is_noted_of_a_stand_in_is_what_it_measures(file: str, name: str) -> None:
    path = Path("/usr/share/fonts/truetype/liberation") / f"{file}.ttf"
    if not path.is_file():
        pytest.skip(f"{name} is not on this machine")

    noted = next(fallback.advance for fallback in FALLBACKS if name in fallback.names)
    assert mean_advance(TTFont(path)) == pytest.approx(noted, abs=0.0001)
