"""From the monthly mail to a plan that was kept up, without an account, on a phone and on a desk."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from bootcamp.checkin import rounds
from bootcamp.checkin.models import CheckIn
from portal.people.access import Role
from tests.browser import WIDTHS, axe_faults, overflow
from tests.factories import make_bootcamp, make_plan, make_school, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(monkeypatch):
    """Of a bootcamp that ended some weeks ago."""
    # On any day of the month: the test isn't about the calendar.
    monkeypatch.setattr(rounds.periods, "LAST_DAY", 31)
    ended = (timezone.localdate().replace(day=1) - timedelta(days=20)).replace(day=1)
    marit = make_user(Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder")], first_name="Marit")
    plan = make_plan(
        seat=make_seat(director=marit, bootcamp=make_bootcamp(starts_on=ended, sessions=1)),
        actions=[
            {"what": "Goed Gesprek met de laatste drie parttimers", "who": "Marit", "due": "2026-01"},
            {"what": "Teamsessie over de woensdag", "who": "Joost", "due": "2026-02", "status": "bezig"},
        ],
    )
    pieter = make_user(Role.BOARD, board=plan.school.board, first_name="Pieter", last_name="Vos")
    plan.comments.create(written_by=pieter, text="Mag het ook half?", goal=3, written_at=timezone.now())
    return plan


def link_in_the_mail():
    """The path of the link, from the only mail that came."""
    rounds.ask_due(now=timezone.now())
    do_all_jobs(now=timezone.now())
    [letter] = mail.outbox
    return re.search(r"(/maand/\S+)", letter.body)[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_mail_to_the_plan(visit, plan, width):
    page = visit(link_in_the_mail(), width=width)
    seen = page.locator("main").inner_text()
    faults = axe_faults(page)

    page.get_by_role("group", name="Goed Gesprek").get_by_label("klaar", exact=True).check()
    page.get_by_role("group", name="Teamsessie").get_by_label("volgende maand").check()
    untouched = list(plan.actions.order_by("pk").values_list("status", flat=True))
    page.get_by_role("button", name="Klaar voor").click()
    page.get_by_text("Deze link is nu gebruikt").wait_for()
    faults += axe_faults(page)

    assert "Mag het ook half?" in seen
    assert faults == []
    assert overflow(page) == 0
    assert untouched == ["nog_niet", "bezig"]
    talk, session = plan.actions.order_by("pk")
    today = timezone.localdate()
    assert (talk.status, session.status) == ("klaar", "bezig")
    assert session.due == f"{today.year + today.month // 12}-{today.month % 12 + 1:02}"
    assert CheckIn.objects.get().answered_at


def test_by_keyboard_and_without_script(visit, plan):
    page = visit(link_in_the_mail(), width=360, script=False)

    page.get_by_role("group", name="Goed Gesprek").get_by_label("klaar", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Klaar voor").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Deze link is nu gebruikt").wait_for()

    assert plan.actions.order_by("pk").first().status == "klaar"


def test_with_nothing_chosen_the_page_says_what_to_do(visit, plan):
    plan.actions.update(status="nog_niet")
    page = visit(link_in_the_mail(), width=360)

    page.get_by_role("button", name="Klaar voor").click()
    page.get_by_text("Kies bij een actie hoe het staat").wait_for()

    assert axe_faults(page) == []
    assert CheckIn.objects.get().answered_at is None
