"""What a school ticks and writes down between sessions."""

from datetime import datetime

from django.db import transaction

from bootcamp.following import steps
from bootcamp.following.models import FieldWork, PreparedStep
from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Seat, WorkSession
from portal.people.models import User


@transaction.atomic
def tick(*, seat: Seat, session: WorkSession, shown: set[str], done: set[str], by: User, now: datetime) -> None:
    """Of the steps that the page showed, `done` are done and the others aren't. Ticks of others keep their name and
    moment; a step that came meanwhile is left alone."""
    known = {step.key for step in steps.of(session)} & shown
    ticks = PreparedStep.objects.filter(seat=seat, number=session.number)
    ticks.filter(key__in=known - done).delete()
    new = [
        PreparedStep(seat=seat, number=session.number, key=key, ticked_by=by, ticked_at=now)
        for key in sorted(known & done)
    ]
    PreparedStep.objects.bulk_create(new, ignore_conflicts=True)


class WrittenMeanwhile(NotPossible):
    """A colleague saved other notes since this page was opened; `theirs` is what is kept now."""

    def __init__(self, theirs: FieldWork):
        self.theirs = theirs
        who = theirs.changed_by.full_name if theirs.changed_by else "Een collega"
        super().__init__(f"{who} bewaarde intussen andere notities. Er is niets weg: neem over wat je wilt houden.")


@transaction.atomic
def work(
    *,
    seat: Seat,
    session: WorkSession,
    times: int,
    notes: str,
    is_done: bool,
    seen: str,
    by: User,
    now: datetime,
) -> FieldWork:
    """`seen` is the version that the page was filled with (`version`); other notes of a later
    one aren't written over."""
    if session.starts_at > now:
        raise NotPossible("Dit kun je bijhouden zodra de sessie is begonnen.")
    kept = FieldWork.objects.select_for_update(of=("self",)).select_related("changed_by")
    before = kept.filter(seat=seat, number=session.number).first()
    if before and seen != version(before) and before.notes not in ("", notes):
        raise WrittenMeanwhile(before)
    done_at = (before.done_at if before else None) or now
    row, _ = FieldWork.objects.update_or_create(
        seat=seat,
        number=session.number,
        defaults={
            "times": times,
            "notes": notes,
            "done_at": done_at if is_done else None,
            "changed_by": by,
            "changed_at": now,
        },
    )
    return row


def version(work: FieldWork | None) -> str:
    return work.changed_at.isoformat() if work else ""
