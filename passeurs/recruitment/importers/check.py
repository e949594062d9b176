"""An entry of a file beside what its call asks: what can be kept, or why it cannot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from passeurs.core.forms import check_line, check_name
from passeurs.core.search.fold import fold
from passeurs.people.forms.account import CommuneField
from passeurs.people.queries import MAJORITY, age_on
from passeurs.programme.models import SeasonCity
from passeurs.questionnaires.forms.screen import ScreenForm, field_name
from passeurs.questionnaires.models import Question
from passeurs.questionnaires.queries import read_day, screens_of, typed_values
from passeurs.recruitment import rules
from passeurs.recruitment.importers.entry import Entry
from passeurs.recruitment.importers.pass_culture import STATUSES
from passeurs.recruitment.models import Call, Track
from passeurs.recruitment.queries.application import city_choices

NAMES = {"first_name": 80, "last_name": 80, "guardian_name": 120, "ref": 80}


@dataclass
class Checked:
    """What is kept of an entry: columns of the application, answers by question; or faults, in words."""

    where: str
    columns: dict[str, Any] = field(default_factory=dict)
    values: dict[Question, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Checker:
    """Reads once what a call asks, then checks entry by entry."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.rows = list(call.season_cities.select_related("city"))
        self.tracks = {fold(one.name): one for one in call.tracks.all()}
        self.cities = city_choices(call)
        assert call.questionnaire is not None
        self.questionnaire = call.questionnaire
        screens = screens_of(self.questionnaire)
        self.questions = [
            question for screen in screens for question in screen.questions.all() if not question.is_upload
        ]

    def check(self, entry: Entry) -> Checked:
        """The entry as it will be kept, or its faults."""
        found = Checked(entry.where)
        for name, limit in NAMES.items():
            text = entry.fields.get(name, "")
            if len(text) > limit:
                found.faults.append(_("« %(name)s » est trop long (%(n)d caractères)") % {"name": name, "n": len(text)})
            found.columns["external_ref" if name == "ref" else name] = text[:limit]
            try:
                (check_line if name == "ref" else check_name)(text[:limit])
            except ValidationError as error:
                found.faults.append(" ".join(error.messages))
        self._who(entry, found)
        self._where(entry, found)
        self._answers(entry, found)
        if entry.status and entry.status not in STATUSES:
            found.faults.append(_("l’état « %(status)s » n’existe pas") % {"status": entry.status})
        found.columns["status"] = entry.status or "NEW"
        return found

    def _who(self, entry: Entry, found: Checked) -> None:
        for name in ("email", "guardian_email"):
            address = entry.fields.get(name, "").lower()
            try:
                if address or name == "email":
                    validate_email(address)
            except ValidationError:
                found.faults.append(_("l’adresse « %(address)s » n’en est pas une") % {"address": address[:80]})
            found.columns[name] = address[:254]
        born = entry.fields.get("born_on", "")
        if not born:
            return
        born_on = read_day(born)
        if born_on is None:
            found.faults.append(_("la date de naissance « %(born)s » ne se lit pas") % {"born": born[:30]})
        elif not (verdict := rules.is_of_age(self.call, born_on)):
            found.faults.append(verdict.reason)
        else:
            age = age_on(born_on, self.call.age_on)
            found.columns |= {"born_on": born_on, "age": age}
            if age_on(born_on, timezone.localdate()) < MAJORITY and not found.columns["guardian_email"]:
                found.faults.append(_("mineure ou mineur, sans adresse de parent ou responsable"))

    def _where(self, entry: Entry, found: Checked) -> None:
        found.columns["season_city"] = self._city(entry.fields.get("city", ""), found)
        text = entry.fields.get("commune", "")
        if text:
            try:
                found.columns["commune_code"] = CommuneField(max_length=80).clean(text)
            except ValidationError as error:
                found.faults.append(" ".join(error.messages))
        found.columns["track"] = self._track(entry.fields.get("track", ""), found)
        told = entry.fields.get("submitted_at", "")
        moment = parse_datetime(told.replace("/", "-")) if told else None
        if told and moment is None and (day := read_day(told)):
            moment = dt.datetime.combine(day, dt.time(12))
        # Form services write their dates in UTC.
        found.columns["submitted_at"] = moment if moment is None or moment.tzinfo else moment.replace(tzinfo=dt.UTC)

    def _city(self, text: str, found: Checked) -> SeasonCity | None:
        wanted = fold(text)
        row = next((row for row in self.rows if text == row.city.insee or fold(row.city.name) == wanted), None)
        if row is None and not text and len(self.rows) == 1:
            return self.rows[0]
        if row is None:
            found.faults.append(_("la ville « %(city)s » n’est pas de cet appel") % {"city": text[:60]})
        return row

    def _track(self, text: str, found: Checked) -> Track | None:
        if not text:
            return None
        if fold(text) not in self.tracks:
            found.faults.append(_("le parcours « %(track)s » n’existe pas") % {"track": text[:60]})
        return self.tracks.get(fold(text))

    def _answers(self, entry: Entry, found: Checked) -> None:
        asked = [one for one in self.questions if one.key in entry.answers]
        names = dict(self.cities)
        data = MultiValueDict({field_name(one): typed_values(one, entry.answers[one.key], names) for one in asked})
        form = ScreenForm(data, questions=asked, answers={}, cities=self.cities, is_draft=True)
        if not form.is_valid():
            labels = {field_name(one): one.label for one in asked}
            found.faults += [f"« {labels[name]} » : {' '.join(map(str, told))}" for name, told in form.errors.items()]
        found.values = {question: value for question, value in form.values().items() if value not in ("", None, [])}
