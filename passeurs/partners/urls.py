"""URLs of partners."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.partners.views import contact, contact_log, convention, partnership, place, space

app_name = "partners"
urlpatterns = [
    path("lieux-partenaires/", partnership.propose_partnership_page, name="propose-partnership"),
    path("partenaire/<token:token>/", space.space, name="space"),
    path("partenaire/<token:token>/convention/", convention.convention, name="convention"),
    path("partenaire/<token:token>/convention.pdf", convention.convention_paper, name="convention-paper"),
    path("partenaire/<token:token>/contacts/", contact.add_contact, name="add-contact"),
    path("partenaire/<token:token>/contacts/<int:pk>/retirer/", contact.revoke_contact, name="revoke-contact"),
    path("partenaire/<token:token>/renouveler/<int:pk>/", partnership.renew_partnership, name="renew-partnership"),
    path("equipe/associations/lieux/<int:pk>/adresse/", place.place_partnership, name="place-partnership"),
    path("equipe/associations/lieux/<int:pk>/echanges/", contact_log.log_contact, name="log-contact"),
    path("equipe/associations/contacts/<int:pk>/retirer/", contact.end_contact, name="revoke-contact-as-team"),
    path("equipe/associations/convention/", convention.convention_text, name="publish-convention"),
    path("partenaire/<token:token>/lien/", contact.renew_partner_link, name="renew-partner-link"),
    path("equipe/associations/lieux/<int:pk>/", partnership.partnership, name="partnership"),
]
