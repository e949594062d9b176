"""URLs of the portal."""

from django.urls import path

from passeurs.portal import views

app_name = "portal"
urlpatterns = [
    path("aujourdhui/", views.today, name="today"),
    path("moi/semaines/", views.my_weeks, name="my-weeks"),
    path("moi/semaines/examens/<int:pk>/", views.forget_my_exams, name="forget-my-exams"),
    path("equipe/charge/", views.team_workload, name="team-workload"),
    path("demo/", views.demo, name="demo"),
    path("demo/courrier/", views.demo_mail, name="demo-mail"),
]
