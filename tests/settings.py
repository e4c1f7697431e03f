"""The portal's settings with what only tests want: an own data folder and quick password hashes."""

import os

os.environ["EMBEDDED"] = "1"
os.environ["DEMO"] = "0"
os.environ["DEBUG"] = "0"
os.environ["MFA_REQUIRED"] = "1"
# TEST_RUN keeps two runs side by side apart.
os.environ["DATA_DIR"] = os.path.join(
    "var", os.environ.get("TEST_RUN", "test"), os.environ.get("PYTEST_XDIST_WORKER", "main")
)
for name in ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "SECRET_KEY"):
    os.environ.pop(name, None)

from portal.settings import *  # noqa: E402, F403 (all of it, after the environment)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What was released for the calculator is looked up when a test asks for it, not while it counts queries.
VALUES_LOOK_SECONDS = 0
# WhiteNoise warns when the folder of collected files is not there yet.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (from the settings above)
# Django's live server can't do without; an address elsewhere, so that it never serves a private file.
MEDIA_URL = "https://nergens.invalid/"
