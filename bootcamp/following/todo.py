"""What the work sessions ask between one and the next: joining, preparing, work at school, catching up, looking back.

For all seats of someone at once, so the rows are read once for all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import evaluation, steps
from bootcamp.following.models import AfterSession, EvaluationRound, FieldWork, PreparedStep
from bootcamp.following.route import next_session
from bootcamp.following.steps import PreparationStep
from bootcamp.home import register
from bootcamp.home.register import For, Mine, Part, Rank, Todo
from bootcamp.seats.models import Attendance, Participation, Seat, WorkSession
from portal.blocks import answering
from portal.files import shelves
from portal.files.shelves import OnShelf
from portal.text.dates import day_in_words, weekday_in_words

EVALUATION_MINUTES, END_MINUTES, UNKNOWN_STEP = 2, 3, 5
State = Attendance.State


@dataclass
class Kept:
    """What is kept of these seats: six queries, however many there are; two more while an evaluation is open."""

    mine: Mine
    ticks: set[tuple[int, int, str]] = field(init=False)
    works: dict[tuple[int, int], FieldWork] = field(init=False)
    afters: dict[int, AfterSession] = field(init=False)
    states: dict[tuple[int, int], str] = field(init=False)
    evaluated: set[tuple[int | None, int]] = field(init=False)
    documents: dict[int, list[OnShelf]] = field(init=False)

    def __post_init__(self) -> None:
        seats = self.mine.worked_on
        ids = [seat.pk for seat in seats]
        sessions = {session.pk: session for seat in seats for session in seat.sessions()}
        rows = PreparedStep.objects.filter(seat__in=ids)
        self.ticks = set(rows.values_list("seat", "number", "key"))
        self.works = {(work.seat_id, work.number): work for work in FieldWork.objects.filter(seat__in=ids)}
        self.afters = {after.session_id: after for after in AfterSession.objects.filter(session__in=sessions)}
        noted = Attendance.objects.filter(participation__seat__in=ids, participation__user=self.mine.user)
        self.states = {
            (seat, session): state
            for seat, session, state in noted.values_list("participation__seat", "session", "state")
        }
        self.evaluated = self._evaluated(list(sessions.values()), seats)
        self.documents = self._documents(seats)

    def _evaluated(self, sessions: list[WorkSession], seats: list[Seat]) -> set[tuple[int | None, int]]:
        """(session or None for the whole, bootcamp) of what this person answered while it is open."""
        now = self.mine.now
        open_now = Q(session__in=[session for session in sessions if evaluation.is_open(session, now=now)])
        ends = [seat.bootcamp_id for seat in seats if evaluation.end_is_open(seat.sessions(), now=now)]
        rounds = {
            release: (session, bootcamp)
            for release, session, bootcamp in EvaluationRound.objects.filter(
                open_now | Q(session=None, bootcamp__in=ends)
            ).values_list("release", "session", "bootcamp")
        }
        return {rounds[release] for release in answering.answered_by(str(self.mine.user.pk), list(rounds))}

    def _documents(self, seats: list[Seat]) -> dict[int, list[OnShelf]]:
        """By bootcamp, what lies on its shelf and on those after its sessions."""
        by_shelf = {seat.bootcamp.shelf_id: seat.bootcamp_id for seat in seats}
        lying = shelves.lying_on(by_shelf, self.mine.user)
        return {bootcamp: lying.get(shelf, []) for shelf, bootcamp in by_shelf.items()}


@register.todo(For.SCHOOL)
def between_sessions(mine: Mine) -> Iterable[Todo]:
    if not mine.worked_on:
        return
    kept = Kept(mine)
    for seat in mine.worked_on:
        yield from OfSeat(seat, kept).todos()


@dataclass
class OfSeat:
    seat: Seat
    kept: Kept
    sessions: list[WorkSession] = field(init=False)
    me: Participation | None = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = self.seat.held_sessions()
        people = self.seat.participations.all()
        self.me = next((person for person in people if person.user_id == self.mine.user.pk), None)

    @property
    def mine(self) -> Mine:
        return self.kept.mine

    def todos(self) -> Iterable[Todo]:
        following = next_session(self.sessions, self.mine.now)
        if following:
            yield from self._before(following)
        for session in self.sessions:
            if session.has_ended_at(self.mine.now):
                yield from self._after(session, following)
        yield from self._at_the_end()

    def _todo(self, what: str, url_name: str, session: WorkSession, part: str = "", **fields) -> Todo:
        url = reverse(f"bootcamp:{url_name}", args=[self.seat.pk, session.number]) + part
        return Todo(what, url, school_id=self.seat.school_id, **fields)

    def _before(self, session: WorkSession) -> Iterable[Todo]:
        starts = timezone.localtime(session.starts_at)
        if session.can_be_joined_at(self.mine.now):
            about = f"{session.title}, om {starts:%H.%M} uur."
            yield self._todo(
                f"Doe mee met werksessie {session.number}",
                "session",
                session,
                act="Naar de sessie",
                rank=Rank.WAITS,
                on=starts.date(),
                about=about,
            )
        left = [step for step in steps.of(session) if (self.seat.pk, session.number, step.key) not in self.kept.ticks]
        if left and not session.has_started_at(self.mine.now):
            yield self._todo(
                f"Maak je klaar voor werksessie {session.number}",
                "session",
                session,
                "#voor",
                act="Begin met voorbereiden",
                rank=Rank.DATED,
                on=starts.date(),
                about=f"{session.title}, {weekday_in_words(starts.date())} om {starts:%H.%M} uur.",
                minutes=sum(step.minutes or UNKNOWN_STEP for step in left),
                parts=tuple(self._part(step) for step in left),
            )

    def _part(self, step: PreparationStep) -> Part:
        """Straight to the document, when the step calls one that lies ready by its title."""
        words = step.text.casefold()
        documents = self.kept.documents.get(self.seat.bootcamp_id, [])
        url = next((document.url for document in documents if document.title.casefold() in words), "")
        return Part(step.text, step.minutes, url)

    def _after(self, session: WorkSession, following: WorkSession | None) -> Iterable[Todo]:
        yield from self._field_work(session)
        if self.me is None:
            return
        until = self._day(following) if following else None
        if self._was_missed(session):
            after = self.kept.afters.get(session.pk)
            yield self._todo(
                f"Haal werksessie {session.number} in",
                "session",
                session,
                "#inhalen",
                act="Bekijk hoe",
                rank=Rank.DATED,
                on=until,
                about=f"{session.title}. Dan telt hij mee voor je certificaat.",
                minutes=(after and after.catch_up_minutes) or 0,
            )
        elif evaluation.is_open(session, now=self.mine.now) and self._may_evaluate(session):
            closes = self._closes(session)
            yield self._todo(
                f"Zeg wat je van werksessie {session.number} vond",
                "evaluate_session",
                session,
                act="Beantwoord de vragen",
                rank=Rank.DATED,
                on=closes,
                about=f"Kan tot en met {weekday_in_words(closes)}. Je naam staat er niet bij.",
                minutes=EVALUATION_MINUTES,
            )

    def _field_work(self, session: WorkSession) -> Iterable[Todo]:
        """To be done before the session after it; the last one's has no end."""
        work = self.kept.works.get((self.seat.pk, session.number))
        if not session.follow_up or (work and work.done_at):
            return
        later = [other for other in self.sessions if other.starts_at > session.starts_at]
        until = self._day(min(later, key=lambda other: other.starts_at)) if later else None
        late = bool(until and until < self.mine.today)
        target = getattr(self.kept.afters.get(session.pk), "field_work_target", None)
        so_far = f"{work.times if work else 0} van de {target} gedaan. " if target else ""
        before = f"Vóór {weekday_in_words(until)}." if until and not late else ""
        yield self._todo(
            session.follow_up if len(session.follow_up) <= SHORT else f"Doe op school wat bij {session.title} hoort",
            "session",
            session,
            "#daarna",
            act="Houd het bij",
            rank=Rank.LATE if late else Rank.DATED,
            on=until,
            late=f"te laat sinds {day_in_words(until)}" if until and late else "",
            about=f"{so_far}Na werksessie {session.number}. {before}".strip(),
        )

    def _was_missed(self, session: WorkSession) -> bool:
        state = self.kept.states.get((self.seat.pk, session.pk))
        joined_later = self.me is not None and self.me.missed_by_joining_later(session)
        return state == State.ABSENT or (joined_later and state is None)

    def _may_evaluate(self, session: WorkSession) -> bool:
        return (session.pk, session.bootcamp_id) not in self.kept.evaluated

    def _at_the_end(self) -> Iterable[Todo]:
        ended = evaluation.last_end(self.sessions)
        open_now = evaluation.end_is_open(self.sessions, now=self.mine.now)
        if self.me is None or ended is None or not open_now or (None, self.seat.bootcamp_id) in self.kept.evaluated:
            return
        closes = timezone.localdate(ended + evaluation.OPEN_FOR)
        yield Todo(
            what="Hoe vond je de bootcamp?",
            url=reverse("bootcamp:evaluate", args=[self.seat.pk]),
            act="Beantwoord de vragen",
            rank=Rank.DATED,
            school_id=self.seat.school_id,
            about=f"Kan tot en met {weekday_in_words(closes)}. Je naam staat er niet bij.",
            minutes=END_MINUTES,
            on=closes,
        )

    def _closes(self, session: WorkSession) -> date:
        return timezone.localdate(session.ends_at + evaluation.OPEN_FOR)

    def _day(self, session: WorkSession) -> date:
        return timezone.localdate(session.starts_at)


SHORT = 90
"""Characters of what is to be done at school that fit as a title."""
