"""Settings, read from the environment. Every variable is listed in docs/operations.md."""

import os
from pathlib import Path

import dj_database_url
import django
from csp.constants import NONE, SELF, UNSAFE_INLINE

from passeurs.config.environment import env_flag, env_list, local_secret_key
from passeurs.config.logs import log_events, logging_of

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("PASSEURS_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)


DEBUG = env_flag("DEBUG")
# One-click accounts, a readable outbox: asked for by name, or a developer's DEBUG.
DEMO = env_flag("PASSEURS_DEMO", default=DEBUG)

SECRET_KEY = os.environ.get("SECRET_KEY") or local_secret_key(VAR_DIR)
IS_SECRET_GIVEN = bool(os.environ.get("SECRET_KEY", "").strip())
IS_SECRET_BLANK = "SECRET_KEY" in os.environ and not IS_SECRET_GIVEN
IS_PRODUCTION = env_flag("PASSEURS_PRODUCTION")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
IS_HTTPS = SITE_URL.startswith("https://")

# What a town sets for itself.
SITE_NAME = os.environ.get("PASSEURS_NAME", "passeurs")
SITE_CONTACT = os.environ.get("PASSEURS_CONTACT", "contact@passeurs.example")
MAP_TILES_URL = os.environ.get("PASSEURS_MAP_TILES_URL", "")
MAP_TILES_ATTRIBUTION = os.environ.get("PASSEURS_MAP_TILES_ATTRIBUTION", "© IGN Géoplateforme")

# How hard the browser of a candidate works before an application starts (recruitment.forms.proof), in bits.
PROOF_BITS = int(os.environ.get("PASSEURS_PROOF_BITS", "14"))
APPLICATION_MB = int(os.environ.get("PASSEURS_APPLICATION_MB", "150"))
APPLICATIONS_MB_A_DAY = int(os.environ.get("PASSEURS_APPLICATIONS_MB_A_DAY", "10000"))
ERASURES_FILE = Path(os.environ.get("PASSEURS_ERASURES_FILE", VAR_DIR / "erasures.jsonl"))
# Sharing: where images are kept and how much; sites that a short link may lead to besides this one (https, exact
# names); sums of the team under this figure, or of fewer persons than that, are not shown.
SHARE_IMAGES_DIR = VAR_DIR / "images"
SHARE_IMAGES_BYTES = int(os.environ.get("PASSEURS_SHARE_IMAGES_MB", "200")) * 1_000_000
LINK_DOMAINS = env_list("PASSEURS_LINK_DOMAINS", "passculture.app")
SMALL_COUNT = int(os.environ.get("PASSEURS_SMALL_COUNT", "5"))
SMALL_GROUP = int(os.environ.get("PASSEURS_SMALL_GROUP", "3"))
# Travel by public transport is estimated: commercial speed of urban lines, detour of lines, stops and waiting.
TRANSIT_KMH = float(os.environ.get("TRANSIT_KMH", "18"))
TRANSIT_DETOUR = float(os.environ.get("TRANSIT_DETOUR", "1.3"))
TRANSIT_ACCESS_MINUTES = float(os.environ.get("TRANSIT_ACCESS_MINUTES", "12"))

INSTALLED_APPS = [
    "passeurs.core",
    "passeurs.people",
    "passeurs.notifications",
    "passeurs.promises",
    "passeurs.questionnaires",
    "passeurs.recordings",
    "passeurs.programme",
    "passeurs.catalogue",
    "passeurs.selections",
    "passeurs.recruitment",
    "passeurs.partners",
    "passeurs.groups",
    "passeurs.projects",
    "passeurs.matching",
    "passeurs.cockpit",
    "passeurs.agenda",
    "passeurs.editorial",
    "passeurs.outreach",
    "passeurs.portal",
    "passeurs.api",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_htmx",
    "template_partials",
    "csp",
    "anymail",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "passeurs.core.failures.RequestNumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "passeurs.core.middleware.ReadableMiddleware",
    "passeurs.core.page_cache.PageCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "passeurs.core.middleware.PermissionsPolicyMiddleware",
    "passeurs.core.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "passeurs.core.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "passeurs.core.middleware.RefusalMiddleware",
    "passeurs.core.middleware.ExportJournalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "passeurs.config.urls"
WSGI_APPLICATION = "passeurs.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "passeurs.core.context_processors.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "passeurs.core.templatetags.components",
                "passeurs.core.templatetags.head",
                "passeurs.core.templatetags.texts",
                "passeurs.core.templatetags.words",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'passeurs.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Web and worker write to one file: take the lock at BEGIN, wait for it, keep readers going.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": float(os.environ.get("SQLITE_WAIT_SECONDS", "20")),
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def file_cache(folder: str, entries: int) -> dict:
    """A cache that the processes of one machine share through files."""
    kind = "passeurs.core.patient_cache.PatientFileCache"
    return {"BACKEND": kind, "LOCATION": str(VAR_DIR / folder), "OPTIONS": {"MAX_ENTRIES": entries}}


# Counts of rate limits (`core.throttle_store`) are apart, so that nothing else pushes them out.
CACHES = {"default": file_cache("cache", 20_000), "limits": file_cache("limits", 50_000)}
if os.environ.get("REDIS_URL"):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["REDIS_URL"]}
LIMITS_LOCK = VAR_DIR / "limits.lock"
LIMITS_STORAGE = os.environ.get("REDIS_URL") or "django-cache://"

# Public pages are kept this long in memory for visitors without a session; 0 keeps none.
PAGE_CACHE_SECONDS = int(os.environ.get("PAGE_CACHE_SECONDS", "0" if DEBUG else "60"))

# Selections: an offer that ends within so many days says so; a preview link works so long.
FRESHNESS_SOON_DAYS = int(os.environ.get("FRESHNESS_SOON_DAYS", "7"))
PREVIEW_DAYS = int(os.environ.get("PREVIEW_DAYS", "14"))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "passeurs.people.adapters.account.PersonBackend",
    "passeurs.people.adapters.account.CodeBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/aujourdhui/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "passeurs.people.adapters.account.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "passeurs.people.adapters.account.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# An unknown address gets a mail of ours (people.messages): the page never tells who has an account.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {
    # A whole class signs in from one address: generous per IP, strict per account and visitor together
    # (`core.throttle.visitor_and`): nobody uses up the tries of somebody else.
    "login": "120/m/ip",
    "request_login_code": "60/m/ip,3/m/key,12/h/key",
    "resend_login_code": "1/30s/key",
    "confirm_login_code": "6/15m/key",
    "change_email": "5/h/user",
    "export_my_data": "10/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env_flag("BEHIND_PROXY") else 0
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# A passkey is another way in, never a second lock: who loses it signs in by code.
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_REAUTHENTICATION_REQUIRED = False
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_PROVIDERS: dict = {}
if os.environ.get("OIDC_SERVER_URL"):
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("OIDC_NAME", "Compte de ton organisation"),
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                # The town trusts its own provider: a verified address there is the account here.
                "settings": {"server_url": os.environ["OIDC_SERVER_URL"], "email_authentication": True},
            }
        ]
    }

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A page of many blocks is many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

OIDC_ORIGINS = ["/".join(os.environ["OIDC_SERVER_URL"].split("/")[:3])] if SOCIALACCOUNT_PROVIDERS else []
MAP_TILES_ORIGINS = ["/".join(MAP_TILES_URL.split("/")[:3])] if MAP_TILES_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MAP_TILES_ORIGINS],
        "font-src": [SELF],
        # blob: what one just recorded, heard before it is sent.
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The editors' room (Wagtail) lives under /redaction/ with a policy of its own; the public site keeps the strict one.
EDITING_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/compte/connexion/"
# Accounts have no password, their address changes on their own page, and nothing is asked of a third party.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "editorial.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "passeurs.editorial.forms.picture.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1000 * 1000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 60, 78, 82
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "csv", "ics", "txt"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "passeurs.editorial.forms.document.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"

EMAIL_BACKEND = "passeurs.core.mail_guard.GuardedBackend"
MAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    "passeurs.notifications.adapters.outbox.OutboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
# Mail services of django-anymail, and what they tell of returns: ANYMAIL_WEBHOOK_SECRET, ANYMAIL_BREVO_API_KEY…
ANYMAIL = {name.removeprefix("ANYMAIL_"): value for name, value in os.environ.items() if name.startswith("ANYMAIL_")}
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "passeurs <bonjour@passeurs.example>")

# At most so many mails of notifications a day to one person; what exceeds joins the next mail of the day.
NOTIFICATION_MAILS_PER_DAY = int(os.environ.get("PASSEURS_MAILS_PER_DAY", "4"))

LANGUAGE_CODE = "fr"
# French is what is written in the code; the others are in passeurs/locale. No prefix in addresses.
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "langue"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# Seconds the making of groups may take before the best found is kept.
# What a computation of a draw needs to go on after a stop; emptied when it ends.
DRAWS_DIR = VAR_DIR / "draws"
# Relays of drand, e.g. "https://api.drand.sh,https://drand.cloudflare.com"; none: its button is not there.
DRAND_RELAYS = env_list("DRAND_RELAYS")
# What one week may ask of an ambassador before its referent sees that it is too much.
WORKLOAD_A_WEEK = int(os.environ.get("WORKLOAD_A_WEEK", "3"))
MATCHING_SECONDS = float(os.environ.get("MATCHING_SECONDS", "300"))

# Django's own words before those that Wagtail gives to the same sentences.
LOCALE_PATHS = [BASE_DIR / "passeurs" / "locale", Path(django.__file__).parent / "conf" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "passeurs.core.whole_storage.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/medias/"
WHITENOISE_MAX_AGE = 31_536_000

# One line an error (`core.failures`), for the team too.
FAILURES_DIR = VAR_DIR / "failures"
LOGGING = logging_of(DEBUG)
log_events()
