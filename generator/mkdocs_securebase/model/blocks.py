"""Body blocks: the closed set of things a lesson or page can be made of, each named by its one key."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .base import Model, Slug
from .prose import Medium, Phrase, Plain, Prose
from .vocabularies import Named, Of


class Callout(Model):
    """A short aside, set apart from the text."""

    tone: Literal["note", "care", "try"] = "note"
    """note: good to know; care: be careful here; try: something small to do now."""
    title: Plain
    text: Prose


class Steps(Model):
    """Things to do in order, one action each."""

    title: Plain | None = None
    items: Annotated[tuple[Phrase, ...], Field(min_length=2)]


class Table(Model):
    """Facts side by side. The first cell of each row names the row."""

    caption: Phrase
    columns: Annotated[tuple[Plain, ...], Field(min_length=2)]
    rows: Annotated[tuple[tuple[Phrase, ...], ...], Field(min_length=1)]


class Figure(Model):
    """A drawing of ours from content/assets, with words for those who do not see it."""

    id: Slug
    file: str
    """File name in content/assets, an SVG."""
    alt: Plain
    """What the drawing shows, in one or two sentences."""
    caption: Phrase


class Example(Model):
    """An invented person's moment. Every output says that the person is invented."""

    person: Plain
    """A first name, with an age or a role if it helps: 'Amara, 34'."""
    text: Prose
    about: Annotated[tuple[Named, ...], Of("life")] = ()
    """What kind of life the example shows, to keep the guide's examples varied."""
    partner: Annotated[Named | None, Of("partner")] = None
    """How readers will take the partner in it; of several, the one it turns on. Required where a word of `about` says
    so."""


class Side(Model):
    """One column of a comparison."""

    title: Plain
    items: Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Comparison(Model):
    """Two things beside each other: helps and backfires, fact and story."""

    title: Plain
    left: Side
    right: Side


class WayIn(Model):
    """One large link on the home page."""

    to: str
    """A typed reference: page:upset-now, instrument:closeness-self-check, lesson:start-safely."""
    label: Plain
    text: Phrase


class Breath(Model):
    """A breath to go along with, in whole seconds."""

    breathe_in: Annotated[int, Field(ge=1, le=20)]
    breathe_out: Annotated[int, Field(ge=1, le=20)]


class Onward(Model):
    """One link to what comes next."""

    to: str
    """A typed reference, as in a way in."""
    label: Plain


class GuidedStep(Model):
    """One step of a walk-through: an instruction, and if need be a few words more."""

    title: Plain
    text: Prose
    breath: Breath | None = None
    """A light that grows and fades at this pace; a count for readers who want nothing to move."""
    wait: Annotated[int, Field(ge=1, le=60)] | None = None
    """Minutes of a clock that the reader may start."""
    onward: Onward | None = None
    """Where the walk leads; the last step has it, and no other."""


class Block(Model):
    """What every entry of a body has beside the key that names it."""

    on: Medium | None = None
    """screen or paper, where it stands on one of them alone; left out, on both."""


class ProseBlock(Block):
    prose: Prose


class HeadingBlock(Block):
    heading: Plain
    """A sub-heading inside the body."""


class CalloutBlock(Block):
    callout: Callout


class StepsBlock(Block):
    steps: Steps


class TableBlock(Block):
    table: Table


class FigureBlock(Block):
    figure: Figure


class ExampleBlock(Block):
    example: Example


class ComparisonBlock(Block):
    comparison: Comparison


class WaysInBlock(Block):
    """The clear ways into the guide, on the home page."""

    ways_in: Annotated[tuple[WayIn, ...], Field(min_length=2)]


class GuidedBlock(Block):
    """A walk-through, one step at a time on a phone, a plain list without script and on paper."""

    guided: Annotated[tuple[GuidedStep, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _leads_on_at_its_end(self) -> Self:
        *before, last = self.guided
        if last.onward is None or any(step.onward for step in before):
            raise PydanticCustomError(
                "rule", "the last step of a walk-through says where it leads `onward:`, and no other"
            )
        return self


class GeneratedBlock(Block):
    """A part that the build fills from data, so that it is written once.

    help-lines-now: the emergency number of every country, and with script the lines of the reader's own.
    help-lines-by-country: every line, country by country.
    """

    insert: Literal[
        "course-map",
        "help-lines-now",
        "help-lines-by-country",
        "evidence-labels",
        "exercise-list",
        "book-link",
        "authorship",
        "changes",
        "people",
    ]


def one_key(models: dict[str, type[Model]]) -> Any:
    """A union whose member is chosen by which block key is present."""
    choices = tuple(Annotated[model, Tag(key)] for key, model in models.items())
    union: Any = choices[0]
    for choice in choices[1:]:
        union = union | choice

    def choose(value: Any) -> str | None:
        if isinstance(value, Model):
            return next((key for key, model in models.items() if isinstance(value, model)), None)
        if isinstance(value, dict):
            return next((key for key in models if key in value), None)
        return None

    return Annotated[union, Discriminator(choose)]


BODY_BLOCKS: dict[str, type[Model]] = {
    "prose": ProseBlock,
    "heading": HeadingBlock,
    "callout": CalloutBlock,
    "steps": StepsBlock,
    "table": TableBlock,
    "figure": FigureBlock,
    "example": ExampleBlock,
    "comparison": ComparisonBlock,
}
PAGE_BLOCKS: dict[str, type[Model]] = {
    **BODY_BLOCKS,
    "ways-in": WaysInBlock,
    "guided": GuidedBlock,
    "insert": GeneratedBlock,
}

BodyBlock = (
    ProseBlock | HeadingBlock | CalloutBlock | StepsBlock | TableBlock | FigureBlock | ExampleBlock | ComparisonBlock
)
PageBlock = BodyBlock | WaysInBlock | GuidedBlock | GeneratedBlock
