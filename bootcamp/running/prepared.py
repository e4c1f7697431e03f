"""How far schools are with preparing a session, counted in the database: a page of fifty out of thousands stays quick.

The steps and their ticks are of the room that follows a bootcamp; as there, where nothing is to prepare everyone did.
"""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from bootcamp.following import steps
from bootcamp.following.models import PreparedStep
from bootcamp.seats.models import Bootcamp, Participation, Seat, SeatQuerySet, WorkSession

READY, BUSY = "klaar", "bezig"


def _keys(session: WorkSession) -> list[str]:
    return [step.key for step in steps.of(session)]


def _counted(session: WorkSession, keys: list[str]) -> QuerySet:
    """(seat, steps done) of the steps as they are now."""
    ticks = PreparedStep.objects.filter(number=session.number, key__in=keys)
    return ticks.order_by().values("seat").annotate(done=Count("pk"))


def ready(seats: SeatQuerySet, session: WorkSession) -> SeatQuerySet:
    keys = _keys(session)
    if not keys:
        return seats
    done = _counted(session, keys).filter(seat__in=seats.order_by().values("pk"), done=len(keys))
    return seats.filter(pk__in=done.values("seat"))


def number_ready(bootcamp: Bootcamp, session: WorkSession) -> int:
    """Of the active seats of this bootcamp."""
    keys = _keys(session)
    if not keys:
        return bootcamp.school_seats.active().count()
    active = {"seat__bootcamp": bootcamp, "seat__cancelled_at": None}
    return _counted(session, keys).filter(**active, done=len(keys)).count()


def states(seats: Iterable[Seat], session: WorkSession) -> dict[int, str]:
    """READY, BUSY or nothing, by seat."""
    keys = _keys(session)
    ids = [seat.pk for seat in seats]
    if not keys:
        return dict.fromkeys(ids, READY)
    done = dict(_counted(session, keys).filter(seat__in=ids).values_list("seat", "done"))
    return {pk: READY if number == len(keys) else BUSY for pk, number in done.items()}


def without(people: QuerySet[Participation], session: WorkSession) -> QuerySet[Participation]:
    """Those whose school isn't ready."""
    keys = _keys(session)
    if not keys:
        return people.none()
    done = _counted(session, keys).filter(done=len(keys))
    return people.exclude(seat__in=done.values("seat"))
