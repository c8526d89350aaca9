"""How a text sounds, in figures: what counts as a contraction, an even paragraph, a stretch, a repeat."""

from __future__ import annotations

from mkdocs_securebase.checks.languages import pack_of
from mkdocs_securebase.checks.measures import measure_text
from mkdocs_securebase.checks.voice import (
    contractions,
    even_paragraphs,
    longest_stretch,
    repeated_runs,
    told_twice,
)

from .guides import library_with
from .test_measures import body


def test_contractions_are_counted_outside_quotation_marks() -> None:
    plain = library_with(body("Ana's coat is dry. \"It's late,\" he says.")).lessons["one"]
    spoken = library_with(body("Ana's coat isn't dry. \"It's late,\" he says.")).lessons["one"]

    assert contractions(plain) == 0
    assert 0 < contractions(spoken) < 1000 / 6


def test_a_paragraph_of_two_or_three_sentences_is_even() -> None:
    two_of_four = library_with(body("One. Two.\n\nOne. Two. Three.\n\nOne. Two. Three. Four.")).lessons["one"]

    assert even_paragraphs(two_of_four, pack_of("en")) == 40  # with the fact and the example, two of five


def test_a_stretch_ends_where_a_list_or_another_block_begins() -> None:
    lesson = library_with(body("one two three\n\nfour five\n\n- a list\n- of two\n\nsix")).lessons["one"]

    assert longest_stretch(lesson) == 5


def test_a_fact_in_body_and_research_is_told_twice() -> None:
    assert told_twice(library_with().lessons["one"]) == ("words-matter",)
    assert told_twice(library_with(("lessons/one", "[](fact:words-matter)", "So it is.")).lessons["one"]) == ()


def test_runs_of_five_words_are_looked_for_in_other_lessons() -> None:
    same = "the kettle sings on the stove"
    library = library_with(body(same), ("lessons/two", "It's a quiet evening", f"Where {same}"))
    runs = repeated_runs(library)["one"]

    assert "the kettle sings on the" in runs
    assert "kettle sings on the stove" in runs
    assert not any("study says" in run for run in runs)


def test_the_report_asks_for_a_second_look_at_lessons_only() -> None:
    library = library_with()

    assert "Q-27" in {notice.measure for notice in measure_text(library.lessons["one"], library).notices}
    assert "Q-27" not in {notice.measure for notice in measure_text(library.faqs["why"], library).notices}
