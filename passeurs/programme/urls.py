"""URLs of the programme."""

from django.urls import path

from passeurs.programme import views

app_name = "programme"
urlpatterns = [
    path("equipe/saisons/", views.season_list, name="season-list"),
    path("equipe/programmes/<slug:slug>/nouvelle-saison/", views.open_season, name="open-season"),
    path("equipe/saisons/<int:pk>/", views.season, name="season"),
    path("equipe/saisons/<int:pk>/modifier/", views.change_season, name="change-season"),
    path("equipe/saisons/<int:pk>/phase/", views.move_season, name="move-season"),
    path("equipe/saisons/<int:pk>/cloner/", views.clone_season, name="clone-season"),
    path("equipe/saisons/<int:pk>/villes/", views.set_season_city, name="set-season-city"),
    path("equipe/saisons/<int:pk>/charte/", views.publish_charter, name="publish-charter"),
    path("equipe/villes/<int:pk>/", views.season_city, name="season-city"),
    path("equipe/villes/<int:pk>/mandats/", views.give_mandate, name="give-mandate"),
    path("equipe/villes/<int:pk>/retirer/", views.remove_season_city, name="remove-season-city"),
    path("equipe/mandats/<int:pk>/", views.change_mandate, name="change-mandate"),
    path("moi/mandat/", views.my_mandate, name="my-mandate"),
    path("moi/charte/", views.accept_charter, name="accept-charter"),
    path("equipe/associations/calendrier/", views.school_break_list, name="school-break-list"),
    path("equipe/associations/calendrier/<int:pk>/enlever/", views.remove_school_break, name="remove-school-break"),
]
