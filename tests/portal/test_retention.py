import re
from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone

from portal import retention, tasks
from portal.people.access import Role
from portal.people.models import Board, User
from tests.running import ROOT

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


@pytest.mark.django_db
def test_what_was_changed_in_the_admin_is_kept_for_three_months():
    admin = make_user("beheer@hpp.example", last_login=NOW)
    for days in (10, 100):
        LogEntry.objects.create(
            user=admin, action_flag=1, object_repr=f"{days}", action_time=NOW - timedelta(days=days)
        )

    retention.forget_expired(today=NOW.date())

    assert list(LogEntry.objects.values_list("object_repr", flat=True)) == ["10"]


@pytest.mark.django_db
def test_a_kind_that_cannot_go_yet_does_not_keep_the_others(monkeypatch, caplog):
    def protected(rows):
        raise ProtectedError("nog niet", set())

    first = retention.KeepingRule("besturen", Board, 1, "proef", lambda day: Board.objects.all(), protected)
    monkeypatch.setattr(retention, "RULES", {"besturen": first, **retention.RULES})
    make_user("lang-geleden@school.example", last_login=NOW - timedelta(days=4000))

    report = retention.forget_expired(today=NOW.date())

    assert report["gebruikers"] == 1
    assert "besturen" not in report
    assert "people.Board" in caplog.text


@pytest.mark.django_db
def test_every_night_sessions_that_ended_go_too():
    ended, lasting = SessionStore(), SessionStore()
    ended.set_expiry(-1)
    ended.create()
    lasting.create()

    tasks.forget_expired()

    assert list(Session.objects.values_list("session_key", flat=True)) == [lasting.session_key]


def people_in(model):
    """The fields with which a model points at someone, except many-to-many ones: those have a model of their own."""
    return [field for field in model._meta.concrete_fields if field.related_model is User]


def test_every_model_with_a_person_in_it_says_how_long_it_is_kept():
    said = {rule.model for rule in retention.RULES.values()} | set(retention.WITH_ACCOUNT)
    # A row of a many-to-many table says that two things belong together, and goes with either of them.
    silent = {
        model._meta.label: [field.name for field in people_in(model)]
        for model in apps.get_models()
        if people_in(model) and not model._meta.auto_created and model not in said
    }

    assert User in said
    assert silent == {}


def test_nothing_keeps_an_account_from_being_forgotten():
    holding = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in people_in(model)
        if field.remote_field.on_delete not in (models.CASCADE, models.SET_NULL)
    }

    assert holding == set()


def test_what_goes_with_the_account_is_deleted_with_it():
    stays = {
        model._meta.label
        for model in retention.WITH_ACCOUNT
        if any(field.remote_field.on_delete is not models.CASCADE for field in people_in(model))
    }

    assert stays == set()


def test_the_privacy_document_says_what_the_rules_say():
    text = (ROOT / "docs" / "privacy.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \| (\d+ maand(?:en)?|tot de einddatum) \| ([^|]+) \|$", text, re.MULTILINE)
    rules = {(rule.name[:1].upper() + rule.name[1:], rule.long, rule.why) for rule in retention.RULES.values()}

    assert set(rows) == rules
    for why in retention.WITH_ACCOUNT.values():
        assert why in text
