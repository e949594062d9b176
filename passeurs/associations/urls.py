"""URLs of associations."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.associations.views import groups, life, partners, polls, team, wishes

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
    path("groupes/<int:pk>/sondage/", polls.open_poll, name="open-poll"),
    path("groupes/<int:pk>/notes/", life.save_note, name="save-note"),
    path("groupes/<int:pk>/actions/", life.add_action, name="add-action"),
    path("groupes/<int:pk>/fichiers/", life.add_file, name="add-file"),
    path("groupes/<int:pk>/role/", life.take_role, name="take-role"),
    path("groupes/<int:pk>/regles/", life.group_charter, name="group-charter"),
    path("groupes/actions/<int:pk>/", life.change_action, name="change-action"),
    path("groupes/fichiers/<int:pk>/", life.group_file, name="group-file"),
    path("sondages/<int:pk>/", polls.vote, name="vote"),
    path("sondages/<int:pk>/choisir/", polls.close_poll, name="close-poll"),
    path("partenaire/<token:token>/groupe/<int:pk>/sondage/", polls.partner_opens_poll, name="partner-opens-poll"),
    path("partenaire/<token:token>/sondage/<int:pk>/", polls.partner_votes, name="partner-votes"),
    path("moi/agenda/", life.calendars, name="calendars"),
    path("moi/agenda/adresse/", life.my_calendar, name="my-calendar"),
    path("agenda/<token:token>.ics", life.calendar_feed, name="calendar-feed"),
    path("equipe/associations/calendrier/", life.terms, name="terms"),
    path("equipe/associations/calendrier/<int:pk>/enlever/", life.drop_term, name="drop-term"),
    path("rencontres/<int:pk>/deplacer/", polls.move_meeting, name="move-meeting"),
    path("rencontres/<int:pk>/confirmer/", groups.confirm_meeting, name="confirm-meeting"),
    path("rencontres/<int:pk>/annuler/", groups.cancel_meeting, name="cancel-meeting"),
    path("equipe/associations/", team.board, name="board"),
    path("equipe/associations/lieux/", team.partnership_list, name="partnership-list"),
    path("equipe/associations/lieux/<int:pk>/", team.partnership, name="partnership"),
    path("equipe/associations/repartition/", team.proposal_list, name="proposal-list"),
    path("equipe/associations/repartition/<int:pk>/", team.proposal, name="proposal"),
    path("equipe/associations/repartition/<int:pk>/publier/", team.publish_proposal, name="publish-proposal"),
]
