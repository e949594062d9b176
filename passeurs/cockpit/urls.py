"""URLs of cockpit."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.cockpit.views import coverage, failure, partnership, service_state

app_name = "cockpit"
urlpatterns = [
    path("equipe/associations/couverture/", coverage.coverage, name="coverage"),
    path("equipe/associations/couverture/personnes/", coverage.covered_people, name="covered-people"),
    path("equipe/erreurs/", failure.failure_list, name="failure-list"),
    path("equipe/associations/lieux/", partnership.partnership_list, name="partnership-list"),
    path("equipe/etat/", service_state.service_state, name="service-state"),
]
