"""Who asks, who helps and who sees what.

A side is how someone stands towards one request: people of the seat ("school"), whoever helps ("expert"), an expert
who may pick it up ("open"), or HPP ("hpp"). Someone can be more than one; `sides` says which.
"""

from django.db.models import Q, QuerySet

from bootcamp.experts.choices import WITH_EXPERT, RequestState
from bootcamp.experts.models import ExpertRequest
from bootcamp.seats.models import Seat, seats_followed_by
from bootcamp.seats.models.seats import SeatQuerySet
from portal.people import access
from portal.people.models import User, Visitor


def seats_of(user: Visitor) -> SeatQuerySet:
    """For which the user may ask, and sees what was asked."""
    return Seat.objects.followed_by(user)


def asking_seats(user: Visitor) -> SeatQuerySet:
    return seats_of(user).active()


def may_ask_for(user: Visitor, seat_id: int) -> bool:
    return any(seat.pk == seat_id and seat.is_active for seat in seats_followed_by(user))


def sides(user: User, request: ExpertRequest) -> set[str]:
    stands_as = set()
    if access.is_hpp(user):
        stands_as.add("hpp")
    if access.may_be_expert(user) and request.expert_id == user.pk:
        stands_as.add("expert")
    if any(seat.pk == request.seat_id for seat in seats_followed_by(user)):
        stands_as.add("school")
    if access.may_be_expert(user) and ExpertRequest.objects.to_pick_up(user).filter(pk=request.pk).exists():
        stands_as.add("open")
    return stands_as


def people_of(request: ExpertRequest) -> QuerySet[User]:
    """Who hears what happens: who takes part for the school, and who asked as long as they speak for it."""
    people = Q(participations__seat=request.seat_id)
    if request.asked_by and seats_of(request.asked_by).filter(pk=request.seat_id).exists():
        people |= Q(pk=request.asked_by_id)
    return User.objects.filter(people, is_active=True).distinct().order_by("pk")


def may_reach(sides: set[str], request: ExpertRequest) -> bool:
    """Whether names and addresses of the school are shown: to HPP, and to the expert once the school said yes."""
    under_way = request.state in (*WITH_EXPERT, RequestState.HELD) and request.said_yes_at is not None
    return "hpp" in sides or ("expert" in sides and under_way)
