"""Childcare that follows the hours of work: how many days someone works, and how much care goes with that.

No law: the workdays are the hours a week over those of a day, up to whole half days and five at most. Care grows or
shrinks by the same number of hours for every half day, through what a household has now and what it would have at
the wished hours; never below nothing. Where both are the same number of days, care changes at the wished hours.
"""

from decimal import Decimal

from calculator.rules.kinderopvang import Child, Childcare

HALF_DAYS = 10
"""In a week, at most."""


def half_workdays(hours: int, workday: int) -> int:
    """`hours` a week and of a `workday`, both in hundredths."""
    return min(HALF_DAYS, -(-2 * hours // workday))


def care_at(care: Childcare, hours: int, *, now: int, workday: int) -> Decimal:
    """Hours a month at so many hours of work; `now`: the hours of work that the given care goes with."""
    given, follows = Decimal(care.hours_per_month), care.follows
    if follows is None:
        return given
    more_days = Decimal(half_workdays(hours, workday) - half_workdays(now, workday)) / 2
    if follows.per_day is not None:
        return max(given + more_days * follows.per_day, Decimal(0))
    to_wish = Decimal(half_workdays(follows.wish_hours, workday) - half_workdays(now, workday)) / 2
    if to_wish:
        return max(given + more_days * (follows.hours_per_month - given) / to_wish, Decimal(0))
    if follows.wish_hours == now:
        return given
    is_there = hours >= follows.wish_hours if follows.wish_hours > now else hours <= follows.wish_hours
    return follows.hours_per_month if is_there else given


def child_at(child: Child, hours: int, *, now: int, workday: int) -> Child:
    """The child with the care that goes with these hours."""
    if not any(care.follows for care in child.childcare):
        return child
    return child._replace(
        childcare=tuple(
            care._replace(hours_per_month=care_at(care, hours, now=now, workday=workday), follows=None)
            for care in child.childcare
        )
    )
