"""The letter of the demonstration: invented readers, two issues that were sent, one being prepared."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from passeurs.core import clock
from passeurs.core.mail_line import MailLine
from passeurs.editorial.messages import Press
from passeurs.editorial.models import Bounce, Dispatch, Issue, Pick, Rhythm, Subscription
from passeurs.editorial.queries.issue import theme_choices
from passeurs.people.models import Person
from passeurs.programme.models import Season
from passeurs.selections.models import Selection

READERS = 320
SHOWN_MAILS = 3
DAY = dt.timedelta(days=1)
State = Subscription.State
STATES = [State.ACTIVE] * 88 + [State.WAITING] * 6 + [State.LEFT] * 3 + [State.SUSPENDED] * 3
ISSUES: tuple[dict[str, Any], ...] = (
    {
        "slug": "la-rentree-se-passe-dehors",
        "title": "La rentrée se passe dehors",
        "intro": "La saison recommence, et les ambassadeurs sont de retour dans leur ville.\n\nCe mois-ci, ils ont "
        "choisi **des lieux ouverts tard** et des livres courts. Prends-en un, et raconte.",
        "age": 38,
    },
    {
        "slug": "rester-au-chaud",
        "title": "Rester au chaud, mais pas chez soi",
        "intro": "Il fait nuit à cinq heures : c’est le moment des médiathèques, des salles obscures et des musées "
        "gratuits le dimanche.\n\nChaque adresse de ce numéro a été essayée par quelqu’un de ton âge.",
        "age": 8,
    },
    {
        "slug": "des-cadeaux-qui-ne-coutent-rien",
        "title": "Des cadeaux qui ne coûtent rien",
        "intro": "Une visite, une lecture à voix haute, une place offerte : en décembre, on offre du temps.",
        "age": 0,
    },
)


def seed_letter(season: Season, chance: random.Random) -> None:
    """Readers of every state, two sent issues with their figures, a draft with its choices, a few mails to look at."""
    readers = _readers(season, chance)
    team = Person.objects.filter(role_grants__role="team").order_by("pk").first()
    for words in ISSUES:
        at = clock.now() - words["age"] * DAY
        issue = Issue.objects.create(
            slug=words["slug"],
            title=words["title"],
            intro=words["intro"],
            created_by=team,
            created_at=at,
            updated_at=at,
        )
        if words["age"]:
            _send(issue, [row for row in readers if row.created_at < at], at, chance)
        else:
            pinned = Selection.objects.published().order_by("-published_at").first()
            if pinned:
                Pick.objects.create(issue=issue, kind=Pick.Kind.SELECTION, ref=pinned.pk, is_pinned=True)


def _readers(season: Season, chance: random.Random) -> list[Subscription]:
    cities = [row.city for row in season.season_cities.select_related("city")]
    themes = [slug for slug, _label in theme_choices()]
    rhythms = list(Rhythm.objects.all())
    rows = []
    for number in range(READERS):
        at = clock.now() - chance.randint(1, 120) * DAY
        state = chance.choice(STATES)
        if state == State.WAITING:
            at = clock.now() - chance.randint(1, 6) * DAY
        rows.append(
            Subscription(
                email=f"lecteur{number}@demo.passeurs.example",
                city=chance.choice(cities) if chance.random() < 0.85 else None,
                tastes=sorted(chance.sample(themes, chance.randint(0, 3))),
                rhythm=chance.choice(rhythms),
                state=state,
                created_at=at,
                asked_at=at,
                asked_count=1,
                confirmed_at=None if state == State.WAITING else at,
                seen_at=None if state == State.WAITING else at,
                left_at=clock.now() - DAY if state == State.LEFT else None,
                suspended_at=clock.now() - DAY if state == State.SUSPENDED else None,
            )
        )
    return Subscription.objects.bulk_create(rows)


def _send(issue: Issue, readers: list[Subscription], at: dt.datetime, chance: random.Random) -> None:
    """What a sending leaves behind; the first mails are really written, to be read at /demo/courrier/."""
    got = [row for row in readers if row.state != State.WAITING]
    refused = [row for row in got if row.state == State.SUSPENDED]
    Dispatch.objects.bulk_create(
        Dispatch(
            issue=issue, subscription=row, state="refused" if row in refused else "sent", due_at=at, sent_at=at,
            error="gone 550 5.1.1" if row in refused else "",
        )
        for row in got
    )  # fmt: skip
    kinds = (Bounce.Kind.HARD, Bounce.Kind.SOFT)
    Bounce.objects.bulk_create(
        Bounce(subscription=row, issue=issue, kind=chance.choice(kinds), at=at, reason="550 5.1.1") for row in refused
    )
    Subscription.objects.filter(pk__in=[row.pk for row in got]).update(letter_at=at)
    counts = {"total": len(got), "sent": len(got) - len(refused), "refused": len(refused)}
    issue.outcome = counts | {"unsure": 0, "skipped": 0, "left": 0, "retried": 0}
    issue.state, issue.started_at, issue.finished_at = Issue.State.SENT, at, at + dt.timedelta(minutes=4)
    issue.recipient_count = len(got)
    issue.save()
    press = Press(issue, at)
    with MailLine() as line:
        for row in got[:SHOWN_MAILS]:
            line.send(press.mail(row, line.connection))
