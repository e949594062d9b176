"""SQLite alone tells what PostgreSQL would refuse."""

import pytest
from django.db import DataError, connection

from passeurs.core.lengths import too_long
from passeurs.people.models import Profile
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_what_is_longer_than_its_column_is_named():
    profile = PersonFactory().profile
    assert too_long() == []
    if connection.vendor == "sqlite":
        Profile.objects.filter(pk=profile.pk).update(commune_code="13055SR01")
        assert too_long() == ["people.Profile.commune_code: 1 rows, up to 9 of 5"]
    else:
        with pytest.raises(DataError):
            Profile.objects.filter(pk=profile.pk).update(commune_code="13055SR01")
