"""Who take part in the exchange of a bootcamp, for whom they speak, and what they chose."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from bootcamp.exchange.models import Membership
from bootcamp.seats.models import Bootcamp, Participation, Seat, seats_followed_by
from portal import kept
from portal.people import access
from portal.people.models import User


def schools_of(user: User, bootcamp: Bootcamp) -> set[int]:
    """The numbers of the schools in this bootcamp for which the user may write: none for who leads it."""
    return {seat.school_id for seat in seats_followed_by(user) if seat.is_active and seat.bootcamp_id == bootcamp.pk}


def of(bootcamp: Bootcamp) -> QuerySet[User]:
    return _of(bootcamp.pk)


def _of(bootcamp: int) -> QuerySet[User]:
    """Who take part for a school or lead the bootcamp, and who may look along and made a choice about mail."""
    seats = Seat.objects.active().filter(bootcamp=bootcamp)
    takes_part = Participation.objects.filter(seat__in=seats, user=OuterRef("pk"))
    chose = Membership.objects.filter(bootcamp=bootcamp, user=OuterRef("pk"))
    director = Q(access.directors(), schools__in=seats.values("school"))
    board = Q(access.leaders_from_board(), board__in=seats.values("school__board"))
    looks_along = User.objects.filter(director | board | access.hpp_people()).values("pk")
    leads = Bootcamp.led_by.through.objects.filter(bootcamp=bootcamp)
    return User.objects.filter(
        Exists(takes_part) | Q(pk__in=leads.values("user")) | (Exists(chose) & Q(pk__in=looks_along)),
        is_active=True,
    )


MOST_NAMES = 60
NAMES = kept.Question(lambda bootcamp: _of(bootcamp).order_by("first_name", "last_name", "pk")[: MOST_NAMES + 1])


def others_in(bootcamp: Bootcamp, user: User) -> list[User]:
    """Beside this user; of a very large group the first ones by name."""
    return [person for person in NAMES(bootcamp.pk) if person.pk != user.pk][:MOST_NAMES]


MEMBERSHIP = kept.Question(lambda user, bootcamp: Membership.objects.filter(user=user, bootcamp=bootcamp))


def membership(user: User, bootcamp: Bootcamp) -> Membership:
    """What the user chose; not yet saved when they never chose anything."""
    return next(iter(MEMBERSHIP(user.pk, bootcamp.pk)), None) or Membership(user=user, bootcamp=bootcamp)


def school_in(user: User, bootcamp: Bootcamp) -> str:
    """How to tell two people of the same name apart."""
    names = Seat.objects.active().filter(bootcamp=bootcamp, participations__user=user).values_list("school__name")
    return ", ".join(name for (name,) in names) or user.get_role_display()
