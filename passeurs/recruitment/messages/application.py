"""Letters to candidates (tutoiement). Each carries a link of theirs; None: nothing to say any more."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.mail import LinkedMail, letter
from passeurs.recruitment.choices import Status
from passeurs.recruitment.messages.letter import to_candidate, words_of
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.draw import candidate_question


def started(application: Application) -> LinkedMail:
    """A draft was started: the link to come back."""
    words = words_of(application)
    return to_candidate(
        application,
        _("Ta candidature est commencée : garde ce lien"),
        [
            _("Tu as commencé à candidater : « %(call)s ». Ce lien te ramène où tu t’es arrêté.") % words,
            _("Il faut l’envoyer avant le %(closes)s. Tant que tu n’as pas envoyé, personne ne la lit.") % words,
            _("Ce n’est pas toi ? Ne fais rien : sans ce lien, rien n’est envoyé en ton nom."),
        ],
        _("Reprendre ma candidature"),
    )


def link(application: Application) -> LinkedMail:
    """The link was asked again."""
    words = words_of(application)
    return to_candidate(
        application,
        _("Le lien de ta candidature"),
        [_("Voici le lien de ta candidature n° %(number)s : « %(call)s », %(at_city)s.") % words],
        _("Voir ma candidature"),
        is_renewal=True,
    )


def submitted(application: Application) -> LinkedMail:
    """The file is received: what happens next, by when."""
    words = words_of(application)
    lines = [
        _("Ta candidature n° %(number)s est bien reçue : « %(call)s », %(at_city)s. Merci !") % words,
        _("Tu auras une réponse, quelle qu’elle soit, au plus tard le %(answer)s.") % words,
        _("Jusqu’au %(closes)s, tu peux encore la corriger ou la retirer.") % words,
    ]
    if application.guardian_email and application.is_minor(application.submitted_at.date()):  # type: ignore[union-attr]
        lines.append(_("Tu as moins de 18 ans : on vient d’écrire à ton parent ou responsable. On attend son accord."))
    return to_candidate(application, _("Candidature n° %(number)s bien reçue") % words, lines, _("Voir où elle en est"))


def withdrawn(application: Application) -> LinkedMail:
    """The file was taken back."""
    words = words_of(application)
    lines = [
        _("Ta candidature n° %(number)s est retirée, comme tu l’as demandé. Plus personne ne la lit.") % words,
        _("Tu peux effacer tout ce qu’elle contient, ou candidater de nouveau avant le %(closes)s.") % words,
    ]
    return to_candidate(application, _("Candidature retirée"), lines, _("Voir ou effacer"))


def reminded(application: Application) -> LinkedMail:
    """A draft, soon before the end; sent once."""
    words = words_of(application)
    lines = [
        _("Ta candidature « %(call)s » est commencée mais pas envoyée.") % words,
        _("Elle ferme le %(closes)s. Tout ce que tu as écrit est gardé.") % words,
        _("C’est le seul rappel. Tu as changé d’avis ? Ne fais rien : ton brouillon sera effacé."),
    ]
    return to_candidate(application, _("Ta candidature n’est pas encore envoyée"), lines, _("La terminer"))


def correction_asked(application: Application) -> LinkedMail | None:
    """One answer is to be corrected."""
    asked = application.corrections.filter(answered_at__isnull=True).select_related("question").first()
    if asked is None:
        return None
    lines = [
        _("L’équipe te demande de corriger une réponse de ta candidature, une seule :"),
        f"« {asked.question.label} »",
        asked.message,
    ]
    return to_candidate(application, _("Une réponse à corriger dans ta candidature"), lines, _("La corriger"))


def guardian_told(application: Application) -> LinkedMail | None:
    """What the guardian answered, told to the candidate."""
    guardianship = application.guardianship
    if guardianship is None:
        return None
    lines = {
        "given": [
            _("Ton parent ou responsable est d’accord. Ta candidature est complète, il n’y a plus rien à faire.")
        ],
        "refused": [
            _("Ton parent ou responsable n’est pas d’accord pour que tu participes."),
            _("Parlez-en ensemble : son lien lui permet de changer d’avis. Sans accord, on ne peut pas te retenir."),
        ],
        "withdrawn": [_("Ton parent ou responsable a retiré son accord. Parlez-en ensemble, ou écris-nous.")],
    }[guardianship.state]
    return to_candidate(application, _("L’accord de ton parent ou responsable"), lines, _("Voir ma candidature"))


def decided(application: Application) -> LinkedMail | None:
    """The answer: retained, on the complementary list, or not."""
    words = words_of(application)
    if application.status == Status.VALIDATED:
        subject = _("Une place t’attend %(at_city)s !") % words
        lines = [
            _("Bravo : ta candidature est retenue, %(at_city)s.") % words,
            _("Confirme ta place, ou dis non, avant le %(confirm_by)s. Sans réponse, elle peut aller à quelqu’un.")
            % words,
        ]
        action = _("Répondre")
    elif application.status == Status.BACKUP:
        subject = _("Ta candidature est sur liste complémentaire")
        lines = [
            _("Ta candidature %(at_city)s est sur liste complémentaire : si une place se libère, on t’écrit.") % words
        ]
        action = _("Voir ma candidature")
    elif application.status == Status.REJECTED:
        subject = _("La réponse à ta candidature")
        lines = [
            _("Ta candidature %(at_city)s n’est pas retenue cette fois. Merci du temps que tu y as mis.") % words,
            _("Il reste beaucoup à faire ensemble : les sélections, les sorties près de chez toi, le prochain appel."),
        ]
        action = _("Voir la réponse et la suite")
    else:
        return None
    if application.reason:
        lines.insert(1, _("Un mot de l’équipe : %(reason)s") % words)
    return to_candidate(application, subject, lines, action)


def confirmed(application: Application) -> LinkedMail:
    """The place is taken: how to sign in."""
    words = words_of(application)
    return letter(
        to=application.email,
        subject=_("C’est confirmé : bienvenue !"),
        lines=[
            _("Bonjour %(name)s,") % {"name": application.first_name},
            _("Ta place %(at_city)s est confirmée, et ton compte est ouvert à cette adresse.") % words,
            _("Pour te connecter, indique ton adresse : tu recevras un code à six chiffres. Pas de mot de passe."),
        ],
        url=settings.SITE_URL + reverse("account_login"),
        action=_("Me connecter"),
    )


def place_expired(application: Application) -> LinkedMail:
    """Nobody confirmed in time."""
    words = words_of(application)
    lines = [
        _("Ta place %(at_city)s n’a pas été confirmée à temps : elle va à quelqu’un d’autre.") % words,
        _("Tu penses que c’est une erreur ? Réponds à ce message, on regarde avec toi."),
    ]
    return to_candidate(application, _("Ta place n’a pas été confirmée"), lines, _("Voir ma candidature"))


def question_answered(application: Application) -> LinkedMail | None:
    """The answer to the one question of somebody without a place."""
    asked = candidate_question(application)
    if asked is None or not asked.answered_at:
        return None
    lines = [_("Tu nous avais demandé : « %(question)s »") % {"question": asked.detail}, asked.answer]
    return to_candidate(application, _("La réponse à ta question"), lines, _("Voir ma candidature"))


LETTERS: dict[str, Callable[[Application], LinkedMail | None]] = {
    "started": started,
    "link": link,
    "submitted": submitted,
    "withdrawn": withdrawn,
    "reminded": reminded,
    "correction_asked": correction_asked,
    "guardian_told": guardian_told,
    "decided": decided,
    "confirmed": confirmed,
    "place_expired": place_expired,
    "question_answered": question_answered,
}
