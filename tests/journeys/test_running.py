"""HPP runs a bootcamp, in a real browser: ticks who was there on a phone, and shifts all dates after a good look."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Attendance
from portal.post.models import Letter
from tests.bootcamp.running.staff import SOON, a_seat
from tests.browser import axe_faults, overflow
from tests.factories import make_bootcamp

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
State = Attendance.State


def attendance_of(session):
    return reverse("bootcamp:staff_attendance", args=[session.bootcamp_id, session.pk])


def choose(page, person, choice):
    page.get_by_role("group", name=person).get_by_label(choice, exact=True).check()


def noted(session):
    rows = Attendance.objects.filter(session=session).order_by("participation__user__first_name")
    return list(rows.values_list("participation__user__first_name", "state"))


@pytest.fixture
def session():
    bootcamp = make_bootcamp(starts_on=timezone.localdate() - timedelta(days=1))
    for name in ("Anna", "Bram", "Cees"):
        a_seat(bootcamp, f"School van {name}", first_name=name, last_name="de Wit")
    return bootcamp.work_sessions.get(number=1)


def test_two_people_tick_on_their_phones_at_once_and_nothing_is_lost(visit, cast, session):
    mine = visit(attendance_of(session), as_user=cast["hpp"], width=360)
    theirs = visit(attendance_of(session), as_user=cast["hpp_admin"], width=360)

    choose(mine, "Anna de Wit", "Er")
    choose(theirs, "Bram de Wit", "Niet")
    mine.get_by_text("Alles is bewaard.").wait_for()
    theirs.get_by_text("Alles is bewaard.").wait_for()
    choose(mine, "Cees de Wit", "Er")
    mine.get_by_role("button", name="Bewaar").click()
    mine.get_by_text("De aanwezigheid is bewaard.").wait_for()

    assert noted(session) == [("Anna", State.PRESENT), ("Bram", State.ABSENT), ("Cees", State.PRESENT)]
    assert mine.get_by_role("group", name="Bram de Wit").get_by_label("Niet", exact=True).is_checked()
    assert axe_faults(mine) == []
    assert overflow(mine) == 0


def test_without_script_the_button_saves(visit, cast, session):
    page = visit(attendance_of(session), as_user=cast["hpp"], width=360, script=False)

    choose(page, "Anna de Wit", "Niet")
    choose(page, "Bram de Wit", "Ingehaald")
    page.get_by_role("button", name="Bewaar").click()

    page.get_by_text("De aanwezigheid is bewaard.").wait_for()
    assert noted(session) == [("Anna", State.ABSENT), ("Bram", State.CAUGHT_UP)]


def test_what_is_ticked_while_the_connection_fails_stays_and_is_saved_later(visit, cast, session):
    page = visit(attendance_of(session), as_user=cast["hpp"], width=360)
    # The answer of a connection that gave up; a cut wire would itself be written to the console, which fails a test.
    page.route("**/aanwezig/", lambda route: route.fulfill(status=408))

    choose(page, "Anna de Wit", "Er")
    page.get_by_text("1 nog niet bewaard.").wait_for()
    during = noted(session)
    page.unroute("**/aanwezig/")
    page.get_by_role("button", name="Bewaar").click()

    page.get_by_text("De aanwezigheid is bewaard.").wait_for()
    assert during == []
    assert noted(session) == [("Anna", State.PRESENT)]


@pytest.mark.parametrize("script", [True, False])
def test_all_dates_shift_after_a_look_at_who_it_touches(visit, cast, script):
    bootcamp = make_bootcamp(title="Groep Midden", starts_on=SOON)
    a_seat(bootcamp, "De Regenbui", first_name="Samira", last_name="Haddou")
    before = list(bootcamp.work_sessions.order_by("number").values_list("starts_at", flat=True))
    page = visit(reverse("bootcamp:staff_list"), as_user=cast["hpp"], script=script)

    page.get_by_role("link", name="Groep Midden").click()
    page.get_by_role("link", name="Sessies", exact=True).click()
    page.get_by_role("link", name="Schuif alle data op").click()
    page.get_by_label("Hoeveel dagen schuif je op?").fill("0")
    page.get_by_role("button", name="Bekijk de nieuwe data").click()
    page.get_by_role("link", name="Met 0 dagen verandert er niets.").wait_for()
    page.get_by_label("Hoeveel dagen schuif je op?").fill("7")
    page.get_by_role("button", name="Bekijk de nieuwe data").click()

    page.get_by_role("heading", name="Kijk het na").wait_for()
    assert page.get_by_text("Dit raakt 1 mens van 1 school.").is_visible()
    assert list(bootcamp.work_sessions.order_by("number").values_list("starts_at", flat=True)) == before
    assert axe_faults(page) == [] if script else True
    page.get_by_label("Onderwerp").fill("We schuiven een week op, {voornaam}")
    page.get_by_role("button", name="Ververs het voorbeeld").click()
    page.get_by_text("We schuiven een week op, Samira").wait_for()
    page.get_by_role("button", name="Bevestig").click()

    page.get_by_text("De data zijn opgeschoven. 1 mail gaat de deur uit.").wait_for()
    after = list(bootcamp.work_sessions.order_by("number").values_list("starts_at", flat=True))
    days = [timezone.localdate(new) - timezone.localdate(old) for old, new in zip(before, after, strict=True)]
    assert days == [timedelta(days=7)] * 2
    assert Letter.objects.get().subject == "We schuiven een week op, Samira"
