"""Reads of projects: the public list, a page with its credit, the idea bank, a group's own, the team's list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.catalogue.queries.discover import Chip, Link
from passeurs.core.registry import Shareable
from passeurs.core.templatetags.words import at_city
from passeurs.groups.models import Group, Membership
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent, Person
from passeurs.programme.models import City
from passeurs.programme.queries import followed_cities
from passeurs.projects.choices import ProjectState, ProjectTheme
from passeurs.projects.models import Project, ProjectProof, ProjectStep

ALIKE = 3
WHERE = ("group__partnership__season_city__city", "group__partnership__season_city__season")


@dataclass(frozen=True)
class ProjectFilters:
    """What a list of projects is asked for: slug of a city, value of a theme, words of the title."""

    city: str = ""
    theme: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> ProjectFilters:
        """What the URL says; what it says wrong finds nothing rather than everything."""
        city, theme, text = (query.get(name, "").replace("\x00", "").strip()[:120] for name in ("ville", "theme", "q"))
        return cls(city, theme, text)


@dataclass(frozen=True)
class ProjectChoices:
    """The filters that are on, and those one may add, as links."""

    active: list[Chip] = field(default_factory=list)
    cities: list[Chip] = field(default_factory=list)
    themes: list[Chip] = field(default_factory=list)
    city_name: str = ""


@dataclass(frozen=True)
class ProjectPage:
    """What the page of a published project shows. `credit` is words; steps and proofs are those the referent read."""

    project: Project
    credit: str
    steps: list[ProjectStep]
    proofs: list[ProjectProof]
    taken_up_count: int
    alike: list[Project]

    @property
    def done_count(self) -> int:
        """Steps that are ticked."""
        return sum(step.done_at is not None for step in self.steps)


def with_place(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Projects with their group, partner, city and season."""
    return projects.select_related("group__partnership__venue", *WHERE)


def found_projects(rows: QuerySet[Project], filters: ProjectFilters) -> QuerySet[Project]:
    """Those that meet all the filters, the newest first."""
    if filters.city:
        rows = rows.filter(group__partnership__season_city__city__slug=filters.city)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    for word in filters.text.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(purpose__icontains=word))
    return with_place(rows).order_by(F("started_at").desc(nulls_last=True), "-pk")


def project_choices(rows: QuerySet[Project], filters: ProjectFilters, query: QueryDict) -> ProjectChoices:
    """What can be chosen among `rows`: only cities and themes that have something. Two queries."""
    link = Link(query)
    here = rows.filter(group__partnership__season_city__city=OuterRef("pk"))
    cities = list(City.objects.filter(Exists(here)))
    themes = set(rows.order_by().values_list("theme", flat=True).distinct())
    labels = {value: str(label) for value, label in ProjectTheme.choices if value in themes}
    names = {city.slug: city.name for city in cities}
    active = [
        Chip(words.get(chosen, chosen), link.without(name), is_on=True)
        for name, chosen, words in (("ville", filters.city, names), ("theme", filters.theme, labels))
        if chosen
    ]
    if filters.text:
        active.insert(0, Chip(f"« {filters.text} »", link.without("q"), is_on=True))
    return ProjectChoices(
        active=active,
        cities=[Chip(name, link.with_value("ville", slug)) for slug, name in names.items() if slug != filters.city],
        themes=[Chip(name, link.with_value("theme", one)) for one, name in labels.items() if one != filters.theme],
        city_name=names.get(filters.city, ""),
    )


def published_page(slug: str) -> ProjectPage | None:
    """The page of a published project, None when nobody outside may read it. Six queries."""
    rows = with_place(Project.objects.published()).select_related("taken_from__group__partnership__season_city__city")
    project = rows.filter(slug=slug).first()
    if project is None:
        return None
    is_done = project.state == ProjectState.DONE
    steps = [step for step in project.steps.all() if is_done or step.made_at <= project.accepted_at]  # type: ignore[operator]
    alike = with_place(Project.objects.published()).filter(theme=project.theme).exclude(pk=project.pk)
    return ProjectPage(
        project=project,
        credit=credit_of(project),
        steps=steps,
        proofs=list(project.proofs.all()) if is_done else [],
        taken_up_count=project.taken_up.filter(pk__in=Project.objects.published().values("pk")).count(),
        alike=list(alike.order_by("-started_at")[:ALIKE]),
    )


def credit_of(project: Project) -> str:
    """« Inès, Malik et deux autres jeunes »: first names of those who agree now, the others counted. One query."""
    consent = Consent.objects.filter(
        person=OuterRef("mandate__person"), purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True
    )
    # Whoever was in the group while the project lived made it, also when they left since.
    lived = Membership.objects.filter(group=project.group_id).filter(
        Q(left_at__isnull=True) | Q(left_at__gte=project.started_at or project.made_at)
    )
    if project.done_at:
        lived = lived.filter(joined_at__lte=project.done_at)
    rows = lived.select_related("mandate__person__profile").annotate(is_named=Exists(consent)).order_by("pk")
    names = [row.mandate.person.public_name for row in rows if row.is_named and not row.mandate.person.erased_at]
    others = len(rows) - len(names)
    if others:
        names.append(
            ngettext("%(n)s autre jeune", "%(n)s autres jeunes", others) % {"n": others}
            if names
            else ngettext("%(n)s jeune du programme", "%(n)s jeunes du programme", others) % {"n": others}
        )
    return f"{', '.join(names[:-1])} {_('et')} {names[-1]}" if len(names) > 1 else "".join(names)


def shareable(project: Project) -> Shareable:
    """A published project (`with_place`) as it is shared."""
    city = project.group.partnership.season_city.city.name
    return Shareable(
        kind="project",
        ref=project.slug,
        title=project.title,
        url=project.get_absolute_url(),
        kicker=_("Projet · %(city)s") % {"city": city},
        text=project.purpose,
        category=project.theme,
        seed=f"project-{project.slug}",
        hashtags=(city,),
        credit=_("avec %(partner)s") % {"partner": project.group.partnership.name},
    )


def share_project(ref: str) -> Shareable | None:
    """The published project of this slug."""
    found = with_place(Project.objects.published()).filter(slug=ref).first()
    return shareable(found) if found else None


def projects_alike(ref: str) -> list[Shareable]:
    """The last published projects, for the page of one that is gone."""
    rows = with_place(Project.objects.published()).exclude(slug=ref).order_by("-started_at")
    return [shareable(row) for row in rows[:ALIKE]]


def group_projects(group: Group) -> QuerySet[Project]:
    """The projects of a group, with how many of their steps are done."""
    done = Count("steps", filter=Q(steps__done_at__isnull=False))
    return (
        Project.objects.filter(group=group)
        .annotate(step_count=Count("steps"), done_count=done)
        .order_by("-made_at", "-pk")
    )


def seen_projects(person: Person, *, state: str = "", city: str = "") -> QuerySet[Project]:
    """The projects of the cities this person follows, what waits first; drafts are their groups' own."""
    waiting = Q(state__in=[ProjectState.PROPOSED, ProjectState.REPORTED])
    rows = with_place(Project.objects.exclude(state=ProjectState.DRAFT)).filter(
        group__partnership__season_city__city__in=followed_cities(person)
    )
    if state:
        rows = rows.filter(state=state)
    if city:
        rows = rows.filter(group__partnership__season_city__city__slug=city)
    return rows.annotate(
        waits=Case(When(waiting, then=1), default=0), step_count=Count("steps"), done_count=Count("steps__done_at")
    ).order_by("-waits", "-changed_at", "-pk")


def list_title(choices: ProjectChoices) -> str:
    """« Projets à Dijon », or « Projets »."""
    return _("Projets %(where)s") % {"where": at_city(choices.city_name)} if choices.city_name else _("Projets")


def export_projects(person: Person) -> list[dict[str, Any]]:
    """The projects a person wrote down for their group, for their own export."""
    return [
        {
            "titre": row.title,
            "pourquoi": row.purpose,
            "pour qui": row.audience,
            "ce qu’il faut": row.needs,
            "argent": row.budget_line,
            "ce que ça a donné": row.outcome,
        }
        for row in Project.objects.filter(made_by=person).order_by("made_at", "pk")
    ]
