"""URLs of the portal."""

from django.urls import path

from passeurs.portal import views

app_name = "portal"
urlpatterns = [
    path("aujourdhui/", views.today, name="today"),
    path("demo/", views.demo, name="demo"),
    path("demo/courrier/", views.demo_mail, name="demo-mail"),
]
