"""What the README shows is what the commands print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mkdocs_securebase.cli import main

from .projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

README = (ROOT / "README.md").read_text("utf-8")


def _shown(language: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [text for named, text in blocks if named == language]


def test_the_questionnaire_of_the_readme_is_checked_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (questionnaire,) = _shown("yaml")
    proof, mistake = (text.splitlines() for text in _shown(""))
    (tmp_path / "kettle.yaml").write_text(questionnaire, "utf-8")
    printed = CliRunner().invoke(main, ["instrument", "check", "kettle.yaml"]).output.splitlines()
    assert printed[: len(proof) - 1] == proof[1:]

    wrong = questionnaire.replace("keying: reverse", "keying: backwards")
    (tmp_path / "kettle.yaml").write_text(wrong, "utf-8")
    printed = CliRunner().invoke(main, ["instrument", "check", "kettle.yaml"]).output.splitlines()
    assert printed[: len(mistake)] == mistake
