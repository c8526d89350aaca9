"""Other programs' forms of what we have: tables of responses, FHIR questionnaires."""
