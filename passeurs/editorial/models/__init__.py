"""Tables of editorial, by noun."""

from passeurs.editorial.models.article import ArticlePage, NewsIndexPage
from passeurs.editorial.models.bounce import Bounce
from passeurs.editorial.models.city_page import CityIndexPage, CityPage
from passeurs.editorial.models.dispatch import Dispatch
from passeurs.editorial.models.issue import Issue, Pick
from passeurs.editorial.models.page import HomePage, ProgrammePage, SitePage, TextPage
from passeurs.editorial.models.picture import Picture, PictureRendition
from passeurs.editorial.models.site import SiteSettings
from passeurs.editorial.models.subscription import Rhythm, Subscription, SubscriptionQuerySet, SuppressedAddress

__all__ = [
    "ArticlePage",
    "Bounce",
    "CityIndexPage",
    "CityPage",
    "Dispatch",
    "HomePage",
    "Issue",
    "NewsIndexPage",
    "Pick",
    "Picture",
    "PictureRendition",
    "ProgrammePage",
    "Rhythm",
    "SitePage",
    "SiteSettings",
    "Subscription",
    "SubscriptionQuerySet",
    "SuppressedAddress",
    "TextPage",
]
