"""HR moves something by hand, and sees what that costs others before it stands."""

from datetime import date, datetime

from django.db import transaction

from bootcamp.matching import proposing
from bootcamp.matching.actions.rounds import Solving, State, locked
from bootcamp.matching.kinds import WEIGH
from bootcamp.matching.models import FormationRound, HoursWish, RoundMove
from bootcamp.matching.rows_of import input_of, rows_of
from bootcamp.matching.solver.rows import outcome_from_json
from portal.jobs import queue
from portal.people.models import User
from portal.reasons import NotPossible

CHANGED = "De ronde is intussen veranderd. Laat het opnieuw uitzoeken."


@transaction.atomic
def ask_move(
    formation: FormationRound, *, wish: HoursWish, need: str, bits: int, is_pin: bool, by: User, now: datetime
) -> RoundMove:
    formation = locked(formation)
    if formation.outcome is None or formation.state not in (State.CLOSED, State.TALKS):
        raise NotPossible("Maak eerst voorstellen.")
    if formation.solving == Solving.ASKED:
        raise NotPossible("Er worden nu voorstellen gemaakt. Wacht tot dat klaar is.")
    move = RoundMove.objects.create(
        round=formation, wish=wish, need=need, halves=bits, is_pin=is_pin, asked_by=by, asked_at=now
    )
    queue.enqueue(WEIGH, now=now, about=f"move {move.pk}", move_id=move.pk)
    return move


@transaction.atomic
def keep_move(move: RoundMove, *, now: datetime, today: date) -> None:
    """It stands, with all that it changes for others; unless the round changed since it was weighed."""
    formation = locked(move.round)
    move = RoundMove.objects.select_for_update(of=("self",)).get(pk=move.pk)
    if move.state != RoundMove.State.WEIGHED or move.outcome is None or move.cost is None:
        raise NotPossible("Dit is nog niet uitgezocht, of het staat al vast.")
    rows = rows_of(formation, today=today)
    if move.cost["input"] != rows.hash or input_of(rows) != (formation.outcome or {}).get("of"):
        raise NotPossible(CHANGED)
    move.state = RoundMove.State.KEPT
    move.save(update_fields=["state"])
    proposing.store(formation, rows, outcome_from_json(move.outcome), now=now)


def forget_move(move: RoundMove) -> None:
    """It no longer stands; a next proposal is free again."""
    move.delete()
