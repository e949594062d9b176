"""URLs of recruitment."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.recruitment.views import applying, calls, deciding, draw_public, drawing, guardian, public, status

app_name = "recruitment"
urlpatterns = [
    path("candidater/", public.call_list, name="call-list"),
    path("candidater/etre-prevenu/", public.be_told, name="be-told"),
    path("candidater/reprendre/", public.find_application, name="find-application"),
    path("candidater/<slug:slug>/", public.call, name="call"),
    path("candidater/<slug:slug>/commencer/", applying.start_application, name="start-application"),
    path("candidature/<token:token>/", status.application, name="application"),
    path("candidature/<token:token>/toi/", applying.save_identity, name="save-identity"),
    path("candidature/<token:token>/ecran/<int:number>/", applying.answer_screen, name="answer-screen"),
    path("candidature/<token:token>/envoyer/", applying.submit_application, name="submit-application"),
    path("candidature/<token:token>/corriger/<int:pk>/", status.answer_correction, name="answer-correction"),
    path("candidature/<token:token>/retirer/", status.withdraw_application, name="withdraw-application"),
    path("candidature/<token:token>/place/", status.confirm_place, name="confirm-place"),
    path("candidature/<token:token>/donnees.json", status.export_mine, name="export-mine"),
    path("candidature/<token:token>/effacer/", status.erase_application, name="erase-application"),
    path("candidature/<token:token>/fichier/<int:question>/", status.own_file, name="own-file"),
    path("candidature/<token:token>/lien/", status.renew_link, name="renew-link"),
    path("candidature/<token:token>/preuve.json", draw_public.my_proof, name="my-proof"),
    path("candidature/<token:token>/question/", draw_public.ask_question, name="ask-question"),
    path("tirage/verify_draw.py", draw_public.checker, name="checker"),
    path("tirage/<slug:slug>/", draw_public.draw, name="draw"),
    path("tirage/<slug:slug>/certificat.json", draw_public.draw_file, name="draw-file"),
    path("accord/<token:token>/", guardian.guardian, name="guardian"),
    path("accord/<token:token>/lien/", guardian.renew_guardian_link, name="renew-guardian-link"),
    path("equipe/recrutement/", calls.team_call_list, name="team-call-list"),
    path("equipe/recrutement/nouveau/<int:season>/", calls.make_call, name="make-call"),
    path("equipe/recrutement/<int:pk>/", calls.team_call, name="team-call"),
    path("equipe/recrutement/<int:pk>/modifier/", calls.change_call, name="change-call"),
    path("equipe/recrutement/<int:pk>/etat/", calls.move_call, name="move-call"),
    path("equipe/recrutement/<int:pk>/cloner/", calls.clone_call, name="clone-call"),
    path("equipe/recrutement/<int:pk>/essai/", calls.start_test_application, name="start-test-application"),
    path("equipe/recrutement/<int:pk>/parcours/", calls.add_track, name="add-track"),
    path("equipe/recrutement/parcours/<int:pk>/", calls.change_track, name="change-track"),
    path("equipe/recrutement/parcours/<int:pk>/enlever/", calls.delete_track, name="delete-track"),
    path("equipe/recrutement/<int:pk>/candidatures/", deciding.application_list, name="application-list"),
    path("equipe/recrutement/<int:pk>/decider/", deciding.decide_applications, name="decide-applications"),
    path("equipe/recrutement/<int:pk>/tirage/", drawing.team_draw, name="team-draw"),
    path("equipe/recrutement/tirages/<int:pk>/engager/", drawing.commit_draw, name="commit-draw"),
    path("equipe/recrutement/tirages/<int:pk>/hasard/", drawing.enter_beacon, name="enter-beacon"),
    path("equipe/recrutement/tirages/<int:pk>/remplacer/", drawing.replace_declined, name="replace-declined"),
    path("equipe/recrutement/<int:pk>/reponses/", drawing.send_answers, name="send-answers"),
    path("equipe/recrutement/envois/<int:pk>/pause/", drawing.pause_answers, name="pause-answers"),
    path("equipe/candidatures/<int:pk>/", deciding.team_application, name="team-application"),
    path("equipe/candidatures/<int:pk>/correction/", deciding.ask_correction, name="ask-correction"),
    path("equipe/candidatures/<int:pk>/fichier/<int:question>/", deciding.application_file, name="application-file"),
]
