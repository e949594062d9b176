"""Calls for selections: opened, answered, closed."""

import datetime as dt

import pytest
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.selections import actions
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Call, Selection
from tests.factories import (
    CityFactory,
    MandateFactory,
    SeasonCityFactory,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


def test_a_call_is_opened_answered_and_closed(client):
    season_city = SeasonCityFactory()
    person = MandateFactory(season_city=season_city).person
    client.force_login(referent_of(season_city.city))
    data = {"title": "Lire l’hiver", "text": "Des livres.", "closes_on": clock.today() + dt.timedelta(days=9)}
    assert client.post(reverse("selections:open-call"), data).status_code == 422
    past = data | {"city": season_city.city_id, "closes_on": "2020-01-01"}
    assert client.post(reverse("selections:open-call"), past).status_code == 422
    client.post(reverse("selections:open-call"), data | {"city": season_city.city_id})
    call = Call.objects.get()
    client.force_login(person)
    assert "Appel : Lire l’hiver" in client.get(reverse("portal:today")).text.replace("\u202f", " ")
    client.post(reverse("selections:start-selection") + f"?appel={call.slug}", {"title": "Ma réponse"})
    mine = Selection.objects.get()
    assert mine.call == call
    assert "Appel :" not in client.get(reverse("portal:today")).text.replace("\u202f", " ")
    client.logout()
    assert "Ma réponse" not in client.get(call.get_absolute_url()).text
    Selection.objects.update(state=SelectionState.PUBLISHED, published_at=clock.now())
    assert "Ma réponse" in client.get(call.get_absolute_url()).text
    call = actions.close_call(call=call, by=team_member())
    with pytest.raises(Refused):
        actions.start_selection(author=person, title="Trop tard", call=call)
    client.force_login(team_member())
    assert "Lire l’hiver" in b"".join(client.get(reverse("selections:team-call-list"), {"format": "csv"})).decode()


def test_a_call_of_another_city_is_not_answered():
    person = MandateFactory().person
    lille = SeasonCityFactory(city=CityFactory(insee="59350", name="Lille"))
    call = actions.open_call(
        by=team_member(), season=lille.season, city=lille.city, title="Ici", text="x", closes_on=clock.today()
    )
    with pytest.raises(Refused, match="autre ville"):
        actions.start_selection(author=person, title="Là-bas", call=call)
