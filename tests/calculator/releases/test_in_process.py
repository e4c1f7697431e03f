"""A process picks up what was released, keeps what it has when it can't look, and never mixes two sets."""

import logging
from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from calculator.answers.bereken import bereken
from calculator.engine import in_use
from calculator.household.calculation import parameters_fingerprint
from calculator.household.intake.faults import Faults
from calculator.household.years import SUPPORTED
from calculator.releases import actions, document, in_process, shape, tasks, templates
from calculator.releases.document import Block
from calculator.releases.in_process import Watch
from calculator.releases.middleware import ReleasedValuesMiddleware
from calculator.releases.models import Release
from calculator.rules import zorgtoeslag
from calculator.web.forms.scenarios import years_for
from portal.people.access import Role
from tests.calculator.documents import with_wage
from tests.calculator.releases.released import make_released, support_staff, zorg
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEXT = 2027


def premium():
    values = zorgtoeslag.IN_FORCE.found_in(NEXT)
    return values and values.standaardpremie


def released(**fields):
    return make_released(zorg(NEXT, premium=2200), **fields)


def test_looking_brings_in_what_was_released_and_every_answer_says_so():
    household = with_wage({"taxable_year": 20_000}, year=NEXT)
    before = bereken(household)
    released()

    assert in_process.look()

    after = bereken(household)
    assert [part["part"] for part in before["left_out"]] == ["zorgtoeslag"]
    assert after["left_out"] == []
    assert after["results"][0]["zorgtoeslag"]["year"] > 0
    assert before["engine"]["parameters"] != after["engine"]["parameters"]


def test_looking_again_is_one_query(django_assert_num_queries):
    released()
    in_process.look()
    values = in_use.latest()

    with django_assert_num_queries(1):
        in_process.look()

    assert in_use.latest() is values


def test_rolling_back_brings_back_the_very_same_version():
    before = parameters_fingerprint()
    release = released()
    in_process.look()
    assert parameters_fingerprint() != before

    actions.roll_back(release.pk, by=make_user(Role.HPP), now=timezone.now())
    in_process.look()

    assert parameters_fingerprint() == before
    assert premium() is None


def test_the_same_values_released_again_are_another_version_only_over_others():
    release = released()
    in_process.look()
    version = parameters_fingerprint()
    actions.roll_back(release.pk, by=make_user(Role.HPP), now=timezone.now())
    released()

    in_process.look()

    assert parameters_fingerprint() == version


def test_what_is_to_be_used_later_waits_for_its_day():
    today = timezone.localdate()
    released(uses_from=today + timedelta(days=30))

    in_process.look(today + timedelta(days=29))
    assert premium() is None

    in_process.look(today + timedelta(days=30))
    assert premium() == 220_000


def test_values_hold_on_their_own_days_whatever_the_day_of_the_release():
    """Released today for next year: this year's answers stay as they are, but for the version."""
    household = with_wage({"taxable_year": 20_000}, year=2026)
    before = bereken(household)
    released()
    in_process.look()

    after = bereken(household)

    assert after["results"] == before["results"]
    assert after["engine"] != before["engine"]


def test_a_database_that_is_away_leaves_the_values_as_they_are(monkeypatch, caplog):
    released()
    in_process.look()
    version = parameters_fingerprint()

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", _no_cursor)
        assert [in_process.look() for _ in range(3)] == [False, False, False]

    assert parameters_fingerprint() == version
    assert caplog.text.count("Released values can't be looked up (OperationalError)") == 1
    assert in_process.look()


def _no_cursor(*args, **kwargs):
    raise OperationalError("connection refused")


def test_values_that_dont_fit_this_version_of_the_code_are_left_out_and_told(caplog, cast):
    """Such as after a deploy that asks for a value more."""
    first, second = released(), make_released(zorg(2028, premium=2300))
    Release.objects.filter(pk=first.pk).update(document="[[zorgtoeslag]]\nvanaf = 2027-01-01\n")

    with caplog.at_level(logging.ERROR):
        in_process.look()
        in_process.look()

    page = cast.client("hpp").get("/werkurenberekenaar/waarden/").text
    assert premium() is None
    assert zorgtoeslag.IN_FORCE.in_year(2028).standaardpremie == 230_000
    assert "Deze waarden passen niet meer bij deze versie van het portaal." in page
    assert second.title in page


def test_a_page_keeps_the_values_that_it_began_with():
    """Released while a page is made: this page is of before, the next of after."""
    later, seen = in_use.ValueSet(version="later"), []

    def page(request):
        in_use.switch_to(later)
        seen.append(in_use.current())

    for _ in range(2):
        ReleasedValuesMiddleware(page)(RequestFactory().get("/"))

    assert seen == [in_use.BASE, later]
    assert in_use.current() is later


def test_scales_and_years_that_are_released_can_be_chosen_on_the_next_page():
    client = Client()
    before = client.get("/werkurenberekenaar/").text
    make_released(**support_staff())
    make_released(a_year_of_everything(2028))
    year = {"year": 2028, "people": [{"birth_date": "1990-01-01", "wage": {"taxable_year": 30_000}}]}
    with pytest.raises(Faults):
        bereken(year)

    in_process.look()

    after = client.get("/werkurenberekenaar/").text
    assert "OOP4" not in before
    assert '<option value="OOP4">OOP4</option>' in after
    assert bereken(year)["results"]
    assert years_for(year)[-1] == 2028
    assert client.get("/api/v1/openapi.json").json()["components"]["schemas"]["question"]["properties"]["year"][
        "enum"
    ] == list(SUPPORTED)


def a_year_of_everything(year):
    """The last values of every rule, for a year that has none."""
    blocks = []
    for rule in templates.LISTED:
        last = max(rule.in_force.base, key=lambda period: period.vanaf, default=None)
        if last is not None:
            days = {"vanaf": date(year, 1, 1), "tot_en_met": date(year, 12, 31)}
            blocks.append(Block(rule, {**shape.as_block(last), **days}))
    return document.as_text(blocks).encode()


def test_a_page_asks_nothing_of_the_database_for_it(django_assert_num_queries):
    client = Client()
    client.get("/werkurenberekenaar/")

    with django_assert_num_queries(0):
        assert client.get("/werkurenberekenaar/").status_code == 200


@pytest.mark.parametrize("seconds", [0, 3])
def test_a_task_looks_first_and_keeps_what_it_found(seconds, monkeypatch):
    monkeypatch.setattr(in_process, "_looked_at", 0.0)
    released()

    with override_settings(VALUES_LOOK_SECONDS=seconds):
        tasks.use_what_was_released(task_id="een")
        used = premium()
        in_use.switch_to(in_use.BASE)
        kept = premium()
        tasks.let_go_again(task_id="een")

    assert used == kept == (220_000 if seconds else None)
    assert premium() is None
    assert tasks._kept == {}


def test_who_computes_for_long_looks_now_and_then(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(in_process, "_looked_at", 0.0)

    with override_settings(VALUES_LOOK_SECONDS=60), django_assert_num_queries(1):
        for _ in range(1000):
            in_process.look_now_and_then()


def test_a_database_that_is_away_isnt_asked_all_the_time(monkeypatch):
    asked = []
    monkeypatch.setattr(in_process, "_looked_at", 0.0)
    monkeypatch.setattr(in_process, "look", lambda: asked.append(1) and False)
    monkeypatch.setattr(in_process.time, "monotonic", lambda: 1000.0)

    with override_settings(VALUES_LOOK_SECONDS=3):
        in_process.look_now_and_then()
        monkeypatch.setattr(in_process, "_looked_at", 1000.0 + in_process.WHEN_AWAY)
        in_process.look_now_and_then()

    assert asked == [1]


def test_a_process_that_isnt_to_look_starts_no_thread():
    watch = Watch()

    watch.be_there()

    assert watch.process == 0
