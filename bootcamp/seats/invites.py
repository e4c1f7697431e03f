"""What a mail about a seat does to the calendar of who gets it: sessions that come in, move or go out.

A mail that ends something says which sessions that were (`no_longer`); whether they still are, is looked up when the
mail goes. A mail about certain sessions brings only those, any other all that are to come.
"""

from collections.abc import Iterable
from typing import Any

from bootcamp.seats import calendars
from bootcamp.seats.models import Seat, SeatQuerySet, WorkSession
from portal.post.mail import MailedFile
from portal.post.models import Letter


def no_longer(sessions: Iterable[WorkSession]) -> dict[str, Any]:
    """For the details of a letter: what its receiver doesn't follow any more."""
    left = [session.pk for session in sessions]
    return {"no_longer": left} if left else {}


def with_sessions() -> SeatQuerySet:
    return Seat.objects.select_related("bootcamp", "school").prefetch_related(
        "participations", "bootcamp__work_sessions__bootcamp", "swaps__instead__bootcamp"
    )


def of_letter(letter: Letter) -> tuple[MailedFile, ...]:
    seat = with_sessions().filter(mails_about_it__letter=letter).first()
    return of_seat(letter, seat) if seat else ()


def of_seat(letter: Letter, seat: Seat) -> tuple[MailedFile, ...]:
    """A file for each session, as RFC 5546 wants it; none for what is over. `seat` is of `with_sessions`."""
    takes_part = any(participation.user_id == letter.to_id for participation in seat.participations.all())
    followed = seat.sessions() if takes_part and not seat.cancelled_at else []
    left = [session for session in _left(letter) if session not in followed]
    touched = set(WorkSession.objects.filter(mails_about_it__letter=letter).values_list("pk", flat=True))
    coming = [session for session in followed if not touched or session.pk in touched]
    comes_in = {session: not session.cancelled_at for session in coming} | dict.fromkeys(left, False)
    ahead = [session for session in comes_in if not session.has_ended_at(letter.written_at)]
    return tuple(_file(letter, session, goes_on=comes_in[session]) for session in ahead)


def _left(letter: Letter) -> Iterable[WorkSession]:
    pks = letter.details.get("no_longer", [])
    return WorkSession.objects.filter(pk__in=pks).select_related("bootcamp").order_by("starts_at", "pk") if pks else []


def _file(letter: Letter, session: WorkSession, *, goes_on: bool) -> MailedFile:
    write = calendars.invitation if goes_on else calendars.withdrawal
    content = write(session, to=letter.to, at=letter.written_at)
    name = f"werksessie-{session.number}{'' if goes_on else '-vervalt'}.ics"
    return MailedFile(name, content, "text/calendar", method="REQUEST" if goes_on else "CANCEL")
