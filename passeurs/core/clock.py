"""The one place that asks the time; everything else receives it as `at`."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """The calendar day in the programme's time zone."""
    return timezone.localdate()
