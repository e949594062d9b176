"""URLs of agenda."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.agenda import views

app_name = "agenda"
urlpatterns = [
    path("moi/agenda/", views.calendars, name="calendars"),
    path("moi/agenda/adresse/", views.my_calendar, name="my-calendar"),
    path("agenda/<token:token>.ics", views.calendar_feed, name="calendar-feed"),
]
