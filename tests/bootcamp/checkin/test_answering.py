"""The page behind the link: it shows before it changes, works once, and loses nothing of what others did meanwhile."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bootcamp.checkin import actions, links
from bootcamp.checkin.models import CheckIn
from bootcamp.plan.models import PlanAction, PlanVersion
from portal.people.access import Role
from portal.reasons import NotPossible
from tests.factories import make_bootcamp, make_plan, make_school, make_seat, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 6, 15, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def in_june():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def marit():
    return make_user(Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder")], first_name="Marit")


@pytest.fixture
def plan(marit):
    bootcamp = make_bootcamp(starts_on=(NOW - timedelta(days=30)).date(), sessions=1)
    return make_plan(
        seat=make_seat(director=marit, bootcamp=bootcamp),
        actions=[
            {"what": "Goede Gesprekken", "due": "2027-04"},
            {"what": "Teamsessie", "due": "2027-06", "status": "bezig"},
            {"what": "Wensen ophalen", "due": "2027-10"},
        ],
    )


@pytest.fixture
def check_in(plan, marit):
    return CheckIn.objects.create(plan=plan, user=marit, month=date(2027, 5, 1), asked_at=NOW)


@pytest.fixture
def address(check_in):
    return links.path_of(check_in)


def state(plan):
    return {action.what: (action.status, action.due) for action in plan.actions.order_by("pk")}


def tapped(plan, *, only_shown=False, **choices):
    """What a browser sends: the tap of each action and the version that its page showed."""
    rows = plan.actions.filter(is_removed=False) if only_shown else plan.actions.all()
    by_name = {action.what.split()[0]: action for action in rows}
    post = {f"gezien-{action.key}": str(action.version) for action in by_name.values()}
    return post | {f"zet-{by_name[name].key}": choice for name, choice in choices.items()}


def test_looking_changes_nothing_and_needs_no_account(client, plan, check_in, address):
    before = state(plan)

    page = client.get(address)
    client.head(address)

    assert "Vijf minuten voor mei" in page.text
    assert "Goede Gesprekken" in page.text
    assert "Wensen ophalen" not in page.text
    assert state(plan) == before
    check_in.refresh_from_db()
    assert check_in.answered_at is None
    assert page["Cache-Control"].startswith("max-age=0")


def test_one_tap_for_each_action_and_the_plan_keeps_it_with_a_version(client, plan, check_in, address, marit):
    response = client.post(address, tapped(plan, Goede="klaar", Teamsessie="later"), follow=True)

    assert "Klaar voor mei" in response.text
    assert state(plan) == {
        "Goede Gesprekken": ("klaar", "2027-04"),
        "Teamsessie": ("bezig", "2027-07"),
        "Wensen ophalen": ("nog_niet", "2027-10"),
    }
    assert PlanVersion.objects.get().saved_by == marit
    check_in.refresh_from_db()
    assert check_in.answered_at == NOW


def test_it_works_once(client, plan, address):
    client.post(address, tapped(plan, Goede="klaar"))

    again = client.post(address, tapped(plan, Goede="bezig"), follow=True)

    assert state(plan)["Goede Gesprekken"][0] == "klaar"
    assert "Deze link is nu gebruikt" in again.text


def test_two_answers_at_once_are_one(plan, check_in):
    actions.answer(check_in.pk, said={}, seen={}, now=NOW)

    with pytest.raises(NotPossible, match="al beantwoord"):
        actions.answer(check_in.pk, said={}, seen={}, now=NOW)


def test_nothing_happened_is_one_press(client, plan, check_in, address):
    before = state(plan)

    page = client.post(address, {"niets": "1"}, follow=True)

    check_in.refresh_from_db()
    assert "Klaar voor mei" in page.text
    assert (state(plan), check_in.answered_at) == (before, NOW)
    assert not PlanVersion.objects.exists()


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(client, plan, check_in, address):
    post = tapped(plan, Goede="klaar", Teamsessie="klaar")
    joost = make_user(first_name="Joost")
    plan.actions.get(what="Teamsessie").write({"due": "2027-09"}, by=joost, tab="", now=NOW)

    page = client.post(address, post)

    check_in.refresh_from_db()
    assert "Joost wijzigde deze actie intussen." in page.text
    assert check_in.answered_at is None
    assert state(plan)["Goede Gesprekken"][0] == "nog_niet"
    assert state(plan)["Teamsessie"] == ("bezig", "2027-09")


def test_what_was_taken_away_meanwhile_is_said_and_can_be_left_out(client, plan, check_in, address):
    post = tapped(plan, Goede="klaar", Teamsessie="klaar")
    plan.actions.filter(what="Teamsessie").update(is_removed=True)

    first = client.post(address, post)
    before = state(plan)["Goede Gesprekken"][0]
    second = client.post(address, tapped(plan, only_shown=True, Goede="klaar"), follow=True)

    assert "Een collega haalde ‘Teamsessie’ intussen weg." in first.text
    assert "Klaar voor mei" in second.text
    assert (before, state(plan)["Goede Gesprekken"][0]) == ("nog_niet", "klaar")


@pytest.mark.parametrize("choice", ["", "weg", "klaar'--", "x" * 5000, "\x00"])
def test_an_answer_that_makes_no_sense_changes_nothing(client, plan, check_in, address, choice):
    before = state(plan)

    page = client.post(address, tapped(plan, Goede=choice))

    check_in.refresh_from_db()
    assert page.status_code == 200
    assert "error-summary" in page.text
    assert (state(plan), check_in.answered_at) == (before, None)


@pytest.mark.parametrize("version", ["", "0", "-1", "9" * 40, "abc"])
def test_a_version_that_nobody_saw_changes_nothing(client, plan, check_in, address, version):
    action = plan.actions.get(what="Goede Gesprekken")

    client.post(address, {f"zet-{action.key}": "klaar", f"gezien-{action.key}": version})

    check_in.refresh_from_db()
    assert (state(plan)["Goede Gesprekken"][0], check_in.answered_at) == ("nog_niet", None)


def test_actions_of_another_plan_can_not_be_reached(client, plan, address):
    other = make_plan(actions=[{"what": "Van een ander", "due": "2027-04"}])
    theirs = other.actions.get()

    client.post(address, {f"zet-{theirs.key}": "klaar", f"gezien-{theirs.key}": "1"})

    assert PlanAction.objects.get(pk=theirs.pk).status == "nog_niet"


def test_a_link_that_is_not_ours_opens_nothing(client, address):
    wrong = [address[:-4] + "xyz/", reverse("school:month", args=["1"]), reverse("school:month", args=["é" * 50])]

    assert {client.get(one).status_code for one in wrong} == {404}


def test_a_link_for_another_purpose_opens_nothing(client, check_in):
    token = signing.dumps(check_in.pk, salt="iets.anders")

    assert client.get(reverse("school:month", args=[token])).status_code == 404


def test_after_a_month_the_link_is_old_and_says_so(client, address, check_in, plan):
    with time_machine.travel(NOW + timedelta(days=30, seconds=1), tick=False):
        looked, posted = client.get(address), client.post(address, tapped(plan, Goede="klaar"))

    assert (looked.status_code, posted.status_code) == (410, 410)
    assert "Deze link werkt niet meer" in looked.text
    assert state(plan)["Goede Gesprekken"][0] == "nog_niet"


@pytest.mark.parametrize("change", ["blocked", "left"])
def test_who_no_longer_writes_the_plan_has_a_link_that_opens_nothing(client, address, marit, change):
    if change == "blocked":
        marit.is_active = False
        marit.save()
    else:
        marit.schools.clear()
        marit.participations.all().delete()

    assert client.get(address).status_code == 404


def test_an_answer_from_another_site_is_refused(plan, address):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address, tapped(plan, Goede="klaar")).status_code == 403
    assert state(plan)["Goede Gesprekken"][0] == "nog_niet"


def test_the_link_signs_nobody_in(client, address):
    client.get(address)

    assert client.get(reverse("school:mine")).status_code == 302


def test_it_stands_on_my_school_until_it_is_answered(client, plan, marit, address):
    client.force_login(marit)

    before = client.get(reverse("school:mine")).text
    actions.answer(CheckIn.objects.get().pk, said={}, seen={}, now=timezone.now())
    after = client.get(reverse("school:mine")).text

    assert "Kijk vijf minuten terug op mei" in before
    assert "Kijk vijf minuten terug op mei" not in after


def test_in_december_the_next_month_is_in_the_next_year():
    assert actions.month_after(date(2027, 12, 31)) == "2028-01"
    assert actions.month_after(date(2027, 1, 31)) == "2027-02"
