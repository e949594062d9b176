"""Blocks of pages: those that somebody writes, those that draw from the data."""

from wagtail import blocks

from passeurs.editorial.blocks import content as content_blocks
from passeurs.editorial.blocks import data as data_blocks
from passeurs.editorial.blocks.content import NetworkBlock

__all__ = ["BODY_BLOCKS", "NetworkBlock"]

BODY_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", content_blocks.TextBlock()),
    ("quote", content_blocks.QuoteBlock()),
    ("picture", content_blocks.PictureBlock()),
    ("video", content_blocks.VideoBlock()),
    ("faq", content_blocks.FaqBlock()),
    ("steps", content_blocks.StepsBlock()),
    ("roles", content_blocks.RolesBlock()),
    ("links", content_blocks.LinksBlock()),
    ("selections", data_blocks.SelectionsBlock()),
    ("news", data_blocks.NewsBlock()),
    ("figures", data_blocks.FiguresBlock()),
    ("city_map", data_blocks.CityMapBlock()),
    ("events", data_blocks.EventsBlock()),
    ("venues", data_blocks.VenuesBlock()),
    ("apply", data_blocks.ApplyBlock()),
    ("connected", data_blocks.ConnectedBlock()),
    ("identity", data_blocks.IdentityBlock()),
    ("conformity", data_blocks.ConformityBlock()),
]
