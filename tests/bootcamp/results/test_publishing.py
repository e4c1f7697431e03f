"""Once a quarter, in whole blocks, and never again: late, corrected, twice, halfway."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone

from bootcamp.results import actions, months, publishing
from bootcamp.results.models import Expansion, ResultMonth, ResultQuarter
from bootcamp.results.series import FEWER, FOR_GOOD, HOURS_MORE, KEPT, LATER, OUTCOME, STILL, TALKED
from portal.blocks.models import Block, Figure, Release
from portal.blocks.settling import AMOUNT, Subject
from portal.reasons import NotPossible
from tests.factories import make_board, make_director, make_school, make_user

pytestmark = pytest.mark.django_db
QUARTER = date(2027, 1, 1)
CLOSED = publishing.closes_at(QUARTER)


@pytest.fixture
def no_chance(monkeypatch):
    """To see what is added up; with chance nobody could say."""
    monkeypatch.setattr(Subject, "draw", lambda subject: 0)


def moment(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def count(school, month, *, part_timers=12, now=None, **values):
    values = {name: Decimal(value) if "hours" in name else value for name, value in values.items()}
    director = school.people.first() or make_user("directeur", schools=[school])
    actions.count(
        school=school,
        month=month,
        values={"starts": month, **values},
        part_timers=part_timers,
        by=director,
        now=now or moment(months.last_day(month)),
    )


def bytes_of_all():
    return (
        list(Release.objects.order_by("pk").values_list("pk", "published_at", "waiting")),
        list(Block.objects.order_by("pk").values_list("pk", "cells", "people")),
        list(Figure.objects.order_by("pk").values_list("block", "subject", "option", "stored")),
    )


def total(subject, option):
    return sum(Figure.objects.filter(subject=subject, option=option).values_list("stored", flat=True))


def test_a_quarter_is_published_once_a_month_after_it_ended():
    school = make_school()
    count(school, QUARTER, permanent=2, permanent_hours=8)

    with pytest.raises(NotPossible):
        publishing.publish(QUARTER, now=moment(date(2027, 4, 20)))
    assert not Block.objects.exists()
    assert publishing.publish_due(now=CLOSED) == [QUARTER]
    before = bytes_of_all()

    assert publishing.publish_due(now=CLOSED) == []
    assert not publishing.publish(QUARTER, now=CLOSED)
    assert bytes_of_all() == before
    assert Block.objects.get().people == 12


@pytest.mark.usefixtures("no_chance")
def test_what_is_published_adds_up_to_what_was_typed():
    board = make_board()
    for school in (make_school(board=board), make_school(board=board)):
        count(school, QUARTER, approached=5, talks=4, permanent=2, permanent_hours=8, kept=1, kept_hours=4)
        count(school, months.later(QUARTER, 1), approached=1, fewer=1, fewer_hours=4)
    publishing.publish_due(now=CLOSED)

    assert total(OUTCOME, FOR_GOOD) == 4
    assert total(HOURS_MORE, AMOUNT) == 16
    assert total(OUTCOME, KEPT) == total(OUTCOME, FEWER) == 2
    assert total(OUTCOME, TALKED) == 2
    assert sum(Figure.objects.filter(subject=OUTCOME).values_list("stored", flat=True)) == 24


@pytest.mark.usefixtures("no_chance")
def test_a_correction_counts_in_the_next_quarter_and_moves_nothing_that_stood():
    school = make_school()
    count(school, QUARTER, permanent=2, permanent_hours=8)
    publishing.publish_due(now=CLOSED)
    before = bytes_of_all()

    later = moment(date(2027, 6, 3))
    count(school, QUARTER, permanent=1, permanent_hours=4, now=later)
    assert bytes_of_all() == before
    count(school, months.later(QUARTER, 3), permanent=1, permanent_hours=3, now=later)
    publishing.publish_due(now=publishing.closes_at(months.later(QUARTER, 3)))

    assert total(OUTCOME, FOR_GOOD) == 2
    assert total(HOURS_MORE, AMOUNT) == 7
    first = ResultQuarter.objects.get(first_day=QUARTER).release
    assert first.blocks.get().figures.get(subject=OUTCOME, option=FOR_GOOD).stored == 2


@pytest.mark.usefixtures("no_chance")
def test_a_month_that_came_late_counts_in_the_next_quarter():
    school = make_school()
    count(school, QUARTER, permanent=1, permanent_hours=4)
    publishing.publish_due(now=CLOSED)

    count(school, months.later(QUARTER, 2), permanent=1, permanent_hours=4, now=moment(date(2027, 6, 1)))
    publishing.publish_due(now=publishing.closes_at(months.later(QUARTER, 3)))

    assert total(OUTCOME, FOR_GOOD) == 2


@pytest.mark.usefixtures("no_chance")
def test_a_small_school_waits_for_others_and_counts_along_then():
    small = make_school()
    count(small, QUARTER, part_timers=3, permanent=1, permanent_hours=4)
    publishing.publish_due(now=CLOSED)
    assert not Block.objects.exists()
    assert Release.objects.get().waiting[0][1] == 1
    assert ResultMonth.objects.get().published is None

    for _ in range(2):
        count(make_school(), months.later(QUARTER, 3), part_timers=4)
    publishing.publish_due(now=publishing.closes_at(months.later(QUARTER, 3)))

    assert Block.objects.get().people == 11
    assert total(OUTCOME, FOR_GOOD) == 1


@pytest.mark.usefixtures("no_chance")
def test_still_so_counts_in_the_quarter_in_which_it_is_answered():
    school = make_school()
    count(school, QUARTER, permanent=2, permanent_hours=8)
    publishing.publish_due(now=CLOSED)
    later = moment(date(2027, 5, 2))
    actions.answer_still(
        expansion=Expansion.objects.get(), after=3, people=2, hours=Decimal(8), by=school.people.get(), now=later
    )
    count(school, months.later(QUARTER, 4), now=later)

    publishing.publish_due(now=publishing.closes_at(months.later(QUARTER, 3)))

    assert total(LATER[3], STILL) == 2


def test_a_worker_that_dies_halfway_leaves_nothing_and_the_next_does_it_all(monkeypatch):
    count(make_school(), QUARTER, permanent=2, permanent_hours=8)

    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ResultQuarter, "save", die)
        with pytest.raises(KeyboardInterrupt):
            publishing.publish(QUARTER, now=CLOSED)

    assert not Release.objects.exists()
    assert not Figure.objects.exists()
    assert ResultMonth.objects.get().published is None
    assert publishing.publish_due(now=CLOSED) == [QUARTER]


def test_who_did_not_say_how_many_part_timers_there_are_counts_nowhere_yet():
    director = make_director()
    actions.count(school=director.schools.get(), month=QUARTER, values={}, by=director, now=moment(QUARTER))

    publishing.publish_due(now=CLOSED)

    assert not Block.objects.exists()


def test_typing_after_publishing_keeps_what_counted_already():
    school = make_school()
    count(school, QUARTER, permanent=2, permanent_hours=8)
    publishing.publish_due(now=CLOSED)
    counted = ResultMonth.objects.get().published

    count(school, QUARTER, permanent=3, permanent_hours=8, now=moment(date(2027, 6, 3)))

    assert counted
    assert ResultMonth.objects.get().published == counted
