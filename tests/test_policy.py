"""One policy: the page's own, the host's headers and the hosting guide say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.render import policy

from .projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def directives(spelled: str) -> dict[str, str]:
    """A Content-Security-Policy, directive by directive."""
    return dict(part.split(" ", 1) for part in spelled.split("; "))


def test_a_page_may_load_from_its_own_site_and_send_nothing() -> None:
    allowed = directives(policy.meta_policy())

    assert allowed["default-src"] == "'none'"
    assert allowed["connect-src"] == allowed["form-action"] == allowed["base-uri"] == "'none'"
    assert {value for name, value in allowed.items() if name.endswith("-src")} == {"'self'", "'none'"}
    assert allowed["require-trusted-types-for"] == "'script'"


def test_the_header_says_what_the_page_says_and_that_no_other_site_may_frame_it() -> None:
    header = directives(policy.headers()["Content-Security-Policy"])

    assert header.pop("frame-ancestors") == "'none'"
    assert header == directives(policy.meta_policy())
    assert policy.headers()["Referrer-Policy"] == "no-referrer"
    assert policy.headers()["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in policy.headers()["Permissions-Policy"]


@pytest.mark.parametrize(
    ("language", "block"),
    [
        ("text", policy.render_headers_file()),
        ("nginx", policy.render_nginx()),
        ("apache", policy.render_apache()),
    ],
)
def test_the_hosting_guide_is_fresh(language: str, block: str) -> None:
    guide = (ROOT / "docs" / "hosting.md").read_text("utf-8")

    assert f"```{language}\n{block}```" in guide, f"put this into docs/hosting.md:\n{block}"


@pytest.mark.slow
def test_every_page_of_the_site_carries_the_policy_and_so_does_the_header_file(site: Path) -> None:
    pages = list(site.rglob("*.html"))

    assert len(pages) > 20
    for page in pages:
        found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.read_text("utf-8"))
        assert found == [policy.meta_policy()], page
    assert (site / "_headers").read_text("utf-8") == policy.render_headers_file()


def test_no_script_of_ours_fetches_anything() -> None:
    calls = re.compile(r"\b(?:fetch|XMLHttpRequest|sendBeacon|EventSource|WebSocket|importScripts)\b")
    folders = (ROOT / "generator" / "mkdocs_securebase" / "theme" / "scripts", ROOT / "quiz" / "runtime" / "src")
    scripts = [script for folder in folders for script in folder.rglob("*.js")]

    assert len(scripts) > 15
    assert [(script.name, found) for script in scripts if (found := calls.findall(script.read_text("utf-8")))] == []
