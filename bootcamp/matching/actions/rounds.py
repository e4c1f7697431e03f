"""A round begins, boards join, it closes, and proposals are asked for."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bootcamp.matching.kinds import PROPOSE
from bootcamp.matching.models import FormationRound, RoundBoard
from portal.jobs import queue
from portal.people.models import Board, User
from portal.reasons import NotPossible

State, Solving = FormationRound.State, FormationRound.Solving


def locked(formation: FormationRound) -> FormationRound:
    """Two people of HR may decide at the same moment: the lock comes first."""
    return FormationRound.objects.select_for_update(of=("self",)).get(pk=formation.pk)


@transaction.atomic
def begin(formation: FormationRound, *, others: Iterable[Board], by: User, now: datetime) -> FormationRound:
    formation.began_by, formation.began_at = by, now
    formation.save()
    RoundBoard.objects.create(round=formation, board=formation.board, joined_at=now)
    for board in others:
        RoundBoard.objects.get_or_create(round=formation, board=board)
    return formation


@transaction.atomic
def join(formation: FormationRound, *, board_id: int, now: datetime) -> None:
    """Nobody's wishes come into a round of another board before their own board said yes."""
    RoundBoard.objects.filter(round=formation, board=board_id, joined_at=None).update(joined_at=now)


@transaction.atomic
def close(formation: FormationRound) -> None:
    formation = locked(formation)
    if formation.state != State.OPEN:
        raise NotPossible("Deze ronde was al gesloten.")
    formation.state = State.CLOSED
    formation.save(update_fields=["state"])


@transaction.atomic
def reopen(formation: FormationRound) -> None:
    formation = locked(formation)
    if formation.state != State.CLOSED:
        raise NotPossible("Deze ronde kan niet meer open. Er zijn al gesprekken.")
    formation.state = State.OPEN
    formation.save(update_fields=["state"])


@transaction.atomic
def propose(formation: FormationRound, *, now: datetime) -> None:
    formation = locked(formation)
    if formation.state not in (State.CLOSED, State.TALKS):
        raise NotPossible("Sluit de ronde eerst. Zolang hij open is, komen er nog wensen en plekken bij.")
    if formation.solving == Solving.ASKED:
        raise NotPossible("Er worden al voorstellen gemaakt.")
    formation.solving, formation.stop_asked, formation.trouble = Solving.ASKED, False, ""
    formation.done = formation.of = 0
    formation.save()
    queue.enqueue(PROPOSE, now=now, about=f"round {formation.pk}", round_id=formation.pk)


def stop(formation: FormationRound) -> None:
    FormationRound.objects.filter(pk=formation.pk, solving=Solving.ASKED).update(stop_asked=True)


def open_reasons(formation: FormationRound) -> None:
    """From now on teachers see why their wish is still open."""
    FormationRound.objects.filter(pk=formation.pk).update(reasons_open=True)
