"""URLs of promises."""

from django.urls import path

from passeurs.promises import views

app_name = "promises"
urlpatterns = [
    path("equipe/reponses/", views.promise_list, name="promise-list"),
    path("equipe/reponses/<int:pk>/", views.answer_promise, name="answer-promise"),
]
