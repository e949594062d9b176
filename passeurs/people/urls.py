"""URLs of people."""

from django.urls import path

from passeurs.people.views import me, my_data, team

app_name = "people"
urlpatterns = [
    path("moi/", me.me, name="me"),
    path("moi/profil/", me.save_profile, name="save-profile"),
    path("moi/appareils/", me.save_devices, name="save-devices"),
    path("moi/adresse/", me.change_email, name="change-email"),
    path("moi/adresse/code/", me.confirm_email_change, name="confirm-email-change"),
    path("moi/connexions/autres/fermer/", me.end_other_sessions, name="end-other-sessions"),
    path("moi/connexions/<int:pk>/fermer/", me.end_session, name="end-session"),
    path("moi/donnees/", my_data.my_data, name="my-data"),
    path("moi/donnees/export.json", my_data.export_my_data, {"kind": "json"}, name="export-json"),
    path("moi/donnees/export.zip", my_data.export_my_data, {"kind": "zip"}, name="export-zip"),
    path("moi/accords/<slug:purpose>/donner/", my_data.give_consent, name="give-consent"),
    path("moi/accords/<slug:purpose>/retirer/", my_data.withdraw_consent, name="withdraw-consent"),
    path("moi/effacer/", my_data.erase_me, name="erase-me"),
    path("au-revoir/", my_data.farewell, name="farewell"),
    path("equipe/personnes/", team.person_list, name="person-list"),
    path("equipe/personnes/ajouter/", team.add_person, name="add-person"),
    path("equipe/personnes/<uuid:uid>/", team.person, name="person"),
    path("equipe/personnes/roles/<int:pk>/fin/", team.end_role_grant, name="end-role-grant"),
]
