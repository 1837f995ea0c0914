"""All settings in one place, driven by environment variables (the README lists them)."""

import contextlib
import secrets
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from newsreader import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("NEWSREADER_VAR", str(BASE_DIR / "var"))).resolve()
SEEDS_DIR = BASE_DIR / "seeds"


def _secret_key() -> str:
    """The key from the environment, or one made on first use and kept beside the database."""
    if given := environment.text("SECRET_KEY", ""):
        return given
    path, fresh = VAR_DIR / "secret-key", secrets.token_urlsafe(50)
    try:
        if not path.exists():
            _write_whole(path, fresh)
        return path.read_text().strip() or fresh
    except OSError:  # a command that stores nothing may run where nothing can be written
        return fresh


def _write_whole(path: Path, text: str) -> None:
    """Put the file there with all its text or not at all; the first of two processes wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=True) as file:
        file.write(text)
        file.flush()
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(file.name)


def _database() -> dict[str, Any]:
    url = environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'newsreader.sqlite3'}")
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode={_journal()}; PRAGMA synchronous=FULL;",
        }
    return config


def _journal() -> str:
    """WAL only where SQLite is free of the WAL-reset corruption bug; else the rollback journal."""
    version = sqlite3.sqlite_version_info
    mended = version >= (3, 51, 3) or any(
        version[:2] == line[:2] and version >= line for line in ((3, 44, 6), (3, 50, 7))
    )
    return "WAL" if mended else "DELETE"


# --- Ground ---
SECRET_KEY = _secret_key()
DEBUG = environment.flag("DEBUG", default=False)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SERVED_OVER_TLS = environment.flag("SERVED_OVER_TLS", default=False)
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "newsreader.urls"
WSGI_APPLICATION = "newsreader.wsgi.application"
TIME_ZONE = environment.text("TIME_ZONE", "UTC")
LANGUAGE_CODE = "en-gb"
USE_TZ = True

INSTALLED_APPS = [
    "articles",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.middleware.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "articles.middleware.SignInMiddleware",
    "axes.middleware.AxesMiddleware",
]

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
        },
    }
]

# --- Static files and originals ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "originals"
FILE_UPLOAD_PERMISSIONS = 0o600

# --- People ---
AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CSRF_FAILURE_VIEW = "articles.views.errors.no_token"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "library"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# Both together, so that a stranger's attempts elsewhere never lock the owner out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "errors/locked_out.html"
SIGN_IN_LINK_HOURS = environment.number("SIGN_IN_LINK_HOURS", 24, least=1)

# --- The browser ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_TLS
SESSION_COOKIE_NAME = "__Host-session" if SERVED_OVER_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SERVED_OVER_TLS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_OVER_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVED_OVER_TLS else None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- What one upload may ask of the program ---
UPLOAD_MAX_BYTES = environment.number("UPLOAD_MAX_BYTES", 20_000_000, least=1)
UPLOAD_MAX_FILES = environment.number("UPLOAD_MAX_FILES", 50, least=1)
UPLOAD_MAX_UNPACKED_BYTES = environment.number("UPLOAD_MAX_UNPACKED_BYTES", 100_000_000, least=1)
UPLOAD_MAX_PAGES = environment.number("UPLOAD_MAX_PAGES", 500, least=1)
UPLOAD_MAX_CHARACTERS = environment.number("UPLOAD_MAX_CHARACTERS", 2_000_000, least=1)
UPLOAD_MAX_SECONDS = environment.number("UPLOAD_MAX_SECONDS", 30, least=1)
UPLOAD_MAX_MEMORY_BYTES = environment.number("UPLOAD_MAX_MEMORY_BYTES", 1_500_000_000, least=1)
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_MAX_FILES
# Pasted text: four bytes a character at worst, three times that once percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * UPLOAD_MAX_CHARACTERS
REQUEST_MAX_BYTES = environment.number("REQUEST_MAX_BYTES", 250_000_000, least=1)

# --- Pages fetched by their address ---
FETCH_MAX_SECONDS = environment.number("FETCH_MAX_SECONDS", 15, least=1)
FETCH_MAX_BYTES = environment.number("FETCH_MAX_BYTES", 20_000_000, least=1)
FETCH_MAX_PER_HOUR = environment.number("FETCH_MAX_PER_HOUR", 60)
FETCH_PORTS = environment.numbers("FETCH_PORTS", "80,443", least=1, most=65_535)
# Non-public networks are always refused, and nothing can allow them; these are refused too.
FETCH_REFUSED_NETWORKS = environment.networks("FETCH_REFUSED_NETWORKS")
# Whom a site may ask about this program: an address or a mailbox, sent with every request.
FETCH_CONTACT = environment.text("FETCH_CONTACT", "")

# --- Background work ---
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
LEASE_SECONDS = environment.number("LEASE_SECONDS", 60, least=5)
# How articles are read: "accurate" finds more and is surer, "fast" takes about half the time.
READER = environment.choice("READER", ("accurate", "fast"))
# Random sentences without a mark that wait in the queue, for each flag: they tell what is missed.
SAMPLE_SHARE = environment.share("SAMPLE_SHARE", 0.05)
ANNOTATE_MAX_SECONDS = environment.number("ANNOTATE_MAX_SECONDS", 900, least=10)
ANNOTATE_MAX_ATTEMPTS = environment.number("ANNOTATE_MAX_ATTEMPTS", 3, least=1)
WORKERS = environment.number("WORKERS", 1)

# --- Logs ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # The queue says at every stop that it stops; only its faults are worth a line.
    # A page that is refused or not found is the visitor's business; only our faults are logged.
    "loggers": {"django_tasks_db": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
