"""Partners prefer or refuse people: seen by first name, read by the team, obeyed by the matching."""

from __future__ import annotations

import pytest

from passeurs.core.verdict import Refused
from passeurs.matching.actions import partner_wish as actions
from passeurs.matching.actions.erasure import erase_wishes
from passeurs.matching.actions.wish import add_wish, annotate_wish, save_wish_sheet
from passeurs.matching.models import PartnerWish
from passeurs.matching.queries.partner_wish import wishers_of
from passeurs.matching.queries.problem import problem_of
from passeurs.partners.models import Contact, Partnership
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from tests.factories import MandateFactory, PartnershipFactory, referent_of, team_member

pytestmark = pytest.mark.django_db
REASON = "Son frère travaille ici, nous préférons éviter."


@pytest.fixture
def partnership():
    return PartnershipFactory(name="Opéra", half_days=["wed_pm", "sat_am"])


@pytest.fixture
def contact(partnership):
    return Contact.objects.create(partnership=partnership, name="Nadia", email="nadia@lieu.example")


@pytest.fixture
def wishers(partnership):
    """Three who ranked the place after another one, and one who did not."""
    other = PartnershipFactory(season_city=partnership.season_city, name="Cinéma d’à côté")
    mandates = []
    for name in ("Anaïs", "Bilal", "Chloé", "Dina"):
        mandate = MandateFactory(season_city=partnership.season_city, person__first_name=name)
        save_wish_sheet(mandate=mandate, half_days=["wed_pm", "fri_pm"], limit_km=20, needs=[], is_out=False)
        add_wish(mandate=mandate, partnership=other)
        if name != "Dina":
            add_wish(mandate=mandate, partnership=partnership)
        mandates.append(mandate)
    return mandates


def url(contact) -> str:
    return f"/partenaire/{issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)}/souhaits/"


def preferred(partnership) -> list[str]:
    return [one.name for one in wishers_of(partnership) if one.rank]


def test_the_partner_sees_who_ranked_it_by_first_name_and_little_else(client, contact, wishers):
    annotate_wish(mandate=wishers[0], partnership=contact.partnership_id, words="J’adore les coulisses")
    page = client.get(url(contact))
    text = page.text
    assert [one.name for one in page.context["others"]] == ["Anaïs", "Bilal", "Chloé"]
    assert "J’adore les coulisses" in text
    assert "1 demi-journée en commun" in text
    assert "Dina" not in text
    assert "Cinéma d’à côté" not in text
    assert wishers[0].person.email not in text
    space = client.get(url(contact).replace("souhaits/", "")).text
    assert "3 personnes aimeraient venir" in space


def test_people_are_preferred_moved_and_taken_off(client, contact, wishers):
    page = url(contact)
    for one in wishers[:3]:
        assert client.post(f"{page}{one.pk}/", {"move": "preferer"}).status_code == 302
    client.post(f"{page}{wishers[2].pk}/", {"move": "monter"})
    assert preferred(contact.partnership) == ["Anaïs", "Chloé", "Bilal"]
    client.post(f"{page}{wishers[0].pk}/", {"move": "enlever"})
    assert preferred(contact.partnership) == ["Chloé", "Bilal"]
    client.post(f"{page}{wishers[3].pk}/", {"move": "preferer"})
    assert preferred(contact.partnership) == ["Chloé", "Bilal"]


def test_nobody_is_refused_without_a_reason_nor_who_did_not_ask(client, contact, wishers):
    page = url(contact)
    short = client.post(f"{page}{wishers[0].pk}/refuser/", {"reason": "non"})
    assert short.status_code == 422
    assert not PartnerWish.objects.exists()
    assert client.post(f"{page}{wishers[3].pk}/refuser/", {"reason": REASON}).status_code == 404
    actions.rank_people(contact=contact, order=[wishers[0].pk])
    for _twice in range(2):
        assert client.post(f"{page}{wishers[0].pk}/refuser/", {"reason": REASON}).status_code == 302
    assert PartnerWish.objects.get().rank is None
    assert preferred(contact.partnership) == []
    assert "pas encore lu par l’équipe" in client.get(page).text
    client.post(f"{page}{wishers[0].pk}/accueillir/")
    assert not PartnerWish.objects.exists()


def test_the_matching_obeys_until_the_team_sets_a_refusal_aside(client, contact, wishers):
    actions.rank_people(contact=contact, order=[wishers[1].pk, wishers[2].pk])
    wish = actions.refuse_person(contact=contact, mandate=wishers[0], reason=REASON)
    season = contact.partnership.season_city.season

    def said() -> tuple[list[int], list[int]]:
        row = next(one for one in problem_of(season)["actors"] if one["id"] == contact.partnership_id)
        return row["wishes"], row["refusals"]

    assert said() == ([wishers[1].pk, wishers[2].pk], [wishers[0].pk])
    client.force_login(referent_of(contact.partnership.season_city.city))
    assert "Refus de partenaires à lire" in client.get("/aujourdhui/").text
    team_page = contact.partnership.get_absolute_url()
    assert REASON in client.get(team_page).text
    listed = client.get("/equipe/associations/lieux/?attente=refusal").text
    assert "Opéra" in listed
    assert client.post(f"/equipe/associations/refus/{wish.pk}/", {"answer": "tenir"}).status_code == 302
    assert said()[1] == [wishers[0].pk]
    client.post(f"/equipe/associations/refus/{wish.pk}/", {"answer": "ecarter"})
    assert said()[1] == []
    assert "écarté par l’équipe" in client.get(url(contact)).text
    with pytest.raises(Refused, match="écarté ce refus"):
        actions.refuse_person(contact=contact, mandate=wishers[0], reason=REASON)
    actions.rank_people(contact=contact, order=[wishers[0].pk, wishers[1].pk])
    assert said() == ([wishers[1].pk], [])
    assert PartnerWish.objects.get(pk=wish.pk).is_set_aside


def test_another_city_s_referent_decides_nothing(contact, wishers):
    wish = actions.refuse_person(contact=contact, mandate=wishers[0], reason=REASON)
    lille = MandateFactory(season_city__city__insee="59350", season_city__city__name="Lille").season_city.city
    away = referent_of(lille)
    with pytest.raises(Refused):
        actions.decide_refusal(wish=wish, by=away, is_set_aside=True)
    with pytest.raises(Refused):
        actions.decide_refusal(wish=wish, by=wishers[0].person, is_set_aside=True)


def test_a_proposal_that_waits_sees_nobody(client, contact, wishers):
    Partnership.objects.filter(pk=contact.partnership_id).update(state="proposed")
    assert client.get(url(contact)).status_code == 302
    with pytest.raises(Refused, match="retenue"):
        actions.rank_people(contact=contact, order=[wishers[0].pk])


def test_what_a_partner_said_leaves_with_the_person(client, contact, wishers):
    actions.refuse_person(contact=contact, mandate=wishers[0], reason=REASON)
    client.force_login(wishers[0].person)
    assert REASON not in client.get("/moi/association/").text
    erase_wishes(wishers[0].person)
    assert not PartnerWish.objects.exists()


def test_a_word_for_a_place_is_kept_short_and_one_s_own(client, contact, wishers):
    client.force_login(wishers[0].person)
    post = f"/moi/association/{contact.partnership_id}/mot/"
    assert client.post(post, {"words": "Pour les coulisses"}).status_code == 302
    assert "Pour les coulisses" in client.get("/moi/association/").text
    client.post(post, {"words": "x" * 241})
    assert "Pour les coulisses" in client.get("/moi/association/").text
    assert wishers_of(contact.partnership)[1].words == ""


def test_the_list_asks_as_many_queries_for_three_as_for_thirty(contact, wishers, django_assert_num_queries):
    for number in range(30):
        mandate = MandateFactory(season_city=contact.partnership.season_city, person__first_name=f"P{number}")
        add_wish(mandate=mandate, partnership=contact.partnership)
    with django_assert_num_queries(2):
        assert len(wishers_of(contact.partnership)) == 33


def test_the_team_reads_what_stands(contact, wishers, client):
    actions.rank_people(contact=contact, order=[wishers[2].pk, wishers[0].pk])
    client.force_login(team_member())
    assert "Chloé, Anaïs" in " ".join(client.get(contact.partnership.get_absolute_url()).text.split())
