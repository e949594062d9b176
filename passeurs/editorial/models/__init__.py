"""Tables of editorial, by noun."""

from passeurs.editorial.models.article import ArticlePage, NewsIndexPage
from passeurs.editorial.models.city import CityIndexPage, CityPage
from passeurs.editorial.models.pages import HomePage, ProgrammePage, SitePage, TextPage
from passeurs.editorial.models.picture import Picture, PictureRendition
from passeurs.editorial.models.site import SiteSettings

__all__ = [
    "ArticlePage",
    "CityIndexPage",
    "CityPage",
    "HomePage",
    "NewsIndexPage",
    "Picture",
    "PictureRendition",
    "ProgrammePage",
    "SitePage",
    "SiteSettings",
    "TextPage",
]
