"""URLs of matching."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.matching.views import partner_wish, proposal, published_figures, team_message, transfer, variant, wish

app_name = "matching"
urlpatterns = [
    path("partenaire/<token:token>/souhaits/", partner_wish.wishers, name="wishers"),
    path("partenaire/<token:token>/souhaits/<int:pk>/", partner_wish.rank_wisher, name="rank-wisher"),
    path("partenaire/<token:token>/souhaits/<int:pk>/refuser/", partner_wish.refuse_wisher, name="refuse-wisher"),
    path(
        "partenaire/<token:token>/souhaits/<int:pk>/accueillir/", partner_wish.welcome_wisher, name="take-refusal-back"
    ),
    path("equipe/associations/refus/<int:pk>/", partner_wish.decide_refusal, name="decide-refusal"),
    path("equipe/associations/demandes/<int:pk>/", transfer.group_request, name="group-request"),
    path("moi/association/", wish.my_wishes, name="my-wishes"),
    path("moi/association/<int:pk>/ajouter/", wish.add_wish, name="add-wish"),
    path("moi/association/<int:pk>/mot/", wish.annotate_wish, name="annotate-wish"),
    path("moi/association/<int:pk>/deplacer/", wish.move_wish, name="move-wish"),
    path("groupes-associes/", published_figures.matching_figures, name="published-figures"),
    path("groupes-associes/chiffres.csv", published_figures.matching_figures_csv, name="published-figures-csv"),
    path("equipe/associations/repartition/<int:pk>/carte/", proposal.proposal_map, name="proposal-map"),
    path("equipe/associations/couverture/ecrire/", team_message.write_team_message, name="write-team-message"),
    path("equipe/associations/couverture/messages/", team_message.team_message_list, name="team-message-list"),
    path("equipe/associations/repartition/", proposal.proposal_list, name="proposal-list"),
    path("equipe/associations/repartition/<int:pk>/", proposal.proposal, name="proposal"),
    path("equipe/associations/repartition/<int:pk>/et-si/", variant.what_if, name="ask-what-if"),
    path(
        "equipe/associations/repartition/<int:pk>/depuis/<int:other>/",
        variant.compare_proposals,
        name="compare-proposals",
    ),
    path(
        "equipe/associations/repartition/<int:pk>/pourquoi/<int:person>/", variant.explain_person, name="explain-person"
    ),
    path("equipe/associations/repartition/<int:pk>/publier/", proposal.publish_proposal, name="publish-proposal"),
    path("equipe/associations/suivi/<int:pk>/fusionner/", transfer.merge_groups, name="merge-groups"),
    path("equipe/associations/membres/<int:pk>/deplacer/", transfer.move_member, name="move-member"),
]
