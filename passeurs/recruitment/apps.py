"""Application configuration of recruitment: its part of the shared registries."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """Candidatures."""

    name = "passeurs.recruitment"
    label = "recruitment"
    verbose_name = "Candidatures"

    def ready(self) -> None:
        """Register figures, personal data, periodic work, navigation; listen to guardians."""
        from passeurs.core import registry
        from passeurs.recruitment.actions import answering, calls, drawing, guardians, importing, keeping, replacing
        from passeurs.recruitment.queries import reading
        from passeurs.recruitment.queries.calls import application_counters, export_applications

        registry.public_subjects.register(
            "recruitment", ("recruitment.call:", "recruitment.track:", "recruitment.draw:")
        )
        registry.answer_pages.register("application", "la page de la candidature")
        registry.figures.register("recruitment", application_counters)
        registry.loads.register("recruitment", reading.reading_loads)
        registry.personal_data.register(
            "recruitment",
            registry.PersonalData(
                "Candidatures",
                export_applications,
                keeping.erase_applications_of,
                kept="Le nombre de candidatures par ville, âge et réponse, sans ton nom.",
            ),
        )
        registry.ticks.register("recruitment.close", calls.close_due_calls)
        registry.ticks.register("recruitment.tell", calls.tell_of_opening)
        registry.ticks.register("recruitment.guardians", guardians.remind_guardians)
        registry.ticks.register("recruitment.drafts", keeping.remind_drafts)
        registry.ticks.register("recruitment.answers", answering.push_open_answers)
        registry.ticks.register("recruitment.draws", drawing.resume_draws)
        registry.ticks.register("recruitment.expired", replacing.free_expired_places)
        registry.ticks.register("recruitment.intakes", importing.forget_intakes)
        registry.ticks.register("recruitment.forget_draws", keeping.forget_draws)
        registry.ticks.register("recruitment.forget", keeping.forget_old_applications)
        registry.navigation.register(
            "readings",
            registry.NavEntry("Lectures", "recruitment:my-readings", "book-open", frozenset({"juror"}), order=34),
        )
        registry.navigation.register(
            "recruitment",
            registry.NavEntry(
                "Recrutement", "recruitment:team-call-list", "megaphone", frozenset({"team", "referent"}), order=35
            ),
        )
