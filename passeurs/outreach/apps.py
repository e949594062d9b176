"""Application configuration of outreach: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    """Porte-paroles."""

    name = "passeurs.outreach"
    label = "outreach"
    verbose_name = _("Porte-paroles")

    def ready(self) -> None:
        """Register images and pages of sharing, news, personal data, the end of old images, navigation."""
        from django.conf import settings

        from passeurs.core import registry
        from passeurs.core.poster.drawing_store import forget_oldest
        from passeurs.outreach import actions
        from passeurs.outreach.queries import share_image as share_image_queries
        from passeurs.outreach.queries import shareable as shareable_queries
        from passeurs.outreach.queries import tracked_link as tracked_link_queries

        registry.share_images.register("outreach", share_image_queries.share_image)
        registry.share_pages.register("outreach", shareable_queries.share_page)
        registry.news.register("outreach", tracked_link_queries.link_news)
        registry.ticks.register("share-images", lambda at: forget_oldest(settings.SHARE_IMAGES_BYTES))
        registry.personal_data.register(
            "outreach",
            registry.PersonalData(
                _("Liens courts"),
                tracked_link_queries.export_links,
                actions.erase_links,
                kept=_("Tes liens courts et leurs passages, sans ton nom\u202f: des affiches les portent encore."),
            ),
        )
        for name in ("lengths", "sharefile"):
            registry.behaviours.register(name, f"outreach/js/{name}.js")
        places = (
            ("outreach-mine", _("Mes liens"), "outreach:my-links", "ambassador", 95),
            ("outreach-team", _("Partages"), "outreach:link-sums", "team", 45),
        )
        for name, title, url_name, audience, order in places:
            entry = registry.NavEntry(title, url_name, "share-2", frozenset({audience}), order=order)
            registry.navigation.register(name, entry)
