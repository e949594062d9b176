"""Reads of co-authors: who writes, who may be invited."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent, Person
from passeurs.programme.models import Mandate
from passeurs.selections.models import CoAuthor, Selection


def authors_of(selection: Selection) -> list[Person]:
    """Everyone who writes it now, the one who started it first; closed accounts left out."""
    rows = CoAuthor.objects.of(selection).present()
    people = Person.objects.filter(
        Q(pk=selection.author_id) | Q(pk__in=rows.values("person")), is_active=True
    ).select_related("profile")
    return sorted(people, key=lambda person: (person.pk != selection.author_id, person.pk))


def with_co_authors(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with `present_co_authors`, each with `is_named`, the person's present consent: one query more."""
    consent = Consent.objects.filter(
        person=OuterRef("person"), purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True
    )
    rows = (
        CoAuthor.objects.present()
        .select_related("person__profile")
        .annotate(is_named=Exists(consent))
        .order_by("answered_at", "pk")
    )
    return selections.prefetch_related(Prefetch("co_authors", queryset=rows, to_attr="present_co_authors"))


def group_rows(selection: Selection) -> list[CoAuthor]:
    """Invitations and co-authors of a selection, oldest first, whatever they answered."""
    rows = CoAuthor.objects.of(selection)
    return list(rows.select_related("person__profile", "invited_by__profile", "selection"))


def people_to_invite(selection: Selection) -> QuerySet[Person]:
    """Ambassadors of the city, mandate running, who are not in the group nor invited, by name."""
    city = selection.season_city.city_id
    running = Mandate.objects.running().filter(season_city__city=city).values("person")
    present = CoAuthor.objects.of(selection).present_or_invited().values("person")
    return (
        Person.objects.filter(pk__in=running, is_active=True)
        .exclude(pk=selection.author_id)
        .exclude(pk__in=present)
        .select_related("profile")
        .order_by("first_name", "pk")
    )


def invitations_of(person: Person) -> QuerySet[CoAuthor]:
    """Invitations that wait for this person's answer, oldest first."""
    mine = CoAuthor.objects.invited().filter(person=person)
    return mine.select_related("selection__season_city__city", "invited_by__profile").order_by("invited_at", "pk")
