"""How long we keep what is about people, and why. Each room registers its own; one daily task forgets.

    retention.keep(Enrolment, months=24, why="...", expired=lambda day: Enrolment.objects.filter(...))

A test finds a model with a person in it that says nothing here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction


@dataclass(frozen=True)
class Rule:
    model: type[models.Model]
    months: int
    why: str
    expired: Callable[[date], models.QuerySet]
    forget: Callable[[models.QuerySet], int]


RULES: dict[type[models.Model], Rule] = {}


def _delete(rows: models.QuerySet) -> int:
    return rows.delete()[1].get(rows.model._meta.label, 0)


def keep(
    model: type[models.Model],
    *,
    months: int,
    why: str,
    expired: Callable[[date], models.QuerySet],
    forget: Callable[[models.QuerySet], int] = _delete,
) -> None:
    """`expired(limit)` gives the rows last needed before that day; `forget` deletes them unless told otherwise."""
    RULES[model] = Rule(model, months, why, expired, forget)


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    # The 28th exists in every month; a few days longer is better than an invalid date.
    return date(year, month + 1, min(day.day, 28))


def forget_expired(*, today: date, dry_run: bool = False) -> dict[str, int]:
    """Forget what is past its time; returns how many rows per kind (with `dry_run`: would be)."""
    report = {}
    for rule in RULES.values():
        with transaction.atomic():
            rows = rule.expired(months_before(today, rule.months))
            report[str(rule.model._meta.verbose_name_plural)] = rows.count() if dry_run else rule.forget(rows)
    return report
