"""What the site holds about a person: to read, and to take away as JSON or zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from passeurs.core.registry import personal_data
from passeurs.people.models import Person, Profile


def export_account(person: Person) -> dict[str, Any]:
    """People's own part: account, profile, consents, roles."""
    profile = Profile.objects.filter(person=person).first() or Profile(person=person)
    return {
        "adresse": person.email,
        "prénom": person.first_name,
        "inscription": person.joined_at,
        "profil": {
            "prénom d’usage": profile.chosen_name,
            "commune": profile.commune_code,
            "date de naissance": profile.born_on,
            "centres d’intérêt": profile.interests,
            "langues": profile.languages,
            "langue du site": profile.language,
            "disponibilités": profile.half_days,
            "besoins d’accès": profile.access_needs,
            "appareils": profile.devices,
        },
        "consentements": [
            {"objet": consent.get_purpose_display(), "donné": consent.given_at, "retiré": consent.withdrawn_at}
            for consent in person.consents.order_by("given_at")
        ],
        "accords parentaux": [
            {
                "état": guardianship.get_state_display(),
                "réponse": guardianship.answered_at,
                "accords": [
                    {"objet": consent.get_purpose_display(), "donné": consent.given_at, "retiré": consent.withdrawn_at}
                    for consent in guardianship.consents.all()
                ],
            }
            for guardianship in person.guardianships.prefetch_related("consents").order_by("asked_at")
        ],
        "corrections de date de naissance": [
            {
                "date": asked.born_on,
                "demandé": asked.asked_at,
                "répondu": asked.answered_at,
                "corrigé": asked.is_granted,
            }
            for asked in person.birth_date_requests.order_by("asked_at")
        ],
        "rôles": _roles(person),
    }


def _roles(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "rôle": grant.get_role_display(),
            "périmètre": grant.scope,
            "depuis": grant.granted_at,
            "fin": grant.ended_at,
        }
        for grant in person.role_grants.order_by("granted_at")
    ]


def all_data(person: Person) -> dict[str, dict[str, Any]]:
    """What every app holds: name of the app → title and data, ready for JSON."""
    return {
        name: {"titre": str(entry.title), "données": json.loads(as_json(entry.export(person)))}
        for name, entry in personal_data.items()
    }


def as_json(data: Any) -> str:
    """JSON as a person can read it: accents kept, dates in ISO 8601."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_zip(person: Person) -> bytes:
    """One JSON file per app and a word to read first."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        data = all_data(person)
        lines = [f"{name}.json : {part['titre']}" for name, part in data.items()]
        archive.writestr("LISEZ-MOI.txt", "\n".join([_("Tes données, une partie par fichier :"), "", *lines, ""]))
        for name, part in data.items():
            archive.writestr(f"{name}.json", as_json(part))
    return packed.getvalue()


def readable(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The same as lines (label, value) for a page, blanks left out."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from readable(value, f"{path} › {key}" if path else str(key))
    elif isinstance(data, list) and any(isinstance(item, (dict, list)) for item in data):
        for number, item in enumerate(data, start=1):
            yield from readable(item, f"{path} {number}".strip())
    elif isinstance(data, list):
        if data:
            yield path, ", ".join(str(item) for item in data)
    elif data not in (None, ""):
        yield path, str(data)
