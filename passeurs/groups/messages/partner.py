"""Letters of a group to its partner (vouvoiement): made here, posted by `running`."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.mail import LinkedMail
from passeurs.core.templatetags.words import moment
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Meeting
from passeurs.partners.messages import partner_mail, partner_words
from passeurs.partners.models import Contact


def to_confirm(contact: Contact) -> LinkedMail:
    """The group said a meeting was held: one tap from the partner."""
    lines = [
        _("Votre groupe indique que vous vous êtes vus. Un clic pour le confirmer : c’est ce qui tient la promesse.")
    ]
    return partner_mail(contact, _("Une rencontre à confirmer"), lines, _("Confirmer"))


def poll_opened(contact: Contact) -> LinkedMail:
    """The group asks which date suits."""
    words = partner_words(contact)
    lines = [_("Votre groupe cherche une date pour sa prochaine rencontre. Un geste par date suffit.") % words]
    return partner_mail(contact, _("Quelle date vous va ?"), lines, _("Répondre au sondage"))


def help_answered(contact: Contact) -> LinkedMail:
    """The group answered what was asked: the words are in the space."""
    lines = [_("Votre groupe a répondu à votre demande.")]
    return partner_mail(contact, _("Votre groupe vous a répondu"), lines, _("Lire la réponse"))


def invite(meeting: Meeting, contact: Contact) -> LinkedMail:
    """A meeting, or that it is called off; what calendars read is attached by whoever posts it."""
    contact.partnership = meeting.group.partnership
    with timezone.override(contact.partnership.season_city.city.time_zone):
        words = partner_words(contact) | {"when": moment(meeting.starts_at), "place": meeting.place}
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
    return partner_mail(contact, subject % words, lines, _("Voir la rencontre"))


def group_made(contact: Contact) -> LinkedMail:
    """A group was made for them."""
    lines = [
        _("Votre groupe est fait. Votre espace montre qui en est, et sur quelle demi-journée vous vous retrouvez."),
        _("La première date se choisit ensemble : vous pouvez en proposer plusieurs."),
    ]
    return partner_mail(contact, _("Votre groupe est fait"), lines, _("Découvrir votre groupe"))


def group_changed(contact: Contact) -> LinkedMail:
    """Somebody joined or left a group of theirs."""
    lines = [
        _("La composition de votre groupe a changé ; la personne référente de la ville le sait et vous accompagne."),
        _("Votre espace montre qui en est maintenant."),
    ]
    return partner_mail(contact, _("Votre groupe change"), lines, _("Voir votre groupe"))
