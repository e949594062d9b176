"""Root URLs: each app's pages under its French word."""

from django.conf import settings
from django.urls import include, path

from passeurs.editorial import urls as editorial_urls

handler500 = "passeurs.core.views.server_error"
handler400 = "passeurs.core.views.bad_request"
handler500 = "passeurs.core.views.server_error"

urlpatterns = [
    path("", include("passeurs.portal.urls")),
    path("", include("passeurs.core.urls")),
    path("", include("passeurs.people.urls")),
    path("", include("passeurs.notifications.urls")),
    path("", include("passeurs.promises.urls")),
    path("", include("passeurs.programme.urls")),
    path("", include("passeurs.catalogue.urls")),
    path("", include("passeurs.selections.urls")),
    path("", include("passeurs.questionnaires.urls")),
    path("", include("passeurs.recruitment.urls")),
    path("", include("passeurs.agenda.urls")),
    path("", include("passeurs.partners.urls")),
    path("", include("passeurs.groups.urls")),
    path("", include("passeurs.projects.urls")),
    path("", include("passeurs.matching.urls")),
    path("", include("passeurs.cockpit.urls")),
    path("", include("passeurs.outreach.urls")),
    path("api/", include("passeurs.api.urls")),
    path("", include("passeurs.people.urls_account")),
    path("", include("passeurs.editorial.urls")),
    *editorial_urls.room,
]

if settings.ANYMAIL.get("WEBHOOK_SECRET"):
    # What a mail service tells of returns and complaints, behind the secret of the address.
    urlpatterns.append(path("retours-de-courrier/", include("anymail.urls")))

# Last: whatever no view holds is looked for among the team's pages.
urlpatterns += editorial_urls.team_pages
