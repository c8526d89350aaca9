"""Bytes to a drawing for pages and book: well-formed SVG without scripts, links and other files."""

from __future__ import annotations

import re
from xml.parsers import expat

from ..problems import Code, Position, Problem

LARGEST = 200_000
"""Bytes of one drawing: it stands inside each page that shows it."""

DEEPEST = 50
"""Elements inside each other."""

_SHAPES = {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}
_WORDS = {"desc", "metadata", "text", "textPath", "title", "tspan"}
_FILLS = {"clipPath", "linearGradient", "marker", "mask", "pattern", "radialGradient", "stop"}
ELEMENTS = frozenset({"defs", "g", "style", "svg", "symbol", "use"} | _SHAPES | _WORDS | _FILLS)
"""What a drawing may be made of. Pictures, links, scripts, animations and foreign content are left out on purpose."""

_SVG = "http://www.w3.org/2000/svg"
_LOADS = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)


class _Refused(Exception):  # noqa: N818  # carries a problem out of the parser
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse_drawing(content: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of an SVG file, or the first problem that stands in the way, with its line and column."""
    if len(content) > LARGEST:
        message = f"the drawing has {len(content):,} bytes; at most {LARGEST:,} may stand inside a page"
        hint = "simplify it: remove hidden layers, pictures and what an editor keeps for itself"
        return None, (Problem(Code.BAD_DRAWING, Position(file), message, hint),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = "save it with the encoding UTF-8 in your editor"
        return None, (Problem(Code.UNREADABLE, Position(file), "the file is not UTF-8 text", hint),)
    try:
        _Reader(file).read(text)
    except _Refused as refused:
        return None, (refused.problem,)
    return text, ()


class _Reader:
    """Walks through a drawing and refuses the first thing that does not belong in it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.depth = 0
        self.in_style = 0
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def read(self, text: str) -> None:
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            position = Position(self.file, error.lineno, error.offset + 1)
            cause = expat.errors.messages[error.code]
            hint = "open the file in a drawing program and save it as plain SVG"
            raise _Refused(Problem(Code.BAD_DRAWING, position, f"this is no well-formed SVG: {cause}", hint)) from error

    def refuse(self, message: str, hint: str) -> None:
        position = Position(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        raise _Refused(Problem(Code.BAD_DRAWING, position, message, hint))

    def doctype(self, *_: object) -> None:
        self.refuse("a drawing may not declare a document type or entities", "delete the lines of `<!DOCTYPE …>`")

    def instruction(self, target: str, _: str) -> None:
        self.refuse(f"a drawing may not hold the instruction '<?{target}'", "delete it")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(f"more than {DEEPEST} elements stand inside each other", "ungroup them in a drawing program")
        if self.depth == 1 and (name, namespace) != ("svg", _SVG):
            self.refuse(
                f"a drawing begins with `<svg xmlns=\"{_SVG}\">`, not with '{name}'",
                "save it as plain SVG in a drawing program",
            )
        if namespace == _SVG and name not in ELEMENTS:
            self.refuse(f"a drawing may not hold '{name}'", "draw it with shapes and text only")
        if namespace != _SVG:
            self.refuse(f"'{name}' is no element of SVG", "save it as plain SVG in a drawing program")
        if self.depth == 1 and "viewBox" not in attributes:
            self.refuse("the drawing has no `viewBox`", 'add it to `<svg>`, for instance `viewBox="0 0 640 400"`')
        for attribute, value in attributes.items():
            self.look_at(attribute.rpartition(" ")[2], value)
        self.in_style += name == "style"

    def look_at(self, attribute: str, value: str) -> None:
        if attribute.lower().startswith("on"):
            self.refuse(f"a drawing may not run anything: '{attribute}'", "delete the attribute")
        if attribute == "href" and not value.startswith("#"):
            self.refuse("a drawing may refer only to its own parts (`#…`)", "delete the link, or draw what it loads")
        if _LOADS.search(value):
            self.refuse(f"a drawing may load nothing: '{attribute}'", "use a plain colour, or `url(#…)`")

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.in_style -= tag.endswith(" style")

    def characters(self, text: str) -> None:
        if self.in_style and _LOADS.search(text):
            self.refuse("the drawing's own style sheet may load nothing", "delete `@import` and `url(…)` from it")
