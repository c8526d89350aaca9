"""Every word that code or a template names is in the packaged catalogue, and the catalogue has no other."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from jinja2 import Environment, nodes

import mkdocs_securebase
from mkdocs_securebase.model.base import EVIDENCE_ORDER
from mkdocs_securebase.model.documents import AnswerBack, Change, Contact, LineCheck, Work
from mkdocs_securebase.model.interface import CATALOGUE, GuideInterface, field_of
from mkdocs_securebase.model.library import LISTS
from mkdocs_securebase.model.vocabularies import PACKAGED
from mkdocs_securebase.source.parse import parse_document
from mkdocs_securebase.source.prose import parse_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_securebase.model.base import Model

PACKAGE = Path(mkdocs_securebase.__file__).parent
WORDS = {(field_of(section), field_of(word)) for section, words in CATALOGUE.items() for word in words}
SECTIONS = {section for section, _ in WORDS}
ROOTS = {"words", "interface"}
"""What code and templates call the whole interface, or one section of it."""

FOLDERS = {"instrument": "instrument"}
"""Template folders in which `words` is one section."""


def choices(model: type[Model], name: str) -> Iterator[str]:
    return (field_of(value) for value in get_args(model.model_fields[name].annotation))


@cache
def named_by_value() -> frozenset[tuple[str, str]]:
    """Words whose name is put together from a value of the model."""
    evidence = [field_of(f"evidence-{label}") for label in EVIDENCE_ORDER]
    contacts = set(choices(Contact, "how")) - {"web"}
    return frozenset(
        {
            *product(["lesson"], [*evidence, *(f"{word}_meaning" for word in evidence)]),
            *product(["site"], [*LISTS, *(f"{name}_intro" for name in LISTS)]),
            *product(["search"], (f"{name}_words" for name in LISTS)),
            *product(["shell"], (f"seen_{how}" for how in choices(Work, "seen"))),
            *product(["shell"], (f"answer_back_{kind}" for kind in choices(AnswerBack, "kind"))),
            *((field_of(section), field_of(word)) for section in PACKAGED.values() for word in CATALOGUE[section]),
            *product(["changes"], choices(Change, "what")),
            *product(["lines"], {*contacts, *choices(LineCheck, "how")}),
        }
    )


def python_words(path: Path) -> Iterator[tuple[str, str]]:
    """The words that a module names, through the names that its functions give to a section."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef):
            continue
        aliases = {
            argument.arg: "instrument"  # the only section that is handed on
            for argument in scope.args.args
            if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Words"
        }
        for node in ast.walk(scope):
            for name, value in _assignments(node):
                if isinstance(value, ast.Attribute) and value.attr in SECTIONS and _is_root(value.value):
                    aliases[name] = value.attr
        for node in ast.walk(scope):
            if isinstance(node, ast.Attribute):
                match node.value:
                    case ast.Attribute(value=root, attr=section) if section in SECTIONS and _is_root(root):
                        yield section, node.attr
                    case ast.Name(id=name) if name in aliases:
                        yield aliases[name], node.attr


def _assignments(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            pairs = (
                zip(target.elts, node.value.elts, strict=True)
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                else [(target, node.value)]
            )
            yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))


def _is_root(node: ast.expr) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr in ROOTS) or (isinstance(node, ast.Name) and node.id in ROOTS)


def template_words(path: Path) -> Iterator[tuple[str, str]]:
    tree = Environment().parse(path.read_text(encoding="utf-8"))
    for node in tree.find_all(nodes.Getattr):
        match node.node:
            case nodes.Getattr(node=nodes.Name(name=root), attr=section) if root in ROOTS and section in SECTIONS:
                yield section, node.attr
            case nodes.Name(name="words") if path.parent.name in FOLDERS:
                yield FOLDERS[path.parent.name], node.attr
            case _:
                pass


def typst_words(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    yield from ((field_of(a), field_of(b)) for a, b in re.findall(r"\bwords\.([a-z-]+)\.([a-z-]+)", text))


@cache
def named() -> dict[tuple[str, str], str]:
    """Every word that is named, with a file that names it."""
    found: dict[tuple[str, str], str] = {}
    for suffix, read in ((".py", python_words), (".j2", template_words), (".typ", typst_words)):
        for path in sorted(PACKAGE.rglob(f"*{suffix}")):
            found |= dict.fromkeys(read(path), path.name)
    return found


def test_every_word_that_is_named_is_in_the_catalogue() -> None:
    assert {word: file for word, file in named().items() if word not in WORDS} == {}
    assert named_by_value() <= WORDS


def test_the_catalogue_has_no_word_that_nothing_names() -> None:
    assert WORDS - named().keys() - named_by_value() == set()


def test_packaged_words_are_written_as_readers_see_them() -> None:
    lines = (text for words in CATALOGUE.values() for word in words.values() for text in _lines(word))

    assert [text for text in lines if parse_plain(text) != text] == []


def _lines(word: object) -> Iterator[str]:
    if isinstance(word, list):
        for entry in word:
            yield from _lines(entry)
    else:
        yield str(word)


def test_a_guide_changes_the_words_that_it_names_and_keeps_all_others() -> None:
    source, problems = parse_document(b"kind: interface\nsite: {menu: Contents}\n", "content/interface.yaml")

    assert not problems
    assert source
    assert isinstance(source.document, GuideInterface)
    assert source.document.site.menu == "Contents"
    assert source.document.site.close == CATALOGUE["site"]["close"]
    assert source.document.shell == GuideInterface().shell
