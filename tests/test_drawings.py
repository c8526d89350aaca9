"""What a drawing may be: every other file is told with its line, column and what to do."""

from __future__ import annotations

import time

import pytest

from mkdocs_securebase.source.drawings import DEEPEST, LARGEST, parse_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

WRONG: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "1:1: bad-drawing: this is no well-formed SVG: no element found"),
    "no XML": ("a picture", "1:1: bad-drawing: this is no well-formed SVG: syntax error"),
    "half a file": (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\n<g>",
        "2:4: bad-drawing: this is no well",
    ),
    "crossed tags": (
        SVG.format("<g><path></g></path>"),
        "this is no well-formed SVG: mismatched tag",
    ),
    "a PNG with another name": (b"\x89PNG\r\n\x1a\n", "1:1: unreadable: the file is not UTF-8 text"),
    "Latin-1": (SVG.format("<text>caf\u00e9</text>").encode("latin-1"), "1:1: unreadable: the file is not UTF-8 text"),
    "a null byte": (SVG.format("\0"), "1:59: bad-drawing: this is no well-formed SVG: not well-formed"),
    "too large": ("x" * (LARGEST + 1), "1:1: bad-drawing: the drawing has 200,001 bytes"),
    "too deep": (
        SVG.format("<g>" * DEEPEST + "</g>" * DEEPEST),
        "bad-drawing: more than 50 elements stand inside each",
    ),
    "a document type": (f"<!DOCTYPE svg>{SVG}", "1:14: bad-drawing: a drawing may not declare a document type"),
    "an outside entity": (
        f'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SVG.format("&x;")}',
        "bad-drawing: a drawing may not declare a document type or entities",
    ),
    "a billion laughs": (
        f'<!DOCTYPE s [<!ENTITY l0 "ha">{LOLS}]>{SVG.format("&l9;")}',
        "bad-drawing: a drawing may not declare a document type or entities",
    ),
    "a style sheet outside": (
        f'<?xml-stylesheet href="a.css"?>{SVG}',
        "a drawing may not hold the instruction '<?xml-style",
    ),
    "not SVG": ("<html/>", "1:1: bad-drawing: a drawing begins with `<svg xmlns="),
    "SVG without its namespace": ('<svg viewBox="0 0 9 9"/>', "1:1: bad-drawing: a drawing begins with `<svg xmlns="),
    "no viewBox": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "1:1: bad-drawing: the drawing has no `viewBox`"),
    "a script": (SVG.format("<script>alert(1)</script>"), "1:59: bad-drawing: a drawing may not hold 'script'"),
    "foreign content": (SVG.format("<foreignObject/>"), "bad-drawing: a drawing may not hold 'foreignObject'"),
    "a picture": (SVG.format('<image href="a.png"/>'), "bad-drawing: a drawing may not hold 'image'"),
    "a link": (SVG.format('<a href="https://example.org/">x</a>'), "bad-drawing: a drawing may not hold 'a'"),
    "an animation": (SVG.format('<set attributeName="href" to="javascript:1"/>'), "a drawing may not hold 'set'"),
    "HTML inside": (SVG.format('<p xmlns="http://www.w3.org/1999/xhtml"/>'), "bad-drawing: 'p' is no element of SVG"),
    "a handler": (SVG.format('<g onclick="a()"/>'), "bad-drawing: a drawing may not run anything: 'onclick'"),
    "a handler in capitals": (SVG.format('<g ONLOAD="a()"/>'), "a drawing may not run anything: 'ONLOAD'"),
    "a use of another file": (SVG.format('<use href="b.svg#x"/>'), "a drawing may refer only to its own parts"),
    "an old reference": (
        SVG.format('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:text/html,x"/>'),
        "a drawing may refer only to its own parts",
    ),
    "a fill from elsewhere": (SVG.format('<g fill="url(https://a.example/x)"/>'), "a drawing may load nothing: 'fill'"),
    "a style from elsewhere": (
        SVG.format("<g style=\"background:URL( 'x')\"/>"),
        "a drawing may load nothing: 'style'",
    ),
    "a style sheet that imports": (SVG.format("<style>@import 'a.css';</style>"), "style sheet may load nothing"),
    "a style sheet with a face": (SVG.format("<style>@font-face{src:url(a)}</style>"), "style sheet may load nothing"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_belong_in_a_drawing_is_told(name: str) -> None:
    content, expected = WRONG[name]
    started = time.process_time()

    text, problems = parse_drawing(content if isinstance(content, bytes) else content.encode(), "content/assets/a.svg")

    assert text is None
    assert len(problems) == 1
    assert expected in str(problems[0])
    assert problems[0].hint
    assert time.process_time() - started < 1


def test_shapes_words_and_references_to_its_own_parts_are_welcome() -> None:
    drawing = SVG.format(
        '<title>t</title><style>.a{fill:url(#g)}</style><defs><linearGradient id="g"/></defs>'
        '<g fill="url(#g)"><path d="M0 0"/><use href="#x"/><text>caf\u00e9</text></g>'
    )

    assert parse_drawing(b"\xef\xbb\xbf" + drawing.encode(), "a.svg") == (drawing, ())
