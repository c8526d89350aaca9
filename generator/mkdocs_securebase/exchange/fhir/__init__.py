"""FHIR Questionnaires: read with what their answers are worth into our YAML's fields, and written with our scores."""

from .incoming import Imported, fields_as_yaml, questionnaire_from_fhir
from .outgoing import ORDINAL, left_behind, questionnaire_as_fhir
from .walk import Fate

__all__ = [
    "ORDINAL",
    "Fate",
    "Imported",
    "fields_as_yaml",
    "left_behind",
    "questionnaire_as_fhir",
    "questionnaire_from_fhir",
]
