"""What people do with their account, told as steps for tests."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from portal.jobs.models import Job
from tests.factories import PASSWORD
from tests.jobs import do_all_jobs


def log_in(client, user, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def run_jobs():
    """Do what a worker would do now."""
    do_all_jobs()
    assert not Job.objects.exclude(state=Job.State.DONE).exists(), list(Job.objects.values_list("kind", "error"))


def link_in(mail, settings):
    """The path of the first link of our own in a mail."""
    return re.search(re.escape(settings.SITE_URL) + r"(/\S+)", mail.body)[1]


def open_link(client, path):
    """allauth takes the key out of the address and asks for the page again."""
    return client.get(path, follow=True)


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm_it_is_you(client, then):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse(then)})


def set_up_totp(client):
    """With the password once more and the first code; returns the key."""
    confirm_it_is_you(client, "mfa_activate_totp")
    secret = re.search(r"<code>(\w+)</code>", client.get(reverse("mfa_activate_totp")).text)[1]
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    return secret
