"""Rules of recruitment: when a call opens, who may apply, edit, send, decide, confirm."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.templatetags.words import day, moment, of_city
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.queries import age_on, is_team, scopes_of
from passeurs.programme.rules import can_follow_city
from passeurs.questionnaires.models import Question
from passeurs.questionnaires.rules import can_freeze_questionnaire
from passeurs.recruitment.choices import DECISIONS, OPEN_STATUSES, CallState, Status
from passeurs.recruitment.models import Application, Call

NEXT_STATES: dict[str, tuple[str, ...]] = {
    CallState.DRAFT: (CallState.OPEN,),
    CallState.OPEN: (CallState.CLOSED,),
    CallState.CLOSED: (CallState.DECIDED, CallState.OPEN),
    CallState.DECIDED: (CallState.CLOSED,),
}


def can_run_calls(person: object) -> Verdict:
    """The national team makes, opens and closes calls."""
    return ALLOWED if is_team(person) else forbidden(_("Les appels sont conduits par l’équipe nationale."))


def can_follow_calls(person: object) -> Verdict:
    """The team and the referents see calls and the applications of their cities."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux référents."))


def can_change_call(person: object, call: Call) -> Verdict:
    """Dates and texts, until it is decided. What candidates were promised is changed knowingly."""
    verdict = can_run_calls(person)
    if verdict and call.state == CallState.DECIDED:
        return refusal(_("Cet appel est décidé : il ne change plus. Clonez-le pour la saison suivante."))
    return verdict


def can_move_call(person: object, call: Call, state: str, at: dt.datetime) -> Verdict:
    """Only a legal next state; open only when everything that is promised stands."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if state not in NEXT_STATES[call.state]:
        return refusal(
            _("Un appel « %(now)s » ne peut pas devenir « %(then)s ».")
            % {"now": call.get_state_display(), "then": dict(CallState.choices).get(state, state)}
        )
    if state == CallState.OPEN:
        return can_open_call(call, at)
    if state == CallState.DECIDED:
        return can_decide_call(call)
    return ALLOWED


def can_open_call(call: Call, at: dt.datetime) -> Verdict:
    """What is missing before a call can open, one thing at a time."""
    if not call.season_cities.filter(place_count__gt=0).exists():
        return refusal(_("Choisissez d’abord au moins une ville qui a des places."))
    if call.closes_at <= at:
        return refusal(_("La date de fermeture est passée : changez-la d’abord."))
    if call.charter is None:
        return refusal(_("Choisissez la charte que les candidats acceptent."))
    if call.questionnaire is None:
        return refusal(_("Choisissez le questionnaire."))
    if not call.tracks.exists():
        return refusal(_("Ajoutez au moins un parcours avec ses critères."))
    without = call.tracks.filter(criteria__isnull=True).first()
    if without:
        return refusal(_("Le parcours « %(track)s » n’a aucun critère.") % {"track": without.name})
    return ALLOWED if call.questionnaire.frozen_at else can_freeze_questionnaire(call.questionnaire)


def can_decide_call(call: Call) -> Verdict:
    """A call is decided when nobody waits for a decision."""
    left = call.applications.real().filter(status__in=OPEN_STATUSES).exclude(status=Status.BACKUP).count()
    if left:
        return refusal(
            ngettext(
                "Une candidature attend encore une décision.",
                "%(count)d candidatures attendent encore une décision.",
                left,
            )
            % {"count": left}
        )
    return ALLOWED


def can_apply(call: Call, at: dt.datetime) -> Verdict:
    """Between the two dates of an open call."""
    if call.state != CallState.OPEN or at >= call.closes_at:
        return refusal(_("Cet appel est fermé depuis le %(date)s.") % {"date": moment(call.closes_at)})
    if at < call.opens_at:
        return refusal(_("Cet appel ouvre le %(date)s.") % {"date": moment(call.opens_at)})
    return ALLOWED


def is_of_age(call: Call, born_on: dt.date) -> Verdict:
    """The age on the call's day, bounds included."""
    if call.min_age <= age_on(born_on, call.age_on) <= call.max_age:
        return ALLOWED
    return refusal(
        _("Il faut avoir de %(low)s à %(high)s ans le %(day)s.")
        % {"low": call.min_age, "high": call.max_age, "day": day(call.age_on)}
    )


def can_edit_application(application: Application, at: dt.datetime) -> Verdict:
    """The candidate's own file, while the call is open and nothing is decided; a trial of the team, always."""
    if application.status not in (Status.DRAFT, Status.NEW):
        return refusal(_("Une candidature %(state)s ne se modifie plus.") % {"state": application.get_status_display()})
    return ALLOWED if application.is_test else can_apply(application.call, at)


def can_submit_application(application: Application, missing: list[str], at: dt.datetime) -> Verdict:
    """Complete, of age, from somebody who is no machine, before the end."""
    verdict = can_edit_application(application, at)
    if not verdict:
        return verdict
    if application.born_on is None:
        return refusal(_("Indique ta date de naissance."))
    if not (old_enough := is_of_age(application.call, application.born_on)):
        return old_enough
    if missing:
        return refusal(_("Il manque encore : %(what)s.") % {"what": ", ".join(missing)})
    if application.proven_at is None:
        return refusal(
            _("Ouvre d’abord le lien que l’on t’a envoyé par e-mail : il montre que cette adresse est la tienne.")
        )
    return ALLOWED


def can_withdraw_application(application: Application) -> Verdict:
    """A sent file that is not settled yet."""
    if application.status in OPEN_STATUSES or (
        application.status == Status.VALIDATED and application.confirmed_at is None
    ):
        return ALLOWED
    return refusal(_("Cette candidature ne peut plus être retirée."))


def can_see_application(person: object, application: Application) -> Verdict:
    """The team, or the referent of the city. A draft is nobody's business; a trial is the team's."""
    if application.status == Status.DRAFT:
        return forbidden(_("Un brouillon n’est lu par personne."))
    if application.is_test:
        return can_run_calls(person)
    return can_follow_city(person, application.season_city.city)


def can_decide_application(person: object, application: Application, status: str) -> Verdict:
    """The team or the city's referent; not once the place is confirmed; retained only with what it needs."""
    verdict = can_see_application(person, application)
    if not verdict:
        return verdict
    if status not in DECISIONS:
        return refusal(_("Ce statut ne se donne pas ici."))
    if application.status == Status.WITHDRAWN or application.anonymised_at:
        return refusal(_("Cette candidature a été retirée."))
    if application.confirmed_at:
        return refusal(_("La place est confirmée : le mandat se gère dans la ville."))
    return can_retain(application) if status == Status.VALIDATED else ALLOWED


def can_retain(application: Application) -> Verdict:
    """With a guardian's agreement for a minor, nothing left to correct, and a place left in the city."""
    if application.waits_for_guardian:
        return refusal(_("L’accord d’un parent manque : la candidature attend."))
    if application.corrections.filter(answered_at__isnull=True).exists():
        return refusal(_("Une correction est demandée : attendez la réponse."))
    row = application.season_city
    taken = Application.objects.filter(
        call=application.call_id, season_city=row, status=Status.VALIDATED, is_test=application.is_test
    ).exclude(pk=application.pk)
    if taken.count() >= row.place_count:
        return refusal(_("Toutes les places %(of_city)s sont données.") % {"of_city": of_city(row.city.name)})
    return ALLOWED


def can_ask_correction(person: object, application: Application, question: Question) -> Verdict:
    """About an answer of this file, while it is not settled, once at a time."""
    verdict = can_see_application(person, application)
    if not verdict:
        return verdict
    if application.status not in OPEN_STATUSES:
        return refusal(_("Une candidature %(state)s ne se corrige plus.") % {"state": application.get_status_display()})
    if question.screen.questionnaire_id != application.response.questionnaire_id:
        return refusal(_("Cette question n’est pas de ce questionnaire."))
    if application.corrections.filter(question=question, answered_at__isnull=True).exists():
        return refusal(_("Une correction de cette réponse est déjà demandée."))
    return ALLOWED


def can_confirm_place(application: Application, at: dt.datetime) -> Verdict:
    """Whoever is retained, until the date."""
    if application.status != Status.VALIDATED or application.confirm_by is None:
        return refusal(_("Aucune place ne t’est proposée pour le moment."))
    if application.confirmed_at:
        return refusal(_("Ta place est déjà confirmée."))
    if application.is_test:
        return refusal(_("Ceci est un essai : aucune place n’est donnée."))
    if application.waits_for_guardian:
        return refusal(_("L’accord de ton parent ou responsable manque : ta place t’attend jusqu’à la date."))
    if at > application.confirm_by:
        return refusal(_("La date est passée. Écris à l’équipe : la place est peut-être encore libre."))
    return ALLOWED
