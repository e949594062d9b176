"""Files of a list to take away: calendar (.ics), places (.gpx), paper (.pdf). Pure: a list in, bytes out."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Occurrence, Offer
from passeurs.catalogue.templatetags.thing import date_words, pass_culture_url, thing_meta, thing_short
from passeurs.core.exports import plain_line, plain_text
from passeurs.core.paper import compile_paper
from passeurs.selections.queries.take_away import TakeAway, TakeAwayLine, thing_ref

if TYPE_CHECKING:
    from icalendar import Event

GPX = "http://www.topografix.com/GPX/1/1"
SHEET = Path(__file__).resolve().parents[1] / "templates/selections/take_away.typ"
PDF_SECONDS = 86_400


def site_host() -> str:
    """The host of this site: the end of every UID."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def take_away_ics(take_away: TakeAway) -> bytes:
    """The events of the list, RFC 5545: each coming date at its hour, an exhibition as whole days.

    The UID of an event is the same in every list and at every download, so that a calendar updates it.
    """
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", f"-//{plain_line(settings.SITE_NAME)}//{site_host()}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(plain_line(take_away.title)))
    for line in take_away.events:
        assert isinstance(line.thing, Offer)  # `events` keeps offers only
        if line.dates:
            for date in line.dates:
                calendar.add_component(_event(line, line.thing, date))
        else:
            calendar.add_component(_event(line, line.thing, None))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(line: TakeAwayLine, offer: Offer, date: Occurrence | None) -> Event:
    from icalendar import Event

    event = Event()
    when = f"{date.starts_at:%Y%m%dT%H%M%SZ}" if date else "jours"
    event.add("uid", f"offre-{offer.pk}-{when}@{site_host()}")
    event.add("dtstamp", offer.updated_at)
    event.add("last-modified", offer.updated_at)
    event.add("summary", plain_line(offer.title))
    if date and date.is_whole_days:
        _add_days(event, date.first_day, date.last_day)
    elif date:
        event.add("dtstart", timezone.localtime(date.starts_at))
        if date.ends_at and date.ends_at > date.starts_at:
            event.add("dtend", timezone.localtime(date.ends_at))
    else:
        assert offer.starts_on is not None  # `events` keeps what has a date
        _add_days(event, offer.starts_on, offer.ends_on or offer.starts_on)
    place = ", ".join(part for part in (_place(offer), offer.address, offer.postal_code, offer.city_name) if part)
    if place:
        event.add("location", plain_line(place))
    if line.point:
        event.add("geo", line.point)
    if line.reason:
        event.add("description", plain_text(line.reason))
    event.add("url", settings.SITE_URL + offer.get_absolute_url())
    event.add("status", "CANCELLED" if offer.is_cancelled else "CONFIRMED")
    event.add("sequence", int(offer.is_cancelled))
    return event


def _add_days(event: Event, first: dt.date, last: dt.date) -> None:
    """Whole days: the end is the day after the last one. They do not make one busy."""
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _place(offer: Offer) -> str:
    return offer.venue.name if offer.venue else offer.place_name


def take_away_gpx(take_away: TakeAway) -> bytes:
    """The places of the list as waypoints, GPX 1.1."""
    ElementTree.register_namespace("", GPX)
    root = ElementTree.Element(f"{{{GPX}}}gpx", {"version": "1.1", "creator": plain_text(settings.SITE_NAME)})
    about = ElementTree.SubElement(root, f"{{{GPX}}}metadata")
    _add_text(about, "name", take_away.title)
    if take_away.url:
        ElementTree.SubElement(about, f"{{{GPX}}}link", {"href": take_away.url})
    for line in take_away.places:
        assert line.point is not None  # `places` keeps what has one
        lat, lon = line.point
        point = ElementTree.SubElement(root, f"{{{GPX}}}wpt", {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"})
        # The order of the children is the schema's.
        _add_text(point, "name", str(line.thing))
        _add_text(point, "cmt", thing_meta(line.thing))
        _add_text(point, "desc", line.reason)
        if line.thing.is_visible:
            ElementTree.SubElement(point, f"{{{GPX}}}link", {"href": settings.SITE_URL + line.thing.get_absolute_url()})
        _add_text(point, "type", thing_short(line.thing))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_text(parent: ElementTree.Element, name: str, text: str) -> None:
    if plain := plain_text(text):
        ElementTree.SubElement(parent, f"{{{GPX}}}{name}").text = plain


def take_away_pdf(take_away: TakeAway, *, page_url: str) -> bytes:
    """The list on paper: tagged PDF/UA-1, its letters inside, a QR code that leads to `page_url`.

    The texts go to typst as data, never as markup. The same list is set once a day.
    """
    data = _pdf_data(take_away, page_url)
    key = f"take-away-pdf:{hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()}"
    known = cache.get(key)
    if known:
        return bytes(known)
    pdf = compile_paper(SHEET, data)
    cache.set(key, pdf, PDF_SECONDS)
    return pdf


def _pdf_data(take_away: TakeAway, page_url: str) -> dict[str, Any]:
    import segno

    code = io.BytesIO()
    segno.make(page_url, micro=False, error="m").save(code, kind="svg", border=0, xmldecl=False, dark="#1B1530")
    return {
        "lang": get_language(),
        "title": plain_line(take_away.title),
        "credit": plain_text(take_away.credit),
        "intro": plain_text(take_away.intro),
        "site": plain_text(settings.SITE_NAME),
        "url": page_url,
        "qr": code.getvalue().decode(),
        "lines": _pdf_lines(take_away.lines),
    }


def _pdf_lines(lines: list[TakeAwayLine]) -> list[dict[str, Any]]:
    """The lines, each with the level of its heading: under a section, or before the first one."""
    level, found = 2, []
    for line in lines:
        level = 3 if line.section else level
        found.append(_pdf_line(line) | {"level": level})
    return found


def _pdf_line(line: TakeAwayLine) -> dict[str, Any]:
    link = pass_culture_url(line.thing) or (
        settings.SITE_URL + line.thing.get_absolute_url() if line.thing.is_visible else ""
    )
    return {
        "name": plain_line(line.thing),
        "kind": plain_text(thing_short(line.thing)),
        "meta": plain_text(thing_meta(line.thing)),
        "dates": ", ".join(date_words(date) for date in line.dates[:4]),
        "reason": plain_text(line.reason),
        "section": plain_text(line.section),
        "flag": plain_text(line.health.reason),
        "ref": thing_ref(line.thing),
        "link": link,
    }


def file_name(take_away: TakeAway) -> str:
    """The name of the files of a list, without its end."""
    return take_away.selection.slug if take_away.selection else str(_("ce-qui-me-tente"))
