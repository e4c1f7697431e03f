"""What this room tells other pages: requests that wait for HPP, and those of one seat."""

from bootcamp.experts.models import ExpertRequest
from bootcamp.seats.models import Bootcamp, Seat
from portal import kept

ON_CARD = 3


OPEN_IN = kept.Question(
    lambda bootcamp: (
        ExpertRequest.objects.open()
        .filter(seat__bootcamp=bootcamp, seat__cancelled_at=None)
        .select_related("seat__school")
        .order_by("asked_at", "pk")
    )
)


def open_requests(bootcamp: Bootcamp) -> list[ExpertRequest]:
    """What schools of this bootcamp asked and is not done yet, the oldest first; in one query."""
    return OPEN_IN(bootcamp.pk)


OF_SEAT = kept.Question(
    lambda seat: (
        ExpertRequest.objects.filter(seat=seat).select_related("seat__school", "expert").latest_first()[:ON_CARD]
    )
)


def of_seat(seat: Seat) -> list[ExpertRequest]:
    """The latest of this school, those under way first; in one query."""
    return OF_SEAT(seat.pk)
