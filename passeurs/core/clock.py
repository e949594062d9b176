"""The one place that asks the time; everything else receives it as `at`."""

import datetime as dt
from typing import TypeVar

from django.utils import timezone

Day = TypeVar("Day", dt.date, dt.datetime)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """The calendar day in the programme's time zone."""
    return timezone.localdate()


def a_year_later(day: Day) -> Day:
    """The same day of next year, at the same hour here; 29 February becomes 28."""
    here = timezone.localtime(day) if isinstance(day, dt.datetime) else day
    try:
        return here.replace(year=here.year + 1)
    except ValueError:  # 29 February
        return here.replace(year=here.year + 1, day=28)
