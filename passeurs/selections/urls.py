"""URLs of selections."""

from django.urls import URLPattern

app_name = "selections"
urlpatterns: list[URLPattern] = []
