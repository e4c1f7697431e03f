"""The demo content: complete, and never beside real accounts."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.people.demo import logins
from portal.people.models import Board, School, User
from tests.factories import make_user


@pytest.mark.django_db
def test_it_is_refused_unless_asked_for():
    with pytest.raises(CommandError, match="alleen met DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()


@pytest.mark.django_db
def test_it_does_not_come_beside_real_accounts(settings):
    settings.DEMO = True
    make_user()

    with pytest.raises(CommandError, match="Er staan al accounts in deze database"):
        call_command("demo")

    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_it_comes_once_and_every_login_that_is_printed_works(settings, capsys):
    settings.DEMO, settings.MFA_REQUIRED = True, False

    call_command("demo")
    count = User.objects.count()
    call_command("demo")

    said = capsys.readouterr().out
    assert said.splitlines() == ["De voorbeeldinhoud staat klaar.", "De voorbeeldinhoud staat er al."]
    assert User.objects.count() == count
    assert [board.schools.count() for board in Board.objects.all()] == [3, 3, 3]
    assert School.objects.filter(brin__startswith="9").count() == 9
    roles = set()
    for who, email, password in logins():
        client = Client()
        client.post(reverse("account_login"), {"login": email, "password": password})
        assert client.get(reverse("my_account")).status_code == 200, who
        roles.add(User.objects.get(email=email).role)
    assert len(roles) == 6
