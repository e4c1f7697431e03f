"""What the portal writes to colleagues who come, go, or take a seat over; and when someone had the proof of a seat."""

from datetime import datetime
from typing import Any

from bootcamp.seats import invites
from bootcamp.seats.letters import ENROLLED, leader_of
from bootcamp.seats.models import Seat
from portal.people.models import User
from portal.post import kinds, writing
from portal.post.kinds import Kind
from portal.post.models import Letter


def _kind(name: str, label: str, **fields: Any) -> Kind:
    return kinds.register(Kind(f"following.{name}", label, template=f"bootcamp/{name}", **fields))


COLLEAGUE_ADDED = _kind("colleague_added", "collega doet mee", attach=invites.of_letter)
COLLEAGUE_REMOVED = _kind("colleague_removed", "collega doet niet meer mee", attach=invites.of_letter)
COLLEAGUE_ASKED = _kind("colleague_asked", "collega gevraagd om mee te doen")
SEAT_RECEIVED = _kind("seat_received", "plek van een collega gekregen", attach=invites.of_letter)
SEAT_HANDED = _kind("seat_handed", "plek aan een collega doorgegeven", attach=invites.of_letter)
ENDINGS = [COLLEAGUE_REMOVED, SEAT_HANDED]
PROOFS = [kind.name for kind in (ENROLLED, COLLEAGUE_ADDED, SEAT_RECEIVED)]


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


def proved_on(seat: Seat) -> dict[int, datetime]:
    """When each participant was mailed that they have the seat."""
    proofs = Letter.objects.about(seat).filter(kind__in=PROOFS, state=Letter.State.SENT).order_by("sent_at")
    return {letter.to_id: letter.sent_at for letter in proofs.only("to", "sent_at") if letter.sent_at}
