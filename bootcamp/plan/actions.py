"""What can happen with a plan as a whole: it begins, goes back to an earlier version, gets a comment."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from bootcamp.plan import saving
from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, PlanComment, PlanVersion
from bootcamp.seats.models import Enrolment
from portal.people.models import User


@transaction.atomic
def start(*, enrolment: Enrolment, by: User, now: datetime, today: date, source: Plan | None = None) -> Plan:
    """The plan of this seat; who comes second gets the one that is there. With `source` it begins as a copy of that
    plan, without what was done already."""
    # The lock comes first: two directors may begin at the same moment.
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    plan = Plan.objects.filter(enrolment=enrolment).first()
    if plan:
        return plan
    plan = Plan(enrolment=enrolment, started_from=source, created_at=now, changed_at=now)
    plan.next_nudge_on = next_nudge(plan, today)
    plan.save()
    if source:
        _copy(source, plan, by=by, now=now)
    return plan


def next_nudge(plan: Plan, today: date) -> date | None:
    return today + timedelta(weeks=plan.nudge_weeks) if plan.nudge_weeks else None


def _copy(source: Plan, plan: Plan, *, by: User, now: datetime) -> None:
    stamp = {"plan": plan, "changed_by": by, "changed_at": now}
    answers = [PlanAnswer(question=each.question, text=each.text, **stamp) for each in source.answers.exclude(text="")]
    to_do = source.actions.exclude(status=PlanAction.Status.DONE)
    actions = [
        PlanAction(key=uuid4(), goal=each.goal, number=number, what=each.what, who=each.who, due=each.due, **stamp)
        for number, each in enumerate(saving.in_order(to_do), 1)
    ]
    PlanAnswer.objects.bulk_create(answers)
    PlanAction.objects.bulk_create(actions)
    saving.add_version(plan, saving.content_of([*answers, *actions]), by=by, now=now, number=1)


@transaction.atomic
def restore(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """Bring the texts of an earlier version back, as a new version. How far an action is stays as it is now."""
    plan = Plan.objects.select_for_update().get(pk=version.plan_id)
    _restore_answers(plan, version.content["answers"], by=by, now=now)
    _restore_actions(plan, {each["key"]: each for each in version.content["actions"]}, by=by, now=now)
    plan.changed_at = now
    plan.save(update_fields=["changed_at"])
    content = saving.content_of([*plan.answers.all(), *plan.actions.all()])
    last = max(plan.versions.values_list("number", flat=True))
    return saving.add_version(plan, content, by=by, now=now, number=last + 1, restored_from=version.number)


def _restore_answers(plan: Plan, wanted: dict[str, str], *, by: User, now: datetime) -> None:
    present = {answer.question: answer for answer in plan.answers.all()}
    for question in present.keys() | wanted.keys():
        answer = present.get(question) or PlanAnswer(plan=plan, question=question)
        _write(answer, {"text": wanted.get(question, "")}, by=by, now=now)


def _restore_actions(plan: Plan, wanted: dict[str, dict], *, by: User, now: datetime) -> None:
    present = {str(action.key): action for action in plan.actions.all()}
    for key in present.keys() | wanted.keys():
        if key not in wanted:
            _write(present[key], {"is_removed": True}, by=by, now=now)
            continue
        then = {name: wanted[key][name] for name in ("goal", "number", "what", "who", "due")}
        action = present.get(key)
        if action is None:
            action = PlanAction(plan=plan, key=UUID(key), status=wanted[key]["status"])
        _write(action, {**then, "is_removed": False}, by=by, now=now)


def _write(unit: PlanAnswer | PlanAction, values: dict, *, by: User, now: datetime) -> None:
    """Of no tab: whoever is typing now gets to see that something changed."""
    if unit.pk is None or any(getattr(unit, name) != value for name, value in values.items()):
        unit.write(values, by=by, tab="", now=now)


def comment(*, plan: Plan, by: User, text: str, goal: int | None, now: datetime) -> PlanComment:
    return plan.comments.create(written_by=by, text=text, goal=goal, written_at=now)
