"""Application configuration of recruitment: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    """Candidatures."""

    name = "passeurs.recruitment"
    label = "recruitment"
    verbose_name = _("Candidatures")

    def ready(self) -> None:
        """Register figures, personal data, periodic work, navigation; listen to guardians."""
        from passeurs.core import registry
        from passeurs.recruitment import receivers  # noqa: F401
        from passeurs.recruitment.actions import retention as retention_actions
        from passeurs.recruitment.queries.application import application_figures, export_applications
        from passeurs.recruitment.queries.place import seat_figures
        from passeurs.recruitment.queries.reading import reading_loads

        shown = ("recruitment.call:", "recruitment.track:", "recruitment.draw:")
        registry.public_subjects.register("recruitment", shown)
        registry.answer_pages.register("application", _("la page de la candidature"))
        registry.figures.register("recruitment", application_figures)
        registry.figures.register("recruitment-seats", seat_figures)
        registry.loads.register("recruitment", reading_loads)
        registry.personal_data.register(
            "recruitment",
            registry.PersonalData(
                _("Candidatures"),
                export_applications,
                retention_actions.erase_applications_of,
                kept=_("Le nombre de candidatures par ville, âge et réponse, sans ton nom."),
            ),
        )
        self._register_rest()
        self._work()
        registry.navigation.register(
            "readings",
            registry.NavEntry(_("Lectures"), "recruitment:my-readings", "book-open", frozenset({"juror"}), order=34),
        )
        registry.navigation.register(
            "recruitment",
            registry.NavEntry(
                _("Recrutement"), "recruitment:team-call-list", "megaphone", frozenset({"team", "referent"}), order=35
            ),
        )

    @staticmethod
    def _work() -> None:
        """What the clock does."""
        from passeurs.core import registry
        from passeurs.recruitment.actions import answer as answer_actions
        from passeurs.recruitment.actions import call as call_actions
        from passeurs.recruitment.actions import draw as draw_actions
        from passeurs.recruitment.actions import guardian as guardian_actions
        from passeurs.recruitment.actions import intake as intake_actions
        from passeurs.recruitment.actions import place as place_actions
        from passeurs.recruitment.actions import retention as retention_actions

        registry.ticks.register("recruitment.close", call_actions.close_due_calls)
        registry.ticks.register("recruitment.tell", call_actions.tell_of_opening)
        registry.ticks.register("recruitment.guardians", guardian_actions.remind_guardians)
        registry.ticks.register("recruitment.drafts", retention_actions.remind_drafts)
        registry.ticks.register("recruitment.answers", answer_actions.push_open_answers)
        registry.ticks.register("recruitment.draws", draw_actions.resume_draws)
        registry.ticks.register("recruitment.expired", place_actions.free_expired_places)
        registry.ticks.register("recruitment.intakes", intake_actions.tend_intakes)
        registry.ticks.register("recruitment.forget_draws", retention_actions.forget_draws)
        registry.ticks.register("recruitment.forget", retention_actions.forget_old_applications)

    @staticmethod
    def _register_rest() -> None:
        """Scripts; what may be done twice: a computation is claimed, an answer leaves once, the erased are erased."""
        from passeurs.core import registry
        from passeurs.recruitment.actions import retention as retention_actions

        registry.erasures.register("erase_application", retention_actions.erase_application_again)
        for name in ("checkdraw", "outbox", "proof"):
            registry.behaviours.register(name, f"recruitment/js/{name}.js")
        for name in ("compute_draw", "push_answers"):
            path = f"passeurs.recruitment.tasks.{name}"
            registry.repeatable_tasks.register(path, path)
