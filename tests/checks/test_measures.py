"""What is counted in a text and in a guide, and what the report says of it."""

from __future__ import annotations

import gc
import json
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from mkdocs_securebase.checks import check_library
from mkdocs_securebase.checks.instruments import check_instruments
from mkdocs_securebase.checks.languages.en import is_passive
from mkdocs_securebase.checks.limits import LIMITS, MEASURES
from mkdocs_securebase.checks.measures import measure_guide, measure_text
from mkdocs_securebase.render.report import render_report_json, render_report_page, render_report_table

from ..conftest import securebase
from ..projects import copy_minimal
from .guides import library_with

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_securebase.model.library import Library

TWENTY = "One day a cat sat by our door. She did not come in, but she ate and slept there.\n\n"


def notices(library: Library, lesson: str = "one") -> list[str]:
    """What the report says of a lesson, apart from its being short of words and claims, and its voice."""
    aside = ("Q-07", "Q-11", "Q-27")
    found = [n for n in measure_text(library.lessons[lesson], library).notices if n.measure not in aside]
    return [f"{n.measure} {n.text}" + (f": {', '.join(n.items)}" if n.items else "") for n in found]


def body(text: str) -> tuple[str, str, str]:
    """An edit that puts paragraphs in place of the first ones of lesson one."""
    lines = "".join(f"      {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))
    return ("lessons/one", "      It's a quiet evening, and you read a [plain word](term:word).\n", lines)


def test_the_smallest_lesson_in_figures() -> None:
    counted = measure_text(library_with().lessons["one"], library_with())

    assert (counted.words, counted.sentences, counted.mean_sentence) == (18, 3, 16 / 3)
    assert (counted.longest_sentence, counted.longest_paragraph, counted.paragraph_sentences) == (10, 10, 2)
    assert (counted.claims, counted.references, counted.exercises, counted.one_minute) == (2, 1, 1, 7)
    assert counted.readability is None
    assert {n.measure for n in counted.notices} == {"Q-07", "Q-11", "Q-27"}


def test_two_sources_at_one_place_are_one_claim() -> None:
    twice = library_with(("references", "found: A study says so.", "found: A study says so., also: [smith-2001]"))

    assert measure_text(twice.lessons["one"], twice).claims == 2


def test_words_without_a_heading_are_counted_up_to_the_next_one() -> None:
    long = library_with(body(TWENTY * 21))
    rest = "  - heading: Next\n  - prose: |\n" + body(TWENTY * 12)[2] + "  - example:"
    split = library_with(body(TWENTY * 12), ("lessons/one", "  - example:", rest))

    late = (
        "  - heading: Next\n  - prose: |\n"
        + body(TWENTY * 20 + "Now it goes on a bit more, and then on and on, till it all is said.")[2]
        + "  - example:"
    )

    assert notices(long) == ["Q-06 407 words without a heading; at most 400"]
    assert notices(split) == []
    assert notices(library_with(("lessons/one", "  - example:", late))) == [
        "Q-06 401 words without a heading; at most 400"
    ]


def test_a_long_paragraph_is_worth_a_look() -> None:
    many = library_with(body("She waits. He sits. She stands. He waits. She sits. He stands."))
    wide = library_with(body("a long evening and " * 23 + "rain."))

    assert notices(many) == ["Q-04 a paragraph has 6 sentences; at most 5"]
    assert "Q-04 a paragraph has 93 words; at most 90" in notices(wide)


def test_talk_of_research_names_its_work() -> None:
    assert notices(library_with(body("A large study found that cats sleep."))) == [
        "Q-10 speaks of research and names no work: A large study found that cats …"
    ]
    assert notices(library_with(body("[](fact:words-matter)"))) == []
    assert notices(library_with(body("No study has asked whether cats sleep."))) == []


def test_technical_words_are_linked_first_and_explained() -> None:
    late = library_with(body("A word comes. It is a [word](term:word)."))
    watched = library_with(body("Her limbic system said so."))
    explained = library_with(
        body("Her limbic system said so."), ("glossary", "{id: word, term: word,", "{id: word, term: limbic system,")
    )

    assert notices(late) == ["Q-20 not linked at first use: word"]
    assert notices(watched) == ["Q-20 technical words that the glossary does not explain: limbic"]
    assert notices(explained) == ["Q-20 not linked at first use: limbic system"]


def test_many_numbers_and_percentages_are_worth_a_look() -> None:
    assert notices(library_with(body("There were 4 cats, 3 dogs, 2 hens and 20% of ducks."))) == [
        "Q-14 4 numbers in one paragraph; at most 3",
        "Q-14 1 percentages; 'in 100' is easier to picture",
    ]


@pytest.mark.parametrize(
    "sentence", ["The letter was written at night.", "It is often said.", "They’re being asked again."]
)
def test_passive(sentence: str) -> None:
    assert is_passive(sentence)


@pytest.mark.parametrize(
    "sentence", ["You are tired.", "She wrote the letter.", "He is asking.", "It was red.", "We are married."]
)
def test_active_or_a_mere_state(sentence: str) -> None:
    assert not is_passive(sentence)


def test_the_guide_tells_what_nobody_uses_and_what_waits() -> None:
    unread = 'authors: [Lee B], year: 2002, title: Unread, supports: Nothing., verified: "yes", seen: none'
    library = library_with(
        ("coverage", "points:\n", "points:\n  - {id: C-TEST-02, point: It waits.}\n"),
        ("references", "works:\n", f"works:\n  - {{id: lee-2002, type: book, {unread}}}\n"),
    )

    measured = measure_guide(library)

    assert (measured.points, measured.uncovered) == (2, ("C-TEST-02",))
    assert measured.unused_works == ("lee-2002",)
    assert measured.repeated_names == ("Ana", "Ben")
    assert [n.measure for n in measured.notices] == ["Q-10", "Q-21", "Q-24"]


def test_help_lines_that_nobody_has_checked_wait_for_a_person() -> None:
    remembered = ("safety", "how: own-page, page: example.org", "how: memory")
    unknown = ("safety", '    contacts:\n      - {how: call, value: "112"}\n', "")

    assert measure_guide(library_with()).unsure_lines == ()
    for change in (remembered, unknown):
        measured = measure_guide(library_with(change))
        assert measured.unsure_lines == ("everywhere",)
        assert [n.items for n in measured.notices if n.measure == "Q-19"] == [("everywhere",)]


def test_no_more_than_half_of_the_partners_have_the_same_gender() -> None:
    ana = ("lessons/one", "        Ana waits.\n", "        Ana waits.\n      about: [dating]\n      partner: man\n")
    former = ("lessons/two", "        Ana waits.\n", "        Ana waits.\n      partner: woman\n")

    one, both = measure_guide(library_with(ana)), measure_guide(library_with(ana, former))

    assert (one.partners, both.partners) == ({"man": 1}, {"man": 1, "woman": 1})
    told = [[n.text for n in measured.notices if "partner" in n.text] for measured in (one, both)]
    assert told == [["in 1 of 1 examples with a partner, the partner is: man"], []]


def test_an_unfinished_guide_may_wait_and_a_complete_one_may_not() -> None:
    point = ("coverage", "points:\n", "points:\n  - {id: C-TEST-02, point: It waits.}\n")
    complete = ("course", "published:", "complete: true\npublished:")

    assert check_library(library_with(point)) == ()
    assert [p.code for p in check_library(library_with(point, complete))] == ["coverage"]


def test_words_in_a_drawing_are_said_in_its_alternative_text() -> None:
    figure = "  - figure: {id: map, file: map.svg, alt: A map of rain., caption: Mine.}\n  - example:"
    words = "<text>Rain <tspan>and snow</tspan></text>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{words}</svg>'
    library = library_with(("lessons/one", "  - example:", figure), drawings={"map.svg": drawing})

    found = [n for n in measure_guide(library).notices if n.measure == "Q-26"]

    assert [(n.text, n.items) for n in found] == [
        ("words in map.svg that its alternative text leaves out", ("and", "snow"))
    ]


# The limits and the report ---------------------------------------------------------------------------------------


def test_every_measure_is_listed_once_and_every_limit_belongs_to_one() -> None:
    assert [measure.id for measure in MEASURES] == [f"Q-{number:02}" for number in range(1, 28)]
    for measure in MEASURES:
        kinds = {limit.kind for limit in LIMITS if limit.measure == measure.id}
        assert ("hard" in kinds) <= ("problem" in measure.held_by), measure.id
        assert ("soft" in kinds) <= ("warning" in measure.held_by), measure.id


def test_a_limit_allows_its_own_number() -> None:
    for limit in LIMITS:
        assert limit.allows(limit.number)
        assert limit.allows(limit.number - 1) == (limit.bound == "most")
        assert limit.allows(limit.number + 1) == (limit.bound == "least")


def test_the_report_shows_every_text_of_the_guide(library: Library) -> None:
    measured = measure_guide(library)

    table = render_report_table(measured, (), ())
    page = render_report_page("A guide", date(2026, 6, 1), measured, (), (), MEASURES, LIMITS)
    data = json.loads(render_report_json(measured, (), ()))

    texts = [*library.lessons, *library.pages, *library.faqs]
    rows = [line.split()[0] for line in table.split("\nTo look at")[0].splitlines() if line]
    assert [row for row in rows if row not in ("Lessons", "Pages", "Questions")] == texts
    assert [text["id"] for text in data["texts"]] == texts
    assert page.count('<th scope="row">') == len(texts) + len(MEASURES)
    counts = [len(held) for held in (library.lessons, library.pages, library.faqs)]
    assert "{} lessons, {} pages, {} questions, ".format(*counts) in table
    to_look_at = len(table.split("\nTo look at\n")[1].split("\n\n")[0].splitlines())
    assert f"0 problems, 0 dates due, {to_look_at} things to look at" in table
    assert data["problems"] == []


def test_the_guide_keeps_the_targets_of_its_measures(library: Library) -> None:
    for text in measure_guide(library).texts:
        assert text.readability is not None, text.id
        assert text.readability.grade <= 7, text.id
        assert text.readability.smog <= 10, text.id
        assert text.mean_sentence <= 15, text.id


def test_thirty_lessons_are_checked_in_two_seconds(library: Library) -> None:
    given = list(library.lessons.values())
    lessons = {f"l{n}": given[n % len(given)].model_copy(update={"id": f"l{n}"}) for n in range(30)}
    origins = {f"lesson:{id_}": library.origin(given[n % len(given)]) for n, id_ in enumerate(lessons)}
    thirty = replace(library, lessons=lessons, origins={**library.origins, **origins})

    tuple(check_instruments(thirty))  # proofs of questionnaires are kept, and are no part of what lessons cost

    gc.disable()  # what other tests have left in this process is not looked through meanwhile
    try:
        started = time.process_time()
        check_library(thirty)
        took = time.process_time() - started
    finally:
        gc.enable()

    assert took < 2


def test_the_command_prints_the_table_and_writes_the_page(tmp_path: Path) -> None:
    folder = copy_minimal(tmp_path)

    done = securebase("report", folder)

    assert done.returncode == 0, done.stderr
    assert "coverage: 1 of 1 points have a text" in done.stdout
    assert "<h1>Report: A small guide</h1>" in (folder / "build" / "report.html").read_text(encoding="utf-8")


def test_the_command_measures_a_guide_with_problems_and_says_so(tmp_path: Path) -> None:
    folder = copy_minimal(tmp_path)
    faq = folder / "content" / "faqs" / "why.yaml"
    faq.write_text(faq.read_text(encoding="utf-8").replace("Because.", "It is a cure."), encoding="utf-8")

    done = securebase("report", folder, "--json")

    assert done.returncode == 1
    assert [problem.split(": ")[1] for problem in json.loads(done.stdout)["problems"]] == ["language"]
