"""Who sees a seat, who may give it back, whose shelf opens, and when we forget who took part."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone

from bootcamp.seats.models import Participation, Seat
from portal import retention
from portal.files import shelves
from portal.files.models import Shelf
from portal.people.access import Role
from tests.characters import CHARACTERS
from tests.factories import make_bootcamp, make_school, make_seat, make_user

pytestmark = pytest.mark.django_db
EVERYWHERE = {"hpp", "hpp_admin"}
OF_THE_SCHOOL = {"directeur", "hr", "bestuur"}
ELSEWHERE = {"directeur_elders", "hr_elders", "bestuur_elders"}


def who(cast, sees):
    """The characters for whom `sees(user)` holds."""
    return {name for name in CHARACTERS if sees(cast.people[name] or AnonymousUser())}


@pytest.fixture
def seats(cast):
    """(the seat of the cast's school, that of a school of another board)"""
    return make_seat(director=cast["directeur"]), make_seat(director=cast["directeur_elders"])


def test_a_seat_is_seen_by_who_takes_part_or_speaks_for_the_school(cast, seats):
    mine, other = seats

    assert who(cast, lambda user: mine in Seat.objects.visible_to(user)) == OF_THE_SCHOOL | EVERYWHERE
    assert who(cast, lambda user: other in Seat.objects.visible_to(user)) == ELSEWHERE | EVERYWHERE


def test_hpp_sees_every_seat_but_follows_none(cast, seats):
    mine, _ = seats

    assert who(cast, lambda user: mine in Seat.objects.followed_by(user)) == OF_THE_SCHOOL


def test_a_colleague_who_takes_part_sees_the_seat_but_cannot_give_it_back(cast):
    mine = make_seat(director=cast["directeur"], colleagues=[cast["leerkracht"], cast["expert"]])

    sees = who(cast, lambda user: mine in Seat.objects.visible_to(user))
    manages = who(cast, lambda user: mine in Seat.objects.managed_by(user))

    assert sees == OF_THE_SCHOOL | {"leerkracht", "expert"} | EVERYWHERE
    assert manages == OF_THE_SCHOOL | EVERYWHERE


def test_who_left_the_school_keeps_the_own_participation_but_not_the_say(cast):
    mine = make_seat(director=cast["directeur"])
    cast["directeur"].schools.set([make_school()])

    assert mine in Seat.objects.visible_to(cast["directeur"])
    assert mine not in Seat.objects.managed_by(cast["directeur"])


def test_having_enrolled_a_school_once_gives_no_right_by_itself(cast):
    mine = make_seat(director=cast["directeur"], enrolled_by=cast["directeur_elders"])

    assert mine not in Seat.objects.visible_to(cast["directeur_elders"])


def test_one_seat_is_listed_once_however_many_take_part(cast):
    mine = make_seat(director=cast["directeur"], colleagues=[cast["leerkracht"], cast["hr"], cast["bestuur"]])

    assert list(Seat.objects.visible_to(cast["hr"])) == [mine]


def test_a_shelf_opens_for_the_seat_of_its_own_bootcamp(cast, seats):
    mine, other = seats
    everyone_in = OF_THE_SCHOOL | EVERYWHERE

    assert who(cast, lambda user: mine.bootcamp.shelf_id in shelves.open_to(user)) == everyone_in
    assert who(cast, lambda user: other.bootcamp.shelf_id in shelves.open_to(user)) == ELSEWHERE | EVERYWHERE


def test_a_shelf_closes_when_the_seat_is_given_back(cast, seats):
    mine, _ = seats
    mine.cancelled_at = timezone.now()
    mine.save()

    assert who(cast, lambda user: mine.bootcamp.shelf_id in shelves.open_to(user)) == EVERYWHERE


def test_a_shelf_that_belongs_to_no_bootcamp_stays_closed(cast):
    loose = Shelf.objects.create(title="Los")

    assert who(cast, lambda user: loose.pk in shelves.open_to(user)) == set()


TODAY = date(2026, 11, 24)


def seat_that_started(day):
    return make_seat(bootcamp=make_bootcamp(starts_on=day, sessions=0), colleagues=[make_user(Role.TEACHER)])


def test_two_years_after_the_start_the_seat_is_counted_and_the_people_forgotten():
    old, recent = seat_that_started(date(2024, 11, 23)), seat_that_started(date(2024, 11, 24))
    director = recent.enrolled_by

    report = retention.forget_expired(today=TODAY)

    old.refresh_from_db()
    recent.refresh_from_db()
    assert (report["deelnames"], report["aanmeldingen"]) == (2, 1)
    assert (old.school is not None, old.enrolled_by, old.participants.count()) == (True, None, 0)
    assert (recent.enrolled_by, recent.participants.count()) == (director, 2)
    assert old.bootcamp.school_seats.active().count() == 1


def test_forgetting_twice_forgets_nothing_more():
    seat_that_started(date(2024, 1, 1))
    retention.forget_expired(today=TODAY)

    report = retention.forget_expired(today=TODAY)

    assert (report["deelnames"], report["aanmeldingen"]) == (0, 0)


def test_a_dry_run_counts_and_keeps(capsys):
    seat_that_started(timezone.localdate() - timedelta(days=800))

    call_command("opruimen", "--proef")

    said = capsys.readouterr().out
    assert "deelnames: 2 zou weggaan" in said
    assert "aanmeldingen: 1 zou weggaan" in said
    assert Participation.objects.count() == 2
    assert Seat.objects.get().enrolled_by is not None


def test_an_account_that_goes_takes_its_participation_along_and_leaves_the_seat():
    seat = make_seat()

    seat.enrolled_by.delete()

    seat.refresh_from_db()
    assert (seat.enrolled_by, seat.participations.count()) == (None, 0)
