"""What participants thought of a session, or of the whole: asked once, answered without a name.

Who filled it in (EvaluationDone) and what was answered (EvaluationAnswer) are two tables that nothing ties together,
and answers aren't tied to one another. The form is open for two weeks; only then is there an outcome, so that nobody
can see one answer arrive by looking twice. An outcome of fewer than five people isn't shown at all.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from bootcamp.following.models import EvaluationAnswer, EvaluationDone, EvaluationQuestions, Moment
from bootcamp.seats.models import Bootcamp, Participation, WorkSession

OPEN_FOR = timedelta(days=14)
FEWEST = 5
SCALE = range(1, 6)
LONGEST_QUESTION = 200
MOST_QUESTIONS = 12

STANDARD = {
    Moment.SESSION: (
        ["Ik kan op mijn school iets met wat ik hier leerde.", "Er was genoeg tijd om van anderen te leren."],
        ["Wat neem je mee?", "Wat kan beter?"],
    ),
    Moment.END: (
        [
            "Mijn school heeft nu een plan waar we mee verder kunnen.",
            "Ik weet hoe ik met collega's over meer uren praat.",
            "De werksessies waren de tijd waard.",
            "Ik raad de bootcamp aan andere scholen aan.",
        ],
        ["Wat veranderde er op je school?", "Wat missen we in deze bootcamp?"],
    ),
}


@dataclass(frozen=True)
class Questions:
    scale: list[str]
    open: list[str]


@dataclass(frozen=True)
class ScaleOutcome:
    question: str
    number: int
    mean: float
    counts: list[tuple[int, int]]


@dataclass(frozen=True)
class EvaluationOutcome:
    """Of one form. Too few answers: `scale` and `texts` are empty. `session` None is the end of the bootcamp."""

    session: WorkSession | None
    closes_at: datetime
    is_closed: bool
    number: int
    scale: list[ScaleOutcome]
    texts: list[tuple[str, list[str]]]

    @property
    def is_too_small(self) -> bool:
        return self.is_closed and not self.scale and not self.texts


def questions(bootcamp: Bootcamp, moment: Moment) -> Questions:
    own = EvaluationQuestions.objects.filter(bootcamp=bootcamp, moment=moment).first()
    return Questions(lines(own.scale), lines(own.open)) if own else Questions(*STANDARD[moment])


def lines(text: str) -> list[str]:
    """Each question once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


def is_open(session: WorkSession, *, now: datetime) -> bool:
    return not session.cancelled_at and session.ends_at <= now < session.ends_at + OPEN_FOR


def last_end(sessions: Iterable[WorkSession]) -> datetime | None:
    """When the last session that takes place is over."""
    return max((each.ends_at for each in sessions if not each.cancelled_at), default=None)


def end_is_open(seat) -> bool:
    ended = last_end(seat.sessions)
    return ended is not None and ended <= seat.now < ended + OPEN_FOR


def filled_in(participation: Participation | None) -> set[int | None]:
    """The sessions of which this person filled in the evaluation; None for the end."""
    if participation is None:
        return set()
    return set(EvaluationDone.objects.filter(participation=participation).values_list("session", flat=True))


def answer(
    participation: Participation,
    *,
    bootcamp: Bootcamp,
    session: WorkSession | None,
    scores: dict[str, int],
    texts: dict[str, str],
) -> bool:
    """Keep the answers; False when this person had answered already. Questions left open leave nothing behind."""
    given = [EvaluationAnswer(question=question, score=score) for question, score in scores.items()]
    given += [EvaluationAnswer(question=question, text=text) for question, text in texts.items() if text]
    for each in given:
        each.bootcamp, each.session = bootcamp, session
    try:
        with transaction.atomic():
            EvaluationDone.objects.create(participation=participation, session=session)
            EvaluationAnswer.objects.bulk_create(given)
    except IntegrityError:
        if session.pk in filled_in(participation) if session else None in filled_in(participation):
            return False
        raise
    return True


def outcomes(bootcamp: Bootcamp, sessions: Collection[WorkSession], *, now: datetime) -> list[EvaluationOutcome]:
    """Of each session that has been, and of the whole; two queries."""
    answers = list(EvaluationAnswer.objects.filter(bootcamp=bootcamp))
    done = Counter(EvaluationDone.objects.filter(session__in=sessions).values_list("session", flat=True).order_by())
    done[None] = EvaluationDone.objects.filter(session=None, participation__enrolment__bootcamp=bootcamp).count()
    held = [each for each in sessions if not each.cancelled_at and each.ends_at <= now]
    found = [_outcome(each, each.ends_at, answers, done[each.pk], now) for each in held]
    ended = last_end(sessions)
    if ended is not None and ended <= now:
        found.append(_outcome(None, ended, answers, done[None], now))
    return found


def _outcome(session, ended, answers, number, now) -> EvaluationOutcome:
    closes_at = ended + OPEN_FOR
    is_closed = closes_at <= now
    mine = [each for each in answers if each.session_id == (session.pk if session else None)] if is_closed else []
    scores: dict[str, list[int]] = {}
    texts: dict[str, list[str]] = {}
    for each in mine:
        if each.score is None:
            texts.setdefault(each.question, []).append(each.text)
        else:
            scores.setdefault(each.question, []).append(each.score)
    return EvaluationOutcome(
        session=session,
        closes_at=closes_at,
        is_closed=is_closed,
        number=number,
        scale=[_scale(question, given) for question, given in sorted(scores.items()) if len(given) >= FEWEST],
        # Sorted by their words: the order in which they came could tell who wrote them.
        texts=[(question, sorted(given)) for question, given in sorted(texts.items()) if number >= FEWEST],
    )


def _scale(question: str, given: list[int]) -> ScaleOutcome:
    counted = Counter(given)
    return ScaleOutcome(
        question=question,
        number=len(given),
        mean=sum(given) / len(given),
        counts=[(score, counted[score]) for score in SCALE],
    )
