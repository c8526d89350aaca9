"""Addresses that readers can follow: each is looked at once, where it is read, and is safe to stand in a link."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LONGEST = 2000
"""Characters of an address: what all browsers and servers take."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{4,253}}$)(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\"'<>\\^`{|}\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>\x00-\x20\x7f-\x9f]{1,200}")


def mistake_in_web_address(address: str) -> str:
    """What is wrong with an address for the web, and what to do; '' where nothing is.

    Only https is taken: whatever else a browser follows (`javascript:`, `data:`, `http:`) has no place in a guide.
    """
    found = _UNSAFE.search(address)
    if found:
        return f"an address cannot hold {found.group()!r}: copy it from the browser's address bar"
    if len(address) > LONGEST:
        return f"an address has at most {LONGEST} characters"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "this is no address: copy it from the browser's address bar"
    if parts.scheme != "https":
        return "an address begins with https://"
    if parts.username is not None or parts.password is not None:
        return "an address holds no name or password before an @"
    if port is not None or not _HOST.fullmatch(_ascii(parts.hostname or "")):
        return "the part after https:// is no name of a site, such as www.example.org"
    return ""


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""


def _parse_web_address(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("address", "expected an address that begins with https://")
    mistake = mistake_in_web_address(value)
    if mistake:
        raise PydanticCustomError("address", "{mistake}", {"mistake": mistake})
    return value


def _parse_doi(value: Any) -> str:
    if not isinstance(value, str) or not _DOI.fullmatch(value):
        raise PydanticCustomError("address", "expected a DOI without https://doi.org/, for instance 10.1000/182")
    return value


WebAddress = Annotated[str, BeforeValidator(_parse_web_address, json_schema_input_type=str)]
"""An address on the web: https, a name of a site, nothing that could break out of a link."""

Doi = Annotated[str, BeforeValidator(_parse_doi, json_schema_input_type=str)]
"""The identifier of a published work, without the site that resolves it."""
