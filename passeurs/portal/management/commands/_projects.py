"""The invented projects: last season’s groups and their dossiers, this one’s in every state; ratings, notes, exams."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from passeurs.core import clock
from passeurs.groups.choices import CareAct, Rating
from passeurs.groups.models import CareNote, Group, Meeting, MeetingRating, Membership
from passeurs.groups.queries.beat import AFTERNOON, MORNING, months_between
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.people.choices import HalfDay
from passeurs.people.models import Person, Profile
from passeurs.portal.management.commands._associations import SUMMARIES
from passeurs.portal.queries import DEMO_ACCOUNTS, HOME_CITY
from passeurs.programme.choices import MandateState
from passeurs.programme.models import ExamPause, Mandate, Season
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Handover, Mentor, Project, ProjectProof, ProjectStep

A_CITY = 2
PAST_SIZE = 3
NAMES = "Lina Yanis Jade Noé Assia Ethan Rose Ilyes Maya Sacha Aya Léo Nour Tom Zoé".split()
# What a group makes looks like the place that welcomes it.
THEMES = {
    "MUSEUM": ("musee", "pratique"),
    "CINEMA": ("cinema",),
    "LIBRARY": ("livre", "pratique"),
    "HERITAGE": ("patrimoine", "scene"),
}
# Months of last season without a meeting, in turn: its groups kept eight of ten.
MISSED = ((0, 7), (3, 9), (5, 9), (0, 4))
ADVICE = "Allez voir l’équipe technique dès la première fois. Fixez la date suivante avant de partir."
WORDS = ("On a ri.", "Un peu long.", "Très bien reçus.", "")


class ProjectTeller:
    """Writes the groups that were and what they left, then what the present ones make and feel."""

    def __init__(self, season: Season, team: Person, chance: random.Random, data: Path) -> None:
        self.season, self.team, self.chance = season, team, chance
        with (data / "projects.csv").open(encoding="utf-8", newline="") as rows:
            self.ideas = list(csv.DictReader(rows))
        self.now = clock.now()
        self.today = timezone.localtime(self.now).date()
        self.projects: list[Project] = []
        self.steps: list[tuple[Project, tuple[str, ...], int]] = []

    def tell(self) -> None:
        """Everything, in bulk."""
        past = self.season.programme.seasons.filter(starts_on__lt=self.season.starts_on).first()
        former = self._former_groups(past) if past else []
        for number, group in enumerate(former):
            self._project(group, number, ProjectState.DONE, past)
        rows = Group.objects.filter(partnership__season_city__season=self.season).order_by("pk")
        now = list(rows.select_related("partnership__venue", "partnership__season_city"))
        states = (ProjectState.RUNNING, ProjectState.DRAFT, ProjectState.ACCEPTED, ProjectState.RUNNING)
        for number, group in enumerate(now[::3][:40]):
            self._project(group, number + 1, states[number % len(states)], self.season)
        self._save()
        self._ratings(now)
        self._exams()

    def _former_groups(self, past: Season) -> list[Group]:
        """The groups that were with the same venues a year ago, whose people left; their dossiers, some mentors."""
        rows = Partnership.objects.accepted().filter(season_city__season=self.season, venue__isnull=False)
        cities = {row.city_id: row.pk for row in past.season_cities.all()}
        taken: dict[int, int] = {}
        chosen = []
        for row in rows.filter(groups__isnull=False).distinct().select_related("season_city", "venue").order_by("pk"):
            taken[row.season_city_id] = taken.get(row.season_city_id, 0) + 1
            if taken[row.season_city_id] <= A_CITY:
                chosen.append(row)
        made = Partnership.objects.bulk_create(
            Partnership(
                season_city_id=cities[row.season_city.city_id],
                venue=row.venue,
                name=row.name,
                lat=row.lat,
                lon=row.lon,
                opens=row.opens,
                half_days=row.half_days,
                state=PartnershipState.ENDED,
                decided_by=self.team,
            )
            for row in chosen
        )
        began = timezone.make_aware(dt.datetime.combine(past.starts_on, dt.time(9)))
        groups = Group.objects.bulk_create(
            Group(partnership=row, half_day=row.half_days[0], made_at=began) for row in made
        )
        self._former_people(groups, past)
        self._former_meetings(groups, past)
        return groups

    def _former_people(self, groups: list[Group], past: Season) -> None:
        ended = timezone.make_aware(dt.datetime.combine(past.ends_on, dt.time(18)))
        people = [
            Person(email=f"ancien{number}@demo.passeurs.example", first_name=self.chance.choice(NAMES))
            for number in range(len(groups) * PAST_SIZE)
        ]
        for person in people:
            person.set_unusable_password()
        people = Person.objects.bulk_create(people)
        Profile.objects.bulk_create(Profile(person=person) for person in people)
        placed = [(person, groups[number // PAST_SIZE]) for number, person in enumerate(people)]
        mandates = Mandate.objects.bulk_create(
            Mandate(
                person=person,
                season_city_id=group.partnership.season_city_id,
                state=MandateState.ENDED,
                started_on=past.starts_on,
                ended_on=past.ends_on,
            )
            for person, group in placed
        )
        Membership.objects.bulk_create(
            Membership(group=group, mandate=mandate, joined_at=group.made_at, left_at=ended)
            for mandate, (_person, group) in zip(mandates, placed, strict=True)
        )
        Handover.objects.bulk_create(
            Handover(
                group=group,
                did=f"Huit rencontres, un projet mené au bout : « {self._idea(group, number)['title']} ».",
                contacts="La personne de l’accueil connaît tout le monde : commencez par elle.",
                promises="Revenir présenter le projet à l’équipe du lieu.",
                advice=ADVICE,
                changed_at=ended,
                given_at=ended,
            )
            for number, group in enumerate(groups)
        )
        Mentor.objects.bulk_create(
            Mentor(group=group, person=person, agreed_at=ended)
            for number, (person, group) in enumerate(placed)
            if number % (PAST_SIZE * 2) == 0
        )

    def _former_meetings(self, groups: list[Group], past: Season) -> None:
        """One a month from the second one on, on the group's half-day, confirmed by both sides; two months missed."""
        meetings = []
        for number, group in enumerate(groups):
            index = HalfDay.values.index(group.half_day)
            for at, month in enumerate(months_between(past.starts_on, past.ends_on)[1:11]):
                if at in MISSED[number % len(MISSED)]:
                    continue
                on = month + dt.timedelta(days=(index // 2 - month.weekday()) % 7 + 7)
                starts_at = timezone.make_aware(dt.datetime.combine(on, AFTERNOON if index % 2 else MORNING))
                said = starts_at + dt.timedelta(hours=3)
                meetings.append(
                    Meeting(
                        group=group,
                        starts_at=starts_at,
                        place=group.partnership.name,
                        changed_at=starts_at - dt.timedelta(days=6),
                        summary=SUMMARIES[(number + at) % len(SUMMARIES)],
                        group_confirmed_at=said,
                        partner_confirmed_at=said,
                    )
                )
        Meeting.objects.bulk_create(meetings)

    def _idea(self, group: Group, number: int) -> dict[str, str]:
        """An idea that suits the partner."""
        kind = group.partnership.venue.kind if group.partnership.venue else ""
        fitting = [one for one in self.ideas if one["theme"] in THEMES.get(kind, ())] or self.ideas
        return fitting[number % len(fitting)]

    def _project(self, group: Group, number: int, state: str, season: Season) -> None:
        idea = self._idea(group, number)
        steps = tuple(idea["steps"].split(" | "))
        is_done, is_past = state == ProjectState.DONE, season.pk != self.season.pk
        began = timezone.make_aware(dt.datetime.combine(season.starts_on, dt.time(9)))
        began += dt.timedelta(days=20 + number % 20)
        is_accepted = state != ProjectState.DRAFT
        self.projects.append(
            Project(
                group=group,
                slug=f"{slugify(idea['title'])}-{'s' if is_past else 'p'}{group.pk}",
                title=idea["title"],
                theme=idea["theme"],
                purpose=idea["purpose"],
                audience=idea["audience"],
                needs="Un lieu, une date, et quelqu’un de l’équipe avec nous.",
                budget_line="Impressions et matériel",
                budget_euros=(0, 80, 150)[number % 3],
                state=state,
                made_at=began,
                changed_at=began,
                accepted_at=began + dt.timedelta(days=8) if is_accepted else None,
                decided_by=self.team if is_accepted else None,
                reason="Belle idée : prévenez l’accueil une semaine avant." if is_accepted else "",
                started_at=began + dt.timedelta(days=10)
                if state in (ProjectState.RUNNING, ProjectState.DONE)
                else None,
                done_at=began + dt.timedelta(days=150) if is_done else None,
                outcome=idea["outcome"] if is_done else "",
                reached_count=int(idea["reached"]) if is_done else None,
            )
        )
        self.steps.append((self.projects[-1], steps, len(steps) if is_done else number % 2))

    def _save(self) -> None:
        Project.objects.bulk_create(self.projects)
        steps = []
        for project, labels, done_count in self.steps:
            for place, label in enumerate(labels):
                first = (
                    self.today + dt.timedelta(days=7) if project.state != ProjectState.DONE else project.made_at.date()
                )
                is_done = place < done_count
                steps.append(
                    ProjectStep(
                        project=project,
                        label=label,
                        due_on=first + dt.timedelta(days=14 * (place - done_count + 1)),
                        made_at=project.made_at,
                        done_at=project.made_at if is_done else None,
                    )
                )
        ProjectStep.objects.bulk_create(steps)
        done = [project for project in self.projects if project.state == ProjectState.DONE]
        ProjectProof.objects.bulk_create(
            ProjectProof(project=one, url="https://example.org/", caption="Le programme de la journée") for one in done
        )
        by_title = {project.title: project for project in reversed(done)}
        taken = [one for one in self.projects if one.state == ProjectState.RUNNING][::3]
        for project in taken:
            project.taken_from = by_title.get(project.title)
        Project.objects.bulk_update(taken, ["taken_from"])

    def _ratings(self, groups: list[Group]) -> None:
        """What members and partners said of the last month's meetings; a few groups ask for care, two had some."""
        since = self.now - dt.timedelta(days=35)
        meetings = Meeting.objects.filter(group__in=groups, group_confirmed_at__isnull=False, starts_at__gte=since)
        felt = []
        rows = meetings.prefetch_related(
            "group__memberships__mandate__person",
            "group__partnership__contacts",
            "group__partnership__season_city__city",
        ).order_by("pk")
        near = next((one for one in rows if self._is_near(one.group)), None)
        for number, meeting in enumerate(rows):
            is_hard = number % 11 == 4 or meeting == near
            for place, one in enumerate(meeting.group.memberships.all()[:2]):
                calls = is_hard and place == 0 and (number % 2 == 0 or meeting == near)
                rating = Rating.TALK if calls else Rating.SO_SO
                felt.append(
                    MeetingRating(
                        meeting=meeting,
                        person_id=one.mandate.person_id,
                        rating=rating if is_hard else Rating.WELL,
                        words=self.chance.choice(WORDS) if not is_hard else "On ne nous attendait pas.",
                        made_at=meeting.starts_at + dt.timedelta(hours=4),
                    )
                )
            for contact in meeting.group.partnership.contacts.all()[:1]:
                felt.append(
                    MeetingRating(
                        meeting=meeting,
                        contact=contact,
                        rating=Rating.SO_SO if is_hard else Rating.WELL,
                        made_at=meeting.starts_at + dt.timedelta(hours=5),
                    )
                )
        MeetingRating.objects.bulk_create(felt)
        for group in groups[4:6]:
            CareNote.objects.create(
                group=group, act=CareAct.CALLED, text="Appel à chaque membre : l’heure est changée.", made_by=self.team
            )

    def _is_near(self, group: Group) -> bool:
        """Whether the demonstration's referent follows it, and none of its visitors is in it."""
        members = {one.mandate.person.email for one in group.memberships.all()}
        return group.partnership.season_city.city.insee == HOME_CITY and not members & set(DEMO_ACCOUNTS.values())

    def _exams(self) -> None:
        """One ambassador in twelve has exams in the weeks to come; all were seen lately."""
        mandates = list(Mandate.objects.running().filter(season_city__season=self.season).order_by("pk"))
        ExamPause.objects.bulk_create(
            ExamPause(
                mandate=mandate,
                starts_on=self.today + dt.timedelta(days=14),
                ends_on=self.today + dt.timedelta(days=24),
            )
            for mandate in mandates[::12]
        )
        Person.objects.filter(mandates__in=mandates).update(last_login=F("joined_at"))


def seed_projects(season: Season, team: Person, data: Path) -> None:
    """Make the projects of two seasons, what was left, what is felt."""
    ProjectTeller(season, team, random.Random(season.number), data).tell()
