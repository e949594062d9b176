"""Letters of recruitment: to candidates (tutoiement), to guardians (vouvoiement). Each makes the link it carries."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import at_city, day, moment
from passeurs.people.actions import issue_link
from passeurs.people.models import Guardianship
from passeurs.people.queries import given_purposes, purpose_labels
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.applying import ANSWERED_DAYS, CANDIDATE_LINK, GUARDIAN_LINK, KEY_DAYS


def send(*, to: str, subject: str, lines: list[str], url: str = "", action: str = "", foot: str = "") -> None:
    """One letter: paragraphs, one link that says what it does, a last line."""
    context = {
        "subject": subject,
        "lines": lines,
        "url": url,
        "action": action,
        "foot": foot,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    text = render_to_string("recruitment/mail/mail_letter.txt", context)
    mail = EmailMultiAlternatives(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"})
    mail.attach_alternative(render_to_string("recruitment/mail/mail_letter.html", context), "text/html")
    mail.send()


def _private_url(application: Application) -> str:
    token = issue_link(purpose=CANDIDATE_LINK, subject=application, days=KEY_DAYS, is_mailed=True)
    return settings.SITE_URL + reverse("recruitment:application", args=[token])


def _to_candidate(application: Application, subject: str, lines: list[str], action: str) -> None:
    send(
        to=application.email,
        subject=subject,
        lines=[_("Bonjour %(name)s,") % {"name": application.first_name}, *lines],
        url=_private_url(application),
        action=action,
        foot=_("Ce lien est personnel : ne le donne à personne."),
    )


def _words(application: Application) -> dict[str, str]:
    call = application.call
    return {
        "call": call.title,
        "at_city": at_city(application.season_city.city.name),
        "closes": moment(call.closes_at),
        "answer": day(call.answer_on),
        "number": str(application.pk),
        "confirm_by": moment(application.confirm_by),
        "reason": application.reason,
    }


def started(application: Application) -> None:
    """A draft was started: the link to come back."""
    words = _words(application)
    _to_candidate(
        application,
        _("Ta candidature est commencée : garde ce lien"),
        [
            _("Tu as commencé à candidater : « %(call)s ». Ce lien te ramène où tu t’es arrêté.") % words,
            _("Il faut l’envoyer avant le %(closes)s. Tant que tu n’as pas envoyé, personne ne la lit.") % words,
            _("Ce n’est pas toi ? Ne fais rien : sans ce lien, rien n’est envoyé en ton nom."),
        ],
        _("Reprendre ma candidature"),
    )


def link(application: Application) -> None:
    """The link was asked again."""
    words = _words(application)
    _to_candidate(
        application,
        _("Le lien de ta candidature"),
        [_("Voici le lien de ta candidature n° %(number)s : « %(call)s », %(at_city)s.") % words],
        _("Voir ma candidature"),
    )


def submitted(application: Application) -> None:
    """The file is received: what happens next, by when."""
    words = _words(application)
    lines = [
        _("Ta candidature n° %(number)s est bien reçue : « %(call)s », %(at_city)s. Merci !") % words,
        _("Tu auras une réponse, quelle qu’elle soit, au plus tard le %(answer)s.") % words,
        _("Jusqu’au %(closes)s, tu peux encore la corriger ou la retirer.") % words,
    ]
    if application.guardian_email and application.is_minor(application.submitted_at.date()):  # type: ignore[union-attr]
        lines.append(_("Tu as moins de 18 ans : on vient d’écrire à ton parent ou responsable. On attend son accord."))
    _to_candidate(application, _("Candidature n° %(number)s bien reçue") % words, lines, _("Voir où elle en est"))


def withdrawn(application: Application) -> None:
    """The file was taken back."""
    words = _words(application)
    lines = [
        _("Ta candidature n° %(number)s est retirée, comme tu l’as demandé. Plus personne ne la lit.") % words,
        _("Tu peux effacer tout ce qu’elle contient, ou candidater de nouveau avant le %(closes)s.") % words,
    ]
    _to_candidate(application, _("Candidature retirée"), lines, _("Voir ou effacer"))


def reminded(application: Application) -> None:
    """A draft, soon before the end; sent once."""
    words = _words(application)
    lines = [
        _("Ta candidature « %(call)s » est commencée mais pas envoyée.") % words,
        _("Elle ferme le %(closes)s. Tout ce que tu as écrit est gardé.") % words,
        _("C’est le seul rappel. Tu as changé d’avis ? Ne fais rien : ton brouillon sera effacé."),
    ]
    _to_candidate(application, _("Ta candidature n’est pas encore envoyée"), lines, _("La terminer"))


def correction_asked(application: Application) -> None:
    """One answer is to be corrected."""
    asked = application.corrections.filter(answered_at__isnull=True).select_related("question").first()
    if asked is None:
        return
    lines = [
        _("L’équipe te demande de corriger une réponse de ta candidature, une seule :"),
        f"« {asked.question.label} »",
        asked.message,
    ]
    _to_candidate(application, _("Une réponse à corriger dans ta candidature"), lines, _("La corriger"))


def guardian_told(application: Application) -> None:
    """What the guardian answered, told to the candidate."""
    guardianship = application.guardianship
    if guardianship is None:
        return
    lines = {
        "given": [
            _("Ton parent ou responsable est d’accord. Ta candidature est complète, il n’y a plus rien à faire.")
        ],
        "refused": [
            _("Ton parent ou responsable n’est pas d’accord pour que tu participes."),
            _("Parlez-en ensemble : son lien lui permet de changer d’avis. Sans accord, on ne peut pas te retenir."),
        ],
        "withdrawn": [_("Ton parent ou responsable a retiré son accord. Parlez-en ensemble, ou écris-nous.")],
    }[guardianship.state]
    _to_candidate(application, _("L’accord de ton parent ou responsable"), lines, _("Voir ma candidature"))


def decided(application: Application) -> None:
    """The answer: retained, on the complementary list, or not."""
    words = _words(application)
    if application.status == Status.VALIDATED:
        subject = _("Une place t’attend %(at_city)s !") % words
        lines = [
            _("Bravo : ta candidature est retenue, %(at_city)s.") % words,
            _("Confirme ta place, ou dis non, avant le %(confirm_by)s. Sans réponse, elle peut aller à quelqu’un.")
            % words,
        ]
        action = _("Répondre")
    elif application.status == Status.BACKUP:
        subject = _("Ta candidature est sur liste complémentaire")
        lines = [
            _("Ta candidature %(at_city)s est sur liste complémentaire : si une place se libère, on t’écrit.") % words
        ]
        action = _("Voir ma candidature")
    elif application.status == Status.REJECTED:
        subject = _("La réponse à ta candidature")
        lines = [
            _("Ta candidature %(at_city)s n’est pas retenue cette fois. Merci du temps que tu y as mis.") % words,
            _("Il reste beaucoup à faire ensemble : les sélections, les sorties près de chez toi, le prochain appel."),
        ]
        action = _("Voir la réponse et la suite")
    else:
        return
    if application.reason:
        lines.insert(1, _("Un mot de l’équipe : %(reason)s") % words)
    _to_candidate(application, subject, lines, action)


def confirmed(application: Application) -> None:
    """The place is taken: how to sign in."""
    words = _words(application)
    send(
        to=application.email,
        subject=_("C’est confirmé : bienvenue !"),
        lines=[
            _("Bonjour %(name)s,") % {"name": application.first_name},
            _("Ta place %(at_city)s est confirmée, et ton compte est ouvert à cette adresse.") % words,
            _("Pour te connecter, indique ton adresse : tu recevras un code à six chiffres. Pas de mot de passe."),
        ],
        url=settings.SITE_URL + reverse("account_login"),
        action=_("Me connecter"),
    )


def call_opened(*, email: str, call: Call) -> None:
    """Whoever asked is told, once, that a call is open."""
    send(
        to=email,
        subject=_("C’est ouvert : %(call)s") % {"call": call.title},
        lines=[
            _("Tu avais demandé à savoir : on peut candidater jusqu’au %(closes)s.")
            % {"closes": moment(call.closes_at)},
            _("C’est le seul message : ton adresse est déjà effacée de cette liste."),
        ],
        url=settings.SITE_URL + call.get_absolute_url(),
        action=_("Voir l’appel"),
    )


def _to_guardian(
    application: Application, guardianship: Guardianship, subject: str, lines: list[str], action: str, days: int
) -> None:
    token = issue_link(purpose=GUARDIAN_LINK, subject=guardianship, days=days, is_mailed=True)
    send(
        to=guardianship.email,
        subject=subject,
        lines=[_("Bonjour,"), *lines],
        url=settings.SITE_URL + reverse("recruitment:guardian", args=[token]),
        action=action,
        foot=_(
            "Ce lien vous est personnel. Ce n’est pas pour vous ? Ne faites rien : sans réponse, rien n’est accordé."
        ),
    )


def guardian_asked(application: Application, guardianship: Guardianship) -> None:
    """The guardian is asked."""
    words = {"name": guardianship.minor_name, **_words(application)}
    lines = [
        _("%(name)s candidate à « %(call)s », %(at_city)s, et vous a désigné comme parent ou responsable légal.")
        % words,
        _("%(name)s a moins de 18 ans : il faut votre accord. Deux minutes suffisent, sans compte à créer.") % words,
        _("Vous choisissez séparément pour la participation, l’image et la voix, et vous pouvez changer d’avis.")
        % words,
    ]
    subject = _("%(name)s candidate : votre accord est demandé") % words
    _to_guardian(application, guardianship, subject, lines, _("Lire et répondre"), KEY_DAYS)


def guardian_reminded(application: Application, guardianship: Guardianship) -> None:
    """No answer yet."""
    words = {"name": guardianship.minor_name, **_words(application)}
    lines = [
        _("La candidature de %(name)s à « %(call)s » attend toujours votre accord, ou votre refus.") % words,
        _("La réponse aux candidats est promise pour le %(answer)s.") % words,
    ]
    subject = _("Rappel : la candidature de %(name)s attend votre réponse") % words
    _to_guardian(application, guardianship, subject, lines, _("Lire et répondre"), KEY_DAYS)


def guardian_answered(application: Application, guardianship: Guardianship) -> None:
    """What they answered, and the link with which to change it."""
    given = purpose_labels(given_purposes(guardianship))
    lines = [_("Votre réponse pour %(name)s est enregistrée.") % {"name": guardianship.minor_name}]
    lines.append(
        _("Vous avez donné votre accord pour : %(what)s.") % {"what": ", ".join(given).lower()}
        if given
        else _("Vous n’avez donné aucun accord.")
    )
    lines.append(_("Gardez ce message : ce lien vous permet de changer d’avis à tout moment."))
    _to_guardian(
        application, guardianship, _("Votre réponse est enregistrée"), lines, _("Revoir ma réponse"), ANSWERED_DAYS
    )


def guardian_link(application: Application, guardianship: Guardianship) -> None:
    """The link was asked again."""
    lines = [_("Voici un nouveau lien pour la candidature de %(name)s.") % {"name": guardianship.minor_name}]
    _to_guardian(application, guardianship, _("Votre lien"), lines, _("Ouvrir"), KEY_DAYS)


LETTERS: dict[str, Callable[[Application], None]] = {
    "started": started,
    "link": link,
    "submitted": submitted,
    "withdrawn": withdrawn,
    "reminded": reminded,
    "correction_asked": correction_asked,
    "guardian_told": guardian_told,
    "decided": decided,
    "confirmed": confirmed,
}
GUARDIAN_LETTERS: dict[str, Callable[[Application, Guardianship], None]] = {
    "asked": guardian_asked,
    "reminded": guardian_reminded,
    "answered": guardian_answered,
    "link": guardian_link,
}
