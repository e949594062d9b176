import pytest
from tests.factories import MandateFactory, VenueFactory, OfferFactory, WorkFactory


@pytest.mark.django_db
def test_factories(client):
    MandateFactory()
    VenueFactory()
    OfferFactory()
    WorkFactory()
    assert client.get("/composants/").status_code == 200
