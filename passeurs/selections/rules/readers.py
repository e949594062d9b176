"""Rules of the readers' side: replacing what is over, secret previews, exports for the pass Culture app."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import ConsentPurpose, Role
from passeurs.people.models import Person
from passeurs.people.queries import is_team, scopes_of
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import PassExport, Selection
from passeurs.selections.queries.freshness import Health
from passeurs.selections.rules.selection import EDITABLE


def can_replace_item(person: Person, selection: Selection, health: Health) -> Verdict:
    """The author, for what is over, in a draft or in what is online."""
    if selection.author_id != person.pk:
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state not in (*EDITABLE, SelectionState.PUBLISHED):
        return refusal(
            _("Une sélection %(state)s ne se modifie pas. Reprends-la d’abord en brouillon.")
            % {"state": selection.get_state_display()}
        )
    if health.is_alive:
        return refusal(_("Cet élément est encore d’actualité : il n’y a rien à remplacer."))
    return ALLOWED


def can_share_preview(person: Person, selection: Selection) -> Verdict:
    """The author, for what is not public yet."""
    if selection.author_id != person.pk:
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state == SelectionState.PUBLISHED:
        return refusal(_("Cette sélection est en ligne : son adresse publique suffit."))
    return ALLOWED


def can_revoke_preview(person: Person, selection: Selection) -> Verdict:
    """The author, whatever became of the selection."""
    if selection.author_id != person.pk:
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    return ALLOWED


def can_open_author_feed(person: Person) -> Verdict:
    """Whoever agreed to be named."""
    if person.consents.filter(purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True).exists():
        return ALLOWED
    return refusal(_("Un flux à ton nom demande d’abord ton accord pour afficher ton prénom."))


def can_export_selection(person: object, selection: Selection) -> Verdict:
    """The national team, of what is online."""
    verdict = can_see_exports(person)
    if not verdict:
        return verdict
    if selection.state != SelectionState.PUBLISHED:
        return refusal(_("Seule une sélection publiée s’exporte."))
    return ALLOWED


def can_see_exports(person: object) -> Verdict:
    """The national team."""
    if is_team(person):
        return ALLOWED
    return forbidden(_("Les exports pour le pass Culture sont préparés par l’équipe nationale."))


def can_see_stale(person: object) -> Verdict:
    """The team and the referents, each their cities."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux personnes référentes."))


def can_mark_live(person: object, export: PassExport) -> Verdict:
    """The national team, once."""
    verdict = can_see_exports(person)
    if not verdict:
        return verdict
    if export.live_at:
        return refusal(_("Cet export est déjà noté comme en ligne."))
    return ALLOWED
