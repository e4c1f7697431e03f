"""One seat as its pages show it: what `for_my_bootcamp` brings, asked for in less time."""

from bootcamp.seats.models.seats import Participation, Seat, seats_followed_by
from bootcamp.seats.models.sessions import WorkSession
from bootcamp.seats.models.swaps import Swap
from portal import kept
from portal.people import access
from portal.people.models import User, Visitor


def may_see_seat(user: Visitor, pk: int) -> bool:
    return access.is_hpp(user) or any(seat.pk == pk for seat in seats_followed_by(user))


MY_SEAT = kept.Question(lambda seat: Seat.objects.filter(pk=seat).select_related("bootcamp", "school__board"))
SESSIONS = kept.Question(lambda bootcamp: WorkSession.objects.filter(bootcamp=bootcamp))
LEADERS = kept.Question(lambda bootcamp: User.objects.filter(led_bootcamps=bootcamp))
PEOPLE = kept.Question(lambda seat: Participation.objects.filter(seat=seat).by_name())
SWAPPED = kept.Question(lambda seat: Swap.objects.filter(seat=seat).select_related("instead__bootcamp"))


def my_seat(pk: int) -> Seat | None:
    """One seat with all that `for_my_bootcamp` brings."""
    for seat in MY_SEAT(pk):
        bootcamp = seat.bootcamp
        kept.lay_beside(bootcamp, work_sessions=SESSIONS(bootcamp.pk), led_by=LEADERS(bootcamp.pk))
        kept.lay_beside(seat, participations=PEOPLE(pk), swaps=SWAPPED(pk))
        return seat
    return None
