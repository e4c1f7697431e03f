"""A board asks for seats for more of its schools in one form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Application, Seat
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_invitation, make_school, make_seat

pytestmark = pytest.mark.django_db


def address(bootcamp):
    return reverse("bootcamp:enrol_several", args=[bootcamp.pk])


def make_schools(board, number=3):
    return [make_school(board=board, name=f"School {letter}") for letter in "ABCDEFGH"[:number]]


def seated(bootcamp):
    return sorted(bootcamp.school_seats.active().values_list("school__name", flat=True))


def waiting(bootcamp):
    return sorted(bootcamp.applications.waiting().values_list("school__name", flat=True))


def test_three_schools_get_their_seats_at_once(cast):
    bootcamp, schools = make_bootcamp(), make_schools(cast.board)

    page = cast.client("bestuur").post(address(bootcamp), {"schools": [school.pk for school in schools]}, follow=True)

    assert seated(bootcamp) == ["School A", "School B", "School C"]
    assert f"School A, School B en School C doen mee aan {bootcamp.title}." in page.text
    assert Letter.objects.filter(to=cast["bestuur"], kind="seats.enrolled").count() == 3


def test_who_does_not_fit_any_more_waits_in_the_order_of_the_list(cast):
    bootcamp, schools = make_bootcamp(seats=2), make_schools(cast.board)

    page = cast.client("hr").post(address(bootcamp), {"schools": [school.pk for school in schools]}, follow=True)

    assert (seated(bootcamp), waiting(bootcamp)) == (["School A", "School B"], ["School C"])
    assert f"School C staat op de lijst voor {bootcamp.title}." in page.text


def test_a_school_of_another_board_cannot_come_along(cast):
    bootcamp, school = make_bootcamp(), make_school(board=cast.board)

    page = cast.client("bestuur").post(address(bootcamp), {"schools": [school.pk, cast.other_school.pk]})

    assert "Een van deze scholen kun je niet meer kiezen." in page.text
    assert seated(bootcamp) == []


def test_a_school_that_is_in_or_on_the_list_is_not_offered(cast):
    bootcamp = make_bootcamp(seats=1)
    make_seat(director=cast["directeur"], bootcamp=bootcamp)

    page = cast.client("bestuur").get(address(bootcamp))

    assert "Al jouw scholen doen al mee of staan op de lijst." in page.text


def test_the_own_code_of_the_board_is_filled_in_and_another_does_nothing(cast):
    bootcamp = make_bootcamp(by_invitation=True)
    invitation = make_invitation(board=cast.board, bootcamp=bootcamp)
    strange = make_invitation(bootcamp=bootcamp)
    schools = [school.pk for school in make_schools(cast.board)]
    client = cast.client("bestuur")

    assert f'value="{invitation.code}"' in client.get(address(bootcamp)).text
    wrong = client.post(address(bootcamp), {"schools": schools, "code": strange.code})
    assert "Er is niemand aangemeld." in wrong.text
    assert (Seat.objects.count(), Application.objects.count()) == (0, 0)
    client.post(address(bootcamp), {"schools": schools, "code": invitation.code})
    assert len(seated(bootcamp)) == 3


def test_nothing_is_asked_when_enrolling_is_over(cast):
    bootcamp = make_bootcamp(enrolment_closes=timezone.localdate() - timedelta(days=1))
    schools = [school.pk for school in make_schools(cast.board)]

    page = cast.client("bestuur").post(address(bootcamp), {"schools": schools})

    assert "kan niet meer" in page.text
    assert Application.objects.count() == 0


@pytest.mark.parametrize("how_many", [1, 8])
def test_the_form_takes_no_more_queries_for_more_schools(cast, how_many, django_assert_max_num_queries):
    bootcamp, client = make_bootcamp(), cast.client("bestuur")
    make_schools(cast.board, how_many)

    with django_assert_max_num_queries(18):
        page = client.get(address(bootcamp)).text

    assert page.count("School ") >= how_many
