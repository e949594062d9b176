"""Who wrote a selection, as the public reads it: by name for those who consent now, the others counted."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.templatetags.words import at_city
from passeurs.selections.models import Selection


def credit_parts(selection: Selection) -> tuple[list[str], str]:
    """The names of who consented, the author first, and a word for the others (« un membre du programme »).

    The selection is `credited`; one of the two is never empty.
    """
    names, others = [], 0
    writers = [(selection.author, selection.is_named)]  # type: ignore[attr-defined]  # annotated by `credited`
    writers += [(row.person, row.is_named) for row in selection.present_co_authors]  # type: ignore[attr-defined]
    for person, is_named in writers:
        if is_named:
            names.append(person.public_name)
        else:
            others += 1
    word = ngettext("un membre du programme", "%(n)s membres du programme", others) % {"n": others} if others else ""
    return names, word


def credit_name(selection: Selection) -> str:
    """« Inès, Malik et un membre du programme »."""
    names, others = credit_parts(selection)
    parts = [*names, others] if others else names
    return f"{', '.join(parts[:-1])} {_('et')} {parts[-1]}" if len(parts) > 1 else parts[0]


def credit_line(selection: Selection) -> str:
    """« par Inès et Malik, à Dijon »."""
    where = at_city(selection.season_city.city.name)
    return _("par %(name)s, %(where)s") % {"name": credit_name(selection), "where": where}
