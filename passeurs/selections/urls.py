"""URLs of selections."""

from django.urls import path, re_path

from passeurs.selections import views
from passeurs.selections.views import card as card_views
from passeurs.selections.views import day_count as day_count_views
from passeurs.selections.views import feed as feed_views
from passeurs.selections.views import freshness
from passeurs.selections.views import pass_export as pass_export_views
from passeurs.selections.views import preview_link as preview_link_views
from passeurs.selections.views import take_away as take_away_views

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

# Read without an account, and taken away.
urlpatterns += [
    path("selections/<slug:slug>/lu/", day_count_views.count_reading, name="count-reading"),
    path("selections/<slug:slug>/carte/", card_views.card, name="card"),
    path("a-emporter/", take_away_views.take_away, name="take-away"),
    path("a-emporter/sorties.ics", take_away_views.take_away_ics, name="take-away-ics"),
    path("a-emporter/lieux.gpx", take_away_views.take_away_gpx, name="take-away-gpx"),
    path("a-emporter/liste.pdf", take_away_views.take_away_pdf, name="take-away-pdf"),
    re_path(r"^apercu/(?P<token>[-\w]{1,64})/$", preview_link_views.preview, name="preview"),
    path("oembed/", card_views.oembed, name="oembed"),
    re_path(r"^fils/selections\.(?P<extension>atom|json)$", feed_views.feed, name="feed"),
    re_path(
        r"^fils/auteur/(?P<slug>[-\w]{1,64})\.(?P<extension>atom|json)$",
        feed_views.feed_of_author,
        name="feed-of-author",
    ),
]

# The author's own.
urlpatterns += [
    path("moi/selections/lectures/", day_count_views.my_readers, name="my-readers"),
    path("moi/selections/flux/", feed_views.author_feed, name="author-feed"),
    path("moi/selections/<int:pk>/apercu/", preview_link_views.preview_link, name="preview-link"),
    path("moi/selections/<int:pk>/fraicheur/", freshness.freshness, name="freshness"),
]

# The team's.
urlpatterns += [
    path("equipe/selections/a-rafraichir/", freshness.stale_list, name="stale-list"),
    path("equipe/selections/a-rafraichir.csv", freshness.stale_csv, name="stale-csv"),
    path("equipe/selections/exports/", pass_export_views.pass_export_list, name="pass-export-list"),
    path("equipe/selections/<int:pk>/exporter/", pass_export_views.export_selection, name="export-selection"),
    path("equipe/selections/exports/<int:pk>/", pass_export_views.pass_export, name="pass-export"),
    path("equipe/selections/exports/<int:pk>/export.csv", pass_export_views.pass_export_csv, name="pass-export-csv"),
    path("equipe/selections/exports/<int:pk>/export.json", pass_export_views.pass_export_json, name="pass-export-json"),
    path("equipe/selections/exports/<int:pk>/en-ligne/", pass_export_views.mark_live, name="mark-live"),
]
