"""What waits for HPP: every source tells what it has, and asks no more for much than for little."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bootcamp.exchange.models import Report
from bootcamp.seats.models import Attendance, Bootcamp
from calculator.releases.models import Release
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from portal.today import register
from portal.today.register import Waiting, When
from tests.factories import (
    make_application,
    make_attendance,
    make_bootcamp,
    make_expert_request,
    make_letter,
    make_newcomer,
    make_reply,
    make_seat,
    make_session,
    make_thread,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = reverse("today:today")


@pytest.fixture
def hpp(client, settings):
    settings.MFA_REQUIRED = False
    user = make_user(Role.HPP, first_name="Joost")
    client.force_login(user)
    return user


def page_of(client, **query):
    return BeautifulSoup(client.get(TODAY, query).content, "html.parser")


def said(page):
    """All that waits, first of all what is on the board."""
    board = page.select_one(".board h2")
    return ([board.get_text(strip=True)] if board else []) + [
        link.get_text(strip=True) for link in page.select(".desk__what a")
    ]


def began(weeks=4):
    return make_bootcamp(starts_on=timezone.localdate() - timedelta(weeks=weeks), sessions=4)


def test_without_anything_it_says_so(client, hpp):
    page = page_of(client)

    assert "Er wacht niets." in page.main.get_text()
    assert said(page) == []


def test_what_came_in_waits_by_how_long_it_does(client, hpp):
    long_ago = timezone.now() - timedelta(days=3)
    make_newcomer(first_name="Karin", last_name="Blom", own_name="De Tolbrug", verified_at=long_ago)
    make_newcomer(first_name="Jan", last_name="Smit", own_name="De Linde")
    make_letter(state=Letter.State.FAILED)

    page = page_of(client)

    assert said(page) == [
        "Karin Blom wil binnen voor De Tolbrug",
        "Eén mail kwam niet aan",
        "Jan Smit wil binnen voor De Linde",
    ]
    assert "Er wachten 3 dingen" in page.main.get_text()


def test_every_room_has_its_say(client, hpp):
    now = timezone.now()
    by_hand = make_bootcamp(admission=Bootcamp.Admission.BY_HAND, title="Groep Hand")
    make_application(bootcamp=by_hand)
    bootcamp = began()
    seat = make_seat(bootcamp=bootcamp)
    for session in bootcamp.work_sessions.filter(ends_at__lt=now).order_by("number")[:2]:
        make_attendance(seat=seat, session=session, state=Attendance.State.ABSENT)
    late = make_bootcamp(starts_on=timezone.localdate() - timedelta(days=2), sessions=1)
    make_seat(bootcamp=late)
    make_expert_request(seat=seat)
    post = make_reply(make_thread(bootcamp=bootcamp))
    Report.objects.create(post=post, reported_by=seat.enrolled_by, reason="Een naam", reported_at=now)
    Job.objects.create(kind="plan.paper", state=Job.State.FAILED, created_at=now, run_after=now, finished_at=now)
    colleague = make_user(Role.HPP, first_name="Anna")
    Release.objects.create(
        title="zorgtoeslag",
        what="toml",
        file_name="z.toml",
        content=b"x",
        source="RVO",
        uploaded_at=now,
        uploaded_by=colleague,
        checked_at=now,
        state=Release.State.CHECKED,
    )

    waiting = said(page_of(client))

    assert {
        "Eén school wil een plek in Groep Hand",
        f"{seat.school.name} miste twee sessies of meer",
        "Wie was er bij werksessie 1?",
        f"{seat.school.name} zoekt een gespreksleider",
        "Eén bericht is gemeld",
        "Eén taak mislukte",
        "Anna vraagt je zorgtoeslag vrij te geven",
    } <= set(waiting)


def test_nobody_is_asked_to_release_what_they_uploaded(client, hpp):
    now = timezone.now()
    Release.objects.create(
        title="zorgtoeslag",
        what="toml",
        file_name="z.toml",
        content=b"x",
        source="RVO",
        uploaded_at=now,
        uploaded_by=hpp,
        checked_at=now,
        state=Release.State.CHECKED,
    )

    assert said(page_of(client)) == []


def test_a_tab_shows_one_kind_and_what_is_yours(client, hpp):
    make_newcomer(first_name="Karin", last_name="Blom", own_name="De Tolbrug")
    mine, other = began(), began()
    mine.led_by.add(hpp)
    make_expert_request(seat=make_seat(bootcamp=mine))
    make_expert_request(seat=make_seat(bootcamp=other))

    def tab(name):
        return [line for line in said(page_of(client, toon=name)) if "zoekt" in line or "wil binnen" in line]

    assert len(tab("expertvragen")) == 2
    assert tab("aanmeldingen") == ["Karin Blom wil binnen voor De Tolbrug"]
    assert len(tab("van-mij")) == 1
    assert len(tab("nergens")) == 3


def test_of_much_only_the_first_few_are_named():
    rows = list(range(9))

    class Rows(list):
        def __getitem__(self, part):
            return Rows(super().__getitem__(part))

        def count(self):
            return len(self)

    lines = register.shortened(
        Rows(rows),
        lambda row: Waiting(f"nr {row}", "", "/", "Kijk"),
        rest=lambda number: Waiting(f"nog {number}", "", "/", "Kijk", number=number),
    )

    assert [line.what for line in lines] == ["nr 0", "nr 1", "nr 2", "nr 3", "nr 4", "nog 4"]
    assert sum(line.number for line in lines) == 9


def test_the_page_asks_no_more_for_much_than_for_little(client, hpp):
    def fill(many):
        for _ in range(many):
            make_newcomer()
            bootcamp = began()
            bootcamp.led_by.add(hpp)
            seat = make_seat(bootcamp=bootcamp)
            make_expert_request(seat=seat)
            make_application(bootcamp=make_bootcamp(admission=Bootcamp.Admission.BY_HAND))
            make_session(bootcamp=make_seat(bootcamp=make_bootcamp(sessions=0)).bootcamp)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(TODAY)
        return len(asked)

    fill(6)
    client.get(TODAY)
    few = queries()
    fill(4)

    assert queries() == few


def test_the_parts_come_in_the_order_of_haste():
    assert [when.heading for when in When] == ["Vandaag", "Deze week", "Kan wachten"]
