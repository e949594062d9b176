"""Reads of selections: public lists, mine, what waits for a reader, what mentions a thing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.category import poster_category
from passeurs.core.registry import Figure, Mention, News, Todo
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent, Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import followed_cities, running_mandate
from passeurs.promises.models import Promise
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem, Submission
from passeurs.selections.queries.groups import with_co_authors

NEWS_DAYS = 60


def credited(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with what their credit needs: city, author, and `is_named`, the author's present consent.

    The same of the others who write it, in `present_co_authors` (one query more).
    """
    consent = Consent.objects.filter(
        person=OuterRef("author"), purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True
    )
    named = selections.select_related("season_city__city", "season_city__season", "author__profile").annotate(
        is_named=Exists(consent)
    )
    return with_co_authors(named)


def selection_items(selection: Selection) -> list[SelectionItem]:
    """The items in order, each with its thing, in one query."""
    return list(selection.items.select_related("venue__merged_into", "offer__venue", "work"))


def with_poster(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with `poster_id`, what `poster_of` draws from: the kind of the first item; of a festival, its domain.

    A column rather than the items: a card shows none of them.
    """
    of_festival = models.Case(models.When(venue__kind="FESTIVAL", then=KeyTextTransform("0", "venue__domains")))
    kind = Coalesce(
        of_festival, "venue__kind", "offer__subcategory", "work__subcategory", output_field=models.TextField()
    )
    first = SelectionItem.objects.filter(selection=OuterRef("pk")).order_by("position", "pk").values(kind=kind)[:1]
    return selections.annotate(poster_id=models.Subquery(first))


def published_selections(*, city_slug: str = "", text: str = "") -> QuerySet[Selection]:
    """What anyone may read, newest first, the stale last; for a city and for words of the title or introduction."""
    found = credited(Selection.objects.published()).order_by("is_stale", "-published_at", "-pk")
    if city_slug:
        found = found.filter(season_city__city__slug=city_slug)
    for word in text.split()[:6]:
        found = found.filter(models.Q(title__icontains=word) | models.Q(intro__icontains=word))
    return found


def my_selections(person: Person) -> QuerySet[Selection]:
    """Everything this person writes, alone or not, last touched first, with the date promised for an answer."""
    mine = credited(Selection.objects.written_by(person))
    return mine.annotate(item_count=models.Count("items"), answer_due_at=_due_at()).order_by("-updated_at", "-pk")


def _due_at() -> Any:
    kind = ContentType.objects.get_for_model(Selection)
    waiting = Promise.objects.open().filter(about_type=kind, about_id=OuterRef("pk"))
    return models.Subquery(waiting.values("due_at")[:1])


def waiting_selections(person: Person) -> QuerySet[Any]:
    """What waits for a second reader and this person may read, the earliest promise first; never their own."""
    mine = Selection.objects.written_by(person).values("pk")
    waiting = credited(Selection.objects.filter(state=SelectionState.PROPOSED)).exclude(pk__in=mine)
    cities = set(followed_cities(person).values_list("pk", flat=True))
    mandate = running_mandate(person)
    if mandate:
        cities.add(mandate.season_city.city_id)
    waiting = waiting.filter(season_city__city__in=cities)
    return waiting.annotate(item_count=models.Count("items"), answer_due_at=_due_at()).order_by("answer_due_at", "pk")


def last_answer(selection: Selection) -> Submission | None:
    """The last answer of a second reader."""
    return (
        selection.submissions.filter(answered_at__isnull=False)
        .select_related("reader__profile")
        .order_by("-answered_at")
        .first()
    )


def poster_of(selection: Any) -> str:
    """The poster category of a selection read `with_poster`: that of its first item."""
    return poster_category(selection.poster_id or "")


def mentions_of(thing: Venue | Offer | Work) -> list[Mention]:
    """The published selections that hold this thing, newest first, at most six."""
    field = {Venue: "venue", Offer: "offer", Work: "work"}[type(thing)]
    found = credited(Selection.objects.published()).filter(**{f"items__{field}": thing})
    return [
        Mention(
            title=selection.title,
            url=selection.get_absolute_url(),
            text=selection.season_city.city.name,
            poster=(f"selection-{selection.pk}", poster_category(thing)),
        )
        for selection in found.order_by("-published_at")[:6]
    ]


def selection_asks(person: Person, at: dt.datetime) -> list[Todo]:
    """What selections ask of a person: to take one up again, to read the one that waits for them."""
    asks = [
        Todo(
            title=_("Reprendre « %(title)s »") % {"title": selection.title},
            url=reverse("selections:compose", args=[selection.pk]),
            text=_("Une relecture te demande un changement."),
            action=_("Reprendre"),
            is_urgent=True,
        )
        for selection in Selection.objects.written_by(person).filter(state=SelectionState.CHANGES_ASKED)[:3]
    ]
    asks += [
        Todo(
            title=_("Relire « %(title)s »") % {"title": selection.title},
            url=reverse("selections:second-read", args=[selection.root_id]),
            text=_("Cinq minutes : publier, ou dire ce qui manque."),
            action=_("Relire"),
            due_at=selection.answer_due_at,
        )
        for selection in waiting_selections(person)[:2]
    ]
    asks += [
        Todo(
            title=_("Finir « %(title)s »") % {"title": selection.title},
            url=reverse("selections:compose", args=[selection.pk]),
            text=_("Ton brouillon t’attend."),
            action=_("Continuer"),
        )
        for selection in Selection.objects.written_by(person).filter(state=SelectionState.DRAFT)[:1]
    ]
    return asks


def selection_news(person: Person, at: dt.datetime) -> list[News]:
    """What became of the selections a person gave."""
    answered = Submission.objects.filter(
        selection__author=person, answered_at__gte=at - dt.timedelta(days=NEWS_DAYS)
    ).select_related("selection")
    return [
        News(
            text=(
                _("« %(title)s » est publiée.")
                if row.is_published
                else _("« %(title)s » : une reprise t’est demandée.")
            )
            % {"title": row.selection.title},
            url=row.selection.get_absolute_url()
            if row.is_published
            else reverse("selections:compose", args=[row.selection_id]),
            at=row.answered_at,
            icon="check" if row.is_published else "message-circle",
        )
        for row in answered.order_by("-answered_at")[:5]
    ]


def selection_counters(person: Person, at: dt.datetime) -> list[Figure]:
    """Proposals that wait for a second reader, of all the selections of the cities this person follows; for the team,
    the appeals that wait too, in the same query."""
    followed = Selection.objects.filter(season_city__city__in=followed_cities(person))
    counts = followed.order_by().aggregate(
        all=models.Count("pk", distinct=True),
        waiting=models.Count("pk", filter=models.Q(state=SelectionState.PROPOSED), distinct=True),
        published=models.Count("pk", filter=models.Q(state=SelectionState.PUBLISHED), distinct=True),
        appeals=models.Count("appeals", filter=models.Q(appeals__answered_at__isnull=True), distinct=True),
    )
    published_url = reverse("selections:selection-list")
    appeals = Figure(_("Recours à trancher"), counts["appeals"], reverse("selections:appeal-list"), order=21)
    return [
        *([appeals] if is_team(person) else []),
        Figure(_("Sélections à relire"), counts["waiting"], reverse("selections:waiting"), order=20),
        Figure(_("Sélections publiées"), counts["published"], published_url, of=counts["all"], order=40),
    ]
