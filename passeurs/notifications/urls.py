"""URLs of notifications."""

from django.urls import path

from passeurs.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.message_list, name="message-list"),
    path("notifications/tout-lu/", views.mark_all_read, name="mark-all-read"),
    path("notifications/preferences/", views.change_preferences, name="change-preferences"),
    path("notifications/desabonnement/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("notifications/<int:pk>/", views.open_message, name="open-message"),
]
