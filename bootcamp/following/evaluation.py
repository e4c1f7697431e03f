"""What participants thought of a session, or of the whole: asked once, answered without a name.

A round is open for two weeks. What is answered lies on a pile, apart from who did; once it closes the outcome arises,
of five people or more together and each number with a little chance (portal/blocks). A group that is too small waits
for the same session of another bootcamp that asks the same.
"""

import enum
import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from bootcamp.following.models import EvaluationQuestions, EvaluationRound, Moment
from bootcamp.seats.models import Bootcamp, Participation, WorkSession
from portal.blocks import answering, publishing, words
from portal.blocks.figures import Shown
from portal.blocks.models import Block, Release, Texts
from portal.blocks.rule import Key
from portal.blocks.settling import Subject, SubjectKind
from portal.blocks.showing import Published, total

log = logging.getLogger(__name__)
OPEN_FOR = timedelta(days=14)
SERIES = "evaluatie"
# A group of a bootcamp first by itself, then with others that were too small.
LAYOUT, DEPTHS = ["groep"], [1, 0]
KEPT_FOR = timedelta(days=366)
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


class EvaluationState(enum.StrEnum):
    OPEN = "open"
    COMING = "coming"
    SHOWN = "shown"
    WAITING = "waiting"
    NEVER = "never"


@dataclass(frozen=True)
class ScaleOutcome:
    shown: Shown

    @property
    def question(self) -> str:
        return self.shown.subject.name

    @property
    def mean(self) -> float | None:
        return self.shown.mean()

    @property
    def counts(self) -> list[tuple[str, str]]:
        return [(option, words.about(self.shown, option)) for option in self.shown.subject.stored]


@dataclass(frozen=True)
class TextOutcome:
    question: str
    texts: list[str]
    # Only when it holds more than this group.
    joined: str


@dataclass(frozen=True)
class EvaluationOutcome:
    """Of one form. `session` None is the end of the bootcamp; `joined` says with whom it counts."""

    session: WorkSession | None
    closes_at: datetime
    state: EvaluationState
    turnout: str = ""
    people: int = 0
    joined: str = ""
    scale: list[ScaleOutcome] = field(default_factory=list)
    texts: list[TextOutcome] = field(default_factory=list)


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
    return max((session.ends_at for session in sessions if not session.cancelled_at), default=None)


def end_is_open(sessions: Iterable[WorkSession], *, now: datetime) -> bool:
    """For one seat: after the last session on its own route."""
    ended = last_end(sessions)
    return ended is not None and ended <= now < ended + OPEN_FOR


def closing(bootcamp: Bootcamp, session: WorkSession | None) -> datetime | None:
    """When it closes for everybody: a guest of a parallel bootcamp may have its last session later."""
    if session:
        return session.ends_at + OPEN_FOR
    guests = Q(swapped_in__seat__bootcamp=bootcamp)
    ended = last_end(WorkSession.objects.filter(Q(bootcamp=bootcamp) | guests))
    return ended + OPEN_FOR if ended else None


def _closes_at(bootcamp: Bootcamp, session: WorkSession | None) -> datetime:
    """Of what has been."""
    closes_at = closing(bootcamp, session)
    if closes_at is None:
        raise ValueError(f"Nothing of bootcamp {bootcamp.pk} took place.")
    return closes_at


def round_of(bootcamp: Bootcamp, session: WorkSession | None) -> EvaluationRound | None:
    rounds = EvaluationRound.objects.select_related("release")
    return rounds.filter(bootcamp=bootcamp, session=session).first()


def asked(bootcamp: Bootcamp, session: WorkSession | None) -> Questions:
    """What this round asks; from its opening that is fixed."""
    opened = round_of(bootcamp, session)
    if opened is None:
        return questions(bootcamp, Moment.SESSION if session else Moment.END)
    subjects = opened.release.subjects
    return Questions(
        scale=[subject.name for subject in subjects if subject.kind == SubjectKind.CHOICE],
        open=[subject.name for subject in subjects if subject.kind == SubjectKind.TEXT],
    )


@transaction.atomic
def open_round(bootcamp: Bootcamp, session: WorkSession | None) -> EvaluationRound:
    """The lock comes first: two people may be the first to answer."""
    Bootcamp.objects.select_for_update().get(pk=bootcamp.pk)
    opened = round_of(bootcamp, session)
    if opened is None:
        asks = asked(bootcamp, session)
        release = Release(
            series=f"{SERIES} {f'sessie {session.number}' if session else 'eind'}",
            layout=LAYOUT,
            depths=DEPTHS,
            closes_at=_closes_at(bootcamp, session),
        )
        scale = tuple(str(score) for score in SCALE)
        release.subjects = [Subject(question, SubjectKind.CHOICE, scale) for question in asks.scale]
        release.subjects = [*release.subjects, *(Subject(question, SubjectKind.TEXT) for question in asks.open)]
        release.save()
        opened = EvaluationRound.objects.create(bootcamp=bootcamp, session=session, release=release)
    return opened


@transaction.atomic
def ask_from_now_on(bootcamp: Bootcamp, moment: Moment, *, scale: str, open_questions: str, now: datetime) -> None:
    """Other questions for what has yet to open; what is open keeps its own."""
    sessions = list(bootcamp.work_sessions.all())
    ended = last_end(sessions)
    if moment == Moment.SESSION:
        for session in sessions:
            if is_open(session, now=now):
                open_round(bootcamp, session)
    elif ended is not None and ended <= now:
        open_round(bootcamp, None)
    EvaluationQuestions.objects.update_or_create(
        bootcamp=bootcamp, moment=moment, defaults={"scale": scale, "open": open_questions}
    )


def filled_in(
    participation: Participation | None, sessions: Collection[WorkSession], *, bootcamp: Bootcamp | None
) -> set[int | None]:
    """Of these sessions, and of the end of this bootcamp, what this person answered while it is open; None: the end."""
    if participation is None or not (sessions or bootcamp):
        return set()
    mine = Q(session__in=sessions)
    if bootcamp:
        mine |= Q(session=None, bootcamp=bootcamp)
    rounds = dict(EvaluationRound.objects.filter(mine).values_list("release", "session"))
    return {rounds[release] for release in answering.answered_by(str(participation.user_id), list(rounds))}


def answer(
    participation: Participation,
    *,
    bootcamp: Bootcamp,
    session: WorkSession | None,
    scores: dict[str, int],
    texts: dict[str, str],
    now: datetime,
) -> bool:
    """Keep the answers; False when this person had answered already. Raises NotPossible once it is closed."""
    release = (round_of(bootcamp, session) or open_round(bootcamp, session)).release
    said: dict[int, str | int] = {}
    for number, subject in enumerate(release.subjects):
        if subject.kind == SubjectKind.CHOICE and subject.name in scores:
            said[number] = str(scores[subject.name])
        elif subject.kind == SubjectKind.TEXT and texts.get(subject.name):
            said[number] = texts[subject.name]
    return answering.answer(
        release,
        group=_key(bootcamp),
        who=str(participation.user_id),
        school=_label(participation.seat.school_id),
        said=said,
        now=now,
    )


def _key(bootcamp: Bootcamp) -> Key:
    return (str(bootcamp.pk),)


def _label(school_id: int) -> str:
    """The same for the same school, and known to nobody who has only the database: of a small group that waits it would
    say who answered."""
    return salted_hmac("bootcamp.evaluation", str(school_id), algorithm="sha256").hexdigest()[:16]


def publish_due(*, now: datetime) -> int:
    """Publish what has closed; returns how many. What is moved to later closes later, unless it closed already."""
    ours = Release.objects.filter(series__startswith=f"{SERIES} ", published_at=None)
    for opened in EvaluationRound.objects.filter(release__in=ours).select_related("release", "bootcamp", "session"):
        closes_at = closing(opened.bootcamp, opened.session)
        if closes_at is not None and closes_at > opened.release.closes_at:
            answering.postpone(opened.release, closes_at, now=now)
    return sum(_publish(release, now) for release in ours.filter(closes_at__lte=now).order_by("pk"))


def _publish(release: Release, now: datetime) -> bool:
    try:
        return publishing.publish(release, now=now)
    except ValueError:
        # One round that can't be counted must not keep the others.
        log.exception("The evaluation with release %s can't be published.", release.pk)
        return False


def outcomes(bootcamp: Bootcamp, sessions: Collection[WorkSession], *, now: datetime) -> list[EvaluationOutcome]:
    """Of each session that has been, and of the whole; as many queries for many sessions as for one."""
    opened = EvaluationRound.objects.filter(bootcamp=bootcamp).select_related("release")
    releases = {evaluation_round.session_id: evaluation_round.release for evaluation_round in opened}
    published = Published(releases.values())
    titles = _titles(published, _key(bootcamp))
    held: list[WorkSession | None] = [
        session for session in sessions if not session.cancelled_at and session.ends_at <= now
    ]
    ended = last_end(sessions)
    if ended is not None and ended <= now:
        held.append(None)
    return [
        _outcome(bootcamp, session, releases.get(session.pk if session else None), published, titles, now)
        for session in held
    ]


def _titles(published: Published, key: Key) -> dict[str, str]:
    groups = {group for block in published.blocks if key in block.keys for (group,) in block.keys}
    groups |= {group for texts in published.texts if list(key) in texts.groups for (group,) in texts.groups}
    return {str(pk): title for pk, title in Bootcamp.objects.filter(pk__in=groups).values_list("pk", "title")}


def _outcome(
    bootcamp: Bootcamp,
    session: WorkSession | None,
    release: Release | None,
    published: Published,
    titles: dict[str, str],
    now: datetime,
) -> EvaluationOutcome:
    closes_at = release.closes_at if release else _closes_at(bootcamp, session)
    if release is None or release.published_at is None:
        return EvaluationOutcome(
            session, closes_at, _state(release, closes_at, now), words.turnout(release.at_least if release else 0)
        )
    key = _key(bootcamp)
    blocks: list[Block] = published.blocks_with(release, key)
    if not blocks:
        return EvaluationOutcome(session, closes_at, _state(release, closes_at, now))
    numbers = [number for number, subject in enumerate(release.subjects) if subject.kind == SubjectKind.CHOICE]
    figures = [figure for number in numbers if (figure := total(release, blocks, number))]
    return EvaluationOutcome(
        session,
        closes_at,
        EvaluationState.SHOWN,
        people=sum(block.people for block in blocks),
        joined=_joined([group for block in blocks for (group,) in block.keys], titles),
        scale=[ScaleOutcome(figure) for figure in figures],
        # After a year nothing is left to say of them.
        texts=_texts(release, published.texts_with(release, key), titles) if now < closes_at + KEPT_FOR else [],
    )


def _texts(release: Release, published_with: list[Texts], titles: dict[str, str]) -> list[TextOutcome]:
    """Of each open question, also when too few wrote something."""
    written = []
    for number, subject in enumerate(release.subjects):
        if subject.kind == SubjectKind.TEXT:
            mine = [texts for texts in published_with if texts.subject == number]
            written += [
                TextOutcome(subject.name, texts.texts, _joined([group for (group,) in texts.groups], titles))
                for texts in mine
            ] or [TextOutcome(subject.name, [], "")]
    return written


def _state(release: Release | None, closes_at: datetime, now: datetime) -> EvaluationState:
    if now < closes_at:
        return EvaluationState.OPEN
    if release is not None and release.published_at is None:
        return EvaluationState.COMING
    return EvaluationState.WAITING if now < closes_at + KEPT_FOR else EvaluationState.NEVER


def _joined(groups: list[str], titles: dict[str, str]) -> str:
    return words.joined([titles.get(group, "een andere groep") for group in groups]) if len(groups) > 1 else ""
