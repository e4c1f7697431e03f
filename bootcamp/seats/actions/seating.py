"""From an application to a seat."""

from datetime import datetime

from bootcamp.seats import letters
from bootcamp.seats.models import Application, Participation, Seat


def give_seat(application: Application, *, now: datetime) -> Seat:
    """Runs under the bootcamp's lock. Who asked and who leads the school take part, and each gets a proof by mail."""
    seat = application.bootcamp.school_seats.create(
        school=application.school, enrolled_by=application.asked_by, enrolled_at=now
    )
    Participation.objects.bulk_create(Participation(seat=seat, user=user) for user in application.speakers())
    application.end(Application.State.SEATED, now=now, seat=seat)
    letters.enrolled(seat, by=application.asked_by, now=now)
    return seat
