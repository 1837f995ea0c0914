"""The real settings, less what slows tests down; files go to a temporary place."""

import os
import tempfile

os.environ["NEWSREADER_VAR"] = tempfile.mkdtemp(prefix="newsreader-tests-")
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser driver runs a loop

from newsreader.settings import *  # noqa: F403
from newsreader.settings import DATABASES, STATIC_ROOT, STORAGES, VAR_DIR

SAMPLE_SHARE = 0.0  # tests say themselves when random sentences are to be drawn

STATIC_ROOT.mkdir()  # whitenoise warns where there is none

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in use: in memory the server's threads shut each other out of one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
