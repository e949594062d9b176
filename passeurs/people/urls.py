"""URLs of people."""

from django.urls import path

import passeurs.core.urls  # noqa: F401 - registers « token »
from passeurs.people.views import account, birth_date, guardianship, language, person, personal_data

app_name = "people"
urlpatterns = [
    path("moi/", account.me, name="me"),
    path("moi/profil/", account.save_profile, name="save-profile"),
    path("moi/appareils/", account.save_devices, name="save-devices"),
    path("moi/naissance/", birth_date.ask_birth_date, name="ask-birth-date"),
    path("moi/adresse/", account.change_email, name="change-email"),
    path("moi/adresse/code/", account.confirm_email_change, name="confirm-email-change"),
    path("moi/connexions/autres/fermer/", account.end_other_sessions, name="end-other-sessions"),
    path("moi/connexions/<int:pk>/fermer/", account.end_session, name="end-session"),
    path("moi/donnees/", personal_data.my_data, name="my-data"),
    path("moi/donnees/export.json", personal_data.export_my_data, {"kind": "json"}, name="export-json"),
    path("moi/donnees/export.zip", personal_data.export_my_data, {"kind": "zip"}, name="export-zip"),
    path("moi/accords/<slug:purpose>/donner/", personal_data.give_consent, name="give-consent"),
    path("moi/accords/<slug:purpose>/retirer/", personal_data.withdraw_consent, name="withdraw-consent"),
    path("moi/effacer/", personal_data.erase_me, name="erase-me"),
    path("langue/", language.choose_language, name="choose-language"),
    path("au-revoir/", personal_data.farewell, name="farewell"),
    path("equipe/personnes/", person.person_list, name="person-list"),
    path("equipe/personnes/ajouter/", person.add_person, name="add-person"),
    path("equipe/personnes/<uuid:uid>/", person.person, name="person"),
    path("equipe/personnes/<uuid:uid>/accord/", guardianship.ask_guardian_of, name="ask-guardian-of"),
    path("equipe/personnes/naissance/<int:pk>/", birth_date.answer_birth_date, name="answer-birth-date"),
    path("accord-parental/<token:token>/", guardianship.answer_guardianship, name="answer-guardianship"),
    path("equipe/personnes/roles/<int:pk>/fin/", person.end_role_grant, name="end-role-grant"),
]
