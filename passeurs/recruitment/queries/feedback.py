"""What readers found of each person: drafts made of it, and whose words nobody approved yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, ApplicationQuerySet, Call, Criterion, Reading
from passeurs.recruitment.queries.answer import planned


def to_approve(call: Call) -> ApplicationQuerySet:
    """Those without a place whose feedback nobody approved yet."""
    rows = planned(call).filter(planned_status__in=[Status.REJECTED, Status.BACKUP], eligibility__in=["", "yes"])
    return rows.filter(feedback_approved_at__isnull=True)


def unsent_feedback(call: Call) -> ApplicationQuerySet:
    """Those whom readers have words for, drafted or not, that an answer sent now would leave behind."""
    given = Reading.objects.filter(application=OuterRef("pk"), given_at__isnull=False, conflict_at=None)
    return to_approve(call).filter(~Q(feedback="") | Exists(given))


def readers_words(applications: Iterable[Application]) -> dict[int, list[str]]:
    """By file, what the readers wrote for the person."""
    rows = Reading.objects.filter(application__in=[one.pk for one in applications], given_at__isnull=False)
    found: dict[int, list[str]] = defaultdict(list)
    for pk, comment in rows.exclude(comment="").order_by("pk").values_list("application", "comment"):
        found[pk].append(comment)
    return found


def drafted(applications: Iterable[Application]) -> dict[int, str]:
    """By file, a draft from its readers: the criterion they marked highest, the lowest, and their first words."""
    files = [one.pk for one in applications]
    labels = dict(Criterion.objects.filter(track__applications__in=files).values_list("pk", "label"))
    scores: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    words: dict[int, str] = {}
    rows = Reading.objects.filter(application__in=files, given_at__isnull=False, conflict_at=None).order_by("pk")
    for pk, told, comment in rows.values_list("application", "scores", "comment"):
        words.setdefault(pk, comment)
        for criterion, score in told.items():
            scores[pk][int(criterion)].append(score)
    return {pk: _draft(scores[pk], labels, words.get(pk, "")) for pk in files}


def _draft(scores: dict[int, list[int]], labels: dict[int, str], words: str) -> str:
    means = sorted((sum(told) / len(told), labels[one]) for one, told in scores.items() if one in labels)
    sentences = []
    if means:
        sentences.append(_("Ce qui a le plus plu : %(label)s.") % {"label": means[-1][1].lower()})
    if len(means) > 1 and means[0][0] < means[-1][0]:
        sentences.append(_("Ce qui peut encore grandir : %(label)s.") % {"label": means[0][1].lower()})
    return " ".join([*sentences, words]).strip()
