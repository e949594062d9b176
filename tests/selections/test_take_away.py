import datetime as dt
import io
import re
from xml.etree import ElementTree

import icalendar
import pypdf
import pytest
from django.urls import reverse

from passeurs.catalogue.models import Occurrence
from passeurs.core import clock
from passeurs.selections.choices import SelectionState
from passeurs.selections.exports.take_away import GPX
from passeurs.selections.models import DayCount
from tests.factories import OfferFactory, VenueFactory, WorkFactory, ready_selection
from tests.selections.selection import in_days, published

pytestmark = pytest.mark.django_db
FILES = ("take-away-ics", "take-away-gpx", "take-away-pdf")
TURNED = "Bal \u202elortnoc\u202c <b>du</b> & port\x07"
PHONE = {"User-Agent": "Mozilla/5.0 (Android 14; Mobile)"}


def get(client, name, query, **options):
    return client.get(reverse(f"selections:{name}"), query, headers=PHONE, **options)


def events_of(client, selection):
    calendar = icalendar.Calendar.from_ical(get(client, "take-away-ics", {"de": selection.slug}).content)
    return list(calendar.walk("VEVENT")), calendar


@pytest.mark.parametrize("state", [state for state in SelectionState.values if state != SelectionState.PUBLISHED])
@pytest.mark.parametrize("name", ["take-away", *FILES])
def test_what_is_not_published_is_not_taken_away(client, name, state):
    selection = ready_selection(state=state)
    assert get(client, name, {"de": selection.slug}).status_code == 404
    client.force_login(selection.author)
    assert get(client, name, {"de": selection.slug}).status_code == 404


def test_a_selection_is_taken_away_without_javascript(client):
    venue = VenueFactory(name="La Vapeur")
    selection = published(
        venue, OfferFactory(starts_on=in_days(3), ends_on=in_days(3)), WorkFactory(), intro="Au chaud"
    )
    page = get(client, "take-away", {"de": selection.slug}).text
    assert "La Vapeur" in page
    for name in FILES:
        url = f"{reverse(f'selections:{name}')}?de={selection.slug}"
        assert url in page
        response = client.get(url, headers=PHONE)
        assert response.status_code == 200
        assert selection.slug in response["Content-Disposition"]


def test_what_a_device_kept_is_shown_in_its_order_and_nothing_else(client):
    venue, work, hidden = VenueFactory(), WorkFactory(), VenueFactory(is_visible=False, name="Cachée")
    refs = f"oeuvre-{work.pk}.lieu-{hidden.pk}.lieu-{venue.pk}.oeuvre-{work.pk}"
    page = get(client, "take-away", {"l": refs})
    assert [line.thing for line in page.context["taken"].lines] == [work, venue]
    assert "n’est plus au catalogue" in page.text
    assert "Cachée" not in page.text


@pytest.mark.parametrize(
    "refs", ["", "lieu-", "lieu-0", "personne-1", "lieu-" + "9" * 30, "lieu-9223372036854775808", "\x00", "<script>"]
)
def test_a_list_of_nonsense_is_an_empty_list(client, refs):
    for name in ("take-away", *FILES):
        assert get(client, name, {"l": refs}).status_code == 200
    assert "Ta liste est vide" in get(client, "take-away", {"l": refs}).text


def test_a_long_list_is_cut():
    from passeurs.selections.queries.take_away import MAX_REFS, take_refs

    refs = ".".join(f"lieu-{number}" for number in range(1, 400))
    assert take_refs(refs, clock.now()).lost_count == MAX_REFS


@pytest.mark.moment(2027, 3, 1)
def test_dates_keep_their_hour_on_both_sides_of_a_clock_change(client):
    offer = OfferFactory(title="Bal", starts_on=dt.date(2027, 3, 27), ends_on=dt.date(2027, 3, 28))
    # 20 h in Paris: 19 h UTC in winter, 18 h UTC in summer.
    Occurrence.objects.create(offer=offer, starts_at=dt.datetime(2027, 3, 27, 19, tzinfo=dt.UTC))
    Occurrence.objects.create(
        offer=offer,
        starts_at=dt.datetime(2027, 3, 28, 18, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 3, 28, 20, tzinfo=dt.UTC),
    )
    Occurrence.objects.create(offer=offer, starts_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    events, calendar = events_of(client, published(offer))
    assert [f"{one.decoded('dtstart'):%d %H:%M %z}" for one in events] == ["27 20:00 +0100", "28 20:00 +0200"]
    assert "DTSTART;TZID=Europe/Paris:20270327T200000" in calendar.to_ical().decode()
    assert calendar.walk("VTIMEZONE")
    assert f"{events[1].decoded('dtend'):%H:%M}" == "22:00"


def test_an_exhibition_is_whole_days_and_a_cancelled_event_says_so(client):
    show = OfferFactory(starts_on=in_days(-9), ends_on=in_days(30))
    bal = OfferFactory(starts_on=in_days(2), ends_on=in_days(2), is_cancelled=True)
    selection = published(show, bal, WorkFactory(), VenueFactory(), OfferFactory(year=2027))
    events, _calendar = events_of(client, selection)
    assert [one.decoded("dtend") for one in events] == [in_days(31), in_days(3)]
    assert [str(one["status"]) for one in events] == ["CONFIRMED", "CANCELLED"]
    again, _calendar = events_of(client, selection)
    assert [one["uid"] for one in events] == [one["uid"] for one in again]
    other, _calendar = events_of(client, published(bal))
    assert other[0]["uid"] == events[1]["uid"]


def test_places_are_valid_gpx(client):
    selection = published(
        VenueFactory(name=TURNED, lat=47.3, lon=5.04), WorkFactory(), VenueFactory(lat=None, lon=None)
    )
    root = ElementTree.fromstring(get(client, "take-away-gpx", {"de": selection.slug}).content)
    assert root.tag == f"{{{GPX}}}gpx"
    assert root.attrib["version"] == "1.1"
    assert root.attrib["creator"]
    points = root.findall(f"{{{GPX}}}wpt")
    assert len(points) == 1
    assert (points[0].attrib["lat"], points[0].attrib["lon"]) == ("47.300000", "5.040000")
    # The schema wants its children in this order.
    order = ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"]
    names = [child.tag.removeprefix(f"{{{GPX}}}") for child in points[0]]
    assert names == sorted(names, key=order.index)
    assert [child.tag for child in root] == [f"{{{GPX}}}metadata", f"{{{GPX}}}wpt"]


def test_paper_is_tagged_has_its_letters_inside_and_reads_texts_as_texts(client):
    venue = VenueFactory(name="#let x = 1; *gras* $x$ @ref <a>", address="rue de l’Œuvre")
    selection = published(
        venue, OfferFactory(title=TURNED), WorkFactory(title="Étés 🌞 à Évreux"), title="Été #1 & “lui”"
    )
    response = get(client, "take-away-pdf", {"de": selection.slug})
    pdf = pypdf.PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "#let x = 1; *gras* $x$ @ref <a>" in text
    assert "\u202e" not in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "fr"
    assert b"pdfuaid:part" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.metadata.title == "Été #1 & “lui”"
    fonts = {name for page in pdf.pages for name in page["/Resources"]["/Font"]}
    assert fonts


def test_a_section_in_the_middle_is_set_on_paper_too(client):
    selection = published(WorkFactory(), WorkFactory(), WorkFactory())
    selection.items.filter(position=2).update(section="Et dehors")
    response = get(client, "take-away-pdf", {"de": selection.slug})
    assert "Et dehors" in pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_texts_of_people_do_not_break_a_calendar(client):
    offer = OfferFactory(title="Bal\r\nATTENDEE:mailto:x@y.z" + TURNED, starts_on=in_days(1), ends_on=in_days(1))
    events, calendar = events_of(client, published(offer, title="X-WR\nBEGIN:VALARM"))
    assert len(events) == 1
    assert "attendee" not in events[0]
    assert "\u202e" not in calendar.to_ical().decode()
    assert not calendar.walk("VALARM")


def taken(selection):
    return sum(DayCount.objects.filter(selection=selection, kind="taken").values_list("count", flat=True))


def test_what_is_taken_away_is_counted_without_robots_authors_or_anyone(client):
    selection = published(WorkFactory())
    query = {"de": selection.slug}
    url = reverse("selections:take-away-ics")
    for headers in (
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": "WhatsApp/2.23"},
        {},
        PHONE | {"Sec-Purpose": "prefetch"},
    ):
        client.get(url, query, headers=headers)
    client.head(url, query, headers=PHONE)
    assert taken(selection) == 0
    get(client, "take-away-ics", query)
    get(client, "take-away-gpx", query)
    assert taken(selection) == 2
    client.force_login(selection.author)
    get(client, "take-away-ics", query)
    assert taken(selection) == 2
    assert {field.name for field in DayCount._meta.fields} == {"id", "selection", "day", "kind", "count"}


def test_too_many_files_at_once_are_refused_with_a_word(client, monkeypatch):
    monkeypatch.setattr("passeurs.selections.views.take_away.FILES_PER_MINUTE", 2)
    answers = [get(client, "take-away-gpx", {"l": ""}) for _n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "réessaie dans une minute" in answers[2].text


def test_a_reading_is_a_number_once_in_a_while(client):
    selection = published(WorkFactory())
    url = reverse("selections:count-reading", args=[selection.slug])
    for options in ({"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}):
        assert client.post(url, headers=PHONE, **options).status_code == 204
    client.post(url, headers=PHONE | {"Sec-Fetch-Site": "cross-site"}, REMOTE_ADDR="192.0.2.3")
    client.post(url, headers={"User-Agent": "HeadlessChrome"}, REMOTE_ADDR="192.0.2.4")
    row = DayCount.objects.get()
    assert (row.count, row.kind, row.day) == (2, "read", clock.today())
    draft = ready_selection(state=SelectionState.DRAFT)
    assert client.post(reverse("selections:count-reading", args=[draft.slug]), headers=PHONE).status_code == 404


def test_authors_read_round_figures_never_numbers(client):
    selection = published(WorkFactory(), title="Bien lue")
    DayCount.objects.create(selection=selection, day=in_days(-1), kind="read", count=17)
    DayCount.objects.create(selection=selection, day=in_days(0), kind="read", count=6)
    client.force_login(selection.author)
    page = client.get(reverse("selections:my-readers")).text
    # What is read, without attributes: a security token may hold any two digits.
    read = re.sub(r"<[^>]*>", " ", page.split("<main")[1].split("</main>")[0])
    assert "une vingtaine" in read
    assert "23" not in read
