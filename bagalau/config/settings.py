"""Django's settings: wiring only. What an office may change stands in ``env.py``."""

import sys
from typing import Any

from django.utils.translation import gettext_lazy as _

from bagalau.config import env

try:
    ENVIRONMENT = env.load()
    SECRET_KEY = env.secret_key(ENVIRONMENT)
    DATABASES: dict[str, dict[str, Any]] = {"default": env.database(ENVIRONMENT)}
    globals().update(env.email(ENVIRONMENT))
except env.BadSetting as error:
    sys.stderr.write(f"bagalau: {error}\n")
    sys.exit(2)  # the status of every refusal; see bagalau.cli.main

DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = [*ENVIRONMENT.hosts, "127.0.0.1", "localhost", "[::1]"]
if ENVIRONMENT.origin:
    host, trusted = env.public_address(ENVIRONMENT)
    ALLOWED_HOSTS.append(host)
    CSRF_TRUSTED_ORIGINS = [trusted]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_tasks_db",
    "bagalau.web",
    "bagalau.people",
    "bagalau.reference",
    "bagalau.documents",
    "bagalau.commitments",
    "bagalau.quality",
    "bagalau.projects",
    "bagalau.evaluations",
    "bagalau.reminders",
    "bagalau.search",
    "bagalau.exports",
    "bagalau.portal",
    "bagalau.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bagalau.web.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "bagalau.api.middleware.InOneShape",
    "bagalau.web.middleware.Problems",
    "bagalau.people.middleware.Access",
    "bagalau.portal.public.caching.PublicPages",
]

ROOT_URLCONF = "bagalau.config.urls"
WSGI_APPLICATION = "bagalau.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [env.ROOT / "bagalau" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bagalau.portal.navigation.navigation",
                "bagalau.reminders.context.waiting",
            ],
            "builtins": ["bagalau.web.templatetags.bagalau"],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our own templates for widgets come first

# People and signing in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [  # people.forms.HELP says this in words
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ["name", "email"]},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "MinimumLengthValidator": {"min_length": 10},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "bagalau.people.adapter.ClosedDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Bagalau: "
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/300s/key"}  # axes acts first, except against many addresses
ACCOUNT_FORMS = {
    "login": "bagalau.people.forms.SignInForm",
    "reset_password": "bagalau.people.forms.ResetForm",
    "reset_password_from_key": "bagalau.people.forms.NewPasswordForm",
    "change_password": "bagalau.people.forms.ChangePasswordForm",
    "reauthenticate": "bagalau.people.forms.ConfirmForm",
}
MFA_ADAPTER = "bagalau.people.adapter.TwoSteps"
MFA_FORMS = {
    "authenticate": "bagalau.people.forms.CodeForm",
    "reauthenticate": "bagalau.people.forms.ConfirmCodeForm",
    "activate_totp": "bagalau.people.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bagalau"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by administrators, there is no sign-up
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "bagalau.people.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "bagalau.people.locks.client_address"
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
SESSION_COOKIE_AGE = 14 * 24 * 3600

# The kinds of records that a role for one record opens
RECORD_ROLES = ("evaluation", "commitment", "document", "draft")

# Where read documents find their homes: modules that offer the functions of ``documents.homes.Home``
DOCUMENT_HOMES = [
    "bagalau.evaluations.intake",
    "bagalau.evaluations.plan_intake",
    "bagalau.projects.intake",
    "bagalau.quality.intake",
]

# What tells what the record holds for a question of quality assurance
QUALITY_HINTS = ["bagalau.projects.assessed", "bagalau.evaluations.assessed"]
# How the journal tells of records that are more than their fields: by kind, a module with ``told``
JOURNAL_WORDS = {"project": "bagalau.projects.tables.journal"}
# What there is to find: modules that offer the functions of ``search.sources.Source``
SEARCH_SOURCES = [
    "bagalau.evaluations.searchable",
    "bagalau.projects.searchable",
    "bagalau.quality.searchable",
    "bagalau.documents.searchable",
]
# What tells how alike texts are
LIKENESS = "bagalau.search.similar"

# Languages
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("kk", _("Kazakh"))]
LOCALE_PATHS = [env.ROOT / "locale"]
FORMAT_MODULE_PATH = ["bagalau.web.languages"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

# Limits on attempts and used codes: in files, for all server processes count together
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENVIRONMENT.data / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # beyond it, entries are dropped by chance
    }
}

# How often a token, or an address without one, may ask the programming interface in a minute
API_PER_MINUTE = {"token": 600, "address": 120}

# Files
DATA_FOLDER = ENVIRONMENT.data
FILES_FOLDER = ENVIRONMENT.data / "files"
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000 if not DEBUG else 0
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
SERVER_EMAIL = ENVIRONMENT.email_from

# Mails are written into the outbox, and leave it as the environment says
MAIL_DELIVERY = globals()["EMAIL_BACKEND"]
EMAIL_BACKEND = "bagalau.reminders.outbox.Backend"

# The worker: the tasks of the queue, and what it does again and again (name, function, seconds between two runs)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORKER_JOBS = [
    ("reminders", "bagalau.reminders.jobs.remind", 3600),
    ("decisions", "bagalau.reminders.jobs.tell", 5),
    ("tidying", "bagalau.reminders.jobs.tidy", 24 * 3600),
    ("checks", "bagalau.evaluations.checking.refresh", 3),
    ("recurrence", "bagalau.evaluations.recurring.refresh", 10),
    ("assessments", "bagalau.quality.jobs.renew", 24 * 3600),
    ("typing", "bagalau.quality.jobs.recount_lately", 30),
]
# Those that each machine does for itself: what they work on is claimed piece by piece, or lies beside each server
WORKER_JOBS_OF_EACH_MACHINE = [
    ("mails", "bagalau.reminders.outbox.deliver", 2),
    ("index", "bagalau.search.jobs.catch_up", 2),
]

CSRF_FAILURE_VIEW = "bagalau.web.views.forged"

# Safety
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if ENVIRONMENT.origin.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR"},
        "axes": {"handlers": ["console"], "level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W003", "axes.W004"]
