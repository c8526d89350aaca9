"""What the pages tell search engines is what they tell readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from mkdocs_securebase.model.library import last_changed
from mkdocs_securebase.model.prose import plain_text
from mkdocs_securebase.render.site import render_site

from .microdata import Item, items
from .pages import body_of

if TYPE_CHECKING:
    from mkdocs_securebase.model.library import Library
    from mkdocs_securebase.render.site import Artifact


def described(artifacts: tuple[Artifact, ...], path: str, kind: str) -> list[Item]:
    """The items of one type that a page describes."""
    html = body_of(next(a.text for a in artifacts if a.path == f"{path}index.md"))
    return [item for item in items(html) if item.type == kind]


def test_a_lesson_is_an_article_of_its_guide(artifacts: tuple[Artifact, ...], library: Library) -> None:
    for lesson in library.lessons.values():
        (article,) = described(artifacts, f"lessons/{lesson.id}/", "Article")

        assert article.one("headline") == lesson.title
        assert article.one("description") == lesson.summary
        assert article.one("dateModified") == last_changed(library, lesson).isoformat()
        assert article.one("inLanguage") == library.course.language
        assert article.item("author").type == "Organization"
        assert article.item("author").one("name") == library.course.authorship.organisation
        assert article.item("isPartOf").one("name") == library.course.title


def test_the_questions_are_a_page_of_questions_with_their_short_answers(
    artifacts: tuple[Artifact, ...], library: Library
) -> None:
    (page,) = described(artifacts, "faqs/", "FAQPage")
    questions = [item for item in page.properties["mainEntity"] if isinstance(item, Item)]

    assert [question.one("name") for question in questions] == [faq.question for faq in library.faqs.values()]
    assert [question.item("acceptedAnswer").one("text") for question in questions] == [
        plain_text(faq.short) for faq in library.faqs.values()
    ]


def test_the_way_to_a_lesson_leads_from_home_through_its_part(
    artifacts: tuple[Artifact, ...], library: Library
) -> None:
    lesson = library.lessons["two-dials"]
    number, module = library.module_of(lesson.id)
    (way,) = described(artifacts, "lessons/two-dials/", "BreadcrumbList")
    steps = [step for step in way.properties["itemListElement"] if isinstance(step, Item)]

    assert [step.one("position") for step in steps] == ["1", "2", "3"]
    assert [step.one("name") for step in steps] == [
        library.interface.site.home,
        f"{library.interface.site.module} {number}: {module.title}",
        lesson.title,
    ]
    assert [step.one("item") for step in steps[:-1]] == ["../../", f"../../#{module.id}"]


def test_the_way_to_an_exercise_leads_through_the_list_of_all(artifacts: tuple[Artifact, ...]) -> None:
    (way,) = described(artifacts, "exercises/three-people/", "BreadcrumbList")
    steps = [step for step in way.properties["itemListElement"] if isinstance(step, Item)]

    assert [step.one("item") for step in steps[:-1]] == ["../../", "../"]


def test_no_other_page_claims_to_be_anything(artifacts: tuple[Artifact, ...]) -> None:
    claims = {
        (artifact.path.split("/")[0], item.type)
        for artifact in artifacts
        if artifact.path.endswith(".md")
        for item in items(body_of(artifact.text))
    }

    assert claims == {
        ("lessons", "Article"),
        ("lessons", "BreadcrumbList"),
        ("exercises", "BreadcrumbList"),
        ("faqs", "FAQPage"),
    }


def test_every_page_has_a_description_of_its_own(artifacts: tuple[Artifact, ...]) -> None:
    said: dict[str, str] = {}
    for artifact in artifacts:
        if artifact.path.endswith(".md"):
            text = yaml.safe_load(artifact.text.split("---\n")[1])["description"]
            assert 20 <= len(text) <= 260, (artifact.path, text)
            assert text not in said, (artifact.path, said[text])
            said[text] = artifact.path


def test_cards_and_whole_addresses_stand_only_where_the_address_is_known(library: Library) -> None:
    known = render_site(library, address="https://guide.example/")
    unknown = render_site(library)

    assert {artifact.path for artifact in known} - {artifact.path for artifact in unknown} == {"sitemap.xml"}
    for artifact in known:
        if artifact.path.endswith(".md"):
            assert yaml.safe_load(artifact.text.split("---\n")[1])["card"].startswith("assets/cards/")
    for artifact in unknown:
        if artifact.path.endswith(".md"):
            assert "card" not in yaml.safe_load(artifact.text.split("---\n")[1])
