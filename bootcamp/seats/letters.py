"""What the portal writes to schools about their seat, the list, and seats that change hands. Each is written once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bootcamp.seats import invites
from bootcamp.seats.models import Application, Bootcamp, Seat, WorkSession
from portal.people.models import User
from portal.post import kinds, mail, writing
from portal.post.kinds import Kind, MessageOf
from portal.post.models import Letter
from portal.post.writing import Draft

State = Application.State


def _seats(letters: list[Letter]) -> dict[int, Seat]:
    return invites.with_sessions().in_bulk([letter.details["seat"] for letter in letters])


def _proof_of_seat(letters: list[Letter]) -> MessageOf:
    seats = _seats(letters)

    def message(letter: Letter) -> mail.Message | None:
        seat = seats.get(letter.details["seat"])
        if seat is None or seat.cancelled_at or not _takes_part(letter.to, seat):
            return None
        context = {"seat": seat, "user": letter.to, "by": letter.by, "sessions": seat.held_sessions()}
        return mail.rendered(ENROLLED.template, context, attachments=invites.of_seat(letter, seat))

    return message


def _proof_of_cancellation(letters: list[Letter]) -> MessageOf:
    seats = _seats(letters)

    def message(letter: Letter) -> mail.Message | None:
        seat = seats.get(letter.details["seat"])
        if seat is None or not seat.cancelled_at or not _takes_part(letter.to, seat):
            return None
        context = {"seat": seat, "user": letter.to, "by": letter.by}
        return mail.rendered(CANCELLED.template, context, attachments=invites.of_seat(letter, seat))

    return message


def _takes_part(user: User, seat: Seat) -> bool:
    return any(participation.user_id == user.pk for participation in seat.participations.all())


def _about_the_list(name: str, label: str) -> Kind:
    return kinds.register(Kind(f"seats.{name}", label, template=f"bootcamp/{name}"))


def _with_calendar(name: str, label: str) -> Kind:
    return kinds.register(Kind(f"seats.{name}", label, template=f"bootcamp/{name}", attach=invites.of_letter))


ENROLLED = kinds.register(
    Kind("seats.enrolled", "bevestiging van de plek", template="bootcamp/enrolled", make=_proof_of_seat)
)
CANCELLED = kinds.register(
    Kind("seats.cancelled", "bevestiging van de afmelding", template="bootcamp/cancelled", make=_proof_of_cancellation)
)
WAITING = _about_the_list("waiting", "je staat op de lijst")
ASKED_ALONG = _about_the_list("asked_along", "vraag om samen mee te doen")
OFFERED = _about_the_list("offered", "er is een plek")
REMINDED = _about_the_list("reminded", "herinnering: er is een plek")
LAPSED = _about_the_list("lapsed", "niet op tijd gereageerd")
ALONE_AGAIN = _about_the_list("alone_again", "alleen verder op de lijst")
REFUSED = _about_the_list("refused", "niet toegelaten")
LIST_CLOSED = _about_the_list("list_closed", "de lijst is gesloten")
MOVED = _with_calendar("moved", "plek verplaatst")
SWAPPED = _with_calendar("swapped", "sessie geruild")
SWAPPED_BACK = _with_calendar("swapped_back", "sessie teruggeruild")


def leader_of(bootcamp: Bootcamp) -> User | None:
    """Who gets the answers to what the portal writes about a bootcamp."""
    return bootcamp.led_by.filter(is_active=True).order_by("pk").first()


def enrolled(seat: Seat, *, by: User | None, now: datetime) -> None:
    _prove(ENROLLED, f"{seat.school} doet mee", seat, by=by, now=now)


def cancelled(seat: Seat, *, by: User | None, now: datetime) -> None:
    """A proof that still waits is no longer true; its maker sees that when it would go."""
    _prove(CANCELLED, f"{seat.school} is afgemeld", seat, by=by, now=now)


def _prove(kind: Kind, subject: str, seat: Seat, *, by: User | None, now: datetime) -> None:
    leader = leader_of(seat.bootcamp)
    drafts = [
        Draft(
            to=participation.user,
            once=str(seat.pk),
            subject=subject,
            owner=seat.bootcamp,
            about=[seat],
            details={"seat": seat.pk} | invites.no_longer(seat.sessions() if kind == CANCELLED else []),
            by=by,
            reply_to=leader,
        )
        for participation in seat.participations.select_related("user").order_by("pk")
    ]
    writing.write_all(kind, drafts, now=now)


def asked(application: Application, *, now: datetime) -> None:
    """Right after asking: that one waits, or that another school wants to come together. A seat has its own proof."""
    if application.state == State.WAITING and application.asked_by:
        context = {"others": others_of(application), "by_hand": application.bootcamp.admits_by_hand}
        _write(WAITING, application, [application.asked_by], now=now, **context)
    elif application.state == State.ASKED_ALONG:
        _write(ASKED_ALONG, application, application.speakers(), now=now, others=others_of(application))


def offered(application: Application, *, now: datetime) -> None:
    _write_offer(OFFERED, application, now=now)


def reminded(application: Application, *, now: datetime) -> None:
    _write_offer(REMINDED, application, now=now)


def _write_offer(kind: Kind, application: Application, *, now: datetime) -> None:
    sessions = application.bootcamp.held_sessions
    _write(kind, application, application.speakers(), now=now, others=others_of(application), sessions=sessions)


def lapsed(application: Application, *, now: datetime) -> None:
    _write(LAPSED, application, application.speakers(), now=now)


def alone_again(application: Application, *, now: datetime) -> None:
    _write(ALONE_AGAIN, application, application.speakers(), now=now)


def refused(application: Application, *, now: datetime) -> None:
    _write(REFUSED, application, application.speakers(), now=now)


def closed(application: Application, *, now: datetime) -> None:
    _write(LIST_CLOSED, application, application.speakers(), now=now)


def moved(seat: Seat, left: Bootcamp, followed: Sequence[WorkSession], *, now: datetime) -> None:
    """`followed` are the sessions that the seat followed until now."""
    _write_to_participants(MOVED, seat, now=now, no_longer=followed, left=left)


def swapped(seat: Seat, session: WorkSession, instead: WorkSession, *, followed: WorkSession, now: datetime) -> None:
    sessions = [session, instead]
    _write_to_participants(
        SWAPPED, seat, now=now, sessions=sessions, no_longer=[followed], session=followed, instead=instead
    )


def swapped_back(seat: Seat, session: WorkSession, *, followed: WorkSession, now: datetime) -> None:
    _write_to_participants(SWAPPED_BACK, seat, now=now, sessions=[session], no_longer=[followed], session=session)


def others_of(application: Application) -> list[Application]:
    """Those with whom this school comes together, still on the list."""
    together = Application.objects.open().filter(party=application.party, bootcamp=application.bootcamp_id)
    return list(together.exclude(pk=application.pk).select_related("school").order_by("pk"))


def _write(kind: Kind, application: Application, people: Iterable[User], *, now: datetime, **context: Any) -> None:
    bootcamp = application.bootcamp
    for user in people:
        writing.write(
            kind,
            to=user,
            once=f"{application.pk}:{now.isoformat()}",
            owner=bootcamp,
            about=[application],
            reply_to=leader_of(bootcamp),
            now=now,
            context={"application": application, "bootcamp": bootcamp, **context},
        )


def _write_to_participants(
    kind: Kind,
    seat: Seat,
    *,
    now: datetime,
    sessions: Iterable[WorkSession] = (),
    no_longer: Sequence[WorkSession] = (),
    **context: Any,
) -> None:
    bootcamp = seat.bootcamp
    for participation in seat.participations.select_related("user").order_by("pk"):
        writing.write(
            kind,
            to=participation.user,
            once=f"{seat.pk}:{now.isoformat()}",
            owner=bootcamp,
            about=[seat, *sessions],
            details=invites.no_longer(no_longer),
            reply_to=leader_of(bootcamp),
            now=now,
            context={"seat": seat, "bootcamp": bootcamp, **context},
        )
