"""What the worker does for a round: make proposals, say why something stays open, weigh a change by hand.

Each may be done again after a worker was killed: the same round gives the same outcome.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bootcamp.matching.kinds import EXPLAIN, PROPOSE
from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace, OpenReason, RoundMove, RoundProposal
from bootcamp.matching.rows_of import input_of, is_given, pk_of, rows_of, wish_id
from bootcamp.matching.solver import checking, child, why
from bootcamp.matching.solver.rows import RoundOutcome, RoundRows
from portal.jobs import queue

Solving = FormationRound.Solving
SECONDS = 60
EXPLAIN_SECONDS = 900
LOOK = 1.0
CLASH = (
    "Wat vaststaat kan niet meer samen. Misschien veranderde een wens of een plek. Zet een gesprek op ‘gaat niet door’ "
    "of haal een wijziging weg, en maak dan opnieuw voorstellen."
)
DIED = "Het rekenen stopte. Wat er stond is er nog. Probeer het opnieuw."


def propose(round_id: int, *, now: datetime, today: date) -> None:
    formation = FormationRound.objects.filter(pk=round_id, solving=Solving.ASKED).first()
    if formation is None:
        return
    rows = rows_of(formation, today=today)
    try:
        outcome = child.propose(
            rows, seconds=SECONDS, on_progress=_progress(round_id), is_stopped=_is_stopped(round_id)
        )
    except child.Stopped:
        _ended(round_id, Solving.STOPPED)
    except child.NotTogether:
        _ended(round_id, Solving.FAILED, CLASH)
    except child.Died:
        _ended(round_id, Solving.FAILED, DIED)
    else:
        _proposed(round_id, rows, outcome, now=now, today=today)


@transaction.atomic
def _proposed(round_id: int, rows: RoundRows, outcome: RoundOutcome, *, now: datetime, today: date) -> None:
    formation = FormationRound.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
    if formation is None:
        return
    if rows_of(formation, today=today).hash != rows.hash:
        # Someone withdrew or changed a wish while we summed: once more, with what stands now.
        queue.enqueue(PROPOSE, now=now, about=f"round {round_id}", round_id=round_id)
        return
    formation.solving = Solving.DONE
    formation.save(update_fields=["solving"])
    store(formation, rows, outcome, now=now)


def store(formation: FormationRound, rows: RoundRows, outcome: RoundOutcome, *, now: datetime) -> None:
    """The proposals of an outcome take the place of those that nobody talked about yet."""
    assert not checking.broken(replace(rows, pins=frozenset()), outcome.taken)
    formation.outcome = {**outcome.to_json(), "of": input_of(rows)}
    formation.solved_at = now
    formation.save(update_fields=["outcome", "solved_at"])
    formation.reasons.all().delete()
    formation.proposals.filter(state=RoundProposal.State.PROPOSED).delete()
    stay = {(wish_id(row.wish_id), row.need) for row in formation.proposals.all()}
    places = set(formation.places.values_list("pk", flat=True))
    RoundProposal.objects.bulk_create(
        RoundProposal(
            round=formation,
            wish_id=pk_of(wish),
            need=need,
            place_id=pk_of(need) if not is_given(need) and pk_of(need) in places else None,
            given_by_id=pk_of(need) if is_given(need) else None,
            halves=bits,
            reasons=why.yes(rows, rows.wish[wish], rows.need[need], bits),
            changed_at=now,
        )
        for (wish, need), bits in sorted(outcome.taken.items())
        if (wish, need) not in stay
    )
    queue.enqueue(EXPLAIN, now=now, about=f"round {formation.pk}", round_id=formation.pk)


def explain(round_id: int, *, today: date) -> None:
    """Reasons come after the proposals, one by one; a round that changed meanwhile gets new ones with its proposals."""
    formation = FormationRound.objects.filter(pk=round_id).first()
    if formation is None or (outcome := formation.best) is None:
        return
    rows = rows_of(formation, today=today)
    if input_of(rows) != (formation.outcome or {}).get("of"):
        return
    formation.reasons.all().delete()

    current = FormationRound.objects.filter(pk=round_id, solved_at=formation.solved_at)
    with contextlib.suppress(child.Stopped):
        child.explain(
            rows,
            outcome,
            seconds=EXPLAIN_SECONDS,
            on_reason=lambda line, done, of: _keep_reason(formation, line),
            is_stopped=_now_and_then(lambda: not current.exists()),
        )


def _keep_reason(formation: FormationRound, line: dict[str, Any]) -> None:
    """Unless the wish or the place it is about has gone meanwhile."""
    item: str = line["item"]
    about: dict[str, HoursWish | OpenPlace | None]
    if line["side"] == "wish":
        about = {"wish": HoursWish.objects.filter(pk=pk_of(item)).first()}
    elif is_given(item):
        about = {"given_by": HoursWish.objects.filter(pk=pk_of(item)).first()}
    else:
        about = {"place": OpenPlace.objects.filter(pk=pk_of(item)).first()}
    if all(about.values()):
        OpenReason.objects.create(
            round=formation,
            need="" if line["side"] == "wish" else item,
            why=line["why"],
            unlock=line["unlock"],
            for_teacher=line["for_teacher"],
            **about,
        )


def weigh(move_id: int, *, today: date) -> None:
    """What a change by hand would cost others, before anyone says yes to it."""
    move = RoundMove.objects.select_related("round").filter(pk=move_id, state=RoundMove.State.ASKED).first()
    if move is None or (before := move.round.best) is None:
        return
    rows = rows_of(move.round, today=today)
    pair = (wish_id(move.wish_id), move.need)
    pins = frozenset(pin for pin in rows.pins if pin[:2] != pair)
    changed = (
        replace(rows, pins=pins | {(*pair, move.halves)}, forbidden=rows.forbidden - {pair})
        if move.is_pin
        else replace(rows, pins=pins, forbidden=rows.forbidden | {pair})
    )
    state, outcome = RoundMove.State.WEIGHED, None
    cost: dict[str, Any]
    try:
        after = child.propose(changed, seconds=SECONDS)
    except child.NotTogether as refused:
        state, cost = RoundMove.State.REFUSED, {"fails": refused.fails}
    except child.Died:
        state, cost = RoundMove.State.REFUSED, {"fails": ["died"]}
    else:
        cost, outcome = {**costs(rows, before, after), "input": rows.hash}, after.to_json()
    RoundMove.objects.filter(pk=move_id, state=RoundMove.State.ASKED).update(state=state, cost=cost, outcome=outcome)


def costs(rows: RoundRows, before: RoundOutcome, after: RoundOutcome) -> dict[str, Any]:
    """Who gets less, who more, who the same elsewhere; and how many half-days more or fewer are filled."""
    had, has = checking.gets(before.taken), checking.gets(after.taken)
    people = {wish for wish, _ in [*before.taken, *after.taken] if wish in rows.wish}
    elsewhere = [wish for wish in people if has[wish] == had[wish] and _places(before, wish) != _places(after, wish)]
    return {
        "filled": after.goals["F"] - before.goals["F"],
        "less": sorted(wish for wish in people if has[wish] < had[wish]),
        "more": sorted(wish for wish in people if has[wish] > had[wish]),
        "elsewhere": sorted(elsewhere),
    }


def _places(outcome: RoundOutcome, wish: str) -> set[tuple[str, int]]:
    return {(need, bits) for (who, need), bits in outcome.taken.items() if who == wish}


def _progress(round_id: int) -> Callable[[int, int], None]:
    written = 0.0

    def write(done: int, of: int) -> None:
        nonlocal written
        if time.monotonic() - written > LOOK or done == of:
            written = time.monotonic()
            FormationRound.objects.filter(pk=round_id).update(done=done, of=of)

    return write


def _is_stopped(round_id: int) -> Callable[[], bool]:
    return _now_and_then(FormationRound.objects.filter(pk=round_id, stop_asked=True).exists)


def _now_and_then(question: Callable[[], bool]) -> Callable[[], bool]:
    """Asked of the database once a second."""
    asked = time.monotonic()

    def answer() -> bool:
        nonlocal asked
        if time.monotonic() - asked < LOOK:
            return False
        asked = time.monotonic()
        return question()

    return answer


def _ended(round_id: int, how: str, trouble: str = "") -> None:
    FormationRound.objects.filter(pk=round_id).update(solving=how, trouble=trouble, stop_asked=False)
