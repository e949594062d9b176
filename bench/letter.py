"""The letter for 10,000 readers: queued against a bare bulk insert, sent against one constant mail of its size.

Everything is invented and happens in a new SQLite file; mails go to memory. `--readers` for another number.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SCRATCH = tempfile.TemporaryDirectory()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
os.environ["DATABASE_URL"] = f"sqlite:///{SCRATCH.name}/bench.sqlite3"
os.environ["EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
django.setup()

from django.core import mail  # noqa: E402
from django.core.mail import EmailMultiAlternatives, get_connection  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from passeurs.core import clock  # noqa: E402
from passeurs.editorial.actions import dispatch as dispatch_actions  # noqa: E402
from passeurs.editorial.messages import Press  # noqa: E402
from passeurs.editorial.models import Issue, Rhythm, Subscription  # noqa: E402
from passeurs.editorial.queries.issue import theme_choices  # noqa: E402
from passeurs.editorial.running import dispatch as dispatch_running  # noqa: E402
from passeurs.people.choices import Role  # noqa: E402
from passeurs.people.models import Person, RoleGrant  # noqa: E402
from passeurs.programme.models import City  # noqa: E402
from passeurs.selections.models import Selection, Tag  # noqa: E402
from tests.factories import OfferFactory, SeasonCityFactory, SeasonFactory, SelectionFactory  # noqa: E402

CITIES, SELECTIONS, EVENTS = 25, 60, 200


def make_world(readers: int) -> tuple[Issue, Person]:
    """Cities with selections and outings, and readers of many tastes."""
    chance = random.Random(2026)
    season, now = SeasonFactory(), clock.now()
    places = [(f"{n:05}", f"Ville {n}", 43 + n / 4, 1 + n / 6) for n in range(CITIES)]
    rows = [
        SeasonCityFactory(
            season=season, city=City.objects.create(insee=code, name=name, slug=f"ville-{code}", lat=lat, lon=lon)
        )
        for code, name, lat, lon in places
    ]
    tags = list(Tag.objects.all())
    for _number in range(SELECTIONS):
        selection = SelectionFactory(
            season_city=chance.choice(rows), state="published", published_at=now, intro="Trois lieux essayés. " * 6
        )
        selection.tags.set(chance.sample(tags, 2))
    for number in range(EVENTS):
        city = chance.choice(rows).city
        OfferFactory(title=f"Sortie {number}", lat=city.lat, lon=city.lon, starts_on=now.date(), ends_on=now.date())
    assert Selection.objects.published().count() == SELECTIONS
    themes = [slug for slug, _label in theme_choices()]
    rhythms = list(Rhythm.objects.all())
    Subscription.objects.bulk_create(
        Subscription(
            email=f"lecteur{number}@exemple.fr", city=chance.choice(rows).city, state="active", confirmed_at=now,
            tastes=sorted(chance.sample(themes, chance.randint(0, 3))), rhythm=chance.choice(rhythms),
        )
        for number in range(readers)
    )  # fmt: skip
    team = Person.objects.create_user("equipe@exemple.fr")
    RoleGrant.objects.create(person=team, role=Role.TEAM)
    return Issue.objects.create(slug="bench", title="Numéro", intro="Bonjour **toi**."), team


def bare_insert(readers: int) -> float:
    """Rows per second of one `executemany` of the same columns."""
    rows = [(number, 1, "waiting", "2026-11-25 00:00:00") for number in range(readers)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (subscription, issue, state, due_at)")
        started = time.perf_counter()
        cursor.executemany("INSERT INTO bench_bare VALUES (%s, %s, %s, %s)", rows)
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    return readers / seconds


def constant_mails(readers: int, text: str, html: str) -> float:
    """Mails per second of the same text to each address, to the same memory, without any database."""
    backend = get_connection()
    started = time.perf_counter()
    for number in range(readers):
        sent = EmailMultiAlternatives("Numéro", text, to=[f"lecteur{number}@exemple.fr"], connection=backend)
        sent.attach_alternative(html, "text/html")
        sent.send()
    return readers / (time.perf_counter() - started)


def main() -> None:
    """Queue, send, print rates and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=10_000)
    readers = parser.parse_args().readers
    call_command("migrate", verbosity=0)
    issue, team = make_world(readers)
    at = clock.now()
    started = time.perf_counter()
    dispatch_actions.start_sending(actor=team, issue=issue, expected_count=readers, at=at)
    queued = readers / (time.perf_counter() - started)
    started = time.perf_counter()
    while dispatch_running.send_batch(issue=issue, at=at):
        pass
    sent = readers / (time.perf_counter() - started)
    assert len(mail.outbox) == readers
    issue.refresh_from_db()
    assert issue.state == Issue.State.SENT
    html, text = mail.outbox[0].alternatives[0][0], mail.outbox[0].body
    mail.outbox.clear()
    press = Press(issue, at)
    kinds = Subscription.objects.select_related("city", "rhythm")[:500]
    started = time.perf_counter()
    backend = get_connection()
    for subscription in kinds:
        press.mail(subscription, backend)
    composed = len(kinds) / (time.perf_counter() - started)
    bare, constant = bare_insert(readers), constant_mails(readers, text, html)
    print(f"{readers} readers, mail of {len(html) / 1000:.1f} kB{'rate/s':>14}{'ratio':>9}")
    print(f"{'bare insert of the rows':34}{bare:>12.0f}{1:>9.2f}")
    print(f"{'queued':34}{queued:>12.0f}{queued / bare:>9.2f}")
    print(f"{'one constant mail to each':34}{constant:>12.0f}{1:>9.2f}")
    print(f"{'composed, the first 500':34}{composed:>12.0f}{composed / constant:>9.2f}")
    print(f"{'composed, handed over, noted':34}{sent:>12.0f}{sent / constant:>9.2f}")


if __name__ == "__main__":
    main()
