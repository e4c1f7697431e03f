"""Which actions of a plan are due, by the month that stands beside them. One without a month never is."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from bootcamp.plan.forms.fields import MONTH
from bootcamp.plan.sheets import PlanLine
from portal.text.dates import day_in_words


def last_day(line: PlanLine) -> date | None:
    if not MONTH.fullmatch(line.month):
        return None
    year, month = map(int, line.month.split("-"))
    return date(year, month, monthrange(year, month)[1])


def is_late(line: PlanLine, today: date) -> bool:
    last = last_day(line)
    return not line.is_done and last is not None and last < today


def is_due(line: PlanLine, today: date) -> bool:
    """Late, or to be done this month."""
    return not line.is_done and MONTH.fullmatch(line.month) is not None and line.month <= f"{today:%Y-%m}"


def late_since(line: PlanLine, today: date) -> str:
    """ "te laat sinds 1 april 2027", or nothing."""
    last = last_day(line)
    return f"te laat sinds {day_in_words(last + timedelta(days=1))}" if last and is_late(line, today) else ""


def next_due(lines: Iterable[PlanLine], today: date) -> date | None:
    """The first day of the soonest month to come in which something is to be done."""
    coming = [line.month for line in lines if not line.is_done and last_day(line) and line.month > f"{today:%Y-%m}"]
    return date.fromisoformat(f"{min(coming)}-01") if coming else None
