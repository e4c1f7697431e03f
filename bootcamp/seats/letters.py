"""Mails about a bootcamp: written once, kept as they were written, sent by a job of their own.

    letters.write(key=f"week-before:{session.pk}:{user.pk}", kind="week-before", to=user, subject="...", text="...",
                  bootcamp=bootcamp, now=now)

The key says what the mail is about: a second mail with the same key isn't written, whoever asks for it.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from bootcamp.seats import calendars
from bootcamp.seats.models import Bootcamp, Enrolment, Letter
from portal.jobs import queue
from portal.people.models import User
from portal.post import mail


def write(
    *,
    key: str,
    kind: str,
    to: User,
    subject: str,
    text: str,
    bootcamp: Bootcamp,
    now: datetime,
    enrolment: Enrolment | None = None,
    with_calendar: bool = False,
    useless_from: datetime | None = None,
) -> Letter | None:
    """In the caller's transaction; nothing when this letter was written before. From `useless_from` on it isn't sent
    any more, however long the mail server was away."""
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            "subject": " ".join(subject.split())[:200],
            "text": text,
            "bootcamp": bootcamp,
            "enrolment": enrolment,
            "with_calendar": with_calendar,
            "written_at": now,
            "useless_from": useless_from,
        },
    )
    if not is_new:
        return None
    queue.enqueue("bootcamp.letter", now=now, letter_id=letter.pk)
    return letter


def write_from(template: str, *, to: User, bootcamp: Bootcamp, context: dict, **fields: Any) -> Letter | None:
    """As `write`, with subject and text from templates/mail/bootcamp/."""
    everything = {**context, "bootcamp": bootcamp, "user": to, "site_url": settings.SITE_URL}
    rendered = render_to_string(f"mail/bootcamp/{template}.txt", everything)
    subject, _, text = rendered.strip().partition("\n")
    return write(to=to, bootcamp=bootcamp, subject=subject, text=text.strip(), **fields)


def send(letter: Letter) -> None:
    """The mark is set last: rather a mail twice than none."""
    mail.send_written(letter.subject, letter.text, to=letter.to.email, attachments=_attachments(letter))
    letter.sent_at = timezone.now()
    letter.save(update_fields=["sent_at"])


def _attachments(letter: Letter) -> tuple[mail.Attachment, ...]:
    if not letter.with_calendar or letter.enrolment is None:
        return ()
    content = calendars.calendar(letter.bootcamp, letter.enrolment.sessions(), now=timezone.now())
    # Bare: Django adds the character set itself, and a second one makes the mail invalid.
    return (mail.Attachment("bootcamp.ics", content, "text/calendar"),)
