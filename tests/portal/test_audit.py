"""Who of HPP, boards and HR did what to whom: written down once, never changed, read by administrators."""

from datetime import timedelta

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Attendance
from portal import retention
from portal.audit import trail
from portal.audit.models import Entry, NeverChanged
from portal.meanwhile import STOOD
from portal.people.access import Role
from portal.people.models import User
from tests.factories import PASSWORD, make_bootcamp, make_seat, make_user
from tests.portal.test_production import manage

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def an_entry(**fields):
    return Entry.objects.create(**{"at": timezone.now(), "by_number": 7, "by_role": Role.HPP, "path": "/x/", **fields})


def written():
    return list(Entry.objects.order_by("pk").values_list("by_number", "by_role", "path", "choice", "people"))


def test_a_change_to_someones_account_says_who_did_what_to_whom(cast):
    address = reverse("admin:people_user_change", args=[cast["hr"].pk])
    fields = {"first_name": "Samira", "last_name": "Bakker", "email": cast["hr"].email, "role": "hr"}
    fields |= {"board": cast.board.pk, "is_active": "on"}

    page = BeautifulSoup(cast.client("hpp").get(address).text, "html.parser")
    fields[STOOD] = page.find("input", {"name": STOOD})["value"]
    refused = cast.client("hpp").post(address, {**fields, "first_name": ""})
    cast.client("hpp").post(address, fields)

    assert refused.status_code == 200
    assert written() == [
        (cast["hpp"].pk, "hpp", address, "gewijzigd: voornaam, achternaam", [cast["hr"].pk]),
    ]


def test_taking_a_step_away_and_forgetting_someone_are_in_it(cast):
    person = cast["bestuur"].pk
    administrator = cast.client("hpp_admin")
    action = {"action": "remove_second_step", "_selected_action": [person]}

    administrator.post(reverse("admin:people_user_changelist"), action)
    administrator.post(reverse("admin:people_user_delete", args=[person]), {"post": "yes"})

    assert [(choice, people) for _, _, _, choice, people in written()] == [
        ("tweede stap weggehaald", [person]),
        ("account verwijderd", [person]),
    ]


def test_ticking_who_was_there_says_whose_mark_changed_and_no_name(cast):
    seat = make_seat(director=cast["directeur"])
    session = seat.bootcamp.work_sessions.get(number=1)
    (here,) = seat.participations.all()
    address = reverse("bootcamp:staff_attendance", args=[seat.bootcamp_id, session.pk])

    cast.client("hpp").post(address, {f"wie-{here.pk}": Attendance.State.PRESENT, f"was-{here.pk}": ""})

    (entry,) = Entry.objects.all()
    assert (entry.path, entry.choice, entry.people) == (address, "aanwezigheid", [cast["directeur"].pk])
    assert "Sanne" not in str(Entry.objects.values())


@pytest.mark.parametrize(("character", "is_written"), [("hr", True), ("bestuur", True), ("directeur", False)])
def test_boards_and_hr_are_in_it_and_directors_are_not(cast, character, is_written):
    bootcamp = make_bootcamp()
    address = reverse("bootcamp:enrol", args=[bootcamp.pk])

    answer = cast.client(character).post(address, {"school": cast.school.pk})

    assert answer.status_code == 302
    assert [row[0] for row in written()] == ([cast[character].pk] if is_written else [])


def test_taking_the_data_of_many_along_is_in_it_and_looking_is_not(cast):
    bootcamp = make_seat().bootcamp

    cast.client("hpp").get(reverse("bootcamp:staff_bootcamp", args=[bootcamp.pk]))
    cast.client("hpp").get(reverse("bootcamp:staff_excel", args=[bootcamp.pk])).close()

    assert [path for _, _, path, _, _ in written()] == [reverse("bootcamp:staff_excel", args=[bootcamp.pk])]


def test_ones_own_account_is_ones_own(cast):
    cast.client("hpp").post(reverse("usersessions_list"))
    cast.client("hpp").post(reverse("session_stay"))

    assert written() == []


def test_an_administrator_reads_it_with_names_in_a_few_queries(cast, django_assert_max_num_queries):
    gone = make_user(Role.HPP).pk
    User.objects.filter(pk=gone).delete()
    an_entry(by_number=gone)
    for _ in range(20):
        an_entry(by_number=cast["hpp"].pk, people=[cast["hr"].pk])
    client = cast.client("hpp_admin")

    with django_assert_max_num_queries(12):
        page = client.get(reverse("admin:audit_entry_changelist")).text

    assert page.count("Sanne de Vries") >= 20
    assert f"account {gone}, dat weg is" in page


def test_code_can_not_change_or_delete_it():
    entry = an_entry()

    for attempt in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(path="")):
        with pytest.raises(NeverChanged):
            attempt()


def test_the_database_refuses_a_change_too():
    entry = an_entry()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        super(type(Entry.objects.all()), Entry.objects.all()).update(path="/iets anders/")

    assert Entry.objects.get(pk=entry.pk).path == "/x/"


@pytest.mark.postgres
def test_on_a_server_the_database_refuses_to_delete_what_is_not_old(postgres, tmp_path):
    url = postgres.new_database()
    manage("migrate", "-v", "0", tmp_path=tmp_path, DATABASE_URL=url)
    fields = "(at, by_number, by_role, path, choice, people)"
    with psycopg.connect(url, autocommit=True) as database:
        for age in ("1 day", "30 months"):
            database.execute(
                f"INSERT INTO audit_entry {fields} VALUES (now() - %s::interval, 1, 'hpp', '/', '', '[]')", [age]
            )
        with pytest.raises(psycopg.errors.RaiseException):
            database.execute("DELETE FROM audit_entry")
        with pytest.raises(psycopg.errors.RaiseException):
            database.execute("UPDATE audit_entry SET path = ''")
        database.execute("DELETE FROM audit_entry WHERE at < now() - interval '24 months'")
        left = database.execute("SELECT count(*) FROM audit_entry").fetchone()

    assert left == (1,)


def test_after_two_years_it_is_forgotten():
    today = timezone.localdate()
    an_entry(at=timezone.now() - timedelta(days=740))
    kept = an_entry()

    retention.forget_expired(today=today)

    assert list(Entry.objects.values_list("pk", flat=True)) == [kept.pk]


def change_account(cast, character, **changed):
    """What an administrator changes of someone in the admin; the row of the trail about it."""
    address = reverse("admin:people_user_change", args=[cast[character].pk])
    client = cast.client("hpp_admin")
    page = BeautifulSoup(client.get(address).text, "html.parser")
    user = User.objects.get(pk=cast[character].pk)
    fields = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email, "role": user.role}
    fields |= {"board": user.board_id or "", "schools": [school.pk for school in user.schools.all()], "is_active": "on"}
    fields[STOOD] = page.find("input", {"name": STOOD})["value"]
    answer = client.post(address, {name: value for name, value in (fields | changed).items() if value is not None})
    assert answer.status_code == 302, answer.text
    return written()[-1][3]


def test_of_what_decides_what_someone_may_do_it_keeps_what_it_was_and_what_it_became(cast):
    school, board = cast["directeur"].schools.get(), cast.board.pk

    other_role = change_account(cast, "directeur", role="bestuur", board=board, schools=[])
    closed = change_account(cast, "hr", is_active=None)
    administrator = change_account(cast, "hpp", is_superuser="on")

    assert other_role == (
        f"gewijzigd: rol van directeur naar bestuur, scholen van nummer {school.pk} naar niets, "
        f"bestuur van niets naar nummer {board}"
    )
    assert closed == "gewijzigd: actief van ja naar nee"
    assert administrator.endswith("van nee naar ja")


# Who failed to sign in.

TYPED = "een-wachtwoord-dat-fout-is"


def try_to_log_in(client, email, password=TYPED):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.fixture
def no_limits():
    """What stops who guesses is tested elsewhere."""
    cache.clear()
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        yield


def test_failing_to_sign_in_says_at_whose_account_and_nothing_of_what_was_typed(client, no_limits):
    sanne = make_user()

    try_to_log_in(client, sanne.email.upper())
    try_to_log_in(client, "mijn-wachtwoord@verkeerde.veld")

    assert written() == [
        (None, "", reverse("account_login"), "inloggen mislukt", [sanne.pk]),
        (None, "", reverse("account_login"), "inloggen mislukt, met een adres zonder account", []),
    ]
    kept = str(list(Entry.objects.values()))
    assert not any(word in kept for word in (TYPED, "mijn-wachtwoord", sanne.email, "127.0.0.1"))


def test_who_signs_in_well_is_not_in_it(client, no_limits):
    user = make_user()

    try_to_log_in(client, user.email, PASSWORD)

    assert written() == []


def test_who_keeps_guessing_does_not_fill_it(client, no_limits):
    sanne, joke = make_user(), make_user()

    for _ in range(trail.MOST_FAILURES + 5):
        try_to_log_in(client, sanne.email)
    try_to_log_in(client, joke.email)

    rows = [choice for _, _, _, choice, people in written() if people == [sanne.pk]]
    assert len(rows) == trail.MOST_FAILURES
    assert rows[-1] == "inloggen mislukt; wat er dit uur nog bij komt, staat er niet bij"
    assert written()[-1][4] == [joke.pk]


def test_a_wrong_second_step_is_in_it(client, no_limits):
    user = make_user()
    TOTP.activate(user, generate_totp_secret())
    try_to_log_in(client, user.email, PASSWORD)

    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert written() == [(None, "", reverse("mfa_authenticate"), "tweede stap mislukt", [user.pk])]


def test_an_administrator_reads_that_nobody_was_signed_in(cast):
    trail.failed_to_sign_in(RequestFactory().get("/account/login/"), [], what="inloggen mislukt", now=timezone.now())

    page = cast.client("hpp_admin").get(reverse("admin:audit_entry_changelist")).text

    assert "niet ingelogd" in page
