"""URLs of the API: `/api/v1/` and its description."""

from django.urls import path

from passeurs.api.views import api

urlpatterns = [path("v1/", api.urls)]
