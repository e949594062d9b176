"""URLs of selections."""

from django.urls import path

from passeurs.selections import views

app_name = "selections"
urlpatterns = [
    path("selections/", views.selection_list, name="selection-list"),
    path("selections/<slug:slug>/", views.selection, name="selection"),
    path("moi/selections/", views.my_selections, name="my-selections"),
    path("moi/selections/nouvelle/", views.start_selection, name="start-selection"),
    path("moi/selections/<int:pk>/", views.compose, name="compose"),
    path("moi/selections/<int:pk>/ordre/", views.order_items, name="order-items"),
    path("moi/selections/<int:pk>/ajouter/", views.add_item, name="add-item"),
    path("moi/selections/<int:pk>/nouvelle-oeuvre/", views.propose_work, name="propose-work"),
    path("moi/selections/<int:pk>/nouveau-lieu/", views.propose_venue, name="propose-venue"),
    path("moi/selections/<int:pk>/coller/", views.paste_lines, name="paste-lines"),
    path("moi/selections/<int:pk>/coller/ajouter/", views.add_pasted, name="add-pasted"),
    path("moi/selections/<int:pk>/elargir/", views.widen, name="widen"),
    path("moi/selections/<int:pk>/groupe/", views.group, name="group"),
    path("moi/selections/<int:pk>/idees/", views.open_to_ideas, name="open-to-ideas"),
    path("moi/selections/<int:pk>/nouvelle-version/", views.start_revision, name="start-revision"),
    path("moi/selections/<int:pk>/recours/", views.appeal_decision, name="appeal-decision"),
    path("moi/invitations/<int:pk>/", views.answer_invitation, name="answer-invitation"),
    path("moi/groupes/<int:pk>/quitter/", views.remove_co_author, name="remove-co-author"),
    path("moi/idees/", views.ideas, name="ideas"),
    path("moi/idees/<int:pk>/nouvelle/", views.suggest_item, name="suggest-item"),
    path("moi/idees/<int:pk>/repondre/", views.answer_suggestion, name="answer-suggestion"),
    path("moi/selections/<int:pk>/proposer/", views.propose_selection, name="propose-selection"),
    path("moi/selections/<int:pk>/reprendre/", views.take_back, name="take-back"),
    path("moi/selections/<int:pk>/supprimer/", views.delete_selection, name="delete-selection"),
    path("selections/<slug:slug>/retirer/", views.retire_selection, name="retire-selection"),
    path("selections/<slug:slug>/versions/", views.version_list, name="version-list"),
    path("appels/", views.call_list, name="call-list"),
    path("appels/<slug:slug>/", views.call, name="call"),
    path("regles/", views.moderation_rules, name="moderation-rules"),
    path("regles/moderation/", views.moderation, name="moderation"),
    path("equipe/selections/", views.team_selection_list, name="team-selection-list"),
    path("equipe/appels/", views.team_call_list, name="team-call-list"),
    path("equipe/appels/nouveau/", views.open_call, name="open-call"),
    path("equipe/appels/<int:pk>/", views.change_call, name="change-call"),
    path("equipe/appels/<int:pk>/clore/", views.close_call, name="close-call"),
    path("equipe/moderation/", views.moderation_log, name="moderation-log"),
    path("equipe/recours/", views.appeal_list, name="appeal-list"),
    path("equipe/recours/<int:pk>/", views.answer_appeal, name="answer-appeal"),
    path("relectures/", views.waiting, name="waiting"),
    path("relectures/<int:pk>/", views.second_read, name="second-read"),
]
