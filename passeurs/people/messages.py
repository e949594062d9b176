"""Mails about the account itself: letters that leave at once, whatever the preferences, to one address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.core.mail import Link, framed_mail, letter, post_letter
from passeurs.people.models import Guardianship, Person, RoleGrant
from passeurs.people.queries import (
    ACCOUNT_GUARDIAN_LINK,
    find_account,
    given_purposes,
    language_of,
    purpose_labels,
    scope_label,
)


def speaking_to(person: Person | None, *, is_asking: bool = False) -> translation.override:
    """`with speaking_to(person):` what is written there is in the language they chose, French when they chose none.

    Without it, a person would read the language of whoever made the thing happen. Who is asking for it themself, and
    chose none, is answered in the language of their page.
    """
    reading = translation.get_language() if is_asking else None
    return translation.override(language_of(person) or reading or settings.LANGUAGE_CODE)


def later(words: Callable[[], str]) -> str:
    """Words said once it is known to whom: `later(lambda: _("…") % {…})`."""
    return cast(str, lazy(words, str)())


def speaking_to_anyone() -> translation.override:
    """The same for an address without an account: French."""
    return translation.override(settings.LANGUAGE_CODE)


def post_account_mail(
    *,
    to: str,
    subject: str,
    name: str,
    recipient: Person | None = None,
    expires_at: dt.datetime | None = None,
    **context: object,
) -> None:
    """Post `people/mail/mail_<name>`, as text and HTML, to one address."""
    mail = framed_mail(to=to, subject=subject, template=f"people/mail/mail_{name}", context=context)
    post_letter(mail, kind=f"people.{name}", recipient=recipient, expires_at=expires_at)


def unknown_account(*, email: str) -> None:
    """Somebody asked for a code with an address that has no account."""
    with speaking_to_anyone():
        subject = _("Aucun compte avec cette adresse sur %s") % settings.SITE_NAME
        post_account_mail(to=email, subject=subject, name="unknown_account")


def confirm_email(*, person: Person, email: str, code: str, expires_at: dt.datetime | None = None) -> None:
    """The code that proves a new address; of no use after `expires_at`."""
    with speaking_to(person, is_asking=True):
        subject = _("%s, ton code pour changer d’adresse") % code
        post_account_mail(
            to=email,
            subject=subject,
            name="confirm_email",
            recipient=person,
            expires_at=expires_at,
            code=code,
            name_of=person.public_name,
        )


def address_taken(*, email: str) -> None:
    """Somebody wants to move their account to an address that has one."""
    owner = find_account(email)
    with speaking_to(owner):
        subject = _("Cette adresse a déjà un compte")
        post_account_mail(to=email, subject=subject, name="address_taken", recipient=owner)


def email_changed(*, person: Person, old_email: str) -> None:
    """Tells the former address, in case it was not wanted."""
    with speaking_to(person, is_asking=True):
        subject = _("L’adresse de ton compte a changé")
        post_account_mail(to=old_email, subject=subject, name="email_changed", recipient=person)


def passkey_added(*, person: Person) -> None:
    """Tells that a key was added, in case it was not wanted."""
    with speaking_to(person, is_asking=True):
        subject = _("Une clé d’accès a été ajoutée à ton compte")
        post_account_mail(to=person.email, subject=subject, name="passkey_added", recipient=person)


def role_granted(*, person: Person, grant: RoleGrant) -> None:
    """Tells a person the role they were given, and how to sign in."""
    with speaking_to(person):
        post_account_mail(
            to=person.email,
            subject=_("Un rôle vous est confié sur %s") % settings.SITE_NAME,
            name="role_granted",
            recipient=person,
            role=grant.get_role_display(),
            scope=scope_label(grant.scope),
            sign_in_url=settings.SITE_URL + reverse("account_login"),
            email=person.email,
        )


def guardian_asked(*, guardianship: Guardianship, days: int) -> None:
    """Asks the guardian of somebody who has an account."""
    words = {"name": guardianship.minor_name, "site": settings.SITE_NAME}
    with speaking_to_anyone():
        lines = [
            _("%(name)s participe à %(site)s et a moins de 18 ans. Cette participation attend votre accord.") % words,
            _(
                "Participation, image et voix sont trois accords distincts : "
                "vous choisissez, et vous changez d’avis quand vous voulez."
            ),
        ]
        _write_to_guardian(
            guardianship, days, _("%(name)s a besoin de votre accord") % words, lines, _("Lire et répondre")
        )


def guardian_answer_kept(*, guardianship: Guardianship, days: int) -> None:
    """Tells the guardian that their answer is kept, with the link that changes it."""
    with speaking_to_anyone():
        given = purpose_labels(given_purposes(guardianship))
        lines = [_("Votre réponse pour %(name)s est enregistrée.") % {"name": guardianship.minor_name}]
        lines.append(
            _("Accords en cours : %(what)s.") % {"what": ", ".join(given)}
            if given
            else _("Aucun accord n’est en cours.")
        )
        _write_to_guardian(guardianship, days, _("Votre réponse est enregistrée"), lines, _("Revoir ma réponse"))


def _write_to_guardian(guardianship: Guardianship, days: int, subject: str, lines: list[str], action: str) -> None:
    mail = letter(
        to=guardianship.email,
        subject=subject,
        lines=[_("Bonjour,"), *lines],
        link=Link("people:answer-guardianship", ACCOUNT_GUARDIAN_LINK, journal.reference(guardianship), days),
        action=action,
        foot=_(
            "Ce lien vous est personnel. Ce n’est pas pour vous ? Ne faites rien : sans réponse, rien n’est accordé."
        ),
        is_formal=True,
    )
    post_letter(mail, kind="people.guardian", recipient=guardianship, about=guardianship.person)


def farewell(*, email: str, name: str, kept: list[str]) -> None:
    """The last mail: the account is erased, this is what was kept. Written after the erasure, it refers to nobody."""
    subject = _("Ton compte est effacé")
    post_account_mail(to=email, subject=subject, name="farewell", name_of=name, kept=kept)
