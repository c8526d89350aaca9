"""The guide's own words: every label, heading and notice that readers see outside the texts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .addresses import WebAddress
from .base import Model
from .prose import Plain


class SiteWords(Model):
    """Words of the page shell."""

    skip_to_content: Plain
    menu: Plain
    close: Plain
    course: Plain
    module: Plain
    lesson: Plain
    home: Plain
    faqs: Plain
    faqs_intro: Plain
    resources: Plain
    resources_intro: Plain
    glossary: Plain
    glossary_intro: Plain
    references: Plain
    references_intro: Plain
    exercises: Plain
    exercises_intro: Plain
    get_the_book: Plain
    previous: Plain
    next: Plain
    minutes_to_read: Plain
    """With {minutes}."""
    last_reviewed: Plain
    """With {date}."""
    next_review: Plain
    """With {date}."""


class LessonWords(Model):
    """Headings of the parts of a lesson."""

    goals: Plain
    one_minute: Plain
    research: Plain
    unknown: Plain
    exercises: Plain
    if_it_does_not_help: Plain
    variants: Plain
    single: Plain
    couple: Plain
    partner: Plain
    key_points: Plain
    related: Plain
    suggested_after: Plain
    """Before the questionnaires with a result that suggests the lesson."""
    sources: Plain
    content_note: Plain
    invented_person: Plain
    """Says that the person in an example is invented; with {person}."""
    evidence: Plain
    """Names the evidence label; with {label}."""
    evidence_strong: Plain
    evidence_some: Plain
    evidence_early: Plain
    evidence_practice_wisdom: Plain
    evidence_strong_meaning: Plain
    evidence_some_meaning: Plain
    evidence_early_meaning: Plain
    evidence_practice_wisdom_meaning: Plain
    evidence_rule: Plain
    """Which label a statement gets, and which an exercise."""


class ExerciseWords(Model):
    """Labels of an exercise and of its sheet."""

    exercise: Plain
    purpose: Plain
    minutes: Plain
    """With {minutes}."""
    needs: Plain
    when: Plain
    not_when: Plain
    steps: Plain
    example: Plain
    shorter: Plain
    if_it_does_not_help: Plain
    research: Plain
    safety: Plain
    sheet: Plain
    print_sheet: Plain


class ShellWords(Model):
    """Words around the texts: menu, search, colours, lists, help lines."""

    name: Plain
    """A short, neutral name for the top of each page and for tab titles: somebody may look over a shoulder."""
    lesson_of: Plain
    """With {number} and {count}."""
    on_this_page: Plain
    start: Plain
    """Heading of the ways in, in the menu."""
    more: Plain
    """Heading of the lists, in the menu."""
    search: Plain
    search_label: Plain
    search_hint: Plain
    search_found: Plain
    """With {count}."""
    search_none: Plain
    search_failed: Plain
    leave: Plain
    """Leads away from the guide at once."""
    leave_label: Plain
    """The same for screen readers, in full; begins with the words of `leave`."""
    leave_note: Plain
    """How else to leave, and what the browser may still show afterwards."""
    leave_to: WebAddress
    """A page that nobody wonders about, and that loads fast."""
    palette: Plain
    palette_auto: Plain
    palette_light: Plain
    palette_dark: Plain
    palette_night: Plain
    not_kept: Plain
    """Said where the browser refuses to keep a choice."""
    print_page: Plain
    back_to_top: Plain
    source_number: Plain
    """What a screen reader says for the small number of a source; with {number}."""
    used_in: Plain
    supports: Plain
    verified_memory: Plain
    """Said of a work that was not looked up again."""
    seen_abstract: Plain
    seen_record: Plain
    seen_report: Plain
    seen_citation: Plain
    seen_none: Plain
    evidence_labels: Plain
    longer_answer: Plain
    also: Plain
    """Other words for a term; with {words}."""
    from_lesson: Plain
    """Where an exercise comes from; with {title}."""
    sheet_note: Plain
    """What happens to the words that somebody writes into a sheet on the screen."""
    step_of: Plain
    """With {number} and {count}."""
    step_next: Plain
    step_back: Plain
    steps_all: Plain
    steps_single: Plain
    steps_again: Plain
    breath_start: Plain
    breath_stop: Plain
    breathe_in: Plain
    breathe_out: Plain
    wait_start: Plain
    """With {minutes}."""
    wait_stop: Plain
    wait_until: Plain
    """With {time}."""
    wait_left: Plain
    """With {minutes}."""
    wait_over: Plain
    for_whom: Plain
    strength: Plain
    limit: Plain
    cost: Plain
    checked: Plain
    """With {date}."""
    way_here: Plain
    """Names the line that leads from the first page to this one."""
    written_by: Plain
    reviewed_by: Plain
    funding: Plain
    feedback: Plain
    answer_back: Plain
    """The link at the foot of each page, where `answer-back:` is set in course.yaml."""
    answer_back_issues: Plain
    """What happens then, by kind."""
    answer_back_mail: Plain
    answer_back_form: Plain
    no_answer_back: Plain
    """Said on the about page and in the book where it is not set."""
    copy_link: Plain
    """What a heading does beside being a heading."""
    link_copied: Plain
    link_not_copied: Plain
    """Said where the browser does not let us copy."""
    licence: Plain
    not_found: Plain
    not_found_text: Plain
    not_found_ways: Plain
    """Before the ways on."""
    problems: Plain
    """Heading of the notice that a preview shows while a source has problems."""
    months: Annotated[tuple[Plain, ...], Field(min_length=12, max_length=12)]
    """The months, for dates."""


class ChangeWords(Model):
    """Words of the log of changes and of its feed."""

    feed_title: Plain
    """With {title}."""
    feed: Plain
    """Link to the feed."""
    no_corrections: Plain
    edition: Plain
    new: Plain
    revised: Plain
    correction: Plain


class ListWords(Model):
    """Words of the controls above long lists, which show a part of the list."""

    narrow: Plain
    """Heading of the controls."""
    find: Plain
    form: Plain
    place: Plain
    audience: Plain
    length: Plain
    any: Plain
    """The choice that leaves nothing out."""
    up_to: Plain
    """With {minutes}."""
    shown: Plain
    """With {shown} and {count}."""
    none: Plain
    """Said kindly where nothing fits."""
    place_hint: Plain
    """Follows it where a place can be chosen."""
    all: Plain
    """Takes all choices back."""


class ThemeWords(Model):
    """Headings of the questions, by theme."""

    tonight: Plain
    us: Plain
    break_up: Plain
    me: Plain
    change: Plain
    help: Plain
    family: Plain
    guide: Plain


class SearchWords(Model):
    """Words of search beside its bar, and everyday words that find what the build makes."""

    help: Plain
    """Heading above help lines, where somebody seems to need them."""
    help_found: Plain
    """Said to screen readers when they stand above the results; with {count}."""
    book: Plain
    book_kind: Plain
    """Stands where other results say what they are; its size follows."""
    book_text: Plain
    book_words: tuple[Plain, ...]
    faqs_words: tuple[Plain, ...]
    exercises_words: tuple[Plain, ...]
    resources_words: tuple[Plain, ...]
    glossary_words: tuple[Plain, ...]
    references_words: tuple[Plain, ...]
    same: tuple[tuple[Plain, ...], ...] = ()
    """Groups of words for one thing: a resource that one of them finds is found by all of them."""


class LineWords(Model):
    """Words around help lines."""

    now: Plain
    """Heading of the first lines on the safety page."""
    by_country: Plain
    """Heading of all lines."""
    country: Plain
    """Names the choice of the reader's country."""
    elsewhere: Plain
    """The choice of no country on the list."""
    shown: Plain
    """Said to screen readers once a country is chosen; with {country}."""
    how_guessed: Plain
    """How the country was found, and what becomes of the choice."""
    without_choice: Plain
    """Before the emergency numbers of all countries."""
    anywhere: Plain
    """Heading of the lines that are bound to no country."""
    call: Plain
    """With {value}."""
    text: Plain
    """With {value}."""
    text_message: Plain
    """With {message} and {value}."""
    chat: Plain
    """With {value}."""
    email: Plain
    """With {value}."""
    unheard: Plain
    """Before the ways to reach a line without being heard."""
    name_only: Plain
    """Said of a line without any way to reach it."""
    languages: Plain
    """With {languages}."""
    own_page: Plain
    """How a line was checked; with {page} and {date}."""
    own_page_copy: Plain
    """With {page} and {date}."""
    other_page: Plain
    """With {page} and {date}."""
    memory: Plain


class PurposeWords(Model):
    """Headings of help lines, by whom they are for."""

    emergency: Plain
    crisis: Plain
    abuse: Plain
    sexual_violence: Plain
    stalking: Plain
    harming: Plain
    parents: Plain
    young: Plain
    finder: Plain


class FormWords(Model):
    """Headings of the resources, by form."""

    book: Plain
    workbook: Plain
    course: Plain
    podcast: Plain
    group: Plain
    website: Plain


class PlaceWords(Model):
    """Where a resource is of use."""

    anywhere: Plain
    australia: Plain
    canada: Plain
    france: Plain
    germany: Plain
    hong_kong: Plain
    india: Plain
    ireland: Plain
    japan: Plain
    new_zealand: Plain
    nigeria: Plain
    south_africa: Plain
    united_kingdom: Plain
    united_states: Plain


class AudienceWords(Model):
    """Whom a resource was made for."""

    everyone: Plain
    couples: Plain
    several_partners: Plain
    break_up: Plain
    parents: Plain
    grown_children: Plain
    young: Plain
    men: Plain
    lgbtq: Plain
    heritage: Plain
    faith: Plain
    therapy_seekers: Plain
    fear: Plain
    curious: Plain


class InstrumentWords(Model):
    """Words of every questionnaire: its questions, its hand-scoring sheet and its results."""

    before_you_begin: Plain
    """Before the content note."""
    how_to_answer: Plain
    goes_nowhere: Plain
    """What becomes of responses on the screen; nothing of the kind stands on paper."""
    begin: Plain
    what_it_is: Plain
    """Heading of the introduction, below the button."""
    on_paper: Plain
    """Link to the form for pen and paper."""
    on_screen: Plain
    """Link from there back to the screen."""
    every_result: Plain
    """Link to the page with all results in words."""
    kept_here: Plain
    """Said where answers are kept on this device; with {day}."""
    kept_elsewhere: Plain
    """Said on the home page where this device keeps answers, above the ways back to them."""
    show_kept: Plain
    begun: Plain
    """Said where this tab holds answers."""
    revised: Plain
    """Said where this tab holds answers to statements that have changed since."""
    no_tab: Plain
    """Said where the browser does not even hold answers for this tab."""
    about_whom: Plain
    """With {about}."""
    kept_for: Plain
    """With {weeks}."""
    kept_unusable: Plain
    """Said where something is kept that this version cannot use."""
    question_of: Plain
    """With {number} and {total}."""
    questions_of: Plain
    """Heading of a page with several questions; with {from}, {to} and {total}."""
    back: Plain
    continue_: Plain
    nothing_chosen: Plain
    """Said once where nothing on the page is answered."""
    review: Plain
    review_intro: Plain
    your_answers: Plain
    """Heading of the answers beside a printed result."""
    unanswered: Plain
    change: Plain
    change_which: Plain
    """Follows 'change' for screen readers; with {number}."""
    show_result: Plain
    result: Plain
    """Heading of a reader's own result."""
    results: Plain
    """Heading of all results, where nothing is counted."""
    score_of: Plain
    """With {score}, {low} and {high}."""
    patch: Plain
    """Why the bar shows a soft patch."""
    rule_mean: Plain
    """How a score came about; with {count} and {total}."""
    rule_sum: Plain
    """With {count} and {total}."""
    rule_prorated: Plain
    """With {count} and {total}."""
    rule_max: Plain
    """With {count} and {total}."""
    rule_count: Plain
    """With {count} and {total}."""
    rule_derived: Plain
    """With {count} and {total}."""
    too_few_rule: Plain
    """With {count}, {total} and {needs}."""
    go_to_missing: Plain
    map: Plain
    side_by_side: Plain
    """Heading of several runs, each about somebody else."""
    someone_else: Plain
    enough_people: Plain
    """Said instead, where no more fit side by side."""
    together: Plain
    """Heading of the words for the pair of bands."""
    stood_out: Plain
    """Heading of the facet notes."""
    stood_out_rule: Plain
    """When a facet is mentioned; with {lead}."""
    contradiction_rule: Plain
    """When it is left out after all; with {contradiction}."""
    about_answers: Plain
    """Heading of the notes on the pattern of the answers."""
    read_next: Plain
    more_to_it: Plain
    """Follows the sentence where a text is not told as it stands."""
    tonight: Plain
    """Heading of the two lessons and the exercise that follow the sentence."""
    exercise_for: Plain
    """With {minutes}."""
    read_later: Plain
    """Heading of the lessons that are suggested beyond those two."""
    numbers: Plain
    part: Plain
    """Column: which part of the scale."""
    scale: Plain
    """Column: name of the dimension."""
    score: Plain
    answered: Plain
    interval: Plain
    """Where an error of measurement is published; with {title}, {low} and {high}."""
    chance: Plain
    """For a score near a line; with {above} and {chance}."""
    norm_t: Plain
    """With {title} and {t}."""
    norm_percentile: Plain
    """With {percentile}."""
    limits: Plain
    print: Plain
    keep: Plain
    erase: Plain
    erase_what: Plain
    """What the button erases."""
    undo_for: Plain
    """Said for ten seconds after that."""
    undo: Plain
    erase_now: Plain
    """The second tap."""
    again: Plain
    change_answers: Plain
    kept: Plain
    is_kept: Plain
    """Stands in place of the button while the device keeps what is shown."""
    not_kept: Plain
    """Said where the browser refuses to keep anything."""
    erased: Plain
    over_time_none: Plain
    """Said where nothing is kept yet."""
    over_time_rule: Plain
    """Heading of how a change is read, on the page with all results."""
    first_time: Plain
    """Said of a score that was kept once; with {now}."""
    now_before: Plain
    """With {now}, {before} and {day}."""
    same_as_before: Plain
    within_wobble: Plain
    beyond_wobble: Plain
    within_error: Plain
    """No reliable change."""
    beyond_error: Plain
    other_version: Plain
    """Said where the questions were changed between two runs."""
    not_scored: Plain
    """Said of a score for which there were not enough answers."""
    chart_days: Plain
    """Below the chart; with {first} and {last}."""
    chart_soft: Plain
    """What the soft columns mean."""
    chart_trend: Plain
    """What the dotted line means."""
    every_run: Plain
    """Caption of the table of all runs."""
    day: Plain
    """Column."""
    version_mark: Plain
    """Beside a run of another version."""
    erase_one: Plain
    erase_which: Plain
    """Follows 'erase' for screen readers; with {day}."""
    rising_title: Plain
    back_to_start: Plain
    take_along: Plain
    """Opens the part about files and links."""
    files: Plain
    """What a file means for privacy."""
    save_file: Plain
    save_table: Plain
    save_fhir: Plain
    read_file: Plain
    """Label of the field for a file."""
    link: Plain
    """What a link with answers is, and who can read it."""
    make_link: Plain
    your_link: Plain
    """Label of the field that holds the link."""
    copy_link: Plain
    copied: Plain
    link_brought: Plain
    """Said where the page was opened by such a link."""
    use_link: Plain
    leave_link: Plain
    read_in: Plain
    """With {read}."""
    read_older: Plain
    """Said of answers to another version."""
    read_foreign: Plain
    """Said of a file that belongs to another questionnaire."""
    read_useless: Plain
    by_hand: Plain
    by_hand_steps: Annotated[tuple[Plain, ...], Field(min_length=1)]
    by_hand_mean: Plain
    """The last step where scores are means."""
    by_hand_prorated: Plain
    """The last step where a sum stands for items that were left out."""
    by_hand_single: Plain
    """The very last step: a single answer counts for more than the words of a part."""
    by_hand_reverse: Plain
    """With {mark}."""
    sums_for: Plain
    """Caption of the table for that; with {title} and {count}."""
    your_sum: Plain
    counts_as_sum: Plain
    reverse_mark: Plain
    reverse_words: Plain
    """What the mark says to a screen reader."""
    needed: Plain
    """With {needs} and {total}."""
    points_of: Plain
    """Caption of the table of points; with {title}."""
    parts_of: Plain
    """Caption of the table of sums; with {title}."""
    statement: Plain
    points: Plain
    """Column, where statements have different scales."""
    box: Plain
    sum: Plain
    count: Plain
    sum_range: Plain
    """With {low} and {high}."""
    no_sum: Plain
    """In a cell that no sum can reach."""
    facet_numbers: Plain
    """How to compare the sides of a dimension by hand."""
    scoring: Plain
    """Title of the page with all results; with {title}."""
    scoring_summary: Plain
    """With {title}."""
    paper: Plain
    """Title of the form for pen and paper; with {title}."""
    paper_summary: Plain
    """With {title}."""
    paper_about: Plain
    """Label of a line to write on."""
    paper_weeks: Plain
    """Caption of a sheet for several weeks."""
    band_page: Plain
    """Title of the page of a band; with {title} and {band}."""
    band_summary: Plain
    """With {title} and {band}."""
    profile_summary: Plain
    """With {title} and {profile}."""
    near_title: Plain
    """Heading of the words for a score near a line."""
    own_page: Plain
    """Link to the page of a single result."""
    all_results: Plain
    """Link from there to the page with all."""
    goes_with: Plain
    """Heading of the results that a band can be a part of."""
    how_scored: Plain
    points_rule: Plain
    """With {low}, {high}, {total} and {reverse}."""
    points_rule_plain: Plain
    """The same where no statement counts the other way round; with {low} and {high}."""
    mean_rule: Plain
    sum_rule: Plain
    prorated_rule: Plain
    bands_of: Plain
    """Caption of the table of bands; with {title}."""
    starts: Plain
    """Column: where a band starts."""
    from_score: Plain
    """With {score}."""
    above_score: Plain
    """With {score}."""
    profile_rule: Plain
    profile_between: Plain
    """Added where parts of a scale lie between others."""
    profile_when: Plain
    """Before the bands that a profile stands for."""
    passport: Plain
    version: Plain
    """With {version} and {revision}."""
    reading_grade: Plain
    """How easy the statements are to read; with {grade}."""


class BookWords(Model):
    """Words that only the printed book needs."""

    edition: Plain
    """With {edition} and {date}."""
    about_this_edition: Plain
    """Heading of the page with licence and authorship."""
    printing: Plain
    printing_text: Plain
    """How to print pages and sheets at home."""
    contents: Plain
    begin: Plain
    """Heading of the first page's text inside the book, where the guide's title already stands on the cover."""
    on_page: Plain
    """Stands beside a link in a list; with {page}."""
    see_page: Plain
    """Follows a link in running text; with {page}."""
    cited_on: Plain
    """The pages on which a work is cited; with {pages}."""
    sheet_date: Plain
    """Before the line for the day on which a sheet is filled in."""
    sheet_continued: Plain
    """Heads a further page of a sheet; with {name}."""


class Interface(Model):
    kind: Literal["interface"]
    site: SiteWords
    lesson: LessonWords
    exercise: ExerciseWords
    instrument: InstrumentWords
    book: BookWords
    shell: ShellWords
    changes: ChangeWords
    lists: ListWords
    search: SearchWords
    lines: LineWords
    purposes: PurposeWords
    themes: ThemeWords
    forms: FormWords
    places: PlaceWords
    audiences: AudienceWords


def word_of(words: Model, value: str) -> str:
    """A word of a closed list as readers see it: 'united-kingdom' by the field united_kingdom."""
    return str(getattr(words, value.replace("-", "_").replace(" ", "_")))
