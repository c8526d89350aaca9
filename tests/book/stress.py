"""A guide that strains every part of the book: long words, many columns, long lists, blocks longer than a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from mkdocs_securebase.source.prose import DEEPEST

from ..projects import ROOT, copy_minimal

if TYPE_CHECKING:
    from pathlib import Path

_HERE = ROOT / "tests"
WORD = "un" + "believable" * 14
ADDRESS = "https://example.org/" + "a" * 180
SENTENCE = "This is a sentence of some length, and it goes on until the line is full and then a little more. "
PARAGRAPH = SENTENCE * 5


def _nested(depth: int, mark: str) -> str:
    return "\n".join(f"{'  ' * level}{mark} At level {level + 1}. {SENTENCE}" for level in range(depth))


BODY: list[dict[str, Any]] = [
    {"prose": f"A long word: {WORD}. An address: <{ADDRESS}>, [and a link with words]({ADDRESS})."},
    {"prose": _nested(DEEPEST, "-")},
    {"prose": "\n".join(f"{'> ' * n}At level {n}. {SENTENCE}\n{'> ' * n}" for n in range(1, DEEPEST + 1))},
    {"callout": {"tone": "care", "title": WORD, "text": "\n\n".join([PARAGRAPH] * 40)}},
    {"callout": {"tone": "note", "title": "Short", "text": f"{WORD} in a callout."}},
    {"steps": {"title": "Steps", "items": [f"{SENTENCE} {WORD}"] * 40}},
    {"table": {"caption": "Nine columns", "columns": [f"Column {n}" for n in range(8)] + ["Responsibilities"],
               "rows": [[WORD[:40], *["relationship", "unanswered"] * 4], *[["understanding"] * 9] * 20]}},
    {"table": {"caption": "Three hundred rows", "columns": ["Row", "What", "Why"],
               "rows": [[f"Row {n}", SENTENCE, "Yes"] for n in range(300)]}},
    {"table": {"caption": "A row higher than a page", "columns": ["Row", "What"],
               "rows": [["One", PARAGRAPH * 12], ["Two", WORD]]}},
    {"comparison": {"title": "Forty rows", "left": {"title": WORD, "items": [SENTENCE] * 40},
                    "right": {"title": "Right", "items": [WORD] * 40}}},
    {"example": {"person": f"Ana {WORD}", "text": "\n\n".join([PARAGRAPH] * 12)}},
]  # fmt: skip

SHEET: list[dict[str, Any]] = [
    {"type": "checks", "id": "sixty", "label": "Sixty options", "options": [f"Option {n}" for n in range(60)],
     "urgent": [f"{SENTENCE} {n}" for n in range(20)], "if-urgent": "Go to [safety](page:safety)."},
    {"type": "choice", "id": "long", "label": WORD, "options": [WORD, PARAGRAPH, *[SENTENCE] * 20]},
    *({"type": "write", "id": f"room-{n}", "label": SENTENCE * 2, "lines": 24} for n in range(2)),
    {"type": "scale", "id": "ends", "label": "Ends", "low": WORD[:60], "high": "incomprehensibly overwhelming"},
    {"type": "grid", "id": "rows", "label": "Fourteen rows", "columns": ["Day", WORD[:50], "Responsibility", "What"],
     "rows": [f"Row {n}: {SENTENCE}" for n in range(14)]},
    {"type": "grid", "id": "empty", "label": PARAGRAPH, "columns": ["Day", "What"], "rows": 14},
]  # fmt: skip


def stress_guide(folder: Path) -> Path:
    """The smallest guide with everything at its longest."""
    copy_minimal(folder)

    def change(path: str, **fields: Any) -> None:
        file = folder / path
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        file.write_text(yaml.safe_dump({**data, **fields}, allow_unicode=True, sort_keys=False), encoding="utf-8")

    lesson = yaml.safe_load((folder / "content/lessons/one.yaml").read_text(encoding="utf-8"))
    [exercise] = lesson["exercises"]
    long = dict.fromkeys(("purpose", "needs", "when", "not-when", "shorter", "research"), SENTENCE * 4 + WORD)
    change(
        "content/lessons/one.yaml",
        title=f"A lesson with a {WORD[:46]} in its title",
        body=[*lesson["body"], *BODY],
        **{"one-minute": f"{WORD} " * 12, "content-note": f"{SENTENCE} {WORD}"},
        goals=[WORD, SENTENCE * 3],
        exercises=[
            {
                **exercise,
                **long,
                "steps": [f"{PARAGRAPH} {WORD}"] * 7,
                "example": {"person": "Ben", "text": "\n\n".join([PARAGRAPH] * 9)},
                "care": ["couple"],
                "safety": SENTENCE * 30,
                "sheet": SHEET,
            }
        ],
    )
    change("content/lessons/two.yaml", related=["one"])
    home = yaml.safe_load((folder / "content/pages/home.yaml").read_text(encoding="utf-8"))
    walk: list[dict[str, Any]] = [
        {"title": WORD, "text": PARAGRAPH},
        {"title": "Long", "text": "\n\n".join([PARAGRAPH] * 14)},
    ]
    walk[-1]["onward"] = {"to": "lesson:one", "label": "On"}
    change("content/pages/home.yaml", body=[*home["body"], {"guided": walk}])
    change("content/faqs/why.yaml", question=f"Why {WORD[:40]}?", answer="\n\n".join([PARAGRAPH] * 12))
    change("content/glossary.yaml", terms=[{"id": "word", "term": WORD, "meaning": PARAGRAPH * 14, "also": [WORD]}])
    change("content/resources/a-book.yaml", url=ADDRESS, limit=PARAGRAPH * 14, strength=WORD, by=WORD)
    works = yaml.safe_load((folder / "content/references.yaml").read_text(encoding="utf-8"))["works"]
    change(
        "content/references.yaml",
        works=[
            {**works[0], "title": WORD, "facts": [{**works[0]["facts"][0], "found": PARAGRAPH * 14}], "url": ADDRESS}
        ],
    )
    change("content/course.yaml", title=f"A guide named {WORD[:42]}", subtitle=f"{SENTENCE} {WORD[:60]}")
    course = yaml.safe_load((folder / "content/course.yaml").read_text(encoding="utf-8"))
    course["modules"][0]["title"] = WORD[:40]
    change("content/course.yaml", modules=course["modules"])
    safety = yaml.safe_load((folder / "content/safety.yaml").read_text(encoding="utf-8"))
    line = {
        **safety["lines"][0],
        "id": "long",
        "purpose": "crisis",
        "countries": ["IE"],
        "name": WORD,
        "for": SENTENCE * 6,
    }
    line["contacts"] = [
        {"how": "call", "value": "1800 000 000", "note": SENTENCE * 3},
        {"how": "text", "value": "50808", "message": WORD[:60]},
        {"how": "web", "value": ADDRESS.removeprefix("https://")},
    ]
    change("content/safety.yaml", lines=[*safety["lines"], line])
    for name, points in (("eleven", 11), ("twenty", 20)):
        (folder / f"quiz/instruments/{name}.yaml").write_text(
            yaml.safe_dump(_questionnaire(name, points), allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return folder


def _questionnaire(name: str, points: int) -> dict[str, Any]:
    """Forty statements with so many responses each."""
    source = (_HERE / "browser/instruments/kettle.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    anchors = [{"value": n, "label": f"{n}, uncharacteristically"} for n in range(points)]
    items = [{"id": f"item-{n}", "text": f"{SENTENCE} {WORD[:70] if n == 3 else ''}"} for n in range(40)]
    items[5]["text"] = PARAGRAPH * 10
    bands = [
        {"id": f"band-{n}", "from": n * 20, "title": f"{n} of the unquestionably many", "text": PARAGRAPH}
        for n in range(9)
    ]
    [scale] = data["subscales"]
    scale |= {
        "items": [item["id"] for item in items], "missing": {"at-least": 30, "then": "prorate"}, "bands": bands
    }  # fmt: skip
    return {
        **data,
        "id": name,
        "title": f"Of {name} points",
        "response-scale": {"anchors": anchors, "skip": "Incomprehensible"},
        "items": items,
        "examples": [{"title": "All at one", "others": 1, "expect": {"scores": {"care": 40}}}],
    }
