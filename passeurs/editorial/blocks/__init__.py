"""Blocks of pages: those that somebody writes, those that live by themselves."""

from wagtail import blocks

from passeurs.editorial.blocks import live, written
from passeurs.editorial.blocks.written import NetworkBlock

__all__ = ["BODY_BLOCKS", "NetworkBlock"]

BODY_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", written.TextBlock()),
    ("quote", written.QuoteBlock()),
    ("picture", written.PictureBlock()),
    ("video", written.VideoBlock()),
    ("faq", written.FaqBlock()),
    ("steps", written.StepsBlock()),
    ("roles", written.RolesBlock()),
    ("links", written.LinksBlock()),
    ("selections", live.SelectionsBlock()),
    ("news", live.NewsBlock()),
    ("figures", live.FiguresBlock()),
    ("city_map", live.CityMapBlock()),
    ("events", live.EventsBlock()),
    ("venues", live.VenuesBlock()),
    ("apply", live.ApplyBlock()),
    ("connected", live.ConnectedBlock()),
    ("identity", live.IdentityBlock()),
    ("conformity", live.ConformityBlock()),
]
