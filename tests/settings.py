"""The real settings, less what slows tests down; files go to a temporary place."""

import os
import tempfile

os.environ["NEWSREADER_VAR"] = tempfile.mkdtemp(prefix="newsreader-tests-")
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser driver runs a loop

from newsreader.settings import *  # noqa: F403
from newsreader.settings import STATIC_ROOT, STORAGES

STATIC_ROOT.mkdir()  # whitenoise warns where there is none

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
