"""The mails that prove what happened with a seat."""

from django.utils import timezone

from bootcamp import calendars
from bootcamp.models import Enrolment
from portal import mail


def send_enrolled(enrolment: Enrolment) -> None:
    """Safe to repeat: the mark is set last, so rather a mail twice than none."""
    now = timezone.now()
    sessions = list(enrolment.bootcamp.work_sessions.order_by("starts_at", "pk"))
    calendar = mail.Attachment(
        "bootcamp.ics", calendars.calendar(enrolment.bootcamp, sessions, now=now), calendars.CONTENT_TYPE
    )
    for person in enrolment.participants.all():
        context = {"enrolment": enrolment, "user": person, "sessions": sessions}
        mail.send("bootcamp/enrolled", to=person.email, context=context, attachments=(calendar,))
    enrolment.proof_sent_at = now
    enrolment.save(update_fields=["proof_sent_at"])


def send_cancelled(enrolment: Enrolment) -> None:
    for person in enrolment.participants.all():
        mail.send("bootcamp/cancelled", to=person.email, context={"enrolment": enrolment, "user": person})
    enrolment.cancellation_sent_at = timezone.now()
    enrolment.save(update_fields=["cancellation_sent_at"])
