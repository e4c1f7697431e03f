"""The example content: whole, true to life on any day of the year, and never beside real accounts."""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.conf import global_settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from bootcamp import demo
from bootcamp.seats.actions.turns import position_in_line
from bootcamp.seats.models import Bootcamp, Participation, Seat, WorkSession
from materials.demo import CONTENT
from materials.models import Material
from portal import homes
from portal.files.models import Shelf
from portal.jobs.models import Job
from portal.people import demo as people
from portal.people.access import ROLES, Role
from portal.people.demo import logins
from portal.people.models import Board, School, User
from portal.post.models import Letter
from tests.databases import put_in_place_of_the_test_database
from tests.factories import make_user
from tests.jobs import do_all_jobs
from tests.running import ROOT, clean_environment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MODELS = [Board, School, User, Bootcamp, WorkSession, Seat, Participation, Shelf, Material]


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def loaded(transactional_db, settings, tmp_path, databases):
    """All example content, as `make run` loads it; a copy, since loading it anew takes seconds."""
    settings.DEMO, settings.MFA_REQUIRED, settings.MEDIA_ROOT = True, False, tmp_path / "media"
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    shutil.copytree(databases.demo / "media", settings.MEDIA_ROOT)
    put_in_place_of_the_test_database(databases.demo / "db" / "portal.sqlite3")


@pytest.mark.django_db
def test_without_demo_in_the_environment_nothing_is_loaded(settings):
    settings.DEMO, settings.DEBUG = False, False

    with pytest.raises(CommandError, match="kan alleen met DEMO=1"):
        call_command("demo")

    assert set(counts().values()) == {0}


@pytest.mark.django_db
def test_debug_alone_is_not_enough(settings):
    settings.DEMO, settings.DEBUG = False, True

    with pytest.raises(CommandError, match="kan alleen met DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()


@pytest.mark.django_db
def test_beside_real_accounts_nothing_is_loaded_even_with_demo(settings):
    settings.DEMO = True
    someone = make_user(Role.HPP)

    with pytest.raises(CommandError, match="Er staan al accounts in deze database"):
        call_command("demo")

    assert list(User.objects.all()) == [someone]
    assert not Bootcamp.objects.exists()


def test_in_production_the_command_refuses(tmp_path):
    """With the environment of a server (tests/portal/test_production.py), before it touches any database."""
    environment = clean_environment() | {
        "SECRET_KEY": "een-lange-willekeurige-sleutel-voor-deze-test-0123456789-abcdefghij",
        "DATABASE_URL": "postgres://portaal@127.0.0.1:1/portaal",
        "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
        "CACHE_URL": "redis://127.0.0.1:1/1",
        "ALLOWED_HOSTS": "portaal.example",
        "SITE_URL": "https://portaal.example",
        "DEFAULT_FROM_EMAIL": "portaal@portaal.example",
        "EMAIL_HOST": "mail.portaal.example",
        "DATA_DIR": str(tmp_path),
    }

    done = subprocess.run(
        [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "Voorbeeldinhoud laden kan alleen met DEMO=1." in done.stderr


def test_there_is_all_that_was_promised(loaded):
    assert [board.schools.count() for board in Board.objects.all()] == [3, 3, 3]
    assert sorted((bootcamp.kind, bootcamp.work_sessions.count()) for bootcamp in Bootcamp.objects.all()) == [
        ("dag", 2),
        ("zes", 6),
        ("zes", 6),
        ("zes", 6),
        ("zes", 6),
    ]
    assert Material.objects.count() == len(list(CONTENT.glob("*.md"))) >= 8
    assert {person.role for person in people.PEOPLE} == set(ROLES)
    assert {job.kind for job in Job.objects.all()} == {"matching.propose"}


def test_loading_twice_doubles_nothing(loaded, capsys):
    before = counts()

    call_command("demo")

    assert counts() == before
    assert "staat er al" in capsys.readouterr().out


@pytest.mark.parametrize("who", [email for _, email, _ in logins()])
def test_every_printed_login_opens_the_portal(loaded, client, who):
    [(_, email, password)] = [login for login in logins() if login[1] == who]

    response = client.post(reverse("account_login"), {"login": email, "password": password}, follow=True)

    assert response.context["user"].email == email
    assert response.redirect_chain == [(homes.address_of(response.context["user"]), 302)]
    assert response.status_code == 200


def test_nobody_else_can_sign_in(loaded):
    printed = {email for _, email, _ in logins()}

    others = User.objects.exclude(email__in=printed)

    assert others.count() == 8
    assert not any(user.has_usable_password() for user in others)


def test_no_address_is_that_of_a_real_person(loaded):
    assert all(email.endswith("@voorbeeld.example") for email in User.objects.values_list("email", flat=True))


def test_the_director_can_enrol_and_the_other_is_on_the_way(loaded, client):
    director, second = (User.objects.get(email=f"{name}@voorbeeld.example") for name in ("directeur", "directeur2"))
    upcoming = Bootcamp.objects.open_on(timezone.localdate()).order_by("starts_on")

    client.force_login(director)
    for bootcamp in upcoming:
        form = {"school": director.schools.get().pk}
        client.post(reverse("bootcamp:enrol", args=[bootcamp.pk]), form)
    client.force_login(second)
    page = client.get(reverse("bootcamp:my_bootcamp"), follow=True).text

    full = Bootcamp.objects.get(title__endswith="groep West")
    assert set(upcoming.filter(school_seats__school__people=director)) == set(upcoming) - {full}
    assert position_in_line(full.applications.get(school__people=director)) == 3
    assert len(upcoming) == 3
    assert "gedaan" in page
    assert "Je volgende stap" in page
    assert "infopakket-schoolleiders" not in page
    assert "Infopakket voor schoolleiders" in page


DAYS = [(2026, month, day) for month in range(1, 13) for day in (1, 15)]
DAYS += [(2026, 12, 31), (2027, 12, 19), (2028, 2, 29), (2027, 8, 31), (2027, 7, 9)]


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS, ids=lambda day: "-".join(map(str, day)))
def test_on_any_day_one_bootcamp_is_open_and_one_on_its_way(day):
    now = datetime(*day, 10, tzinfo=AMSTERDAM)
    people.load()

    demo.load(now=now)

    today = timezone.localdate(now)
    sessions = [(s.bootcamp, timezone.localtime(s.starts_at)) for s in WorkSession.objects.select_related("bootcamp")]
    on_its_way = Bootcamp.objects.get(title__endswith="groep Zuid")
    moments = [moment for bootcamp, moment in sessions if bootcamp == on_its_way]
    assert Bootcamp.objects.open_on(today).count() == 3
    assert min(moments) < now < max(moments)
    assert {moment.hour for _, moment in sessions} == {9, 15}
    assert not any(moment.month in (7, 8) and (moment.month, moment.day) >= (7, 10) for _, moment in sessions)
    assert not any(moment.weekday() > 4 for _, moment in sessions)
    for bootcamp in Bootcamp.objects.all():
        first = min(moment for whose, moment in sessions if whose == bootcamp)
        assert first.date() == bootcamp.starts_on
        bootcamp.full_clean()


@pytest.mark.postgres
def test_it_loads_on_postgresql_too_and_once(tmp_path, postgres):
    url = postgres.migrated_database()
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DEMO": "1",
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
    }
    said = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.strip())

    with psycopg.connect(url) as connection:
        rows = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("people_board", "people_school", "seats_bootcamp", "seats_worksession")
        }
    assert said == ["De voorbeeldinhoud staat klaar.", "De voorbeeldinhoud staat er al."]
    assert rows == {"people_board": 3, "people_school": 9, "seats_bootcamp": 5, "seats_worksession": 26}
    assert len(os.listdir(tmp_path / "media" / "materials")) == 10


def test_mails_of_all_sorts_stand_in_one_log_and_a_failed_one_is_sent_from_there(loaded, client, mailoutbox, settings):
    settings.MFA_REQUIRED = False
    client.force_login(User.objects.get(email="hpp@voorbeeld.example"))
    rooms = {kind.partition(".")[0] for kind in Letter.objects.values_list("kind", flat=True)}
    [failed] = Letter.objects.filter(state=Letter.State.FAILED)

    page = client.get(reverse("post:log"), {"stand": "vast"})
    client.post(reverse("post:send_stuck"), {"stand": "vast"})
    do_all_jobs()

    assert rooms == {"people", "seats", "running", "plan", "exchange", "experts", "boards"}
    assert list(page.context["page"]) == [failed]
    assert "de mailserver weigert dit adres" in page.text
    assert [message.to for message in mailoutbox] == [[failed.to.email]]
    assert not Letter.objects.stuck(now=timezone.now()).exists()


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("leerkracht", ["Meer uren werken: 22 vragen van leerkrachten"]),
        ("directeur", ["Bekijk de bootcamps"]),
        ("directeur2", ["Zeg ja of nee tegen Dirk Verhoeven", "te laat sinds", "Lees wat", "4 van onze 24 parttimers"]),
        (
            "directeur3",
            ["Kijk vijf minuten terug op", "maanden na de bootcamp", "te laat sinds", "Liever geen maandmail"],
        ),
        ("hr", ["Bel Fenna Hoekstra van Het Kraalnest"]),
        ("bestuur", ["Bel Fenna Hoekstra van Het Kraalnest", "acties klaar"]),
        ("expert", ["De Waterlelie vraagt een gespreksleider"]),
        ("hpp", ["Eén mail kwam niet aan", "Het Kraalnest miste twee sessies of meer", "groep Zuid"]),
    ],
)
def test_every_role_finds_its_home_filled(loaded, client, who, words):
    user = User.objects.get(email=f"{who}@voorbeeld.example")
    client.force_login(user)

    page = " ".join(client.get(homes.address_of(user)).text.split())

    assert [word for word in words if word not in page] == []
