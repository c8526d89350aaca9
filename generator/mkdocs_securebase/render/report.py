"""The report: measures as a table for the terminal, as JSON, and as a page for editors."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from .templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ..model.quality import GuideMeasures, Limit, Measure, Notice, TextMeasures
    from ..problems import Problem

_GROUPS = (("lesson", "Lessons"), ("page", "Pages"), ("faq", "Questions"))
_SHOWN_ITEMS = 6
"""How many entries of a list the terminal shows; the page shows all."""

COLUMNS: tuple[tuple[str, str, Callable[[TextMeasures], str]], ...] = (
    ("words", "Words of the body", lambda t: str(t.words)),
    ("grade", "Flesch-Kincaid grade", lambda t: f"{t.readability.grade:.1f}" if t.readability else "-"),
    ("SMOG", "SMOG grade", lambda t: f"{t.readability.smog:.1f}" if t.readability else "-"),
    ("mean", "Words per sentence", lambda t: f"{t.mean_sentence:.1f}"),
    ("longest", "Words of the longest sentence", lambda t: str(t.longest_sentence)),
    ("para", "Words of the longest paragraph", lambda t: str(t.longest_paragraph)),
    ("passive", "Passive sentences in 100", lambda t: f"{t.passive_share:.0f}"),
    ("contracted", "Contractions in 1,000 words", lambda t: f"{t.contractions:.0f}"),
    ("even", "Paragraphs of two or three sentences in 100", lambda t: f"{t.even_paragraphs:.0f}"),
    ("stretch", "Longest running prose", lambda t: str(t.longest_stretch)),
    ("gap", "Most words without a heading", lambda t: "-" if t.kind == "faq" else str(t.heading_gap)),
    ("claims", "Sourced claims", lambda t: str(t.claims)),
    ("refs", "References", lambda t: str(t.references)),
    ("exerc.", "Exercises", lambda t: str(t.exercises) if t.kind == "lesson" else "-"),
    ("look", "Things to look at", lambda t: str(len(t.notices))),
)
"""Short name, full name, and how to write a text's value."""


def render_report_table(guide: GuideMeasures, problems: Sequence[Problem], due: Sequence[Problem]) -> str:
    """All measures as plain text: a row per text, then what to look at, then totals."""
    lines = []
    width = max((len(text.id) for text in guide.texts), default=0)
    for kind, title in _GROUPS:
        rows = [text for text in guide.texts if text.kind == kind]
        if rows:
            lines.append(title.ljust(width) + "".join(f"  {name:>7}" for name, _, _ in COLUMNS))
            lines += [t.id.ljust(width) + "".join(f"  {spell(t):>7}" for _, _, spell in COLUMNS) for t in rows]
            lines.append("")
    noticed = [(text.id, text.notices) for text in guide.texts] + [("the whole guide", guide.notices)]
    if any(notices for _, notices in noticed):
        lines.append("To look at")
        for name, notices in noticed:
            lines += [f"{name.ljust(width)}  {notice.measure}  {_short(notice)}" for notice in notices]
        lines.append("")
    if due:
        lines += ["Due by the calendar", *map(str, due), ""]
    lines += totals(guide, problems, due)
    return "\n".join(lines)


def render_report_json(guide: GuideMeasures, problems: Sequence[Problem], due: Sequence[Problem]) -> str:
    """All measures as JSON, with the problems and what is due as the texts that authors read."""
    told = {"problems": list(map(str, problems)), "due": list(map(str, due))}
    return json.dumps({**asdict(guide), **told}, ensure_ascii=False, indent=2)


def render_report_page(
    title: str,
    day: date,
    guide: GuideMeasures,
    problems: Sequence[Problem],
    due: Sequence[Problem],
    measures: Sequence[Measure],
    limits: Sequence[Limit],
) -> str:
    """All measures as one HTML file for editors, with every list in full and what each measure is."""
    return TEMPLATES.get_template("report.j2").render(
        title=title,
        day=day,
        guide=guide,
        problems=problems,
        due=due,
        groups=[(name, rows) for kind, name in _GROUPS if (rows := [t for t in guide.texts if t.kind == kind])],
        columns=COLUMNS,
        totals=totals(guide, problems, due),
        measures=[(m, [limit for limit in limits if limit.measure == m.id]) for m in measures],
    )


def totals(guide: GuideMeasures, problems: Sequence[Problem], due: Sequence[Problem]) -> list[str]:
    """What the guide comes to, a sentence per line."""
    claims = sum(text.claims for text in guide.texts if text.kind == "lesson")
    counts = ", ".join(f"{sum(text.kind == kind for text in guide.texts)} {name.lower()}" for kind, name in _GROUPS)
    partners = ", ".join(f"{gender} {count}" for gender, count in guide.partners.items()) or "none told"
    lines = ", ".join(f"{how} {count}" for how, count in guide.help_lines.items())
    to_look_at = sum(len(text.notices) for text in guide.texts) + len(guide.notices)
    return [
        f"{counts}, {guide.exercises} exercises, {guide.figures} figures, {guide.words:,} words in all",
        f"{claims} sourced claims in lessons; {guide.works - len(guide.unused_works)} of {guide.works} works cited, "
        f"{len(guide.memory_works)} of them from memory",
        f"coverage: {guide.points - len(guide.uncovered)} of {guide.points} points have a text",
        f"{guide.examples} examples of people, partners in {sum(guide.partners.values())} of them ({partners}); "
        f"{guide.external_links} links to the web",
        f"{sum(guide.help_lines.values())} help lines ({lines}); {len(guide.unsure_lines)} for a person to check",
        f"{len(problems)} problems, {len(due)} dates due, {to_look_at} things to look at",
    ]


def _short(notice: Notice) -> str:
    shown = ", ".join(notice.items[:_SHOWN_ITEMS])
    more = len(notice.items) - _SHOWN_ITEMS
    return notice.text + (f": {shown}" if shown else "") + (f" and {more} more" if more > 0 else "")
