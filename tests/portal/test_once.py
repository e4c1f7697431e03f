"""What a page asks more than once is looked up once; what may change something looks it up each time."""

import pytest
from django.test.utils import CaptureQueriesContext

from portal import once
from portal.people.access import Role
from tests.factories import make_school, make_seat, make_user


def counting():
    asked = []

    def look_up():
        asked.append(1)
        return len(asked)

    return look_up


def test_while_a_page_is_read_each_question_is_asked_once():
    look_up, other = counting(), counting()

    with once.while_reading():
        answers = [once.asked("a", look_up), once.asked("a", look_up), once.asked("b", other)]

    assert answers == [1, 1, 1]


def test_an_empty_answer_is_an_answer():
    look_up = counting()

    with once.while_reading():
        assert once.asked("a", lambda: None) is None
        assert once.asked("a", look_up) is None


def test_outside_a_page_it_is_asked_each_time():
    look_up = counting()

    assert [once.asked("a", look_up), once.asked("a", look_up)] == [1, 2]


def test_the_next_page_asks_again_also_after_a_page_that_broke():
    look_up = counting()

    def a_page_that_breaks():
        with once.while_reading():
            return 1 / (once.asked("a", look_up) - 1)

    with pytest.raises(ZeroDivisionError):
        a_page_that_breaks()

    with once.while_reading():
        assert once.asked("a", look_up) == 2
    assert once.asked("a", look_up) == 3


@pytest.mark.django_db
def test_a_page_knows_at_once_that_someone_no_longer_leads_a_school(client):
    director = make_user(Role.DIRECTOR, schools=[make_school()])
    seat = make_seat(director=director)
    seat.participations.all().delete()
    client.force_login(director)
    assert client.get(seat.get_absolute_url()).status_code == 200

    director.schools.clear()

    assert client.get(seat.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_a_page_asks_once_which_seats_someone_follows(client):
    from django.db import connection

    seat = make_seat()
    client.force_login(seat.enrolled_by)

    with CaptureQueriesContext(connection) as captured:
        client.get(seat.get_absolute_url())

    followed = [query["sql"] for query in captured if 'LEFT OUTER JOIN "seats_participation"' in query["sql"]]
    assert len(followed) == 1
