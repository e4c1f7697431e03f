import signal

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from portal import limits
from tests.characters import make_cast

# Tests that run in the background have Ctrl-C ignored, and so would every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["tests.running", "tests.servers", "tests.browser"]


@pytest.fixture
def cast(db):
    """The standing characters: `cast["directeur"]`, `cast.client("hpp")`, `cast.school`."""
    return make_cast()


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
