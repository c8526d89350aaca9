"""Instruments for tests, valid by default: say only what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_securebase.model.instrument import Instrument
from mkdocs_securebase.scoring.compile import compile_table
from mkdocs_securebase.source.prose import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_securebase.scoring.table import Table

Data = dict[str, Any]


def an_item(id_: str, keying: str = "positive") -> Data:
    """One statement."""
    return {"id": id_, "text": f"This is about {id_}.", "keying": keying}


def a_band(id_: str, from_: Any = None, above: Any = None, counts_as: str | None = None) -> Data:
    """One band, by where it starts."""
    start = {"from": from_} if above is None else {"above": above}
    counts = {} if counts_as is None else {"counts-as": counts_as}
    return {"id": id_, **start, **counts, "title": id_, "text": f"It came out {id_}."}


def a_dimension(id_: str, items: Sequence[str], at_least: int | None = None, bands: Sequence[Data] = ()) -> Data:
    """A dimension of all these items; all must be answered unless `at_least` says otherwise."""
    return {
        "kind": "dimension",
        "id": id_,
        "title": id_,
        "meaning": f"How much {id_}.",
        "less": "less",
        "more": "more",
        "items": tuple(items),
        "score": "mean",
        "missing": {"at-least": len(items) if at_least is None else at_least},
        "bands": tuple(bands),
    }


def a_facet(id_: str, of: str, items: Sequence[str], at_least: int = 1) -> Data:
    """One side of a dimension."""
    return {
        "kind": "facet",
        "id": id_,
        "of": of,
        "title": id_,
        "items": tuple(items),
        "score": "mean",
        "missing": {"at-least": at_least},
        "note": f"{id_} stood out.",
        "lessons": (f"about-{id_}",),
    }


def a_profile(id_: str, when: dict[str, Sequence[str]], lessons: Sequence[str] = ("one",)) -> Data:
    """What a combination of bands means."""
    named = {dimension: tuple(bands) for dimension, bands in when.items()}
    return {"id": id_, "when": named, "title": id_, "text": f"You are {id_}.", "lessons": tuple(lessons)}


def an_instrument(
    items: Sequence[Data] = (an_item("waits"), an_item("cuts-in", "reverse")),
    scale: Sequence[int] = (1, 2, 3),
    subscales: Sequence[Data] = (),
    profiles: Sequence[Data] = (),
    **more: Any,
) -> Instrument:
    """An instrument; by default one dimension 'attention' of all items with the bands low and high."""
    lowest, highest = min(scale), max(scale)
    bands = (a_band("low", from_=lowest), a_band("high", above=(lowest + highest) // 2))
    data = {
        "kind": "instrument",
        "id": "listening-habits",
        "title": "Listening habits",
        "summary": "How you listen.",
        "sensitive": False,
        "content-note": "Nothing hard.",
        "intro": "A few statements.",
        "frame": "Think of this week.",
        "passport": {"version": "1", "source": "Ours.", "licence": "Free.", "tested": "Not tested."},
        "response-scale": {
            "anchors": tuple({"value": value, "label": f"Number {value}"} for value in scale),
            "skip": "Skip",
        },
        "items": tuple(items),
        "subscales": tuple(subscales) or (a_dimension("attention", [item["id"] for item in items], bands=bands),),
        "soft-patch": 1,
        "facet-notes": {"lead": 1, "contradiction": 2},
        "answer-notes": {
            "same-throughout": {"at-least": 2, "text": "All the same."},
            "hurried": {"under-seconds": 10, "text": "Quite fast."},
        },
        "profiles": tuple(profiles) or (a_profile("anyone", {}),),
        "too-few": {"title": "Too few", "text": "Too few answers.", "lessons": ("one",)},
        "start-here": "Start here.",
        "limits": "It knows little.",
        "examples": ({"title": "None", "expect": {"scores": {}}},),
        "review": {"reviewed": "2026-01-01", "next": "2027-01-01"},
        **more,
    }
    return Instrument.model_validate(data, context=CONTEXT)


def compiled(**fields: Any) -> Table:
    """The table of an instrument with two items, a and b, and whatever else is given."""
    return compile_table(an_instrument(items=[an_item("a"), an_item("b")], **fields))
