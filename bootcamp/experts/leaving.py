"""What becomes of a school's requests when it gives its seat back, and how who comes after picks them up."""

from datetime import date, datetime

from django.db import transaction

from bootcamp.experts import actions, letters
from bootcamp.experts.choices import RequestState
from bootcamp.experts.models import ExpertEvent, ExpertRequest
from bootcamp.seats import leaving
from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Seat
from portal.people.models import User

Kind = ExpertEvent.Kind


@leaving.goes_along
def follow(seat: Seat, *, by: User | None, now: datetime) -> None:
    """To the seat that the school still has; without one they end, with a word to who would help."""
    other = seat_now(seat.school_id)
    for request in ExpertRequest.objects.select_for_update(of=("self",)).for_list().filter(seat=seat).open():
        if other:
            request.seat = other
            request.save(update_fields=["seat"])
        else:
            request.state = RequestState.WITHDRAWN
            letters.withdrawn(actions.happened(request, Kind.SEAT_GIVEN_BACK, by=by, now=now))


def seat_now(school_id: int) -> Seat | None:
    """The seat that this school has, where the bootcamp goes on longest."""
    return Seat.objects.active().filter(school=school_id).order_by("-bootcamp__starts_on", "-pk").first()


def may_be_picked_up(request: ExpertRequest) -> bool:
    """Whether it ended with a seat, of a school that has one again."""
    return (
        request.state == RequestState.WITHDRAWN
        and request.seat.cancelled_at is not None
        and seat_now(request.seat.school_id) is not None
    )


@transaction.atomic
def ask_again(*, request_id: int, wanted_from: date, wanted_until: date, by: User, now: datetime) -> ExpertRequest:
    """With the seat that the school has now. Who would help before hears it first, as the one asked for by name."""
    request = ExpertRequest.objects.select_for_update(of=("self",)).for_list().get(pk=request_id)
    seat = seat_now(request.seat.school_id)
    if request.state == RequestState.ASKED and request.seat == seat:
        return request
    if seat is None or not may_be_picked_up(request):
        raise NotPossible(actions.CHANGED)
    actions.check_has_room(seat)
    request.seat, request.asked_by, request.asked_at = seat, by, now
    request.wanted_from, request.wanted_until = wanted_from, wanted_until
    request.state, request.said_yes_at, request.planned_on, request.planned_how = RequestState.ASKED, None, None, ""
    request.preferred, request.expert = request.expert or request.preferred, None
    letters.asked(actions.happened(request, Kind.ASKED, by=by, now=now))
    return request
