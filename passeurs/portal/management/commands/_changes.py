"""What is said of people and of groups in the demonstration: words for places, preferences and refusals of partners,
places confirmed, other groups asked for, an alarm, and a second proposal that waits."""

from __future__ import annotations

import datetime as dt
import random

from passeurs.core import clock
from passeurs.groups.actions import group_request
from passeurs.groups.actions.concern import raise_concern
from passeurs.groups.choices import ConcernKind, RequestKind
from passeurs.groups.models import Membership
from passeurs.matching.actions import partner_wish
from passeurs.matching.actions.proposal import make_proposal
from passeurs.matching.models import Wish
from passeurs.matching.queries.partner_wish import wishers_of
from passeurs.matching.running import compute_proposal
from passeurs.partners.models import Partnership
from passeurs.people.models import Person
from passeurs.portal.queries import DEMO_ACCOUNTS, HOME_CITY
from passeurs.programme.models import Mandate, Season

WORDS = (
    "J’y vais depuis toujours avec ma grand-mère.",
    "Je voudrais comprendre comment se monte une programmation.",
    "La médiation, c’est ce que je veux faire plus tard.",
    "Je n’y suis jamais entré et ça m’intrigue.",
)
REFUSALS = (
    "Un membre de sa famille travaille dans l’équipe : nous préférons éviter une gêne des deux côtés.",
    "Nous l’accueillons déjà en stage cette année, aux mêmes heures.",
    "Un différend l’an dernier pendant un atelier, que l’équipe de la ville connaît.",
)
ASKS = (
    (RequestKind.TRAVEL, "Le bus ne passe plus après 18 h, je rentre à pied."),
    (RequestKind.TIME, "J’ai changé d’emploi du temps, j’ai cours ce jour-là maintenant."),
    (RequestKind.PLACE, "J’avais surtout envie de cinéma, je m’ennuie un peu."),
    (RequestKind.PEOPLE, "On ne se parle pas vraiment dans le groupe, j’aimerais repartir à zéro ailleurs."),
    (RequestKind.OTHER, "Ma meilleure amie est dans l’autre groupe et on a un projet à deux."),
)

ALARM = {
    "kind": ConcernKind.SAFETY,
    "text": "Le retour se fait de nuit, à pied le long de la rocade. Une voiture nous a suivies la dernière fois.",
    "is_for_team": False,
}


def seed_partner_words(season: Season, chance: random.Random) -> None:
    """Before groups are made: a word from some, preferences of one partner in three, three refusals."""
    wishes = list(Wish.objects.filter(sheet__mandate__season_city__season=season, rank__lte=2))
    worded = chance.sample(wishes, len(wishes) // 4)
    for wish in worded:
        wish.words = chance.choice(WORDS)
    Wish.objects.bulk_update(worded, ["words"], batch_size=500)
    for number, partnership in enumerate(Partnership.objects.accepted().filter(season_city__season=season)):
        contact = partnership.contacts.first()
        if number % 3 or contact is None:
            continue
        found = wishers_of(partnership)
        liked = chance.sample(found, min(3, len(found)))
        partner_wish.rank_people(contact=contact, order=[one.mandate for one in liked])
        if number // 3 < len(REFUSALS) and len(found) > len(liked):
            other = next(one for one in found if one not in liked)
            mandate = Mandate.objects.get(pk=other.mandate)
            partner_wish.refuse_person(contact=contact, mandate=mandate, reason=REFUSALS[number // 3])


def seed_changes(season: Season, team: Person, chance: random.Random) -> None:
    """Most confirm their place, a few ask for another group, one has its answer; groups are computed again."""
    now = clock.now()
    demo = set(DEMO_ACCOUNTS.values())
    places = (
        Membership.objects.present()
        .filter(group__partnership__season_city__season=season)
        .select_related("mandate__person", "group__partnership__season_city__city")
    )
    rows = [one for one in places if one.mandate.person.email not in demo]
    # The demonstration's referent has one to answer.
    shown = {one.group_id for one in places if one.mandate.person.email in demo}
    here = (one for one in rows if one.group.partnership.season_city.city.insee == HOME_CITY)
    near = next(one for one in here if one.group_id not in shown)
    asking = [near, *chance.sample([one for one in rows if one != near], len(ASKS) - 1)]
    confirmed = [one for one in rows if one not in asking and chance.random() < 0.9]
    for one in confirmed:
        one.agreed_at = one.joined_at + dt.timedelta(days=2)
    Membership.objects.bulk_update(confirmed, ["agreed_at"], batch_size=500)
    for number, (one, (kind, reason)) in enumerate(zip(asking, ASKS, strict=True)):
        asked = group_request.ask_another_group(
            membership=one, by=one.mandate.person, kind=kind, reason=reason, at=now - dt.timedelta(days=2 * number + 1)
        )
        if kind == RequestKind.OTHER:
            reply = "L’autre groupe est complet. On en reparle en janvier, quand deux places se libèrent."
            group_request.keep_in_group(request=asked, by=team, reply=reply)
    mate = near.group.memberships.exclude(pk=near.pk).first()
    if mate:
        raise_concern(group=near.group, by=mate.mandate.person, **ALARM, at=now - dt.timedelta(hours=5))
    compute_proposal(proposal=make_proposal(season=season, by=team))
