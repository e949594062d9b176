"""URLs of projects."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.projects.views import certificate, handover, mentor, project, workshop

app_name = "projects"
urlpatterns = [
    path("groupes/<int:pk>/passation/", handover.handover, name="handover"),
    path("groupes/<int:pk>/parrainer/", mentor.become_mentor, name="become-mentor"),
    path("groupes/<int:pk>/attestation.pdf", certificate.certificate, name="certificate"),
    path("moi/parrainages/", mentor.my_mentoring, name="my-mentoring"),
    path("parrainages/<int:pk>/arreter/", mentor.end_mentoring, name="end-mentoring"),
    path("parrainages/<int:pk>/groupes/<int:group_pk>/", mentor.mentor_conversation, name="mentor-conversation"),
    path("projets/", project.project_list, name="project-list"),
    path("projets/idees/", project.idea_bank, name="idea-bank"),
    path("projets/<slug:slug>/", project.project, name="project"),
    path("projets/<slug:slug>/reprendre/", project.take_up_project, name="take-up-project"),
    path("projets/<slug:slug>/preuves/<int:pk>.jpg", project.project_proof, name="project-proof"),
    path("groupes/<int:pk>/projets/nouveau/", workshop.start_project, name="start-project"),
    path("groupes/projets/<int:pk>/", workshop.project_workshop, name="project-workshop"),
    path("groupes/projets/<int:pk>/ecrire/", workshop.save_project, name="save-project"),
    path("groupes/projets/<int:pk>/etapes/", workshop.add_step, name="add-step"),
    path("groupes/projets/<int:pk>/etapes/<int:step_pk>/", workshop.change_step, name="change-step"),
    path("groupes/projets/<int:pk>/avancer/", workshop.move_project, name="move-project"),
    path("groupes/projets/<int:pk>/reponse/", workshop.decide_project, name="decide-project"),
    path("groupes/projets/<int:pk>/bilan/", workshop.project_outcome, name="project-outcome"),
    path("groupes/projets/<int:pk>/preuves/", workshop.add_proof, name="add-proof"),
    path("groupes/projets/<int:pk>/preuves/<int:proof_pk>/enlever/", workshop.remove_proof, name="remove-proof"),
    path("equipe/associations/projets/", workshop.team_project_list, name="team-project-list"),
]
