"""How long we keep what is about people, and why. Each room registers its own; one daily task forgets.

    retention.keep(Seat, months=24, why="...", expired=lambda day: Seat.objects.filter(...))
    retention.goes_with_account(EmailAddress, why="...")

A test finds a model with a person in it that says nothing here, and another keeps docs/privacy.md in step.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeepingRule:
    name: str
    model: type[models.Model]
    months: int
    why: str
    expired: Callable[[date], models.QuerySet]
    forget: Callable[[Any], int]

    @property
    def long(self) -> str:
        if self.months == 0:
            return "tot de einddatum"
        return "1 maand" if self.months == 1 else f"{self.months} maanden"


RULES: dict[str, KeepingRule] = {}
WITH_ACCOUNT: dict[type[models.Model], str] = {}


def _delete(rows: models.QuerySet) -> int:
    return rows.delete()[1].get(rows.model._meta.label, 0)


def keep(
    model: type[models.Model],
    *,
    months: int,
    why: str,
    expired: Callable[[date], models.QuerySet],
    forget: Callable[[Any], int] = _delete,
    name: str = "",
) -> None:
    """`expired(limit)` gives the rows last needed before that day; `forget` deletes them unless told otherwise. With 0
    months the limit is today, for rows that have an end date of their own. The
    `name` is for a model whose rows aren't all kept as long."""
    name = name or str(model._meta.verbose_name_plural)
    RULES[name] = KeepingRule(name, model, months, why, expired, forget)


def rules_of(model: type[models.Model]) -> list[KeepingRule]:
    """Usually one; more where rows of one model aren't all kept as long."""
    return [rule for rule in RULES.values() if rule.model is model]


def goes_with_account(model: type[models.Model], *, why: str) -> None:
    """What is in it about a person goes when the account goes; `why` says what it is for until then."""
    WITH_ACCOUNT[model] = why


def months_before(day: date, months: int) -> date:
    if months == 0:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    # The 28th exists in every month; a few days longer is better than an invalid date.
    return date(year, month + 1, min(day.day, 28))


def forget_expired(*, today: date, dry_run: bool = False) -> dict[str, int]:
    """Forget what is past its time; returns how many rows per kind (with `dry_run`: would be)."""
    report = {}
    for rule in RULES.values():
        try:
            with transaction.atomic():
                rows = rule.expired(months_before(today, rule.months))
                report[rule.name] = rows.count() if dry_run else rule.forget(rows)
        except models.ProtectedError:
            # One kind that can't go yet must not keep the others; the next night tries again.
            log.exception("What is past its time of %s can't be forgotten.", rule.model._meta.label)
    return report
