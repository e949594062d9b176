"""Days of files that others wrote: a last day counts whole, a day without an hour is a day, hours apart are read."""

from __future__ import annotations

import datetime as dt
import json
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse

from passeurs.catalogue.importers.machinery.date import day_span, parse_hour, parse_moment, parse_timings
from passeurs.catalogue.importers.machinery.refusal import RowRejected
from passeurs.catalogue.models import Offer, SourceRecord
from tests.catalogue.importing import import_suggested, run_import

PARIS = ZoneInfo("Europe/Paris")


def paris(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=PARIS)


def days(first: str, last: str) -> list[tuple[dt.datetime, dt.datetime]]:
    """Whole days, as they are kept: from a midnight of Paris to another."""
    start, stop = dt.date.fromisoformat(first), dt.date.fromisoformat(last) + dt.timedelta(days=1)
    return [(paris(*start.timetuple()[:3]), paris(*stop.timetuple()[:3]))]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("04/12/2026", "06/12/2026"),
        ("2026-12-04", "2026-12-06"),
        ("20261204", "20261206"),
        ("4 décembre 2026", "dimanche 6 décembre 2026"),
        ("2026-12-04T00:00:00", "2026-12-07T00:00:00"),
        ("2026-12-03T23:00:00Z", "2026-12-06T22:59:00Z"),
        ("2026-12-04T00:00:00+00:00", "2026-12-06T00:00:00+00:00"),
        ("2026-12-04T00:00:00+01:00", "2026-12-06T23:59:59+01:00"),
    ],
)
def test_days_are_whole(begin, end):
    timings = parse_timings([{"begin": begin, "end": end}])
    assert timings == days("2026-12-04", "2026-12-06")
    assert day_span(timings) == (dt.date(2026, 12, 4), dt.date(2026, 12, 6))


def test_one_day_and_hours():
    assert parse_timings([{"begin": "12/12/2026", "end": "12/12/2026"}]) == days("2026-12-12", "2026-12-12")
    assert parse_timings([{"begin": "2026-12-12T00:00:00"}]) == days("2026-12-12", "2026-12-12")
    # What has an hour keeps it; a last day after it counts whole.
    assert parse_timings([{"begin": "12/12/2026 à 20 h 30", "end": "12/12/2026"}]) == [
        (paris(2026, 12, 12, 20, 30), None)
    ]
    assert parse_timings([{"begin": "20/11/2026 10:00", "end": "31/01/2027"}]) == [
        (paris(2026, 11, 20, 10), paris(2027, 2, 1))
    ]
    night = [{"begin": "2026-12-31T22:00:00+01:00", "end": "2027-01-01T05:00:00+01:00"}]
    assert parse_timings(night) == [(paris(2026, 12, 31, 22), paris(2027, 1, 1, 5))]
    assert parse_moment("12 mars 2027 à 18h30") == paris(2027, 3, 12, 18, 30)


def test_hours_apart_are_of_each_day():
    entry = {"begin": "2027-07-10", "end": "2027-07-12", "begin_hour": "19:00", "end_hour": "22h"}
    assert parse_timings([entry]) == [(paris(2027, 7, day, 19), paris(2027, 7, day, 22)) for day in (10, 11, 12)]
    late = {"begin": "2027-08-24", "end": "2027-08-24", "begin_hour": "18:00", "end_hour": "00:00"}
    assert parse_timings([late]) == [(paris(2027, 8, 24, 18), paris(2027, 8, 25))]
    assert day_span(parse_timings([late]))[1] == dt.date(2027, 8, 24)
    # A row that claims centuries of evenings is kept by its days.
    assert len(parse_timings([entry | {"begin": "1900-01-01"}])) == 1
    assert parse_hour("20 h 30") == parse_hour("20:30:00") == dt.time(20, 30)
    assert parse_hour("24:00") == dt.time(0)
    assert parse_hour("en soirée") is parse_hour("25:00") is None


def test_a_day_that_cannot_be_read_is_said():
    with pytest.raises(RowRejected, match="31/02/2026"):
        parse_timings([{"begin": "31/02/2026"}])
    with pytest.raises(RowRejected, match="du 4 au 6"):
        parse_timings([{"begin": "du 4 au 6 décembre 2026"}])
    # Among many, those that are read stand.
    assert len(parse_timings([{"begin": "n’importe quoi 3"}, {"begin": "2026-12-04"}])) == 1


def offer_of(number: str) -> Offer:
    return Offer.objects.get(source_records__external_id__endswith=f":{number}")


@pytest.mark.django_db
@pytest.mark.moment(2026, 11, 29, 12)
def test_a_file_of_exhibitions(client, tmp_path):
    assert import_suggested(tmp_path, "expositions-jours.csv")["created"] == 4
    running, fair, weekend, evening = (offer_of(f"X{rank}") for rank in (1, 2, 3, 4))
    assert running.ends_on == dt.date(2027, 1, 31)
    assert fair.ends_on == dt.date(2026, 11, 29)
    pages = {
        offer: client.get(offer.get_absolute_url()).content.decode() for offer in (running, fair, weekend, evening)
    }
    assert "jusqu’au 31 janvier 2027" in pages[running]
    assert "jusqu’au 29 novembre" in pages[fair]
    assert "du 4 au 6 décembre" in pages[weekend]
    assert "samedi 12 décembre" in pages[evening]
    assert not any("à 0" in page for page in pages.values())
    assert '"startDate":"2026-12-12"' in pages[evening]
    found = client.get(reverse("catalogue:discover"), {"ou": "Dijon", "quoi": "evenements", "quand": "aujourdhui"})
    assert "Salon du livre" in found.content.decode()
    assert "Festival du week-end" not in found.content.decode()


@pytest.mark.django_db
@pytest.mark.moment(2026, 11, 29, 12)
def test_days_in_calendars_and_cards(client, tmp_path):
    import_suggested(tmp_path, "expositions-jours.csv")
    offers = [offer_of(f"X{rank}") for rank in (1, 2, 3, 4)]
    refs = ".".join(f"offre-{offer.pk}" for offer in offers)
    answer = client.get(reverse("selections:take-away-ics"), {"l": refs})
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    spans = {str(event["summary"]): (event["dtstart"].dt, event["dtend"].dt) for event in events}
    assert spans["Exposition en cours"] == (dt.date(2026, 11, 20), dt.date(2027, 2, 1))
    assert spans["Salon du livre"] == (dt.date(2026, 11, 28), dt.date(2026, 11, 30))
    assert spans["Festival du week-end"] == (dt.date(2026, 12, 4), dt.date(2026, 12, 7))
    assert spans["Concert d'un soir"] == (dt.date(2026, 12, 12), dt.date(2026, 12, 13))
    listed = client.get(reverse("selections:take-away"), {"l": refs}).content.decode()
    assert "du 4 au 6 décembre" in listed
    assert "à 0" not in listed
    told = {one["title"]: one for one in client.get("/api/v1/events").json()["results"]}
    assert (told["Festival du week-end"]["next_on"], told["Festival du week-end"]["next_at"]) == ("2026-12-04", None)


@pytest.mark.django_db
@pytest.mark.moment(2026, 11, 29, 12)
def test_a_file_with_hours_apart(tmp_path):
    counts = import_suggested(tmp_path, "agenda-heures-a-part.csv")
    assert (counts["created"], counts["skipped"]) == (4, 1)
    assert [o.starts_at for o in offer_of("E3").occurrences.all()] == [paris(2027, 8, 24, 20, 30)]
    evenings = list(offer_of("E2").occurrences.all())
    assert len(evenings) == 51
    assert {(o.starts_at.astimezone(PARIS).hour, o.ends_at.astimezone(PARIS).hour) for o in evenings} == {(19, 22)}
    late = offer_of("E4")
    assert (late.starts_on, late.ends_on) == (dt.date(2027, 8, 24), dt.date(2027, 8, 24))
    assert late.occurrences.get().ends_at == paris(2027, 8, 25)
    assert (late.url, late.is_free) == ("https://guinguette.example.org/", True)
    assert offer_of("E1").occurrences.get().is_whole_days
    assert SourceRecord.objects.get(external_id__endswith=":E5").reason


@pytest.mark.django_db
def test_unreadable_days_of_a_file(tmp_path):
    path = tmp_path / "agenda.csv"
    path.write_text(
        "id;titre;date_debut;date_fin\n1;Concert;31/02/2027;\n2;Permanence;toute l’année;\n3;Bal;01/03/2027;\n"
        "4;Bal;02/03/2027;\n5;Bal;03/03/2027;\n",
        encoding="utf-8",
    )
    report = tmp_path / "report.csv"
    assert run_import(path, source="generic", report=report)["rejected"] == 1
    assert "la date « 31/02/2027 » ne se lit pas" in report.read_text(encoding="utf-8")
    assert offer_of("2").period == "toute l’année"


@pytest.mark.django_db
@pytest.mark.moment(2026, 11, 29, 12)
def test_periods_of_datatourisme(tmp_path):
    def periods(*spans):
        return [
            {"startDate": first, "endDate": last} | ({"startTime": hour} if hour else {}) for first, last, hour in spans
        ]

    thing = {
        "@type": ["schema:Event", "Concert", "EntertainmentAndEvent"],
        "rdfs:label": {"fr": ["Concerts d’hiver"]},
        "isLocatedAt": [{"schema:address": [{"schema:postalCode": "21000", "schema:addressLocality": "Dijon"}]}],
    }
    things = [
        thing | {"@id": "a/1", "takesPlaceAt": periods(("2026-12-04", "2026-12-06", ""))},
        thing | {"@id": "a/2", "takesPlaceAt": periods(("2026-12-04", "2026-12-04", "20:30:00"))},
        thing | {"@id": "a/3", "takesPlaceAt": periods(("2026-12-04", "2026-12-05", "14:00:00"))},
        thing
        | {"@id": "a/4", "takesPlaceAt": periods(("2026-12-04", "2026-12-04", ""), ("2027-03-01", "2027-03-02", ""))},
    ]
    path = tmp_path / "objets.json"
    path.write_text(json.dumps(things), encoding="utf-8")
    assert run_import(path, source="datatourisme")["created"] == 4
    one, two, three, four = (Offer.objects.get(source_records__external_id=str(rank)) for rank in (1, 2, 3, 4))
    assert one.ends_on == dt.date(2026, 12, 6)
    assert (two.occurrences.get().starts_at, two.occurrences.get().ends_at) == (paris(2026, 12, 4, 20, 30), None)
    assert [o.starts_at for o in three.occurrences.all()] == [paris(2026, 12, 4, 14), paris(2026, 12, 5, 14)]
    assert [(o.first_day, o.last_day) for o in four.occurrences.all()] == [
        (dt.date(2026, 12, 4), dt.date(2026, 12, 4)), (dt.date(2027, 3, 1), dt.date(2027, 3, 2))
    ]  # fmt: skip
