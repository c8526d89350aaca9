"""Every built page is valid HTML in the eyes of two validators."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.gate

NODE_MODULES = Path(__file__).parent / "node_modules"
OF_A_FILE = "Resource violates Content Security Policy"
"""Said of every style and script: a file has no origin that could be 'self'. test_policy.py drives the policy."""
STANDARD = {"root": True, "extends": ["html-validate:standard"]}


def vnu(site: Path) -> list[str]:
    """What the Nu validator finds: errors and warnings."""
    if not shutil.which("java"):
        pytest.skip("NOT CHECKED BY VNU: there is no Java")
    done = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-jar",
            str(NODE_MODULES / "vnu-jar/build/dist/vnu.jar"),
            "--skip-non-html",
            "--format",
            "json",
            site,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        f"{Path(one['url']).parent.name}:{one.get('lastLine')}: {one['type']}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if not one["message"].startswith(OF_A_FILE)
    ]


def html_validate(site: Path, folder: Path) -> list[str]:
    """What html-validate finds against the standard."""
    config = folder / "html-validate.json"
    config.write_text(json.dumps(STANDARD), "utf-8")
    told = folder / "html-validate-told.json"  # a pipe would be cut off where it tells much
    told.unlink(missing_ok=True)
    subprocess.run(
        ["node", NODE_MODULES / ".bin/html-validate", "--config", config, "-f", f"json={told}", f"{site}/**/*.html"],
        capture_output=True,
        check=False,
    )
    return [
        f"{Path(page['filePath']).parent.name}:{one['line']}: {one['ruleId']}: {one['message']}"
        for page in json.loads(told.read_text("utf-8"))
        for one in page["messages"]
    ]


def test_the_nu_validator_finds_nothing(site: Path) -> None:
    assert vnu(site) == []


def test_html_validate_finds_nothing(site: Path, tmp_path: Path) -> None:
    assert html_validate(site, tmp_path) == []


def test_both_see_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><p>a<div id="a"></div><div id="a"></div></p></html>', "utf-8"
    )

    assert vnu(tmp_path)
    assert html_validate(tmp_path, tmp_path)
