"""What the portal writes to colleagues who come, go, or take a seat over; and when someone had the proof of a seat."""

from datetime import datetime
from typing import Any

from bootcamp.seats import invites
from bootcamp.seats.letters import ENROLLED, leader_of
from bootcamp.seats.models import Seat
from portal.people import letters as accounts
from portal.people.models import User
from portal.post import kinds, mail, writing
from portal.post.kinds import Kind, MessageOf, Priority
from portal.post.models import Letter


def _kind(name: str, label: str, **fields: Any) -> Kind:
    return kinds.register(Kind(f"following.{name}", label, template=f"bootcamp/{name}", **fields))


COLLEAGUE_ADDED = _kind("colleague_added", "collega doet mee", attach=invites.of_letter)
COLLEAGUE_REMOVED = _kind("colleague_removed", "collega doet niet meer mee", attach=invites.of_letter)
COLLEAGUE_ASKED = _kind("colleague_asked", "collega gevraagd om mee te doen")
SEAT_RECEIVED = _kind("seat_received", "plek van een collega gekregen", attach=invites.of_letter)
SEAT_HANDED = _kind("seat_handed", "plek aan een collega doorgegeven", attach=invites.of_letter)
COLLEAGUE_INVITED = _kind(
    "colleague_invited",
    "collega doet mee en krijgt een account",
    make=lambda letters: _invitation_of(letters),
    priority=Priority.FIRST,
    is_secret=True,
)
ENDINGS = [COLLEAGUE_REMOVED, SEAT_HANDED]
PROOFS = [kind.name for kind in (ENROLLED, COLLEAGUE_ADDED, COLLEAGUE_INVITED, SEAT_RECEIVED)]


def tell(kind: Kind, seat: Seat, to: User, *, by: User | None, now: datetime, **context: User) -> None:
    writing.write(
        kind,
        to=to,
        once=f"{seat.pk}:{now.isoformat()}",
        owner=seat.bootcamp,
        about=[seat],
        details=invites.no_longer(seat.sessions() if kind in ENDINGS else []),
        by=by,
        reply_to=(by if by != to else None) or leader_of(seat.bootcamp),
        now=now,
        context={"seat": seat, "bootcamp": seat.bootcamp, **context},
    )


def invite(seat: Seat, to: User, *, by: User | None, now: datetime) -> None:
    """One mail to someone without an account: who asks, for what, when, and the link with which to get in."""
    writing.write(
        COLLEAGUE_INVITED,
        to=to,
        once=f"{seat.pk}:{now.isoformat()}",
        subject=f"{by.full_name if by else 'Je school'} vraagt je mee te doen aan {seat.bootcamp.title}",
        owner=seat.bootcamp,
        about=[seat],
        details={"seat": seat.pk},
        by=by,
        reply_to=by or leader_of(seat.bootcamp),
        now=now,
    )


def _invitation_of(letters: list[Letter]) -> MessageOf:
    """Made when it goes, since the link is for the receiver alone; not to who is out again."""
    seats = invites.with_sessions().active().in_bulk([letter.details["seat"] for letter in letters])

    def message(letter: Letter) -> mail.Message | None:
        seat = seats.get(letter.details["seat"])
        if seat is None or all(participation.user_id != letter.to_id for participation in seat.participations.all()):
            return None
        context = {
            "user": letter.to,
            "by": letter.by,
            "seat": seat,
            "bootcamp": seat.bootcamp,
            "sessions": seat.held_sessions(),
            "link": "" if letter.to.has_usable_password() else accounts.password_link(letter.to),
            "days": accounts.LINK_DAYS,
        }
        return mail.rendered(COLLEAGUE_INVITED.template, context, attachments=invites.of_seat(letter, seat))

    return message


def proved_on(seat: Seat) -> dict[int, datetime]:
    """When each participant was mailed that they have the seat."""
    proofs = Letter.objects.about(seat).filter(kind__in=PROOFS, state=Letter.State.SENT).order_by("sent_at")
    return {letter.to_id: letter.sent_at for letter in proofs.only("to", "sent_at") if letter.sent_at}
