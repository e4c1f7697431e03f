"""From an application to a seat."""

from datetime import datetime

from bootcamp.seats import letters
from bootcamp.seats.models import Application, Enrolment


def seat(application: Application, *, now: datetime) -> Enrolment:
    """Runs under the bootcamp's lock. Who asked and who leads the school take part, and each gets a proof by mail."""
    enrolment = application.bootcamp.enrolments.create(
        school=application.school, enrolled_by=application.asked_by, enrolled_at=now
    )
    enrolment.participants.set(application.speakers())
    application.end(Application.State.SEATED, now=now, enrolment=enrolment)
    letters.enrolled(enrolment, by=application.asked_by, now=now)
    return enrolment
