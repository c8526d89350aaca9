"""Whatever is changed in a valid guide: it is reported, or site and book are made. Nothing breaks off, nothing hangs.

`SECUREBASE_CASES=10000 nice pytest -n 0 tests/test_any_mistake.py` tries more cases than `make test` has time for.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.render.book import render_book
from mkdocs_securebase.render.colours import check_colours
from mkdocs_securebase.render.links import check_addresses
from mkdocs_securebase.render.site import render_site
from mkdocs_securebase.source import parse_library

from .projects import minimal_files
from .properties import cases

KETTLE = Path(__file__).parent / "browser" / "instruments" / "kettle.yaml"
FILES = {**minimal_files(), "quiz/instruments/kettle.yaml": KETTLE.read_bytes()}
NAMES = sorted(name for name in FILES if name.endswith(".yaml"))
LONGEST = 5
"""Seconds of processor time that any guide of this size may take."""

BYTES = (b"", b" ", b"\n", b"-", b":", b"#", b'"', b"\t", b"\xff", b"\xc2\xa0", b"&", b"*", b"!")

SCALARS: tuple[Any, ...] = (
    *("", " ", "x", "a" * 5000, "- x", "{minutes}", "{", "}", "[x](y)", "[x](lesson:one)", "[](ref:smith-2001)"),
    "[](fact:words-matter)",
    *("[x](javascript:1)", "https://example.org", "\u2665", "\u202e", "\u200b", "<b>", "*a", "_a_", "`a`", "#", "\\"),
    *(
        "$x$",
        "@a",
        "#let x",
        '"',
        "'",
        "|",
        "> a",
        "# a",
        "1. a\n   - b\n     - c",
        "2026-02-30",
        "2026-12-01",
        "x" * 81,
    ),
    *(
        0,
        1,
        -1,
        10**14,
        -(10**14),
        0.5,
        -0.5,
        1e14,
        True,
        False,
        None,
        [],
        {},
        [[]],
        ["x"],
        {"x": "y"},
        [[[[[["x"]]]]]],
    ),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside a value, its own included."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, entry in inside for place in places(entry, (*path, key)))]


@st.composite
def changed_guides(draw: st.DrawFn) -> dict[str, bytes]:
    """The smallest guide after one to three changes: of a value, of the structure, or of single bytes."""
    files = dict(FILES)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(NAMES))
        if draw(st.integers(0, 3)):
            files[name] = draw(with_another_value(files[name]))
        else:
            at = draw(st.integers(0, max(0, len(files[name]) - 1)))
            put = draw(st.sampled_from(BYTES))
            files[name] = files[name][:at] + put + files[name][at + draw(st.integers(0, 2)) :]
    return files


@st.composite
def with_another_value(draw: st.DrawFn, content: bytes) -> bytes:
    """A YAML file with one value replaced, taken away, given twice, or changed with another one."""
    try:
        data = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError):
        return content
    found = [path for path in places(data) if path]
    if not found:
        return content
    *way, last = draw(st.sampled_from(found))
    holder = data
    for step in way:
        holder = holder[step]
    match draw(st.sampled_from(["replace", "replace", "delete", "twice", "exchange"])):
        case "replace":
            holder[last] = draw(st.sampled_from(SCALARS))
        case "delete":
            del holder[last]
        case "twice" if isinstance(holder, list):
            holder.insert(last, holder[last])
        case "twice":
            holder[f"{last}x"] = holder[last]
        case "exchange":
            *other_way, other = draw(st.sampled_from(found))
            value = data
            for step in other_way:
                value = value[step]
            holder[last] = yaml.safe_load(yaml.safe_dump(value[other])) if _has(value, other) else None
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()


def _has(holder: Any, step: Any) -> bool:
    return step in holder if isinstance(holder, dict) else isinstance(step, int) and step < len(holder)


@settings(
    cases(int(os.environ.get("SECUREBASE_CASES", "300"))),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changed_guides())
def test_what_check_accepts_is_finished_and_what_it_refuses_is_reported(files: dict[str, bytes]) -> None:
    started = time.process_time()

    library, problems = parse_library(files)
    if library is not None:
        problems = (*problems, *check_library(library), *check_addresses(library), *check_colours(library))
    if library is not None and not problems:
        assert sum(1 for _ in render_site(library)) > 5
        assert render_book(library).main
    else:
        assert problems
        assert all(problem.message and problem.position.line >= 1 for problem in problems)

    assert time.process_time() - started < LONGEST
