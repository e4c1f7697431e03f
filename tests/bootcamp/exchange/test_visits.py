"""What is new in the exchange since someone's visit before this one."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from bootcamp.exchange import visits
from bootcamp.exchange.models import Post, Thread, Visit
from tests.factories import make_reply, make_seat, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


@pytest.fixture
def director(cast):
    return cast.client("directeur")


def exchange_of(seat):
    return reverse("bootcamp:exchange", args=[seat.bootcamp_id])


def visited(seat, user, *, ago):
    return Visit.objects.create(bootcamp=seat.bootcamp, user=user, last_at=timezone.now() - ago)


def marked_new(html):
    """The titles beside which "nieuw" stands, and the line that counts them."""
    soup = BeautifulSoup(html, "html.parser")
    badges = [badge for badge in soup.select(".thread .badge, .card .badge") if badge.text.startswith("nieuw")]
    line = soup.select_one("#nieuw")
    return [badge.find_previous("a").text for badge in badges], " ".join(line.text.split()) if line else ""


def test_on_a_first_visit_nothing_is_called_new(director, seat):
    make_thread(bootcamp=seat.bootcamp)

    assert marked_new(director.get(exchange_of(seat)).text) == ([], "")
    assert Visit.objects.get().since is None


def test_what_others_wrote_since_the_visit_before_is_new_and_ones_own_is_not(director, cast, seat):
    now, day = timezone.now(), timedelta(days=1)
    threads = {
        title: make_thread(bootcamp=seat.bootcamp, title=title, now=now - 3 * day)
        for title in ("Oud", "Beantwoord", "Zelf beantwoord")
    }
    make_reply(threads["Beantwoord"], now=now - timedelta(hours=1))
    make_reply(threads["Zelf beantwoord"], author=cast["directeur"], now=now - timedelta(hours=1))
    make_thread(bootcamp=seat.bootcamp, title="Vers", now=now - timedelta(minutes=50))
    make_thread(bootcamp=seat.bootcamp, title="Resultaat", kind=Thread.Kind.RESULT, now=now - timedelta(minutes=50))
    visited(seat, cast["directeur"], ago=day)

    new, line = marked_new(director.get(exchange_of(seat)).text)
    on_square = marked_new(director.get(reverse("bootcamp:square", args=[seat.bootcamp_id])).text)[0]

    assert new == ["Vers", "Beantwoord"]
    assert line.endswith("uur: 2 gesprekken en 1 op het Ontwikkelplein.")
    assert on_square == ["Resultaat"]


def test_what_is_hidden_or_taken_back_is_not_new(director, cast, seat):
    now = timezone.now()
    hidden = make_thread(bootcamp=seat.bootcamp, title="Verborgen")
    Thread.objects.filter(pk=hidden.pk).update(hidden_at=now)
    emptied = make_thread(bootcamp=seat.bootcamp, title="Leeg", now=now - timedelta(days=3))
    reply = make_reply(emptied)
    Post.objects.filter(pk=reply.pk).update(removed_at=now, body="", words="")
    visited(seat, cast["directeur"], ago=timedelta(days=1))

    new, line = marked_new(director.get(exchange_of(seat)).text)

    assert new == []
    assert line.startswith("Niets nieuws sinds je vorige bezoek op")


def test_a_visit_lasts_until_someone_was_away_for_half_an_hour(cast, seat):
    began = timezone.now()
    looking = {"user": cast["directeur"], "bootcamp": seat.bootcamp}

    first = visits.since(**looking, now=began)
    same_visit = visits.since(**looking, now=began + timedelta(minutes=29))
    second = visits.since(**looking, now=began + timedelta(hours=2))
    still_second = visits.since(**looking, now=began + timedelta(hours=2, minutes=20))

    assert (first, same_visit, second, still_second) == (None, None, began, began)


def test_looking_round_makes_nobody_a_receiver_of_mail(cast, seat):
    """HPP looks along everywhere, and gets mail only where they chose it."""
    cast.client("hpp").get(exchange_of(seat))

    assert Visit.objects.filter(user=cast["hpp"]).exists()
    assert not seat.bootcamp.memberships.exists()


@pytest.mark.parametrize("how_many", [1, 5])
def test_what_is_new_costs_no_more_queries_for_more(director, cast, seat, how_many, django_assert_num_queries):
    other = make_seat(bootcamp=seat.bootcamp).enrolled_by
    for _ in range(how_many):
        make_thread(author=other, bootcamp=seat.bootcamp)
    visited(seat, cast["directeur"], ago=timedelta(days=1))

    with django_assert_num_queries(12):
        new, _ = marked_new(director.get(exchange_of(seat)).text)

    assert len(new) == how_many
