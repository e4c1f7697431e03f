from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal import retention
from portal.models import Role, User

NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.get_default_timezone())


def make_user(email, *, last_login=None, joined_at=NOW):
    return User.objects.create_user(
        email,
        first_name="Noor",
        last_name="'t Hart",
        role=Role.TEACHER,
        last_login=last_login,
        joined_at=joined_at,
    )


@pytest.mark.django_db
def test_an_account_not_used_for_two_years_is_forgotten():
    make_user("nu@school.example", last_login=NOW - timedelta(days=700))
    make_user("lang-geleden@school.example", last_login=NOW - timedelta(days=800))
    make_user("nooit@school.example", joined_at=NOW - timedelta(days=800))
    make_user("nieuw@school.example")

    report = retention.forget_expired(today=NOW.date())

    assert report["gebruikers"] == 2
    assert set(User.objects.values_list("email", flat=True)) == {"nu@school.example", "nieuw@school.example"}


@pytest.mark.django_db
def test_a_dry_run_counts_and_keeps(capsys):
    make_user("lang-geleden@school.example", last_login=NOW - timedelta(days=4000))

    call_command("opruimen", "--proef")

    assert "gebruikers: 1 zou weggaan" in capsys.readouterr().out
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "months", "limit"),
    [
        (date(2026, 11, 24), 24, date(2024, 11, 24)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_back_to_a_day_that_exists(day, months, limit):
    assert retention.months_before(day, months) == limit
