"""The gentle ladder for whoever is not seen: what is said after how many days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Rung:
    """One step of the gentle ladder: after so many days without a sign of life, what is said."""

    days: int
    title: Any
    body: Any


# A kind word, then a question, then the referent. There is no fourth step: nobody is ever excluded by a machine.
LADDER = (
    Rung(
        21,
        gettext_lazy("On pense à toi, %(name)s"),
        gettext_lazy("Rien d’urgent. Quand tu veux, ce qui t’attend est sur ta page « Aujourd’hui »."),
    ),
    Rung(
        35,
        gettext_lazy("Comment vas-tu, %(name)s ?"),
        gettext_lazy("Une question, un clic pour répondre. Faire une pause est une bonne réponse."),
    ),
    Rung(
        49,
        gettext_lazy("Sans nouvelles de %(name)s"),
        gettext_lazy("Un message et une question sont restés sans réponse. Un appel, peut-être ?"),
    ),
)
REFERENT_RUNG = len(LADDER)
