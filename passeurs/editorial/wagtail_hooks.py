"""What the editors' room asks of this site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("construct_main_menu")
def drop_help(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's help sends to other sites, in English; ours is at /aide/."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
