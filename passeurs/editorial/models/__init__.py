"""Tables of editorial, by noun."""

from passeurs.editorial.models.article import ArticlePage, NewsIndexPage
from passeurs.editorial.models.city import CityIndexPage, CityPage
from passeurs.editorial.models.letter import (
    Bounce,
    Dispatch,
    Issue,
    Opposition,
    Pick,
    Rhythm,
    Subscription,
    SubscriptionQuerySet,
)
from passeurs.editorial.models.pages import HomePage, ProgrammePage, SitePage, TextPage
from passeurs.editorial.models.picture import Picture, PictureRendition
from passeurs.editorial.models.site import SiteSettings

__all__ = [
    "ArticlePage",
    "Bounce",
    "CityIndexPage",
    "CityPage",
    "Dispatch",
    "HomePage",
    "Issue",
    "NewsIndexPage",
    "Opposition",
    "Pick",
    "Picture",
    "PictureRendition",
    "ProgrammePage",
    "Rhythm",
    "SitePage",
    "SiteSettings",
    "Subscription",
    "SubscriptionQuerySet",
    "TextPage",
]
