"""Django's settings, from a few environment variables (docs/operators.md).

TRIPOS_MODE `local` (the default) serves one learner on the loopback address without an account;
`shared` serves many, over HTTPS behind a proxy, with accounts. TRIPOS_DATABASE is a PostgreSQL
address; without it the record is one SQLite file in TRIPOS_HOME.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tripos.web.place import database_of, secret_key

WEB = Path(__file__).parent
HOME = Path(os.environ["TRIPOS_HOME"])
LOCAL = os.environ.get("TRIPOS_MODE", "local") == "local"
HTTPS = not LOCAL and os.environ.get("TRIPOS_HTTPS", "1") == "1"
ADDRESS = os.environ.get("TRIPOS_ADDRESS", "http://127.0.0.1:8321").rstrip("/")
TESTING = "pytest" in sys.modules

SECRET_KEY = os.environ.get("TRIPOS_SECRET_KEY") or secret_key(HOME)
DEBUG = False
_hosts = [name.strip() for name in os.environ.get("TRIPOS_HOSTS", "").split(",") if name.strip()]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if LOCAL else _hosts
CSRF_TRUSTED_ORIGINS = [ADDRESS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "ninja",
    "tripos.web.record",
    "tripos.web.look",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "tripos.web.static.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tripos.web.limits.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tripos.web.sentences.SentenceMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tripos.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(path for path in WEB.glob("*/templates") if path.parent.name != "look"),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tripos.web.look.context.page",
            ],
            "builtins": [
                "tripos.web.look.templatetags.look",
                "django_htmx.templatetags.django_htmx",
            ],
        },
    }
]

DATABASES = {"default": database_of(HOME, os.environ.get("TRIPOS_DATABASE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator",
                 "CommonPasswordValidator", "NumericPasswordValidator")
]  # fmt: skip
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
# Whoever guesses is shut out for an hour after ten failures, by name and address together.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "tripos.web.accounts.views.locked_out"
AXES_USERNAME_CALLABLE = "tripos.web.accounts.views.known_as"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who logged in when is nobody's business
AXES_VERBOSE = False
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# Cookies are shared by all ports of a machine: two homes served at once must not take each other's.
_own = f"_{urlsplit(ADDRESS).port or ''}" if LOCAL else ""
SESSION_COOKIE_NAME = f"tripos_session{_own}"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = f"tripos_csrf{_own}"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "tripos.web.sentences.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
# No upload is larger than a whole record; a paste is text and much smaller.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500
DATA_UPLOAD_MAX_NUMBER_FILES = 100
MOST_BODY_BYTES = 51_000_000

# What one question may cost: seconds of search for each plan, and simulated futures.
PLAN_SECONDS = float(os.environ.get("TRIPOS_PLAN_SECONDS", "5"))
DRAWS = int(os.environ.get("TRIPOS_DRAWS", "10000"))

# Control groups delegated to us, in which submissions get limits of memory and processes.
CGROUPS = [Path(one) for one in os.environ.get("TRIPOS_CGROUPS", "").split(":") if one]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

EMAIL_BACKEND = os.environ.get(
    "TRIPOS_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("TRIPOS_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("TRIPOS_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("TRIPOS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TRIPOS_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TRIPOS_EMAIL_TLS", "0") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("TRIPOS_EMAIL_FROM", "tripos@localhost")

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_tokens": {"()": "tripos.web.log.WithoutTokens"}},
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain",
                    "filters": ["no_tokens"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "axes": {"level": "ERROR"},
    },
}  # fmt: skip
