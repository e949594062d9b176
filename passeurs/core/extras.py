"""What an installation may leave out: the heavy tools, each an extra of the project (`pip install passeurs[paper]`).

Each is imported in the function that uses it, after asking here, so that a page without its tool says so in words.
"""

from __future__ import annotations

from importlib.util import find_spec

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal

# extra -> the modules it brings (see pyproject.toml)
MODULES = {
    "paper": ("typst",),
    "recordings": ("av",),
    "matching": ("ortools",),
    "lottery": ("highspy", "numpy"),
}


def has_extra(name: str) -> Verdict:
    """Whether this installation has an extra; nothing is imported. An unknown name is a KeyError."""
    if all(find_spec(module) for module in MODULES[name]):
        return ALLOWED
    tasks = {
        "paper": _("composer un papier en PDF"),
        "recordings": _("lire un son ou un film"),
        "matching": _("répartir les groupes"),
        "lottery": _("calculer un tirage"),
    }
    words = {"task": tasks[name], "extra": f"passeurs[{name}]"}
    told = _("Ce serveur n’a pas l’outil qu’il faut pour %(task)s. Qui l’administre installe %(extra)s.") % words
    return refusal(told)
