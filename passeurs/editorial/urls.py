"""URLs of editorial: the letter."""

from django.urls import path

from passeurs.editorial.views import letter, letter_team

app_name = "editorial"
urlpatterns = [
    path("lettre/", letter.subscribe, name="subscribe"),
    path("lettre/merci/", letter.subscribed, name="subscribed"),
    path("lettre/confirmer/<str:token>/", letter.confirm, name="confirm"),
    path("lettre/choix/<str:token>/", letter.manage, name="manage"),
    path("lettre/quitter/<str:token>/", letter.leave, name="leave"),
    path("lettre/numeros/", letter.issue_archive, name="issue-archive"),
    path("lettre/numeros/<slug:slug>/", letter.issue, name="issue"),
    path("equipe/lettre/", letter_team.issue_list, name="issue-list"),
    path("equipe/lettre/lecteurs/", letter_team.reader_counts, name="reader-counts"),
    path("equipe/lettre/lecteurs.csv", letter_team.export_readers, name="export-readers"),
    path("equipe/lettre/retours/", letter_team.bounce_list, name="bounce-list"),
    path("equipe/lettre/retours/<int:pk>/reprendre/", letter_team.reinstate, name="reinstate"),
    path("equipe/lettre/<int:pk>/", letter_team.compose_issue, name="compose-issue"),
    path("equipe/lettre/<int:pk>/choisir/", letter_team.pick, name="pick"),
    path("equipe/lettre/<int:pk>/apercu/", letter_team.preview_issue, name="preview-issue"),
    path("equipe/lettre/<int:pk>/apercu/mail/", letter_team.preview_mail, name="preview-mail"),
    path("equipe/lettre/<int:pk>/essai/", letter_team.try_issue, name="try-issue"),
    path("equipe/lettre/<int:pk>/envoyer/", letter_team.send_issue, name="send-issue"),
    path("equipe/lettre/<int:pk>/envoi/", letter_team.sending_page, name="sending"),
    path("equipe/lettre/<int:pk>/jeter/", letter_team.discard_issue, name="discard-issue"),
]
