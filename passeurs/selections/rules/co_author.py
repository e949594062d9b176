"""Who writes a selection: its author, and whoever accepted to write with them; who invites, joins, leaves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.selections.choices import CoAuthorState, SelectionState
from passeurs.selections.models import CoAuthor, Selection

# Whoever wrote keeps having written: leaving the group does not make one a neutral reader.
WROTE = (CoAuthorState.ACCEPTED, CoAuthorState.LEFT, CoAuthorState.REMOVED)


def group_state(person: object, selection: Selection) -> str:
    """The person's `CoAuthorState` on this selection, empty when never invited. Read once per selection object."""
    known: dict[int, str] | None = getattr(selection, "_group_states", None)
    if known is None:
        rows = CoAuthor.objects.of(selection)
        known = dict(rows.values_list("person_id", "state"))
        selection._group_states = known  # type: ignore[attr-defined]
    return known.get(person.pk, "") if isinstance(person, Person) else ""


def writes(person: object, selection: Selection) -> bool:
    """Whether the person writes this selection now; a visitor writes none."""
    if not isinstance(person, Person):
        return False
    return selection.author_id == person.pk or group_state(person, selection) == CoAuthorState.ACCEPTED


def wrote(person: object, selection: Selection) -> bool:
    """Whether the person writes it, or once did (co-authors who left included)."""
    if not isinstance(person, Person):
        return False
    if selection.author_id == person.pk:
        return True
    row = group_state(person, selection)
    if row not in WROTE:
        return False
    # Removed or gone before having accepted is no authorship; acceptance leaves `answered_at`.
    return (
        row == CoAuthorState.ACCEPTED
        or CoAuthor.objects.of(selection).filter(person=person, answered_at__isnull=False).exists()
    )


MAX_CO_AUTHORS = 11


def can_invite(person: object, selection: Selection) -> Verdict:
    """The author, up to eleven others; the group of a selection that is no longer there is not enlarged."""
    if not isinstance(person, Person) or selection.author_id != person.pk:
        return forbidden(_("Seule la personne qui a commencé la sélection invite."))
    if selection.state == SelectionState.RETIRED:
        return refusal(_("Cette sélection est retirée : reprends-la d’abord en brouillon."))
    if CoAuthor.objects.of(selection).present_or_invited().count() >= MAX_CO_AUTHORS:
        return refusal(_("Un groupe compte %(max)s personnes en plus de toi, pas plus.") % {"max": MAX_CO_AUTHORS})
    return ALLOWED


def can_be_invited(person: object, selection: Selection) -> Verdict:
    """Another ambassador of the city, mandate running, who is not in already."""
    mandate = running_mandate(person)
    if mandate is None or mandate.season_city.city_id != selection.season_city.city_id:
        return refusal(_("On invite les ambassadeurs et ambassadrices de sa ville, pendant leur mandat."))
    if isinstance(person, Person) and person.pk == selection.author_id:
        return refusal(_("Cette personne a commencé la sélection."))
    if group_state(person, selection) in (CoAuthorState.INVITED, CoAuthorState.ACCEPTED):
        return refusal(_("Cette personne est déjà invitée."))
    return ALLOWED


def can_answer_invitation(person: object, invitation: CoAuthor) -> Verdict:
    """The person invited, once."""
    if not isinstance(person, Person) or invitation.person_id != person.pk:
        return forbidden(_("Cette invitation est pour quelqu’un d’autre."))
    if invitation.state != CoAuthorState.INVITED:
        return refusal(_("Cette invitation a déjà sa réponse, ou a été retirée."))
    if running_mandate(person) is None:
        return refusal(_("Écrire une sélection demande un mandat en cours."))
    return ALLOWED


def can_remove_co_author(person: object, row: CoAuthor) -> Verdict:
    """One leaves by oneself; the author removes others."""
    if not isinstance(person, Person) or person.pk not in (row.person_id, row.selection.author_id):
        return forbidden(_("Seule la personne qui a commencé la sélection change le groupe."))
    if row.state not in (CoAuthorState.INVITED, CoAuthorState.ACCEPTED):
        return refusal(_("Cette personne n’est déjà plus du groupe."))
    if row.state == CoAuthorState.INVITED and row.person_id == person.pk:
        return refusal(_("Réponds plutôt à l’invitation."))
    return ALLOWED
