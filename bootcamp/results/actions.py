"""What can happen: a month is counted, corrected, opened again; a question whether it is still so is answered."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from bootcamp.plan.models import Plan
from bootcamp.results import courses, months
from bootcamp.results.models import Expansion, ResultChange, ResultMonth, ResultStart, StillAnswer
from portal.people.models import School, User

NUMBERS = ("approached", "talks", "kept", "kept_hours", "fewer", "fewer_hours", "elsewhere")
KINDS = (("permanent", True), ("temporary", False))
NOTHING: dict[str, Any] = {
    **dict.fromkeys(NUMBERS, 0),
    **{name: 0 for kind, _ in KINDS for name in (kind, f"{kind}_hours")},
    "starts": None,
    "until": None,
}


def typed(row: ResultMonth) -> dict[str, Any]:
    """A month as it is typed: one value for each box."""
    groups = {expansion.is_permanent: expansion for expansion in row.expansions.all()}
    values: dict[str, Any] = {name: getattr(row, name) for name in NUMBERS}
    for kind, is_permanent in KINDS:
        group = groups.get(is_permanent)
        values[kind] = group.people if group else 0
        values[f"{kind}_hours"] = group.hours if group else Decimal(0)
    first = next(iter(groups.values()), None)
    values["starts"] = first.starts_on if first else None
    values["until"] = groups[False].until if False in groups else None
    return values


@transaction.atomic
def count(
    *,
    school: School,
    month: date,
    values: Mapping[str, Any],
    part_timers: int | None = None,
    by: User,
    now: datetime,
) -> ResultMonth:
    """Fill in a month, or correct it: what stood there is kept beside who changed it."""
    # The lock comes first: two people of a school may count the same month.
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if part_timers and not ResultStart.objects.filter(school=school).exists():
        ResultStart.objects.create(school=school, part_timers=part_timers, entered_by=by, entered_at=now)
    values = {**NOTHING, **values}
    present = ResultMonth.objects.filter(school=school, month=month).prefetch_related("expansions").first()
    if present is None:
        row = ResultMonth(school=school, month=month)
        _write(row, values, by=by, now=now)
    else:
        row, before = present, typed(present)
        if before != values:
            _write(row, values, by=by, now=now)
            _note(row, ResultChange.Kind.CORRECTED, before=before, after=values, by=by, now=now)
        elif row.is_open:
            row.is_open = False
            row.save(update_fields=["is_open"])
    renew_plan(school, today=timezone.localdate(now))
    return row


def _write(row: ResultMonth, values: Mapping[str, Any], *, by: User, now: datetime) -> None:
    for name in NUMBERS:
        setattr(row, name, values[name])
    row.entered_by, row.entered_at, row.is_open = by, now, False
    # Not what counts as published: that is written at another moment.
    row.save(update_fields=[*NUMBERS, "entered_by", "entered_at", "is_open"] if row.pk else None)
    for kind, is_permanent in KINDS:
        if not values[kind]:
            row.expansions.filter(is_permanent=is_permanent).delete()
            continue
        fields = {
            "people": values[kind],
            "hours": values[f"{kind}_hours"],
            "starts_on": values["starts"] or row.month,
            "until": None if is_permanent else values["until"],
        }
        Expansion.objects.update_or_create(month=row, is_permanent=is_permanent, defaults=fields)


def _note(row: ResultMonth, kind: str, *, by: User, now: datetime, **what: Any) -> None:
    row.changes.create(kind=kind, changed_by=by, changed_at=now, **what)


@transaction.atomic
def reopen(*, school: School, month: date, by: User, now: datetime) -> None:
    """Open a month to correct it. Open already is nothing new."""
    row = ResultMonth.objects.select_for_update().filter(school=school, month=month, is_open=False).first()
    if row is not None:
        row.is_open = True
        row.save(update_fields=["is_open"])
        _note(row, ResultChange.Kind.REOPENED, by=by, now=now)


@transaction.atomic
def answer_still(
    *, expansion: Expansion, after: int, people: int | None, hours: Decimal, by: User, now: datetime
) -> StillAnswer:
    """Without people: not known now; the question comes back next month."""
    Expansion.objects.select_for_update().get(pk=expansion.pk)
    today = timezone.localdate(now)
    fields = {
        "people": people,
        "hours": hours if people else Decimal(0),
        "ask_again_on": None if people is not None else months.later(months.first_day(today), 1),
        "entered_by": by,
        "entered_at": now,
    }
    before = StillAnswer.objects.filter(expansion=expansion, after=after).first()
    answer, _ = StillAnswer.objects.update_or_create(expansion=expansion, after=after, defaults=fields)
    _note(
        expansion.month,
        ResultChange.Kind.STILL,
        before={"after": after, "people": before.people if before else None},
        after={"after": after, "people": people, "hours": fields["hours"], "permanent": expansion.is_permanent},
        by=by,
        now=now,
    )
    renew_plan(expansion.month.school, today=today)
    return answer


def renew_plan(school: School, *, today: date) -> None:
    """The plan shows its ambition filling up; the plan knows no results, so they are written on it."""
    plans = Plan.objects.filter(school=school)
    if plans.exists():
        now = courses.of(school).on(today)
        plans.update(more_for_good=now.for_good, more_for_now=now.for_now)


def renew_plans(*, today: date) -> None:
    """What is for a while begins and ends by itself. Once a night."""
    counted = School.objects.filter(plan__isnull=False, result_months__isnull=False).distinct()
    for school in counted.order_by("pk").iterator():
        renew_plan(school, today=today)
