"""JSON in the shape of pass Culture's back office: a SpecialEvent, its questions, its responses with their answers."""

from __future__ import annotations

import json

from passeurs.recruitment.choices import SENT, Status
from passeurs.recruitment.importers.entry import BadFile, Entry

# The question under which our own export says the city.
CITY_QUESTION = "ville"
STATUSES = {str(one) for one in (*SENT, Status.WITHDRAWN)}


def entries(text: str) -> list[Entry]:
    """The people of an event. Raises BadFile when the shape is another."""
    try:
        told = json.loads(text)
        responses = told["responses"]
        found = [_entry(number, one) for number, one in enumerate(responses, 1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadFile("Ce fichier JSON n’a pas la forme attendue : « responses », avec leurs « answers ».") from error
    if not found:
        raise BadFile("Ce fichier JSON n’a aucune réponse.")
    return found


def _entry(number: int, response: dict[str, object]) -> Entry:
    fields = {"ref": response["externalId"], "email": response["email"], "submitted_at": response["dateSubmitted"]}
    entry = Entry(f"réponse {number}", {name: str(value) for name, value in fields.items() if value})
    entry.status = str(response["status"])
    answers = response["answers"]
    if not isinstance(answers, list):
        raise TypeError
    for answer in answers:
        key, said = str(answer["questionExternalId"]), str(answer["text"] or "")
        if key == CITY_QUESTION:
            entry.fields["city"] = said
        elif said:
            entry.answers[key] = [said]
    return entry
