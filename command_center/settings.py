"""Settings: read from the environment, refused loudly when they cannot work."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from command_center import environment
from command_center.signing_in.providers import providers, trusted_for_email

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = environment.folder("STATE_DIR", BASE_DIR / "var")
MODELS_DIR = environment.folder("MODELS_DIR", STATE_DIR / "models")
FOOTAGE_BUDGET_GB = environment.whole_number("FOOTAGE_BUDGET_GB", 0)
MODEL = environment.text("MODEL", "yolo11n")

# What makes it a real site: people reach it by its name, over TLS.
IS_PRODUCTION = HTTPS_ONLY = environment.flag("HTTPS_ONLY")
SECRET_KEY = environment.secret_key(STATE_DIR, is_production=IS_PRODUCTION)
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", "")
DEBUG = environment.debug(is_production=IS_PRODUCTION)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "daphne",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "channels",
    "csp",
    "pgtrigger",
    "command_center.journal",
    "command_center.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "command_center.signing_in",
    "command_center.venues",
    "command_center.register",
    "command_center.law",
    "command_center.calibration",
    "command_center.leases",
    "command_center.alerts",
    "command_center.streams",
    "command_center.setup",
    "command_center.retention",
    "command_center.evaluation",
    "command_center.reports",
    "command_center.notices",
    "command_center.rights_desk",
    "command_center.audit",
    "command_center.health",
    "command_center.footage",
    "command_center.blur",
    "command_center.review",
    "command_center.incidents",
    "command_center.extracts",
    "command_center.desk",
    "command_center.notifications",
    "command_center.supervision",
    "command_center.wall",
    "command_center.statistics",
    "command_center.api",
    "command_center.backups",
]

MIDDLEWARE = [
    "command_center.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "command_center.compressed_static.CompressedStatic",
    "command_center.compressed_pages.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "command_center.signing_in.session_end.SessionEnd",
    "allauth.account.middleware.AccountMiddleware",
    # Closed by default: a view is public only where it says so.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "command_center.signing_in.second_factor_wall.SecondFactorWall",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "command_center.urls"
ASGI_APPLICATION = "command_center.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend" / "templates", BASE_DIR / "frontend"],
        "OPTIONS": {
            "builtins": ["command_center.page_modules"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "command_center.streams.banners.banners",
                "command_center.retention.banners.banners",
                "command_center.rights_desk.banners.banners",
                "command_center.supervision.banners.banners",
            ],
        },
    }
]

DATABASES = {"default": environment.database(environment.database_url())}
APPLICATION_DATABASE = environment.application_database()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CAMERA_NETWORKS = environment.networks("CAMERA_NETWORKS")  # read by detection.source.networks
REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
METRICS_TOKEN = environment.text("METRICS_TOKEN", "")  # without one no program reads the metrics
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
}

CELERY_BROKER_URL = environment.broker(REDIS_URL)
CELERY_TASK_DEFAULT_QUEUE = "cpu"
CELERY_WORKER_DIRECT = True  # each worker has a queue of its own too: cameras are placed
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "hand out cameras": {"task": "streams.hand_out_cameras", "schedule": 1.0},
    "cut clips": {"task": "footage.cut_clips", "schedule": 1.0},
    "enter recordings that were left": {"task": "footage.reconcile", "schedule": 10.0},
    "compare recordings with the index": {"task": "footage.reconcile_all", "schedule": 3600.0},
    "place entries of the journal": {"task": "journal.sequence", "schedule": 2.0},
    "sign the journal": {"task": "journal.checkpoint", "schedule": 3600.0},
    "erase what is over age": {"task": "retention.erase", "schedule": 60.0},
    "make room on the disk": {"task": "retention.make_room", "schedule": 60.0},
    "move files to the bucket": {"task": "retention.move_to_bucket", "schedule": 10.0},
    "erase gaps with their recordings": {"task": "footage.erase_gaps", "schedule": 3600.0},
    "compose weekly reports": {"task": "reports.compose_due", "schedule": 3600.0},
    "forget who asked": {"task": "rights_desk.wipe_old_contacts", "schedule": 3600.0},
    "draw moments to be looked at": {"task": "evaluation.draw_moments", "schedule": 600.0},
    "forget answers to programs": {"task": "api.forget_answers", "schedule": 3600.0},
    "tidy up after sign-ins": {"task": "signing_in.tidy", "schedule": 3600.0},
    "make extracts": {"task": "extracts.make", "schedule": 5.0},
    "erase pictures of moments": {"task": "evaluation.erase_glimpses", "schedule": 600.0},
    "erase incidents": {"task": "incidents.erase", "schedule": 3600.0},
    "search recordings for movement": {"task": "review.search_movement", "schedule": 20.0},
    "notify": {"task": "notifications.send", "schedule": 1.0},
    "look for troubles of the site": {"task": "notifications.look", "schedule": 10.0},
    "tidy the log of deliveries": {"task": "notifications.tidy", "schedule": 3600.0},
    "escalate": {"task": "supervision.escalate", "schedule": 5.0},
}

AUTH_USER_MODEL = "people.Agent"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        # CNIL, deliberation 2022-100: 12 characters where nothing else limits guessing.
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "command_center.signing_in.passwords.EntropyValidator"},
    {"NAME": "command_center.signing_in.passwords.DressedCommonValidator"},
    {"NAME": "command_center.signing_in.passwords.OwnNameValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "wall"
LOGOUT_REDIRECT_URL = "sign_in"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SECOND_FACTOR_FORCED = environment.flag("SECOND_FACTOR_FORCED", default="1")
SESSION_IDLE = timedelta(minutes=environment.whole_number("SESSION_IDLE_MINUTES", 30))
SESSION_LASTS = timedelta(hours=environment.whole_number("SESSION_HOURS", 12))
SESSION_COOKIE_AGE = int(SESSION_LASTS.total_seconds())
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0)
PROVIDERS_TRUSTED_FOR_EMAIL = trusted_for_email()
ACCOUNT_ADAPTER = "command_center.signing_in.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # of a form that nobody gets to see
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # lock_out.py counts, for all web processes together
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "command_center.signing_in.forms.SignInForm",
    "reauthenticate": "command_center.signing_in.forms.ConfirmByPasswordForm",
}
MFA_ADAPTER = "command_center.signing_in.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody verifies any: administrators enter them
MFA_RATE_LIMITS = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "command_center.signing_in.forms.CodeForm",
    "reauthenticate": "command_center.signing_in.forms.ConfirmByCodeForm",
    "activate_totp": "command_center.signing_in.forms.AppForm",
    "add_webauthn": "command_center.signing_in.forms.PasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "command_center.signing_in.provider_adapter.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads elsewhere is against form-action
SOCIALACCOUNT_PROVIDERS = providers()
CACHES = {
    # Codes that were used: all web processes must know them, whatever becomes of Redis.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "signing_in_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "frontend" / "locale"]
FORMAT_MODULE_PATH = ["command_center.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("STATIC_ROOT", STATE_DIR / "static")
STATICFILES_DIRS = [
    (folder, BASE_DIR / "frontend" / folder)
    for folder in ("elements", "fonts", "icons", "pages", "styles")
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if FOOTAGE_BUCKET := environment.footage_bucket():
    STORAGES["footage"] = FOOTAGE_BUCKET
WHITENOISE_USE_FINDERS = True

# `__Host-`: a browser takes such a cookie only over TLS and from this very host.
_PREFIX = "__Host-" if HTTPS_ONLY else ""
SESSION_COOKIE_NAME = _PREFIX + "sessionid"
CSRF_COOKIE_NAME = _PREFIX + "csrftoken"
LANGUAGE_COOKIE_NAME = _PREFIX + "language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS_ONLY
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
# Not Strict: whoever follows a link in a mail, or comes back from a provider, stays signed in.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names, in no cookie

SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked from this machine, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # browsers' own list is for whoever owns the domain
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "worker-src": [NONE],
        "frame-src": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        # No report-uri: anybody could fill it. The tests in a browser fail at any violation.
    }
}

# Forms are small. Files are bounded by their forms, whole requests by body_limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Each task's coming and going: a line every second that says nothing.
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},  # each question to a camera
    },
}
