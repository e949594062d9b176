"""URLs of associations."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.associations.views import caring, groups, partners, projects, team, wishes, workshop

app_name = "associations"
urlpatterns = [
    path("lieux-partenaires/", partners.propose_partnership_page, name="propose"),
    path("partenaire/<token:token>/", partners.partner, name="partner"),
    path("partenaire/<token:token>/rencontre/<int:pk>/", partners.confirm_meeting, name="partner-confirms"),
    path("partenaire/<token:token>/lien/", partners.renew_partner_link, name="renew-partner-link"),
    path("moi/association/", wishes.my_wishes, name="my-wishes"),
    path("moi/association/<int:pk>/ajouter/", wishes.add_wish, name="add-wish"),
    path("moi/association/<int:pk>/deplacer/", wishes.move_wish, name="move-wish"),
    path("groupes/<int:pk>/", groups.group, name="group"),
    path("groupes/<int:pk>/rencontres.ics", groups.group_calendar, name="group-calendar"),
    path("groupes/<int:pk>/excuser/", groups.excuse_month, name="excuse-month"),
    path("groupes/<int:pk>/dissoudre/", groups.dissolve_group, name="dissolve-group"),
    path("rencontres/<int:pk>/confirmer/", groups.confirm_meeting, name="confirm-meeting"),
    path("rencontres/<int:pk>/annuler/", groups.cancel_meeting, name="cancel-meeting"),
    path("equipe/associations/", team.board, name="board"),
    path("equipe/associations/lieux/", team.partnership_list, name="partnership-list"),
    path("equipe/associations/lieux/<int:pk>/", team.partnership, name="partnership"),
    path("equipe/associations/repartition/", team.proposal_list, name="proposal-list"),
    path("equipe/associations/repartition/<int:pk>/", team.proposal, name="proposal"),
    path("equipe/associations/repartition/<int:pk>/publier/", team.publish_proposal, name="publish-proposal"),
    path("rencontres/<int:pk>/ressenti/", caring.feel_meeting, name="feel-meeting"),
    path("partenaire/<token:token>/rencontre/<int:pk>/ressenti/", caring.partner_feels, name="partner-feels"),
    path("moi/nouvelles/", caring.answer_absence, name="answer-absence"),
    path("equipe/associations/suivi/", caring.care_board, name="care-board"),
    path("equipe/associations/suivi/<int:pk>/", caring.group_care, name="group-care"),
    path("equipe/associations/suivi/<int:pk>/fusionner/", caring.merge_groups, name="merge-groups"),
    path("equipe/associations/membres/<int:pk>/deplacer/", caring.move_member, name="move-member"),
    path("equipe/associations/absences/<int:pk>/", caring.close_absence, name="close-absence"),
    path("projets/", projects.project_list, name="project-list"),
    path("projets/idees/", projects.idea_bank, name="idea-bank"),
    path("projets/<slug:slug>/", projects.project, name="project"),
    path("projets/<slug:slug>/reprendre/", projects.take_up_project, name="take-up-project"),
    path("projets/<slug:slug>/preuves/<int:pk>.jpg", projects.project_proof, name="project-proof"),
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
