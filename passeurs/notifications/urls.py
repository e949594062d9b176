"""URLs of notifications."""

from django.urls import path

from passeurs.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.message_list, name="message-list"),
    path("notifications/tout-lu/", views.mark_all_read, name="mark-all-read"),
    path("notifications/tout-lu/annuler/", views.undo_all_read, name="undo-all-read"),
    path("notifications/pause/", views.pause_mails, name="pause-mails"),
    path("notifications/preferences/", views.change_preferences, name="change-preferences"),
    path("notifications/desabonnement/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("equipe/courrier/", views.stuck_mails, name="stuck-mails"),
    path("equipe/courrier/<int:pk>/", views.decide_letter, name="decide-letter"),
    path("equipe/courrier/notifications/<int:pk>/", views.decide_delivery, name="decide-delivery"),
    path("notifications/<int:pk>/", views.open_message, name="open-message"),
    path("notifications/<int:pk>/sujet/", views.thing_messages, name="thing-messages"),
    path("notifications/<int:pk>/marquer/", views.mark, name="mark"),
]
