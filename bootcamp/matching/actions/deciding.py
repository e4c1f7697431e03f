"""From proposal to talk to agreement: people decide, and what they agree is kept as a number."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from bootcamp.matching.actions.rounds import State, locked
from bootcamp.matching.models import AgreedHours, FormationRound, HoursWish, RoundProposal
from bootcamp.matching.models.rounds import first_of
from bootcamp.matching.rows_of import wishes_in
from bootcamp.matching.solver import halves
from portal.reasons import NotPossible

Step = RoundProposal.State
GONE = "Dit voorstel is intussen veranderd. Hieronder staat hoe het nu is."


@transaction.atomic
def start_talks(formation: FormationRound) -> None:
    formation = locked(formation)
    if formation.state != State.CLOSED or formation.outcome is None:
        raise NotPossible("Maak eerst voorstellen.")
    formation.state = State.TALKS
    formation.save(update_fields=["state"])


def _step(proposal: RoundProposal, *, when: set[str], to: str, now: datetime) -> RoundProposal:
    """One of two people who press at once comes first; the other is told."""
    formation = locked(proposal.round)
    if formation.state != State.TALKS:
        raise NotPossible("De gesprekken zijn nog niet begonnen, of al voorbij.")
    proposal = RoundProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.state not in when:
        raise NotPossible(GONE)
    proposal.state, proposal.changed_at = to, now
    proposal.save(update_fields=["state", "changed_at"])
    return proposal


@transaction.atomic
def invite(proposal: RoundProposal, *, now: datetime) -> None:
    _step(proposal, when={Step.PROPOSED}, to=Step.TALK, now=now)


@transaction.atomic
def agree(proposal: RoundProposal, *, now: datetime, today: date) -> None:
    proposal = _step(proposal, when={Step.TALK}, to=Step.AGREED, now=now)
    if proposal.place is not None:
        _count(proposal.place.school_id, halves.HOURS * halves.count(proposal.halves), today)


@transaction.atomic
def drop(proposal: RoundProposal, *, now: datetime) -> None:
    """It isn't proposed again in this round."""
    _step(proposal, when={Step.PROPOSED, Step.TALK}, to=Step.DROPPED, now=now)


def _count(school_id: int, hours: int, today: date) -> None:
    AgreedHours.objects.get_or_create(school_id=school_id, month=first_of(today))
    rows = AgreedHours.objects.filter(school_id=school_id, month=first_of(today))
    rows.update(hours=F("hours") + hours)


@transaction.atomic
def decide(formation: FormationRound, *, now: datetime, today: date) -> None:
    """The round is over. Who got nothing weighs more in the next."""
    formation = locked(formation)
    if formation.state != State.TALKS:
        raise NotPossible("De gesprekken zijn nog niet begonnen, of al voorbij.")
    if formation.proposals.filter(state=Step.TALK).exists():
        raise NotPossible("Er loopt nog een gesprek. Zet eerst bij elk gesprek of het is afgesproken of niet doorgaat.")
    formation.proposals.filter(state=Step.PROPOSED).update(state=Step.DROPPED, changed_at=now)
    got = set(formation.proposals.filter(state=Step.AGREED).values_list("wish", flat=True))
    left = [wish.pk for wish in wishes_in(formation, today) if wish.want and wish.pk not in got]
    HoursWish.objects.filter(pk__in=left).update(left_over=F("left_over") + 1)
    formation.state = State.DECIDED
    formation.save(update_fields=["state"])
