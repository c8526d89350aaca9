"""YAML that is wrong, or says something else than it looks: one line each, with the place and the words."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_securebase.source import yaml_loader
from mkdocs_securebase.source.discover import is_source, read_files
from mkdocs_securebase.source.yaml_loader import load_yaml

from .projects import ROOT

MISTAKES: dict[str, tuple[str, str]] = {
    # Invisible characters
    "a non-breaking space after a colon": (
        "a: 1\nb:\u00a0c\nd: e\n",
        "2:3: a non-breaking space (U+00A0) stands where",
    ),
    "a non-breaking space after a dash": (
        "a:\n  -\u00a0b\n  - c\n",
        "2:4: a non-breaking space (U+00A0) stands where a space",
    ),
    "an ideographic space after a colon": (
        "b:\u3000c\nd: e\n",
        "1:3: the character 'ideographic space' (U+3000) stands",
    ),
    "a zero-width space in a key": ("ti\u200btle: x\n", "1:3: a zero-width space (U+200B) stands in this key"),
    "a soft hyphen in a key": ("ti\u00adtle: x\n", "1:3: a soft hyphen (U+00AD) stands in this key"),
    "a byte order mark in a key": ("a: 1\n\ufeffb: 2\n", "2:1: a byte order mark (U+FEFF) cannot stand in YAML"),
    "a mark of direction in a key": (
        "\u200eb: 2\n",
        "1:1: the character 'left-to-right mark' (U+200E) stands in this key",
    ),
    "a non-breaking space in an indentation": (
        "a:\n  b: 1\n  \u00a0c: 2\n",
        "3:3: a non-breaking space (U+00A0) stands in this",
    ),
    "a zero-width space in an id": ("id: so\u200bothe\n", "1:7: a zero-width space (U+200B) stands in this text"),
    "a soft hyphen in an id": ("id: so\u00adothe\n", "1:7: a soft hyphen (U+00AD) stands in this text"),
    "a non-breaking space at the end of an id": (
        "id: soothe\u00a0\n",
        "1:11: a non-breaking space (U+00A0) stands in this",
    ),
    "a mark that turns a text round": (
        "a: Call \u202e999\u202c now\n",
        "1:9: the character 'right-to-left override' (U+202E)",
    ),
    "an isolate in a text of several lines": (
        "a: |\n  One\n  Call \u2066999\n",
        "3:8: the character 'left-to-right isolate'",
    ),
    "a line separator in a text": (
        'a: "One\u2028two"\n',
        "1:8: the character 'line separator' (U+2028) stands in this text",
    ),
    "a control character": ("a: b\x07c\n", "1:5: a control character cannot stand in YAML"),
    # Texts that are cut, folded or taken for something else
    "a text cut at a number sign": (
        "a: A quiet place #1. Paper\n",
        "1:17: the text ends here: what follows ` #` is read",
    ),
    "a text cut at a number sign and a space": ("a: Step one # then two\n", "1:12: the text ends here: what follows"),
    "a word cut at a number sign": ("a: Track #4\n", "1:9: the text ends here: what follows"),
    "an entry of a list that is cut": ("a:\n  - One #two\n", "2:8: the text ends here: what follows"),
    "a deeper dash": ("k:\n  - One\n    - Two\n  - Three\n", "3:5: this entry is indented too far"),
    "a deeper dash at the end": ("k:\n  - One\n  - Two\n     - Three\n", "4:6: this entry is indented too far"),
    "a text that begins with an ampersand": ("a: &more to say\n", "1:4: '&more' is read as a name for this value"),
    "a text that begins with an exclamation mark": ("a: !no way\n", "1:4: '!no' is not used here"),
    "a tag on a list": ("a: !x [b]\n", "1:4: '!x' is not used here"),
    "a tag on fields": ("a: !x {b: c}\n", "1:4: '!x' is not used here"),
    "a text that begins with emphasis": ("a: *so* it is\n", "a text that starts with * must stand in double quotes"),
    "a text that begins with a star": ("a: *\n", "a text that starts with * must stand in double quotes"),
    "a text that begins with strong words": (
        "a: **so** it is\n",
        "a text that starts with * must stand in double quotes",
    ),
    "an alias of nothing": ("a: *so\n", "a text that starts with * must stand in double quotes"),
    "a text that begins with an at sign": (
        "a: @home\n",
        "1:4: not readable as YAML: found character that cannot start",
    ),
    "what to do with an at sign": ("a: @home\n", "a text that starts with @ must stand in double quotes"),
    "a text that begins with a grave accent": ("a: `home`\n", "a text that starts with ` must stand in double quotes"),
    "a text that begins with a percent sign": ("a: %5\n", "a text that starts with % must stand in double quotes"),
    "a text that begins with a greater-than sign": ("a: > 5 minutes\n", "a text that starts with > or | must stand in"),
    "a text that begins with a bar": ("a: |so\n", "a text that starts with > or | must stand in double quotes"),
    "a text that begins with a dash": ("a: - b\n", "start the list on a line of its own, or put the text in double"),
    "a text with a colon": ("a: Lesson: one\n", "1:10: not readable as YAML: mapping values are not allowed in this"),
    "a text in curly quotes with a colon": (
        "a: “Lesson: one”\n",
        "1:4: the quotation mark “ does not quote a text in YAML",
    ),
    # Quotes and brackets
    "a quote that is closed by the next one": ('a: "x\nb: "y"\nc: 3\n', "1:4: a quote opens here and is not closed"),
    "a quote that is closed far below": ('a: "x\nb: y\nc: y\nd: "y"\n', "1:4: a quote opens here and is not closed"),
    "a single quote that is closed by the next one": ("a: 'x\nb: 'y'\n", "1:4: a quote opens here and is not closed"),
    "a quote that is never closed": ('a: 1\nb: "x\nc: d\n', "2:4: a quote opens here and is not closed"),
    "an apostrophe in single quotes": ("a: 'it's'\n", "1:8: not readable as YAML"),
    "words after a quoted text": ('a: "q" b\n', "1:8: not readable as YAML"),
    "a backslash in double quotes": ('a: "C:\\path"\n', "write \\\\ for a backslash, or use single quotes"),
    "a list that is never closed": ("a: [x, y\nb: c\n", "a comma or the closing bracket ] is missing"),
    "fields that are never closed": ("a: {x: y\nb: c\n", "a comma or the closing brace } is missing"),
    # Structure
    "a tab": (
        "a:\n\tb: c\n",
        "indent with spaces, not tabs",
    ),
    "a key without a colon": ("a: b\nc\nd: e\n", "a key needs `: ` after it"),
    "a key that is indented too far": ("a: b\n c: d\n", "2:3: not readable as YAML: mapping values are not allowed"),
    "a key inside a list": ("- a\nb: c\n", "2:1: not readable as YAML: did not find expected '-' indicator"),
    "a key given twice": ("a: 1\nb: 2\na: 3\n", "3:1: 'a' is given twice here (first on line 1)"),
    "a list as a key": ("? [a]\n: b\n", "1:3: a key must be a word, not a list or a mapping"),
    "two documents": ("a: 1\n---\nb: 2\n", "keep one document per file: remove the line `---`"),
    "nothing": ("", "1:1: the file is empty"),
    "a comment only": ("# later\n", "1:1: the file is empty"),
    # Numbers
    "a number of many digits": ("a: " + "9" * 16, "1:4: the number has more than 15 digits before or after its point"),
    "a number of five thousand digits": ("a: " + "9" * 5000, "1:4: the number has more than 15 digits"),
    "a number with a long tail": (
        "a: 0." + "1" * 16,
        "1:4: the number has more than 15 digits before or after its point",
    ),
    "a number with an exponent": ("a: 1.5e3", "1:4: the number has an exponent"),
}


def reported(text: str) -> list[str]:
    """What is reported about a file with this text, without its name and code."""
    return [
        re.sub(r"^x\.yaml:|(?<=: )[a-z-]+: ", "", str(problem), count=2)
        for problem in load_yaml(text.encode(), "x.yaml").problems
    ]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_once_with_its_place_and_its_cause(name: str) -> None:
    text, expected = MISTAKES[name]

    problems = reported(text)

    assert len(problems) == 1, problems
    assert expected in problems[0]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b  # a comment\n", "b"),
        ("a: 5 # a comment\n", 5),
        ("a: some words  # a comment\n", "some words"),
        ("a: C# and #1\n", None),
        ('a: "A quiet place #1"\n', "A quiet place #1"),
        ("a: |\n  One\n    - two\n  # three\n", "One\n  - two\n# three\n"),
        ("a: 10\u00a0minutes\n", "10\u00a0minutes"),
        ('a: "Note\u00a0: so"\n', "Note\u00a0: so"),
        ("a: ~10 minutes - or so\n", "~10 minutes - or so"),
        ("a: tom\n  & jerry\n", "tom & jerry"),
        ("a: -0.25\n", -0.25),
        ("a: 007\n", 7),
    ],
)
def test_what_is_meant_is_read(text: str, data: object) -> None:
    loaded = load_yaml(text.encode(), "x.yaml")

    assert loaded.problems == () or data is None
    if data is not None:
        assert {"a": data} == {"a": float(loaded.data["a"]) if isinstance(data, float) else loaded.data["a"]}


class _PureLoader(yaml.SafeLoader):
    """PyYAML without libyaml, with the same few kinds of values."""

    yaml_implicit_resolvers = yaml_loader._CoreLoader.yaml_implicit_resolvers


def nodes(text: str, loader: Any) -> Any:
    """What a parser finds, kind and value of each node; None where it refuses the text."""

    def walk(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return [(walk(key), walk(value)) for key, value in node.value]
        if isinstance(node, yaml.SequenceNode):
            return [walk(entry) for entry in node.value]
        return (node.tag, node.value) if node else ()

    try:
        return walk(loader(text).get_single_node())
    except yaml.YAMLError:
        return None


@pytest.mark.parametrize("name", [name for name in MISTAKES if "control" not in name and "byte order" not in name])
def test_with_and_without_libyaml_the_same_is_read_and_refused(name: str) -> None:
    text = MISTAKES[name][0]

    assert nodes(text, yaml_loader._CoreLoader) == nodes(text, _PureLoader)


@pytest.mark.slow
def test_without_libyaml_the_guide_is_read_the_same() -> None:
    for file, content in read_files(ROOT)[0].items():
        if is_source(file):
            text = content.decode()
            assert nodes(text, yaml_loader._CoreLoader) == nodes(text, _PureLoader), file


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_every_number_within_the_bounds_is_kept_exactly(whole: int, tail: int) -> None:
    loaded = load_yaml(f"a: {whole}\nb: {whole}.{tail}\n".encode(), "x.yaml")

    assert loaded.problems == ()
    assert (loaded.data["a"], str(loaded.data["b"])) == (whole, f"{whole}.{tail}")
