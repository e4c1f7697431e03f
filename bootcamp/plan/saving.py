"""Writing in a plan with several people at once: nothing is overwritten unseen, and nothing typed is lost.

Each question and each action is a unit with a version. A write carries what the writer saw (`was`, `version`) beside
what is typed. Someone else wrote meanwhile? Then parts that only one of the two changed are taken together, and a
part that both changed is a `Conflict` that shows both. The plan's row is locked meanwhile, so writes come one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import formats, timezone

from bootcamp.plan import versions
from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, TypedText
from portal.people.models import User

MOST_ACTIONS = 4
"""For one goal: what fits on the page."""
FULL = f"Bij een doel passen {MOST_ACTIONS} acties. Haal er eerst een weg, dan past deze erbij."


@dataclass(frozen=True)
class Write:
    """What one person typed in one unit, and what stood there when that person began."""

    unit: str
    """The key of a question, or the uuid of an action."""
    typed: dict[str, str]
    """Of a question {"text": ...}; of an action what, who, due or status, as far as they were on the page."""
    was: dict[str, str]
    version: int = 0
    goal: int | None = None
    """Only for an action."""
    removes: bool = False
    insists: bool = False
    """Chosen after a conflict was shown: also brings an action back that someone else took away."""
    undecided: bool = False
    """A conflict was shown and no choice was made yet, so it is shown again."""

    @property
    def changed(self) -> dict[str, str]:
        return {name: value for name, value in self.typed.items() if value != self.was.get(name, "")}


@dataclass(frozen=True)
class Conflict:
    mine: Write
    theirs: TypedText
    """As the other left it."""

    @property
    def who(self) -> str:
        """By first name who wrote the other text."""
        return self.theirs.changed_by.first_name if self.theirs.changed_by else "Een collega"

    @property
    def when(self) -> str:
        """ "om 14.31 uur", with the day when that was not today."""
        at = timezone.localtime(self.theirs.changed_at)
        day = "" if at.date() == timezone.localdate() else f"op {formats.date_format(at, 'j F')} "
        return f"{day}om {formats.date_format(at, 'H.i')} uur"


@dataclass
class Saved:
    saved: dict[str, TypedText] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Unit and the reason, for who typed it."""
    written: set[str] = field(default_factory=set)
    """Of what is saved, the units that became different by it."""


@transaction.atomic
def save(plan_id: int, writes: Iterable[Write], *, by: User, tab: str, now: datetime) -> Saved:
    """Write what can be written. `tab` names the page that was typed in: it never conflicts with itself, so asking
    again after an answer that got lost on the way does no harm."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    units = _units(plan)
    outcome = Saved()
    for write in writes:
        if write.changed or write.removes or write.insists or write.undecided:
            _save_one(plan, units, write, outcome, by=by, tab=tab, now=now)
    if outcome.written:
        _changed(plan, units, by=by, now=now)
    return outcome


def _units(plan: Plan) -> dict[str, TypedText]:
    answers = {answer.question: answer for answer in plan.answers.select_related("changed_by")}
    return answers | {str(action.key): action for action in plan.actions.select_related("changed_by")}


def _save_one(
    plan: Plan, units: dict[str, TypedText], write: Write, outcome: Saved, *, by: User, tab: str, now: datetime
) -> None:
    current = units.get(write.unit)
    if current is None:
        if write.removes:
            return
        current = _new(plan, write)
    elif write.undecided or (_is_stale(current, write, tab) and _clashes(current, write)):
        outcome.conflicts[write.unit] = Conflict(write, current)
        return
    values: dict[str, str | bool] = {**write.changed}
    if isinstance(current, PlanAction):
        values["is_removed"] = write.removes
        if not write.removes and not _has_room(units, current):
            outcome.refused[write.unit] = FULL
            return
    differs = {name: value for name, value in values.items() if getattr(current, name) != value}
    if differs or current.pk is None:
        current.write(differs, by=by, tab=tab, now=now)
        units[write.unit] = current
        outcome.written.add(write.unit)
    outcome.saved[write.unit] = current


def _new(plan: Plan, write: Write) -> TypedText:
    if write.goal is None:
        return PlanAnswer(plan=plan, question=write.unit)
    # Behind all that was ever there, so that a row that comes back stands where it stood.
    last = max(plan.actions.values_list("number", flat=True), default=0)
    return PlanAction(plan=plan, key=UUID(write.unit), goal=write.goal, number=last + 1)


def _is_stale(current: TypedText, write: Write, tab: str) -> bool:
    return current.version != write.version and not (tab and current.edited_in == tab)


def _clashes(current: TypedText, write: Write) -> bool:
    """Whether the other changed something that this person changed too, into something else."""
    if current.is_removed != write.removes:
        return True
    return any(getattr(current, name) not in (write.was.get(name, ""), value) for name, value in write.changed.items())


def _has_room(units: dict[str, TypedText], action: PlanAction) -> bool:
    """Whether the action stands in the plan already, or its goal can hold one more."""
    if action.pk and not action.is_removed:
        return True
    live = [unit for unit in units.values() if isinstance(unit, PlanAction) and not unit.is_removed]
    return sum(other.goal == action.goal for other in live) < MOST_ACTIONS


def _changed(plan: Plan, units: dict[str, TypedText], *, by: User, now: datetime) -> None:
    plan.changed_at = now
    plan.save(update_fields=["changed_at"])
    versions.keep(plan, units.values(), by=by, now=now)
