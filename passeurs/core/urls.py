"""Pages of the toolbox: the gallery of components, errors."""

from django.urls import path

from passeurs.core import views

app_name = "core"
urlpatterns = [
    path("composants/", views.component_gallery, name="component-gallery"),
]
