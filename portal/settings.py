"""One settings file; what differs per machine comes from the environment (docs/beheer.md lists it all).

Three ways to run: production (the default, safe by default), EMBEDDED=1 (one machine, SQLite, a queue in
files, its own secret in var/) and DEBUG=1 on top of either while developing.
"""

import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from portal import env
from portal.jobs.lanes import QUEUES, Lane

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = env.flag("DEBUG")
EMBEDDED = env.flag("EMBEDDED", default=DEBUG)
DEMO = env.flag("DEMO")
if DEMO and not EMBEDDED:
    raise ImproperlyConfigured(
        "DEMO=1 kan alleen samen met EMBEDDED=1: de wachtwoorden van de voorbeeldaccounts zijn bekend."
    )
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")


def private_folder(name: str) -> Path:
    # One at a time: the mode holds for the last folder only, not for the ones above it.
    folder = DATA_DIR / name
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise env.wrong("DATA_DIR", f"daar kan geen map gemaakt worden: {fault.strerror}", str(DATA_DIR)) from fault
    return folder


def embedded_secret() -> str:
    """An own secret for this machine, made once and kept out of git."""
    file = private_folder("secret") / "key"
    if not file.exists() or not file.stat().st_size:
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = env.secret("SECRET_KEY", embedded_secret() if EMBEDDED else None)
# Earlier secrets, so that a new one signs nobody out and opens second steps that the old one closed.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    "localhost,127.0.0.1,[::1]" if EMBEDDED else None,
    pattern=r"\*|\[[\da-f:]+\]|\.?[\w-]+(\.[\w-]+)*",
    advice="gebruik een naam zonder https:// en zonder pad",
)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", pattern=r"https?://[^/\s]+", advice="gebruik een adres als https://portaal.example"
)
SITE_URL = env.site("SITE_URL", f"http://localhost:{env.text('PORT', '8000')}" if EMBEDDED else None)

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_prose_editor",
    "portal",
    "portal.people",
    "portal.people.lists",
    "portal.jobs",
    "portal.files",
    "portal.audit",
    "portal.blocks",
    "bootcamp.seats",
    "bootcamp.running",
    "bootcamp.following",
    "bootcamp.plan",
    "bootcamp.exchange",
    "bootcamp.experts",
    "bootcamp.benchmarks",
    "bootcamp.facts",
    "bootcamp.matching",
    "bootcamp.home",
    "bootcamp.checkin",
    "bootcamp.menu",
    "bootcamp.results",
    "bootcamp.boards",
    "bootcamp.survey",
    "materials",
    # Below the rooms, but their items in the menu come after those of the rooms.
    "portal.people.entrance",
    "portal.people.desk",
    "portal.post",
    "portal.today",
    "portal.wellbeing",
    "calculator.web",
    "calculator.method",
    "calculator.releases",
    "calculator.batch",
]

MIDDLEWARE = [
    "portal.middleware.RequestNumberMiddleware",
    "portal.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.LargestRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.SessionTimeMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.SecondStepMiddleware",
    "portal.drafts.TakenDraftsMiddleware",
    "portal.audit.middleware.AuditMiddleware",
    "portal.middleware.ReadingMiddleware",
    "calculator.releases.middleware.ReleasedValuesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "portal.form_renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["portal.templatetags.addresses"],
        },
    },
]

# The database. On SQLite a row lock does nothing; immediate transactions take its place.
DATABASES = {
    "default": dj_database_url.parse(
        env.database("DATABASE_URL", f"sqlite:///{private_folder('db') / 'portal.sqlite3'}" if EMBEDDED else None),
        conn_max_age=env.number("CONN_MAX_AGE", 60),
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    # A database that is unreachable gives an error page rather than a page that never comes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A cache that all processes share. Redis in production, a table of the database when embedded.
CACHE_URL = env.service(
    "CACHE_URL",
    "" if EMBEDDED else None,
    schemes=("redis", "rediss"),
    advice="redis://:wachtwoord@server:6379/1",
)
CACHES: dict[str, dict[str, Any]]
if CACHE_URL:
    CACHES = {"default": {"BACKEND": "portal.cache.SharedCache", "LOCATION": CACHE_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "portal.table_cache.TableCache",
            "LOCATION": "portal_cache",
            # Django's 300 would throw away, on a busy day, what is still needed.
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }
RATE_LIMIT_STORAGE = CACHE_URL or "memory://"

# Who you are.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "portal.people.permissions.RolePermissions",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.people.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "portal.people.passwords.OfYourselfValidator"},
    {"NAME": "portal.people.passwords.KnownValidator"},
    {"NAME": "portal.people.passwords.EasyWordsValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "portal.people.accounts.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "portal.people.forms.LoginForm",
    "reset_password": "portal.people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.people.forms.ChoosePasswordForm",
}
# Attempts are counted per visitor, so we must know how many proxies of our own stand in between.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY") else 0
# Each address has a few attempts for each visitor. A stranger who keeps guessing shuts nobody else out.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
USERSESSIONS_ADAPTER = "portal.people.sessions.SessionsAdapter"
MFA_ADAPTER = "portal.people.accounts.MfaAdapter"
MFA_FORMS = {
    "add_webauthn": "portal.people.forms.AddPasskeyForm",
    "edit_webauthn": "portal.people.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Uren-portaal"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = EMBEDDED
# HPP, boards and experts see data of others, so a password alone is not enough there.
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=not DEMO)

# Language and time: Dutch for everyone, whatever the browser asks.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# Files. Media are private: there is no media URL, only views that ask who you are.
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "portal.static_files.StaticFiles"
        )
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Of a whole request: the largest file that may be uploaded, with room for the form around it.
LARGEST_REQUEST = 30 * 1024 * 1024
# To the one page that takes DUO's workbooks, and from HPP only.
LARGEST_REQUEST_OF_HPP = 82 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Mail.
DEFAULT_FROM_EMAIL = env.address("DEFAULT_FROM_EMAIL", "Uren-portaal <portaal@localhost>" if EMBEDDED else None)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where people ask questions and report faults; it stands on the contact page.
CONTACT_EMAIL = env.address("CONTACT_EMAIL", parseaddr(DEFAULT_FROM_EMAIL)[1])
EMAIL_HOST = env.text("EMAIL_HOST", "" if EMBEDDED else None)
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
if EMBEDDED and not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# Safe by default.
SECURE = not (EMBEDDED or DEBUG)
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
# A browser takes a cookie of this name only from this very host, and only over https.
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Signed out after this long without doing anything, and in any case when the session gets old. The session itself is
# kept longer, so that what someone sends too late isn't lost (portal/people/sent_too_late.py).
SESSION_IDLE_SECONDS = 60 * env.number("SESSION_IDLE_MINUTES", 60, least=5)
SESSION_LONGEST_SECONDS = 60 * 60 * 12
SESSION_COOKIE_AGE = 2 * SESSION_LONGEST_SECONDS
# Chosen at signing in, and not for who sees what others wrote.
SESSION_OWN_DEVICE_SECONDS = 60 * 60 * 24 * 30
SECURE_SSL_REDIRECT = SECURE and env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
# These bind the whole domain, for years. Only who owns all of it can choose that.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE and env.flag("HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = SECURE and env.flag("HSTS_PRELOAD")
if SECURE_HSTS_PRELOAD and not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    raise ImproperlyConfigured("HSTS_PRELOAD=1 kan alleen samen met HSTS_INCLUDE_SUBDOMAINS=1.")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Background work. The Job table is the truth; the broker only wakes the worker (see portal/jobs/queue.py).
JOB_HEARTBEAT_SECONDS = env.number("JOB_HEARTBEAT_SECONDS", 5, least=1)
CELERY_BROKER_URL = env.service(
    "CELERY_BROKER_URL",
    "filesystem://localhost/" if EMBEDDED else None,
    schemes=("redis", "rediss", "filesystem"),
    advice="redis://:wachtwoord@server:6379/0",
)
if CACHE_URL and CACHE_URL == CELERY_BROKER_URL:
    raise env.wrong("CACHE_URL", "gebruik een ander nummer dan in CELERY_BROKER_URL")
if CELERY_BROKER_URL.startswith("filesystem"):
    private_folder("queue")
    CELERY_BROKER_TRANSPORT = "portal.jobs.file_queue:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(private_folder("queue/messages")),
        "data_folder_out": str(private_folder("queue/messages")),
        "control_folder": str(private_folder("queue/control")),
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "queue_order_strategy": "sorted",
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
    }
CELERY_TIMEZONE = TIME_ZONE
# Which goes first; what has no lane of its own is a tick of the clock (see portal/jobs/lanes.py).
CELERY_TASK_QUEUES = QUEUES
CELERY_TASK_ROUTES = {
    "calculator.web.tasks.make_export": {"queue": Lane.CALCULATOR.value},
    "calculator.batch.tasks.do_chunk": {"queue": Lane.WORK.value},
    "portal.tasks.forget_expired": {"queue": Lane.WORK.value},
    "bootcamp.results.tasks.publish_results": {"queue": Lane.WORK.value},
    "bootcamp.results.tasks.renew_plans": {"queue": Lane.WORK.value},
}
CELERY_TASK_DEFAULT_QUEUE = Lane.CLOCK.value
CELERY_TASK_DEFAULT_ROUTING_KEY = Lane.CLOCK.value
# Modules with tasks beside each app's tasks.py.
CELERY_IMPORTS = env.words("CELERY_IMPORTS", pattern=r"[\w.]+", advice="gebruik namen van modules")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(private_folder("queue") / "beat") if EMBEDDED else "celerybeat-schedule"
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "portal.jobs.tasks.sweep_jobs", "schedule": 3.0 * JOB_HEARTBEAT_SECONDS},
    "sweep-exports": {"task": "calculator.web.tasks.sweep_exports", "schedule": 15.0},
    "pass-seats-on": {"task": "bootcamp.seats.tasks.pass_seats_on", "schedule": 60.0},
    "expire-sign-ups": {"task": "portal.people.entrance.tasks.expire_sign_ups", "schedule": crontab(hour=4, minute=20)},
    "watch": {"task": "portal.wellbeing.tasks.watch", "schedule": 60.0},
    "look-at-clock": {"task": "portal.tasks.look_at_clock", "schedule": 60.0},
    "forget-expired": {"task": "portal.tasks.forget_expired", "schedule": crontab(hour=4, minute=10)},
    "renew-turnouts": {"task": "portal.blocks.tasks.renew_turnouts", "schedule": crontab(hour=3, minute=50)},
    "wipe-traces": {"task": "portal.blocks.tasks.wipe_traces", "schedule": crontab(hour=4, minute=40)},
    "publish-evaluations": {"task": "bootcamp.following.tasks.publish_evaluations", "schedule": 300.0},
    "bootcamp-letters": {"task": "bootcamp.running.tasks.write_due_letters", "schedule": 300.0},
    "exchange-digests": {
        "task": "bootcamp.exchange.tasks.make_digests",
        "schedule": crontab(minute="*/15", hour="7-20"),
    },
    "nudge-plans": {"task": "bootcamp.plan.tasks.nudge_plans", "schedule": crontab(minute=20, hour="8-17")},
    "publish-surveys": {"task": "bootcamp.survey.tasks.publish_surveys", "schedule": crontab(minute=10)},
    "monthly-check-ins": {
        "task": "bootcamp.checkin.tasks.ask_this_month",
        "schedule": crontab(minute=35, hour="8-17", day_of_month="1-20"),
    },
    "publish-results": {"task": "bootcamp.results.tasks.publish_results", "schedule": crontab(hour=3, minute=30)},
    "renew-frames": {"task": "bootcamp.boards.tasks.renew_frames", "schedule": crontab(hour=0, minute=10)},
    "renew-plans": {"task": "bootcamp.results.tasks.renew_plans", "schedule": crontab(hour=0, minute=20)},
    "plan-reactions": {"task": "bootcamp.plan.tasks.tell_reactions", "schedule": crontab(hour=16, minute=40)},
    "sweep-batches": {"task": "calculator.batch.tasks.sweep_batches", "schedule": 120.0},
}

# How often a process looks whether other values were released for the calculator; 0 is never.
VALUES_LOOK_SECONDS = env.number("VALUES_LOOK_SECONDS", 3)

# Back-ups (portal/backup), and who is told when one fails.
BACKUP_DIR = env.folder("BACKUP_DIR", DATA_DIR / "backup")
BACKUP_KEYS = env.words(
    "BACKUP_KEY", pattern="age1[a-z0-9]{58}", advice="gebruik een openbare sleutel van age, die begint met age1"
)
KEEPER_EMAIL = env.address("KEEPER_EMAIL", CONTACT_EMAIL)

# Logs say what happened, never what someone typed.
LOG_LEVEL = env.choice(
    "LOG_LEVEL", "WARNING" if EMBEDDED else "INFO", options=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
)
LOG_FORMAT = env.choice("LOG_FORMAT", "LINE" if EMBEDDED else "JSON", options=("LINE", "JSON"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "logging.Formatter" if DEBUG else "portal.logs.PrivateFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "portal.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT.lower()}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Of libraries only what is wrong: making one PDF gave hundreds of lines about its fonts. And each request and
    # each job has a line of ours already.
    "loggers": {
        "django": {"handlers": []},
        **{key: {"level": "ERROR"} for key in ("django.request", "fontTools", "weasyprint")},
        **{key: {"level": "WARNING"} for key in ("PIL", "kombu", "celery.app.trace", "celery.beat", "celery.worker")},
    },
}
