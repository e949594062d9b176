"""URLs of questionnaires: the team's editor."""

from django.urls import path

from passeurs.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("equipe/questionnaires/", views.questionnaire_list, name="questionnaire-list"),
    path("equipe/questionnaires/nouveau/", views.make_questionnaire, name="make-questionnaire"),
    path("equipe/questionnaires/<int:pk>/", views.questionnaire, name="questionnaire"),
    path("equipe/questionnaires/<int:pk>/titre/", views.save_questionnaire, name="save-questionnaire"),
    path("equipe/questionnaires/<int:pk>/dupliquer/", views.duplicate_questionnaire, name="duplicate-questionnaire"),
    path("equipe/questionnaires/<int:pk>/figer/", views.freeze_questionnaire, name="freeze-questionnaire"),
    path("equipe/questionnaires/<int:pk>/apercu/<int:number>/", views.preview, name="preview"),
    path("equipe/questionnaires/<int:pk>/reponses.csv", views.answers_csv, name="answers-csv"),
    path("equipe/questionnaires/<int:pk>/ecran/", views.add_screen, name="add-screen"),
    path("equipe/questionnaires/ecrans/<int:pk>/", views.change_screen, name="change-screen"),
    path("equipe/questionnaires/ecrans/<int:pk>/question/", views.add_question, name="add-question"),
    path("equipe/questionnaires/questions/<int:pk>/", views.change_question, name="change-question"),
    path("equipe/questionnaires/<str:kind>/<int:pk>/deplacer/", views.move_part, name="move-part"),
    path("equipe/questionnaires/<str:kind>/<int:pk>/supprimer/", views.delete_part, name="delete-part"),
]
