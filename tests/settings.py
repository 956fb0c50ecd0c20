"""The project's settings, with what a test run needs otherwise: nothing slow, nothing left behind."""

import tempfile
from pathlib import Path

from elearning.settings import *  # noqa: F403
from elearning.settings import BASE_DIR, STORAGES

_scratch = Path(tempfile.mkdtemp(prefix="green-customs-tests-"))

SECRET_KEY = "tests"
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MEDIA_ROOT = str(_scratch / "media")
PRIVATE_ROOT = _scratch / "private"
STATIC_ROOT = _scratch / "static"
STATIC_ROOT.mkdir()
KEYS_ROOT = _scratch / "keys"
FONTS_ROOT = BASE_DIR / "var" / "fonts"
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "elearning.storage.PrivateFileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
