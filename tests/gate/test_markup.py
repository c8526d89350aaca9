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


def vnu(*sites: Path) -> list[str]:
    """What the Nu validator finds: errors and warnings."""
    if not shutil.which("java"):
        pytest.skip("NOT CHECKED BY VNU: there is no Java")
    done = subprocess.run(
        [
            "java",
            "-Xss4m",
            *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),  # half the processor time: it ends before it would pay
            "-jar",
            str(NODE_MODULES / "vnu-jar/build/dist/vnu.jar"),
            "--skip-non-html",
            "--format",
            "json",
            *sites,
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


def html_validate(folder: Path, *sites: Path) -> list[str]:
    """What html-validate finds against the standard."""
    config = folder / "html-validate.json"
    config.write_text(json.dumps(STANDARD), "utf-8")
    told = folder / "html-validate-told.json"  # a pipe would be cut off where it tells much
    told.unlink(missing_ok=True)
    program = NODE_MODULES / ".bin" / "html-validate"
    pages = [f"{site}/**/*.html" for site in sites]
    subprocess.run(
        ["node", program, "--config", config, "-f", f"json={told}", *pages], capture_output=True, check=False
    )
    return [
        f"{Path(page['filePath']).parent.name}:{one['line']}: {one['ruleId']}: {one['message']}"
        for page in json.loads(told.read_text("utf-8"))
        for one in page["messages"]
    ]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A folder with one page that both must find fault with."""
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "index.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><p>a<div id="a"></div><div id="a"></div></p></html>', "utf-8"
    )
    return tmp_path / "wrong"


def only_wrong(found: list[str]) -> bool:
    """Whether the page that is wrong was told of, and no other."""
    return {one.split(":")[0] for one in found} == {"wrong"}


def test_the_nu_validator_finds_nothing(site: Path, wrong: Path) -> None:
    found = vnu(site, wrong)

    assert only_wrong(found), found


def test_html_validate_finds_nothing(site: Path, wrong: Path, tmp_path: Path) -> None:
    found = html_validate(tmp_path, site, wrong)

    assert only_wrong(found), found
