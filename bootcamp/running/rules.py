"""Mails that go by themselves around each session: once to each person, and not absurdly late.

`write_due` runs every few minutes. It writes what should have gone by now and isn't there yet; the key of a letter
names the session and its day, so a session that moves to another day is announced again, and nothing goes twice.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from bootcamp.running import letters, prepared, words
from bootcamp.running.models import MailRule
from bootcamp.seats.letters import leader_of
from bootcamp.seats.models import Application, Attendance, Bootcamp, Participation, Seat, WorkSession
from portal.post import writing
from portal.post.models import Letter
from portal.post.writing import Draft

Moment, Audience = MailRule.Moment, MailRule.Audience
AT = time(9)
DAYS = {Moment.WEEK_BEFORE: -7, Moment.DAY_BEFORE: -1, Moment.DAY_AFTER: 1}
# After downtime a mail still goes this long; later it would only confuse.
LATE = {Moment.WEEK_BEFORE: timedelta(days=3), Moment.DAY_AFTER: timedelta(days=4)}
CHUNK = 200
WEEK_SUBJECT = "Over een week: {sessie}"
WEEK_TEXT = """Hallo {voornaam},

Op {datum} is werksessie {nummer} van {bootcamp}: {sessie}. Van {tijd}. Plek: {plek}.

Kijk vast wat je voorbereidt. Alles staat klaar op je eigen pagina:
{link}"""
DAY_SUBJECT = "{datum}: {sessie}"
DAY_TEXT = """Hallo {voornaam},

Op {datum} zien we je bij werksessie {nummer}: {sessie}. Van {tijd}. Plek: {plek}.

De link om mee te doen en je voorbereiding vind je hier:
{link}

Kan er niemand van {school} bij zijn? Laat het ons weten."""
STANDARD = {
    (Moment.WEEK_BEFORE, Audience.ALL): (WEEK_SUBJECT, WEEK_TEXT),
    (Moment.DAY_BEFORE, Audience.ALL): (DAY_SUBJECT, DAY_TEXT),
}
# What staff start from when they switch another mail on.
EXAMPLES = STANDARD | {
    (Moment.WEEK_BEFORE, Audience.NOT_PREPARED): (
        "Je voorbereiding voor {datum}",
        """Hallo {voornaam},

Op {datum} is werksessie {nummer}: {sessie}. Je voorbereiding staat nog open. Met een half uur ben je een eind.

Je vindt hem hier: {link}""",
    ),
    (Moment.DAY_AFTER, Audience.PRESENT): (
        "Fijn dat je er was: {sessie}",
        """Hallo {voornaam},

Fijn dat je er was bij {sessie}. Wat je op school kunt doen tot de volgende sessie, staat op je eigen pagina:
{link}""",
    ),
    (Moment.DAY_AFTER, Audience.ABSENT): (
        "We misten je bij {sessie}",
        """Hallo {voornaam},

We misten je bij {sessie}. Op je eigen pagina staat hoe je de sessie inhaalt:
{link}

Is er iets waar we rekening mee kunnen houden? Laat het ons weten.""",
    ),
    (Moment.WEEK_BEFORE, Audience.WAITING): (
        "Je staat nog op de wachtlijst voor {bootcamp}",
        """Hallo {voornaam},

{bootcamp} begint op {datum}. {school} staat nog op de wachtlijst. Komt er een plek vrij, dan hoor je het meteen.

Je plek op de lijst: {link}""",
    ),
}


def of_bootcamp(bootcamp: Bootcamp) -> list[MailRule]:
    """Its own rules, and the standard ones that it didn't change. Rows can be prefetched as `mail_rules`."""
    own = {(rule.moment, rule.audience): rule for rule in bootcamp.mail_rules.all()}
    standard = {
        key: MailRule(bootcamp=bootcamp, moment=key[0], audience=key[1], subject=subject, text=text)
        for key, (subject, text) in STANDARD.items()
    }
    order = list(Moment)
    return sorted((standard | own).values(), key=lambda rule: (order.index(Moment(rule.moment)), rule.audience))


def goes_at(rule: MailRule, session: WorkSession) -> datetime:
    """Nine in the morning by the clock on the wall, also when the clock changes in between."""
    day = timezone.localdate(session.starts_at) + timedelta(days=DAYS[Moment(rule.moment)])
    return timezone.make_aware(datetime.combine(day, AT))


def useless_from(rule: MailRule, session: WorkSession) -> datetime:
    if rule.moment == Moment.DAY_BEFORE:
        return session.starts_at
    return goes_at(rule, session) + LATE[Moment(rule.moment)]


def is_for(rule: MailRule, session: WorkSession) -> bool:
    """The waiting list ends at the first session, so its mails are about that one."""
    return rule.audience != Audience.WAITING or timezone.localdate(session.starts_at) == session.bootcamp.starts_on


def write_due(*, now: datetime) -> int:
    """Write every mail that should have gone by now. Returns how many; safe to run twice, also at the same time."""
    return sum(_write_all(rule, session, now) for rule, session in due(now))


def due(now: datetime) -> Iterator[tuple[MailRule, WorkSession]]:
    near = WorkSession.objects.filter(
        starts_at__gt=now - timedelta(days=8),
        starts_at__lt=now + timedelta(days=9),
        cancelled_at=None,
        bootcamp__is_published=True,
    )
    sessions = near.select_related("bootcamp").prefetch_related("bootcamp__mail_rules").order_by("starts_at", "pk")
    for session in sessions:
        for rule in of_bootcamp(session.bootcamp):
            in_time = goes_at(rule, session) <= now < useless_from(rule, session)
            if rule.is_on and in_time and is_for(rule, session):
                yield rule, session


def _write_all(rule: MailRule, session: WorkSession, now: datetime) -> int:
    written = 0
    while chunk := list(unwritten(rule, session)[:CHUNK]):
        written += _write(rule, session, chunk, now)
    return written


@transaction.atomic
def _write(rule: MailRule, session: WorkSession, rows: Iterable[Participation | Application], now: datetime) -> int:
    reply_to = leader_of(session.bootcamp)
    drafts = [
        Draft(
            to=letterhead.to,
            once=once(rule, session),
            subject=words.filled_in(rule.subject, letterhead),
            text=words.letter_text(rule.text, letterhead),
            owner=session.bootcamp,
            about=[session, *filter(None, [seat_of(row)])],
            reply_to=reply_to,
            useless_from=useless_from(rule, session),
        )
        for row in rows
        for letterhead in [letterhead_of(row, session)]
    ]
    return len(writing.write_all(letters.AUTOMATIC, drafts, now=now))


def once(rule: MailRule, session: WorkSession) -> str:
    day = timezone.localdate(session.starts_at).isoformat()
    return f"{rule.moment}:{rule.audience}:{session.pk}:{day}"


def recipients(rule: MailRule, session: WorkSession) -> QuerySet[Any]:
    """Participations, or applications for the waiting list; `to_id_` is the user. Who came in after the moment of the
    mail has had all dates in the proof of the seat."""
    if rule.audience == Audience.WAITING:
        waiting = session.bootcamp.applications.waiting().filter(asked_by__is_active=True)
        rows: QuerySet = waiting.select_related("asked_by", "school")
        to = "asked_by_id"
    else:
        seats = Seat.objects.attending(session).filter(enrolled_at__lte=goes_at(rule, session))
        people = Participation.objects.filter(seat__in=seats, user__is_active=True)
        rows = _only(people, rule, session).select_related("user", "seat__school", "seat__bootcamp")
        to = "user_id"
    return rows.annotate(to_id_=Cast(to, CharField())).order_by("pk")


def unwritten(rule: MailRule, session: WorkSession) -> QuerySet:
    key_until_user = writing.key_of(letters.AUTOMATIC, once(rule, session))
    key = Concat(Value(key_until_user), "to_id_", output_field=CharField())
    written = Letter.objects.filter(key=OuterRef("letter_key"))
    return recipients(rule, session).annotate(letter_key=key).filter(~Exists(written))


def _only(people: QuerySet, rule: MailRule, session: WorkSession) -> QuerySet:
    if rule.audience == Audience.NOT_PREPARED:
        return prepared.without(people, session)
    states = {Audience.PRESENT: Attendance.State.PRESENT, Audience.ABSENT: Attendance.State.ABSENT}
    if rule.audience in states:
        noted = Attendance.objects.filter(session=session, state=states[Audience(rule.audience)])
        return people.filter(Exists(noted.filter(participation=OuterRef("pk"))))
    return people


def seat_of(row: Participation | Application) -> Seat | None:
    return row.seat if isinstance(row, Participation) else None


def letterhead_of(row: Participation | Application, session: WorkSession) -> words.Letterhead:
    if isinstance(row, Participation):
        return words.to_participant(row, bootcamp=row.seat.bootcamp, session=session)
    return words.to_who_waits(row, bootcamp=session.bootcamp, session=session)
