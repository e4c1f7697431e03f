"""The page "Hoe gaat het": one row for each thing, whatever is broken, and what to do about it."""

import threading
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.jobs import alive, queue
from portal.jobs.lanes import Lane
from portal.jobs.models import Job, Worker
from portal.post.models import Letter
from portal.versions import PORTAL
from portal.wellbeing import looking, register
from portal.wellbeing.models import Incident
from portal.wellbeing.register import State
from tests.factories import make_letter, make_user
from tests.speed import check_within

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PAGE = "/hoe-gaat-het/"


@pytest.fixture
def a_worker():
    """That leaves signs, and that the clock reaches."""
    alive.seen("worker@school", now=timezone.now())
    alive.ticked("worker@school", now=timezone.now())


@pytest.fixture(autouse=True)
def room_on_the_disk(monkeypatch):
    """These tests are not about the disk of this machine."""
    monkeypatch.setattr("portal.signs.NO_ROOM", 0)
    monkeypatch.setattr("portal.signs.LITTLE_ROOM", 0)


@pytest.fixture
def only_signs(monkeypatch):
    def register_only(**looks):
        monkeypatch.setattr(
            register, "SIGNS", {name: register.Sign(name, name.capitalize(), look) for name, look in looks.items()}
        )

    return register_only


def state_of(name):
    """(state, what it says, what to do) of one sign, looked at by itself."""
    finding = register.SIGNS[name].look(timezone.now())
    return finding.state, finding.says, finding.do


def shown(client):
    """{label: (state, text)} of the rows of the page, and its text."""
    page = BeautifulSoup(client.get(PAGE).text, "html.parser")
    rows = {
        row.th.get_text(strip=True): (
            row.find(class_="badge").get_text(strip=True),
            " ".join(row.get_text(" ").split()),
        )
        for row in page.select("tbody tr")
    }
    return rows, page


def test_when_all_is_well_the_page_says_so(cast, a_worker):
    rows, page = shown(cast.client("hpp"))

    assert {state for state, _ in rows.values()} == {"goed"}
    assert page.find(id="stand").get_text(strip=True) == "Alles goed"
    assert len(rows) == len(register.SIGNS)
    assert PORTAL in rows["Versies"][1]


def test_each_sign_that_is_not_good_says_what_to_do_and_comes_first(cast):
    rows, page = shown(cast.client("hpp"))

    assert rows["De worker"][0] == "rood"
    assert "Wat kun je doen? Start de worker opnieuw" in rows["De worker"][1]
    assert list(rows)[:2] == ["De worker", "De klok van het werk"]
    assert page.find(id="stand").get_text(strip=True) == "De worker"
    assert "Zonder worker kan het portaal geen mail sturen" in page.get_text()


def test_a_sign_that_breaks_or_hangs_is_a_red_row_and_the_page_comes_in_time(cast, only_signs, monkeypatch):
    release = threading.Event()

    def broken(now):
        raise ZeroDivisionError("geheim")

    def hangs(now):
        release.wait(60)
        return register.good("Toch.")

    only_signs(kapot=broken, hangt=hangs, goed=lambda now: register.good("Prima."))
    monkeypatch.setattr(looking, "PATIENCE", 0.3)
    client = cast.client("hpp")

    with check_within(5):
        rows, _ = shown(client)
        again, _ = shown(client)
    hanging = [thread for thread in threading.enumerate() if thread.name.startswith("sign hangt")]
    release.set()

    assert {name: state for name, (state, _) in rows.items()} == {"Kapot": "rood", "Hangt": "rood", "Goed": "goed"}
    assert "ZeroDivisionError" in rows["Kapot"][1]
    assert "geheim" not in rows["Kapot"][1]
    assert again["Hangt"][0] == "rood"
    assert len(hanging) == 1


def test_a_question_to_the_database_that_fails_leaves_the_others_alone(cast, monkeypatch, a_worker):
    def wrong(now):
        with connection.cursor() as cursor:
            cursor.execute("SELECT niets FROM nergens")

    monkeypatch.setitem(register.SIGNS, "proef", register.Sign("proef", "Proef", wrong, asks_database=True))

    rows, _ = shown(cast.client("hpp"))

    assert [name for name, (state, _) in rows.items() if state != "goed"] == ["Proef"]
    assert "OperationalError" in rows["Proef"][1]


def asking_database():
    return sorted(name for name, sign in register.SIGNS.items() if sign.asks_database)


@pytest.mark.parametrize("name", asking_database())
def test_a_sign_takes_as_many_queries_for_many_rows_as_for_few(name, django_assert_num_queries):
    look = register.SIGNS[name].look
    fill(1)
    look(timezone.now())
    with CaptureQueriesContext(connection) as few:
        look(timezone.now())
    fill(12)

    with django_assert_num_queries(len(few)):
        look(timezone.now())


def fill(number):
    """So many workers, jobs in each lane, jobs that failed and mails that are stuck."""
    ago = timezone.now() - timedelta(hours=1)
    for count in range(number):
        Worker.objects.update_or_create(
            name=f"w{number}-{count}", defaults={"version": PORTAL, "seen_at": timezone.now()}
        )
        for kind in queue.HANDLERS:
            Job.objects.create(kind=kind, created_at=ago, run_after=ago)
        a_failure(asked_by=make_user().pk)
        a_letter(Letter.State.FAILED, "nee")


def a_letter(state, reason):
    letter = make_letter(state=state)
    Letter.objects.filter(pk=letter.pk).update(reason=reason)


def a_failure(**fields):
    now = timezone.now()
    own = {"kind": "people.password_link", "state": Job.State.FAILED, "error": "ValueError", "attempts": 8}
    return Job.objects.create(created_at=now, run_after=now, finished_at=now, **{**own, **fields})


def test_the_page_takes_as_many_queries_for_many_failures_as_for_few(cast, a_worker, django_assert_num_queries):
    client = cast.client("hpp")
    a_failure(asked_by=make_user().pk)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _ in range(15):
        a_failure(asked_by=make_user().pk)

    with django_assert_num_queries(len(few)):
        client.get(PAGE)


# What each sign sees.


def test_work_that_waits_too_long_is_red_in_its_lane_and_says_how_many(monkeypatch):
    for lane in (Lane.MAIL, Lane.WORK):
        monkeypatch.setitem(queue.HANDLERS, f"tests.{lane}", queue.Handler(print, attempts=1, lane=lane))
    now = timezone.now()
    for minutes in (1, 7, 10):
        for lane in (Lane.MAIL, Lane.WORK):
            ago = now - timedelta(minutes=minutes)
            Job.objects.create(kind=f"tests.{lane}", created_at=ago, run_after=ago)

    finding = register.SIGNS["jobs.queue"].look(now)

    # Nobody waits from second to second for the other.
    assert (finding.state, finding.says) == (State.RED, "Te lang in de rij: mail.")
    assert finding.details == (
        "mail: 3, de oudste wacht 10 minuten",
        "ander werk: 3, de oudste wacht 10 minuten",
    )


def test_a_worker_that_fell_silent_is_seen_and_one_that_went_on_purpose_is_not():
    now = timezone.now()
    alive.seen("een@school", now=now - timedelta(minutes=5))
    silent = state_of("jobs.worker")
    alive.seen("twee@school", now=now)
    one_of_two = state_of("jobs.worker")
    Worker.objects.filter(name="een@school").delete()
    alone = state_of("jobs.worker")

    assert silent[0] is State.RED
    assert "5 minuten geleden" in silent[1]
    assert one_of_two[0] is State.ATTENTION
    assert "een@school" in one_of_two[1]
    assert alone[0] is State.GOOD


def test_a_worker_of_another_version_is_noticed():
    alive.seen("een@school", now=timezone.now())
    Worker.objects.update(version="0.0.1")

    assert state_of("jobs.worker")[0] is State.ATTENTION


def test_a_clock_that_stopped_is_seen_though_the_worker_lives():
    now = timezone.now()
    alive.seen("een@school", now=now)
    alive.ticked("een@school", now=now - timedelta(hours=3))

    state, says, _ = state_of("jobs.clock")

    assert state_of("jobs.worker")[0] is State.GOOD
    assert (state, "3 uur geleden" in says) == (State.RED, True)


def test_mails_that_wait_are_red_and_mails_that_were_refused_ask_for_attention():
    well = state_of("post.stuck")
    a_letter(Letter.State.FAILED, "de mailserver weigert dit adres")
    refused = state_of("post.stuck")
    a_letter(Letter.State.WRITTEN, "de mailserver is niet te bereiken (OSError)")
    waiting = state_of("post.stuck")

    assert [well[0], refused[0], waiting[0]] == [State.GOOD, State.ATTENTION, State.RED]


def test_a_disk_that_fills_up_is_seen_before_it_is_full(monkeypatch):
    states = []
    for part_free in (0.5, 0.1, 0.01):
        room = type("Room", (), {"total": 10**11, "free": int(10**11 * part_free)})
        monkeypatch.setattr("portal.signs.shutil.disk_usage", lambda where, room=room: room)
        monkeypatch.setattr("portal.signs.NO_ROOM", 0.05)
        monkeypatch.setattr("portal.signs.LITTLE_ROOM", 0.15)
        states.append(state_of("portal.disk")[0])

    assert states == [State.GOOD, State.ATTENTION, State.RED]


# What HPP does about a job that failed.


def test_a_failed_job_says_what_and_whose_it_is_and_is_tried_again(cast, a_worker):
    sanne = make_user(first_name="Joke", last_name="Smit")
    job = a_failure(arguments={"user_id": sanne.pk}, request="abc123")
    client = cast.client("hpp")

    page = client.get(PAGE).text
    answer = client.post(reverse("wellbeing:try_again", args=[job.key]), follow=True)

    job.refresh_from_db()
    assert "Link om een wachtwoord te kiezen" in page
    assert "Joke Smit" in page
    assert "Verzoek abc123." in page
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)
    assert "De taak wordt opnieuw geprobeerd." in answer.text


def test_a_failed_job_that_nobody_needs_can_go_and_one_that_runs_can_not(cast):
    failed, runs = a_failure(), a_failure(state=Job.State.RUNNING)
    client = cast.client("hpp")

    for job in (failed, runs):
        answer = client.post(reverse("wellbeing:let_go", args=[job.key]), follow=True)

    assert list(Job.objects.values_list("key", flat=True)) == [runs.key]
    assert "Er is niets veranderd." in answer.text


def test_what_is_red_says_since_when(cast):
    began = timezone.now() - timedelta(hours=2)
    Incident.objects.create(sign="jobs.worker", label="De worker", began_at=began)

    rows, _ = shown(cast.client("hpp"))

    assert f"Zo is het sinds {timezone.localtime(began):%-d}" in rows["De worker"][1]
