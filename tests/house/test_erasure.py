"""Erasure cannot forget: each field that may tell of a person has its fate, and an erasure does what is said."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, models, transaction
from django.db.models.fields import NOT_PROVIDED
from wagtail.models import Page, Revision

from passeurs.core import clock, journal
from passeurs.people.actions import erase_person
from passeurs.people.exports import all_data, as_json
from passeurs.people.models import Person
from tests.factories import (
    CityFactory,
    MandateFactory,
    PartnershipFactory,
    PersonFactory,
    SeasonCityFactory,
    SeasonFactory,
    SelectionFactory,
    VenueFactory,
    WorkFactory,
)
from tests.house.access_world import make_access_world
from tests.house.erasure_table import CLEARED, GONE, STAND_INS, TABLE, TOLD, WHOLE_APPS, Row
from tests.recruitment.making import make_call

DOC = Path(__file__).resolve().parents[2] / "docs" / "data-protection.md"
# No text of the site holds it: what is found after the erasure is the person's.
WORD = "zyxw"
WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)
TARGETS = (GONE, CLEARED)

MAKERS: dict[str, Any] = {
    "people.Person": PersonFactory,
    "programme.City": CityFactory,
    "programme.Season": SeasonFactory,
    "programme.SeasonCity": SeasonCityFactory,
    "programme.Mandate": MandateFactory,
    "partners.Partnership": PartnershipFactory,
    "catalogue.Venue": VenueFactory,
    "selections.Selection": SelectionFactory,
    "recruitment.Call": lambda **given: make_call(is_ready=False, **given),
}
# What is never made for a test: one that the site has.
SHARED = ("contenttypes.ContentType", "wagtailcore.Locale", "wagtailcore.Collection", "outreach.Channel")
SHARED += ("wagtailcore.Page", "editorial.Rhythm", "wagtailcore.Revision", "editorial.Picture")
ASKING = ("wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry")
# What their constraints ask, or what makes them the case that the row tells of.
SPECIAL: dict[str, dict[str, Any]] = {
    "groups.Concern": {"answered_at": clock.now},
    "matching.PartnerWish": {"reason": "Non."},
    "recruitment.Application": {"status": "submitted", "decided_at": clock.now, "feedback_approved_at": clock.now},
    "selections.Suggestion": {"work": WorkFactory},
    "selections.RemovedItem": {"work": WorkFactory},
}
# The words of these must mean something while the account is being erased.
MEANT = {"time_zone": "Europe/Lisbon", "ip": "203.0.113.9"}


def is_told(field: models.Field) -> bool:
    """Whether a field must have its fate: a relation to who stands for a person, or free words."""
    if field.is_relation:
        return field.related_model is not None and field.related_model._meta.label in STAND_INS
    words = isinstance(field, WORDS) or field.get_internal_type() == "JSONField"
    return bool(words and not field.choices)


def told_fields() -> Iterator[tuple[str, models.Field]]:
    """Every such field of every table, once, in the model whose table holds it."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy and model._meta.app_label not in WHOLE_APPS:
            for field in model._meta.local_fields:
                # A page is its parent's row too: that is the same page, not somebody.
                if is_told(field) and not getattr(field.remote_field, "parent_link", False):
                    yield model._meta.label, field


def test_every_field_that_may_tell_of_a_person_has_its_fate():
    known = {f"{row.model}.{row.field}" for row in TABLE}
    real = {f"{label}.{field.name}" for label, field in told_fields()}
    # What hangs on something of a person by another relation may be told too.
    exist = {f"{m._meta.label}.{f.name}" for m in apps.get_models(include_auto_created=True) for f in m._meta.fields}
    assert sorted(real - known) == [], "say what becomes of these in tests/house/erasure_table.py"
    assert sorted(known - exist) == [], "these fields of tests/house/erasure_table.py no longer exist"


def test_a_row_stands_once_and_says_whose_it_is():
    rows = [(row.model, row.field, row.of, row.fate) for row in TABLE]
    assert len(rows) == len(set(rows))
    for row in TABLE:
        if row.fate in TARGETS and row.of != "pk":
            apps.get_model(row.model)._meta.get_field(row.of)


def test_what_is_kept_and_why_stands_in_the_document():
    said = " ".join(DOC.read_text(encoding="utf-8").split())
    missing = {row.fate.why for row in TABLE if row.fate.name == "kept" and row.fate.why not in said}
    assert sorted(missing) == [], "say it in docs/data-protection.md"


# Making rows


def plain_value(field: models.Field) -> Any:
    """The least that a required field takes."""
    if field.choices:
        return field.choices[0][0]
    by_kind = {
        "BooleanField": False,
        "UUIDField": uuid.uuid4(),
        "DateTimeField": clock.now(),
        "DateField": clock.today(),
        "TimeField": dt.time(9),
        "JSONField": {},
        "EmailField": f"{secrets.token_hex(6)}@exemple.fr",
        "GenericIPAddressField": "203.0.113.1",
        "FileField": "",
    }
    kind = field.get_internal_type()
    if kind in by_kind:
        return by_kind[kind]
    if isinstance(field, (models.CharField, models.TextField)):
        return secrets.token_hex(12)[: field.max_length or 24]
    return 1


def make(model: type[models.Model], **given: Any) -> models.Model:
    """A row of any model, its required relations made too."""
    label = model._meta.label
    given = {name: value() if callable(value) else value for name, value in SPECIAL.get(label, {}).items()} | given
    if label in MAKERS:
        return MAKERS[label](**given)
    for field in model._meta.concrete_fields:
        if field.name in given or field.auto_created or field.primary_key or field.null:
            continue
        if field.is_relation:
            given[field.name] = some(field.related_model)
        elif field.default is NOT_PROVIDED and not (field.blank and field.empty_strings_allowed):
            given[field.name] = plain_value(field)
    if model._meta.label in ASKING:
        # Its `save()` asks for what only an editor's page gives.
        return model._default_manager.bulk_create([model(**given)])[0]
    return model._default_manager.create(**given)


def some(model: type[models.Model]) -> models.Model:
    """A row to point at: a new one, so that nothing is counted twice, but for what the site shares."""
    if model._meta.label in SHARED:
        return model._default_manager.first() or make(model)
    return make(model)


def stand_in(model: type[models.Model], person: Person) -> models.Model:
    """The person, or what stands for them: the one there is, else a new one."""
    path = STAND_INS[model._meta.label]
    if path == "pk":
        return person
    found = model._default_manager.filter(**{path: person}).first()
    if found:
        return found
    first, _, rest = path.partition("__")
    if model._meta.label == "questionnaires.Response":
        return stand_in(apps.get_model("recruitment.Application"), person).response
    parent = model._meta.get_field(first).related_model
    return make(model, **{first: stand_in(parent, person) if rest else person})


class Case:
    """One row of the database that is the person's by one relation, and what was written into it."""

    def __init__(self, model: type[models.Model], of: str, rows: list[Row]) -> None:
        self.model, self.of, self.rows = model, of, rows
        self.pk: Any = None
        self.words: dict[str, str] = {}
        self.files: list[tuple[Storage, str]] = []

    def point(self, person: Person, taken: set[tuple[str, Any]]) -> None:
        """Make a row the person's."""
        label = self.model._meta.label
        if self.of == "pk":
            self.pk = person.pk
            return
        field = self.model._meta.get_field(self.of)
        value: Any = person.email if not field.is_relation else stand_in(field.related_model, person)
        if label in ("people.PrivateLink", "core.Letter"):
            value = journal.reference(person)
        used = [pk for name, pk in taken if name == label]
        row = self._new(value) if label not in SHARED else None
        if row is None:
            # There can be only one, or the site's own is taken.
            rows = self.model._default_manager.exclude(pk__in=used).order_by("pk")
            row = (rows if label in SHARED else rows.filter(**{self.of: value})).first()
        assert row is not None, f"no row of {label} by {self.of}"
        special = {name: made() for name, made in SPECIAL.get(label, {}).items() if made is clock.now}
        self.model._default_manager.filter(pk=row.pk).update(**{self.of: value} | special)
        self.pk = row.pk
        taken.add((label, row.pk))

    def _new(self, value: Any) -> models.Model | None:
        """A row of its own, hanging on nothing else of the person's; None where there can be only one."""
        try:
            with transaction.atomic():
                return make(self.model, **{self.of: value})
        except IntegrityError:
            return None

    def fill(self, number: int) -> int:
        """Write a word of its own into each text that is theirs. Returns the next number."""
        values: dict[str, Any] = {}
        # Their own address and name were told before: other rows are found by them.
        for row in [] if self.of == "pk" else self.rows:
            field = self.model._meta.get_field(row.field)
            if field.is_relation or row.field == self.of:
                continue
            number += 1
            if isinstance(field, models.FileField):
                self._keep_file(field)
                continue
            word = f"{WORD}{number:03d}"[: getattr(field, "max_length", None) or 9]
            values[row.field] = MEANT.get(row.field) or self._shaped(field, word)
            self.words[row.field] = MEANT.get(row.field) or word
        if values:
            self.model._default_manager.filter(pk=self.pk).update(**values)
        return number

    @staticmethod
    def _shaped(field: models.Field, word: str) -> Any:
        if isinstance(field, models.EmailField):
            return f"{word}@exemple.fr"
        if field.get_internal_type() != "JSONField":
            return word
        return [word] if field.default is list else {word: word} if field.default is dict else word

    def _keep_file(self, field: models.FileField) -> None:
        row = self.model._default_manager.get(pk=self.pk)
        file = getattr(row, field.name)
        file.save("zyxw.webm", ContentFile(b"zyxw"), save=False)
        self.model._default_manager.filter(pk=self.pk).update(**{field.name: file.name})
        self.files.append((file.storage, file.name))

    def wrong(self) -> Iterator[str]:
        """What the erasure did not do of what the table says."""
        found = self.model._default_manager.filter(pk=self.pk).first()
        for row in self.rows:
            name = f"{row.model}.{row.field}, by {row.of}"
            if row.fate is GONE:
                if found is not None:
                    yield f"{name}: the row is still there"
            elif found is None:
                yield f"{name}: the row is gone"
            elif row.model != "people.Person" and getattr(found, row.field):
                yield f"{name}: holds {getattr(found, row.field)!r}"
        for storage, path in self.files:
            if storage.exists(path):
                yield f"{self.model._meta.label}: the file {path} is still there"


def cases() -> list[Case]:
    """One for each model and relation by which something goes; what stands for a person first."""
    by_key: dict[tuple[str, str], list[Row]] = {}
    for row in TABLE:
        if row.fate in TARGETS:
            by_key.setdefault((row.model, row.of), []).append(row)
    keys = sorted(by_key, key=lambda key: list(STAND_INS).index(key[0]) if key[0] in STAND_INS else 99)
    return [Case(apps.get_model(model), of, by_key[model, of]) for model, of in keys]


@pytest.fixture
def person(db: None) -> Person:
    """The owner of the access world, under a name that is nobody else's."""
    world = make_access_world()
    owner = world.people["owner"]
    assert owner is not None
    owner.email, owner.first_name = f"{WORD}@exemple.fr", WORD
    owner.save()
    return owner


@pytest.fixture
def theirs(person: Person) -> list[Case]:
    """Something of theirs behind every row of the table."""
    taken: set[tuple[str, Any]] = set()
    number, rows = 0, cases()
    for case in rows:
        case.point(person, taken)
    for case in rows:
        number = case.fill(number)
    person.refresh_from_db()
    return rows


def test_an_export_holds_every_word_of_the_person(theirs, person):
    said = as_json(all_data(person))
    missing = [
        f"{row.model}.{row.field}"
        for case in theirs
        for row in case.rows
        if row.field in case.words and not row.unexported and case.words[row.field] not in said
    ]
    assert missing == [], "export these words, or say in the table why not"


def test_an_erasure_does_what_the_table_says(theirs, person, django_capture_on_commit_callbacks):
    # The net is not blind: the words are really there before.
    assert len(list(left_words())) > 60
    assert len(list(left_references(person))) > 60
    assert list(left_in_files())
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=person)
    assert [line for case in theirs for line in case.wrong()] == []
    assert list(left_references(person)) == []
    assert list(left_words()) == []
    assert list(left_in_files()) == []


def left_references(person: Person) -> Iterator[str]:
    """Rows that still lead to the person where the table does not keep them."""
    kept = {(row.model, row.field) for row in TABLE if row.fate not in TARGETS}
    for label, field in told_fields():
        path = STAND_INS[field.related_model._meta.label] if field.is_relation else ""
        if path and (label, field.name) not in kept:
            path = field.name if path == "pk" else f"{field.name}__{path}"
            count = apps.get_model(label)._default_manager.filter(**{path: person}).count()
            if count:
                yield f"{label}.{field.name}: {count}"


def left_words() -> Iterator[str]:
    """Every text of every table, kept ones too: a copy is found wherever it was put."""
    told = {(row.model, row.field) for row in TABLE if row.fate is TOLD}
    for label, field in told_fields():
        if not field.is_relation and (label, field.name) not in told:
            for value in apps.get_model(label)._default_manager.values_list(field.name, flat=True):
                if WORD in str(field.get_prep_value(value)):
                    yield f"{label}.{field.name}: {str(value)[:60]}"


def left_in_files() -> Iterator[str]:
    """Every file that is kept, and every name of one."""
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if WORD in path.name or (path.is_file() and WORD.encode() in path.read_bytes()):
            yield str(path)


def test_comments_of_the_person_leave_the_former_versions_of_a_page(person):
    page = Page.objects.order_by("pk").last().specific
    revision = page.save_revision()
    other = PersonFactory()
    comments = [
        {"user": person.pk, "text": WORD, "replies": []},
        {"user": other.pk, "text": "gardé", "replies": [{"user": person.pk, "text": WORD}]},
    ]
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "wagtail_admin_comments": comments})
    erase_person(person=person)
    revision.refresh_from_db()
    assert WORD not in json.dumps(revision.content)
    assert "gardé" in json.dumps(revision.content, ensure_ascii=False)
