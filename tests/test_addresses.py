"""Which addresses may stand in a link: https to a real name of a site, and nothing that could break out."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from mkdocs_securebase.model.addresses import mistake_in_web_address
from mkdocs_securebase.source.parse import parse_document
from mkdocs_securebase.source.prose import ProseMistake, parse_prose

from .projects import minimal_files

WRONG = {
    "javascript:alert(1)": "begins with https://",
    "JavaScript:alert(1)": "begins with https://",
    "data:text/html,x": "begins with https://",
    "vbscript:x": "begins with https://",
    "http://example.org/": "begins with https://",
    "ftp://example.org/": "begins with https://",
    "//example.org/": "begins with https://",
    "www.example.org": "begins with https://",
    "example": "begins with https://",
    "": "begins with https://",
    " https://example.org": "cannot hold ' '",
    "https://example.org/a b": "cannot hold ' '",
    "https://example.org/\n": "cannot hold",
    'https://example.org/"onmouseover=x': "cannot hold",
    "https://example.org/<script>": "cannot hold '<'",
    "https://example.org/\u202ecod": "cannot hold",
    "https://example.org/\u200b": "cannot hold",
    "https://": "no name of a site",
    "https://localhost/": "no name of a site",
    "https://127.0.0.1/": "no name of a site",
    "https://example..org/": "no name of a site",
    "https://-example.org/": "no name of a site",
    "https://example.org:8443/": "no name of a site",
    "https://example.org:port/": "this is no address",
    "https://[::1/": "this is no address",
    "https://me:secret@example.org/": "no name or password",
    "https://example.org@evil.example/": "no name or password",
    "https://example.org/" + "a" * 2000: "at most 2000 characters",
}
IN_PROSE = [address for address in WRONG if address and not any(mark in address for mark in '" \n<\u200b\u202e')]
"""Markdown itself spells the other marks so that they are harmless, or takes no link there."""


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_is_not_safe_to_follow_is_told(address: str) -> None:
    assert WRONG[address] in mistake_in_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://www.example.co.uk/a/b?c=d&e=f#g",
        "https://xn--mnchen-3ya.de/",
        "https://münchen.de/",
    ],
)
def test_other_addresses_are_taken(address: str) -> None:
    assert mistake_in_web_address(address) == ""


@pytest.mark.parametrize("address", IN_PROSE)
def test_in_prose_such_a_link_is_told_and_never_printed_raw(address: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        parse_prose(f"See [them]({address}).")

    (mistake,) = (raised.value.context or {})["mistakes"]
    assert isinstance(mistake, ProseMistake)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://example.org/", "www.example.org"])
def test_a_resource_leads_to_a_safe_address_or_is_told(address: str) -> None:
    name = "content/resources/a-book.yaml"
    changed = minimal_files()[name].replace(b"checked:", f"url: {address}\nchecked:".encode(), 1)

    source, problems = parse_document(changed, name)

    assert source is None
    assert [problem.code for problem in problems] == ["bad-value"]
    assert "an address begins with https://" in problems[0].message


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.1000/1", "10.1/2", "10.1000/", "doi:10.1000/1", "10.1000/a b", "nonsense"]
)
def test_a_doi_has_the_shape_of_one(doi: str) -> None:
    name = "content/references.yaml"
    changed = minimal_files()[name].replace(b"    title:", f'    doi: "{doi}"\n    title:'.encode(), 1)

    _, problems = parse_document(changed, name)

    assert ["expected a DOI" in problem.message for problem in problems] == [True]
