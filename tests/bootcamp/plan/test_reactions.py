"""What others say of a plan reaches who writes it: once a day, and only what is still so."""

import pytest
from django.core import mail
from django.utils import timezone

from bootcamp.plan import actions, reactions
from bootcamp.plan.models import Audience, Plan
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_plan, make_school, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def marit():
    return make_user(Role.DIRECTOR, schools=[make_school()], first_name="Marit", last_name="de Boer")


@pytest.fixture
def plan(marit):
    return make_plan(seat=make_seat(director=marit), for_colleagues=Audience.COMMENT)


@pytest.fixture
def teacher(marit):
    return make_user(Role.TEACHER, schools=[marit.schools.get()], first_name="Joost", last_name="Bakker")


def say(plan, by, text, goal=None):
    return actions.comment(plan=plan, by=by, text=text, goal=goal, now=timezone.now())


def tell():
    """What arrives, as {address: text}."""
    before = len(mail.outbox)
    reactions.tell_new(now=timezone.now())
    do_all_jobs()
    return {message.to[0]: message.body for message in mail.outbox[before:]}


def test_who_writes_the_plan_hears_what_a_reader_said(plan, marit, teacher):
    say(plan, teacher, "Denk ook aan de bovenbouw.", goal=4)

    arrived = tell()

    assert set(arrived) == {marit.email}
    assert "Joost Bakker, over Resultaat:\nDenk ook aan de bovenbouw." in arrived[marit.email]
    assert plan.get_absolute_url() in arrived[marit.email]
    assert Letter.objects.get(kind="plan.reactions").text == ""


def test_everything_of_a_day_comes_in_one_mail_and_nothing_twice(plan, marit, teacher):
    say(plan, teacher, "Een.")
    say(plan, teacher, "Twee.")

    first, second = tell(), tell()

    assert set(first) == {marit.email}
    assert "Een." in first[marit.email]
    assert "Twee." in first[marit.email]
    assert second == {}


def test_who_joined_the_conversation_hears_the_answer(plan, marit, teacher):
    say(plan, teacher, "Denk ook aan de bovenbouw.")
    tell()
    say(plan, marit, "Goed idee, doen we.")

    arrived = tell()

    assert set(arrived) == {teacher.email}
    assert "Goed idee" in arrived[teacher.email]


def test_who_may_no_longer_read_it_hears_nothing(plan, marit, teacher):
    say(plan, teacher, "Denk ook aan de bovenbouw.")
    say(plan, marit, "Dat is niet de bedoeling.")
    Plan.objects.update(for_colleagues=Audience.NOTHING)

    assert set(tell()) == {marit.email}


def test_what_was_taken_back_is_not_told(plan, marit, teacher):
    comment = say(plan, teacher, "Dit meende ik niet.")
    reactions.tell_new(now=timezone.now())
    comment.delete()

    do_all_jobs()

    assert mail.outbox == []
