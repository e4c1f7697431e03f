"""The mail to the one who looks after the portal: once when something is red for an hour, once when it's well again."""

import json
import subprocess
import sys
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.jobs import alive
from portal.jobs.models import Job, Worker
from portal.people.access import Role
from portal.post.models import Letter
from portal.wellbeing import letters, register, watching
from portal.wellbeing.models import Incident
from portal.wellbeing.tasks import watch
from tests.factories import make_user
from tests.jobs import do_all_jobs
from tests.running import ROOT, clean_environment

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

MINUTE = timedelta(minutes=1)


@pytest.fixture
def red(monkeypatch):
    """The names that are put in it are red."""
    names = set()

    def look(name):
        def looked(now):
            return register.red("Stuk.", "Maak het.") if name in names else register.good("Goed.")

        return looked

    signs = {name: register.Sign(name, name.capitalize(), look(name), asks_database=True) for name in ("schijf", "rij")}
    monkeypatch.setattr(register, "SIGNS", signs)
    return names


@pytest.fixture
def keeper(settings):
    settings.KEEPER_EMAIL = "Beheer <beheer@school.example>"
    return make_user(Role.HPP, is_superuser=True, is_staff=True)


def watch_at(now):
    watching.watch(now=now, tell=partial(letters.write, now=now))


def test_what_is_red_for_an_hour_is_told_once_and_so_is_that_it_is_over(red, keeper, mailoutbox):
    began = timezone.now() - 4 * watching.LONG
    red.add("schijf")
    written = []
    for minutes in range(0, 180, 10):
        if minutes == 120:
            red.clear()
        watch_at(began + minutes * MINUTE)
        written.append(Letter.objects.count())
    do_all_jobs()

    assert written == [0] * 6 + [1] * 6 + [2] * 6
    assert [mail.to for mail in mailoutbox] == [["beheer@school.example"]] * 2
    assert [mail.subject for mail in mailoutbox] == ["Het portaal heeft hulp nodig: schijf", "Weer goed: schijf"]
    assert "Wat kun je doen? Maak het." in mailoutbox[0].body
    assert "/hoe-gaat-het/" in mailoutbox[0].body
    assert "Hallo" not in mailoutbox[0].body  # the account is only where it is filed


def test_what_is_over_within_the_hour_is_not_told(red, keeper):
    began = timezone.now()
    for minutes, names in [
        (0, {"schijf"}),
        (50, {"schijf"}),
        (55, set()),
        (58, {"schijf"}),
        (70, {"schijf"}),
        (80, set()),
    ]:
        red.clear()
        red.update(names)
        watch_at(began + minutes * MINUTE)

    assert Letter.objects.count() == 0
    assert Incident.objects.filter(ended_at=None).count() == 0


def test_what_goes_wrong_later_is_an_incident_of_its_own(red, keeper):
    began = timezone.now()
    red.add("schijf")
    watch_at(began)
    watch_at(began + 61 * MINUTE)
    red.add("rij")
    watch_at(began + 62 * MINUTE)
    watch_at(began + 123 * MINUTE)

    assert list(Letter.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Het portaal heeft hulp nodig: schijf",
        "Het portaal heeft hulp nodig: rij",
    ]


def test_it_goes_to_the_account_of_the_keeper_if_there_is_one(red, settings):
    make_user(Role.HPP, is_superuser=True, is_staff=True)
    own = make_user(Role.HPP, is_staff=True, email="beheer@school.example")
    settings.KEEPER_EMAIL = "Beheer <Beheer@school.example>"
    began = timezone.now()
    red.add("schijf")
    for minutes in (0, 61):
        watch_at(began + minutes * MINUTE)

    assert list(Letter.objects.values_list("to", "address")) == [(own.pk, "")]


def test_the_clock_looks_every_minute(settings, keeper):
    watch()

    assert settings.CELERY_BEAT_SCHEDULE["watch"]["task"] == "portal.wellbeing.tasks.watch"
    # Without a worker, as here.
    assert "jobs.worker" in set(Incident.objects.values_list("sign", flat=True))


# From outside, for when there is no worker.


def test_without_a_worker_the_watch_mails_by_itself_and_leaves_it_to_a_worker_that_lives(red, keeper, mailoutbox):
    now = timezone.now()
    red.add("schijf")
    Incident.objects.create(sign="schijf", label="Schijf", began_at=now - 2 * watching.LONG)

    alive.seen("worker@school", now=now)
    alive.ticked("worker@school", now=now)
    call_command("hoe_gaat_het", "--waak")
    with_worker = len(mailoutbox)
    Worker.objects.all().delete()
    for _ in range(3):
        call_command("hoe_gaat_het", "--waak")

    assert (with_worker, len(mailoutbox)) == (0, 1)
    assert mailoutbox[0].to == ["Beheer <beheer@school.example>"]
    assert Letter.objects.count() == Job.objects.count() == 0


def test_a_mail_server_that_is_away_is_tried_again_the_next_time(red, keeper, settings, mailoutbox):
    red.add("schijf")
    Incident.objects.create(sign="schijf", label="Schijf", began_at=timezone.now() - 2 * watching.LONG)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.portal.wellbeing.test_watch.Away"

    with pytest.raises(CommandError, match="kon niet weg"):
        call_command("hoe_gaat_het", "--waak")
    untold = Incident.objects.get().told_at
    settings.EMAIL_BACKEND = backend
    call_command("hoe_gaat_het", "--waak")

    assert (untold, len(mailoutbox)) == (None, 1)


class Away:
    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


def test_the_command_says_how_it_goes_and_ends_with_one_when_something_is_red(red, capsys):
    call_command("hoe_gaat_het")
    red.add("rij")

    with pytest.raises(CommandError):
        call_command("hoe_gaat_het")

    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["goed   Schijf: Goed.", "goed   Rij: Goed.", "Alles goed."]
    assert lines[3:] == ["rood   Rij: Stuk. Maak het.", "goed   Schijf: Goed."]


TWO_AT_ONCE = """
import json, sys, threading
import django
django.setup()
from datetime import timedelta
from functools import partial
from django.db import connection
from django.utils import timezone
from portal.people.models import User
from portal.post.models import Letter
from portal.wellbeing import letters, register, watching
from portal.wellbeing.models import Incident

register.SIGNS.clear()
register.sign("schijf", "Schijf", asks_database=True)(lambda now: register.red("Stuk.", "Maak het."))
User.objects.create_superuser(email="a@hpp.example", password=None, first_name="A", last_name="B")
now = timezone.now()
Incident.objects.create(sign="schijf", label="Schijf", began_at=now - timedelta(hours=2))
start = threading.Barrier(6)

def worker(number):
    at = now + timedelta(seconds=number)
    start.wait()
    watching.watch(now=at, tell=partial(letters.write, now=at))
    connection.close()

threads = [threading.Thread(target=worker, args=[number]) for number in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps([Letter.objects.count(), Incident.objects.count()]))
"""


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_six_that_look_at_the_same_moment_tell_it_once(database, databases, tmp_path, request):
    if database == "postgresql":
        url = request.getfixturevalue("postgres").migrated_database()
    else:
        url = databases.copy(tmp_path / "watch.sqlite3")
    own = {"EMBEDDED": "1", "DATA_DIR": str(tmp_path), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}

    done = subprocess.run(
        [sys.executable, "-c", TWO_AT_ONCE], cwd=ROOT, env=clean_environment() | own, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [1, 1]
