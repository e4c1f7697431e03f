"""The monthly mail: who gets it, when, once, and how it ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bootcamp.checkin import periods, rounds
from bootcamp.checkin.models import CheckIn, NoCheckIn
from bootcamp.checkin.tips import TIPS
from bootcamp.plan import nudges
from bootcamp.plan.models import Plan
from portal.people.access import Role
from portal.post import sending
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_plan, make_school, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The last session was on 20 May.
ENDED = datetime(2027, 5, 20, 17, tzinfo=AMSTERDAM)


def on(month, day=1, *, year=2027, hour=9):
    return datetime(year, month, day, hour, 35, tzinfo=AMSTERDAM)


@pytest.fixture
def marit():
    return make_user(
        Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder")], first_name="Marit", last_name="de Boer"
    )


@pytest.fixture
def plan(marit):
    bootcamp = make_bootcamp(starts_on=ENDED.date(), sessions=1)
    return make_plan(
        seat=make_seat(director=marit, bootcamp=bootcamp),
        actions=[
            {"what": "Goede Gesprekken", "who": "Marit", "due": "2027-04"},
            {"what": "Teamsessie", "due": "2027-05", "status": "bezig"},
            {"what": "Wensen ophalen", "due": "2027-10"},
            {"what": "Cijfers", "due": "2027-03", "status": "klaar"},
        ],
        next_nudge_on=None,
    )


def send(moment):
    with time_machine.travel(moment, tick=False):
        written = rounds.ask_due(now=timezone.now())
        do_all_jobs(now=timezone.now())
    return written


def test_on_the_first_of_the_month_the_mail_asks_about_what_is_due(plan, marit):
    plan.comments.create(
        written_by=make_user(first_name="Pieter", last_name="Vos"), text="Mooi bezig.", written_at=on(5, 30)
    )

    assert send(on(6)) == 1

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([marit.email], "Vijf minuten voor mei, De Vuurvlinder")
    for words in (
        "- Goede Gesprekken (Marit, april 2027): te laat sinds 1 mei 2027",
        "- Teamsessie (mei 2027): te laat sinds 1 juni 2027",
        "- Pieter Vos: Mooi bezig.",
        TIPS[6],
        "Deze link werkt tot en met 30 juni",
    ):
        assert words in letter.body
    assert "Wensen ophalen" not in letter.body
    assert "Cijfers" not in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body


def test_nobody_is_mailed_twice_whoever_runs_it_again(plan):
    for hour in (9, 10, 11):
        send(on(6, hour=hour))
    send(on(6, 2))
    with time_machine.travel(on(6, 2), tick=False):
        for parcel in Letter.objects.values_list("parcel", flat=True):
            sending.send(parcel)

    assert len(mail.outbox) == 1
    assert CheckIn.objects.count() == 1


def test_a_second_worker_finds_that_it_was_asked(plan):
    """As when both had looked up the same plans before either wrote."""
    with time_machine.travel(on(6), tick=False):
        now = timezone.now()
        both_found = periods.plans_to_ask(now=now)
        first = [rounds._ask(plan_id, now) for plan_id in both_found]
        second = [rounds._ask(plan_id, now) for plan_id in both_found]

    assert (first, second) == ([1], [0])


def test_it_goes_twelve_times_and_then_no_more(plan):
    months = [(6 + ahead - 1) % 12 + 1 for ahead in range(14)]
    years = [2027 + (6 + ahead - 1) // 12 for ahead in range(14)]

    written = [send(on(month, year=year)) for month, year in zip(months, years, strict=True)]

    assert written == [1] * 12 + [0, 0]
    assert len(mail.outbox) == 12


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (on(5, 30), 0),  # the month in which it ended
        (on(6, 20, hour=17), 1),  # made up for, after a server that was away
        (on(6, 21), 0),  # no longer
    ],
)
def test_only_in_the_first_weeks_of_a_month(plan, moment, written):
    assert send(moment) == written


def test_after_the_last_session_there_is_rest_first(plan):
    session = plan.school.seats.get().bootcamp.work_sessions.get()
    session.starts_at, session.ends_at = on(5, 30), on(5, 30, hour=12)
    session.save()

    assert (send(on(6, 2)), send(on(6, 9))) == (0, 1)


def test_a_school_that_is_in_a_bootcamp_again_is_not_asked(plan, marit):
    again = make_bootcamp(starts_on=on(5, 28).date(), sessions=2)
    make_seat(director=marit, school=plan.school, bootcamp=again)

    assert send(on(6)) == 0


@pytest.mark.parametrize("change", ["cancelled", "no plan", "blocked", "off"])
def test_who_is_not_asked(plan, marit, change):
    if change == "cancelled":
        plan.school.seats.update(cancelled_at=timezone.now())
    elif change == "no plan":
        plan.delete()
    elif change == "blocked":
        marit.is_active = False
        marit.save()
    else:
        NoCheckIn.objects.create(plan=plan, user=marit, since=timezone.now())

    assert send(on(6)) == 0
    assert mail.outbox == []


@pytest.mark.parametrize("change", ["answered", "off", "left"])
def test_what_is_no_longer_needed_when_it_goes_does_not_go(plan, marit, change):
    with time_machine.travel(on(6), tick=False):
        rounds.ask_due(now=timezone.now())
        if change == "answered":
            CheckIn.objects.update(answered_at=timezone.now())
        elif change == "off":
            NoCheckIn.objects.create(plan=plan, user=marit, since=timezone.now())
        else:
            marit.schools.clear()
            marit.participations.all().delete()
        do_all_jobs(now=timezone.now())

    assert mail.outbox == []
    assert Letter.objects.get().state == Letter.State.HELD


def test_only_who_keeps_watch_is_asked_each_month_and_gets_no_other_mail_about_the_same(plan, marit):
    joost = make_user(Role.TEACHER, first_name="Joost", last_name="Bakker")
    plan.school.seats.get().participants.add(joost)
    plan.actions.filter(what="Teamsessie").update(who="Joost")
    plan.answers.create(question="responsible", text="Marit de Boer", changed_at=timezone.now())
    Plan.objects.update(next_nudge_on=on(6).date())

    send(on(6))
    with time_machine.travel(on(6, 2), tick=False):
        nudged = nudges.send_due(now=timezone.now())
        do_all_jobs(now=timezone.now())

    assert nudged == 1
    assert [letter.to for letter in mail.outbox] == [[marit.email], [joost.email]]


def test_with_nothing_due_it_asks_about_what_comes_next(plan):
    plan.actions.exclude(what="Wensen ophalen").delete()

    send(on(6))

    assert "- Wensen ophalen (oktober 2027)" in mail.outbox[0].body


def test_one_click_in_the_mail_ends_it_and_looking_does_not(plan, client, marit):
    send(on(6))
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + link.split("/", 3)[3]

    looked = client.get(path)
    before = NoCheckIn.objects.count()
    client.post(path, {"List-Unsubscribe": "One-Click"})

    assert "Geen maandmail meer?" in looked.text
    assert (before, NoCheckIn.objects.filter(user=marit, plan=plan).count()) == (0, 1)
    assert send(on(7)) == 0


def test_it_can_be_turned_on_again(plan, client, marit):
    client.force_login(marit)
    address = reverse("school:month_choice", args=[plan.school_id])
    with time_machine.travel(on(6), tick=False):
        client.force_login(marit)
        client.post(address, {"maandmail": "uit"})
        off = NoCheckIn.objects.count(), client.get(reverse("school:mine")).text
        client.post(address, {"maandmail": "aan"})
        again = NoCheckIn.objects.count(), client.get(reverse("school:mine")).text

    assert off[0] == 1
    assert "Stuur me de maandmail weer" in off[1]
    assert again[0] == 0
    assert "Liever geen maandmail" in again[1]


def test_one_round_asks_no_more_for_each_plan_than_for_one(django_assert_max_num_queries, marit):
    for _ in range(3):
        school = make_school()
        bootcamp = make_bootcamp(starts_on=ENDED.date(), sessions=1)
        director = make_user(Role.DIRECTOR, schools=[school])
        make_plan(seat=make_seat(director=director, bootcamp=bootcamp), actions=[{"what": "Praten", "due": "2027-04"}])

    with time_machine.travel(on(6), tick=False), django_assert_max_num_queries(75):
        assert rounds.ask_due(now=timezone.now()) == 3


def test_each_month_has_a_tip_of_its_own():
    assert sorted(TIPS) == list(range(1, 13))
    assert len(set(TIPS.values())) == 12
    assert all(len(tip) < 200 for tip in TIPS.values())


def test_the_month_asked_about_is_the_one_before():
    assert periods.month_before(on(1).date()).isoformat() == "2026-12-01"
    assert periods.month_before(on(3, 31).date()).isoformat() == "2027-02-01"
    assert timedelta(days=10) == periods.REST
