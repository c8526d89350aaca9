"""Edge: a FHIR file to a questionnaire that passes its check, or to the reasons why not."""

from __future__ import annotations

from dataclasses import replace

from .checks.instruments import check_questionnaire
from .exchange.fhir import Imported, fields_as_yaml, questionnaire_from_fhir
from .problems import Position, Problem
from .source.parse import parse_questionnaire


def bring_in(content: bytes, file: str, licence: str | None = None) -> Imported:
    """What an import of a FHIR Questionnaire comes to. Its fields, where it has any, pass `instrument check`."""
    imported = questionnaire_from_fhir(content, file, licence)
    if imported.fields is None:
        return imported
    source, problems = parse_questionnaire(fields_as_yaml(imported).encode(), file)
    found = problems if source is None else tuple(check_questionnaire(source.document, source.origin))
    if not found:
        return imported
    refused = (Problem(one.code, Position(file), f"what would come of it: {one.message}", one.hint) for one in found)
    return replace(imported, fields=None, problems=tuple(dict.fromkeys(refused)))
