"""Pages of the toolbox: the gallery of components, posters."""

from django.urls import path, register_converter

from passeurs.core import views


class SeedConverter:
    """The seed of a poster: short and plain, so that the address says no more than a reference."""

    regex = r"[A-Za-z0-9_.:-]{1,80}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: object) -> str:
        """As it is; anything is turned to text first."""
        return str(value)


register_converter(SeedConverter, "seed")


class TokenConverter:
    """The token of a private link."""

    regex = r"[A-Za-z0-9_-]{20,64}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(TokenConverter, "token")

app_name = "core"
urlpatterns = [
    path("composants/", views.component_gallery, name="component-gallery"),
    path("sante/", views.alive, name="alive"),
    path("pret/", views.ready, name="ready"),
    path("affiche/<slug:category>/<int:width>x<int:height>/<seed:seed>.svg", views.poster, name="poster"),
]
