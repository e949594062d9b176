"""URLs of catalogue."""

from django.urls import path, re_path

from passeurs.catalogue.views import discover, doubtful_pair, pin, thing

app_name = "catalogue"
urlpatterns = [
    path("decouvrir/", discover.discover, name="discover"),
    path("decouvrir/communes/", discover.commune_list, name="commune-list"),
    re_path(r"^lieux/(?P<pk>[0-9]{1,18})-(?P<slug>[-\w]*)/$", thing.venue, name="venue"),
    re_path(r"^offres/(?P<pk>[0-9]{1,18})-(?P<slug>[-\w]*)/$", thing.offer, name="offer"),
    re_path(r"^oeuvres/(?P<pk>[0-9]{1,18})-(?P<slug>[-\w]*)/$", thing.work, name="work"),
    re_path(r"^(?P<kind>lieux|offres|oeuvres)/(?P<pk>[0-9]{1,18})/signaler/$", thing.report_error, name="report-error"),
    re_path(r"^lieux/(?P<pk>[0-9]{1,18})/epingler/$", pin.pin_venue, name="pin-venue"),
    re_path(r"^lieux/(?P<pk>[0-9]{1,18})/desepingler/$", pin.unpin_venue, name="unpin-venue"),
    path("moi/lieux/", pin.pin_list, name="pin-list"),
    path("moi/lieux/mes-lieux.csv", pin.export_pins, name="export-pins"),
    path("moi/lieux/de-cet-appareil/", pin.join_pins, name="join-pins"),
    path("sources/", thing.source_page, name="source-list"),
    path("equipe/doublons/", doubtful_pair.pair_list, name="pair-list"),
    path("equipe/doublons/<int:pair_id>/", doubtful_pair.decide_pair, name="decide-pair"),
]
