"""The templates of everything that is HTML, with their filters: one environment for pages and the report."""

from __future__ import annotations

from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined


def stop(title: str) -> str:
    """A title that ends as a sentence."""
    return title if title.endswith(("?", "!", ".")) else f"{title}."


def _host(url: str) -> str:
    """The name of the site that a web address leads to."""
    return urlsplit(url).netloc.removeprefix("www.")


TEMPLATES = Environment(
    loader=PackageLoader("mkdocs_securebase.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters.update(stop=stop, host=_host)
