"""URLs of outreach."""

from django.urls import path, re_path

from passeurs.outreach.views import kit
from passeurs.outreach.views import share_image as share_image_views
from passeurs.outreach.views import tracked_link as tracked_link_views

app_name = "outreach"
urlpatterns = [
    re_path(
        r"^image/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/(?P<slug>[a-z]{1,20})\.(?P<ending>png|pdf)$",
        share_image_views.image,
        name="image",
    ),
    re_path(r"^partager/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/$", kit.kit, name="kit"),
    re_path(r"^partager/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/lien/$", kit.make_link, name="make-link"),
    re_path(r"^partager/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/kit\.zip$", kit.kit_zip, name="kit-zip"),
    re_path(r"^v/(?P<code>[\w-]{1,40})/?$", tracked_link_views.follow, name="follow"),
    path("moi/liens/", tracked_link_views.my_links, name="my-links"),
    path("moi/liens/<slug:code>/", tracked_link_views.my_link, name="my-link"),
    re_path(
        r"^moi/liens/(?P<code>[\w-]{1,40})/qr\.(?P<ending>svg|png)$", tracked_link_views.link_code, name="link-code"
    ),
    path("moi/liens/<slug:code>/retirer/", tracked_link_views.retire_link, name="retire-link"),
    path("equipe/liens/", tracked_link_views.link_sums, name="link-sums"),
]
