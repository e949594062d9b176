"""URLs of editorial: the letter; feeds, maps, files; the editors' room; at the very end, the team's pages."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from wagtail.admin import urls as room_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from passeurs.core.page_cache import public_page
from passeurs.editorial import feeds
from passeurs.editorial.sitemaps import SITEMAPS
from passeurs.editorial.views import letter, letter_team, pages

app_name = "editorial"
urlpatterns = [
    path("lettre/", letter.subscribe, name="subscribe"),
    path("lettre/merci/", letter.subscribed, name="subscribed"),
    path("lettre/confirmer/<str:token>/", letter.confirm, name="confirm"),
    path("lettre/choix/<str:token>/", letter.manage, name="manage"),
    path("lettre/quitter/<str:token>/", letter.leave, name="leave"),
    path("lettre/numeros/", letter.issue_archive, name="issue-archive"),
    path("lettre/numeros/<slug:slug>/", letter.issue, name="issue"),
    path("equipe/lettre/", letter_team.issue_list, name="issue-list"),
    path("equipe/lettre/lecteurs/", letter_team.reader_counts, name="reader-counts"),
    path("equipe/lettre/lecteurs.csv", letter_team.export_readers, name="export-readers"),
    path("equipe/lettre/retours/", letter_team.bounce_list, name="bounce-list"),
    path("equipe/lettre/retours/<int:pk>/reprendre/", letter_team.reinstate, name="reinstate"),
    path("equipe/lettre/<int:pk>/", letter_team.compose_issue, name="compose-issue"),
    path("equipe/lettre/<int:pk>/choisir/", letter_team.pick, name="pick"),
    path("equipe/lettre/<int:pk>/apercu/", letter_team.preview_issue, name="preview-issue"),
    path("equipe/lettre/<int:pk>/apercu/mail/", letter_team.preview_mail, name="preview-mail"),
    path("equipe/lettre/<int:pk>/essai/", letter_team.try_issue, name="try-issue"),
    path("equipe/lettre/<int:pk>/envoyer/", letter_team.send_issue, name="send-issue"),
    path("equipe/lettre/<int:pk>/envoi/", letter_team.sending_page, name="sending"),
    path("equipe/lettre/<int:pk>/jeter/", letter_team.discard_issue, name="discard-issue"),
    re_path(r"^actus/flux\.(?P<form>atom|json)$", feeds.news_feed, name="news-feed"),
    path("medias/images/<str:name>", pages.picture_file, name="picture-file"),
    path("robots.txt", pages.robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(public_page(sitemap_views.index)),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "editorial:sitemap"},
        name="sitemap-index",
    ),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(public_page(sitemap_views.sitemap)),
        {"sitemaps": SITEMAPS},
        name="sitemap",
    ),
]

ROOM = "redaction/"
# One signs in and out, and changes one's account, on our own pages. The room's own policy reaches each of its views,
# previews included.
room = [
    path(f"{ROOM}login/", RedirectView.as_view(url=f"{settings.WAGTAIL_FRONTEND_LOGIN_URL}?next=/{ROOM}")),
    path(f"{ROOM}logout/", RedirectView.as_view(pattern_name="account_logout")),
    path(f"{ROOM}account/", RedirectView.as_view(pattern_name="people:me")),
    path(ROOM, include(decorate_urlpatterns(room_urls.urlpatterns, csp_replace(settings.EDITING_POLICY)))),
]
# Wagtail asks for these names; its pages and documents behind a password are not for this site.
team_pages = [
    path("documents/<int:pk>/<str:name>", pages.document_file, name="wagtaildocs_serve"),
    re_path(r"^((?:[\w\-]+/)*)$", pages.page, name="wagtail_serve"),
]
