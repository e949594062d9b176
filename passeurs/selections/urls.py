"""URLs of selections."""

from django.urls import path

from passeurs.selections import views

app_name = "selections"
urlpatterns = [
    path("selections/", views.selection_list, name="selection-list"),
    path("selections/<slug:slug>/", views.selection, name="selection"),
    path("moi/selections/", views.my_selections, name="my-selections"),
    path("moi/selections/nouvelle/", views.start_selection, name="start-selection"),
    path("moi/selections/<int:pk>/", views.compose, name="compose"),
    path("moi/selections/<int:pk>/ordre/", views.order_items, name="order-items"),
    path("moi/selections/<int:pk>/ajouter/", views.add_item, name="add-item"),
    path("moi/selections/<int:pk>/nouvelle-oeuvre/", views.propose_work, name="propose-work"),
    path("moi/selections/<int:pk>/proposer/", views.propose_selection, name="propose-selection"),
    path("moi/selections/<int:pk>/reprendre/", views.take_back, name="take-back"),
    path("moi/selections/<int:pk>/supprimer/", views.delete_selection, name="delete-selection"),
    path("selections/<slug:slug>/retirer/", views.retire_selection, name="retire-selection"),
    path("relectures/", views.waiting, name="waiting"),
    path("relectures/<int:pk>/", views.second_read, name="second-read"),
]
