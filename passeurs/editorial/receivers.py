"""What editorial does when Wagtail, people or the programme tell a fact."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from passeurs.core.page_cache import pages_changed
from passeurs.editorial.actions.editors import sync_editor
from passeurs.editorial.actions.pages import note_page
from passeurs.editorial.actions.site import add_city_page
from passeurs.editorial.models import SitePage, SiteSettings
from passeurs.editorial.queries.pages import forget_frame
from passeurs.people.models import RoleGrant
from passeurs.programme.models import SeasonCity


@receiver(page_published)
def note_published(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """A page went online, or changed there."""
    note_page(verb="publish_page", page=instance, actor=revision.user if revision else None)


@receiver(page_unpublished)
def note_unpublished(instance: Page, **kwargs: Any) -> None:
    """A page left the site, by hand or in its time."""
    note_page(verb="unpublish_page", page=instance)


@receiver([page_slug_changed, post_page_move])
def note_moved(instance: Page, **kwargs: Any) -> None:
    """A page changed address; the old one leads to the new one (wagtail.contrib.redirects)."""
    note_page(verb="move_page", page=instance)


@receiver(post_delete)
def note_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page was deleted."""
    if issubclass(sender, SitePage):
        note_page(verb="delete_page", page=instance)


@receiver(post_save, sender=SiteSettings)
def forget_settings(**kwargs: Any) -> None:
    """The networks and facts of the site changed."""
    forget_frame()
    pages_changed()


@receiver([post_save, post_delete], sender=RoleGrant)
def follow_roles(instance: RoleGrant, **kwargs: Any) -> None:
    """A role was given or taken back: so are the permissions of the editors' room."""
    sync_editor(person=instance.person)


@receiver(post_save, sender=SeasonCity)
def welcome_city(instance: SeasonCity, created: bool = False, **kwargs: Any) -> None:
    """A city entered a season: it gets its page, when the site has its pages."""
    if created:
        add_city_page(city=instance.city)
