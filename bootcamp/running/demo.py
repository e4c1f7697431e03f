"""Who was at the sessions that have been, and a third mail that goes by itself, for trying the pages of HPP."""

from datetime import timedelta

from bootcamp.running import rules
from bootcamp.running.models import MailRule
from bootcamp.seats.models import Attendance, Bootcamp
from portal.people import access
from portal.people.models import User


def load(*, now):
    for bootcamp in Bootcamp.objects.filter(work_sessions__ends_at__lt=now).distinct():
        _mail_before(bootcamp)
        _note_attendance(bootcamp, now)
        _ask_who_missed_it(bootcamp)


def _mail_before(bootcamp: Bootcamp) -> None:
    """The mails that went by themselves before the first session."""
    first = bootcamp.work_sessions.order_by("starts_at").first()
    for days in (7, 1):
        rules.write_due(now=first.starts_at - timedelta(days=days, hours=3))


def _note_attendance(bootcamp: Bootcamp, now) -> None:
    """Everyone was there, but for the last school of the list: it missed what has been."""
    staff = User.objects.filter(access.hpp_people()).order_by("pk").first()
    seats = list(bootcamp.school_seats.active().order_by("school__name", "pk"))
    for session in bootcamp.work_sessions.filter(ends_at__lt=now):
        for seat in seats:
            state = Attendance.State.ABSENT if seat == seats[-1] else Attendance.State.PRESENT
            for participation in seat.participations.all():
                Attendance.objects.create(
                    session=session,
                    participation=participation,
                    state=state,
                    noted_by=staff,
                    noted_at=session.ends_at,
                )


def _ask_who_missed_it(bootcamp: Bootcamp) -> None:
    moment, audience = MailRule.Moment.DAY_AFTER, MailRule.Audience.ABSENT
    subject, text = rules.EXAMPLES[moment, audience]
    bootcamp.mail_rules.create(moment=moment, audience=audience, subject=subject, text=text)
