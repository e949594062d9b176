"""The people that a filter shows, each with where they stand: what the team reads, exports and writes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from passeurs.core.number import read_number
from passeurs.core.templatetags.words import day
from passeurs.groups.models import Membership
from passeurs.matching.choices import ProposalState, Standing
from passeurs.matching.models import MatchingProposal, Wish
from passeurs.matching.queries.proposal import reasons_in_names
from passeurs.partners.models import Partnership
from passeurs.people.models import Person
from passeurs.programme.choices import MandateState
from passeurs.programme.models import City, Mandate, Season
from passeurs.programme.queries import followed_cities

# « sans groupe », whatever the reason.
NO_GROUP = "none"
SEARCHED = 60


@dataclass(frozen=True)
class PeopleFilter:
    """What narrows a list of people: a city's slug, a standing or `NO_GROUP`, a partner's number, a first name."""

    city: str = ""
    standing: str = ""
    partner: int = 0
    text: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> PeopleFilter:
        """From the query of a URL; what is not understood filters nothing."""
        standing, partner = query.get("etat", ""), query.get("lieu", "")
        return cls(
            city=query.get("ville", ""),
            standing=standing if standing in {*Standing.values, NO_GROUP} else "",
            partner=read_number(partner) or 0,
            text=query.get("q", "").strip()[:SEARCHED],
        )

    @property
    def query(self) -> dict[str, str]:
        """Back as the query of a URL."""
        named = {"ville": self.city, "etat": self.standing, "lieu": str(self.partner or ""), "q": self.text}
        return {name: value for name, value in named.items() if value}

    def as_json(self) -> dict[str, Any]:
        """What a message keeps of it."""
        return {name: value for name, value in asdict(self).items() if value}


def last_reasons(season: Season) -> dict[int, str]:
    """By mandate, why the last published proposal left them without a group, partners by name. Two queries at most."""
    rows = MatchingProposal.objects.filter(season=season, state=ProposalState.PUBLISHED).order_by(
        "-published_at", "-pk"
    )
    return reasons_in_names(rows.values_list("result__unplaced", flat=True).first() or [], season.pk)


def standing_people(person: Person, season: Season, asked: PeopleFilter, reasons: dict[int, str]) -> QuerySet[Any]:
    """Running mandates of the followed cities, with `standing`, `partner_name`, `joined_at`, `left_at`, `left_name`."""
    now_in = Membership.objects.present().filter(mandate=OuterRef("pk"))
    before = Membership.objects.filter(mandate=OuterRef("pk"), left_at__isnull=False).order_by("-left_at")
    rows: Any = Mandate.objects.filter(
        season_city__season=season, state=MandateState.ACTIVE, season_city__city__in=followed_cities(person)
    ).annotate(
        partner_id=Subquery(now_in.values("group__partnership")[:1]),
        partner_name=Subquery(now_in.values("group__partnership__name")[:1]),
        joined_at=Subquery(now_in.values("joined_at")[:1]),
        left_at=Subquery(before.values("left_at")[:1]),
        left_name=Subquery(before.values("group__partnership__name")[:1]),
        has_wish=Exists(Wish.objects.filter(sheet__mandate=OuterRef("pk"))),
        name=Coalesce(NullIf("person__profile__chosen_name", Value("")), "person__first_name"),
    )
    rows = rows.annotate(standing=_standing(reasons))
    if asked.city:
        rows = rows.filter(season_city__city__slug=asked.city)
    if asked.standing == NO_GROUP:
        rows = rows.filter(partner_id__isnull=True)
    elif asked.standing:
        rows = rows.filter(standing=asked.standing)
    if asked.partner:
        rows = rows.filter(partner_id=asked.partner)
    for word in asked.text.split()[:3]:
        rows = rows.filter(name__icontains=word)
    return rows.select_related("person__profile", "season_city__city", "wish_sheet").order_by(
        "season_city__city__name", "name", "pk"
    )


def _standing(reasons: dict[int, str]) -> Case:
    """The first of `choices.Standing` that holds."""
    return Case(
        When(partner_id__isnull=False, then=Value(Standing.GROUP.value)),
        When(wish_sheet__is_out=True, then=Value(Standing.OUT.value)),
        When(left_at__isnull=False, then=Value(Standing.LEFT.value)),
        When(Q(has_wish=True, wish_sheet__half_days=[]), then=Value(Standing.NO_HALF_DAY.value)),
        When(pk__in=list(reasons), then=Value(Standing.UNPLACED.value)),
        When(has_wish=False, then=Value(Standing.NO_WISH.value)),
        default=Value(Standing.WAITING.value),
        output_field=CharField(),
    )


def detail_of(mandate: Any, reasons: dict[int, str]) -> str:
    """One line on where somebody of `standing_people` stands: with whom, since when, or why not."""
    match mandate.standing:
        case Standing.GROUP:
            return _("%(partner)s, depuis le %(day)s") % {
                "partner": mandate.partner_name,
                "day": day(mandate.joined_at),
            }
        case Standing.LEFT:
            return _("%(partner)s, jusqu’au %(day)s") % {"partner": mandate.left_name, "day": day(mandate.left_at)}
        case Standing.UNPLACED:
            return reasons[mandate.pk]
        case Standing.NO_WISH:
            return _("mandat commencé le %(day)s") % {"day": day(mandate.started_on)}
        case Standing.OUT:
            return _("dit le %(day)s") % {"day": day(mandate.wish_sheet.updated_at)}
    return _("vœux du %(day)s") % {"day": day(mandate.wish_sheet.updated_at)}


def filter_words(asked: PeopleFilter) -> str:
    """The filter as one reads it. A query for a city or a partner."""
    words = [dict(standing_choices())[asked.standing]] if asked.standing else []
    if asked.city:
        words.append(City.objects.filter(slug=asked.city).values_list("name", flat=True).first() or asked.city)
    if asked.partner:
        words.append(Partnership.objects.filter(pk=asked.partner).values_list("name", flat=True).first() or "")
    if asked.text:
        words.append(_("prénom : %(text)s") % {"text": asked.text})
    return ", ".join(str(one) for one in words) or _("toutes les personnes en mandat")


def standing_choices() -> list[tuple[str, Any]]:
    """What a list is narrowed to, the broadest first."""
    return [(NO_GROUP, _("sans groupe")), *Standing.choices]
