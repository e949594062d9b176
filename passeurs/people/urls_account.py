"""Sign-in: only those views of allauth that we use, under French addresses, with the names it reverses.

There is no password, no sign-up, no phone: their URLs do not exist.
"""

from allauth.account.views import account_inactive, logout
from allauth.mfa.webauthn import views as passkey
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from passeurs.people.views import account, sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("compte/", RedirectView.as_view(pattern_name="account_login")),
    path("compte/connexion/", sign_in.request_code, name="account_login"),
    path("compte/connexion/", sign_in.request_code, name="account_request_login_code"),
    path("compte/connexion/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("compte/connexion/cle/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("compte/deconnexion/", logout, name="account_logout"),
    path("compte/ferme/", account_inactive, name="account_inactive"),
    path("moi/connexions/", account.session_list, name="usersessions_list"),
    path("moi/cles/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("moi/cles/", passkey.list_webauthn, name="mfa_index"),
    path("moi/cles/ajouter/", sign_in.add_passkey, name="mfa_add_webauthn"),
    path("moi/cles/<int:pk>/renommer/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("moi/cles/<int:pk>/retirer/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
]

if settings.SOCIALACCOUNT_PROVIDERS:
    from allauth.socialaccount import views as outside

    urlpatterns += [
        path("compte/externe/annule/", outside.login_cancelled, name="socialaccount_login_cancelled"),
        path("compte/externe/erreur/", outside.login_error, name="socialaccount_login_error"),
        path("compte/externe/", RedirectView.as_view(pattern_name="account_login"), name="socialaccount_connections"),
        path("compte/externe/inconnu/", outside.login_error, name="socialaccount_signup"),
        path("compte/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
