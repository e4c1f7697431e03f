"""Who isn't in yet hears of no session that doesn't go on; who is in sees that it doesn't."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions
from tests.factories import make_bootcamp, make_director, make_seat
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
LAPSED = "Sessie over stap 3"


@pytest.fixture
def bootcamp():
    """Three sessions, of which the last doesn't go on."""
    bootcamp = make_bootcamp(title="Groep Midden", sessions=3)
    bootcamp.work_sessions.filter(number=3).update(cancelled_at=timezone.now())
    return bootcamp


def test_the_public_page_sells_what_goes_on(client, bootcamp):
    page = client.get(bootcamp.get_absolute_url()).text

    assert LAPSED not in page
    assert "Sessie over stap 2" in page
    assert "Twee werksessies, op" in page


def test_the_list_counts_what_goes_on(client, bootcamp):
    page = client.get(reverse("bootcamp:bootcamp_list")).text

    assert "Twee werksessies, op" in page
    assert "Drie werksessies" not in page


def test_the_confirmation_brings_what_goes_on(bootcamp):
    director = make_director()
    actions.enrol(bootcamp_id=bootcamp.pk, school=director.schools.get(), by=director, now=timezone.now())
    do_all_jobs()

    [message] = mail.outbox
    assert LAPSED not in message.body
    assert "2. Sessie over stap 2" in message.body


def test_who_is_in_sees_that_it_does_not_go_on(client, bootcamp):
    seat = make_seat(bootcamp=bootcamp)
    client.force_login(seat.enrolled_by)

    page = client.get(seat.get_absolute_url()).text

    assert LAPSED in page
    assert "gaat niet door" in page.lower()


def test_hpp_counts_what_goes_on(client, cast, bootcamp):
    client.force_login(cast["hpp"])

    page = " ".join(client.get(reverse("bootcamp:staff_list")).text.split())

    assert "0 van 2 geweest" in page
