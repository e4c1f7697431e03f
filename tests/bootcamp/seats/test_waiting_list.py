"""Waiting, and what becomes of a seat that comes free."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions, tasks
from bootcamp.seats.models import Application, Bootcamp, Skip
from portal.post.models import Letter
from tests.factories import (
    make_application,
    make_board,
    make_bootcamp,
    make_director,
    make_hr,
    make_offer,
    make_school,
    make_seat,
)

pytestmark = pytest.mark.django_db
State = Application.State
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def ask(bootcamp, *, director=None, **fields):
    director = director or make_director()
    fields.setdefault("now", timezone.now())
    return actions.enrol(school=director.schools.get(), by=director, bootcamp_id=bootcamp.pk, **fields)


def letters(kind):
    return list(Letter.objects.filter(kind=f"seats.{kind}").order_by("pk"))


def test_a_seat_that_comes_free_is_held_for_the_first_in_line():
    now = datetime(2027, 3, 1, 10, tzinfo=AMSTERDAM)  # a Monday
    bootcamp = make_bootcamp(seats=1, hold_hours=48, starts_on=date(2027, 4, 1))
    seat = ask(bootcamp, now=now).seat
    first, second = ask(bootcamp, now=now), ask(bootcamp, now=now)

    actions.cancel(seat_id=seat.pk, now=now)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.held_until) == (State.OFFERED, now + timedelta(hours=48))
    assert second.state == State.WAITING
    assert [letter.to for letter in letters("offered")] == [first.asked_by]
    assert not bootcamp.school_seats.active().exists()


def test_a_held_seat_is_no_free_seat():
    bootcamp = make_bootcamp(seats=1)
    make_offer(bootcamp=bootcamp)

    late = ask(bootcamp)

    assert late.state == State.WAITING
    assert Bootcamp.objects.with_seats_left().get(pk=bootcamp.pk).seats_left == 0


def test_who_says_yes_in_time_has_the_seat_and_saying_yes_twice_changes_nothing():
    offer = make_offer()

    done = actions.accept(application_id=offer.pk, now=timezone.now())
    again = actions.accept(application_id=offer.pk, now=timezone.now())

    assert done.state == State.SEATED
    assert again.seat == done.seat
    assert offer.bootcamp.school_seats.active().get().school == offer.school
    assert list(done.seat.participants.all()) == [offer.asked_by]


@pytest.mark.parametrize(("seconds", "in_time"), [(-1, True), (0, False), (1, False)])
@pytest.mark.fault("offer expires")
def test_the_time_to_say_yes_ends_on_the_second(seconds, in_time, seen):
    offer = make_offer()
    moment = offer.held_until + timedelta(seconds=seconds)

    if in_time:
        assert actions.accept(application_id=offer.pk, now=moment).seat
    else:
        with pytest.raises(actions.NotPossible, match="is voorbij"):
            actions.accept(application_id=offer.pk, now=moment)
    assert offer.bootcamp.school_seats.exists() == in_time
    seen(f"{seconds:+d} s: {'plek' if offer.bootcamp.school_seats.exists() else 'geen plek'}")


def test_a_seat_nobody_says_yes_to_goes_on_to_the_next():
    bootcamp = make_bootcamp(seats=1)
    offer = make_offer(bootcamp=bootcamp, held_until=timezone.now() - timedelta(seconds=1))
    waiting = make_application(bootcamp=bootcamp)

    tasks.pass_seats_on()
    tasks.pass_seats_on()

    offer.refresh_from_db()
    waiting.refresh_from_db()
    assert (offer.state, waiting.state) == (State.LAPSED, State.OFFERED)
    assert [letter.to for letter in letters("lapsed")] == [offer.asked_by]
    assert len(letters("offered")) == 1


def test_saying_no_gives_the_seat_to_the_next():
    bootcamp = make_bootcamp(seats=1)
    offer, waiting = make_offer(bootcamp=bootcamp), make_application(bootcamp=bootcamp)

    actions.decline(application_id=offer.pk, now=timezone.now())

    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED


def test_a_seat_is_never_held_past_the_start():
    bootcamp = make_bootcamp(
        seats=1, starts_on=timezone.localdate() + timedelta(days=1), enrolment_closes=timezone.localdate()
    )
    waiting = make_application(bootcamp=bootcamp)

    actions.fill(bootcamp_id=bootcamp.pk, now=timezone.now())

    waiting.refresh_from_db()
    assert waiting.held_until == bootcamp.start


def test_when_the_start_comes_sooner_a_held_seat_is_held_no_longer():
    offer = make_offer(bootcamp=make_bootcamp(), held_until=timezone.now() + timedelta(days=20))
    sooner = timezone.localdate() + timedelta(days=10)
    Bootcamp.objects.filter(pk=offer.bootcamp_id).update(starts_on=sooner, enrolment_closes=sooner - timedelta(days=1))

    actions.fill(bootcamp_id=offer.bootcamp_id, now=timezone.now())

    offer.refresh_from_db()
    assert offer.held_until == Bootcamp.objects.get(pk=offer.bootcamp_id).start


def test_when_the_bootcamp_starts_whoever_waits_hears_so():
    bootcamp = make_bootcamp(starts_on=timezone.localdate())
    waiting = make_application(bootcamp=bootcamp)

    tasks.pass_seats_on()
    tasks.pass_seats_on()

    waiting.refresh_from_db()
    assert waiting.state == State.CLOSED
    assert [letter.to for letter in letters("list_closed")] == [waiting.asked_by]


def test_more_seats_go_along_the_line():
    bootcamp = make_bootcamp(seats=1)
    make_seat(bootcamp=bootcamp)
    waiting = [make_application(bootcamp=bootcamp) for _ in range(3)]

    Bootcamp.objects.filter(pk=bootcamp.pk).update(seats=3)
    actions.fill(bootcamp_id=bootcamp.pk, now=timezone.now())

    states = [Application.objects.get(pk=application.pk).state for application in waiting]
    assert states == [State.OFFERED, State.OFFERED, State.WAITING]


def test_who_has_to_wait_for_the_board_is_passed_with_the_reason():
    bootcamp, board = make_bootcamp(seats=2, seats_per_board=1), make_board()
    seat = make_seat(bootcamp=bootcamp, director=make_director(board=board))
    other = ask(bootcamp).seat
    of_board, next_one = ask(bootcamp, director=make_director(board=board)), ask(bootcamp)

    actions.cancel(seat_id=other.pk, now=timezone.now())

    of_board.refresh_from_db()
    next_one.refresh_from_db()
    assert (of_board.state, next_one.state) == (State.WAITING, State.OFFERED)
    skip = Skip.objects.get(application=of_board)
    assert (skip.passed_by, skip.reason, skip.seats_free) == (next_one, Skip.Reason.BOARD, 1)
    actions.cancel(seat_id=seat.pk, now=timezone.now())
    of_board.refresh_from_db()
    assert of_board.state == State.OFFERED


def test_two_who_come_together_get_both_or_none():
    bootcamp = make_bootcamp(seats=2)
    taken = [ask(bootcamp).seat for _ in range(2)]
    one, other = make_director(), make_director()
    first = ask(bootcamp, director=one, together_with=[other.schools.get()])
    second = bootcamp.applications.get(school=other.schools.get())
    actions.come_along(application_id=second.pk, by=other, now=timezone.now())
    single = ask(bootcamp)

    actions.cancel(seat_id=taken[0].pk, now=timezone.now())

    # One seat is too few for two: it goes to the single school after them, and that is written down.
    single.refresh_from_db()
    assert single.state == State.OFFERED
    reasons = Skip.objects.order_by("pk").values_list("application", "passed_by", "reason")
    assert list(reasons) == [(first.pk, single.pk, "plekken"), (second.pk, single.pk, "plekken")]
    actions.decline(application_id=single.pk, now=timezone.now())
    actions.cancel(seat_id=taken[1].pk, now=timezone.now())
    for application in (first, second):
        application.refresh_from_db()
        assert application.state == State.OFFERED
    assert actions.accept(application_id=first.pk, now=timezone.now()).seat is None
    assert not bootcamp.school_seats.active().exists()
    assert actions.accept(application_id=second.pk, now=timezone.now()).seat
    assert bootcamp.school_seats.active().count() == 2


def test_when_there_are_seats_enough_two_who_come_together_are_in_at_once():
    bootcamp, one, other = make_bootcamp(seats=2), make_director(), make_director()
    first = ask(bootcamp, director=one, together_with=[other.schools.get()])
    assert first.state == State.WAITING
    assert [letter.to for letter in letters("asked_along")] == [other]

    second = bootcamp.applications.get(school=other.schools.get())
    done = actions.come_along(application_id=second.pk, by=other, now=timezone.now())

    assert done.state == State.SEATED
    assert bootcamp.school_seats.active().count() == 2


def test_when_the_other_does_not_want_to_the_first_goes_on_alone():
    bootcamp, one, other = make_bootcamp(seats=2), make_director(), make_director()
    first = ask(bootcamp, director=one, together_with=[other.schools.get()])
    second = bootcamp.applications.get(school=other.schools.get())

    actions.decline(application_id=second.pk, now=timezone.now())

    first.refresh_from_db()
    assert first.state == State.OFFERED
    assert [letter.to for letter in letters("alone_again")] == [one]


def test_who_said_yes_keeps_its_turn_when_the_other_is_silent():
    bootcamp, one, other = make_bootcamp(seats=2), make_director(), make_director()
    until = timezone.now() + timedelta(hours=1)
    yes = make_offer(bootcamp=bootcamp, by=one, school=one.schools.get(), held_until=until)
    silent = make_offer(bootcamp=bootcamp, by=other, school=other.schools.get(), held_until=until, party=yes.party)
    actions.accept(application_id=yes.pk, now=timezone.now())

    actions.pass_on_lapsed(now=until)

    yes.refresh_from_db()
    silent.refresh_from_db()
    assert silent.state == State.LAPSED
    assert (yes.state, yes.said_yes_at) == (State.OFFERED, None)
    assert yes.held_until > until


def test_hpp_lets_in_by_hand_and_who_was_passed_can_read_it():
    bootcamp = make_bootcamp(admission=Bootcamp.Admission.BY_HAND)
    first, second = ask(bootcamp), ask(bootcamp)
    assert (first.state, second.state) == (State.WAITING, State.WAITING)

    actions.admit(application_id=second.pk, now=timezone.now())

    assert bootcamp.school_seats.get().school == second.school
    assert Skip.objects.get().application == first
    assert Skip.objects.get().reason == Skip.Reason.BY_HAND


def test_hpp_cannot_let_in_more_than_there_are_seats():
    bootcamp = make_bootcamp(seats=1)
    make_seat(bootcamp=bootcamp)
    waiting = ask(bootcamp)

    with pytest.raises(actions.NotPossible, match="te weinig plekken"):
        actions.admit(application_id=waiting.pk, now=timezone.now())


def test_who_is_refused_hears_so_once():
    waiting = make_application()

    for _ in range(2):
        actions.refuse(application_id=waiting.pk, now=timezone.now())

    waiting.refresh_from_db()
    assert waiting.state == State.REFUSED
    assert len(letters("refused")) == 1


@pytest.mark.parametrize("state", ["wacht", "aanbod", "samen"])
def test_a_school_takes_itself_off_the_list(client, state):
    held = {"held_until": timezone.now() + timedelta(days=1)} if state == "aanbod" else {}
    waiting = make_application(state=state, **held)
    client.force_login(waiting.asked_by)

    response = client.post(waiting.get_absolute_url(), {"doe": "weg"}, follow=True)

    waiting.refresh_from_db()
    assert waiting.state == State.LEFT
    assert "staat niet meer op de lijst" in response.text


def test_the_page_says_yes_and_leads_to_the_seat(client):
    offer = make_offer()
    client.force_login(offer.asked_by)
    assert "We houden hem voor je vast tot" in client.get(offer.get_absolute_url()).text

    response = client.post(offer.get_absolute_url(), {"doe": "ja"}, follow=True)

    seat = offer.bootcamp.school_seats.get()
    assert response.redirect_chain[-1][0] == seat.get_absolute_url()
    assert "doet mee aan" in response.text


@pytest.mark.fault("offer expires")
def test_too_late_on_the_page_says_why(client, seen):
    offer = make_offer(held_until=timezone.now() - timedelta(minutes=1))
    client.force_login(offer.asked_by)

    page = client.post(offer.get_absolute_url(), {"doe": "ja"}).text

    said = "De tijd om ja te zeggen is voorbij."
    assert said in page
    seen(f"te laat: “{said}”")


@pytest.mark.parametrize("doe", ["", "x", "ja\x00", "JA", "admit"])
def test_an_odd_answer_changes_nothing(client, doe):
    offer = make_offer()
    client.force_login(offer.asked_by)

    page = client.post(offer.get_absolute_url(), {"doe": doe}).text

    offer.refresh_from_db()
    assert "Kies een van de knoppen hieronder." in page
    assert offer.state == State.OFFERED


def test_the_page_says_which_place_in_line(client):
    bootcamp = make_bootcamp(seats=1)
    make_seat(bootcamp=bootcamp)
    for _ in range(2):
        make_application(bootcamp=bootcamp)
    mine = make_application(bootcamp=bootcamp)
    client.force_login(mine.asked_by)

    assert "Je staat op plek 3 van de lijst." in client.get(mine.get_absolute_url()).text


def test_together_with_another_school_through_the_form(client):
    director, other = make_director(), make_director(brin="99ZZ")
    bootcamp = make_bootcamp()
    client.force_login(director)
    address = reverse("bootcamp:enrol", args=[bootcamp.pk])
    form = {"school": director.schools.get().pk}

    wrong = client.post(address, {**form, "together_with": "00xx"}).text
    own = client.post(address, {**form, "together_with": director.schools.get().brin}).text
    right = client.post(address, {**form, "together_with": "99zz"}, follow=True).text

    assert "We vinden niets bij “00xx”." in wrong
    assert 'value="00xx"' in wrong
    assert "Dit is je eigen school." in own
    assert "gaf nog geen antwoord" in right
    assert bootcamp.applications.get(school=other.schools.get()).state == State.ASKED_ALONG


def test_a_school_to_come_with_is_found_by_name_also_with_a_typing_error(client):
    director = make_director()
    other = make_school(name="De Regenboog", city="Culemborg", listed_in="po")
    make_school(name="De Regenboog", city="Zeist", listed_in="po")
    make_school(name="De Regenboog", city="Tiel")
    bootcamp = make_bootcamp()
    client.force_login(director)
    address = reverse("bootcamp:enrol", args=[bootcamp.pk])
    typed = {"school": director.schools.get().pk, "together_with": "regenbog culemborg"}

    asked = client.post(address, typed)
    by_name = client.post(address, {**typed, "together_with": "regenboog"}).text
    wrong = client.post(address, {**typed, "which_school": make_school().pk})
    assert not bootcamp.applications.exists()
    client.post(address, {**typed, "which_school": other.pk})

    assert asked.context["form"].errors["which_school"] == ["Kies welke je bedoelt."]
    assert "Culemborg. BRIN-nummer" in asked.text
    assert "Zeist." in by_name
    assert "Tiel." not in by_name
    assert wrong.context["form"].errors["which_school"] == ["Kies een van de scholen hieronder."]
    assert bootcamp.applications.get(school=other).state == State.ASKED_ALONG
    assert bootcamp.school_seats.active().count() == 0


def test_a_location_of_the_own_organisation_is_found_without_being_in_the_open_list(client):
    board = make_board(sector="kinderopvang")
    care = {"board": board, "sector": "kinderopvang", "brin": None}
    director = make_director(**care, name="De Boom", other_number="111")
    other = make_school(**care, name="De Tak", other_number="222")
    make_school(sector="kinderopvang", brin=None, name="De Tak", city="Elders", other_number="333")
    client.force_login(director)
    address = reverse("bootcamp:enrol", args=[make_bootcamp(sector="kinderopvang").pk])

    page = client.post(address, {"school": director.schools.get().pk, "together_with": "de tak"})

    assert list(page.context["form"].fields["which_school"].queryset) == [other]
    assert "LRK-nummer: 222." in page.text


def test_a_school_that_is_in_cannot_be_asked_along(client):
    bootcamp = make_bootcamp()
    seat, director = make_seat(bootcamp=bootcamp), make_director()
    client.force_login(director)

    page = client.post(
        reverse("bootcamp:enrol", args=[bootcamp.pk]),
        {"school": director.schools.get().pk, "together_with": seat.school.brin},
    ).text

    assert f"{seat.school.name} doet al mee aan" in page
    assert not bootcamp.applications.exists()


@pytest.mark.parametrize("how_many", [1, 3])
def test_mijn_bootcamp_shows_what_waits_in_the_same_number_of_queries(client, how_many, django_assert_num_queries):
    board = make_board()
    waiting = [make_application(school=make_school(board=board)) for _ in range(how_many)]
    client.force_login(make_hr(board))

    with django_assert_num_queries(7):
        page = client.get(reverse("bootcamp:my_bootcamp")).text

    assert all(application.get_absolute_url() in page for application in waiting)
