"""One of every mail the site writes, with names as long and texts as wild as people make them."""

from __future__ import annotations

import datetime as dt

from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client, TestCase

from passeurs.catalogue.models import Occurrence
from passeurs.core import clock
from passeurs.core.mail import post_letter
from passeurs.editorial.messages import Press, subscription_mail
from passeurs.notifications.messages import grouped_mail
from passeurs.notifications.models import Message, Preference
from passeurs.people import messages as account
from passeurs.people.models import Person
from passeurs.recruitment.messages import GUARDIAN_LETTERS, LETTERS
from passeurs.selections.choices import SelectionState
from tests.editorial import issue as letters
from tests.factories import OfferFactory, PersonFactory, RoleGrantFactory, SeasonCityFactory, SelectionFactory
from tests.recruitment.making import make_call, sent

LONG = "Uneadressetrèslonguequinesecoupenullepart" * 2
WILD = f"<b>Rendez-vous</b> & « {LONG} »"


def every_mail() -> dict[str, EmailMultiAlternatives]:
    """The mails by name. Needs the database and a memory for mails."""
    person = PersonFactory(first_name="Maximilienne-Joséphine")
    return _account_mails(person) | _notification_mails(person) | _letter_mails() | _recruitment_mails()


def _account_mails(person: Person) -> dict[str, EmailMultiAlternatives]:
    grant = RoleGrantFactory(person=person)
    writes = {
        "unknown_account": lambda: account.unknown_account(email="x@exemple.fr"),
        "confirm_email": lambda: account.confirm_email(person=person, email="x@exemple.fr", code="123456"),
        "address_taken": lambda: account.address_taken(email="x@exemple.fr"),
        "email_changed": lambda: account.email_changed(person=person, old_email="x@exemple.fr"),
        "passkey_added": lambda: account.passkey_added(person=person),
        "role_granted": lambda: account.role_granted(person=person, grant=grant),
        "farewell": lambda: account.farewell(email="x@exemple.fr", name=WILD, kept=[WILD, "Une autre raison."]),
        "login_code": lambda: Client().post("/compte/connexion/", {"email": person.email, "login": person.email}),
    }
    found = {}
    for name, write in writes.items():
        mail.outbox.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            write()
        (found[name],) = mail.outbox
    return found


def _notification_mails(person: Person) -> dict[str, EmailMultiAlternatives]:
    told = [
        Message(person=person, kind="x", title=WILD, body=f"{WILD}\n{LONG}", url="/selections/a/", thing="a"),
        Message(
            person=person, kind="x", title="La suite", body="Deux lignes\nde texte", url="/selections/a/", thing="a"
        ),
        Message(person=person, kind="x", title="Sans page", thing="b"),
    ]
    return {
        "one_message": grouped_mail(person, Preference(), told[:1], get_connection()),
        "messages": grouped_mail(person, Preference(), told, get_connection()),
    }


def _letter_mails() -> dict[str, EmailMultiAlternatives]:
    season_city = SeasonCityFactory()
    tomorrow = clock.now() + dt.timedelta(days=1)
    SelectionFactory(
        season_city=season_city, title=WILD[:120], intro=WILD, state=SelectionState.PUBLISHED, published_at=clock.now()
    )
    Occurrence.objects.create(offer=OfferFactory(title=WILD, starts_on=tomorrow.date()), starts_at=tomorrow)
    reader = letters.subscription(city=season_city.city, tastes=["lire"])
    issue = letters.issue(intro=f"Bonjour **toi**.\n\n## Un titre\n\n* {LONG}\n* [un lien](https://exemple.fr/{LONG})")
    found = {name: subscription_mail(reader, name) for name in ("confirm", "already", "stay")}
    return found | {"issue": Press(issue, clock.now() + dt.timedelta(minutes=1)).mail(reader, get_connection())}


def _recruitment_mails() -> dict[str, EmailMultiAlternatives]:
    application = sent(make_call(title=WILD[:120]), age=16, first_name=WILD[:80])
    application.reason = WILD
    application.refresh_from_db(fields=["guardianship"])
    application.status, application.confirm_by = "VALIDATED", clock.now()
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        post_letter(LETTERS["decided"](application), kind="decided")
        post_letter(GUARDIAN_LETTERS["asked"](application, application.guardianship), kind="asked")
    decided, asked = mail.outbox
    return {"application_decided": decided, "guardian_asked": asked}
