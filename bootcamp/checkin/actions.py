"""What can happen with the monthly question once it is asked: it is answered, and turned off or on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.checkin.models import CheckIn, NoCheckIn
from bootcamp.plan import saving
from bootcamp.plan.models import Plan, PlanAction
from bootcamp.plan.saving import Write
from portal.people.models import User
from portal.reasons import NotPossible

DONE, BUSY, LATER = "klaar", "bezig", "later"


class ChangedMeanwhile(NotPossible):
    """Others changed these actions since the page was opened: `keys`, each with who did."""

    def __init__(self, keys: dict[str, str]):
        self.keys = keys
        super().__init__("Een collega wijzigde intussen iets. Kijk of je antwoord nog klopt, en verstuur het opnieuw.")


@transaction.atomic
def answer(check_in_id: int, *, said: Mapping[str, str], seen: Mapping[str, int], now: datetime) -> CheckIn:
    """Once. `said` is DONE, BUSY or LATER by the key of an action, `seen` the version that the page showed of it.

    Without any, nothing changed this month. All of it is kept, or nothing."""
    waiting = CheckIn.objects.select_for_update(of=("self",)).select_related("plan", "user")
    check_in = waiting.get(pk=check_in_id)
    if check_in.answered_at:
        raise NotPossible("Dit is al beantwoord. Er is niets veranderd.")
    here = {str(action.key): action for action in check_in.plan.actions.select_related("changed_by")}
    stale = {key: _who(here.get(key)) for key in said if not _is_as_seen(here.get(key), seen.get(key))}
    if stale:
        raise ChangedMeanwhile(stale)
    writes = [_write(here[key], choice, timezone.localdate(now)) for key, choice in said.items()]
    outcome = saving.save(check_in.plan_id, writes, by=check_in.user, tab="", now=now)
    if outcome.conflicts:
        raise ChangedMeanwhile({key: conflict.who for key, conflict in outcome.conflicts.items()})
    check_in.answered_at = now
    check_in.save(update_fields=["answered_at"])
    return check_in


def _is_as_seen(action: PlanAction | None, version: int | None) -> bool:
    return action is not None and not action.is_removed and action.version == version


def _who(action: PlanAction | None) -> str:
    return action.changed_by.first_name if action and action.changed_by else "Een collega"


def _write(action: PlanAction, choice: str, today: date) -> Write:
    typed = {"due": month_after(today)} if choice == LATER else {"status": PlanAction.Status(choice).value}
    was = {name: getattr(action, name) for name in typed}
    return Write(str(action.key), typed, was, version=action.version, goal=action.goal)


def month_after(day: date) -> str:
    return f"{day.year + day.month // 12}-{day.month % 12 + 1:02}"


def turn_off(*, user: User, plan: Plan, now: datetime) -> None:
    NoCheckIn.objects.get_or_create(user=user, plan=plan, defaults={"since": now})


def turn_on(*, user: User, plan: Plan) -> None:
    NoCheckIn.objects.filter(user=user, plan=plan).delete()
