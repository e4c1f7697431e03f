"""What can't be done, said in words; and what is asked twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.actions import offers
from bootcamp.seats.models import Application, Seat
from tests.factories import (
    make_application,
    make_bootcamp,
    make_director,
    make_offer,
    make_school,
    make_seat,
)

pytestmark = pytest.mark.django_db
State = Application.State


def begun(bootcamp):
    """It starts today."""
    today = timezone.localdate()
    type(bootcamp).objects.filter(pk=bootcamp.pk).update(starts_on=today, enrolment_closes=today - timedelta(days=1))


def seated():
    offer = make_offer()
    return actions.accept(application_id=offer.pk, now=timezone.now())


def test_who_has_a_seat_cannot_step_off_the_list():
    application = seated()

    for action in (actions.decline, actions.leave):
        with pytest.raises(actions.AlreadyEnrolled) as already:
            action(application_id=application.pk, now=timezone.now())
        assert already.value.seat == application.seat


@pytest.mark.parametrize(
    ("state", "reason"), [("wacht", "Je staat nog op de lijst"), ("weg", "staat niet meer op de lijst")]
)
def test_saying_yes_without_an_offer_changes_nothing(state, reason):
    ended = {"ended_at": timezone.now()} if state == "weg" else {}
    application = make_application(state=state, **ended)

    with pytest.raises(actions.NotPossible, match=reason):
        actions.accept(application_id=application.pk, now=timezone.now())

    assert not Seat.objects.exists()


def test_declining_what_is_not_offered_changes_nothing():
    application = make_application()

    actions.decline(application_id=application.pk, now=timezone.now())

    application.refresh_from_db()
    assert application.state == State.WAITING


def test_leaving_twice_is_leaving_once():
    application = make_application()

    first = actions.leave(application_id=application.pk, now=timezone.now()).ended_at
    second = actions.leave(application_id=application.pk, now=timezone.now() + timedelta(hours=1)).ended_at

    assert first == second


def test_coming_along_twice_is_coming_along_once_and_not_after_the_start():
    bootcamp, one, other = make_bootcamp(seats=2), make_director(), make_director()
    for _ in range(2):
        make_seat(bootcamp=bootcamp)
    actions.enrol(
        school=one.schools.get(),
        by=one,
        bootcamp_id=bootcamp.pk,
        now=timezone.now(),
        together_with=[other.schools.get()],
    )
    asked = bootcamp.applications.get(school=other.schools.get())

    first = actions.come_along(application_id=asked.pk, by=other, now=timezone.now()).asked_at
    second = actions.come_along(application_id=asked.pk, by=other, now=timezone.now() + timedelta(hours=1)).asked_at
    late = make_application(bootcamp=bootcamp, state=State.ASKED_ALONG)
    begun(bootcamp)

    assert first == second
    with pytest.raises(actions.NotPossible, match="is al begonnen"):
        actions.come_along(application_id=late.pk, by=other, now=timezone.now())


def test_going_on_alone_leaves_who_was_only_asked_behind():
    bootcamp, one, other = make_bootcamp(seats=2), make_director(), make_director()
    first = actions.enrol(
        school=one.schools.get(),
        by=one,
        bootcamp_id=bootcamp.pk,
        now=timezone.now(),
        together_with=[other.schools.get()],
    )

    alone = actions.go_alone(application_id=first.pk, now=timezone.now())

    assert alone.state == State.SEATED
    assert bootcamp.applications.get(school=other.schools.get()).state == State.LEFT
    with pytest.raises(actions.NotPossible, match="zolang je school wacht"):
        actions.go_alone(application_id=first.pk, now=timezone.now())


def test_a_list_that_was_put_off_while_we_waited_stays_open():
    waiting = make_application()

    offers._close(waiting.bootcamp_id, waiting.bootcamp.start - timedelta(seconds=1))

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_hpp_lets_in_once_and_takes_an_offer_as_it_is():
    offer = make_offer(bootcamp=make_bootcamp(seats=1))

    first = actions.admit(application_id=offer.pk, now=timezone.now())
    second = actions.admit(application_id=offer.pk, now=timezone.now())

    assert first.seat == second.seat
    assert Seat.objects.count() == 1


def test_hpp_cannot_let_in_who_left_nor_after_the_start_nor_refuse_who_is_in():
    left, late, inside = make_application(state="weg", ended_at=timezone.now()), make_application(), seated()
    begun(late.bootcamp)

    with pytest.raises(actions.NotPossible, match="staat niet meer op de lijst"):
        actions.admit(application_id=left.pk, now=timezone.now())
    with pytest.raises(actions.NotPossible, match="is al begonnen"):
        actions.admit(application_id=late.pk, now=timezone.now())
    with pytest.raises(actions.NotPossible, match="heeft al een plek"):
        actions.refuse(application_id=inside.pk, now=timezone.now())


def test_two_schools_cannot_come_together_where_there_is_one_seat():
    bootcamp, one = make_bootcamp(seats=1), make_director()

    with pytest.raises(actions.NotPossible, match="heeft minder plekken"):
        actions.enrol(
            school=one.schools.get(),
            by=one,
            bootcamp_id=bootcamp.pk,
            now=timezone.now(),
            together_with=[make_school()],
        )


def test_asking_again_while_waiting_leads_to_the_same_place_in_line():
    bootcamp, director = make_bootcamp(), make_director()
    waiting = make_application(bootcamp=bootcamp, school=director.schools.get())

    with pytest.raises(actions.AlreadyAsked) as already:
        actions.enrol(school=waiting.school, by=director, bootcamp_id=bootcamp.pk, now=timezone.now())

    assert already.value.application == waiting


def test_what_a_seat_cannot_move_to():
    seat, there = make_seat(), make_bootcamp(seats=1)
    now = timezone.now()
    assert actions.move(seat_id=seat.pk, to_bootcamp_id=seat.bootcamp_id, now=now) == seat
    other = make_seat(bootcamp=there)

    with pytest.raises(actions.NotPossible, match="geen plek vrij"):
        actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=now)
    begun(there)
    with pytest.raises(actions.NotPossible, match="al begonnen"):
        actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=now)
    actions.cancel(seat_id=seat.pk, now=now)
    with pytest.raises(actions.NotPossible, match="is afgemeld"):
        actions.move(seat_id=seat.pk, to_bootcamp_id=make_bootcamp().pk, now=now)
    assert list(there.school_seats.all()) == [other]


def test_a_school_that_is_there_already_or_waits_there_cannot_move_there():
    seat, there = make_seat(), make_bootcamp()
    waiting = make_application(bootcamp=there, school=seat.school)

    with pytest.raises(actions.NotPossible, match="Haal de school daar eerst af"):
        actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=timezone.now())
    actions.leave(application_id=waiting.pk, now=timezone.now())
    make_seat(bootcamp=there, director=seat.enrolled_by)
    with pytest.raises(actions.AlreadyEnrolled):
        actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=timezone.now())


def test_a_board_that_used_its_seats_there_cannot_move_a_school_there():
    director = make_director()
    seat, there = make_seat(director=director), make_bootcamp(seats_per_board=1)
    make_seat(bootcamp=there, director=make_director(board=seat.school.board))

    with pytest.raises(actions.NotPossible, match="al zijn plekken"):
        actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=timezone.now())


def test_what_cannot_be_swapped():
    seat, there = make_seat(), make_bootcamp()
    home, instead = seat.bootcamp.work_sessions.get(number=1), there.work_sessions.get(number=1)
    asked = {"seat_id": seat.pk, "by": seat.enrolled_by, "now": timezone.now()}

    with pytest.raises(actions.NotPossible, match="hoort niet bij je bootcamp"):
        actions.swap(session_id=instead.pk, instead_id=home.pk, **asked)
    actions.swap_back(seat_id=seat.pk, session_id=home.pk, now=timezone.now())
    actions.swap(session_id=home.pk, instead_id=instead.pk, **asked)
    with pytest.raises(actions.NotPossible, match="al begonnen"):
        actions.swap_back(seat_id=seat.pk, session_id=home.pk, now=home.starts_at)
    assert seat.swaps.get().instead == instead


@pytest.mark.parametrize(
    ("state", "doe", "words"),
    [
        ("samen", "nee", "Je wilde de plek niet."),
        ("aanbod", "nee", "Je wilde de plek niet."),
        ("wacht", "alleen", "doet mee."),
        ("samen", "samen", "doet mee."),
    ],
)
def test_each_button_on_the_page_does_what_it_says(client, state, doe, words):
    held = {"held_until": timezone.now() + timedelta(days=1)} if state == "aanbod" else {}
    application = make_application(state=state, **held)
    client.force_login(application.asked_by)

    page = client.post(application.get_absolute_url(), {"doe": doe}, follow=True).text

    assert words in page


def test_the_page_of_one_who_says_yes_first_says_what_it_waits_for(client):
    bootcamp, now = make_bootcamp(seats=2), timezone.now()
    offer = make_offer(bootcamp=bootcamp)
    make_offer(bootcamp=bootcamp, party=offer.party)
    client.force_login(offer.asked_by)

    page = client.post(offer.get_absolute_url(), {"doe": "ja"}, follow=True).text

    assert "zodra de andere school ook ja zegt" in page
    assert not Seat.objects.exists()
    assert Application.objects.get(pk=offer.pk).said_yes_at >= now


def test_the_back_button_after_the_yes_leads_to_the_seat(client):
    application = seated()
    client.force_login(application.asked_by)

    for response in (
        client.get(reverse("bootcamp:application", args=[application.pk])),
        client.post(reverse("bootcamp:application", args=[application.pk]), {"doe": "weg"}),
    ):
        assert response["Location"] == application.seat.get_absolute_url()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("verlopen", "We hoorden niet op tijd"),
        ("afgewezen", "HPP liet je school deze keer niet toe."),
        ("gesloten", "er kwam geen plek vrij"),
    ],
)
def test_the_page_tells_how_it_ended(client, state, words):
    application = make_application(state=state, ended_at=timezone.now())
    client.force_login(application.asked_by)

    page = client.get(application.get_absolute_url()).text

    assert words in page
    assert reverse("bootcamp:enrol", args=[application.bootcamp.pk]) in page


def test_enrolling_again_while_on_the_list_leads_to_the_list(client):
    application = make_application()
    client.force_login(application.asked_by)

    response = client.post(reverse("bootcamp:enrol", args=[application.bootcamp.pk]), {"school": application.school.pk})

    assert response["Location"] == application.get_absolute_url()


def test_a_school_on_the_list_cannot_be_asked_along(client):
    waiting, director = make_application(), make_director()
    client.force_login(director)

    page = client.post(
        reverse("bootcamp:enrol", args=[waiting.bootcamp.pk]),
        {"school": director.schools.get().pk, "together_with": waiting.school.brin},
    ).text

    assert f"{waiting.school.name} staat al op de lijst" in page
    assert Application.objects.get() == waiting


def test_moving_to_what_just_filled_up_says_why(client):
    seat, there = make_seat(), make_bootcamp(seats=2)
    client.force_login(seat.enrolled_by)
    make_application(bootcamp=there)

    page = client.post(reverse("bootcamp:move", args=[seat.pk]), {"bootcamp": there.pk}).text

    assert "er wachten nog scholen" in page


def test_swapping_what_just_filled_up_says_why(client):
    seat, there = make_seat(), make_bootcamp(seats=1)
    make_seat(bootcamp=there)
    client.force_login(seat.enrolled_by)

    page = client.post(
        reverse("bootcamp:swap", args=[seat.pk, 1]), {"instead": there.work_sessions.get(number=1).pk}
    ).text

    assert "Deze sessie zit net vol." in page
