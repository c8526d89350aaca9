"""The same guide under the stock theme: what we are measured against, and the proof that our probes see."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import yaml
from markdown import markdown  # type: ignore[import-untyped]

from mkdocs_securebase.render.site import render_nav, render_site

from ..gate.subjects import Subject

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mkdocs_securebase.model.library import Library

    from ..kinds import Pages

CONFIG: dict[str, Any] = {
    "site_name": "Secure Base",
    "site_url": "http://127.0.0.1/",
    "docs_dir": "docs",
    "site_dir": "site",
    "theme": {
        "name": "material",
        "palette": [
            {
                "media": "(prefers-color-scheme: light)",
                "scheme": "default",
                "toggle": {"icon": "material/weather-night", "name": "Dark"},
            },
            {
                "media": "(prefers-color-scheme: dark)",
                "scheme": "slate",
                "toggle": {"icon": "material/weather-sunny", "name": "Light"},
            },
        ],
    },
    "plugins": ["search"],
    "hooks": ["headings.py"],
    "markdown_extensions": ["meta"],
}
"""The theme as its documentation starts it: default features, its search, a light and a dark palette."""

HEADINGS = '''\
"""Tells the engine the headings of ready HTML, as if they had been written in Markdown."""
import re
from html import unescape
from mkdocs.structure.toc import get_toc


def on_page_content(html, page, config, files):
    tokens = []
    for level, id_, text in re.findall(r'<h([123])[^>]* id="([^"]+)"[^>]*>(.*?)</h[123]>', html, re.S):
        name = unescape(re.sub(r"<[^>]+>", "", text)).strip()
        token = {"level": int(level), "id": id_, "name": name, "children": []}
        if tokens and token["level"] > tokens[-1]["level"]:
            tokens[-1]["children"].append(token)
        else:
            tokens.append(token)
    page.toc = get_toc(tokens)
'''


def build_stock(library: Library, assets: Path, folder: Path) -> Path:
    """Build the guide's pages with the stock theme; return the site.

    `assets` holds our self-check's script: its page is the same form with the same engine.
    """
    (folder / "docs").mkdir(parents=True)
    for page in render_site(library):
        target = folder / "docs" / page.path
        if target.suffix == ".md":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_page(page.text, target.parent.relative_to(folder / "docs").as_posix()), "utf-8")
    (folder / "docs" / "assets").mkdir()
    shutil.copy(assets / "self-check.js", folder / "docs" / "assets")
    (folder / "headings.py").write_text(HEADINGS, "utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps({**CONFIG, "nav": render_nav(library)}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def _page(text: str, at: str) -> str:
    """One of our pages as somebody would write it for the stock theme: the same words, the theme's own markup."""
    _, front, body = text.split("---\n", 2)
    meta = yaml.safe_load(front)
    found = re.search(r"<main[^>]*>\n(.*)</main>", body, re.S)
    assert found, f"{at} has no main part"
    content = found[1]
    if "self-check.js" in meta["scripts"]:
        up = "../" * (len(at.split("/")) if at != "." else 0)
        content += f'<script src="{up}assets/self-check.js" defer></script>\n'
    else:
        content = _in_the_themes_markup(content)
    title = yaml.safe_dump({"title": meta["title"], "description": meta["description"]}, allow_unicode=True)
    return f"---\n{title}---\n<div>\n{content}</div>\n"


def _in_the_themes_markup(html: str) -> str:
    """Without what only our shell knows; asides as admonitions, lists of boxes as task lists."""
    html = re.sub(r'<nav class="contents".*?</nav>\n', "", html, flags=re.S)
    html = re.sub(r'<(button|p)\b[^>]*class="[^"]*\bjs-only\b.*?</\1>\n?', "", html, flags=re.S)
    html = re.sub(r'<div class="controls" hidden>.*?</div>\n', "", html, flags=re.S)
    html = re.sub(r'<span class="column" aria-hidden="true">.*?</span>', "", html)
    for tone, name in (("note", "note"), ("care", "warning"), ("try", "tip")):
        html = re.sub(
            rf'<div class="callout {tone}">\n<h\d class="title">(.*?)</h\d>\n(.*?)</div>',
            lambda match, name=name: _admonition(name, match[1], match[2]),  # type: ignore[misc]
            html,
            flags=re.S,
        )
    return re.sub(
        r'<fieldset class="field options"><legend>(.*?)</legend>\n(.*?)</fieldset>',
        lambda match: _task_list(match[1], match[2]) if "checkbox" in match[2] else match[0],
        html,
        flags=re.S,
    )


def _admonition(name: str, title: str, body: str) -> str:
    frame: str = markdown(f'!!! {name} "TITLE"\n\n    BODY\n', extensions=["admonition"])
    return frame.replace("TITLE", title).replace("<p>BODY</p>", body)


def _task_list(title: str, options: str) -> str:
    """The first box is ticked, so that both states stand in the page."""
    names = re.findall(r"<span>(.*?)</span>", options)
    source = "\n".join(f"- [{'x' if number == 0 else ' '}] OPTION{number}." for number, _ in enumerate(names))
    html: str = markdown(
        source,
        extensions=["pymdownx.tasklist"],
        extension_configs={"pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": True}},
    )
    for number, name in enumerate(names):
        html = html.replace(f"OPTION{number}.", name)
    return f"<p>{title}</p>\n{html}"


class Stock(Subject):
    """The same pages under the stock theme."""

    def open_menu(self, page: Page) -> None:
        page.locator("label.md-header__button[for=__drawer]").click()
        page.wait_for_timeout(400)

    def open_search(self, page: Page) -> None:
        opener = page.locator("label.md-header__button[for=__search]")
        if opener.is_visible():
            opener.click()
        page.locator(".md-search__input").click()

    def found(self, page: Page) -> int:
        return page.locator(".md-search-result__item").count()

    def change_colours(self, page: Page) -> None:
        page.locator("label.md-header__button[for^=__palette]:not([hidden])").click()


def stock(site: Path, address: str, our_pages: Pages) -> Subject:
    return Stock("stock", site, address, our_pages)
