"""`opening_hours` of OpenStreetMap in French, in its common part; what is not understood is left as it was written."""

from __future__ import annotations

import re

_DAYS = {
    "Mo": "lundi", "Tu": "mardi", "We": "mercredi", "Th": "jeudi", "Fr": "vendredi", "Sa": "samedi", "Su": "dimanche",
    "PH": "jours fériés", "SH": "vacances scolaires",
}  # fmt: skip
_MONTHS = {
    "Jan": "janvier", "Feb": "février", "Mar": "mars", "Apr": "avril", "May": "mai", "Jun": "juin", "Jul": "juillet",
    "Aug": "août", "Sep": "septembre", "Oct": "octobre", "Nov": "novembre", "Dec": "décembre",
}  # fmt: skip
_DAY, _MONTH = "|".join(_DAYS), "|".join(_MONTHS)
_HOURS = r"\d{1,2}:\d{2}-(?:\d{1,2}:\d{2}|\d{1,2}:\d{2}\+)|\d{1,2}:\d{2}\+"
_DATE = rf"(?:{_MONTH})(?: \d{{1,2}})?"
_RULE = re.compile(
    rf"^(?:(?P<months>{_DATE}(?:-(?:{_DATE}|\d{{1,2}}))?(?:,{_DATE}(?:-{_DATE})?)*):? ?)?"
    rf"(?P<days>(?:{_DAY})(?:-(?:{_DAY}))?(?:, ?(?:{_DAY})(?:-(?:{_DAY}))?)*)?:? ?"
    rf"(?P<hours>(?:{_HOURS})(?:, ?(?:{_HOURS}))*|off|closed)?(?: \"(?P<note>[^\"]*)\")?$"
)
_SPACE = "\u202f"


def opening_in_french(text: str) -> str:
    """« Mo-Fr 09:00-12:00,14:00-18:00; Sa off » → « du lundi au vendredi : 9 h à 12 h et 14 h à 18 h », one rule a line."""
    if re.fullmatch(r"24/7", text.strip()):
        return "ouvert tous les jours, jour et nuit"
    lines = []
    for rule in filter(None, (part.strip() for part in re.split(r";|\|\|", text))):
        found = _RULE.match(rule)
        if not found or not (found["days"] or found["months"] or found["hours"]):
            return text
        lines.append(_line(found))
    return "\n".join(line[:1].upper() + line[1:] for line in lines)


def _line(rule: re.Match[str]) -> str:
    when = ", ".join(part for part in (_months(rule["months"] or ""), _days(rule["days"] or "")) if part)
    hours = rule["hours"] or ""
    if hours in {"off", "closed"}:
        told = "fermé"
    else:
        told = " et ".join(_hours(span.strip()) for span in hours.split(",")) if hours else "ouvert"
    if rule["note"]:
        told += f" ({rule['note']})"
    return f"{when}{_SPACE}: {told}" if when else told


def _days(text: str) -> str:
    said = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, _dash, last = part.partition("-")
        said.append(f"du {_DAYS[first]} au {_DAYS[last]}" if last else _DAYS[first])
    return ", ".join(said)


def _months(text: str) -> str:
    said = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, _dash, last = part.partition("-")
        if last.isdigit():
            said.append(f"du {_number(first.partition(' ')[2])} au {_date(f'{first[:3]} {last}')}")
        elif last:
            said.append(
                f"de {_date(first)} à {_date(last)}"
                if " " not in first + last
                else f"du {_date(first)} au {_date(last)}"
            )
        else:
            said.append(_date(first))
    return (
        ", ".join(said).replace("de avril", "d’avril").replace("de août", "d’août").replace("de octobre", "d’octobre")
    )


def _date(text: str) -> str:
    month, _space, day = text.partition(" ")
    return f"{_number(day)} {_MONTHS[month]}" if day else _MONTHS[month]


def _number(day: str) -> str:
    return "1er" if int(day) == 1 else str(int(day))


def _hours(span: str) -> str:
    first, _dash, last = span.partition("-")
    if not last:
        return f"à partir de {_clock(first)}"
    return f"{_clock(first)} à {_clock(last)}" + (" ou plus" if last.endswith("+") else "")


def _clock(text: str) -> str:
    hour, _colon, minute = text.strip("+").partition(":")
    told = f"{int(hour) % 24 or (24 if hour == '24' else 0)}{_SPACE}h"
    return told if minute == "00" else f"{told}{_SPACE}{minute}"
