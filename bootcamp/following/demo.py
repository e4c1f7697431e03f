"""What schools did in the bootcamp that is on its way: steps, work at school, an evaluation. Who was at the sessions is
there already (bootcamp/running/demo.py)."""

from datetime import timedelta

from bootcamp.following import evaluation, steps
from bootcamp.following.models import AfterSession, FieldWork, PreparedStep
from bootcamp.following.route import next_session
from bootcamp.seats.models import Attendance, Bootcamp, Seat


def load(*, now):
    for bootcamp in Bootcamp.objects.filter(starts_on__lt=now, school_seats__isnull=False).distinct():
        sessions = list(bootcamp.work_sessions.order_by("number"))
        for session in sessions:
            _after(session)
        for number, seat in enumerate(bootcamp.school_seats.active().order_by("pk")):
            for session in sessions:
                if session.ends_at <= now:
                    _followed(seat, session, now=now)
            upcoming = next_session(sessions, now)
            if upcoming:
                _prepared(seat, upcoming, how_many=number, now=now)
    evaluation.publish_due(now=now)


def _after(session):
    AfterSession.objects.update_or_create(
        session=session,
        defaults={
            "catch_up_link": "https://opname.example/bootcamp",
            "catch_up_minutes": 38,
            "field_work_target": 5 if session.number == 2 else None,
        },
    )


def _followed(seat: Seat, session, *, now):
    participation = seat.participations.select_related("user").first()
    FieldWork.objects.create(
        seat=seat,
        number=session.number,
        times=3 if session.number == 2 else 0,
        done_at=session.ends_at + timedelta(days=15) if session.number == 1 else None,
        changed_by=participation.user,
        changed_at=session.ends_at + timedelta(days=15),
    )
    if participation.attendances.filter(session=session, state=Attendance.State.PRESENT).exists():
        asked, said = evaluation.STANDARD[evaluation.Moment.SESSION]
        evaluation.answer(
            participation,
            bootcamp=session.bootcamp,
            session=session,
            scores={question: 4 + (seat.pk + number) % 2 for number, question in enumerate(asked)},
            texts={said[0]: "Hoe je met cijfers begint."} if session.number == 1 else {},
            now=min(session.ends_at + timedelta(days=1), now),
        )


def _prepared(seat: Seat, session, *, how_many, now):
    someone = seat.participations.first()
    for step in steps.of(session)[:how_many]:
        PreparedStep.objects.create(
            seat=seat,
            number=session.number,
            key=step.key,
            ticked_by=someone.user if someone else None,
            ticked_at=now - timedelta(days=1),
        )
