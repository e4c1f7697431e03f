"""The Ontwikkelplein: what schools choose to show to the others of their bootcamp, and advice to them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from bootcamp.exchange.cards import group_card
from bootcamp.exchange.models import Post, Thread
from tests.factories import make_bootcamp, make_plan, make_reply, make_seat, make_thread
from tests.materials.files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


@pytest.fixture
def director(cast):
    return cast.client("directeur")


@pytest.fixture
def neighbour(client, seat):
    """A director of another school in the same bootcamp, signed in."""
    client.force_login(make_seat(bootcamp=seat.bootcamp).enrolled_by)
    return client


def square(seat):
    return reverse("bootcamp:square", args=[seat.bootcamp_id])


def shown_plan(seat, bootcamp=None):
    return reverse("bootcamp:shown_plan", args=[(bootcamp or seat.bootcamp).pk, seat.pk])


def test_a_school_shows_a_result_and_another_gives_advice(director, neighbour, cast, seat):
    result = {
        "title": "Twee collega's erbij",
        "figure": "12 uur per week",
        "body": "Zo deden we het.",
        "files": SimpleUploadedFile("rooster.pdf", PDF),
        "rules": "on",
    }
    director.post(reverse("bootcamp:new_result", args=[seat.bootcamp_id]), result)
    thread = Thread.objects.get()

    page = neighbour.get(square(seat)).text
    neighbour.post(thread.get_absolute_url(), {"body": "Denk ook aan de gym.", "rules": "on"})
    read = director.get(thread.get_absolute_url()).text

    assert (thread.kind, thread.seat, thread.figure) == ("resultaat", seat, "12 uur per week")
    for words in ("Twee collega&#x27;s erbij", "12 uur per week", cast.school.name, "1 bestand"):
        assert words in page
    assert "Denk ook aan de gym." in read
    assert "rooster.pdf" in read


def test_a_result_is_not_between_the_ordinary_threads(director, cast, seat):
    make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, kind=Thread.Kind.RESULT, title="Ons resultaat")

    assert "Ons resultaat" not in director.get(reverse("bootcamp:exchange", args=[seat.bootcamp_id])).text
    assert "Ons resultaat" in director.get(square(seat)).text


def test_the_figure_of_a_result_can_be_changed(director, cast, seat):
    thread = make_thread(
        author=cast["directeur"], bootcamp=seat.bootcamp, kind=Thread.Kind.RESULT, figure="2 uur", title="Ons resultaat"
    )
    url = reverse("bootcamp:edit_post", args=[thread.posts.get().pk])

    assert 'value="2 uur"' in director.get(url).text
    director.post(url, {"title": "Ons resultaat", "figure": "3 uur", "body": "Nu meer."})

    thread.refresh_from_db()
    assert thread.figure == "3 uur"
    assert "3 uur" in thread.posts.get().words


def test_only_a_plan_that_is_shared_stands_on_the_square(neighbour, seat, cast):
    plan = make_plan(seat=seat)
    hidden = [cast.school.name in neighbour.get(square(seat)).text, neighbour.get(shown_plan(seat)).status_code]
    plan.shared_with.add(seat.bootcamp)
    shown = [cast.school.name in neighbour.get(square(seat)).text, neighbour.get(shown_plan(seat)).status_code]

    assert hidden == [False, 404]
    assert shown == [True, 200]


def test_a_plan_is_shown_in_its_own_bootcamp_only(cast, seat):
    make_plan(seat=seat, shared=True)
    other = make_seat(director=cast["directeur_elders"])
    elsewhere = cast.client("directeur_elders")

    assert elsewhere.get(shown_plan(seat)).status_code == 404
    assert elsewhere.get(shown_plan(seat, other.bootcamp)).status_code == 404
    assert cast.client("hpp").get(shown_plan(seat, make_bootcamp())).status_code == 404


def test_looking_at_a_plan_starts_no_thread_and_the_first_advice_does(neighbour, director, seat):
    make_plan(seat=seat, shared=True)
    neighbour.get(shown_plan(seat))
    assert Thread.objects.count() == 0

    for words in ("Begin klein.", "Vraag de ouders."):
        response = neighbour.post(shown_plan(seat), {"body": words, "rules": "on"}, follow=True)

    thread = Thread.objects.get()
    assert (thread.kind, thread.seat) == ("plan", seat)
    assert response.redirect_chain[-1][0] == f"{shown_plan(seat)}#bericht-{Post.objects.last().pk}"
    text = director.get(shown_plan(seat)).text
    assert "Begin klein." in text
    assert "Vraag de ouders." in text
    assert "2 adviezen" in director.get(square(seat)).text
    assert director.get(thread.get_absolute_url())["Location"] == shown_plan(seat)


def test_advice_goes_out_of_sight_with_the_plan(neighbour, director, seat):
    plan = make_plan(seat=seat, shared=True)
    neighbour.post(shown_plan(seat), {"body": "Begin klein.", "rules": "on"})
    find = {"zoek": "klein"}
    exchange = reverse("bootcamp:exchange", args=[seat.bootcamp_id])
    assert "1 bericht over" in director.get(exchange, find).text

    plan.shared_with.clear()

    assert "0 berichten over" in director.get(exchange, find).text
    assert neighbour.get(shown_plan(seat)).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_square_needs_no_more_queries_for_more_plans(director, cast, seat, how_many, django_assert_num_queries):
    seats = [seat, *(make_seat(bootcamp=seat.bootcamp) for _ in range(how_many - 1))]
    for shown in seats:
        make_plan(seat=shown, shared=True)
        thread = make_thread(
            author=shown.enrolled_by, bootcamp=seat.bootcamp, kind=Thread.Kind.PLAN, seat=shown, title="Plan"
        )
        make_reply(thread, author=cast["directeur"])

    with django_assert_num_queries(9):
        text = director.get(square(seat)).text

    assert all(shown.school.name in text for shown in seats)


def card(seat):
    return render_to_string("bootcamp/exchange/_group_card.html", group_card(None, seat))


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_card_shows_the_last_two_threads(cast, seat, how_many, django_assert_num_queries):
    threads = [
        make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, title=f"Vraag {number}")
        for number in range(how_many)
    ]
    make_reply(threads[-1], author=cast["hr"])
    make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, kind=Thread.Kind.RESULT, title="Resultaat")

    with django_assert_num_queries(2):
        text = card(seat)

    assert [f"Vraag {number}" in text for number in range(how_many)] == [
        number >= how_many - 2 for number in range(how_many)
    ]
    assert " ".join(text.split()).count("Lees het 1 antwoord") == 1
    assert text.count("Lees het bericht") == min(how_many, 2) - 1
    assert square(seat) in text
    assert "Resultaat" not in text


def test_the_card_of_a_quiet_group_invites(seat):
    assert "Begin een gesprek" in card(seat)
