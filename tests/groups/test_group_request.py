"""A member confirms their place or asks for another group; an answer is owed; the next computation looks for one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from passeurs.core.verdict import Refused
from passeurs.groups.actions import group_request as actions
from passeurs.groups.actions.erasure import erase_membership, leave_groups
from passeurs.groups.actions.group import dissolve_group
from passeurs.groups.choices import RequestAnswer, RequestKind
from passeurs.groups.models import Group, GroupRequest, Membership
from passeurs.matching.actions import transfer
from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.queries.problem import problem_of
from passeurs.matching.queries.variant import changes_now
from passeurs.matching.running import compute_proposal
from passeurs.notifications.models import Message
from passeurs.promises.models import Promise
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
REASON = "Le bus ne passe plus le mercredi soir."


@pytest.fixture
def group():
    return associated_group(size=3)


@pytest.fixture
def other(group):
    place = PartnershipFactory(season_city=group.partnership.season_city, name="Cinéma")
    return associated_group(place, size=2)


def place(group, number: int = 0) -> Membership:
    return Membership.objects.select_related("mandate__person").filter(group=group)[number]


def ask(group, kind: str = RequestKind.TRAVEL) -> GroupRequest:
    mine = place(group)
    return actions.ask_another_group(membership=mine, by=mine.mandate.person, kind=kind, reason=REASON)


def test_a_member_confirms_once(client, group):
    mine = place(group)
    client.force_login(mine.mandate.person)
    url = f"/groupes/{group.pk}/"
    assert "Ce groupe te va ?" in client.get(url).text
    assert "te va ?" in client.get("/aujourdhui/").text
    for _twice in range(2):
        assert client.post(f"{url}ma-place/").status_code == 302
    mine.refresh_from_db()
    assert mine.agreed_at
    assert "Tu as confirmé ta place" in client.get(url).text
    client.force_login(place(group, 1).mandate.person)
    assert "Ce groupe te va ?" in client.get(url).text


def test_asking_owes_an_answer_and_the_group_does_not_read_why(client, group):
    mine = place(group)
    client.force_login(mine.mandate.person)
    url = f"/groupes/{group.pk}/autre-groupe/"
    assert client.post(url, {"kind": "travel", "reason": "court"}).status_code == 422
    assert client.post(url, {"kind": "travel", "reason": REASON}).status_code == 302
    again = client.get(url)
    assert again.status_code == 422
    assert "déjà partie" in again.text
    promise = Promise.objects.get(kind="group_request")
    assert promise.owed_to == mine.mandate.person
    assert "Tu as demandé un autre groupe" in client.get(f"/groupes/{group.pk}/").text
    client.force_login(place(group, 1).mandate.person)
    assert REASON not in client.get(f"/groupes/{group.pk}/").text
    assert client.get(GroupRequest.objects.get().get_absolute_url()).status_code == 404


def test_one_open_demand_at_a_time_whatever_the_clicks(group):
    asked = ask(group)
    with pytest.raises(Refused, match="déjà partie"):
        ask(group)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupRequest.objects.create(membership=asked.membership, kind="other", reason=REASON)


def test_nobody_speaks_for_another(group):
    stranger = place(group, 1).mandate.person
    with pytest.raises(Refused):
        actions.agree_to_group(membership=place(group), by=stranger)
    with pytest.raises(Refused):
        actions.ask_another_group(membership=place(group), by=stranger, kind="other", reason=REASON)


def test_finally_it_is_fine(client, group):
    asked = ask(group)
    client.force_login(asked.membership.mandate.person)
    client.post(f"/groupes/{group.pk}/ma-place/")
    asked.refresh_from_db()
    assert asked.answer == RequestAnswer.WITHDRAWN
    assert Promise.objects.get().answered_at
    assert place(group).agreed_at


def test_the_referent_finds_another_group(client, group, other):
    asked = ask(group)
    referent = referent_of(group.partnership.season_city.city)
    client.force_login(referent)
    assert asked.get_absolute_url() in client.get("/equipe/associations/demandes/").text
    page = client.get(asked.get_absolute_url())
    assert REASON in page.text
    assert "Cinéma" in page.text
    assert client.post(asked.get_absolute_url(), {"group": str(other.pk), "reason": ""}).status_code == 422
    done = client.post(asked.get_absolute_url(), {"group": str(other.pk), "reason": "Le Cinéma est à dix minutes."})
    assert done.status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == (RequestAnswer.MOVED, referent)
    assert Promise.objects.get().outcome == "yes"
    assert Membership.objects.get(mandate=asked.membership.mandate, left_at=None).group == other
    again = client.post(asked.get_absolute_url(), {"group": "rester", "reason": "Non, rien à faire."})
    assert again.status_code == 422
    asked.refresh_from_db()
    assert asked.answer == RequestAnswer.MOVED


def test_the_referent_says_why_not(client, group):
    asked = ask(group)
    client.force_login(team_member())
    words = "Aucun groupe n’a de place avant janvier."
    assert client.post(asked.get_absolute_url(), {"group": "rester", "reason": words}).status_code == 302
    assert Promise.objects.get().outcome == "no"
    told = Message.objects.get(person=asked.membership.mandate.person, title__startswith="Réponse à ta demande")
    assert told.body == words
    client.force_login(asked.membership.mandate.person)
    assert words in client.get(f"/groupes/{group.pk}/").text
    ask(group)


def test_moved_merged_dissolved_or_gone_nothing_stays_owed(group, other):
    asked = ask(group)
    transfer.merge_groups(source=group, into=other, by=team_member(), reason="Deux petits groupes.")
    asked.refresh_from_db()
    assert asked.answer == RequestAnswer.MOVED
    second = ask(other)
    leave_groups(mandate=second.membership.mandate)
    third = ask_of(other)
    dissolve_group(group=other, by=team_member(), reason="Le lieu ferme.")
    for one in (second, third):
        one.refresh_from_db()
        assert one.answer == RequestAnswer.WITHDRAWN
    assert not Promise.objects.filter(answered_at=None).exists()


def ask_of(group) -> GroupRequest:
    mine = Membership.objects.select_related("mandate__person").filter(group=group, left_at=None).first()
    return actions.ask_another_group(membership=mine, by=mine.mandate.person, kind="other", reason=REASON)


def test_erased_nothing_of_what_was_written_stays(group):
    asked = ask(group)
    erase_membership(asked.membership.mandate.person)
    asked.refresh_from_db()
    assert (asked.reason, asked.reply) == ("", "")
    assert asked.answered_at


@pytest.mark.parametrize(
    ("kind", "half_day"), [("place", None), ("travel", None), ("time", "wed_pm"), ("people", "wed_pm")]
)
def test_the_next_computation_does_not_give_the_same_again(group, kind, half_day):
    asked = ask(group, kind)
    (lock,) = problem_of(group.partnership.season_city.season)["locks"]
    assert lock["person"] == asked.membership.mandate_id
    assert (lock["actor"], lock.get("half_day"), lock["forbid"]) == (group.partnership_id, half_day, True)
    actions.keep_in_group(request=asked, by=team_member(), reply="Pas cette fois.")
    assert problem_of(group.partnership.season_city.season)["locks"] == []


def test_matching_again_moves_whom_it_must_and_says_so(client):
    """Six in two places; one asks out: a seat is free elsewhere, nobody else moves."""
    first = PartnershipFactory(name="Opéra")
    row = first.season_city
    second = PartnershipFactory(season_city=row, name="Cinéma")
    for number in range(6):
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(mandate=mandate, half_days=["wed_pm"], limit_km=20, needs=[], is_out=False)
        for one in (first, second) if number % 2 == 0 else (second, first):
            add_wish(mandate=mandate, partnership=one)
    team = team_member()
    proposal = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    assert changes_now(proposal) == []
    publish_proposal(proposal=proposal, by=team)
    opera = Group.objects.get(partnership=first)
    asked = ask(opera, RequestKind.PLACE)
    again = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    (change,) = changes_now(again)
    assert change.before.startswith("Opéra")
    assert change.after.startswith("Cinéma")
    client.force_login(team)
    assert "1 personne changerait de groupe" in client.get(again.get_absolute_url()).text
    before = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    publish_proposal(proposal=again, by=team)
    assert len(before - set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))) == 1
    asked.refresh_from_db()
    assert asked.answer == RequestAnswer.MOVED
    assert Promise.objects.get(kind="group_request").outcome == "yes"


def test_two_groups_of_one_partner_on_one_half_day_are_both_made():
    """A partner that welcomes two groups at once keeps both, and both go on when groups are computed again."""
    place_of_two = PartnershipFactory(name="Opéra", group_count=2, half_days=["wed_pm"])
    row = place_of_two.season_city
    mandates = []
    for _number in range(8):
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(mandate=mandate, half_days=["wed_pm"], limit_km=20, needs=[], is_out=False)
        add_wish(mandate=mandate, partnership=place_of_two)
        mandates.append(mandate)
    team = team_member()
    first = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    publish_proposal(proposal=first, by=team)
    assert Membership.objects.filter(left_at=None).count() == 8
    assert sorted(len(members_of(group)) for group in Group.objects.running()) == [4, 4]
    before = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    second = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    publish_proposal(proposal=second, by=team)
    assert set(Membership.objects.filter(left_at=None).values_list("pk", flat=True)) == before
