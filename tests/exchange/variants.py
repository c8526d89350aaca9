"""Broken FHIR files and tables, made from sound ones: every value replaced, every name dropped, bytes cut and changed.

`python -m tests.exchange.variants` tells how many of them are brought in, and how the others are refused.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs_securebase.exchange.responses import ResponseTable
from mkdocs_securebase.importing import bring_in

from ..scoring.test_questionnaires import FOLDER, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_securebase.exchange.fhir import Imported
    from mkdocs_securebase.exchange.responses import Checked

Json = dict[str, Any]
Path = tuple[str | int, ...]

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"


def _option(code: str, display: str, worth: float) -> Json:
    extension = [{"url": ORDINAL, "valueDecimal": worth}]
    return {"valueCoding": {"system": "urn:x", "code": code, "display": display, "extension": extension}}


def sound() -> Json:
    """A small file with every kind of thing that we read."""
    answers = [_option("1", "Yes", 1), _option("0", "No", 0)]
    return {
        "resourceType": "Questionnaire",
        "id": "Sound-1",
        "url": "https://example.org/sound",
        "version": "2",
        "title": "Sound",
        "status": "active",
        "copyright": "Public domain.",
        "date": "2026-01-01",
        "contained": [
            {
                "resourceType": "ValueSet",
                "id": "how-often",
                "compose": {"include": [{"system": "urn:y", "concept": [
                    {"code": "n", "display": "Never", "extension": [{"url": ORDINAL, "valueDecimal": 0}]},
                    {"code": "o", "display": "Often", "extension": [{"url": ORDINAL, "valueDecimal": 2}]},
                ]}]},
            }
        ],
        "item": [
            {"linkId": "/1", "prefix": "1.", "text": "Do you sleep?", "type": "choice", "required": True,
             "code": [{"system": "urn:z", "code": "S"}], "answerOption": answers,
             "item": [{"linkId": "1a", "text": "How long?", "type": "choice",
                       "answerOption": [{"valueInteger": 1}, {"valueInteger": 2}, {"valueInteger": 3}]}]},
            {"linkId": "g", "text": "Naps", "type": "group", "repeats": False,
             "enableWhen": [{"question": "/1", "operator": "=", "answerCoding": {"code": "1"}}],
             "item": [
                 {"linkId": "g0", "text": "Think of today.", "type": "display"},
                 {"linkId": "g1", "text": "Do you nap?", "type": "choice", "answerValueSet": "#how-often"},
             ]},
            {"linkId": "c", "text": "Anything else?", "type": "text"},
            {"linkId": "h", "text": "Nobody sees this.", "type": "choice", "answerOption": answers,
             "extension": [{"url": HIDDEN, "valueBoolean": True}]},
        ],
    }  # fmt: skip


DROPPED = object()

REPLACEMENTS: tuple[Any, ...] = (
    None, "", "text", "q\u0000", "\ud800", 5, -1, 0.5, 10**30, 1e300, True, [], {}, [None], ["x"], [[]], {"x": None},
    {"item": [{}]}, DROPPED,
)  # fmt: skip
"""What stands in place of each value, one after the other."""


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield from _paths(one, (*path, step))


def with_(path: Path, value: Any) -> Json:
    data: Any = json.loads(json.dumps(sound()))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if value is DROPPED:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    whole: Json = data
    return whole


def fhir_variants() -> Iterator[tuple[str, bytes]]:
    """Names and bytes: each value replaced twice, lists doubled, bytes cut and changed, nested too deep."""
    for number, path in enumerate(_paths(sound())):
        for value in (REPLACEMENTS[number % len(REPLACEMENTS)], REPLACEMENTS[(number * 7 + 3) % len(REPLACEMENTS)]):
            shown = "dropped" if value is DROPPED else ascii(value)[:20]
            yield f"{'.'.join(map(str, path))} {shown}", json.dumps(with_(path, value)).encode()
    plain = json.dumps(sound()).encode()
    for cut in range(0, len(plain), len(plain) // 20):
        yield f"cut at {cut}", plain[:cut]
        yield f"a byte changed at {cut}", plain[:cut] + bytes([plain[cut] ^ 0x5F]) + plain[cut + 1 :]
    for depth in (20, 100, 1_000, 100_000):
        group = b'{"linkId":"d","type":"group","item":['
        yield (
            f"{depth} groups deep",
            b'{"resourceType":"Questionnaire","item":[' + group * depth + b"]}" * depth + b"]}",
        )
        yield f"{depth} lists deep", b"[" * depth
    twice = {**sound(), "item": sound()["item"] * 2}
    yield "every item twice", json.dumps(twice).encode()
    yield "two bytes a letter", json.dumps(sound()).encode("utf-16")
    yield "a name twice", plain.replace(b'"id": "Sound-1"', b'"id": "a", "id": "b"')
    yield "no number", plain.replace(b'"valueDecimal": 1', b'"valueDecimal": NaN')
    yield "a number beyond all bounds", plain.replace(b'"valueDecimal": 1', b'"valueDecimal": 1e99999999')
    yield "many digits", plain.replace(b'"valueDecimal": 1', b'"valueDecimal": ' + b"9" * 6_000)


# Tables -----------------------------------------------------------------------------------------------------------

TABLE = b"respondent,warm-one,warm-two,bright-one,bright-two,seconds\nA,1,2,3,4,20\nB,,skip,3.0,1,\n"
CELLS = (
    b"", b"x", b"9", b"-99", b"NaN", b"1e3", b"1,0", b'"1,0"', b'"', b'""', b'"1\n2"', b"=1+1", b"\0", b"\xff",
    b"\xe2\x80\xae", b"1.0000", b"01", b" 1 ", b"'1", "１".encode(), b"1" * 5_000,
)  # fmt: skip


def table_variants() -> Iterator[tuple[str, bytes]]:
    """Names and bytes: each cell replaced, bytes cut and changed, lines of other lengths and ends."""
    pieces = TABLE.replace(b"\n", b",\n,").split(b",")
    for place in range(len(pieces)):
        if pieces[place] != b"\n":
            for cell in (
                CELLS[place % len(CELLS)],
                CELLS[(place * 5 + 2) % len(CELLS)],
                CELLS[(place * 11 + 7) % len(CELLS)],
            ):
                changed = b",".join([*pieces[:place], cell, *pieces[place + 1 :]])
                yield f"cell {place} {cell[:12]!r}", changed.replace(b",\n,", b"\n")
    for cut in range(0, len(TABLE), 2):
        yield f"cut at {cut}", TABLE[:cut]
        yield f"a byte changed at {cut}", TABLE[:cut] + bytes([TABLE[cut] ^ 0x0D]) + TABLE[cut + 1 :]
        yield f"a quote at {cut}", TABLE[:cut] + b'"' + TABLE[cut:]
    for name, old, new in (
        ("semicolons", b",", b";"), ("tabs", b",", b"\t"), ("bars", b",", b"|"), ("ends of Windows", b"\n", b"\r\n"),
        ("ends of old days", b"\n", b"\r"), ("blank lines", b"\n", b"\n\n\n"), ("commas at the ends", b"\n", b",,\n"),
    ):  # fmt: skip
        yield name, TABLE.replace(old, new)
    yield "two bytes a letter", TABLE.decode().encode("utf-16")
    yield "a mark in front", b"\xef\xbb\xbf" + TABLE
    yield "sep=", b"sep=,\n" + TABLE
    yield "only sep=", b"sep=;\n"


def imported(content: bytes) -> Imported:
    return bring_in(content, "x.json")


def checked(content: bytes) -> Checked:
    return ResponseTable(partial(io.BytesIO, content), "x.csv", read(FOLDER / "two-dials.yaml")).check()


def _tell() -> None:
    results = {
        "FHIR": [imported(content).problems for _, content in fhir_variants()],
        "tables": [checked(content).problems for _, content in table_variants()],
    }
    for title, all_problems in results.items():
        codes = Counter(str(problems[0].code) if problems else "read without a problem" for problems in all_problems)
        print(f"{title}: {codes.total()} variants")
        for code, number in codes.most_common():
            print(f"  {number:4} {code}")


if __name__ == "__main__":
    _tell()
