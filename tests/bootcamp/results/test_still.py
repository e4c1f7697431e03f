"""Is it still so: asked three, six and twelve months later, one tap."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.results import actions, courses, months, questions
from bootcamp.results.counting import lasting
from bootcamp.results.models import AFTER, Expansion, ResultChange, StillAnswer
from tests.bootcamp.results.counted import address, boxes, faults, last_month
from tests.factories import make_bootcamp, make_director, make_seat
from tests.seen import seen

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def director(client):
    director = make_director()
    client.force_login(director)
    return director


def group(director, *, ago, people=2, hours=8, until=None, kind="permanent"):
    month = last_month(ago)
    actions.count(
        school=director.schools.get(),
        month=month,
        values={kind: people, f"{kind}_hours": Decimal(hours), "starts": month, "until": until},
        part_timers=20,
        by=director,
        now=timezone.now() - timedelta(days=1),
    )
    return Expansion.objects.get(month__month=month)


def asked(director, today=TODAY):
    return [question.after for question in questions.still_questions(director.schools.get(), today=today)]


def where(expansion, after):
    return reverse("bootcamp:results_still", args=[expansion.month.school_id, expansion.pk, after])


def answer(client, expansion, after, **values):
    here = where(expansion, after)
    return client.post(here, {**seen(client, here), **values})


@pytest.mark.parametrize(("ago", "after"), [(2, []), (3, [3]), (4, [3]), (6, [6]), (11, [6]), (12, [12]), (20, [12])])
def test_the_latest_question_that_is_due_is_asked(director, ago, after):
    group(director, ago=ago)

    assert asked(director) == after


def test_one_answer_is_one_tap_and_is_not_asked_again(client, director):
    expansion = group(director, ago=4)

    response = answer(client, expansion, 3, people="2", hours="8")

    assert response.status_code == 302
    assert asked(director) == []
    assert lasting(courses.of(director.schools.get()).filled, 3).in_words == "2 van de 2"
    assert ResultChange.objects.get().changed_by == director


def test_who_stopped_is_gone_from_what_stands_now(client, director):
    expansion = group(director, ago=4)

    answer(client, expansion, 3, people="1", hours="4")

    now = courses.of(director.schools.get()).on(timezone.localdate())
    assert (now.more, now.net_hours) == (1, Decimal(4))


def test_of_nobody_nothing_is_asked_after_that(client, director):
    expansion = group(director, ago=4)

    answer(client, expansion, 3, people="0")

    assert asked(director, today=TODAY + timedelta(days=400)) == []


def test_who_does_not_know_is_asked_again_next_month(client, director):
    expansion = group(director, ago=4)

    answer(client, expansion, 3, people="?")

    assert asked(director) == []
    assert asked(director, today=months.later(months.first_day(TODAY), 1)) in ([3], [6])
    assert StillAnswer.objects.get().people is None


def test_what_ended_as_agreed_is_not_asked_about(director):
    group(director, ago=7, kind="temporary", until=months.last_day(last_month(3)))

    assert asked(director) == []
    now = courses.of(director.schools.get()).on(TODAY)
    assert (now.more, now.ended) == (0, 2)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"people": "3", "hours": "8"}, "people", ""),
        ({"people": "", "hours": "8"}, "people", "Kies een antwoord"),
        ({"people": "2", "hours": "90"}, "hours", "meer dan 80 uur"),
        ({"people": "2", "hours": ""}, "hours", "Vul in hoeveel uur"),
    ],
)
def test_what_cannot_be_is_said_at_its_own_box(client, director, typed, field, words):
    expansion = group(director, ago=4)

    response = answer(client, expansion, 3, **typed)

    assert words in " ".join(faults(response)[field])
    assert not StillAnswer.objects.exists()


@pytest.mark.parametrize("after", [4, 12])
def test_what_is_not_asked_yet_has_no_page(client, director, after):
    assert client.get(where(group(director, ago=4), after)).status_code == 404


def test_a_correction_cannot_leave_fewer_than_who_still_work_more(client, director):
    expansion = group(director, ago=4)
    answer(client, expansion, 3, people="2", hours="8")
    month, school = expansion.month.month, director.schools.get()
    client.post(address(school, month, "results_reopen"))
    here = address(school, month)

    form = {**seen(client, here), **boxes(month, permanent="1", permanent_hours="4", sure="on")}

    assert "nog 2 van deze groep" in faults(client.post(here, form))["permanent"][0]
    assert Expansion.objects.get().people == 2


def test_open_questions_are_for_whoever_reminds_a_school():
    seat = make_seat(bootcamp=make_bootcamp(starts_on=last_month(2)))
    group(seat.enrolled_by, ago=4)

    open_now = questions.open_questions(seat.school, today=TODAY)

    assert open_now.months == (last_month(1), last_month(2), last_month(3))
    assert [question.after for question in open_now.still] == [3]
    assert "De 2 collega’s die in" in open_now.still[0].words
    assert not questions.open_questions(make_director().schools.get(), today=TODAY)
    assert AFTER == (3, 6, 12)
