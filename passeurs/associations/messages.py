"""Letters to partners (vouvoiement), each with the contact's own link; invitations that calendars accept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations.choices import MeetingState, PartnershipState
from passeurs.associations.exports import convention_pdf, invitation
from passeurs.associations.models import Contact, Meeting
from passeurs.associations.queries.partnerships import LINK_DAYS, PARTNER_LINK
from passeurs.associations.queries.space import acceptance_of, convention_of
from passeurs.core.templatetags.words import at_city, moment
from passeurs.people.actions import issue_link


def partner_mail(contact: Contact, subject: str, lines: list[str], action: str) -> EmailMultiAlternatives:
    """One mail: paragraphs, the link of this contact, who it is for."""
    token = issue_link(purpose=PARTNER_LINK, subject=contact, days=LINK_DAYS, is_mailed=True)
    context = {
        "subject": subject,
        "lines": [_("Bonjour %(name)s,") % {"name": contact.name}, *lines],
        "url": settings.SITE_URL + reverse("associations:partner", args=[token]),
        "action": action,
        "foot": _("Ce lien vous est personnel : il ouvre l’espace de %(partner)s, sans compte ni mot de passe.")
        % {"partner": contact.partnership.name},
        "is_formal": True,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    text = render_to_string("core/mail/mail_letter.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(subject, text, to=[contact.email], headers=headers)
    mail.attach_alternative(render_to_string("core/mail/mail_letter.html", context), "text/html")
    return mail


def _words(contact: Contact) -> dict[str, str]:
    row = contact.partnership
    return {"partner": row.name, "at_city": at_city(row.season_city.city.name), "reason": row.reason}


def proposed(contact: Contact) -> None:
    """The proposal is received."""
    words = _words(contact)
    lines = [
        _("Merci : votre proposition pour « %(partner)s », %(at_city)s, est bien reçue.") % words,
        _("La personne référente de la ville vous répond dans les quinze jours, quelle que soit la réponse."),
    ]
    partner_mail(contact, _("Votre proposition est reçue"), lines, _("Voir votre espace")).send()


def decided(contact: Contact) -> None:
    """The answer to a proposal."""
    words = _words(contact)
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
    partner_mail(contact, subject, lines, _("Voir votre espace")).send()


def link(contact: Contact) -> None:
    """The link was asked again."""
    lines = [_("Voici le lien de votre espace pour « %(partner)s ».") % _words(contact)]
    partner_mail(contact, _("Le lien de votre espace partenaire"), lines, _("Ouvrir votre espace")).send()


def to_confirm(contact: Contact) -> None:
    """The group said a meeting was held: one tap from the partner."""
    lines = [
        _("Votre groupe indique que vous vous êtes vus. Un clic pour le confirmer : c’est ce qui tient la promesse.")
    ]
    partner_mail(contact, _("Une rencontre à confirmer"), lines, _("Confirmer")).send()


def poll_opened(contact: Contact) -> None:
    """The group asks which date suits."""
    words = _words(contact)
    lines = [_("Votre groupe cherche une date pour sa prochaine rencontre. Un geste par date suffit.") % words]
    partner_mail(contact, _("Quelle date vous va ?"), lines, _("Répondre au sondage")).send()


def convention(contact: Contact) -> None:
    """The convention was accepted: its paper."""
    text = convention_of(contact.partnership)
    if text is None:
        return
    lines = [_("Vous avez accepté la convention (version %(version)d). La voici.") % {"version": text.version}]
    mail = partner_mail(contact, _("Votre convention"), lines, _("Voir votre espace"))
    paper = convention_pdf(contact.partnership, text, acceptance_of(contact.partnership, text))
    mail.attach("convention.pdf", paper, "application/pdf")
    mail.send()


def help_answered(contact: Contact) -> None:
    """The group answered what was asked: the words are in the space."""
    lines = [_("Votre groupe a répondu à votre demande.")]
    partner_mail(contact, _("Votre groupe vous a répondu"), lines, _("Lire la réponse")).send()


def invite(meeting: Meeting, contact: Contact) -> None:
    """A meeting for the partner's calendar: asked for, or called off."""
    contact.partnership = meeting.group.partnership
    with timezone.override(contact.partnership.season_city.city.time_zone):
        words = _words(contact) | {"when": moment(meeting.starts_at), "place": meeting.place}
    is_cancelled = meeting.state == MeetingState.CANCELLED
    subject = _("Annulée : la rencontre du %(when)s") if is_cancelled else _("Rencontre avec votre groupe : %(when)s")
    told = (
        _("La rencontre du %(when)s est annulée. Le groupe vous propose bientôt une autre date.")
        if is_cancelled
        else _("Votre groupe vous propose de vous retrouver le %(when)s.")
    )
    if meeting.moved_at and not is_cancelled:
        subject = _("Changée : la rencontre avec votre groupe est le %(when)s")
        told = _("La rencontre avec votre groupe change de date : elle est maintenant le %(when)s.")
    lines = [told % words]
    if meeting.place and not is_cancelled:
        lines.append(_("Lieu : %(place)s") % words)
    mail = partner_mail(contact, subject % words, lines, _("Voir la rencontre"))
    method = "CANCEL" if is_cancelled else "REQUEST"
    mail.attach("rencontre.ics", invitation(meeting, contact.email), f"text/calendar; method={method}")
    mail.send()


def group_made(contact: Contact) -> None:
    """A group was made for them."""
    lines = [
        _("Votre groupe est fait. Votre espace montre qui en est, et sur quelle demi-journée vous vous retrouvez."),
        _("La première date se choisit ensemble : vous pouvez en proposer plusieurs."),
    ]
    partner_mail(contact, _("Votre groupe est fait"), lines, _("Découvrir votre groupe")).send()


def group_changed(contact: Contact) -> None:
    """Somebody joined or left a group of theirs."""
    lines = [
        _("La composition de votre groupe a changé ; la personne référente de la ville le sait et vous accompagne."),
        _("Votre espace montre qui en est maintenant."),
    ]
    partner_mail(contact, _("Votre groupe change"), lines, _("Voir votre groupe")).send()


PARTNER_LETTERS: dict[str, Callable[[Contact], None]] = {
    "proposed": proposed,
    "decided": decided,
    "link": link,
    "to_confirm": to_confirm,
    "poll_opened": poll_opened,
    "convention": convention,
    "help_answered": help_answered,
    "group_made": group_made,
    "group_changed": group_changed,
}
