"""Application configuration of projects: its part of the shared registries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Projets des groupes."""

    name = "passeurs.projects"
    label = "projects"
    verbose_name = _("Projets des groupes")

    def ready(self) -> None:
        """Register what is shared, asked, kept, and the blocks of a group’s page; listen to merged groups."""
        from passeurs.core import registry
        from passeurs.core.registry import Tab
        from passeurs.core.sections import register_sections
        from passeurs.projects import receivers, sections  # noqa: F401
        from passeurs.projects.actions.erasure import erase_projects
        from passeurs.projects.queries import handover, mentor, project, workload

        registry.public_subjects.register("projects", ("projects.project",))
        registry.loads.register("projects", workload.step_loads)
        registry.shareables.register("project", project.share_project)
        registry.alike.register("project", project.projects_alike)
        registry.answer_pages.register("project", _("l’atelier du projet"))
        registry.todos.register("projects-handover", handover.handover_todos)
        registry.personal_data.register(
            "projects",
            registry.PersonalData(
                _("Projets et parrainages"),
                lambda person: {
                    "projets": project.export_projects(person),
                    "parrainages": mentor.export_mentor_messages(person),
                },
                erase_projects,
            ),
        )
        blocks = (
            ("group-top", 10, "inherited_handover"),
            ("group-projects", 10, "projects_of_group"),
            ("group", 10, "year_end"),
        )
        register_sections("projects", sections, blocks)
        public = registry.NavEntry(_("Projets"), "projects:project-list", "sparkles", frozenset({"visitor"}), order=25)
        registry.navigation.register("projects", public)
        registry.tabs.register("projects", Tab("projects", _("Projets"), "projects:team-project-list", order=60))
