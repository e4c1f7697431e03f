import itertools
import json
import signal
import subprocess
import sys

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from portal import limits
from tests import factories
from tests.characters import make_cast

# Tests that run in the background have Ctrl-C ignored, and so would every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = [
    "tests.sharing",
    "tests.running",
    "tests.servers",
    "tests.databases",
    "tests.browser",
    "tests.postbox",
    "tests.breaking",
    "tests.faults",
]


@pytest.fixture
def cast(db):
    """The standing characters: `cast["directeur"]`, `cast.client("hpp")`, `cast.school`."""
    return make_cast()


@pytest.fixture(autouse=True)
def the_same_names(monkeypatch):
    """Each test makes its first school, its second and so on, whatever ran before it."""
    monkeypatch.setattr(factories, "numbers", itertools.count(1))


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Each test starts with its rate limits unused."""
    limits._limiter.cache_clear()


@receiver(user_logged_in)
def signed_in_without_a_form(sender, request, user, **kwargs):
    """Who a test signs in with `force_login` took the second step too, if they have one."""
    if request.method:
        return  # a real request: it says itself which steps were taken
    for authenticator in Authenticator.objects.filter(user=user):
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=str(authenticator.type))


@pytest.fixture
def race(request, tmp_path, databases):
    """`race(module, on="sqlite", without_lock=True)` runs it (tests/race.py) on a database of its own; its outcome."""
    from tests.running import ROOT, clean_environment

    def run(module, *, on, without_lock=False):
        if on == "postgresql":
            url = request.getfixturevalue("postgres").migrated_database()
        else:
            url = databases.copy(tmp_path / "race.sqlite3")
        environment = clean_environment() | {
            "EMBEDDED": "1",
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        command = [sys.executable, "-m", "tests.race", module, *["--without-lock"] * without_lock]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run
