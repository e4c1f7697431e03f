"""What can happen with a plan as a whole: it begins, goes on without what is done, goes back to an earlier version,
gets a comment."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bootcamp.plan import beginnings, versions
from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, PlanComment, PlanVersion
from portal.people.models import School, User


@transaction.atomic
def start(*, school: School, sector: str, by: User, now: datetime, today: date) -> Plan:
    """The plan of this school; who comes second gets the one that is there."""
    # The lock comes first: two directors may begin at the same moment.
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    plan = Plan.objects.filter(school=school).first()
    if plan:
        return plan
    plan = Plan(school=school, sector=sector, created_at=now, changed_at=now)
    plan.next_nudge_on = next_nudge(plan, today)
    plan.save()
    for beginning in beginnings.REGISTERED:
        beginning(plan)
    return plan


def next_nudge(plan: Plan, today: date) -> date | None:
    return today + timedelta(weeks=plan.nudge_weeks) if plan.nudge_weeks else None


@transaction.atomic
def new_round(*, plan: Plan, by: User, now: datetime) -> PlanVersion:
    """Go on without what is done, as a new version; the one before it keeps everything."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    for action in plan.actions.filter(status=PlanAction.Status.DONE, is_removed=False):
        _write(action, {"is_removed": True}, by=by, now=now)
    return _next_version(plan, by=by, now=now)


@transaction.atomic
def restore(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """Bring the texts of an earlier version back, as a new version. How far an action is stays as it is now."""
    plan = Plan.objects.select_for_update().get(pk=version.plan_id)
    _restore_answers(plan, version.content["answers"], by=by, now=now)
    _restore_actions(plan, {action["key"]: action for action in version.content["actions"]}, by=by, now=now)
    return _next_version(plan, by=by, now=now, restored_from=version.number)


def _next_version(plan: Plan, *, by: User, now: datetime, restored_from: int | None = None) -> PlanVersion:
    plan.changed_at = now
    plan.save(update_fields=["changed_at"])
    content = versions.content_of([*plan.answers.all(), *plan.actions.all()])
    last = max(plan.versions.values_list("number", flat=True), default=0)
    return versions.add(plan, content, by=by, now=now, number=last + 1, restored_from=restored_from)


def _restore_answers(plan: Plan, earlier: dict[str, str], *, by: User, now: datetime) -> None:
    present = {answer.question: answer for answer in plan.answers.all()}
    for question in present.keys() | earlier.keys():
        answer = present.get(question) or PlanAnswer(plan=plan, question=question)
        _write(answer, {"text": earlier.get(question, "")}, by=by, now=now)


def _restore_actions(plan: Plan, earlier: dict[str, dict], *, by: User, now: datetime) -> None:
    present = {str(action.key): action for action in plan.actions.all()}
    for key in present.keys() | earlier.keys():
        if key not in earlier:
            _write(present[key], {"is_removed": True}, by=by, now=now)
            continue
        then = {name: earlier[key][name] for name in ("goal", "number", "what", "who", "due")}
        action = present.get(key)
        if action is None:
            action = PlanAction(plan=plan, key=UUID(key), status=earlier[key]["status"])
        _write(action, {**then, "is_removed": False}, by=by, now=now)


def _write(unit: PlanAnswer | PlanAction, values: dict, *, by: User, now: datetime) -> None:
    """Of no tab: whoever is typing now gets to see that something changed."""
    if unit.pk is None or any(getattr(unit, name) != value for name, value in values.items()):
        unit.write(values, by=by, tab="", now=now)


def comment(*, plan: Plan, by: User, text: str, goal: int | None, now: datetime) -> PlanComment:
    return plan.comments.create(written_by=by, text=text, goal=goal, written_at=now)
