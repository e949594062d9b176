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
from passeurs.editorial.views import bounce as bounce_views
from passeurs.editorial.views import dispatch as dispatch_views
from passeurs.editorial.views import issue as issue_views
from passeurs.editorial.views import page as page_views
from passeurs.editorial.views import picture as picture_views
from passeurs.editorial.views import subscription as subscription_views

app_name = "editorial"
urlpatterns = [
    path("lettre/", subscription_views.subscribe, name="subscribe"),
    path("lettre/merci/", subscription_views.subscribed, name="subscribed"),
    path("lettre/confirmer/<str:token>/", subscription_views.confirm, name="confirm"),
    path("lettre/choix/<str:token>/", subscription_views.manage, name="manage"),
    path("lettre/quitter/<str:token>/", subscription_views.leave, name="leave"),
    path("lettre/numeros/", issue_views.issue_archive, name="issue-archive"),
    path("lettre/numeros/<slug:slug>/", issue_views.issue, name="issue"),
    path("equipe/lettre/", issue_views.issue_list, name="issue-list"),
    path("equipe/lettre/lecteurs/", subscription_views.reader_counts, name="reader-counts"),
    path("equipe/lettre/lecteurs.csv", subscription_views.export_readers, name="export-readers"),
    path("equipe/lettre/retours/", bounce_views.bounce_list, name="bounce-list"),
    path("equipe/lettre/retours/<int:pk>/reprendre/", bounce_views.reinstate, name="reinstate"),
    path("equipe/lettre/<int:pk>/", issue_views.compose_issue, name="compose-issue"),
    path("equipe/lettre/<int:pk>/choisir/", issue_views.pick, name="pick"),
    path("equipe/lettre/<int:pk>/apercu/", issue_views.preview_issue, name="preview-issue"),
    path("equipe/lettre/<int:pk>/apercu/mail/", issue_views.preview_mail, name="preview-mail"),
    path("equipe/lettre/<int:pk>/essai/", issue_views.try_issue, name="try-issue"),
    path("equipe/lettre/<int:pk>/envoyer/", dispatch_views.send_issue, name="send-issue"),
    path("equipe/lettre/<int:pk>/envoi/", dispatch_views.sending_page, name="sending"),
    path("equipe/lettre/<int:pk>/jeter/", issue_views.discard_issue, name="discard-issue"),
    re_path(r"^actus/flux\.(?P<form>atom|json)$", feeds.news_feed, name="news-feed"),
    path("medias/images/<str:name>", picture_views.picture_file, name="picture-file"),
    path("robots.txt", page_views.robots, name="robots"),
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
    path("documents/<int:pk>/<str:name>", picture_views.document_file, name="wagtaildocs_serve"),
    re_path(r"^((?:[\w\-]+/)*)$", page_views.page, name="wagtail_serve"),
]
