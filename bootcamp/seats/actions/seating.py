"""From an application to a seat."""

from datetime import datetime

from bootcamp.seats.models import Application, Enrolment
from portal.jobs import queue


def seat(application: Application, *, now: datetime) -> Enrolment:
    """Runs under the bootcamp's lock. Who asked and who leads the school take part, and each gets a proof by mail."""
    enrolment = application.bootcamp.enrolments.create(
        school=application.school, enrolled_by=application.asked_by, enrolled_at=now
    )
    enrolment.participants.set(application.speakers())
    application.end(Application.State.SEATED, now=now, enrolment=enrolment)
    mail_each("bootcamp.proof_of_enrolment", enrolment, now)
    return enrolment


def mail_each(kind: str, enrolment: Enrolment, now: datetime) -> None:
    """A job for each participant, so that one address that fails holds up nobody else."""
    for pk in enrolment.participations.order_by("pk").values_list("pk", flat=True):
        queue.enqueue(kind, now=now, participation_id=pk)
