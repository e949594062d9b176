"""The vocabulary that migrations make, whatever a test emptied before."""

import pytest

from passeurs.selections.choices import TagKind
from passeurs.selections.models import Tag
from tests.editorial.letters import rhythm


@pytest.fixture(autouse=True)
def vocabulary(request):
    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        return
    request.getfixturevalue("db")
    rhythm()
    rhythm("quinzaine", "tous les quinze jours", 14)
    for slug, label in (("lire", "Lire"), ("scene", "Sur scène"), ("gratuit", "Gratuit")):
        Tag.objects.get_or_create(slug=slug, defaults={"label": label, "kind": TagKind.THEME})
