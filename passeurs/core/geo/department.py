"""What a department tells of its communes: the time they keep, their school zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

# Overseas departments keep another time than Paris (IANA names); Corsica and they set their own school year.
TIME_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
_ZONE_A = "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87 89 90"
_ZONE_C = "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95"
_SCHOOL_ZONES = dict.fromkeys(_ZONE_A.split(), "A") | dict.fromkeys(_ZONE_C.split(), "C")


def department_of(insee: str) -> str:
    """The department of a commune's code: two figures, three overseas."""
    return insee[:3] if insee.startswith("9") and insee[:2] in ("97", "98") else insee[:2]


def time_zone_of(insee: str) -> ZoneInfo:
    """The time that a commune keeps."""
    return ZoneInfo(TIME_ZONES.get(department_of(insee), "Europe/Paris"))


def school_zone_of(insee: str) -> str:
    """A, B or C by academy; the department itself in Corsica and overseas."""
    department = department_of(insee)
    if department in TIME_ZONES or department in ("2A", "2B", "20"):
        return department
    return _SCHOOL_ZONES.get(department, "B")
