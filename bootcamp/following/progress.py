"""How far a seat is, for who looks at it: of each session preparation, attendance, field work, what comes after."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from bootcamp.following import attending, evaluation, steps
from bootcamp.following.models import AfterSession, FieldWork, PreparedStep
from bootcamp.following.route import Route, Stop
from bootcamp.following.steps import PreparationStep
from bootcamp.seats.models import Participation, Seat, WorkSession
from portal import kept
from portal.people.models import User

TICKS = kept.Question(lambda seat: PreparedStep.objects.filter(seat=seat).select_related("ticked_by"))
FIELD_WORK = kept.Question(lambda seat: FieldWork.objects.filter(seat=seat))
AFTERS = kept.Question(
    lambda bootcamp, seat: AfterSession.objects.filter(
        Q(session__bootcamp=bootcamp) | Q(session__in=WorkSession.objects.filter(swapped_in__seat=seat).values("pk"))
    )
)


@dataclass(frozen=True)
class TickedStep:
    step: PreparationStep
    tick: PreparedStep | None


@dataclass(frozen=True)
class Station:
    """A session on the route of one seat. `presence` is of who looks, or of the school when that is nobody in it."""

    stop: Stop
    steps: list[TickedStep]
    presence: attending.Presence
    work: FieldWork | None
    after: AfterSession | None
    may_evaluate: bool

    @property
    def session(self) -> WorkSession:
        return self.stop.session

    @property
    def counts(self) -> bool:
        """For a certificate."""
        return self.presence.counts and not self.stop.is_cancelled

    @property
    def is_prepared(self) -> bool:
        return all(ticked.tick for ticked in self.steps)

    @property
    def work_is_done(self) -> bool:
        return self.work is not None and self.work.done_at is not None

    @property
    def target(self) -> int | None:
        return self.after.field_work_target if self.after else None

    @property
    def times(self) -> int:
        return self.work.times if self.work else 0


@dataclass
class Progress:
    """The seat comes from `for_my_bootcamp`; five queries more, and two while an evaluation is open, however
    many sessions it has."""

    seat: Seat
    user: User
    now: datetime
    me: Participation | None = field(init=False)
    route: Route = field(init=False)
    stations: list[Station] = field(init=False)

    def __post_init__(self) -> None:
        people = list(self.seat.participations.all())
        self.me = next((person for person in people if person.user_id == self.user.pk), None)
        self.route = Route(self.seat.sessions(), now=self.now)
        sessions = [stop.session for stop in self.route.stops]
        ticks = {(tick.number, tick.key): tick for tick in TICKS(self.seat.pk)}
        field_work = {work.number: work for work in FIELD_WORK(self.seat.pk)}
        afters = {after.session_id: after for after in AFTERS(self.seat.bootcamp_id, self.seat.pk)}
        presence = attending.presence_on_seat(self.seat, sessions, [self.me] if self.me else people)
        open_now = [session for session in sessions if evaluation.is_open(session, now=self.now)]
        with_end = evaluation.end_is_open(sessions, now=self.now)
        self.evaluated = evaluation.filled_in(self.me, open_now, bootcamp=self.seat.bootcamp if with_end else None)
        self.stations = [
            Station(
                stop=stop,
                steps=[TickedStep(step, ticks.get((stop.session.number, step.key))) for step in steps.of(stop.session)],
                presence=presence[stop.session.pk],
                work=field_work.get(stop.session.number),
                after=afters.get(stop.session.pk),
                may_evaluate=self._may_evaluate(stop.session),
            )
            for stop in self.route.stops
        ]

    def _may_evaluate(self, session: WorkSession) -> bool:
        return self.me is not None and session.pk not in self.evaluated and evaluation.is_open(session, now=self.now)

    @property
    def may_evaluate_all(self) -> bool:
        return (
            self.me is not None and None not in self.evaluated and evaluation.end_is_open(self.sessions, now=self.now)
        )

    @property
    def sessions(self) -> list[WorkSession]:
        return [station.session for station in self.stations]

    @property
    def next(self) -> Station | None:
        return next((station for station in self.stations if station.stop.is_next), None)

    @property
    def to_catch_up(self) -> list[Station]:
        return [station for station in self.stations if station.presence.can_catch_up and station.stop.is_done]

    def station(self, number: int) -> Station | None:
        return next((station for station in self.stations if station.session.number == number), None)
