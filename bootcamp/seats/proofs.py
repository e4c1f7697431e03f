"""The mails that prove what happened with a seat. The mark is set last: rather a mail twice than none."""

from django.utils import timezone

from bootcamp.seats import calendars
from bootcamp.seats.models import Participation
from portal.post import mail


def send_enrolled(participation: Participation) -> None:
    now = timezone.now()
    bootcamp = participation.enrolment.bootcamp
    sessions = list(bootcamp.work_sessions.order_by("starts_at", "pk"))
    attachments = (_calendar(bootcamp, sessions, now),) if sessions else ()
    _send("bootcamp/enrolled", participation, attachments=attachments, sessions=sessions)
    participation.proof_sent_at = now
    participation.save(update_fields=["proof_sent_at"])


def send_cancelled(participation: Participation) -> None:
    _send("bootcamp/cancelled", participation)
    participation.cancellation_sent_at = timezone.now()
    participation.save(update_fields=["cancellation_sent_at"])


def _calendar(bootcamp, sessions, now) -> mail.Attachment:
    # Bare: Django adds the character set itself, and a second one makes the mail invalid.
    return mail.Attachment("bootcamp.ics", calendars.calendar(bootcamp, sessions, now=now), "text/calendar")


def _send(template: str, participation: Participation, *, attachments=(), **context) -> None:
    context |= {"enrolment": participation.enrolment, "user": participation.user}
    mail.send(template, to=participation.user.email, context=context, attachments=attachments)
