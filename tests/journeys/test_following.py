"""A director follows the bootcamp in a real browser: with a script, by keyboard alone, and without script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import steps
from bootcamp.following.models import (
    AfterSession,
    CalendarFeed,
    ColleagueInvitation,
    FieldWork,
    PreparedStep,
)
from bootcamp.seats.models import Attendance
from portal.blocks.models.piles import Pile
from portal.people.access import Role
from tests.browser import WIDTHS, axe_faults, overflow
from tests.factories import (
    make_attendance,
    make_bootcamp,
    make_certificate,
    make_invitation_of_colleague,
    make_seat,
    make_session,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seat(cast):
    """On its way: one session missed, one cancelled, one that starts within the hour, one later."""
    today = timezone.localdate()
    bootcamp = make_bootcamp(title="Groep Midden", starts_on=today - timedelta(days=7), sessions=0)
    now = timezone.now()
    for number, away in enumerate(
        [timedelta(days=-7), timedelta(days=-1), timedelta(minutes=30), timedelta(days=20)], 1
    ):
        make_session(
            bootcamp=bootcamp,
            number=number,
            starts_at=now + away,
            ends_at=now + away + timedelta(hours=2),
            preparation="Lees het infopakket (10 minuten)\nBel HR (5 minuten)",
        )
    missed, off = bootcamp.work_sessions.order_by("number")[:2]
    off.cancelled_at = now
    off.save()
    AfterSession.objects.create(
        session=missed, catch_up_link="https://opname.example/1", catch_up_minutes=38, field_work_target=5
    )
    seat = make_seat(director=cast["directeur"], bootcamp=bootcamp)
    make_attendance(seat=seat, session=missed, state=Attendance.State.ABSENT)
    FieldWork.objects.create(seat=seat, number=1, times=3, notes="Ils wil meer.", changed_at=now)
    return seat


def session_page(seat, number):
    return reverse("bootcamp:session", args=[seat.pk, number])


def walk_to(page, target):
    for _ in range(90):
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Niet te bereiken met de tabtoets: {target}")


def test_each_tick_is_saved_at_once(visit, cast, seat):
    page = visit(session_page(seat, 4), as_user=cast["directeur"])
    first, second = page.locator(".todo .bead-input").all()

    first.check()
    second.check()
    first.uncheck()
    page.locator("[data-preparing-says]", has_text="Bewaard.").wait_for()
    page.wait_for_load_state("networkidle")
    page.reload()

    assert [box.is_checked() for box in page.locator(".todo .bead-input").all()] == [False, True]
    assert page.locator(".todo li.is-done").count() == 1
    key = steps.of(seat.bootcamp.work_sessions.get(number=4))[1].key
    assert list(PreparedStep.objects.values_list("number", "key")) == [(4, key)]


def test_a_tick_that_was_not_saved_says_so(visit, cast, seat):
    page = visit(session_page(seat, 4), as_user=cast["directeur"])
    page.context.clear_cookies()

    page.locator(".todo .bead-input").first.check()
    page.locator("[data-preparing-says]", has_text="Bewaren lukte niet.").wait_for()

    assert not PreparedStep.objects.exists()


def test_preparing_and_joining_by_keyboard_alone(visit, cast, seat):
    page = visit(seat.get_absolute_url(), as_user=cast["directeur"])
    join = page.get_by_role("link", name="Doe mee", exact=True)
    walk_to(page, join)

    walk_to(page, page.get_by_role("link", name="Sessie over stap 4"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessie/4/")
    walk_to(page, page.locator(".todo .bead-input").first)
    page.keyboard.press("Space")
    page.locator("[data-preparing-says]", has_text="Bewaard.").wait_for()

    assert join is not None
    assert PreparedStep.objects.count() == 1


def test_the_whole_route_without_script(visit, cast, seat):
    page = visit(session_page(seat, 4), as_user=cast["directeur"], script=False)
    page.locator(".todo .bead-input").first.check()
    page.get_by_role("button", name="Bewaar wat je deed").click()
    assert page.get_by_text("Je voorbereiding is bewaard.").is_visible()

    page.goto(seat.get_absolute_url())
    page.get_by_role("link", name="Haal in, 38 minuten").click()
    page.get_by_role("button", name="Ik heb deze sessie ingehaald").click()
    page.get_by_label("Hoe vaak heb je het gedaan?").fill("4")
    page.get_by_label("Dit is klaar").check()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("link", name="Zeg wat je van deze sessie vond").click()
    page.locator("input[name=cijfer_0][value='5']").check()
    page.get_by_role("button", name="Verstuur").click()

    assert PreparedStep.objects.count() == 1
    assert Attendance.objects.get().state == "ingehaald"
    assert FieldWork.objects.get().times == 4
    assert "5" in [value for *_, value in Pile.objects.get().answers]
    assert page.get_by_text("4 van de 5 gedaan").is_visible()


def test_a_calendar_and_a_colleague_without_script(visit, cast, seat):
    make_user(Role.DIRECTOR, schools=[cast.school], first_name="Joost", last_name="Bakker")
    page = visit(seat.get_absolute_url(), as_user=cast["directeur"], script=False)
    page.get_by_role("link", name="Zet in je agenda").click()
    page.get_by_role("button", name="Maak mijn adres").click()
    address = page.get_by_label("Of plak dit adres in je agenda").input_value()

    page.goto(seat.get_absolute_url())
    page.get_by_role("link", name="Collega's erbij, of je plek doorgeven").click()
    page.get_by_label("Wie doet er ook mee?").select_option(label="Joost Bakker, directeur")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_label("Voornaam").fill("Noor")
    page.get_by_label("Achternaam").fill("Jansen")
    page.get_by_label("E-mailadres van het werk").fill("noor@school.test")
    page.get_by_role("button", name="Nodig uit").click()

    assert address.endswith(f"{CalendarFeed.objects.get().token}.ics")
    assert seat.participations.count() == 2
    assert ColleagueInvitation.objects.get().email == "noor@school.test"


@pytest.mark.parametrize("dark", [False, True])
def test_full_pages_are_accessible_and_fit(visit, cast, seat, dark):
    make_invitation_of_colleague(seat=seat)
    PreparedStep.objects.create(
        seat=seat,
        number=1,
        key=steps.of(seat.bootcamp.work_sessions.get(number=1))[0].key,
        ticked_by=cast["directeur"],
        ticked_at=timezone.now(),
    )
    certificate = make_certificate(seat=seat, director=cast["directeur"])
    CalendarFeed.objects.create(user=cast["directeur"], made_at=timezone.now())
    addresses = [
        seat.get_absolute_url(),
        session_page(seat, 1),
        session_page(seat, 2),
        session_page(seat, 3),
        reverse("bootcamp:my_calendar"),
        reverse("bootcamp:colleagues", args=[seat.pk]),
        reverse("bootcamp:certificate", args=[seat.pk]),
        reverse("bootcamp:evaluate_session", args=[seat.pk, 1]),
        reverse("bootcamp:check_certificate") + f"?nummer={certificate.number}",
        reverse("bootcamp:check_certificate") + "?nummer=AAAA-AAAA-AAAA",
    ]
    page = visit("/", as_user=cast["directeur"], dark=dark)

    faults = {}
    for address in addresses:
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            faults[f"{address} {width}"] = [*axe_faults(page), *[f"{px} px te breed" for px in [overflow(page)] if px]]

    assert {where: wrong for where, wrong in faults.items() if wrong} == {}
