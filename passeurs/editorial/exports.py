"""What editorial holds about a person: the pages they started."""

from __future__ import annotations

from wagtail.models import Page

from passeurs.people.models import Person


def export_writings(person: Person) -> list[dict[str, str]]:
    """The pages that this person started."""
    rows = Page.objects.filter(owner=person).order_by("pk")
    return [
        {"titre": row.title, "adresse": "/" + row.url_path.split("/", 2)[-1], "en_ligne": "oui" if row.live else "non"}
        for row in rows
    ]
