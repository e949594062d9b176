"""Whatever the description allows, and much that it does not, is answered as the description says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from hypothesis.database import InMemoryExampleDatabase
from schemathesis.specs.openapi.checks import positive_data_acceptance

from passeurs.api.views import api
from tests.factories import OfferFactory, VenueFactory, WorkFactory

DESCRIPTION = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), cls=DjangoJSONEncoder).encode()


def application(environ, start_response):
    """The site, made inside a test so that it takes the settings of tests; its description needs no site."""
    if environ["PATH_INFO"] == "/description.json":
        start_response("200 OK", [("Content-Type", "application/json")])
        return [DESCRIPTION]
    return site()(environ, start_response)


@cache
def site():
    return get_wsgi_application()


schema = schemathesis.openapi.from_wsgi("/description.json", application)


@pytest.fixture
def served(strict_site, db) -> Iterator[None]:
    # The end of a request leaves open the connection that holds the test's transaction.
    VenueFactory()
    OfferFactory()
    WorkFactory()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@schema.parametrize()
@settings(
    max_examples=30,
    deadline=None,
    database=InMemoryExampleDatabase(),
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_to_its_description(case, served):
    # A cursor is opaque and lat goes with lon: a schema cannot say either, and both are answered 422.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
