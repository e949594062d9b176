"""URLs of catalogue."""

from django.urls import URLPattern, path

from passeurs.catalogue.views import pairs

app_name = "catalogue"
urlpatterns: list[URLPattern] = [
    path("equipe/doublons/", pairs.pair_list, name="pair-list"),
    path("equipe/doublons/<int:pair_id>/", pairs.decide_pair, name="decide-pair"),
]
