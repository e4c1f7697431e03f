"""Mails about due actions: to who is named, once and only once for each period."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from bootcamp.plan import nudges, shares
from bootcamp.plan.models import Plan
from portal.people.access import Role
from portal.post import sending
from portal.post.models import Letter
from tests.factories import make_plan, make_school, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
ACTIONS = [
    {"what": "Cijfers", "who": "Joost", "status": "klaar"},
    {"what": "Spreekuur", "who": "Joost", "due": "2025-03", "status": "bezig"},
    {"what": "Goede Gesprekken", "who": "Marit en Els", "goal": 4, "due": "2026-01"},
    {"what": "Kaders", "who": "bestuur", "goal": 3, "due": "2026-01"},
    {"what": "Ooit", "who": "Joost"},
    {"what": "Straks", "who": "Joost", "due": "2099-01"},
    {"what": "Weggehaald", "who": "Joost", "is_removed": True},
]


@pytest.fixture
def marit():
    return make_user(Role.DIRECTOR, schools=[make_school()], first_name="Marit", last_name="de Boer")


@pytest.fixture
def joost():
    return make_user(Role.TEACHER, first_name="Joost", last_name="Bakker")


@pytest.fixture
def plan(marit, joost):
    return make_plan(
        seat=make_seat(director=marit, colleagues=[joost]),
        answers={"responsible": "Marit de Boer"},
        actions=ACTIONS,
        next_nudge_on=timezone.localdate(),
    )


def inbox():
    return {message.to[0]: message.body for message in mail.outbox}


def test_everyone_hears_about_their_own_and_who_keeps_watch_about_the_rest(plan, marit, joost):
    assert nudges.send_due(now=timezone.now()) == 2
    do_all_jobs()

    mails = inbox()
    assert set(mails) == {marit.email, joost.email}
    own, rest = mails[marit.email].split("Dit is ook aan de beurt:")
    assert "Goede Gesprekken" in own
    assert "Spreekuur, Joost, klaar in maart 2025 (bezig): te laat sinds 1 april 2025" in rest
    assert "Kaders, bestuur" in rest
    assert "Spreekuur" in mails[joost.email]
    assert "Kaders" not in mails[joost.email]
    assert not any(word in body for word in ("Cijfers", "Weggehaald", "Ooit", "Straks") for body in mails.values())
    assert f"/bootcamps/plan/{plan.school_id}/acties/" in mails[joost.email]


def test_once_and_only_once_for_a_period(plan):
    now = timezone.now()
    for _ in range(3):
        nudges.send_due(now=now)
    do_all_jobs()
    for parcel in Letter.objects.values_list("parcel", flat=True):
        sending.send(parcel)

    plan.refresh_from_db()
    assert len(mail.outbox) == 2
    assert plan.next_nudge_on == timezone.localdate(now) + timedelta(weeks=6)
    assert nudges.send_due(now=now + timedelta(weeks=6)) == 2


def test_a_round_that_was_cut_off_does_not_mail_twice(plan):
    """As when the worker died between writing the mails down and setting the next day, on a database that kept both."""
    now = timezone.now()
    nudges.send_due(now=now)
    Plan.objects.update(next_nudge_on=timezone.localdate(now))

    assert nudges.send_due(now=now) == 0


def test_what_is_done_meanwhile_is_not_mailed(plan):
    nudges.send_due(now=timezone.now())
    plan.actions.update(status="klaar")
    do_all_jobs()

    assert mail.outbox == []
    assert set(Letter.objects.values_list("state", "reason")) == {(Letter.State.HELD, "niet meer nodig")}


def test_a_mail_server_that_is_away_only_delays_it(plan, monkeypatch):
    nudges.send_due(now=timezone.now())

    def away(*args, **kwargs):
        raise OSError("weg")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", away)
        do_all_jobs()
    assert Letter.objects.unsent().filter(reason="de mailserver is niet te bereiken (OSError)").count() == 2
    do_all_jobs(now=timezone.now() + timedelta(minutes=1))

    assert len(mail.outbox) == 2


@pytest.mark.parametrize("change", ["no date", "later", "cancelled", "all done"])
def test_no_mail_when_none_is_due(plan, change):
    if change == "no date":
        Plan.objects.update(next_nudge_on=None)
    elif change == "later":
        Plan.objects.update(next_nudge_on=timezone.localdate() + timedelta(days=1))
    elif change == "cancelled":
        plan.school.seats.update(cancelled_at=timezone.now())
    else:
        plan.actions.update(status="klaar")

    assert nudges.send_due(now=timezone.now()) == 0


def test_nothing_due_is_no_mail_until_the_month_in_which_something_is(plan):
    today = timezone.localdate()
    plan.actions.exclude(what="Ooit").delete()
    plan.actions.update(due=f"{today + timedelta(days=400):%Y-%m}")

    far_away = nudges.send_due(now=timezone.now()), Plan.objects.get().next_nudge_on
    plan.actions.update(due=f"{today + timedelta(days=31):%Y-%m}")
    Plan.objects.update(next_nudge_on=today)
    soon = nudges.send_due(now=timezone.now()), Plan.objects.get().next_nudge_on

    assert far_away == (0, today + timedelta(weeks=6))
    assert soon == (0, (today + timedelta(days=31)).replace(day=1))


def test_without_a_name_that_we_know_the_directors_hear_about_it(plan, marit):
    plan.answers.update(text="Iemand anders")
    plan.actions.update(who="")

    assert [share.person for share in shares.shares(plan, today=timezone.localdate())] == [marit]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Marit", ["Marit"]),
        ("marit de boer", ["Marit"]),
        ("Marit en Joost", ["Marit", "Joost"]),
        ("Marit/Joost", ["Marit", "Joost"]),
        ("Maritza", []),
        ("Sam", []),
        ("Sam Visser", ["Sam"]),
        ("", []),
    ],
)
def test_names_are_found_as_people_write_them(text, who):
    people = [
        make_user(first_name="Marit", last_name="de Boer"),
        make_user(first_name="Joost", last_name="Bakker"),
        make_user(first_name="Sam", last_name="Visser"),
        make_user(first_name="Sam", last_name="Jansen"),
    ]

    assert [person.first_name for person in shares.named(text, people)] == who
