"""Whatever the description allows, and much that it does not, is answered as the description says."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from hypothesis.database import InMemoryExampleDatabase
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.factories import OfferFactory, VenueFactory, WorkFactory


@pytest.fixture
def api_schema(strict_site, db):
    # Made inside a test: the application takes the settings of tests.
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


schema = schemathesis.pytest.from_fixture("api_schema")


@pytest.fixture
def something(db):
    VenueFactory()
    OfferFactory()
    WorkFactory()


@pytest.mark.slow
@schema.parametrize()
@settings(
    max_examples=60,
    deadline=None,
    database=InMemoryExampleDatabase(),
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_to_its_description(case, something):
    # A cursor is opaque and lat goes with lon: a schema cannot say either, and both are answered 422.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
