"""The map of the site for search engines: every page with the day of its last change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .links import SiteLinks
    from .views import PageView

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemap(views: Iterable[PageView], links: SiteLinks, address: str) -> str:
    """The pages as a sitemap; `links` are those of the first page, `address` is where the site stands."""
    urls = ElementTree.Element("urlset", {"xmlns": SCHEMA})
    for view in views:
        url = ElementTree.SubElement(urls, "url")
        ElementTree.SubElement(url, "loc").text = urljoin(address, links.to(view.path))
        ElementTree.SubElement(url, "lastmod").text = view.changed.isoformat()
    ElementTree.indent(urls)
    text: bytes = ElementTree.tostring(urls, encoding="utf-8", xml_declaration=True)
    return text.decode() + "\n"
