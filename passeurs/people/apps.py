"""Application configuration of people: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Comptes."""

    name = "passeurs.people"
    label = "people"
    verbose_name = _("Comptes")

    def ready(self) -> None:
        """Register audiences, personal data, places of the navigation; listen to allauth."""
        from passeurs.core import registry
        from passeurs.people import actions, exports, queries, receivers  # noqa: F401

        registry.public_subjects.register("people", ("people.person:",))
        registry.audiences.register("people", queries.audiences_of)
        registry.languages.register("people", queries.language_of)
        registry.link_makers.register("private", actions.mailed_url)
        registry.personal_data.register(
            "people",
            registry.PersonalData(
                title=_("Ton compte, ton profil, tes consentements, tes rôles"),
                export=exports.export_account,
                erase=actions.erase_account,
                kept=_("Le journal garde la trace des actions, sans nom ni adresse, pour pouvoir rendre des comptes."),
                order=100,
            ),
        )
        registry.erasures.register("erase_person", actions.erase_person_again)
        registry.ticks.register("people.sessions", lambda at: actions.forget_ended_sessions(at=at))
        registry.ticks.register("people.links", lambda at: actions.forget_links(at=at))
        for name, title, icon, audience, order in (
            ("me", _("Moi"), "circle-user", "member", 90),
            ("person-list", _("Personnes"), "users", "team", 40),
        ):
            entry = registry.NavEntry(title, f"people:{name}", icon, frozenset({audience}), order=order)
            registry.navigation.register(f"people.{name}", entry)
