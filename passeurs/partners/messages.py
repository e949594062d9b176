"""Letters to partners (vouvoiement), each with the contact's own link. Each function makes one; `running` posts it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.core.mail import Link, LinkedMail, letter
from passeurs.core.registry import Registry
from passeurs.core.templatetags.words import at_city
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import LINK_DAYS, PARTNER_LINK
from passeurs.partners.queries.convention import convention_of


def partner_mail(
    contact: Contact, subject: str, lines: list[str], action: str, *, is_renewal: bool = False
) -> LinkedMail:
    """One mail: paragraphs, the link of this contact, who it is for."""
    return letter(
        to=contact.email,
        subject=subject,
        lines=[_("Bonjour %(name)s,") % {"name": contact.name}, *lines],
        link=Link("partners:space", PARTNER_LINK, journal.reference(contact), LINK_DAYS, is_renewal),
        action=action,
        foot=_("Ce lien vous est personnel : il ouvre l’espace de %(partner)s, sans compte ni mot de passe.")
        % {"partner": contact.partnership.name},
        is_formal=True,
    )


def partner_words(contact: Contact) -> dict[str, str]:
    """What letters name: the partner, « à Dijon », the team's word."""
    row = contact.partnership
    return {"partner": row.name, "at_city": at_city(row.season_city.city.name), "reason": row.reason}


def proposed(contact: Contact) -> LinkedMail:
    """The proposal is received."""
    words = partner_words(contact)
    lines = [
        _("Merci : votre proposition pour « %(partner)s », %(at_city)s, est bien reçue.") % words,
        _("La personne référente de la ville vous répond dans les quinze jours, quelle que soit la réponse."),
    ]
    return partner_mail(contact, _("Votre proposition est reçue"), lines, _("Voir votre espace"))


def decided(contact: Contact) -> LinkedMail:
    """The answer to a proposal."""
    words = partner_words(contact)
    if contact.partnership.state == PartnershipState.ACCEPTED:
        subject = _("Bienvenue parmi les partenaires")
        lines = [
            _("« %(partner)s » accueillera un groupe de deux à cinq jeunes, %(at_city)s.") % words,
            _("Dès que le groupe est fait, vous le découvrez dans votre espace, avec la première date."),
        ]
    else:
        subject = _("La réponse à votre proposition")
        lines = [
            _("Votre proposition pour « %(partner)s » n’est pas retenue cette saison. Merci de l’avoir faite.") % words
        ]
    if contact.partnership.reason:
        lines.insert(1, _("Un mot de l’équipe : %(reason)s") % words)
    return partner_mail(contact, subject, lines, _("Voir votre espace"))


def link(contact: Contact) -> LinkedMail:
    """The link was asked again."""
    lines = [_("Voici le lien de votre espace pour « %(partner)s ».") % partner_words(contact)]
    return partner_mail(
        contact, _("Le lien de votre espace partenaire"), lines, _("Ouvrir votre espace"), is_renewal=True
    )


def convention(contact: Contact) -> LinkedMail:
    """The convention was accepted; its paper is attached by whoever posts it."""
    text = convention_of(contact.partnership)
    version = text.version if text else 0
    lines = [_("Vous avez accepté la convention (version %(version)d). La voici.") % {"version": version}]
    return partner_mail(contact, _("Votre convention"), lines, _("Voir votre espace"))


Letter = Callable[[Contact], LinkedMail]
# name -> what makes the letter; each app that writes to partners adds its own
letters: Registry[Letter] = Registry("letters to partners")
