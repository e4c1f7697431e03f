"""Bootcamps, their sessions and their seats; a module for each story."""

from bootcamp.seats.models.applications import Application, Skip
from bootcamp.seats.models.attendance import Attendance
from bootcamp.seats.models.bootcamps import Bootcamp, BootcampQuerySet
from bootcamp.seats.models.holidays import SchoolHoliday
from bootcamp.seats.models.invitations import Invitation
from bootcamp.seats.models.my_seat import may_see_seat, my_seat
from bootcamp.seats.models.reservations import Reservation
from bootcamp.seats.models.seats import FollowedSeat, Participation, Seat, SeatQuerySet, seats_followed_by
from bootcamp.seats.models.sessions import WorkSession
from bootcamp.seats.models.swaps import Swap

__all__ = [
    "Application",
    "Attendance",
    "Bootcamp",
    "BootcampQuerySet",
    "FollowedSeat",
    "Invitation",
    "Participation",
    "Reservation",
    "SchoolHoliday",
    "Seat",
    "SeatQuerySet",
    "Skip",
    "Swap",
    "WorkSession",
    "may_see_seat",
    "my_seat",
    "seats_followed_by",
]
