"""A school gives its seat back: what becomes of what it asked of experts, and how who comes after picks that up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions as seats
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_expert, make_expert_request, make_seat, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


def give_back(seat):
    seats.cancel(seat_id=seat.pk, by=seat.enrolled_by, now=timezone.now())


def words_to(user):
    return [letter.text for letter in Letter.objects.filter(to=user, kind="experts.withdrawn")]


def test_with_the_seat_its_requests_end_and_who_would_help_gets_a_word(seat, cast):
    day = timezone.localdate() + timedelta(days=9)
    planned = {"state": "afgesproken", "planned_on": day, "said_yes_at": timezone.now()}
    helper, named = make_expert(user=cast["expert"]).user, make_expert().user
    with_expert = make_expert_request(seat=seat, expert=helper, **planned)
    by_name = make_expert_request(seat=seat, preferred=named)
    held = make_expert_request(seat=seat, expert=helper, **{**planned, "state": "geweest"})

    give_back(seat)
    give_back(seat)

    for request in (with_expert, by_name, held):
        request.refresh_from_db()
    assert [with_expert.state, by_name.state, held.state] == ["ingetrokken", "ingetrokken", "geweest"]
    assert with_expert.events.get().kind == "afgemeld"
    (word,) = words_to(helper)
    assert f"doet niet meer mee aan {seat.bootcamp.title}" in word
    assert "gaat niet door" in word
    assert len(words_to(named)) == 1


def test_a_request_goes_along_to_the_seat_that_the_school_still_has(seat, cast):
    other = make_seat(director=cast["directeur"])
    helper = make_expert(user=cast["expert"]).user
    asked = make_expert_request(seat=seat, expert=helper)

    give_back(seat)

    asked.refresh_from_db()
    assert (asked.seat, asked.state) == (other, "opgepakt")
    assert words_to(helper) == []


def test_who_comes_after_asks_again_and_who_would_help_hears_it_first(seat, cast):
    helper, another = make_expert(user=cast["expert"]).user, make_expert().user
    asked = make_expert_request(seat=seat, expert=helper, said_yes_at=timezone.now())
    give_back(seat)
    after = make_user(Role.DIRECTOR, schools=[cast.school])
    client = cast.client("directeur")
    client.force_login(after)
    page, step = asked.get_absolute_url(), reverse("bootcamp:expert_ask_again", args=[asked.pk])
    assert step not in client.get(page).text
    again = make_seat(director=after)
    yesterday, first, last = (timezone.localdate() + timedelta(days=days) for days in (-1, 5, 25))

    assert step in client.get(page).text
    over = client.post(step, {"wanted_from": yesterday.isoformat(), "wanted_until": last.isoformat()})
    client.post(step, {"wanted_from": first.isoformat(), "wanted_until": last.isoformat()})
    client.post(step, {"wanted_from": first.isoformat(), "wanted_until": last.isoformat()})

    assert "Deze dag is al geweest." in over.text
    asked.refresh_from_db()
    assert (asked.seat, asked.state, asked.asked_by) == (again, "gevraagd", after)
    assert (asked.expert, asked.preferred, asked.said_yes_at) == (None, helper, None)
    assert (asked.wanted_from, asked.wanted_until) == (first, last)
    assert [letter.to for letter in Letter.objects.filter(kind="experts.new")] == [helper]
    assert not Letter.objects.filter(to=another).exists()


def test_a_request_that_its_school_withdrew_stays_withdrawn(seat, cast):
    asked = make_expert_request(seat=seat, state="ingetrokken")
    page = cast.client("directeur").get(asked.get_absolute_url()).text

    assert "De school trok deze vraag in" in page
    assert reverse("bootcamp:expert_ask_again", args=[asked.pk]) not in page
