"""Plain data to a typed document; everything pydantic finds wrong becomes a located problem in our words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from ..model.base import Model
from ..model.documents import KINDS, Document
from ..model.instrument import Instrument
from ..model.library import Source
from ..model.questionnaire import Questionnaire
from ..problems import Code, Problem, did_you_mean
from .discover import FOLDERS, SINGLES
from .mistakes import problems_of, shown
from .prose import CONTEXT
from .yaml_loader import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..problems import Origin


M = TypeVar("M", bound=Model)


@lru_cache(maxsize=1024)  # a preview reads the whole guide again after each save of one file
def parse_document(content: bytes, file: str) -> tuple[Source[Document] | None, tuple[Problem, ...]]:
    """One YAML file to one document with its positions, or the problems that stand in the way."""
    return _parse(content, file, KINDS)


def parse_questionnaire(content: bytes, file: str) -> tuple[Source[Questionnaire] | None, tuple[Problem, ...]]:
    """The same for a file that holds a questionnaire, in a guide (`kind: instrument`) or alone."""
    return _parse(content, file, {"questionnaire": Questionnaire, "instrument": Instrument})


def _parse(content: bytes, file: str, kinds: Mapping[str, type[M]]) -> tuple[Source[M] | None, tuple[Problem, ...]]:
    loaded = load_yaml(content, file)
    if loaded.problems or loaded.data is None:
        return None, loaded.problems
    data, origin = loaded.data, loaded.origin
    if not isinstance(data, dict):
        hint = "start with `kind:`, for instance `kind: lesson`"
        return None, (Problem(Code.WRONG_TYPE, origin.at(), "the file must hold fields, not a list or a text", hint),)
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        return None, (_kind_problem(data, kinds, origin),)
    try:
        document = kinds[kind].model_validate(data, context=CONTEXT)
    except ValidationError as error:
        problems = problems_of(error, kinds[kind], data, origin)
        return None, _wrong_kind(kind, file, origin, len(problems)) or problems
    return Source(document, origin), ()


def _wrong_kind(kind: str, file: str, origin: Origin, count: int) -> tuple[Problem, ...]:
    """One problem in place of many, where a file of one kind stands among those of another and does not fit its own."""
    expected = SINGLES.get(file) or FOLDERS.get(str(PurePosixPath(file).parent))
    if expected in (None, kind):
        return ()
    message = f"here a document of kind '{expected}' is expected, and what follows does not fit '{kind}'"
    hint = f"write `kind: {expected}`, or move the file; {count} more mistakes may follow from this one"
    return (Problem(Code.UNKNOWN_KIND, origin.at("kind"), message, hint),)


def _kind_problem(data: dict[str, Any], kinds: Mapping[str, type[Model]], origin: Origin) -> Problem:
    """What is wrong with the field that says what a document is."""
    if "kind" not in data:
        alike = next((key for key in data if key.lower() == "kind"), None)
        hint = f"write `kind:` in place of `{alike}:`" if alike else did_you_mean("", kinds)
        return Problem(Code.MISSING_FIELD, origin.key(alike) if alike else origin.at(), "'kind' is missing", hint)
    kind = data["kind"]
    words = f"'{kind}'" if isinstance(kind, str) else shown(kind)
    hint = did_you_mean(kind if isinstance(kind, str) else "", kinds)
    return Problem(Code.UNKNOWN_KIND, origin.at("kind"), f"{words} is no kind of document", hint)
