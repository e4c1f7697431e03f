"""Bootcamps, their sessions and their seats; a module for each story."""

from bootcamp.seats.models.applications import Application, Skip
from bootcamp.seats.models.attendance import Attendance
from bootcamp.seats.models.bootcamps import Bootcamp, BootcampQuerySet
from bootcamp.seats.models.holidays import SchoolHoliday
from bootcamp.seats.models.invitations import Invitation
from bootcamp.seats.models.seats import Participation, Seat, SeatQuerySet
from bootcamp.seats.models.sessions import WorkSession
from bootcamp.seats.models.swaps import Swap

__all__ = [
    "Application",
    "Attendance",
    "Bootcamp",
    "BootcampQuerySet",
    "Invitation",
    "Participation",
    "SchoolHoliday",
    "Seat",
    "SeatQuerySet",
    "Skip",
    "Swap",
    "WorkSession",
]
