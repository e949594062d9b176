"""What readers must not learn from a text, however it is written; and what they may read."""

import pytest

from passeurs.recruitment.queries.redaction import REDACTED, redact

NAMES = ("Hélène", "LE GOFF", "Jo")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Je m’appelle HELENE", "Je m’appelle *"),
        ("on m’appelle helene", "on m’appelle *"),
        ("Hélène Le Goff-Martin", "* Le *-Martin"),
        ("le frère de d’Hélène", "le frère de d’*"),
        ("moi c’est Jo, pas jo", "moi c’est *, pas jo"),
        ("écris-moi : h.legoff(at)exemple.fr", "écris-moi : *"),
        ("h.legoff [arobase] exemple [point] fr", "*"),
        ("h@exemple.fr, www.exemple.fr, @helene_g", "*, * *"),
        ("au 06 12 34 56 78", "au *"),
        ("au lycée Carnot de Dijon", "au *"),
        ("au LYCEE CARNOT", "au *"),
        ("au lycee carnot, en seconde", "au *, en seconde"),
        ("le collège Saint-Exupéry est loin", "le * est loin"),
        ("à l’école de la Liberté", "à l’*"),
    ],
)
def test_it_is_masked_however_it_is_written(text, told):
    assert redact(text, NAMES) == told.replace("*", REDACTED)


@pytest.mark.parametrize(
    "text",
    [
        "au lycée général et technologique",
        "Le lycée où je vais, le théâtre des quartiers",
        "à l’école je lis, après le collège on verra",
        "Le groupe, la ville et les amis",
        "un rendez-vous à 14 h (at last)",
    ],
)
def test_what_tells_nobody_stays(text):
    assert redact(text, NAMES) == text
