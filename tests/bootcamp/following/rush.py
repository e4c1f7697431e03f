"""People of one school who do the same at the same moment: how each of them fared and what is left."""

from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

from django.db.models import QuerySet
from django.utils import timezone

from bootcamp.following import certificates, colleagues, evaluation, feeds, keeping_up, steps
from bootcamp.following.models import CalendarFeed, PreparedStep
from bootcamp.following.progress import Progress
from bootcamp.seats.models import Participation, Seat
from bootcamp.seats.models.seats import SeatQuerySet
from portal.blocks.models.piles import Turnout
from portal.jobs.models import Job
from portal.people.access import Role
from tests.factories import make_attendance, make_bootcamp, make_school, make_seat, make_user
from tests.race import at_once, meet_after

PEOPLE = 6


def ends_of(*works):
    """Counter of how these ended when done at the same moment."""
    outcomes = at_once(*works)
    return Counter(type(outcome).__name__ if isinstance(outcome, Exception) else "gelukt" for outcome in outcomes)


def race():
    now, school = timezone.now(), make_school()
    people = [make_user(Role.DIRECTOR, schools=[school], password=None) for _ in range(PEOPLE)]
    bootcamp = make_bootcamp(sessions=1, starts_on=timezone.localdate() - timedelta(days=5))
    session = bootcamp.work_sessions.get()
    seat = make_seat(director=people[0], colleagues=people[1:], bootcamp=bootcamp)
    first = seat.participations.get(user=people[0])
    make_attendance(seat=seat, session=session)
    keys = {step.key for step in steps.of(session)}

    def ask():
        loaded = Seat.objects.for_my_bootcamp().get(pk=seat.pk)
        certificates.ask(Progress(loaded, people[0], now), now=now)

    def leave(participation):
        colleagues.remove(seat_id=seat.pk, participation_id=participation.pk, by=people[0], now=now)

    def tick():
        keeping_up.tick(seat=seat, session=session, shown=keys, done=keys, by=people[0], now=now)

    def answer():
        said = {"scores": {"Er was genoeg tijd om van anderen te leren.": 4}, "texts": {}}
        evaluation.answer(first, bootcamp=bootcamp, session=session, now=now, **said)

    return {
        "asking": ends_of(*[ask] * PEOPLE),
        "papers": Job.objects.filter(kind=certificates.KIND).count(),
        "ticking": ends_of(*[tick] * PEOPLE),
        "ticks": PreparedStep.objects.count(),
        "answering": ends_of(*[answer] * PEOPLE),
        "answers": len(Turnout.objects.get().people),
        "renewing": ends_of(*[lambda: feeds.renew(people[0], now=now)] * PEOPLE),
        "feeds": CalendarFeed.objects.count(),
        "leaving": ends_of(*[lambda leaver=leaver: leave(leaver) for leaver in seat.participations.all()]),
        "left": seat.participations.count(),
    }


def take_the_lock_out():
    SeatQuerySet.select_for_update = lambda self, **kwargs: self
    # All of them see six, before anyone leaves.
    plainly, together = QuerySet.count, SimpleNamespace(count=QuerySet.count)
    meet_after(together, "count", number=PEOPLE)
    QuerySet.count = lambda rows: (together.count if rows.model is Participation else plainly)(rows)
