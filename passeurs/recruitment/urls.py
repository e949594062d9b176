"""URLs of recruitment."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.recruitment.views import answer as answer_views
from passeurs.recruitment.views import application as application_views
from passeurs.recruitment.views import birth_date as birth_date_views
from passeurs.recruitment.views import call as call_views
from passeurs.recruitment.views import certificate as certificate_views
from passeurs.recruitment.views import correction as correction_views
from passeurs.recruitment.views import decision as decision_views
from passeurs.recruitment.views import discussion as discussion_views
from passeurs.recruitment.views import draw as draw_views
from passeurs.recruitment.views import eligibility, guardian
from passeurs.recruitment.views import feedback as feedback_views
from passeurs.recruitment.views import intake as intake_views
from passeurs.recruitment.views import place as place_views
from passeurs.recruitment.views import quota as quota_views
from passeurs.recruitment.views import reading as reading_views
from passeurs.recruitment.views import replacement as replacement_views
from passeurs.recruitment.views import track as track_views

app_name = "recruitment"
urlpatterns = [
    path("candidater/", call_views.call_list, name="call-list"),
    path("candidater/etre-prevenu/", call_views.be_told, name="be-told"),
    path("candidater/reprendre/", application_views.find_application, name="find-application"),
    path("candidater/<slug:slug>/", call_views.call, name="call"),
    path("candidater/<slug:slug>/commencer/", application_views.start_application, name="start-application"),
    path("candidature/<token:token>/", application_views.application, name="application"),
    path("candidature/<token:token>/toi/", application_views.save_identity, name="save-identity"),
    path("candidature/<token:token>/ecran/<int:number>/", application_views.answer_screen, name="answer-screen"),
    path("candidature/<token:token>/envoyer/", application_views.submit_application, name="submit-application"),
    path("candidature/<token:token>/corriger/<int:pk>/", correction_views.answer_correction, name="answer-correction"),
    path("candidature/<token:token>/retirer/", application_views.withdraw_application, name="withdraw-application"),
    path("candidature/<token:token>/place/", place_views.confirm_place, name="confirm-place"),
    path("candidature/<token:token>/naissance/", birth_date_views.tell_birth_date, name="tell-birth-date"),
    path("candidature/<token:token>/donnees.json", application_views.export_mine, name="export-mine"),
    path("candidature/<token:token>/effacer/", application_views.erase_application, name="erase-application"),
    path("candidature/<token:token>/fichier/<int:question>/", application_views.own_file, name="own-file"),
    path("candidature/<token:token>/lien/", application_views.renew_link, name="renew-link"),
    path("candidature/<token:token>/preuve.json", certificate_views.my_proof, name="my-proof"),
    path("candidature/<token:token>/question/", answer_views.ask_question, name="ask-question"),
    path("tirage/", certificate_views.draw_list, name="draw-list"),
    path("tirage/verify_draw.py", certificate_views.checker, name="checker"),
    path("tirage/<slug:slug>/", certificate_views.draw, name="draw"),
    path("tirage/<slug:slug>/verifier/", certificate_views.check_draw, name="check-draw"),
    path("tirage/<slug:slug>/certificat.json", certificate_views.draw_file, name="draw-file"),
    path("accord/<token:token>/", guardian.guardian, name="guardian"),
    path("accord/<token:token>/lien/", guardian.renew_guardian_link, name="renew-guardian-link"),
    path("equipe/recrutement/", call_views.team_call_list, name="team-call-list"),
    path("equipe/recrutement/nouveau/<int:season>/", call_views.make_call, name="make-call"),
    path("equipe/recrutement/<int:pk>/", call_views.team_call, name="team-call"),
    path("equipe/recrutement/<int:pk>/modifier/", call_views.change_call, name="change-call"),
    path("equipe/recrutement/<int:pk>/etat/", call_views.move_call, name="move-call"),
    path("equipe/recrutement/<int:pk>/cloner/", call_views.clone_call, name="clone-call"),
    path("equipe/recrutement/<int:pk>/essai/", application_views.start_test_application, name="start-test-application"),
    path("equipe/recrutement/<int:pk>/parcours/", track_views.add_track, name="add-track"),
    path("equipe/recrutement/parcours/<int:pk>/", track_views.change_track, name="change-track"),
    path("equipe/recrutement/parcours/<int:pk>/enlever/", track_views.delete_track, name="delete-track"),
    path("equipe/recrutement/<int:pk>/importer/", intake_views.import_applications, name="import-applications"),
    path("equipe/recrutement/importations/<int:pk>/", intake_views.intake, name="intake"),
    path("equipe/recrutement/<int:pk>/candidatures/", decision_views.application_list, name="application-list"),
    path("equipe/recrutement/<int:pk>/decider/", decision_views.decide_applications, name="decide-applications"),
    path("lectures/", reading_views.my_readings, name="my-readings"),
    path("lectures/<int:pk>/", reading_views.read_file, name="read-file"),
    path("lectures/lot/", reading_views.read_batch, name="read-batch"),
    path("lectures/profil/", reading_views.reader_profile, name="reader-profile"),
    path("lectures/<int:pk>/note/", discussion_views.discuss_reading, name="discuss-reading"),
    path("lectures/<int:pk>/lien/", reading_views.declare_conflict, name="declare-conflict"),
    path("equipe/recrutement/<int:pk>/lecture/", reading_views.reading_board, name="reading-board"),
    path("equipe/recrutement/<int:pk>/lecture/confier/", reading_views.share_readings, name="share-readings"),
    path("equipe/recrutement/<int:pk>/lecture/seuil/", reading_views.set_threshold, name="set-threshold"),
    path("equipe/recrutement/<int:pk>/lecture/phase/", eligibility.move_reading, name="move-reading"),
    path("equipe/recrutement/<int:pk>/recevabilite/", eligibility.eligibility, name="eligibility"),
    path("equipe/recrutement/<int:pk>/recevabilite/toutes/", eligibility.accept_clean_files, name="accept-clean-files"),
    path("equipe/candidatures/<int:pk>/recevabilite/", eligibility.judge_eligibility, name="judge-eligibility"),
    path("equipe/candidatures/<int:pk>/note/", discussion_views.add_note, name="add-note"),
    path("equipe/candidatures/<int:pk>/etiquettes/", discussion_views.set_labels, name="set-labels"),
    path("equipe/recrutement/<int:pk>/tirage/", draw_views.team_draw, name="team-draw"),
    path("equipe/recrutement/<int:pk>/quotas/", quota_views.quotas, name="quotas"),
    path("equipe/recrutement/<int:pk>/quotas/essayer/", quota_views.try_quotas, name="try-quotas"),
    path("equipe/recrutement/<int:pk>/quotas/proposer/", quota_views.propose_quotas, name="propose-quotas"),
    path("equipe/recrutement/<int:pk>/quotas/reprendre/", quota_views.copy_quotas, name="copy-quotas"),
    path("equipe/recrutement/<int:pk>/quotas/parts/", quota_views.import_shares, name="import-shares"),
    path("equipe/recrutement/tirages/<int:pk>/repeter/", draw_views.rehearse_draw, name="rehearse-draw"),
    path("equipe/recrutement/tirages/<int:pk>/repetition.json", draw_views.rehearsal_file, name="rehearsal-file"),
    path("equipe/recrutement/tirages/<int:pk>/des/", draw_views.roll_dice, name="roll-dice"),
    path("equipe/recrutement/tirages/<int:pk>/drand/", draw_views.fetch_beacon, name="fetch-beacon"),
    path("equipe/recrutement/tirages/<int:pk>/engager/", draw_views.commit_draw, name="commit-draw"),
    path("equipe/recrutement/tirages/<int:pk>/hasard/", draw_views.enter_beacon, name="enter-beacon"),
    path("equipe/recrutement/tirages/<int:pk>/remplacer/", replacement_views.replace_declined, name="replace-declined"),
    path("equipe/recrutement/<int:pk>/reponses/", answer_views.send_answers, name="send-answers"),
    path("equipe/recrutement/<int:pk>/reponses/apercu/", answer_views.preview_answers, name="preview-answers"),
    path("equipe/recrutement/<int:pk>/retours/", feedback_views.approve_feedback, name="approve-feedback"),
    path("equipe/recrutement/<int:pk>/retours/proposer/", feedback_views.draft_feedback, name="draft-feedback"),
    path("equipe/recrutement/envois/<int:pk>/pause/", answer_views.pause_answers, name="pause-answers"),
    path("equipe/candidatures/<int:pk>/", decision_views.team_application, name="team-application"),
    path("equipe/candidatures/<int:pk>/naissance/", birth_date_views.settle_birth_date, name="settle-birth-date"),
    path("equipe/candidatures/<int:pk>/correction/", correction_views.ask_correction, name="ask-correction"),
    path(
        "equipe/candidatures/<int:pk>/fichier/<int:question>/", decision_views.application_file, name="application-file"
    ),
]
