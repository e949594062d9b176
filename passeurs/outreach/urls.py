"""URLs of outreach."""

from django.urls import path, re_path

from passeurs.outreach.views import images, kit, links

app_name = "outreach"
urlpatterns = [
    re_path(
        r"^image/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/(?P<slug>[a-z]{1,20})\.(?P<ending>png|pdf)$",
        images.image,
        name="image",
    ),
    re_path(r"^partager/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/$", kit.kit, name="kit"),
    re_path(r"^partager/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/lien/$", kit.make_link, name="make-link"),
    re_path(r"^partager/(?P<kind>[a-z]{1,30})/(?P<ref>[\w.-]{1,140})/kit\.zip$", kit.kit_zip, name="kit-zip"),
    re_path(r"^v/(?P<code>[\w-]{1,40})/?$", links.follow, name="follow"),
    path("moi/liens/", links.my_links, name="my-links"),
    path("moi/liens/<slug:code>/", links.my_link, name="my-link"),
    re_path(r"^moi/liens/(?P<code>[\w-]{1,40})/qr\.(?P<ending>svg|png)$", links.link_code, name="link-code"),
    path("moi/liens/<slug:code>/retirer/", links.retire_link, name="retire-link"),
    path("equipe/liens/", links.link_sums, name="link-sums"),
]
